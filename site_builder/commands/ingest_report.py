"""What ingest did with each article, as values and as lines of text for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from site_builder.model.article import Clue, Dropped
from site_builder.model.entity import EntityKind
from site_builder.model.report import Report

Action = Literal["created", "updated", "unchanged", "kept"]

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
    """`created`, `updated`, `unchanged`, or `kept` where a person's work stays as it is."""
    why: str = ""
    """Why it was kept."""
    title: str
    language: str
    encoding: str
    paragraphs: int
    chosen: tuple[Clue, ...]
    open: tuple[Clue, ...]
    dropped: tuple[Dropped, ...]
    entities: tuple[tuple[str, EntityKind, str], ...]
    """Name, kind, and the reason for the kind."""
    topics: tuple[tuple[str, tuple[str, ...]], ...]
    """Id, and the words found."""
    quotations: tuple[tuple[str, str | None, str], ...]
    """Text, speaker, and the cue."""
    key_points: tuple[tuple[str, str], ...]
    """Text and evidence."""
    notes: tuple[str, ...]
    """What an editor should look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport(Report):
    """The report of a whole run."""

    outcomes: tuple[Outcome, ...] = ()
    """In the order in which the articles were read."""


def format_outcome(outcome: Outcome, *, explain: bool = False) -> tuple[str, ...]:
    """Lines on one article: one for the briefing and one for each open question; with *explain* everything."""
    return tuple(_lines(outcome, explain=explain))


def _lines(outcome: Outcome, *, explain: bool) -> Iterator[str]:
    where = f" -> {outcome.path}" if outcome.path else ""
    why = f" ({outcome.why})" if outcome.why else ""
    yield f"{outcome.action:<9} {outcome.origin}{where}{why}"
    if explain:
        yield from _explained(outcome)
    elif outcome.action in {"created", "updated"}:
        yield f"          {_cut(outcome.title)}"
        for note in outcome.notes:
            yield f"          ? {note}"


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
    for note in outcome.notes:
        yield f"  ?            {note}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SIGNS else line[: _SIGNS - 1].rstrip() + "…"
