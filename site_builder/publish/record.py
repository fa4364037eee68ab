"""The output folder's own record: its files, the keys from which they were made, and the sources of them all.

A record that is missing or torn costs time, never files: what it does not name is not ours to delete.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from site_builder.disk.files import read_bounded
from site_builder.publish.names import RECORD, fault

VERSION = 1
GENERATOR = "site-builder"
MAX_BYTES = 200_000_000
"""Of a record: a site of 500,000 files has one of half that size."""

State = Literal["none", "ours", "torn", "foreign"]
"""`torn` is a record of ours that cannot be read (cut short, of another version); `foreign` is someone else's file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the record says of a file."""

    key: str
    """Names all that the file was made from."""
    sha256: str
    """Of its bytes, 64 lower-case hexadecimal digits; empty where that is not certain."""
    size: int
    """Of its bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The record of the edition that stands in the output folder, as far as it holds."""

    files: Mapping[str, Entry] = field(default_factory=dict)
    """By path below the output folder: those that are there, with the size that they should have."""
    damaged: tuple[str, ...] = ()
    """Files that the record names and that are missing, or have another size: to be written again."""
    state: State = "none"
    digest: str = ""
    """Of the record's own bytes: by this, publishing knows that nobody else has published since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What an edition derives from: it says nothing of this machine or of the time."""

    files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 by path below the site's folder: briefings and pages that are published, site.yml, the authority files,
    and what is there of each cited article (record, text, seal, original)."""
    articles: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of the bytes as they came, by the ids of cited articles, wherever those bytes are now."""


NOTHING = Sources()


class _Derived(msgspec.Struct, frozen=True):
    """The rest of a record, which builds have no use for."""

    sources: Sources = NOTHING


class _Written(msgspec.Struct, frozen=True):
    generator: str
    version: int
    files: dict[str, tuple[str, str, int]]


_DECODER = msgspec.json.Decoder(_Written)
_BEGINNING = f'{{"generator":"{GENERATOR}","version":{VERSION},"files":{{'


def read_record(output: Path) -> Record:
    """The record in *output*; an empty one where none can be used. Costs one look at each file that it names."""
    data = read_bytes(output)
    state, files = decode_record(data)
    sound: dict[str, Entry] = {}
    damaged = []
    below = f"{output}{os.sep}"
    for file, entry in files.items():
        if entry.sha256 and _size(below + file) == entry.size:
            sound[file] = entry
        else:
            damaged.append(file)
    return Record(files=sound, damaged=tuple(damaged), state=state, digest=digest(data))


def read_bytes(output: Path) -> bytes | None:
    """The bytes of the record in *output*; None where there is no such regular file, or where it may not be read.

    What is larger than any record is cut, and so no record any more.
    """
    path = output / RECORD
    try:
        return None if path.is_symlink() else read_bounded(path, MAX_BYTES)
    except OSError:
        return None


def decode_record(data: bytes | None) -> tuple[State, dict[str, Entry]]:
    """What a record of these bytes says. No name in it leads out of the output folder."""
    if data is None:
        return "none", {}
    try:
        written = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _state_of_others(data), {}
    if written.generator != GENERATOR:
        return "foreign", {}
    if written.version != VERSION or any(
        fault(file) is not None or size < 0 for file, (_, _, size) in written.files.items()
    ):
        return "torn", {}
    return "ours", {file: Entry(*said) for file, said in written.files.items()}


def decode_sources(data: bytes | None) -> Sources:
    """What the edition derives from whose record has these bytes; empty where it does not say so."""
    if decode_record(data)[0] != "ours" or data is None:
        return NOTHING
    try:
        return msgspec.json.decode(data, type=_Derived).sources
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return NOTHING


def encode_record(files: Mapping[str, Entry], sources: Sources = NOTHING) -> bytes:
    """The bytes of a record: JSON, sorted by path, a line a file, so that two editions can be compared by eye."""
    encode = msgspec.json.Encoder().encode
    lines = (
        b"%s:%s" % (encode(file), encode((entry.key, entry.sha256, entry.size)))
        for file, entry in sorted(files.items())
    )
    beginning = b"%s\n%s\n}" % (_BEGINNING.encode(), b",\n".join(lines))
    if sources == NOTHING:
        return beginning + b"}\n"
    derived = b",\n".join(b"%s:%s" % (encode(name), encode(said)) for name, said in sorted(sources.files.items()))
    came = b",\n".join(b"%s:%s" % (encode(name), encode(said)) for name, said in sorted(sources.articles.items()))
    return b'%s,"sources":{"files":{\n%s\n},"articles":{\n%s\n}}}\n' % (beginning, derived, came)


def digest(data: bytes | None) -> str:
    """The name of a record's bytes; empty where there is no record."""
    return hashlib.sha256(data).hexdigest() if data is not None else ""


def _state_of_others(data: bytes) -> State:
    # A later version may hold other fields, and a record may be cut short, or full of zeros after a power cut. What
    # reads as JSON and does not say that it is ours, is not.
    try:
        said = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return "torn"
    return "torn" if isinstance(said, dict) and said.get("generator") == GENERATOR else "foreign"


def _size(path: str) -> int:
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return -1
    return found.st_size if found.st_mode & 0o170000 == 0o100000 else -1
