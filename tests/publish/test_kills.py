"""A build killed at any moment does no lasting harm, and readers never see half a site.

SITE_BUILDER_TEST_KILLS sets how often each manner of publishing is killed.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from site_builder.publish import switch
from site_builder.publish.names import RECORD
from tests.publish import publisher

PROGRAM = Path(__file__).with_name("publisher.py")
KILLS = int(os.environ.get("SITE_BUILDER_TEST_KILLS", "5"))


class Reader(threading.Thread):
    """Polls the site as visitors do, and keeps what it saw that no visitor may see."""

    def __init__(self, output: Path, *, gaps: bool, mixed: bool) -> None:
        super().__init__(daemon=True)
        self.output, self.gaps, self.mixed = output, gaps, mixed
        self.newest, self.reads, self.done = 0, 0, False
        self.harm: list[str] = []

    def run(self) -> None:
        pick = random.Random(1)
        while not self.done:
            page = pick.choice(publisher.PAGES)
            try:
                edition = publisher.number((self.output / page).read_bytes())
            except FileNotFoundError:
                if not self.gaps:
                    self.harm.append(f"{page} is missing")
                continue
            except ValueError as error:
                self.harm.append(f"{page}: {error}")
                continue
            # Once a page of an edition was seen, no page of an earlier one may be.
            if edition < self.newest and not self.mixed:
                self.harm.append(f"{page} is of edition {edition} after {self.newest}")
            self.newest = max(self.newest, edition)
            self.reads += 1


def _tree(output: Path) -> dict[str, bytes]:
    paths = (path for path in output.rglob("*") if path.is_file() and path.name != RECORD)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
@pytest.mark.parametrize(
    ("how", "spare_from"),
    [("exchange", 2_000), ("exchange", 0), ("renames", 2_000), ("in place", 2_000)],
    ids=["exchange", "exchange with a spare", "two renames", "in place"],
)
def test_a_killed_publisher_leaves_whole_editions(tmp_path, monkeypatch, how, spare_from):
    output, pick = tmp_path / "site" / "output", random.Random(KILLS)
    if how != "exchange":
        monkeypatch.setattr(switch, "exchange", lambda one, two: False)
    publisher.publish_one(output, 1, how, spare_from)
    (output / "CNAME").write_text("mine")
    # Between two renames the folder is missing for an instant, and until the next build where it is killed just then;
    # files replaced one by one are of two editions meanwhile. No visitor ever sees a part of a file.
    reader = Reader(output, gaps=how == "renames", mixed=how == "in place")
    reader.start()
    edition = 1
    for _ in range(KILLS):
        command = [sys.executable, str(PROGRAM), str(output), str(edition + 1), how, str(spare_from)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(pick.uniform(0, 0.12))
            process.kill()
        edition = reader.newest + 50
        # One build mends all.
        publisher.publish_one(output, edition, how, spare_from)
        assert _tree(output) == {**publisher.files(edition), "CNAME": b"mine"}
        beside = sorted(path.name for path in output.parent.iterdir())
        assert beside == ([".output.site-builder-work", "output"] if spare_from == 0 else ["output"])
    reader.done = True
    reader.join()
    assert reader.harm == []
    assert reader.reads > KILLS
