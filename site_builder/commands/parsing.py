"""Files become values, in jobs: by this process or by many, from memory where nothing changed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Generic, TypeVar

from site_builder.commands import progress
from site_builder.commands.bodies import Bodies, body_rows
from site_builder.commands.flow import Away, in_chunks, in_order
from site_builder.commands.seen import Digests, Seen
from site_builder.content import scan
from site_builder.content.parse import File, parse_briefing, parse_record
from site_builder.engine import engine_fingerprint
from site_builder.memo import Memo, decode_rows, encode_row
from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Body, Briefing
from site_builder.model.config import Config
from site_builder.model.problem import Gathered, Problem, gather
from site_builder.text.fingerprint import fingerprint

Value = TypeVar("Value")

_CHUNK = 200
"""Files that one job parses: large enough that sending them costs little beside the work."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What parsing needs besides the files."""

    config: Config
    bodies: Bodies
    seen: Seen
    executor: Executor | None
    memo: Memo | None


@dataclass(frozen=True, slots=True)
class _Job:
    """Some files: what is remembered of them, and what is to be parsed."""

    keys: Mapping[str, str]
    """By path, in their order."""
    known: Mapping[str, Any]
    """What is remembered, by key."""
    files: tuple[tuple[str, File], ...]
    """What is to be parsed, with its key."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Parsed:
    """What parsing made, in the form in which it is remembered: it is written down once, by whoever parsed it."""

    rows: Mapping[str, bytes]
    """By key."""
    bodies: Mapping[str, bytes]
    """By fingerprint."""
    problems: tuple[Problem, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    """By key; they do not travel."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[Value]):
    """A kind of files that are parsed in jobs, and remembered."""

    name: str
    form: type[Value]
    parse: Callable[[File, Config], tuple[Value, Body | None]]
    share: Callable[[Value], None]
    """Lets the value hold texts that others hold as well, rather than copies of them."""


def _briefing(file: File, config: Config) -> tuple[Briefing, Body | None]:
    parsed = parse_briefing(file, config)
    return parsed.briefing, parsed.body


def _record(file: File, config: Config) -> tuple[ArticleRecord, Body | None]:
    return parse_record(file, config), None


_LINES: dict[int, Mapping[str, int]] = {}
_NUMBERS: dict[int, int] = {}


def _share(briefing: Briefing) -> None:
    """Intern what thousands of briefings say alike: names, languages, and the fields of front matter.

    The values stay equal to what they were, so their being frozen is not offended.
    """
    head, lines = briefing.head, briefing.lines
    # Front matter of one pattern has its fields in the same lines: then one mapping serves all.
    pattern = hash(tuple(lines.items()))
    same = _LINES.get(pattern)
    if same != lines:
        same = _LINES[pattern] = {sys.intern(name): line for name, line in lines.items()}
    object.__setattr__(briefing, "lines", same)
    object.__setattr__(head, "topics", tuple(map(sys.intern, head.topics)))
    object.__setattr__(head, "entities", tuple(map(sys.intern, head.entities)))
    for name in ("language", "source"):
        said = getattr(head, name)
        if said is not None:
            object.__setattr__(head, name, sys.intern(said))
    for reference in briefing.outline.references:
        object.__setattr__(reference, "target", sys.intern(reference.target))
        if reference.column is not None:
            object.__setattr__(reference, "column", _NUMBERS.setdefault(reference.column, reference.column))


def _keep(_: ArticleRecord) -> None:
    """Records have little in common."""


BRIEFINGS = Kind("briefing", Briefing, _briefing, _share)
RECORDS = Kind("record", ArticleRecord, _record, _keep)


def read_file(source: scan.Source, *, limit: int) -> File:
    """The bytes of *source*, at most one more than *limit*. Raises ContentError."""
    return File(source.path, source.name, scan.read(source, limit))


def remembered(kind: Kind[Value], sources: Sequence[scan.Source], desk: Desk) -> Gathered[Value]:
    """The values of *sources*; those of which the memo knows the bytes are not parsed, nor read where that is sure."""
    made_by = fingerprint(engine_fingerprint(), desk.config.markdown, desk.config.limits)
    jobs = (_job(kind, chunk, made_by, desk) for chunk in in_chunks(sources, _CHUNK))
    work = partial(_parse, kind=kind, config=desk.config)
    away: Away[_Job, tuple[_Job, _Parsed]] = Away(
        pack=_files, work=partial(_parse_away, kind=kind, config=desk.config), unpack=_rejoined
    )
    values: list[Value] = []
    problems: list[Problem] = []
    used: list[str] = []
    step = progress.begun(f"reading {kind.name}s", len(sources))
    for job, parsed in in_order(lambda job: (job, work(job.files)), jobs, desk.executor, is_large=_is_large, away=away):
        step(len(job.keys))
        desk.bodies.put_rows(parsed.bodies)
        if desk.memo is not None:
            desk.memo.put_rows(kind.name, parsed.rows)
        fresh = parsed.values or decode_rows(kind.name, parsed.rows, kind.form, own=True)
        for value in (*job.known.values(), *fresh.values()):
            kind.share(value)
        both = {**job.known, **fresh}
        values += [both[key] for key in job.keys.values() if key in both]
        used += job.keys.values()
        problems += [*job.problems, *parsed.problems]
    if desk.memo is not None:
        desk.memo.prune(kind.name, used)
    return Gathered(tuple(values), tuple(problems))


def _job(kind: Kind[Value], sources: Sequence[scan.Source], made_by: str, desk: Desk) -> _Job:
    """What is to be done for *sources*: a file is read where its bytes are not known, or what they made."""

    def key_of(source: scan.Source, digests: Digests) -> str:
        return fingerprint(made_by, source.path, source.name, digests.mark)

    digests = {source.path: desk.seen.known(source) for source in sources}
    sure = {source.path: key_of(source, found) for source in sources if (found := digests[source.path]) is not None}
    known = _known(kind, sure.values(), desk.memo)
    limit = desk.config.limits.file_bytes
    unread = [source for source in sources if sure.get(source.path) not in known]
    read = gather(lambda source: (source, read_file(source, limit=limit)), unread)
    keys: dict[str, str | None] = {**dict.fromkeys(source.path for source in sources), **sure}
    files: dict[str, File] = {}
    for source, file in read.values:
        keys[source.path] = key = key_of(source, desk.seen.learn(source, file.data))
        files[key] = file
    known |= _known(kind, files, desk.memo)
    told = {problem.path for problem in read.problems}
    order = {path: key for path, key in keys.items() if key is not None and path not in told}
    return _Job(order, known, tuple((key, file) for key, file in files.items() if key not in known), read.problems)


def _known(kind: Kind[Value], keys: Iterable[str], memo: Memo | None) -> dict[str, Value]:
    return memo.get_many(kind.name, keys, kind.form) if memo is not None else {}


def _files(job: _Job) -> tuple[tuple[str, File], ...]:
    return job.files


def _rejoined(job: _Job, parsed: _Parsed) -> tuple[_Job, _Parsed]:
    # The bytes stay behind: they are large, and nobody needs them any more.
    return replace(job, files=()), parsed


def _parse_away(files: Iterable[tuple[str, File]], *, kind: Kind[Any], config: Config) -> _Parsed:
    return replace(_parse(files, kind=kind, config=config), values={})


def _parse(files: Iterable[tuple[str, File]], *, kind: Kind[Any], config: Config) -> _Parsed:
    """Parse *files*. Runs in any process."""

    def one(pair: tuple[str, File]) -> tuple[str, Any, Body | None]:
        key, file = pair
        return key, *kind.parse(file, config)

    made = gather(one, files)
    return _Parsed(
        rows={key: encode_row(kind.name, key, value) for key, value, _ in made.values},
        bodies=body_rows({value.outline.fingerprint: body for _, value, body in made.values if body is not None}),
        problems=made.problems,
        values={key: value for key, value, _ in made.values},
    )


def _is_large(job: _Job) -> bool:
    return len(job.files) > _CHUNK // 4
