"""Law 3: an incremental build equals a clean one, byte for byte; and a build of what is built writes nothing."""

import datetime as dt
import os
import shutil

import pytest

from site_builder.commands.build import build
from site_builder.commands.options import Options
from tests.laws.world import (
    ABOUT,
    RECORD,
    WRITTEN,
    changed,
    copy,
    edit,
    footprint,
    keep,
    made,
    make,
    make_world,
    tree,
    write,
)

STEPS = 12


@pytest.mark.slow
def test_an_incremental_build_equals_a_clean_one(rng, tmp_path):
    folders = make_world(tmp_path / "site", rng)
    made(folders)
    done = []
    for step in range(STEPS):
        put_back = keep(folders, tmp_path / "aside")
        done.append(edit(rng, folders))
        after_edit = tree(folders.output)
        drafts = rng.random() < 0.3
        report = make(folders, drafts=drafts)
        clean = copy(folders, tmp_path / f"clean{step}")
        again = make(clean, drafts=drafts)
        assert report.problems == again.problems, done
        if report.errors:
            # What was there stays there, torn or not.
            assert tree(folders.output) == after_edit, done
            assert not clean.output.exists()
            put_back()
            made(folders, drafts=drafts)
            clean = copy(folders, tmp_path / f"mended{step}")
            made(clean, drafts=drafts)
        assert changed(tree(folders.output), tree(clean.output)) == set(), done
        assert (folders.output / RECORD).read_bytes() == (clean.output / RECORD).read_bytes(), done


def age(world):
    """Make everything that people wrote look older: what is too new is never taken for unchanged."""
    for path in (path for part in WRITTEN for path in (world.root / part).rglob("*")):
        os.utime(path, ns=(0, path.stat().st_mtime_ns - 10_000_000_000))


@pytest.mark.parametrize("drafts", [False, True])
@pytest.mark.parametrize("aged", [False, True], ids=["written just now", "written some time ago"])
def test_a_second_build_writes_nothing(world, drafts, aged):
    if aged:
        age(world)
    made(world, drafts=drafts)
    before = footprint(world.output), footprint(world.content), footprint(world.themes)
    remembered = footprint(world.root)
    report = made(world, drafts=drafts)
    assert (footprint(world.output), footprint(world.content), footprint(world.themes)) == before
    assert (report.counts["rendered"], report.counts["written"], report.counts["removed"]) == (0, 0, 0)
    if aged:
        # It was seen at once that nothing changed: nothing is written anywhere.
        assert footprint(world.root) == remembered


def test_an_edit_that_keeps_size_and_time_is_seen(world):
    age(world)
    made(world)
    made(world)
    path = world.content / "pages/about.md"
    time = path.stat().st_mtime_ns
    write(path, ABOUT.replace("Of [[Acme]]", "By [[Acme]]"))
    os.utime(path, ns=(0, time))
    made(world)
    assert b"By <a" in (world.output / "about/index.html").read_bytes()


def test_a_damaged_page_is_mended_although_no_input_changed(world):
    age(world)
    made(world)
    page = world.output / "about/index.html"
    before = page.read_bytes()
    page.write_bytes(before[:100])
    made(world)
    assert page.read_bytes() == before


def test_the_day_on_which_a_briefing_stops_being_future_is_not_missed(world):
    write(world.content / "briefings/soon.md", "---\ntitle: Soon\nsummary: s\ndate: 2026-06-02T12:00\n---\n")
    age(world)
    for day, there in ((1, False), (2, False), (3, True)):
        report = build(world, Options(now=dt.datetime(2026, 6, day, tzinfo=dt.UTC)))
        assert report.problems == ()
        assert ("briefings/soon/index.html" in tree(world.output)) is there


def test_what_builds_remember_may_vanish_and_the_next_one_still_writes_nothing(world):
    before = footprint(world.output)
    shutil.rmtree(world.memory)
    report = made(world)
    assert footprint(world.output) == before
    assert report.counts["written"] == 0


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\x00", b"\x00" * 50_000, b"text"])
def test_what_builds_remember_may_be_torn_and_costs_time_only(world, data):
    expected = tree(world.output)
    (world.memory / "memo.sqlite").write_bytes(data)
    write(world.content / "pages/about.md", "---\ntitle: Other\n---\n")
    made(world)
    write(world.content / "pages/about.md", ABOUT)
    made(world)
    assert tree(world.output) == expected


@pytest.mark.parametrize("cut", [0, 0.5, 0.99])
def test_a_torn_record_of_the_output_costs_time_only(world, cut):
    before = tree(world.output)
    record = world.output / RECORD
    data = record.read_bytes()
    record.write_bytes(data[: int(len(data) * cut)])
    made(world)
    assert tree(world.output) == before
    assert record.read_bytes() == data


def test_what_no_page_needs_any_more_is_removed(world):
    (world.content / "briefings/b7.md").unlink()
    made(world)
    assert "briefings/b7/index.html" not in tree(world.output)
    assert not (world.output / "briefings/b7").exists()


def test_files_that_we_did_not_write_stay(world):
    (world.output / ".gitignore").write_text("*\n", encoding="utf-8")
    (world.content / "briefings/b7.md").unlink()
    made(world)
    assert (world.output / ".gitignore").read_text(encoding="utf-8") == "*\n"
