"""`site-builder ingest`: articles in, drafts, records and proposals out; what people have changed stays theirs."""

from __future__ import annotations

import datetime as dt
import hashlib
import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

from site_builder.commands.fetching import Fetcher
from site_builder.commands.ingest_crew import Crew, in_turn, processes
from site_builder.commands.ingest_distant import DistantCrew
from site_builder.commands.ingest_folder import BASES, Library, alone_in, open_library, read_existing
from site_builder.commands.ingest_known import Recall
from site_builder.commands.ingest_pile import Pile
from site_builder.commands.ingest_report import IngestReport, Outcome
from site_builder.commands.ingest_shelf import Shelf, Taken
from site_builder.commands.ingest_work import Equipment, Job, Result, Understood
from site_builder.ingest.draft import Piece
from site_builder.ingest.findings import FoundEntity
from site_builder.ingest.media import CONTAINERS, HEAVY, original_suffix, sniff
from site_builder.ingest.reading import unpack
from site_builder.ingest.review import Decisions, merge_review, propose, read_decisions
from site_builder.ingest.sources import Found, find_articles, read_article
from site_builder.model.article import Article
from site_builder.model.config import Config, Limits
from site_builder.model.entity import EntityRecord, SourceRecord, TopicRecord
from site_builder.model.extensions import Extensions
from site_builder.model.moment import Moment
from site_builder.model.problem import ConfigError, ContentError, IngestError, Problem, SiteBuilderError
from site_builder.text.schema import decode
from site_builder.text.source import read_text

T = TypeVar("T")
MEMORY = ".site-builder"
"""The folder beside the content folder in which is remembered what can be found out again."""

_LARGER = 20
"""How many times as large as a text a file may be that holds several articles, pictures or print."""


def ingest(
    paths: Sequence[Path],
    root: Path,
    *,
    addresses: Sequence[str] = (),
    into: str = "content",
    now: dt.datetime,
    dry_run: bool = False,
    jobs: int | None = None,
    afresh: bool = False,
    executor: Executor | None = None,
    private: bool = False,
    extensions: Extensions | None = None,
    engine: Callable[[Understood], Understood] | None = None,
    tell: Callable[[Outcome], None] | None = None,
) -> IngestReport:
    """Make a draft of every article at *paths* that the content folder `root/into` does not know yet.

    An article is known by its bytes. What ingest would write differently for a known one, for example by a new alias,
    is merged into its briefing by field and paragraph: a person's edits stay (SB503 tells where they stand in the way),
    deleted stays deleted. One that is unchanged, and was looked through with the same knowledge, is not read again,
    unless *afresh*. A copy of a known article is joined to its briefing. One article that cannot be read stops no
    other: its problems are in the report. With *dry_run* nothing is written. *now* is what `retrieved` says of new
    articles, and the last day that a date without a year is. *jobs* processes read articles; by default that follows
    from how many there are. With an *executor*, its workers read them, wherever they are. What stands at *addresses* is
    fetched first, from hosts of the own network only where *private* says so; nothing else asks the network.

    *engine* drafts what rules cannot, in this process, one article after the other.

    Each outcome is given to *tell* as soon as it is known, and then it is not kept for the report.
    Raises SiteBuilderError where nothing can be done: no content folder, an authority file with mistakes.
    """
    content = root / into
    if not content.is_dir():
        hint = "name the site's folder with -C, or make a site with `site-builder new`"
        raise IngestError(Problem(f"there is no folder `{into}` here", code="SB001", path=into, hint=hint))
    found = find_articles(paths)
    outcomes: list[Outcome] = []
    told = tell or outcomes.append
    with alone_in(content, into, dry_run=dry_run):
        run = _Run.begun(root, into, extensions or Extensions(), now, dry_run=dry_run, afresh=afresh)
        run.fetcher.private = private
        run.engine = engine
        try:
            with _crew(run.equipment, processes(jobs, len(found.files)), executor) as crew:
                for taken in run.taken(found, addresses, crew):
                    told(taken.outcome)
            notes = [*run.notes, *run.review(), *_passed_over(found, run.extensions)]
            run.recall.write()
            if not dry_run:
                run.fetcher.keep()
        finally:
            run.close()
    return IngestReport(
        counts=_counts(run.actions),
        problems=(*found.problems, *run.problems),
        notes=tuple(notes),
        outcomes=tuple(outcomes),
    )


def _crew(equipment: Equipment, jobs: int, executor: Executor | None) -> Crew:
    return Crew(equipment, jobs) if executor is None else DistantCrew(equipment, jobs, executor=executor)


@dataclass(slots=True, kw_only=True)
class _Run:
    """One run of the command."""

    library: Library
    shelf: Shelf
    pile: Pile
    recall: Recall
    limits: Limits
    equipment: Equipment
    extensions: Extensions
    now: dt.datetime
    fetcher: Fetcher
    afresh: bool
    """Whether everything is read again, also what is known and unchanged."""
    engine: Callable[[Understood], Understood] | None = None
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    proposals: list[tuple[str, Sequence[FoundEntity]]] = field(default_factory=list)
    actions: Counter[str] = field(default_factory=Counter)

    @classmethod
    def begun(
        cls, root: Path, into: str, extensions: Extensions, now: dt.datetime, *, dry_run: bool, afresh: bool
    ) -> _Run:
        """With the folder's configuration, authority files and what people decided about proposals."""
        content = root / into
        limits = _limits(content, into)
        entities = _decoded(tuple[EntityRecord, ...], content, into, "entities.yml", limits)
        decisions = _decisions(content, into, limits)
        equipment = Equipment(
            entities=entities,
            changed=decisions.changed,
            topics=_decoded(tuple[TopicRecord, ...], content, into, "topics.yml", limits),
            sources=_decoded(tuple[SourceRecord, ...], content, into, "sources.yml", limits),
            refused=decisions.refused,
            steps=extensions.steps,
        )
        library = open_library(root, into, dry_run=dry_run)
        pile = Pile(root / MEMORY / "articles.sqlite", pretend=dry_run)
        pile.fill(library.folders, library.text_of)
        return cls(
            library=library,
            shelf=Shelf(library=library, pile=pile, retrieved=_moment(now)),
            pile=pile,
            recall=Recall(root / MEMORY / "ingest.sqlite", equipment, extensions.names, pretend=dry_run),
            limits=limits,
            equipment=equipment,
            extensions=extensions,
            now=now,
            fetcher=Fetcher(memory=root / MEMORY / "fetched.json", limit=_LARGER * limits.file_bytes),
            afresh=afresh,
        )

    def close(self) -> None:
        """Keep what is remembered."""
        self.recall.close()
        self.pile.close()

    def taken(self, found: Found, addresses: Sequence[str], crew: Crew) -> Iterator[Taken]:
        """What becomes of every article, in order."""
        for one in in_turn(crew, chain(self._fetched(addresses), self._jobs(found))):
            taken = one if isinstance(one, Taken) else self._put(*one)
            if taken is None:
                continue
            self.actions[taken.outcome.action] += 1
            self.problems += taken.problems
            if taken.entities is not None:
                self.proposals.append((taken.outcome.id, _slim(taken.entities)))
            yield taken

    def _put(self, job: Job, result: Result) -> Taken | None:
        """Write what was understood of an article; None where there is nothing to write, or it cannot be written."""
        try:
            if not isinstance(result, Understood):
                raise IngestError(*result)
            if self.engine is not None:
                result = self.engine(result)
            suffix = original_suffix(job.name, result.article.media_type)
            taken = self.shelf.put(result, job.data, suffix)
        except SiteBuilderError as error:
            self.problems += error.within(job.path).problems
            return None
        self.recall.keep(result.article, taken, self.library)
        return taken

    def _fetched(self, addresses: Sequence[str]) -> Iterator[tuple[Job, bool] | Taken]:
        """The same of what stands at *addresses*."""
        for address in addresses:
            try:
                fetched = self.fetcher.fetch(address)
            except IngestError as error:
                self.problems += error.problems
                continue
            if fetched is None:
                self.notes.append(f"{address} has not changed since it was read last")
            else:
                yield from self._of_data(fetched.data, fetched.name, fetched.url, url=fetched.url)

    def _jobs(self, found: Found) -> Iterator[tuple[Job, bool] | Taken]:
        """What has to be read, each with whether it is heavy; of what is known and unchanged, what becomes of it."""
        others = found.passed_over if self.extensions.readers else ()
        for path, is_ours in (*((path, True) for path in found.files), *((path, False) for path in others)):
            try:
                yield from self._of_file(path, is_ours=is_ours)
            except SiteBuilderError as error:
                self.problems += error.within(path.as_posix()).problems

    def _of_file(self, path: Path, *, is_ours: bool) -> Iterator[tuple[Job, bool] | Taken]:
        data = read_article(path, _LARGER * self.limits.file_bytes)
        article = next(filter(None, (reader(data, path.name) for reader in self.extensions.readers)), None)
        if article is not None:
            yield self._job(Piece(name=path.name, data=data), path.as_posix(), article), False
        elif is_ours:
            yield from self._of_data(data, path.name, path.as_posix())

    def _of_data(self, data: bytes, name: str, shown: str, url: str = "") -> Iterator[tuple[Job, bool] | Taken]:
        for found in unpack(data, name, self.limits.file_bytes):
            if isinstance(found, Problem):
                self.problems.append(replace(found, path=found.path or shown))
                continue
            piece = replace(found, url=found.url or url)
            known = None if self.afresh else self.recall.known(piece, self.library)
            if known is not None:
                yield known
                continue
            kind = sniff(piece.data, piece.name)
            if len(piece.data) > self.limits.file_bytes and kind not in {"pdf", "docx", *CONTAINERS}:
                self.problems.append(_too_large(shown, self.limits.file_bytes))
                continue
            yield self._job(piece, shown), kind in HEAVY and self._can_travel()

    def _job(self, piece: Piece, shown: str, article: Article | None = None) -> Job:
        known = self.library.articles.get(hashlib.sha256(piece.data).hexdigest())
        record = self.library.record(known) if known is not None else None
        day = record.retrieved.day if record is not None and record.retrieved is not None else self.now.date()
        origin = record.origin if record is not None and record.origin is not None else piece.name
        return Job(
            data=piece.data,
            name=piece.name,
            origin=origin,
            day=day,
            url=piece.url,
            article=article,
            path=shown,
        )

    def _can_travel(self) -> bool:
        """Whether the plugins' functions can be sent to another process; else all work is done here."""
        try:
            pickle.dumps(self.equipment.steps)
        except (pickle.PicklingError, AttributeError, TypeError):
            return False
        return True

    def review(self) -> list[str]:
        """Bring content/review.yml up to date; sentences on what a person should know."""
        current, base = _review_files(self.library.content)
        if not self.proposals and base is not None:
            return []
        merged = merge_review(
            current,
            base,
            propose(self.proposals),
            looked_through=frozenset(article for article, _ in self.proposals),
            records=self.equipment.entities,
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


def _slim(entities: Sequence[FoundEntity]) -> tuple[FoundEntity, ...]:
    """What proposals need of new entities: a run over many articles holds them to its end."""
    return tuple(replace(entity, mentions=entity.mentions[:3]) for entity in entities if entity.record is None)


def _too_large(shown: str, limit: int) -> Problem:
    hint = "split it, or raise `limits: file_bytes:` in site.yml"
    return Problem(f"the article has more than {limit:,} bytes", code="SB113", path=shown, hint=hint)


def _passed_over(found: Found, extensions: Extensions) -> list[str]:
    if not found.passed_over or extensions.readers:
        return []
    names = ", ".join(path.name for path in found.passed_over[:5]) + (", ..." if len(found.passed_over) > 5 else "")
    count = f"{len(found.passed_over)} file{'s were' if len(found.passed_over) > 1 else ' was'} passed over"
    return [f"{count}, since files of that kind are only read where they are named: {names}"]


def _counts(actions: Counter[str]) -> dict[str, int]:
    counts = {"articles": actions.total(), "created": 0, "updated": 0, "unchanged": 0, "kept": 0}
    return counts | dict(actions)


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
