from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from site_builder.model.problem import PublishError
from site_builder.publish import switch
from site_builder.publish.names import RECORD
from site_builder.publish.record import encode_record, read_record
from tests.publish.folders import ONE, TWO, nothing_left_beside, put, tree


def test_modes_do_not_depend_on_the_umask(tmp_path):
    for umask in (0o000, 0o077):
        before = os.umask(umask)
        try:
            output = tmp_path / f"output-{umask}"
            put(output, ONE)
            put(output, TWO)
        finally:
            os.umask(before)
        modes = {path.stat().st_mode & 0o777 for path in output.rglob("*") if path.is_file()}
        assert modes == {0o644}
        assert {path.stat().st_mode & 0o777 for path in [output, *output.rglob("*")] if path.is_dir()} == {0o755}


def test_an_output_that_is_a_link_stays_a_link(tmp_path):
    (tmp_path / "www").mkdir()
    output = tmp_path / "output"
    output.symlink_to("www")
    put(output, ONE)
    put(output, TWO)
    assert output.readlink() == Path("www")
    assert tree(tmp_path / "www") == TWO


def test_without_the_exchange_two_renames_do(tmp_path, monkeypatch):
    monkeypatch.setattr(switch, "exchange", lambda one, two: False)
    output = tmp_path / "output"
    put(output, ONE)
    assert put(output, TWO).how == "renames"
    assert tree(output) == TWO
    assert nothing_left_beside(output)


def test_a_second_rename_that_fails_undoes_the_first(tmp_path, monkeypatch):
    monkeypatch.setattr(switch, "exchange", lambda one, two: False)
    output = tmp_path / "output"
    put(output, ONE)
    real = os.rename

    def failing(old, new):
        if str(new) == str(output.resolve()) and str(old).endswith("next"):
            raise OSError(errno.EIO, os.strerror(errno.EIO), new)
        real(old, new)

    monkeypatch.setattr(os, "rename", failing)
    with pytest.raises(PublishError):
        put(output, TWO)
    monkeypatch.undo()
    assert tree(output) == ONE
    assert nothing_left_beside(output)


def test_where_links_are_not_to_be_had_files_are_copied(tmp_path, monkeypatch):
    output = tmp_path / "output"
    put(output, ONE)
    os.utime(output / "a" / "index.html", (1_000_000, 1_000_000))

    def refuse(*args, **options):
        raise OSError(errno.EPERM, os.strerror(errno.EPERM), args[0], None, args[1])

    monkeypatch.setattr(os, "link", refuse)
    put(output, TWO)
    assert tree(output) == TWO
    assert (output / "a" / "index.html").stat().st_mtime == 1_000_000


def test_where_the_folder_cannot_be_renamed_files_are_replaced_one_by_one(tmp_path, monkeypatch):
    output = tmp_path / "output"
    put(output, ONE)
    (output / "CNAME").write_text("mine")
    real = os.rename

    def refuse(old, new):
        if str(old) == str(output.resolve()):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), old)
        real(old, new)

    monkeypatch.setattr(switch, "exchange", lambda one, two: False)
    monkeypatch.setattr(os, "rename", refuse)
    inode = (output / "a" / "index.html").stat().st_ino
    published = put(output, TWO)
    assert published.how == "in place"
    assert published.notes
    assert tree(output) == {**TWO, "CNAME": "mine"}
    assert (output / "a" / "index.html").stat().st_ino == inode
    put(output, {"a": "a file where a folder was"})
    put(output, ONE)
    assert tree(output) == {**ONE, "CNAME": "mine"}
    assert put(output, ONE).how == "nothing"
    assert nothing_left_beside(output)


def test_a_folder_with_files_of_others_is_not_replaced(tmp_path):
    output = tmp_path / "output"
    output.mkdir()
    (output / "thesis.odt").write_text("five years of work")
    with pytest.raises(PublishError) as caught:
        put(output, ONE)
    assert caught.value.problems[0].code == "SB401"
    assert tree(output) == {"thesis.odt": "five years of work"}
    assert nothing_left_beside(output)


def test_a_record_that_names_files_elsewhere_removes_none_of_them(tmp_path):
    output, victim = tmp_path / "output", tmp_path / "victim"
    victim.write_text("precious")
    put(output, ONE)
    entries = dict(read_record(output).files)
    entries["../victim"] = entries["index.html"]
    (output / RECORD).write_bytes(encode_record(entries))
    put(output, {})
    assert victim.read_text() == "precious"


def test_a_staging_folder_that_is_a_link_is_not_followed(tmp_path):
    output, outside = tmp_path / "output", tmp_path / "outside"
    put(output, ONE)
    outside.mkdir()
    (outside / "precious").write_text("precious")
    workshop = tmp_path / ".output.site-builder-work"
    workshop.mkdir()
    (workshop / "next").symlink_to(outside)
    put(output, TWO)
    assert tree(output) == TWO
    assert tree(outside) == {"precious": "precious"}
    workshop.symlink_to(outside)
    with pytest.raises(PublishError):
        put(output, ONE)
    assert tree(outside) == {"precious": "precious"}
