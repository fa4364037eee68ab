# `make` alone lists the targets. Everything is written for GNU make 3.81 (macOS has no newer one) and for a POSIX shell.
#
# The environment is .venv/, made from the locked requirements. Its parts are remembered by empty files inside
# .venv/ itself, so that removing .venv/ forgets them all, and nothing is installed twice.

VENV    := .venv
BIN     := $(VENV)/bin
LOCKS   := .requirements
# Paths that ruff looks after. site_builder/starter/ is data.
SOURCES := site_builder tests

# What a caller may set: make build BUILD_ARGS="--drafts", make tests PYTEST_ARGS="-k feeds", make lock UPGRADE=
BUILD_ARGS  ?=
PYTEST_ARGS ?=
UPGRADE     ?= --upgrade
JOBS        ?= auto

# Settings of the caller's own pip and Python that would send packages elsewhere, or bring in modules that are not
# locked. Settings that say where packages come from (an index, a proxy, a certificate) stay in force.
unexport PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIRE_HASHES PIP_NO_DEPS PIP_DRY_RUN PIP_PYTHON PIP_EDITABLE
unexport PIP_REQUIREMENT PIP_CONSTRAINT PIP_BUILD_CONSTRAINT PIP_IGNORE_INSTALLED PIP_UPGRADE PIP_PRE PIP_REPORT
unexport PIP_REQUIRE_VIRTUALENV PIP_NO_BUILD_ISOLATION PIP_CONFIG_SETTINGS
unexport PYTHONHOME PYTHONPATH PYTHONSTARTUP PYTHONOPTIMIZE PYTHONSAFEPATH PYTHONWARNINGS
unexport VIRTUAL_ENV CONDA_PREFIX UV_PROJECT_ENVIRONMENT __PYVENV_LAUNCHER__
export PIP_USER := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

# An environment does not survive a move of the checkout, nor the removal of the Python that it was made with: then it
# is made anew. The first line of the file says where it was made.
STALE := $(shell [ ! -f $(VENV)/.made ] \
	|| { [ "`head -n 1 $(VENV)/.made`" = "`pwd -P`" ] && $(BIN)/python -c '' ; } 2>/dev/null \
	|| { rm -f $(VENV)/.made; echo yes; })

.PHONY: help build serve docs bench bench-all score environment programs test check check-fast format lint types floors tests tests-fast fix lock wheel clean distclean torture audit sbom
.DEFAULT_GOAL := help
# A recipe that fails half-way leaves no stamp behind.
.DELETE_ON_ERROR:

help:
	@echo "make build        the site, from content/ into output/"
	@echo "make serve        the site on this machine, rebuilt as you write"
	@echo "make docs         the handbook, built by the program that it is about"
	@echo "make test         everything that must hold (the same as make check); installs or names what is missing"
	@echo "make check-fast   lint, types, floors and the quick tests: under a minute"
	@echo "make fix          format the code and mend what ruff can mend"
	@echo "make bench        our build beside other generators', N=1000 briefings (BENCH_ARGS: see tests/benchmarks/README.md)"
	@echo "make bench-all    all benchmarks, for RESULTS.md: about two hours"
	@echo "make score        how good ingest is, on annotated articles beside the checkout (tests/score/ACCURACY.md)"
	@echo "make torture      hostile inputs, kills, failing disks, fuzzing and a soak: half an hour at most (MINUTES=30)"
	@echo "make audit        look for known weaknesses in the locked dependencies (needs the network)"
	@echo "make sbom         the bill of materials (CycloneDX) of what is locked, into dist/sbom.json"
	@echo "make lock         renew the locked requirements (UPGRADE= to keep the versions that still fit)"
	@echo "make wheel        the package, into dist/"
	@echo "make environment  only $(VENV)/, with everything for development"
	@echo "make clean        remove what builds and tests leave; make distclean also removes $(VENV)/"

# --- The environment -------------------------------------------------------------------------------------------------

$(VENV)/.made:
	@python=`.ci/find-python` || exit 1; \
	echo "site-builder: making $(VENV)/ with $$python (`$$python --version 2>&1`)"; \
	"$$python" -m venv --clear $(VENV)
	@pwd -P > $@

# First what building needs, then the rest without build isolation: what comes as source (feedgen, and this package) is
# built by locked tools as well.
$(VENV)/.runtime: $(LOCKS)/runtime.txt $(LOCKS)/package.txt $(VENV)/.made
	$(BIN)/python -m pip install --quiet --require-hashes -r $(LOCKS)/package.txt
	$(BIN)/python -m pip install --quiet --require-hashes --no-build-isolation -r $(LOCKS)/runtime.txt
	@touch $@

$(VENV)/.package: pyproject.toml site_builder/__init__.py $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(LOCKS)/dev.txt $(VENV)/.package
	$(BIN)/python -m pip install --quiet --require-hashes --no-build-isolation -r $(LOCKS)/dev.txt
	@touch $@

environment: $(VENV)/.dev

# The programs that tests drive from outside.
programs:
	@.ci/find-program chromium --install >/dev/null
	@.ci/find-program newsboat --install >/dev/null
# Without these, the tests that need them are skipped, and say so.
	@.ci/find-program nginx --install >/dev/null || true
	@.ci/find-program caddy --install >/dev/null || true

# --- The site --------------------------------------------------------------------------------------------------------

build: $(VENV)/.package
	$(BIN)/site-builder build $(BUILD_ARGS)

serve: $(VENV)/.package
	$(BIN)/site-builder serve

docs: $(VENV)/.package
	$(BIN)/site-builder -C site_builder/docs build
	@echo "site-builder: the handbook is in site_builder/docs/output/"

# --- Watching over it ------------------------------------------------------------------------------------------------

test: check

check: format lint types floors tests

check-fast: format lint types floors tests-fast

format: $(VENV)/.dev
	$(BIN)/ruff format --check $(SOURCES)

lint: $(VENV)/.dev
	$(BIN)/ruff check $(SOURCES)

types: $(VENV)/.dev
	$(BIN)/mypy

floors: $(VENV)/.dev
	$(BIN)/lint-imports

tests: $(VENV)/.dev programs
	CHROMIUM="`.ci/find-program chromium`" NEWSBOAT="`.ci/find-program newsboat`" \
	NGINX="`.ci/find-program nginx`" CADDY="`.ci/find-program caddy`" \
	$(BIN)/python -m pytest -n $(JOBS) $(PYTEST_ARGS)

tests-fast: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(JOBS) -m "not slow and not browser" $(PYTEST_ARGS)

N ?= 1000

bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks.bench --briefings $(N) $(BENCH_ARGS)

bench-all: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks.bench --briefings 1000 --write
	$(BIN)/python -m tests.benchmarks.bench --briefings 10000 --write
	$(BIN)/python -m tests.benchmarks.parallel --briefings 10000 --write
	$(BIN)/python -m tests.benchmarks.checks -n 10000 --runs 1 --write
	$(BIN)/python -m tests.benchmarks.profile_build --briefings 10000 --write
	$(BIN)/python -m tests.benchmarks.bench --briefings 100000 --only ours --scenarios cold,nothing,body --runs 1 --write

score: $(VENV)/.dev
	$(BIN)/python -m tests.score.score $(SCORE_ARGS)

MINUTES ?= 30

# atheris (fuzzing) has wheels for few systems: where it cannot be had, the rest is tried without it.
torture: $(VENV)/.dev programs
	-$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: -r $(LOCKS)/torture.txt
	CHROMIUM="`.ci/find-program chromium`" $(BIN)/python -m tests.hostile.torture $(MINUTES)

# Tools of their own environments: nobody else needs what they bring.
audit:
	@python=`.ci/find-python` || exit 1; [ -x .make/audit/bin/pip-audit ] || "$$python" -m venv --clear .make/audit
	.make/audit/bin/python -m pip install --quiet --upgrade pip-audit
	.make/audit/bin/pip-audit --requirement $(LOCKS)/runtime.txt --require-hashes --disable-pip --progress-spinner off

sbom:
	@python=`.ci/find-python` || exit 1; [ -x .make/sbom/bin/cyclonedx-py ] || "$$python" -m venv --clear .make/sbom
	.make/sbom/bin/python -m pip install --quiet --upgrade cyclonedx-bom
	@mkdir -p dist
	.make/sbom/bin/cyclonedx-py requirements --output-reproducible --output-format JSON \
		--pyproject pyproject.toml --output-file dist/sbom.json $(LOCKS)/runtime.txt

fix: $(VENV)/.dev
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

# --- The package -----------------------------------------------------------------------------------------------------

wheel: $(VENV)/.dev
	$(BIN)/python -m build --no-isolation --wheel

# One lock for every Python from 3.11 on and every platform, with hashes and without addresses: a mirror serves as well
# as the index itself. Each file is held to the versions of the one before, so that all three agree.
# uv is not one of the locked requirements: it is large, and nobody else needs it.
COMPILE = .make/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-find-links \
	--no-config --custom-compile-command "make lock" $(UPGRADE)

lock:
	@python=`.ci/find-python` || exit 1; [ -x .make/uv/bin/uv ] || "$$python" -m venv --clear .make/uv
	.make/uv/bin/python -m pip install --quiet --upgrade uv
	$(COMPILE) pyproject.toml -o $(LOCKS)/runtime.txt
	$(COMPILE) --group package -c $(LOCKS)/runtime.txt -o $(LOCKS)/package.txt
	$(COMPILE) pyproject.toml --group dev -c $(LOCKS)/runtime.txt -c $(LOCKS)/package.txt -o $(LOCKS)/dev.txt
	$(COMPILE) --group torture -o $(LOCKS)/torture.txt
	@! grep -n '://' $(LOCKS)/*.txt || { echo "site-builder: a lock names an address" >&2; exit 1; }

clean:
	rm -rf dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find site_builder tests -name __pycache__ -type d -prune -exec rm -rf {} +
	find output -mindepth 1 -maxdepth 1 ! -name .gitignore -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV) .make
