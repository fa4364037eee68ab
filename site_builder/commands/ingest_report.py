"""What ingest did with each article, as values and as lines of text for people."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from site_builder.ingest.merge.documents import Conflict
from site_builder.model.article import Clue, Dropped
from site_builder.model.entity import EntityKind
from site_builder.model.report import Report

Action = Literal["created", "updated", "merged", "joined", "unchanged", "kept"]

_SIGNS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one article, and why ingest thinks what it thinks."""

    origin: str
    """The name of the file that was read."""
    id: str
    path: str
    """The briefing, relative to the site's root; empty where there is none."""
    action: Action
    """`created`, `updated`, `merged` into what a person edited, `joined` to the briefing of which it is a copy,
    `unchanged`, or `kept` where a person's work stays as it is."""
    why: str = ""
    """Why it was kept."""
    title: str
    language: str
    encoding: str
    media_type: str = "text/plain"
    paragraphs: int
    chosen: tuple[Clue, ...] = ()
    open: tuple[Clue, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    entities: tuple[tuple[str, EntityKind, str], ...] = ()
    """Name, kind, and the reason for the kind."""
    topics: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Id, and the words found."""
    quotations: tuple[tuple[str, str | None, str], ...] = ()
    """Text, speaker, and the cue."""
    key_points: tuple[tuple[str, str], ...] = ()
    """Text and evidence."""
    notes: tuple[str, ...] = ()
    """What an editor should look at."""
    conflicts: tuple[Conflict, ...] = ()
    """What a person edited and ingest would write differently now."""
    related: tuple[str, ...] = ()
    """Briefings that may tell of the same event."""
    diff: str = ""
    """How a briefing that was there has changed, as a unified diff."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport(Report):
    """The report of a whole run."""

    outcomes: tuple[Outcome, ...] = ()
    """In the order in which the articles were read."""


def format_outcome(outcome: Outcome, *, explain: bool = False, diff: bool = False) -> tuple[str, ...]:
    """Lines on one article: one for the briefing and one for each open question; with *explain* everything.

    With *diff* also how a briefing that was there would change.
    """
    changed = tuple(f"  {line}" for line in outcome.diff.split("\n")) if diff and outcome.diff else ()
    return (*_lines(outcome, explain=explain), *changed)


def outcome_as_data(outcome: Outcome) -> dict[str, object]:
    """An outcome as JSON has it: names instead of positions."""
    data = dataclasses.asdict(outcome)
    data["entities"] = [{"name": name, "kind": kind, "why": why} for name, kind, why in outcome.entities]
    data["topics"] = [{"id": id, "words": list(words)} for id, words in outcome.topics]
    data["quotations"] = [{"text": text, "speaker": who, "why": why} for text, who, why in outcome.quotations]
    data["key_points"] = [{"text": text, "evidence": place} for text, place in outcome.key_points]
    return data


def _lines(outcome: Outcome, *, explain: bool) -> Iterator[str]:
    where = f" -> {outcome.path}" if outcome.path else ""
    why = f" ({outcome.why})" if outcome.why else ""
    yield f"{outcome.action:<9} {outcome.origin}{where}{why}"
    if explain:
        yield from _explained(outcome)
    elif outcome.action in {"created", "updated", "merged"}:
        yield f"          {_cut(outcome.title)}"
        for note in outcome.notes:
            yield f"          ? {note}"
        for path in outcome.related:
            yield f"          ~ perhaps the same event as {path}"


def _explained(outcome: Outcome) -> Iterator[str]:
    yield f"  id           {outcome.id}"
    yield f"  text         {outcome.paragraphs} paragraphs, {outcome.language}, {outcome.encoding}"
    if not any(clue.what == "title" for clue in outcome.chosen):
        yield f"  title        {_cut(outcome.title)} (derived)"
    for clue in outcome.chosen:
        yield f"  {clue.what:<12} {_cut(clue.value)} ({clue.weight:.2f}: {clue.why})"
    for clue in outcome.open:
        yield f"  {clue.what:<12} open; perhaps {_cut(clue.value)} ({clue.weight:.2f}: {clue.why})"
    for drop in outcome.dropped:
        yield f"  dropped      line {drop.line}: {_cut(drop.text)} ({drop.why})"
    for text, evidence in outcome.key_points:
        yield f"  key point    {evidence}: {_cut(text)}"
    for text, speaker, why in outcome.quotations:
        yield f"  quotation    {speaker or 'speaker open'}: {_cut(text)}" + (f" ({why})" if why else "")
    for id, words in outcome.topics:
        yield f"  topic        {id} ({', '.join(words[:6])})"
    for name, kind, why in outcome.entities:
        yield f"  entity       {name}: {kind}" + (f" ({why})" if why else "")
    yield from (f"  ?            {note}" for note in outcome.notes)
    yield from (f"  related      {path} (perhaps the same event)" for path in outcome.related)
    for conflict in outcome.conflicts:
        yield f"  conflict     {conflict.field}: {_cut(conflict.ours)} | now: {_cut(conflict.theirs)}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SIGNS else line[: _SIGNS - 1].rstrip() + "…"
