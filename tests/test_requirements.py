"""The locked requirements are complete, agree with each other, and say nothing about where packages come from."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / ".requirements").glob("*.txt"))}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NETLIFY = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))

BROUGHT = frozenset({"markupsafe"})
"""What Jinja brings along and has in its own interface."""

# One requirement: its name, version, marker if any, and the lines of hashes that follow.
ENTRY = re.compile(
    r"^([a-z0-9-]+)==([^\s;]+)(?: ; ([^\\\n]+?))? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def normal(name):
    """The name of a package as lock files spell it: `PyYAML>=6` is pyyaml."""
    found = re.match(r"[A-Za-z0-9._-]+", name)
    assert found, name
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def pins(lock):
    return {(name, version, marker) for name, version, marker, _ in ENTRY.findall(LOCKS[lock])}


def names(lock):
    return {name for name, _, _ in pins(lock)}


def test_the_four_locks_are_there():
    assert set(LOCKS) == {"dev", "package", "runtime", "torture"}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_one_version_and_hashes(lock):
    # Nothing but entries and comments: no option, no address, no unpinned name.
    rest = ENTRY.sub("", LOCKS[lock])
    assert [line for line in rest.splitlines() if line.strip() and not line.lstrip().startswith("#")] == []
    assert "://" not in LOCKS[lock]
    assert pins(lock)


def test_every_dependency_of_the_package_is_locked():
    assert {normal(name) for name in PROJECT["project"]["dependencies"]} <= names("runtime")


@pytest.mark.parametrize(
    ("group", "lock"), [("package", "package"), ("lint", "dev"), ("test", "dev"), ("torture", "torture")]
)
def test_every_dependency_of_a_group_is_locked(group, lock):
    assert {normal(name) for name in PROJECT["dependency-groups"][group]} <= names(lock)


def test_development_has_what_runs_and_what_builds():
    versions = {(name, version) for name, version, _ in pins("dev")}
    for lock in ("runtime", "package"):
        assert {(name, version) for name, version, _ in pins(lock)} <= versions


def test_building_a_wheel_needs_nothing_unlocked():
    assert {normal(name) for name in PROJECT["build-system"]["requires"]} <= names("package")


def test_netlify_installs_the_locked_requirements_in_every_context():
    commands = [NETLIFY["build"]["command"], *(context["command"] for context in NETLIFY["context"].values())]
    assert len({command.partition("python -m site_builder")[0] for command in commands}) == 1
    for command in commands:
        for lock in ("package", "runtime"):
            assert re.search(rf"--require-hashes[^&]* -r \.requirements/{lock}\.txt", command)


def test_netlify_and_the_version_file_name_the_same_python():
    version = (ROOT / ".python-version").read_text(encoding="utf-8").strip()
    assert NETLIFY["build"]["environment"]["PYTHON_VERSION"] == version


def test_every_import_of_the_package_is_a_declared_dependency():
    declared = {normal(name) for name in PROJECT["project"]["dependencies"]}
    optional = {normal(name) for group in PROJECT["project"]["optional-dependencies"].values() for name in group}
    providers = packages_distributions()
    missing = {
        module: path.name
        for path in sorted((ROOT / "site_builder").rglob("*.py"))
        for module in imported(path)
        if module not in sys.stdlib_module_names
        and module != "site_builder"
        and not {normal(name) for name in providers.get(module, [module])} & (declared | optional | BROUGHT)
    }
    assert missing == {}


def imported(path):
    """The top-level modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
