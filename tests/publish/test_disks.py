"""Disks that are full, folders that may not be written, folders that are mount points: on real file systems."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.model.problem import Problem, PublishError
from site_builder.publish.edition import Output, publish
from site_builder.publish.names import RECORD
from site_builder.publish.record import read_record

ONE = {"index.html": "home", "a/index.html": "a"}


def put(output: Path, files: dict[str, str]):
    outputs = [Output(file=file, key=text[:40], content=text.encode()) for file, text in files.items()]
    return publish(output, outputs, read_record(output), root=output.parent)


def refusal(output: Path, files: dict[str, str]) -> Problem:
    with pytest.raises(PublishError) as caught:
        put(output, files)
    (problem,) = caught.value.problems
    assert problem.code == "SB402"
    return problem


def tree(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found if path.name != RECORD}


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A folder with a disk of 400 kB of its own."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs Linux and root")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "none", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"cannot mount: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_old_edition(small_disk):
    output = small_disk / "output"
    put(output, ONE)
    problem = refusal(output, {**ONE, **{f"{number}/index.html": "x" * 20_000 for number in range(40)}})
    assert problem.message.startswith("output/")
    assert "no space left" in problem.message
    assert problem.message.endswith("output/ is as it was")
    assert problem.hint == "free some space, and build again"
    assert tree(output) == ONE
    # What was written of the new edition is gone, so there is room again.
    assert [path.name for path in small_disk.iterdir()] == ["output"]
    put(output, {"index.html": "x" * 100_000})


def test_a_mount_point_is_written_file_by_file(small_disk):
    (small_disk / ".gitignore").write_text("*\n")
    published = put(small_disk, ONE)
    assert published.how == "in place"
    assert "mount point" in published.notes[0]
    assert put(small_disk, ONE).how == "nothing"
    put(small_disk, {"index.html": "home 2", "b": "b"})
    assert tree(small_disk) == {"index.html": "home 2", "b": "b", ".gitignore": "*\n"}
    assert sorted(path.name for path in small_disk.iterdir()) == [".gitignore", RECORD, "b", "index.html"]


def test_a_full_disk_stops_before_any_file_of_a_mount_point_is_touched(small_disk):
    put(small_disk, ONE)
    refusal(small_disk, {"index.html": "new", **{f"{number}.html": "x" * 20_000 for number in range(40)}})
    assert tree(small_disk) == ONE


@pytest.fixture
def ordinary_user() -> Iterator[Path]:
    """A folder of a user whom permissions bind; for the time of the test we are that user."""
    if os.name == "nt":
        pytest.skip("permissions of Windows are another story")
    folder = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    if root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(folder)


def test_where_nothing_may_be_written_there_is_a_hint(ordinary_user):
    (ordinary_user / "output").mkdir()
    (ordinary_user / "output").chmod(0o555)
    ordinary_user.chmod(0o555)
    problem = refusal(ordinary_user / "output", ONE)
    assert "permission denied" in problem.message
    assert "permissions" in (problem.hint or "")


def test_where_the_folder_around_may_not_be_written_files_are_replaced_one_by_one(ordinary_user):
    output = ordinary_user / "output"
    output.mkdir()
    ordinary_user.chmod(0o555)
    assert put(output, ONE).how == "in place"
    assert put(output, {"a": "new"}).how == "in place"
    assert tree(output) == {"a": "new"}
    assert sorted(path.name for path in output.iterdir()) == [RECORD, "a"]


def test_a_folder_that_may_not_be_read_is_told(ordinary_user):
    output = ordinary_user / "output"
    put(output, ONE)
    output.chmod(0o000)
    problem = refusal(output, ONE)
    assert problem.message.startswith("output/")
    output.chmod(0o755)
    assert tree(output) == ONE


def test_permission_lost_half_way_leaves_the_old_edition(ordinary_user):
    output = ordinary_user / "output"
    put(output, ONE)

    def outputs() -> Iterator[Output]:
        yield Output(file="index.html", key="new", content=b"new")
        (stage,) = ordinary_user.glob(".output*/next")
        stage.chmod(0o555)
        yield Output(file="b/index.html", key="b", content=b"b")

    with pytest.raises(PublishError) as caught:
        publish(output, outputs(), read_record(output), root=ordinary_user)
    assert caught.value.problems[0].message.startswith("output/b cannot be written: permission denied")
    assert tree(output) == ONE
    # What could not be removed is in nobody's way.
    for rubbish in ordinary_user.glob(".output*/*/"):
        rubbish.chmod(0o755)
    put(output, {"c": "c"})
    assert tree(output) == {"c": "c"}
    assert [path.name for path in ordinary_user.iterdir()] == ["output"]


def test_a_page_that_may_not_be_read_can_still_be_replaced(ordinary_user):
    output = ordinary_user / "output"
    put(output, ONE)
    (output / "index.html").chmod(0o000)
    put(output, {**ONE, "index.html": "new"})
    assert tree(output) == {**ONE, "index.html": "new"}
