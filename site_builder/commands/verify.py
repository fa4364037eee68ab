"""`site-builder verify`: whether a published folder is what a build wrote, from the site's files as they are.

The record that a build leaves in the folder holds the SHA-256 of every file, and of every briefing, article and record
that they derive from. That nothing was changed since, the files themselves show, here and in the
content folder; that the pages say what those say, only making them again can: the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from site_builder.commands.folders import Folders
from site_builder.commands.load import SETTINGS
from site_builder.commands.making import make
from site_builder.commands.options import Options
from site_builder.commands.sources import at_hand
from site_builder.model.extensions import Extensions
from site_builder.model.problem import ConfigError, Problem
from site_builder.model.report import Report
from site_builder.publish.names import OURS
from site_builder.publish.record import Entry, Sources, decode_record, decode_sources, read_bytes

_CHUNK = 1 << 20
_TOLD = 10
"""Files of one kind that are told one by one: one change of the theme changes every page."""


def verify(
    folders: Folders,
    output: Path,
    options: Options,
    *,
    executor: Executor | None = None,
    extensions: Extensions | None = None,
    rebuild: bool = True,
) -> Report:
    """Compare the folder *output* with its record, its sources with the site's files, and it with what those give now.

    *options* are those of the build. Without *rebuild*, and where the site's files are not at hand, nothing is made
    again. Raises ConfigError where *output* holds no record of a build.
    """
    started = time.monotonic()
    data = read_bytes(output)
    state, files = decode_record(data)
    if state != "ours":
        hint = "name the folder that `site-builder build` wrote"
        raise ConfigError(Problem(f"{output} holds no record of a build", code="SB001", hint=hint))
    problems = list(_untouched(output, files))
    found, note, counts = _sources(decode_sources(data), output.name, folders)
    problems += found
    if rebuild and (folders.root / SETTINGS).is_file():
        made = _again(folders, files, options, executor, extensions)
        problems += made.problems
        counts = {**made.counts, **counts}
    seconds = time.monotonic() - started
    counts = {**counts, "files": len(files)}
    return Report(counts=counts, problems=tuple(problems), notes=(note,) if note else (), seconds=seconds)


def _again(
    folders: Folders,
    files: Mapping[str, Entry],
    options: Options,
    executor: Executor | None,
    extensions: Extensions | None,
) -> Report:
    """What making the site anew tells of *files*."""
    with tempfile.TemporaryDirectory(prefix="site-builder-") as scratch:
        again = replace(folders, output=Path(scratch) / "output", memory_at=Path(scratch) / "memory")
        made = make(again, options, executor=executor, extensions=extensions).report
        problems = list(made.problems)
        if made.counts:
            differing = list(_derived(files, decode_record(read_bytes(again.output))[1]))
            problems += differing[:_TOLD]
            if len(differing) > _TOLD:
                problems.append(Problem(f"so do {len(differing) - _TOLD} more files", code="SB407"))
    return Report(counts=made.counts, problems=tuple(problems))


def _sources(sources: Sources, shown: str, folders: Folders) -> tuple[list[Problem], str, dict[str, int]]:
    """Whether *sources*, of the folder *shown*, are the site's files; a remark on those that are not there; counts."""
    if not sources.files:
        hint = "build the site again with this version"
        return [Problem("nothing says what the folder derives from", code="SB407", path=shown, hint=hint)], "", {}
    changed, absent = at_hand(sources, folders)
    hint = "build again, or take back what was changed"
    problems = [
        Problem("the file is not the one that the folder derives from", code="SB407", path=path, hint=hint)
        for path in changed
    ]
    note = f"{len(absent)} of {len(sources.files)} sources are not at hand" if absent else ""
    return problems, note, {"sources": len(sources.files), "at_hand": len(sources.files) - len(absent)}


def _untouched(output: Path, files: Mapping[str, Entry]) -> Iterator[Problem]:
    for file, entry in sorted(files.items()):
        found = _sha256(output / file)
        if found is None:
            yield Problem("the file is missing", code="SB406", path=_shown(output, file))
        elif found != entry.sha256:
            yield Problem("the file was changed after the build", code="SB406", path=_shown(output, file))
    there = (path.relative_to(output).as_posix() for path in sorted(output.rglob("*")) if not path.is_dir())
    for file in there:
        if file not in files and not file.startswith(OURS):
            yield Problem("no build wrote this file", code="SB406", path=_shown(output, file))


def _derived(files: Mapping[str, Entry], again: Mapping[str, Entry]) -> Iterator[Problem]:
    hint = "build again; if it comes back, another version of site-builder or other options made the folder"
    for file in sorted(files.keys() | again.keys()):
        if file not in again:
            yield Problem("the site's files do not give this page", code="SB407", path=file, hint=hint)
        elif file not in files:
            yield Problem("the site's files give this page, but it is not there", code="SB407", path=file, hint=hint)
        elif files[file].sha256 != again[file].sha256:
            yield Problem("the site's files give other bytes for this page", code="SB407", path=file, hint=hint)


def _shown(output: Path, file: str) -> str:
    return f"{output.name}/{file}"


def _sha256(path: Path) -> str | None:
    if path.is_symlink() or not path.is_file():
        return None
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_CHUNK):
                digest.update(piece)
    except OSError:
        return None
    return digest.hexdigest()
