"""Whether anything changed since the last build: found out before anything is parsed, from names, sizes and times.

What is remembered here can only ever save work: it is used when every input is the same file as before, the output is
intact, and the clock has not passed a moment at which the choice of briefings changes.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from site_builder.disk.files import read_bounded, write_whole
from site_builder.engine import engine_fingerprint
from site_builder.model.report import Report
from site_builder.publish.record import Record, read_record
from site_builder.text.fingerprint import fingerprint

_FINE_NS, _COARSE_NS = 50_000_000, 2_000_000_000
"""A file that changed so shortly before it was looked at may change again without another time: file systems count in
steps of some milliseconds (ext4, by the kernel's clock) or of up to two seconds (FAT, which full seconds give away)."""
_LARGEST = 20_000_000
"""Bytes of what is remembered of a build: a report of more problems is found anew."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """All files that a build can read, by what the file system says of them."""

    signature: str
    settled: bool
    """Whether no file is so new that it could have changed since without a sign of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBuild:
    """What a build leaves behind for the next."""

    inputs: Inputs
    output: str
    """The digest of the output's record."""
    since: dt.datetime
    until: dt.datetime | None
    """Between these moments the same briefings are chosen."""
    report: Report


def look(folders: Iterable[Path], *said: object, but: Path | None = None) -> Inputs:
    """The inputs in *folders*, under settings that *said* names; the file at *but* is left out."""
    now = time.time_ns()
    left_out = str(but)
    newest = 0
    found: list[tuple[bytes, int, int, int]] = []
    for folder in folders:
        for path, status in _files(str(folder)):
            if path == left_out:
                continue
            if stat.S_ISDIR(status.st_mode):  # behind a link, where nobody looks: it may change without a sign
                newest = now
            newest = max(newest, status.st_mtime_ns)
            found.append((os.fsencode(path), status.st_size, status.st_mtime_ns, status.st_ctime_ns))
    return Inputs(fingerprint(engine_fingerprint(), found, *said), is_settled(newest, now))


def is_settled(changed_ns: int, now_ns: int) -> bool:
    """Whether a file that changed at one moment and was looked at at the other cannot change again without a sign."""
    step = _FINE_NS if changed_ns % 1_000_000_000 else _COARSE_NS
    return changed_ns < now_ns - step


def recall(memory: Path, inputs: Inputs, output: Path, now: dt.datetime) -> Report | None:
    """The report of the last build, with nothing written, if this one could only do the same; else None."""
    last = _read(memory)
    if last is None or last.inputs.signature != inputs.signature or not last.inputs.settled:
        return None
    if now < last.since or (last.until is not None and now >= last.until):
        return None
    if not _is_intact(read_record(output), last):
        return None
    counts = {**last.report.counts, "rendered": 0, "written": 0, "removed": 0}
    return replace(last.report, counts=counts)


def remember(memory: Path, last: LastBuild) -> None:
    """Keep *last* for the next build; where that is impossible, the next build takes longer."""
    data = msgspec.json.encode(last)
    if len(data) > _LARGEST:
        forget(memory)
        return
    with contextlib.suppress(OSError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        write_whole(memory, data, durable=False)


def forget(memory: Path) -> None:
    """Keep nothing: the next build looks at everything."""
    with contextlib.suppress(OSError):
        memory.unlink(missing_ok=True)


def _is_intact(record: Record, last: LastBuild) -> bool:
    return record.digest == last.output and not record.damaged


def _read(memory: Path) -> LastBuild | None:
    try:
        return msgspec.json.decode(read_bounded(memory, _LARGEST), type=LastBuild)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Everything below *folder* that is no folder, sorted within each; links are told by what they are and lead to."""
    if os.path.islink(folder):  # noqa: PTH114 - as below
        with contextlib.suppress(OSError):
            yield folder, os.stat(folder)  # noqa: PTH116 - strings are twice as fast as Path objects
        return
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in found:
        with contextlib.suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                yield entry.path, entry.stat(follow_symlinks=False)
                if entry.is_symlink():
                    yield entry.path, entry.stat()
