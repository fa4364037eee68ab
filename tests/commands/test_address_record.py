"""content/addresses.json: written by builds that publish, only when it changes, and read by the next."""

import os
import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from site_builder.commands.addresses import keep
from site_builder.content.addresses import encode_addresses, parse_addresses
from site_builder.model.addresses import Addresses, Resident
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


def test_what_another_build_published_meanwhile_is_not_lost(tmp_path):
    path = tmp_path / RECORD
    before = Addresses(residents={"pages/a": Resident(at=("/a/",)), "pages/gone": Resident(at=("/gone/",))})
    theirs = Addresses(
        residents={
            **before.residents,
            "pages/a": Resident(at=("/b/", "/a/"), pages=3),
            "pages/new": Resident(at=("/new/",)),
            "pages/taken": Resident(at=("/c/",)),
        }
    )
    ours = Addresses(residents={"pages/a": Resident(at=("/c/", "/a/"))})
    path.write_bytes(encode_addresses(theirs))
    assert list(keep(path, ours, encode_addresses(before), 1_000_000)) == []
    assert parse_addresses(path.read_bytes()).residents == {
        # What was forgotten on purpose stays forgotten, and nobody gets the home of another.
        "pages/a": Resident(at=("/c/", "/a/", "/b/"), pages=3),
        "pages/new": Resident(at=("/new/",)),
    }
    assert [found.name for found in tmp_path.iterdir()] == [RECORD]


def test_builds_of_several_contents_at_once_lose_no_address(tmp_path):
    path = tmp_path / RECORD
    before = Addresses(residents={"pages/a": Resident(at=("/a/",))})
    path.write_bytes(encode_addresses(before))

    def build(number):
        ours = Addresses(residents={**before.residents, f"pages/n{number}": Resident(at=(f"/n{number}/",))})
        return list(keep(path, ours, encode_addresses(before), 1_000_000))

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(build, range(24))) == [[]] * 24
    assert len(parse_addresses(path.read_bytes()).residents) == 25
