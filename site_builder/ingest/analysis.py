"""All finders in their order: from an article to what is found in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from site_builder.ingest.clues import choose
from site_builder.ingest.entities import find_entities
from site_builder.ingest.findings import Findings, FoundEntity, Passage
from site_builder.ingest.headline import is_finished
from site_builder.ingest.headlining import derive_title
from site_builder.ingest.keypoints import find_key_points
from site_builder.ingest.known import KnownNames
from site_builder.ingest.lexicon import lexicon
from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.paragraphs import ANALYSED, read_paragraphs
from site_builder.ingest.quotations import find_quotations
from site_builder.ingest.topics import KnownTopics, find_topics
from site_builder.model.article import Article, Clue
from site_builder.model.entity import SourceRecord
from site_builder.text.names import fold

MOST_ENTITIES = 150
"""No one reads a longer list; an article that names more is a register."""
MOST_QUOTATIONS = 100

_TITLE_SIGNS = 90
_CERTAIN = 0.7
"""The weight from which a date needs no second look."""
_FIELDS = {"publisher": "source", "url": "original_url"}
"""The fields of front matter whose names differ from those of clues."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What the authority files know, ready for use."""

    names: KnownNames
    topics: KnownTopics = field(default_factory=lambda: KnownTopics(()))
    sources: tuple[SourceRecord, ...] = ()
    refused: frozenset[str] = frozenset()
    """Folded names that were proposed once and that a person has removed."""


def analyse(article: Article, knowledge: Knowledge) -> Findings:
    """Everything that is found in *article*. A pure function: the same article and knowledge give the same findings."""
    words = lexicon(article.language)
    chosen, left_open = choose(article.clues, knowledge.sources)
    headline = next((clue.value for clue in chosen if clue.what == "title"), None)
    paragraphs = read_paragraphs(headline, article.blocks, words)
    entities = _without_publisher(find_entities(paragraphs, words, knowledge.names, knowledge.refused), chosen)
    points = find_key_points(paragraphs, entities, words)
    quotations = find_quotations(paragraphs, entities, words)
    title_from = None if headline is not None else points.headline
    findings = Findings(
        title=headline or _derived(title_from, article, words),
        title_from=title_from,
        chosen=chosen,
        open=left_open,
        summary=points.summary,
        key_points=points.key_points,
        quotations=quotations[:MOST_QUOTATIONS],
        entities=entities[:MOST_ENTITIES],
        topics=find_topics(paragraphs, entities, knowledge.topics),
    )
    left_out = (len(entities) - len(findings.entities), len(quotations) - len(findings.quotations))
    return replace(findings, notes=(*_notes(article, findings), *_notes_on_excess(*left_out)))


def _without_publisher(entities: tuple[FoundEntity, ...], chosen: tuple[Clue, ...]) -> tuple[FoundEntity, ...]:
    """*entities* without a publisher that only signs the article: `(Reuters)` in its dateline."""
    signed = {fold(clue.value) for clue in chosen if clue.what == "publisher"}
    return tuple(entity for entity in entities if len(entity.mentions) > 1 or fold(entity.name) not in signed)


def _derived(passage: Passage | None, article: Article, words: Lexicon) -> str:
    if passage is not None:
        return derive_title(passage, words)
    text = article.blocks[0].text if article.blocks else article.origin
    return text if len(text) <= _TITLE_SIGNS else text[:_TITLE_SIGNS].rpartition(" ")[0].rstrip(" ,;:") + "…"


def _notes(article: Article, findings: Findings) -> Iterator[str]:
    """What an editor should look at before the briefing goes out."""
    known = {clue.what: clue for clue in findings.chosen}
    if "title" not in known:
        place = findings.title_from.evidence if findings.title_from is not None else "the beginning of the text"
        yield f"title: derived from {place}, the article has no headline"
    if "date" in known and known["date"].weight < _CERTAIN:
        yield f"date: {known['date'].value}, because {known['date'].why}"
    for clue in findings.open:
        yield f"{_FIELDS.get(clue.what, clue.what)}: perhaps {clue.value}, because {clue.why}"
    told = {clue.what for clue in (*findings.chosen, *findings.open)}
    for what in ("date", "publisher", "language"):
        if what not in told:
            yield f"{_FIELDS.get(what, what)}: the article does not say"
    if findings.summary is not None:
        place = findings.summary.evidence
        yield f"summary: a sentence of the article ({place}), to be put into your own words"
    new = sum(entity.record is None for entity in findings.entities)
    if new:
        yield f"entities: {new} {'is' if new == 1 else 'are'} in no authority file yet, see content/review.yml"
    yield from _notes_on_text(article)


def _notes_on_excess(entities: int, quotations: int) -> Iterator[str]:
    if entities:
        yield f"entities: {entities:,} that it mentions least are left out"
    if quotations:
        yield f"quotations: the last {quotations:,} are left out"


def _notes_on_text(article: Article) -> Iterator[str]:
    last = article.blocks[-1]
    if last.kind == "paragraph" and len(last.text.split()) > 4 and not is_finished(last.text):
        yield f"text: it ends in the middle of a sentence (p{last.number})"
    if any("\ufffd" in block.text for block in article.blocks):
        yield "text: some characters could not be read, they stand as \ufffd"
    if sum(len(block.text) for block in article.blocks) > ANALYSED:
        yield f"text: only the first {ANALYSED:,} characters were searched"
