from __future__ import annotations

import json
import os

import pytest

from site_builder.publish.names import RECORD
from site_builder.publish.record import Entry, Record, decode_record, digest, encode_record, read_record

ENTRIES = {
    "topics/ai/index.html": Entry("k1", "a" * 64, 3),
    'assets/日本 "x".svg': Entry("k2", "b" * 64, 0),
}


def test_a_record_reads_as_it_was_written():
    assert decode_record(encode_record(ENTRIES)) == ("ours", ENTRIES)
    assert decode_record(encode_record({})) == ("ours", {})


def test_equal_records_have_equal_bytes_whatever_the_order():
    assert encode_record(ENTRIES) == encode_record(dict(reversed(ENTRIES.items())))


def test_a_record_is_json_with_a_line_a_file():
    text = encode_record(ENTRIES).decode()
    assert json.loads(text)["generator"] == "site-builder"
    assert len(text.splitlines()) == len(ENTRIES) + 2


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (None, "none"),
        (b"", "torn"),
        (b"\0" * 500, "torn"),
        (encode_record(ENTRIES)[:-20], "torn"),
        (b"\xff\xfe", "torn"),
        (b"[" * 100_000, "torn"),
        (encode_record(ENTRIES).replace(b'"version":1', b'"version":2'), "torn"),
        (b'{"generator":"site-builder","version":3,"pages":[]}', "torn"),
        (encode_record({"../../etc/passwd": ENTRIES["topics/ai/index.html"]}), "torn"),
        (encode_record({"x": Entry("", "", -1)}), "torn"),
        (b'{"generator":"something else","version":1,"files":{}}', "foreign"),
        (b"[]", "foreign"),
        (b'"text"', "foreign"),
    ],
)
def test_what_is_no_record_of_ours_names_no_files(data, state):
    assert decode_record(data) == (state, {})


def test_a_file_that_is_gone_or_has_another_size_is_damaged(tmp_path):
    entries = {
        name: Entry("k", "c" * 64, 3) for name in ("same", "gone", "longer", "a link", "a folder", "below/a file")
    }
    for name in ("same", "longer"):
        (tmp_path / name).write_text("abc")
    (tmp_path / "longer").write_text("abcd")
    (tmp_path / "a link").symlink_to(tmp_path / "same")
    (tmp_path / "a folder").mkdir()
    (tmp_path / "below").write_text("a file where a folder was")
    (tmp_path / RECORD).write_bytes(encode_record(entries))
    record = read_record(tmp_path)
    assert set(record.files) == {"same"}
    assert set(record.damaged) == set(entries) - {"same"}
    assert record.state == "ours"


def test_a_file_whose_content_is_uncertain_is_damaged(tmp_path):
    (tmp_path / "x").write_text("")
    (tmp_path / RECORD).write_bytes(encode_record({"x": Entry("", "", 0)}))
    assert read_record(tmp_path).damaged == ("x",)


def test_a_missing_folder_has_an_empty_record(tmp_path):
    assert read_record(tmp_path / "nowhere") == Record()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
@pytest.mark.parametrize("make", ["fifo", "folder", "link"])
def test_a_record_that_is_no_regular_file_is_not_read(tmp_path, make):
    path = tmp_path / RECORD
    if make == "fifo":
        os.mkfifo(path)
    elif make == "folder":
        path.mkdir()
    else:
        (tmp_path / "real").write_bytes(encode_record(ENTRIES))
        path.symlink_to("real")
    assert read_record(tmp_path) == Record()


def test_the_digest_tells_an_absent_record_from_an_empty_file():
    assert digest(None) != digest(b"")
