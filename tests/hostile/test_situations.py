"""Each hostile situation of the tables ends as it should: see `situations.py` for what is asked of all of them."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from tests.hostile.situations import Case, Runner, judge, make_base

if sys.platform == "win32":
    pytest.skip("there is no fork on Windows", allow_module_level=True)

pytestmark = pytest.mark.slow

TABLES = Path(__file__).with_name("tables")


def cases() -> dict[str, Case]:
    """All cases of all tables, by table and name."""
    found: dict[str, Case] = {}
    for path in sorted(TABLES.glob("*.py")):
        for case in importlib.import_module(f"tests.hostile.tables.{path.stem}").CASES:
            name = f"{path.stem}: {case.name}"
            assert name not in found, name
            found[name] = case
    return found


ALL = cases()


@pytest.fixture(scope="module")
def runner():
    made = Runner()
    yield made
    made.close()


@pytest.fixture(scope="module")
def base(runner, tmp_path_factory):
    root = tmp_path_factory.mktemp("base") / "site"
    make_base(runner, root)
    return root


@pytest.mark.parametrize("case", ALL.values(), ids=ALL)
def test_a_hostile_situation_ends_with_a_problem_or_a_safe_page(case, runner, base, tmp_path):
    missing = case.needs()
    if missing is not None:
        pytest.skip(missing)
    assert judge(case, runner, base, tmp_path / "place") == []
