"""The wheel is whole: a site made far away from the checkout builds with what is installed."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ROOT / ".requirements"
# What would let an installed program see the checkout, or this environment.
MISLEADING = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "CHROMIUM", "NEWSBOAT")

pytestmark = pytest.mark.slow


def run(*command, cwd):
    """Run a program away from the checkout; what it printed, on both streams."""
    environment = {name: value for name, value in os.environ.items() if name not in MISLEADING}
    # A coverage or debugger setting of the caller's would name files of the checkout.
    environment = {name: value for name, value in environment.items() if not name.startswith(("SITE_BUILDER_", "COV_"))}
    done = subprocess.run(
        [os.fspath(part) for part in command],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The folder of programs of an empty environment with the locked requirements and the wheel, nothing else."""
    home = tmp_path_factory.mktemp("installed") / "environment"
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    pip = (programs / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, "--require-hashes", "-r", LOCKS / "package.txt", cwd=home)
    run(*pip, "--require-hashes", "--no-build-isolation", "-r", LOCKS / "runtime.txt", cwd=home)
    run(*pip, "--no-deps", wheel, cwd=home)
    # The locked requirements are all that the package asks for.
    run(programs / "python", "-m", "pip", "--disable-pip-version-check", "check", cwd=home)
    return programs


def data_files():
    """What lies beside the code, as the wheel should name it."""
    for folder, prefix in ((ROOT / "site_builder", "site_builder"), (ROOT / "themes", "site_builder/themes")):
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and path.name != ".DS_Store":
                yield f"{prefix}/{path.relative_to(folder).as_posix()}"


def test_the_wheel_holds_all_code_and_all_data_and_nothing_else(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == set(data_files())
    assert "site_builder/py.typed" in names
    assert "site_builder/themes/briefing/theme.yml" in names
    assert any(name.startswith("site_builder/starter/") for name in names)


def test_the_wheel_names_no_path_of_the_checkout(wheel):
    with zipfile.ZipFile(wheel) as archive:
        assert [name for name in archive.namelist() if os.fsencode(ROOT) in archive.read(name)] == []


def test_a_new_site_builds_with_the_installed_package_alone(installed, tmp_path):
    program = installed / "site-builder"
    said = run(program, "new", "demo", cwd=tmp_path)
    said += run(program, "-C", "demo", "build", cwd=tmp_path)
    home = tmp_path / "demo" / "output" / "index.html"
    assert "<html" in home.read_text(encoding="utf-8")
    assert str(ROOT) not in said

    where = "import site_builder; print(site_builder.__file__)"
    package = Path(run(installed / "python", "-c", where, cwd=tmp_path).strip()).parent
    assert installed.parent in package.parents
    # A word written into the installed theme shows up in the site: so it is this theme that was used, not another copy.
    templates = [*(package / "themes").glob("*/templates/**/*.html")]
    assert templates
    for template in templates:
        with template.open("a", encoding="utf-8") as file:
            file.write("<!-- installed theme -->\n")
    run(program, "-C", "demo", "build", cwd=tmp_path)
    assert "<!-- installed theme -->" in home.read_text(encoding="utf-8")


def test_the_package_runs_as_a_module_and_tells_its_version(installed, wheel, tmp_path):
    version = wheel.name.split("-")[1]
    assert version in run(installed / "site-builder", "--version", cwd=tmp_path)
    assert version in run(installed / "python", "-m", "site_builder", "--version", cwd=tmp_path)
