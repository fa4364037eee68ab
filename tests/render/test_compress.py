from __future__ import annotations

import gzip
import zlib

import pytest

from site_builder.render.compress import can_shrink, compress, impossible

DATA = ("Words that come again and again. " * 200).encode()


def test_gzip_gives_the_data_back_and_names_no_time_file_or_system():
    packed = compress(DATA, "gz")
    assert gzip.decompress(packed) == DATA
    assert packed == compress(DATA, "gz")
    assert packed[:4] == b"\x1f\x8b\x08\x00"
    assert packed[4:8] == bytes(4)
    assert packed[9] == 0xFF
    assert len(packed) < len(DATA) / 20


def test_brotli_gives_the_data_back_and_is_smaller():
    brotli = pytest.importorskip("brotli")
    packed = compress(DATA, "br")
    assert brotli.decompress(packed) == DATA
    assert packed == compress(DATA, "br")
    assert len(packed) < len(zlib.compress(DATA, 9))


@pytest.mark.parametrize(
    ("file", "can"),
    [
        ("index.html", True),
        ("topics/x/feed.xml", True),
        ("assets/theme/style.0a1b.css", True),
        ("feeds.opml", True),
        ("assets/MAP.SVG", True),
        ("assets/photo.jpg", False),
        ("assets/font.woff2", False),
        ("_headers", False),
        ("_nginx.conf", False),
        (".site-builder.json.html", True),
        ("file", False),
    ],
)
def test_texts_for_readers_can_shrink(file, can):
    assert can_shrink(file) is can


def test_what_cannot_be_made_is_said(monkeypatch):
    assert impossible(("gz",)) == ()
    monkeypatch.setattr("site_builder.render.compress.find_spec", lambda _: None)
    assert impossible(("gz", "br")) == ("br",)
