from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.model.problem import PublishError
from site_builder.publish import switch
from site_builder.publish.names import RECORD
from tests.publish.folders import ONE, SPARE, TWO, put, snapshot, tree


@SPARE
def test_files_that_no_build_wrote_stay_the_same_files(tmp_path, spare_from):
    output = tmp_path / "output"
    output.mkdir()
    (output / ".gitignore").write_text("*\n")
    put(output, ONE, spare_from=spare_from)
    (output / "CNAME").write_text("example.org")
    (output / "a" / "note.txt").write_text("mine")
    (output / "drafts" / "empty").mkdir(parents=True)
    (output / "latest").symlink_to("a/index.html")
    (output / "elsewhere").symlink_to("/etc")
    inode = (output / "CNAME").stat().st_ino
    for files in (TWO, ONE, TWO, {}, ONE):
        published = put(output, files, spare_from=spare_from)
        (warning,) = published.problems
        assert (warning.code, warning.severity) == ("SB405", "warning")
        assert "4 files" in warning.message
        assert ".gitignore" not in warning.message
        assert (output / ".gitignore").read_text() == "*\n"
        assert (output / "CNAME").stat().st_ino == inode
        assert (output / "a" / "note.txt").read_text() == "mine"
        assert (output / "drafts" / "empty").is_dir()
        assert (output / "latest").readlink() == Path("a/index.html")
        assert (output / "elsewhere").readlink() == Path("/etc")


def test_a_file_of_git_is_carried_without_a_word(tmp_path):
    output = tmp_path / "output"
    output.mkdir()
    (output / ".gitignore").write_text("*\n")
    assert put(output, ONE).problems == ()
    assert put(output, TWO).problems == ()


@pytest.mark.parametrize("place", ["c/index.html", "c", "C/INDEX.html", "index.html/x"])
def test_a_stray_file_in_the_place_of_a_page_is_an_error(tmp_path, place):
    output = tmp_path / "output"
    put(output, {"a/index.html": "a"})
    (output / place).parent.mkdir(parents=True, exist_ok=True)
    (output / place).write_text("mine")
    before = snapshot(output)
    with pytest.raises(PublishError) as caught:
        put(output, {"index.html": "home", "c/index.html": "c"})
    assert caught.value.problems[0].code == "SB401"
    assert place in caught.value.problems[0].message
    assert snapshot(output) == before


@SPARE
def test_a_link_in_the_place_of_a_folder_leads_nothing_out_of_the_output(tmp_path, spare_from):
    output, outside = tmp_path / "output", tmp_path / "outside"
    outside.mkdir()
    put(output, ONE, spare_from=spare_from)
    put(output, TWO, spare_from=spare_from)
    (output / "a" / "index.html").unlink()
    (output / "a").rmdir()
    (output / "a").symlink_to(outside)
    (outside / "index.html").write_text("a")
    with pytest.raises(PublishError):
        put(output, ONE, spare_from=spare_from)
    assert tree(outside) == {"index.html": "a"}


def test_after_a_torn_record_the_site_is_written_anew_and_nothing_is_deleted(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    (output / "CNAME").write_text("mine")
    (output / RECORD).write_bytes((output / RECORD).read_bytes()[:50])
    published = put(output, TWO)
    assert set(published.written) == set(TWO)
    # Nobody can tell now that a/b/index.html was ours.
    assert tree(output) == {**TWO, "CNAME": "mine", "a/b/index.html": "b"}
    assert "2 files" in published.problems[0].message


def test_damaged_files_are_written_again(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    (output / "index.html").write_text("cut")
    (output / "a" / "b" / "index.html").unlink()
    published = put(output, ONE)
    assert set(published.written) == {"index.html", "a/b/index.html"}
    assert tree(output) == ONE


@SPARE
def test_a_file_put_there_in_the_instant_of_the_switch_is_not_lost(tmp_path, monkeypatch, spare_from):
    output = tmp_path / "output"
    put(output, ONE, spare_from=spare_from)
    real = switch.exchange

    def late(one, two):
        (output / "late.txt").write_text("mine")
        return real(one, two)

    monkeypatch.setattr(switch, "exchange", late)
    put(output, TWO, spare_from=spare_from)
    monkeypatch.undo()
    put(output, ONE, spare_from=spare_from)
    assert tree(output) == {**ONE, "late.txt": "mine"}


@SPARE
def test_a_stray_file_that_someone_deletes_stays_deleted(tmp_path, spare_from):
    output = tmp_path / "output"
    put(output, ONE, spare_from=spare_from)
    (output / "CNAME").write_text("mine")
    for files in (TWO, ONE):
        put(output, files, spare_from=spare_from)
    (output / "CNAME").unlink()
    for files in (TWO, ONE, TWO):
        put(output, files, spare_from=spare_from)
        assert tree(output) == files


def test_what_desktops_leave_is_not_worth_a_word(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    (output / "a" / ".DS_Store").write_text("windows and icons")
    assert put(output, TWO).problems == ()
    assert (output / "a" / ".DS_Store").is_file()
