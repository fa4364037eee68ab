"""`site-builder verify`: whether a published folder is what a build wrote, from the site's files as they are.

The record that a build leaves in the folder holds the SHA-256 of every file. That nothing was changed since, the files
themselves show; that they derive from these briefings and articles, only making them again can: the same input gives
the same bytes.
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
from site_builder.commands.making import make
from site_builder.commands.options import Options
from site_builder.model.extensions import Extensions
from site_builder.model.problem import ConfigError, Problem
from site_builder.model.report import Report
from site_builder.publish.names import OURS
from site_builder.publish.record import Entry, decode_record, read_bytes

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
) -> Report:
    """Compare the folder *output* with its record, and the record with what the site's files give now.

    *options* are those of the build. Raises ConfigError where *output* holds no record of a build.
    """
    started = time.monotonic()
    state, files = decode_record(read_bytes(output))
    if state != "ours":
        hint = "name the folder that `site-builder build` wrote"
        raise ConfigError(Problem(f"{output} holds no record of a build", code="SB001", hint=hint))
    problems = list(_untouched(output, files))
    with tempfile.TemporaryDirectory(prefix="site-builder-") as scratch:
        again = replace(folders, output=Path(scratch) / "output", memory_at=Path(scratch) / "memory")
        made = make(again, options, executor=executor, extensions=extensions).report
        problems += made.problems
        if made.counts:
            differing = list(_derived(files, decode_record(read_bytes(again.output))[1]))
            problems += differing[:_TOLD]
            if len(differing) > _TOLD:
                problems.append(Problem(f"so do {len(differing) - _TOLD} more files", code="SB407"))
    seconds = time.monotonic() - started
    return Report(counts={"files": len(files), **made.counts}, problems=tuple(problems), seconds=seconds)


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
