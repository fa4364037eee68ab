"""`site-builder ingest`: articles in, drafts, records and proposals out; what people have changed stays theirs."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from site_builder.commands.ingest_folder import BASES, Known, Library, open_library, read_existing
from site_builder.commands.ingest_report import Action, IngestReport, Outcome
from site_builder.ingest.analysis import Knowledge, analyse
from site_builder.ingest.compose import (
    briefing_slug,
    compose_briefing,
    compose_record,
    mint_id,
    record_text,
)
from site_builder.ingest.findings import Findings, FoundEntity
from site_builder.ingest.known import compile_names
from site_builder.ingest.reading import read_plain_text
from site_builder.ingest.review import Decisions, merge_review, propose, read_decisions
from site_builder.ingest.sources import Found, find_articles, read_article
from site_builder.model.article import Article, ArticleRecord
from site_builder.model.config import Config, Limits
from site_builder.model.entity import EntityRecord, SourceRecord, TopicRecord
from site_builder.model.extensions import Extensions
from site_builder.model.moment import Moment
from site_builder.model.problem import ConfigError, ContentError, IngestError, Problem, SiteBuilderError
from site_builder.text.numbered import write_numbered
from site_builder.text.schema import decode
from site_builder.text.source import read_text

T = TypeVar("T")


def ingest(
    paths: Sequence[Path],
    root: Path,
    *,
    into: str = "content",
    now: dt.datetime,
    dry_run: bool = False,
    extensions: Extensions | None = None,
) -> IngestReport:
    """Make a draft of every article at *paths* that the content folder `root/into` does not know yet.

    An article is known by its bytes. A known one is composed anew when what ingest would write has changed, for example
    by a new alias, unless a person has edited, moved or deleted its briefing: edits stay (SB503 tells of them), deleted
    stays deleted. One article that cannot be read stops no other: its problems are in the report. With *dry_run*
    nothing is written. *now* is what `retrieved` says of new articles, and the last day that a date without a year is.

    Raises SiteBuilderError where nothing can be done: no content folder, an authority file with mistakes.
    """
    content = root / into
    if not content.is_dir():
        hint = "name the site's folder with -C, or make a site with `site-builder new`"
        raise IngestError(Problem(f"there is no folder `{into}` here", code="SB001", path=into, hint=hint))
    shelf = _Shelf.opened(root, into, extensions or Extensions(), now, dry_run=dry_run)
    found = find_articles(paths)
    outcomes: list[Outcome] = []
    problems: list[Problem] = list(found.problems)
    proposals: list[tuple[str, Sequence[FoundEntity]]] = []
    others = found.passed_over if shelf.extensions.readers else ()
    for path, is_text in (*((path, True) for path in found.files), *((path, False) for path in others)):
        try:
            outcome = shelf.take_in(path, is_text=is_text)
        except SiteBuilderError as error:
            problems += error.within(path.as_posix()).problems
            continue
        if outcome is not None:
            outcomes.append(outcome.outcome)
            problems += outcome.problems
            if outcome.entities is not None:
                proposals.append((outcome.outcome.id, outcome.entities))
    notes = [*shelf.review(proposals), *_passed_over(found, shelf.extensions)]
    return IngestReport(
        counts=_counts(outcomes), problems=tuple(problems), notes=tuple(notes), outcomes=tuple(outcomes)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Understood:
    """An article, read and looked through."""

    article: Article
    findings: Findings
    data: bytes
    suffix: str
    """Of the file's name, with its dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """What became of one article."""

    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    entities: Sequence[FoundEntity] | None = None
    """None where nothing of it is proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """The content folder while articles are put into it."""

    library: Library
    limits: Limits
    knowledge: Knowledge
    entities: tuple[EntityRecord, ...]
    extensions: Extensions
    now: dt.datetime

    @classmethod
    def opened(cls, root: Path, into: str, extensions: Extensions, now: dt.datetime, *, dry_run: bool) -> _Shelf:
        """The folder with its configuration, authority files and what people decided about proposals."""
        content = root / into
        limits = _limits(content, into)
        entities = _decoded(tuple[EntityRecord, ...], content, into, "entities.yml", limits)
        decisions = _decisions(content, into, limits)
        knowledge = Knowledge(
            names=compile_names(entities, decisions.changed),
            topics=_decoded(tuple[TopicRecord, ...], content, into, "topics.yml", limits),
            sources=_decoded(tuple[SourceRecord, ...], content, into, "sources.yml", limits),
            refused=decisions.refused,
        )
        library = open_library(root, into, dry_run=dry_run)
        return cls(
            library=library,
            limits=limits,
            knowledge=knowledge,
            entities=entities,
            extensions=extensions,
            now=now,
        )

    def take_in(self, path: Path, *, is_text: bool) -> _Taken | None:
        """Read, understand and write one article; None where no reader of a plugin knows the file.

        Raises SiteBuilderError.
        """
        data = read_article(path, self.limits.file_bytes)
        known = self.library.articles.get(hashlib.sha256(data).hexdigest())
        record = self.library.record(known) if known is not None else None
        day = record.retrieved.day if record is not None and record.retrieved is not None else self.now.date()
        article = self._read(data, path, day, is_text=is_text)
        if article is None:
            return None
        if record is not None and record.origin is not None:
            article = replace(article, origin=record.origin)
        understood = _Understood(
            article=article, findings=analyse(article, self.knowledge), data=data, suffix=path.suffix
        )
        if known is None or record is None:
            id = self.library.new_id(mint_id, understood.findings.title, article.sha256)
            return self._create(understood, id, _moment(self.now))
        return self._again(understood, known, record)

    def _read(self, data: bytes, path: Path, day: dt.date, *, is_text: bool) -> Article | None:
        article = next(filter(None, (reader(data, path.name) for reader in self.extensions.readers)), None)
        if article is None and is_text:
            article = read_plain_text(data, path.name, day)
        for step in self.extensions.steps if article is not None else ():
            article = step(article) if article is not None else None
        return article

    def _create(self, understood: _Understood, id: str, retrieved: Moment | None) -> _Taken:
        findings, sha256 = understood.findings, understood.article.sha256
        text = compose_briefing(understood.article, findings, id)
        briefing = self.library.new_briefing(briefing_slug(findings.title), id, sha256)
        # The base comes last: an interrupted run is taken up again, and never mistaken for a deleted briefing.
        self._write_article(understood, id, retrieved)
        self.library.write(self.library.content / briefing, text)
        self.library.write_base(id, text)
        self.library.remember(sha256, id, briefing)
        return _taken(understood, id, self.library.shown(briefing), "created")

    def _again(self, understood: _Understood, known: Known, record: ArticleRecord) -> _Taken:
        """The article is known: only what nobody has changed since may be written."""
        text = compose_briefing(understood.article, understood.findings, known.id)
        base = self.library.base(known.id)
        briefing = self.library.briefings.get(known.id)
        if briefing is None:
            return self._without_briefing(understood, known, record, base)
        shown = self.library.shown(briefing)
        standing = self.library.read(self.library.content / briefing)
        if standing == text:
            if base != text:
                self.library.write_base(known.id, text)
            return _taken(understood, known.id, shown, "unchanged")
        if base is None or standing != base:
            why = "it was edited by a person" if base is not None else "it was not made by ingest"
            problems = () if base in {None, text} else (_edited(shown),)
            return replace(_taken(understood, known.id, shown, "kept", why=why), problems=problems)
        self._write_article(understood, known.id, record.retrieved)
        self.library.write(self.library.content / briefing, text)
        self.library.write_base(known.id, text)
        return _taken(understood, known.id, shown, "updated")

    def _without_briefing(
        self, understood: _Understood, known: Known, record: ArticleRecord, base: str | None
    ) -> _Taken:
        covered = self.library.covered.get(known.id)
        if covered is not None:
            why = "a briefing that a person wrote rests on it"
            return replace(_taken(understood, known.id, self.library.shown(covered), "kept", why=why), entities=None)
        if base is not None:
            why = "a person has deleted its briefing"
            return replace(_taken(understood, known.id, "", "kept", why=why), entities=())
        return self._create(understood, known.id, record.retrieved)

    def _write_article(self, understood: _Understood, id: str, retrieved: Moment | None) -> None:
        record = record_text(compose_record(understood.article, understood.findings, id, retrieved))
        text = write_numbered(block.text for block in understood.article.blocks)
        self.library.write_article(id, understood.suffix, data=understood.data, text=text, record=record)

    def review(self, proposals: Sequence[tuple[str, Sequence[FoundEntity]]]) -> list[str]:
        """Bring content/review.yml up to date; sentences on what a person should know."""
        current, base = _review_files(self.library.content)
        merged = merge_review(
            current,
            base,
            propose(proposals),
            looked_through=frozenset(article for article, _ in proposals),
            records=self.entities,
            limits=self.limits,
        )
        if merged.text:
            self.library.write(self.library.content / "review.yml", merged.text)
        if merged.base:
            self.library.write(self.library.content / BASES / "review.yml", merged.base)
        if not merged.cannot_write:
            return []
        names = ", ".join(merged.cannot_write)
        return [f"review.yml is not written one record below the other, so these proposals were not added: {names}"]


def _taken(understood: _Understood, id: str, path: str, action: Action, *, why: str = "") -> _Taken:
    article, findings = understood.article, understood.findings
    outcome = Outcome(
        origin=article.origin,
        id=id,
        path=path,
        action=action,
        why=why,
        title=findings.title,
        language=article.language,
        encoding=article.encoding,
        paragraphs=len(article.blocks),
        chosen=findings.chosen,
        open=findings.open,
        dropped=article.dropped,
        entities=tuple((entity.name, entity.kind, entity.why) for entity in findings.entities),
        topics=tuple((topic.id, topic.words) for topic in findings.topics),
        quotations=tuple((quotation.text, quotation.speaker, quotation.why) for quotation in findings.quotations),
        key_points=tuple((point.text, point.evidence) for point in findings.key_points),
        notes=findings.notes,
    )
    return _Taken(outcome=outcome, entities=findings.entities)


def _edited(shown: str) -> Problem:
    message = "a person has edited this briefing, and ingest would now write it differently; it stays as it is"
    hint = "to take the new draft, delete the file and its twin in .ingest, then ingest the article again"
    return Problem(message, code="SB503", path=shown, hint=hint, severity="warning")


def _passed_over(found: Found, extensions: Extensions) -> list[str]:
    if not found.passed_over or extensions.readers:
        return []
    names = ", ".join(path.name for path in found.passed_over[:5]) + (", ..." if len(found.passed_over) > 5 else "")
    count = f"{len(found.passed_over)} file{'s were' if len(found.passed_over) > 1 else ' was'} passed over"
    return [f"{count}, since only .txt files are taken from a folder: {names}"]


def _counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    counts = {"articles": len(outcomes), "created": 0, "updated": 0, "unchanged": 0, "kept": 0}
    for outcome in outcomes:
        counts[outcome.action] += 1
    return counts


def _moment(now: dt.datetime) -> Moment:
    shift = now.utcoffset()
    offset = None if shift is None else int(shift.total_seconds() // 60)
    return Moment(now.date(), now.time().replace(second=0, microsecond=0), offset)


def _limits(content: Path, into: str) -> Limits:
    # Only the limits matter here: a mistake elsewhere in site.yml is for `build` to tell.
    text = read_existing(content / "site.yml")
    if text is None:
        return Limits()
    try:
        return decode(Config, text, ConfigError).limits
    except SiteBuilderError as error:
        raise error.within(f"{into}/site.yml") from None


def _decoded(cls: type[T], content: Path, into: str, name: str, limits: Limits) -> T:
    path = content / name
    try:
        data = path.read_bytes() if path.is_file() else b""
        return decode(cls, read_text(data, limits.file_bytes), ContentError, limits)
    except SiteBuilderError as error:
        raise error.within(f"{into}/{name}") from None


def _decisions(content: Path, into: str, limits: Limits) -> Decisions:
    try:
        return read_decisions(*_review_files(content), limits)
    except SiteBuilderError as error:
        raise error.within(f"{into}/review.yml") from None


def _review_files(content: Path) -> tuple[str | None, str | None]:
    return read_existing(content / "review.yml"), read_existing(content / BASES / "review.yml")
