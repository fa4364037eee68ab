"""Each hostile situation of the tables ends as it should: see `situations.py` for what is asked of all of them.

SITE_BUILDER_TEST_SITUATIONS=1 tries each, otherwise every fourth is tried, and those that are large or deep.
"""

from __future__ import annotations

import importlib
import os
import re
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


STEP = int(os.environ.get("SITE_BUILDER_TEST_SITUATIONS", "4"))
ALWAYS = re.compile(r"50 MB|megabyte|100,000 links|10,000 levels|billion|100 GB")
ALL = {name: case for number, (name, case) in enumerate(cases().items()) if number % STEP == 0 or ALWAYS.search(name)}


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
