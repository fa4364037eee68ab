"""Decoding of pages and feeds: what they declare comes before any guess."""

from __future__ import annotations

import codecs
import re

from site_builder.ingest.decoding import decode_article

_DECLARED = (
    re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']", re.IGNORECASE),
    re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE),
)
_HEAD = 8_192
_SAME = {
    # What the WHATWG's Encoding Standard says that these names mean on the web.
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}


def decode_page(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Text and encoding of a page: by its mark, as strict UTF-8, by what it or *declared* says, or guessed.

    UTF-8 comes before what is declared: a page that is UTF-8 throughout is hardly ever anything else.
    """
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)):
        name = _name(declared) or _in_head(data)
        if name is not None and not _is_utf_8(data):
            return data.decode(name, "replace"), name
    decoded = decode_article(data)
    return decoded.text, decoded.encoding


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _in_head(data: bytes) -> str | None:
    for pattern in _DECLARED:
        match = pattern.search(data[:_HEAD])
        if match is not None:
            return _name(match[1].decode("ascii", "replace"))
    return None


def _name(name: str | None) -> str | None:
    try:
        found = codecs.lookup(name.strip()).name if name else None
    except (LookupError, ValueError):
        return None
    if found is None or found in _NO_TEXT:
        return None
    return _SAME.get(found, found)


_NO_TEXT = frozenset(
    [
        "base64",
        "bz2",
        "hex",
        "quopri",
        "rot13",
        "uu",
        "zlib",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "utf-7",
    ]
)
