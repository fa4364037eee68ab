"""What kind of file some bytes are: by what they begin with, and by their name only where that leaves it open."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

Kind = Literal[
    "text",
    "html",
    "markdown",
    "feed",
    "json-feed",
    "item",
    "mail",
    "mbox",
    "pdf",
    "docx",
    "zip",
    "csv",
    "jsonl",
    "opml",
]

ITEM_MARK = b'{"version":"site-builder-item-1"'
"""How the JSON of one feed item or row begins, as `readers/item.py` writes it."""

_HEAD = 4_096
_BY_SUFFIX: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".rdf": "feed",
    ".eml": "mail",
    ".mbox": "mbox",
    ".mbx": "mbox",
    ".pdf": "pdf",
    ".docx": "docx",
    ".zip": "zip",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json-feed",
    ".opml": "opml",
}
SUFFIXES = frozenset(_BY_SUFFIX)
"""What is taken from a folder; a file that is named itself is taken whatever it is called."""
CONTAINERS: frozenset[Kind] = frozenset(["feed", "json-feed", "mbox", "zip", "csv", "jsonl", "opml"])
"""Kinds that hold several articles."""
HEAVY: frozenset[Kind] = frozenset(
    ["html", "pdf", "docx", "mail", "item", "feed", "json-feed", "mbox", "zip", "csv", "jsonl", "opml"]
)
"""Kinds whose readers may be led into much work by a few bytes."""

_HTML = re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(rb"<(?:p|div|br|article|span|h[1-6]|meta|title|link|script|table|a)\b[^<>]{0,300}>", re.IGNORECASE)
_XML_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]{1,30}:)?([A-Za-z]{2,20})\b")
_MAIL_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
_MAIL_NAMES = frozenset(
    [
        b"from",
        b"to",
        b"subject",
        b"date",
        b"message-id",
        b"mime-version",
        b"received",
        b"return-path",
        b"content-type",
        b"delivered-to",
        b"reply-to",
        b"sender",
        b"list-id",
        b"list-unsubscribe",
        b"dkim-signature",
    ]
)


_SUFFIXES = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/markdown": ".md",
    "message/rfc822": ".eml",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def original_suffix(name: str, media_type: str) -> str:
    """The suffix for the original of an article: that of its name where it has one that fits."""
    suffix = _suffix(name)
    usual = _SUFFIXES.get(media_type)
    if usual is None or (suffix in _BY_SUFFIX and _BY_SUFFIX[suffix] == _BY_SUFFIX.get(usual)):
        return suffix or ".txt"
    return suffix if media_type == "text/plain" and suffix not in _BY_SUFFIX and suffix else usual


def sniff(data: bytes, name: str) -> Kind:
    """The kind of the file *data* that is called *name*. What is nothing else is text."""
    suffix = _suffix(name)
    by_name = _BY_SUFFIX.get(suffix, "text")
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = data[:_HEAD].decode("utf-16", "ignore").encode()
    found = _by_mark(data, head, by_name) or _by_headers(head, by_name)
    if found is not None:
        return found
    if by_name in {"markdown", "csv", "mail", "mbox", "html"}:
        return by_name
    return "html" if suffix not in {".txt", ".text"} and len(_TAGS.findall(head)) >= 5 else "text"


def _by_mark(data: bytes, head: bytes, by_name: Kind) -> Kind | None:
    """The kind that the first bytes show."""
    stripped = head.lstrip()
    if head.startswith(b"%PDF-") or (by_name == "pdf" and b"%PDF-" in head[:1024]):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx" if _is_word(data) else "zip"
    if head.startswith(ITEM_MARK):
        return "item"
    if stripped.startswith(b"<"):
        return _markup(data, stripped, by_name)
    if stripped[:1] in {b"{", b"["} and by_name in {"json-feed", "jsonl", "text"}:
        return _json(data, by_name)
    return None


def _by_headers(head: bytes, by_name: Kind) -> Kind | None:
    """Whether the file begins as mails do; a text may have one line that looks like a header, or two."""
    if head.startswith(b"From ") and _mail_headers(head.partition(b"\n")[2]) >= 2:
        return "mbox"
    if by_name in {"text", "mail"} and _mail_headers(head.lstrip()) >= (3 if by_name == "text" else 1):
        return "mail"
    return None


def _suffix(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem else ""


def _is_word(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:5000])
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
    return "[Content_Types].xml" in names and any(name.startswith("word/") for name in names)


def _markup(data: bytes, head: bytes, by_name: Kind) -> Kind:
    if _HTML.match(head):
        return "html"
    root = _XML_ROOT.search(head)
    tag = root[1].lower() if root is not None else b""
    if tag in {b"rss", b"feed", b"rdf"}:
        return "feed"
    if tag == b"opml":
        return "opml"
    if tag == b"html" or by_name == "html":
        return "html"
    if by_name in {"feed", "opml"} or b"<rss" in data[:_HEAD] or b"<feed" in data[:_HEAD]:
        return by_name if by_name == "opml" else "feed"
    return "html" if len(_TAGS.findall(head)) >= 3 or by_name != "text" else "text"


def _json(data: bytes, by_name: Kind) -> Kind:
    if b"jsonfeed.org/version" in data[:_HEAD] or b'"items"' in data[:_HEAD]:
        return "json-feed"
    rows = [row.strip() for row in data[:_HEAD].split(b"\n") if row.strip()]
    if by_name == "json-feed":
        return "jsonl" if len(rows) > 1 and all(row.startswith(b"{") for row in rows[:2]) else "json-feed"
    return "jsonl" if by_name == "jsonl" or rows[0].startswith(b'{"') else "text"


def _mail_headers(head: bytes) -> int:
    """How many headers of mails *head* begins with, counted up to the first line that is none."""
    count, position = 0, 0
    while (match := _MAIL_HEADER.match(head, position)) is not None:
        count += match[1].lower() in _MAIL_NAMES
        position = match.end()
    return count
