"""The house keeps its shape: floors, small rooms, and no cupboard for things without a place."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "site_builder"
# What the starter holds is data for a new site, not code of this one.
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if PACKAGE / "starter" not in path.parents)

LONGEST_FILE = 400
# Names under which things gather that belong elsewhere.
NAMELESS = {"utils", "util", "helpers", "helper", "misc", "common", "tools"}


def test_a_room_imports_only_lower_floors_and_nothing_goes_in_circles():
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_there_is_something_to_check():
    assert len(SOURCES) > 20


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_file_is_short_enough_to_be_read_at_once(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{path.relative_to(ROOT)} has {lines} lines: split it by what it is about"


def test_every_file_is_named_by_what_it_is_about():
    assert [path.relative_to(ROOT).as_posix() for path in SOURCES if path.stem.strip("_") in NAMELESS] == []


def test_the_ground_floor_imports_only_the_standard_library():
    # import-linter looks at our own modules only; plugins rely on the model without anything below it.
    allowed = {*sys.stdlib_module_names, "site_builder"}
    strangers = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in SOURCES
        if PACKAGE / "model" in path.parents
        for line, name in imports(path)
        if name.partition(".")[0] not in allowed
    ]
    assert strangers == []


def imports(path):
    """Every imported name of a file with its line, late imports and those for type checking included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or "."
