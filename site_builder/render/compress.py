"""Files in a compressed form beside themselves, for servers that send these as they are (nginx, Caddy)."""

from __future__ import annotations

import gzip
import posixpath
import zlib
from collections.abc import Iterable
from importlib import metadata
from importlib.util import find_spec
from typing import Literal

Form = Literal["gz", "br"]

_TEXTS = frozenset(
    {".css", ".html", ".ics", ".js", ".json", ".md", ".mjs", ".opml", ".svg", ".txt", ".webmanifest", ".xml"}
)
"""Endings of files that are worth compressing; pictures and archives are compressed already."""
_LEVEL = 9
_UNKNOWN_SYSTEM = b"\xff"


def can_shrink(file: str) -> bool:
    """Whether *file*, below the output folder, is a text for readers: files for hosts are no one else's business."""
    return posixpath.splitext(file)[1].lower() in _TEXTS and not file.startswith("_")


def compress(data: bytes, form: Form) -> bytes:
    """*data* as gzip (RFC 1952) without time and name, or as Brotli (RFC 7932): the same bytes for the same data."""
    if form == "gz":
        packed = gzip.compress(data, _LEVEL, mtime=0)
        # The tenth byte names the system that compressed: it would tell machines apart.
        return packed[:9] + _UNKNOWN_SYSTEM + packed[10:]
    import brotli  # noqa: PLC0415  not everybody has it

    smallest: bytes = brotli.compress(data, mode=brotli.MODE_TEXT)
    return smallest


def made_by(form: Form) -> str:
    """What decides on the compressed bytes besides the data: the library's version."""
    return f"{form} {zlib.ZLIB_RUNTIME_VERSION if form == 'gz' else metadata.version('brotli')}"


def impossible(forms: Iterable[Form]) -> tuple[Form, ...]:
    """Those of *forms* for which a library is missing."""
    return tuple(form for form in forms if form == "br" and find_spec("brotli") is None)
