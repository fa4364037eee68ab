"""What SECURITY.md promises has its tests, and they are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_situation_names_a_test_that_is_there():
    table = SECURITY.partition("\n## What happens\n")[2].partition("\n`make torture`")[0]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 20
    for situation, _, tests in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)`", tests)
        assert named, situation
        for name in named:
            assert "\ndef test_" in "\n" + (ROOT / name).read_text(encoding="utf-8"), name
