"""content/addresses.json: written by builds that publish, only when it changes, and read by the next."""

import os
import random
from typing import Any

import pytest

from tests.laws.world import footprint, made, make, make_world, write

RECORD = "addresses.json"


@pytest.fixture
def world(tmp_path):
    """A site that was never built."""
    return make_world(tmp_path / "site", random.Random(1))


def test_a_build_writes_the_record_and_the_next_one_leaves_it(world):
    made(world)
    before = footprint(world.content)
    assert RECORD in before
    report = made(world)
    assert (report.counts["written"], report.counts["rendered"]) == (0, 0)
    assert footprint(world.content) == before


def test_what_a_build_wrote_is_no_change_that_the_next_one_looks_at(world):
    for path in world.root.rglob("*"):
        # What is younger than the steps of a file system's clock is always looked at again.
        os.utime(path, (1_700_000_000.5, 1_700_000_000.5))
    made(world)
    last = world.memory / "last.json"
    before = last.stat().st_mtime_ns
    made(world)
    assert last.stat().st_mtime_ns == before


@pytest.mark.parametrize("option", ["drafts", "future", "expired", "noindex"])
def test_a_preview_writes_no_record(world, option):
    chosen: dict[str, Any] = {option: True}
    made(world, **chosen)
    assert not (world.content / RECORD).exists()


def test_a_build_with_errors_leaves_the_record_as_it_was(world):
    made(world)
    before = footprint(world.content / RECORD)
    write(world.content / "briefings/broken.md", "---\ntitle: [\n---\n")
    assert make(world).errors
    assert footprint(world.content / RECORD) == before


def test_a_renamed_file_with_an_id_leads_on(world):
    path = world.content / "briefings/fresh.md"
    write(path, "---\nid: x\ntitle: Fresh\nsummary: In short.\n---\n\nText.\n")
    made(world)
    path.rename(path.with_name("later.md"))
    made(world)
    rules = (world.output / "_redirects").read_text(encoding="utf-8")
    assert "/briefings/fresh/ /briefings/later/ 301\n" in rules
    record = (world.content / RECORD).read_text(encoding="utf-8")
    assert '"briefings/x":{"at":["/briefings/later/","/briefings/fresh/"]' in record


def test_a_record_that_cannot_be_read_stops_the_build(world):
    made(world)
    write(world.content / RECORD, "<<<<<<< HEAD\n")
    before = footprint(world.output)
    (problem,) = make(world).problems
    assert (problem.code, problem.path, problem.severity) == ("SB112", "content/addresses.json", "error")
    assert footprint(world.output) == before
    assert (world.content / RECORD).read_text(encoding="utf-8") == "<<<<<<< HEAD\n"


def test_a_record_that_cannot_be_written_is_a_warning_and_the_site_is_out(world):
    (world.content / RECORD).mkdir()
    # A folder in its place is no record that could be read.
    assert [problem.code for problem in make(world).problems] == ["SB112"]
    (world.content / RECORD).rmdir()
    world.content.chmod(0o555)
    try:
        report = make(world)
    finally:
        world.content.chmod(0o755)
    if not (world.content / RECORD).exists():
        assert [(problem.code, problem.severity) for problem in report.problems] == [("SB005", "warning")]
    assert (world.output / "index.html").exists()


def test_a_lost_record_is_written_again(world):
    made(world)
    data = (world.content / RECORD).read_bytes()
    (world.content / RECORD).unlink()
    made(world)
    assert (world.content / RECORD).read_bytes() == data
