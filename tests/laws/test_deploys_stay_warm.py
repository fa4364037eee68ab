"""What builds remember holds in a fresh checkout: other folders, other times and inodes, the same bytes."""

import os
import random
import shutil

import pytest

from site_builder.commands import evidence, parsing
from tests.laws.world import RECORD, made, make_world, tree


@pytest.fixture
def world(tmp_path):
    folders = make_world(tmp_path / "first", random.Random(2))
    made(folders)
    return folders


@pytest.fixture
def work(monkeypatch):
    """Everything that is parsed or checked from now on."""
    done = []
    for module, name in ((parsing, "parse_briefing"), (parsing, "parse_record"), (evidence, "check_briefing")):
        real = getattr(module, name)

        def noted(*said, real=real, name=name):
            done.append(name)
            return real(*said)

        monkeypatch.setattr(module, name, noted)
    return done


def moved(folders, root, *, without=()):
    """The site as a runner finds it that checks it out and brings back what was kept: every time is another one."""
    shutil.copytree(folders.root, root, ignore=shutil.ignore_patterns(*without), copy_function=shutil.copyfile)
    for path in root.rglob("*"):
        os.utime(path, ns=(1_600_000_000_000_000_000, 1_600_000_000_000_000_000))
    return type(folders)(root=root, output=root / folders.output.name)


def test_with_memory_and_output_nothing_is_made_again(world, tmp_path, work):
    there = moved(world, tmp_path / "runner")
    report = made(there)
    assert work == []
    assert report.counts["rendered"] == report.counts["written"] == 0
    assert (there.output / RECORD).read_bytes() == (world.output / RECORD).read_bytes()


def test_with_the_memory_alone_nothing_is_parsed_or_checked_again(world, tmp_path, work):
    there = moved(world, tmp_path / "runner", without=["output"])
    assert made(there).counts["rendered"] > 0
    assert work == []
    assert tree(there.output) == tree(world.output)


def test_without_any_memory_all_is_made_again_and_the_same(world, tmp_path, work):
    there = moved(world, tmp_path / "runner", without=["output", ".site-builder"])
    made(there)
    assert {"parse_briefing", "parse_record"} <= set(work)
    assert tree(there.output) == tree(world.output)
