"""The authority files: which topics, entities and sources there are, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from site_builder.content.markdown import Marked, render_markdown
from site_builder.content.parse import File
from site_builder.model.briefing import Body, Outline
from site_builder.model.config import Config
from site_builder.model.entity import (
    Authority,
    EntityRecord,
    GroupFamily,
    Proposal,
    SourceRecord,
    TopicRecord,
)
from site_builder.model.problem import ContentError, Problem, SiteBuilderError
from site_builder.text.names import fold
from site_builder.text.schema import decode, decode_located
from site_builder.text.source import read_text
from site_builder.text.suggestions import Suggester

AnyRecord = TopicRecord | EntityRecord | SourceRecord
Record = TypeVar("Record", bound=AnyRecord)

DEEPEST = 20
"""Levels of topics: every page of a topic names all that are above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedAuthority:
    """The records, their own texts rendered, and where they stand."""

    authority: Authority
    texts: Mapping[str, Outline] = field(default_factory=dict)
    """By key of the group, as `topics/regulation`."""
    bodies: Mapping[str, Body] = field(default_factory=dict)
    """By fingerprint."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each record by key of its group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReviewFile:
    entities: tuple[Proposal, ...] = ()
    topics: tuple[Proposal, ...] = ()


@dataclass(slots=True)
class _Finds:
    """What the reading of all files adds up to."""

    config: Config
    files: Mapping[str, File]
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    texts: dict[str, Outline] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)


def parse_authority(files: Mapping[str, File], config: Config) -> ParsedAuthority:
    """The authority of the *files* named `topics`, `entities`, `sources` and `review`, as far as they are there.

    Raises ContentError with the problems of all of them: what cannot be read, and ids, names or aliases given twice.
    """
    parsed, problems = read_authority(files, config)
    if problems:
        raise ContentError(*problems)
    return parsed


def read_authority(files: Mapping[str, File], config: Config) -> tuple[ParsedAuthority, tuple[Problem, ...]]:
    """Like `parse_authority`, but what can be read stands beside the problems of what cannot.

    So the rest of a site can be checked as well. No topic is above itself, or below one that is not there.
    """
    finds = _Finds(config=config, files=files)
    topics = _records(TopicRecord, "topics", finds)
    entities = _records(EntityRecord, "entities", finds)
    sources = _records(SourceRecord, "sources", finds)
    proposals = _proposals(finds)
    wrong = dict(_wrong_parents(topics, finds))
    finds.problems += wrong.values()
    topics = tuple(replace(topic, parent=None) if topic.id in wrong else topic for topic in topics)
    families: tuple[tuple[GroupFamily, Sequence[AnyRecord]], ...] = (
        ("topics", topics),
        ("entities", entities),
        ("sources", sources),
    )
    for family, records in families:
        for record in records:
            _read_text_of(record, family, finds)
    authority = Authority(topics=topics, entities=entities, sources=sources, proposals=proposals)
    parsed = ParsedAuthority(authority=authority, texts=finds.texts, bodies=finds.bodies, lines=finds.lines)
    return parsed, tuple(finds.problems)


def _records(cls: type[Record], family: GroupFamily, finds: _Finds) -> tuple[Record, ...]:
    file = finds.files.get(family)
    if file is None:
        return ()
    limits = finds.config.limits
    try:
        hint: Any = tuple[cls, ...]  # type: ignore[valid-type]
        value, found = decode_located(hint, read_text(file.data, limits.file_bytes), limits=limits)
    except SiteBuilderError as error:
        finds.problems += error.within(file.path).problems
        return ()
    records = cast("tuple[Record, ...]", value)
    places = [found[str(number)] for number in range(len(records))]
    for record, line in zip(records, places, strict=True):
        finds.lines.setdefault(f"{family}/{record.id}", line)
    finds.problems += _taken_twice(records, places, file.path)
    return records


def _taken_twice(records: Iterable[Record], places: Iterable[int], path: str) -> Iterator[Problem]:
    ids: dict[str, int] = {}
    names: dict[str, tuple[str, int]] = {}
    for record, line in zip(records, places, strict=True):
        if record.id in ids:
            message = f"the id `{record.id}` is taken by the record in line {ids[record.id]}"
            yield Problem(message, code="SB140", path=path, line=line, hint="give one of them another id")
            continue
        ids[record.id] = line
        # An id means its record, so that it cannot be the name of another.
        for name in (record.id, *record.called):
            owner, first = names.setdefault(fold(name), (record.id, line))
            if owner != record.id:
                message = f"`{name}` also means `{owner}` in line {first}"
                yield Problem(message, code="SB140", path=path, line=line, hint="a name can lead to one record only")


def _wrong_parents(topics: Sequence[TopicRecord], finds: _Finds) -> Iterator[tuple[str, Problem]]:
    """Topics (by id) below one that does not exist, or too deep, and those above themselves, each circle once."""
    parents = {topic.id: topic.parent for topic in topics}
    suggest = Suggester(parents)
    sound: set[str] = set()
    depth: dict[str, int] = {}
    for topic in topics:
        name, trail = topic.id, dict[str, None]()
        while name not in sound and name not in trail:
            trail[name] = None
            parent = parents[name]
            if parent is None:
                break
            if parent not in parents:
                hint = suggest(parent) or "write its record, or leave out `parent`"
                yield _at_topic(name, f"there is no topic `{parent}` above `{name}`", hint, finds)
                break
            name = parent
        else:
            if name in trail:
                circle = [*trail][[*trail].index(name) :]
                message = f"`{name}` is above itself: {' < '.join([*circle[:5], name])}"
                yield _at_topic(name, message, "give one of them another `parent`, or none", finds)
        sound |= trail.keys()
        for below in reversed(trail):
            depth[below] = depth.get(parents[below] or "", 0) + 1
            if depth[below] == DEEPEST + 1:
                message = f"`{below}` is more than {DEEPEST} levels deep"
                yield _at_topic(below, message, "leave out some of the topics above it", finds)


def _at_topic(name: str, message: str, hint: str, finds: _Finds) -> tuple[str, Problem]:
    path, line = finds.files["topics"].path, finds.lines[f"topics/{name}"]
    return name, Problem(message, code="SB107", path=path, line=line, hint=hint)


def _proposals(finds: _Finds) -> tuple[Proposal, ...]:
    file = finds.files.get("review")
    if file is None:
        return ()
    limits = finds.config.limits
    try:
        return decode(_ReviewFile, read_text(file.data, limits.file_bytes), limits=limits).entities
    except SiteBuilderError as error:
        finds.problems += error.within(file.path).problems
        return ()


def _read_text_of(record: AnyRecord, family: GroupFamily, finds: _Finds) -> None:
    if not record.description.strip():
        return
    key = f"{family}/{record.id}"
    try:
        marked: Marked = render_markdown(record.description, finds.config.markdown, limits=finds.config.limits)
    except SiteBuilderError as error:
        # Where the lines of a YAML text stand in the file cannot be known: problems are told of the record's first.
        path, line = finds.files[family].path, finds.lines[key]
        finds.problems += [
            Problem(found.message, code=found.code, path=path, line=line, hint=found.hint) for found in error.problems
        ]
    else:
        finds.texts[key] = marked.outline
        finds.bodies[marked.outline.fingerprint] = marked.body
