from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from site_builder.model.problem import PublishError
from site_builder.publish.edition import Copy, Output, publish
from site_builder.publish.names import RECORD
from site_builder.publish.record import read_record
from tests.publish.folders import ONE, SPARE, TWO, nothing_left_beside, put, snapshot, tree


def test_the_first_edition_makes_the_folder(tmp_path):
    output = tmp_path / "deep" / "output"
    published = put(output, ONE)
    assert tree(output) == ONE
    assert set(published.written) == set(ONE)
    assert published.total == 4
    assert nothing_left_beside(output)


@SPARE
def test_the_next_edition_replaces_the_one_before(tmp_path, spare_from):
    output = tmp_path / "output"
    put(output, ONE, spare_from=spare_from)
    published = put(output, TWO, spare_from=spare_from)
    assert tree(output) == TWO
    assert set(published.written) == {"index.html", "c/index.html"}
    assert published.removed == ("a/b/index.html",)
    assert set(published.kept) == {"a/index.html", "assets/x.css"}
    assert published.how == ("exchange" if sys.platform in {"linux", "darwin"} else "renames")
    assert not (output / "a" / "b").exists()
    assert spare_from == 0 or nothing_left_beside(output)


@SPARE
def test_back_and_forth_between_editions_leaves_nothing_behind(tmp_path, spare_from):
    output = tmp_path / "output"
    folders = {"a": "a file where a folder was", "index.html": "home"}
    for files in (ONE, TWO, ONE, folders, ONE, {}, TWO, folders, TWO):
        put(output, files, spare_from=spare_from)
        assert tree(output) == files
        assert set(read_record(output).files) == set(files)
        needed = {parent.as_posix() for file in files for parent in Path(file).parents} - {"."}
        assert {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_dir()} == needed


@SPARE
def test_files_that_did_not_change_stay_the_same_files(tmp_path, spare_from):
    output = tmp_path / "output"
    put(output, ONE, spare_from=spare_from)
    os.utime(output / "a" / "index.html", (1_000_000, 1_000_000))
    before = (output / "a" / "index.html").stat()
    for _ in range(3):
        put(output, TWO, spare_from=spare_from)
        put(output, ONE, spare_from=spare_from)
        after = (output / "a" / "index.html").stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_unchanged_file_is_taken_from_the_edition_before(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    record = read_record(output)
    outputs = [Output(file="index.html", key="new", content=b"new"), Output(file="a/index.html", key="a")]
    published = publish(output, outputs, record)
    assert tree(output) == {"index.html": "new", "a/index.html": "a"}
    assert published.written == ("index.html",)
    assert published.kept == ()


def test_when_nothing_changed_nothing_is_written(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    before = snapshot(output)
    published = put(output, ONE)
    assert published.how == "nothing"
    assert published.written == published.removed == ()
    assert snapshot(output) == before


def test_a_new_key_for_equal_bytes_changes_the_record_alone(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    before = snapshot(output)
    outputs = [Output(file=file, key="another key", content=text.encode()) for file, text in ONE.items()]
    published = publish(output, outputs, read_record(output))
    assert published.how == "record"
    assert set(published.kept) == set(ONE)
    after = snapshot(output)
    changed = {path for path in after if after[path] != before[path]}
    assert changed == {output.as_posix(), (output / RECORD).as_posix()}
    assert read_record(output).files["index.html"].key == "another key"


def test_two_ways_to_an_edition_give_equal_bytes(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    put(one, ONE)
    put(one, TWO)
    put(two, dict(reversed(TWO.items())))
    assert (one / RECORD).read_bytes() == (two / RECORD).read_bytes()
    assert tree(one) == tree(two)


def test_a_file_is_copied_if_it_still_is_what_it_was(tmp_path):
    source, output = tmp_path / "photo.jpg", tmp_path / "site" / "output"
    source.write_bytes(b"\xff\xd8" * 1_000_000)
    copy = Copy(path=source, sha256=hashlib.sha256(source.read_bytes()).hexdigest())
    outputs = [Output(file="assets/photo.jpg", key=copy.sha256, content=copy)]
    publish(output, outputs, read_record(output))
    assert (output / "assets" / "photo.jpg").read_bytes() == source.read_bytes()
    # Once it is there, the source is not even opened.
    source.unlink()
    assert publish(output, outputs, read_record(output)).how == "nothing"


@pytest.mark.parametrize("what", ["changed", "gone", "a folder", "a fifo"])
def test_a_source_that_is_not_what_it_was_stops_the_edition(tmp_path, what):
    output, source = tmp_path / "site" / "output", tmp_path / "photo.jpg"
    put(output, ONE)
    before = snapshot(output)
    if what == "changed":
        source.write_text("something else")
    elif what == "a folder":
        source.mkdir()
    elif what == "a fifo":
        os.mkfifo(source)
    outputs = [
        Output(file="index.html", key="new", content=b"new"),
        Output(file="photo.jpg", key="p", content=Copy(path=source, sha256="0" * 64)),
    ]
    with pytest.raises(PublishError) as caught:
        publish(output, outputs, read_record(output))
    assert "photo.jpg" in caught.value.problems[0].message
    assert snapshot(output) == before
    assert nothing_left_beside(output)
