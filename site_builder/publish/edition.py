"""A new edition of the output folder: all of it, or none of it.

Files that did not change stay the same files, with their inodes and times. Files that no build wrote are carried over.
Readers and power cuts find the old edition or the new one: file contents reach the disk before the switch, the switch
before anything of the old edition is removed.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from site_builder.model.problem import Problem, PublishError
from site_builder.publish.files import Survey, settle, survey
from site_builder.publish.lock import Hold, hold
from site_builder.publish.names import Names
from site_builder.publish.places import Place, explained, locate, readable
from site_builder.publish.record import NOTHING, Entry, Record, Sources, digest, encode_record, read_bytes
from site_builder.publish.stage import Stage, rescue
from site_builder.publish.strays import strays, warnings
from site_builder.publish.switch import NEXT, dispose, replace_files, replace_record, switch

SPARE_FROM = 200
"""From so many files on, the edition before is kept beside the output, so that the next one costs only what changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A file to be copied, if it still is what it was."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Made:
    """Bytes with their SHA-256, where whoever made them has named them already."""

    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file of the new edition."""

    file: str
    """Below the output folder, with forward slashes."""
    key: str
    """Names all that the file is made from; kept in the record."""
    content: bytes | Made | Copy | None = None
    """Its bytes, or a file that holds them; None takes the file of the edition before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing did. Files that are in none of the lists were taken over without being looked at."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Made anew, and found equal to what was there."""
    total: int = 0
    """Files of the edition."""
    how: Literal["nothing", "record", "exchange", "renames", "in place"] = "nothing"
    """How the edition took its place; with `nothing` and `record` every file stayed what it was."""
    problems: tuple[Problem, ...] = ()
    """Warnings."""
    notes: tuple[str, ...] = ()


def publish(
    output: Path,
    outputs: Iterable[Output],
    record: Record,
    *,
    held: Hold | None = None,
    root: Path | None = None,
    inputs: Iterable[Path] = (),
    spare_from: int = SPARE_FROM,
    sources: Sources = NOTHING,
) -> Published:
    """Make the folder *output* hold exactly *outputs*, and what others put there.

    *record* is what `read_record` said before the outputs were made. *held* is the lock, where the caller has it; else
    it is taken here, with *root* and *inputs* as for `locate`. *sources* goes into
    the record. *outputs* is read once, and each is written as it comes.
    Raises PublishError, and whatever *outputs* raises; the folder is then as it was.
    """
    if held is None:
        with hold(locate(output, root=root, inputs=inputs)) as own:
            return _publish(own.place, outputs, record, spare_from, sources)
    return _publish(held.place, outputs, record, spare_from, sources)


@dataclass(slots=True)
class _Edition:
    """The edition as it comes together."""

    stage: Stage
    old: Mapping[str, Entry]
    sources: Sources
    names: Names = field(default_factory=Names)
    entries: dict[str, Entry] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def _publish(place: Place, outputs: Iterable[Output], record: Record, spare_from: int, sources: Sources) -> Published:
    with explained(place):
        if digest(read_bytes(place.output)) != record.digest:
            message = f"{place.shown} was replaced while this build was at work"
            raise PublishError(Problem(message, code="SB403", hint="build again"))
        found = survey(str(place.output))
    edition = _Edition(Stage(place, found), record.files, sources)
    try:
        _gather(place, edition, outputs)
        with explained(place):
            return _finish(place, edition, record, found, spare_from)
    except BaseException:
        # Ctrl-C as well: what is on its way is removed, what is published stays.
        edition.stage.discard()
        raise


def _gather(place: Place, edition: _Edition, outputs: Iterable[Output]) -> None:
    """Read *outputs*, writing to the stage what is new. Raises PublishError with all that is wrong with their names."""
    problems = []
    for output in outputs:
        problem = edition.names.add(output.file)
        if problem is not None:
            problems.append(problem)
        elif not problems:
            with explained(place):
                edition.entries[output.file] = _take(place, edition, output)
    if problems:
        raise PublishError(*problems)


def _take(place: Place, edition: _Edition, output: Output) -> Entry:
    file, content, old = output.file, output.content, edition.old.get(output.file)
    if content is None:
        if old is None:
            message = f"{place.shown}{readable(file)} should have been there from the build before"
            raise PublishError(Problem(message, code="SB402", hint="build again"))
        edition.same.append(file)
        return Entry(output.key, old.sha256, old.size)
    if isinstance(content, bytes):
        content = Made(content, hashlib.sha256(content).hexdigest())
    sha256 = content.sha256
    if old is not None and old.sha256 == sha256:
        edition.same.append(file)
        edition.kept.append(file)
        return Entry(output.key, sha256, old.size)
    edition.written.append(file)
    if isinstance(content, Copy):
        return Entry(output.key, sha256, _copy(edition.stage, file, content))
    edition.stage.write(file, content.content)
    return Entry(output.key, sha256, len(content.content))


def _copy(stage: Stage, file: str, content: Copy) -> int:
    wrong = "changed while it was being published"
    try:
        sha256, size = stage.copy(file, content.path)
    except OSError as error:
        if error.filename != str(content.path):
            raise
        sha256, size, wrong = "", 0, f"cannot be read: {(error.strerror or '').lower()}"
    if sha256 != content.sha256:
        raise PublishError(Problem(f"{readable(content.path.name)} {wrong}", code="SB402", hint="build again"))
    return size


def _finish(place: Place, edition: _Edition, record: Record, found: Survey, spare_from: int) -> Published:
    removed = sorted(file for file in (*record.files, *record.damaged) if file not in edition.entries)
    same = not edition.written and not removed and place.output.is_dir()
    if not same:
        edition.stage.prepare()
    carried = strays(place, found, record, edition.names, edition.entries)
    data = encode_record(edition.entries, edition.sources)
    result = Published(
        written=tuple(edition.written),
        removed=tuple(removed),
        kept=tuple(edition.kept),
        total=len(edition.entries),
        problems=tuple(warnings(carried, place)),
    )
    keep = len(edition.entries) >= spare_from
    if not same:
        return _take_place(place, edition, carried, result, keep=keep)
    if not keep:
        _clear_up(place, keep=False)
    if digest(data) == record.digest:
        return result
    replace_record(place, data)
    return replace(result, how="record")


def _take_place(place: Place, edition: _Edition, carried: Survey, result: Published, *, keep: bool) -> Published:
    stage = edition.stage
    if place.in_place is None:
        stage.complete(edition.same, carried, encode_record(edition.entries, edition.sources))
        how = switch(place)
        if how is not None:
            # The switch reaches the disk before anything of the old edition goes.
            with contextlib.suppress(OSError):
                settle([str(place.output.parent), str(place.workshop)], everything=False)
            _clear_up(place, keep=keep)
            return replace(result, how=how)
    with explained(place, outcome="holds files of two editions until the next build"):
        stage.settle()
        replace_files(place, result.written, result.removed, edition.entries, edition.sources)
    with contextlib.suppress(OSError):
        dispose(place)
    why = place.in_place or "the file system does not let it be renamed"
    return replace(result, how="in place", notes=(f"{place.shown} was written file by file: {why}",))


def _clear_up(place: Place, *, keep: bool) -> None:
    """See to the edition before, where there is one. The site is out: what fails here, the next build does."""
    before = place.workshop / NEXT
    with contextlib.suppress(OSError):
        if before.is_dir():
            rescue(str(before), place.output)
        if not keep:
            dispose(place)
