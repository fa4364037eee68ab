from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from site_builder.model.problem import PublishError
from site_builder.publish.names import RECORD
from site_builder.publish.places import Place, explained, locate, readable
from site_builder.publish.record import encode_record


def refused(output: Path, **folders) -> str:
    with pytest.raises(PublishError) as caught:
        locate(output, **folders)
    (problem,) = caught.value.problems
    assert problem.hint
    assert problem.code in {"SB401", "SB402"}
    return problem.message


def test_a_folder_that_is_not_there_yet_may_be_the_output(tmp_path):
    place = locate(tmp_path / "site" / "output", root=tmp_path / "site")
    assert place.output == (tmp_path / "site" / "output").resolve()
    assert place.shown == "output/"
    assert place.workshop.parent == place.output.parent
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("harmless", [[], [".gitignore"], [".gitkeep", ".git"]])
def test_an_empty_folder_may_be_the_output(tmp_path, harmless):
    (tmp_path / "output").mkdir()
    for name in harmless:
        (tmp_path / "output" / name).write_text("*")
    assert locate(tmp_path / "output").in_place is None


def test_a_folder_with_our_record_may_be_the_output(tmp_path):
    (tmp_path / "page.html").write_text("ours")
    (tmp_path / RECORD).write_bytes(encode_record({}))
    assert locate(tmp_path).output == tmp_path.resolve()


def test_a_folder_with_a_torn_record_is_still_ours(tmp_path):
    (tmp_path / "page.html").write_text("ours")
    (tmp_path / RECORD).write_bytes(encode_record({})[:20])
    assert locate(tmp_path).output == tmp_path.resolve()


@pytest.mark.parametrize("record", [None, b"{}"])
def test_a_folder_with_files_of_others_is_refused(tmp_path, record):
    (tmp_path / "thesis.odt").write_text("five years of work")
    if record is not None:
        (tmp_path / RECORD).write_bytes(record)
    assert "thesis.odt" in refused(tmp_path)


def test_the_root_of_the_file_system_is_refused():
    assert "root of the file system" in refused(Path("/"))


def test_the_home_folder_and_what_holds_it_are_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home" / "me"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home" / "me"))
    (tmp_path / "home" / "me").mkdir(parents=True)
    assert "home folder" in refused(tmp_path / "home" / "me")
    assert "home folder" in refused(tmp_path / "home")
    assert locate(tmp_path / "home" / "me" / "site").in_place is None


@pytest.mark.parametrize("output", [".", "..", "content", "content/output", "themes", "content/../content"])
def test_the_site_and_its_inputs_are_refused(tmp_path, output):
    root = tmp_path / "site"
    inputs = (root / "content", root / "themes")
    for folder in inputs:
        folder.mkdir(parents=True)
    message = refused(root / output, root=root, inputs=inputs)
    assert "must not be replaced" in message


def test_a_link_to_an_input_is_refused(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "output").symlink_to("content")
    refused(tmp_path / "output", root=tmp_path, inputs=(tmp_path / "content",))


def test_a_file_is_refused(tmp_path):
    (tmp_path / "output").write_text("a file")
    assert "is a file" in refused(tmp_path / "output")


def test_a_circle_of_links_is_refused(tmp_path):
    (tmp_path / "output").symlink_to("other")
    (tmp_path / "other").symlink_to("output")
    refused(tmp_path / "output")


def test_a_name_that_no_file_can_have_is_refused(tmp_path):
    refused(tmp_path / ("x" * 300) / "output")


def test_a_link_to_a_folder_leads_to_the_folder(tmp_path):
    (tmp_path / "www").mkdir()
    (tmp_path / "output").symlink_to("www")
    assert locate(tmp_path / "output").output == (tmp_path / "www").resolve()


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (errno.ENOSPC, "free some space"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "permissions"),
        (errno.EIO, "again"),
    ],
)
def test_an_error_of_the_system_says_what_to_do(tmp_path, code, word):
    place = Place(output=tmp_path / "output", shown="output/", workshop=tmp_path / "work")
    with pytest.raises(PublishError) as caught, explained(place):
        raise OSError(code, os.strerror(code), str(tmp_path / "work" / "next" / "a" / "index.html"))
    (problem,) = caught.value.problems
    assert problem.code == "SB402"
    assert problem.message.startswith("output/a/index.html cannot be written: ")
    assert problem.message.endswith("output/ is as it was")
    assert problem.hint is not None
    assert word in problem.hint


def test_names_of_any_bytes_can_be_printed():
    assert readable("café 日本") == "café 日本"
    for name in ("a\udce9b", "a\nb", "a\x1b[31mb", "\u202egpj.exe"):
        assert readable(name).isascii()
        assert readable(name).isprintable()
