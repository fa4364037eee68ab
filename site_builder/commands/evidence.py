"""Brings briefings and their articles together for the check of evidence; what was checked once is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial

from site_builder.commands.flow import in_chunks, in_order
from site_builder.commands.seen import Seen
from site_builder.commands.travel import away_with
from site_builder.content import scan
from site_builder.engine import engine_fingerprint
from site_builder.evidence.case import Library
from site_builder.evidence.check import Checked, check_briefing
from site_builder.evidence.names import Names, names_of
from site_builder.evidence.seal import read_seal
from site_builder.evidence.sources import SealedSource, Source, TextSource
from site_builder.memo import Memo
from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Briefing
from site_builder.model.config import Config
from site_builder.model.entity import Authority
from site_builder.model.evidence import ArticleText, Verified
from site_builder.model.problem import ContentError, Problem, SiteBuilderError
from site_builder.model.severity import by_rules
from site_builder.text.fingerprint import fingerprint
from site_builder.text.frontmatter import split
from site_builder.text.names import fold
from site_builder.text.numbered import parse_numbered
from site_builder.text.source import read_text

TEXT, SEAL = "text.txt", "seal.json"
_KIND = "evidence"
_CHUNK = 100
"""Briefings that one job checks, so that no more than the articles of a few jobs are held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the check of all briefings found."""

    verified: Mapping[str, Verified] = field(default_factory=dict)
    """By slug, of briefings that have statements to check."""
    passages: Mapping[str, str] = field(default_factory=dict)
    """Text fragments that find cited passages in their originals, by `some-article#p4`."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The files of content/articles beside the records."""

    records: Mapping[str, ArticleRecord]
    files: Mapping[str, Mapping[str, scan.Source]]
    """By article, then by name: `text.txt`, `seal.json`, `original.txt`."""

    def originals(self, article: str) -> list[scan.Source]:
        """The bytes of *article* as they came, where they are kept."""
        return [file for name, file in self.files.get(article, {}).items() if name.startswith("original.")]


def dossier_of(records: Iterable[ArticleRecord], sources: Iterable[scan.Source]) -> Dossier:
    """The *sources* of content/articles by article and name."""
    files: dict[str, dict[str, scan.Source]] = {}
    for source in sources:
        article, _, name = source.name.rpartition("/")
        files.setdefault(article, {})[name] = source
    return Dossier(records={record.id: record for record in records}, files=files)


def check_evidence(
    briefings: Sequence[Briefing],
    dossier: Dossier,
    authority: Authority,
    config: Config,
    *,
    places: Mapping[str, scan.Source],
    seen: Seen,
    memo: Memo | None = None,
    executor: Executor | None = None,
) -> Evidence:
    """Check *briefings*, whose files are at *places* by path, and give the problems the severity of the site's rules.

    What *memo* remembers of the same briefing, articles, authority files and code is neither read nor checked again.
    """
    citing = [briefing for briefing in briefings if briefing.head.articles]
    if not citing:
        return Evidence()
    shared = fingerprint(engine_fingerprint(), authority.entities, authority.sources, config.language)
    keys = {briefing.path: _key(briefing, dossier, shared, seen) for briefing in citing}
    results = memo.get_many(_KIND, keys.values(), Checked) if memo is not None else {}
    fresh = [briefing for briefing in citing if keys[briefing.path] not in results]
    broken: dict[str, tuple[Problem, ...]] = {}
    jobs = (_job(chunk, dossier, places) for chunk in in_chunks(fresh, _CHUNK))
    shelf = _shelf(authority, config)
    pack = partial(_pack, limit=config.limits.file_bytes)
    away = away_with(_check_away, shelf, pack=pack, unpack=_came)
    for found, unusable in in_order(partial(_check, shelf=shelf), jobs, executor, is_large=_is_large, away=away):
        made = {keys[path]: checked for path, checked in found.items()}
        results.update(made)
        # What cites an article that cannot be used is not among them, and is looked at again the next time.
        broken.update(unusable)
        if memo is not None:
            memo.put_many(_KIND, made)
    if memo is not None:
        memo.prune(_KIND, keys.values())
    problems = [problem for _, told in sorted(broken.items()) for problem in told]
    verified: dict[str, Verified] = {}
    passages: dict[str, str] = {}
    for briefing in citing:
        checked = results.get(keys[briefing.path])
        if checked is not None:
            problems += by_rules(checked.problems, config.rules)
            passages.update(checked.passages)
            if checked.verified.statements:
                verified[briefing.slug] = checked.verified
    return Evidence(verified=verified, passages=passages, problems=tuple(problems))


def load_source(
    article: str, dossier: Dossier, config: Config, read: Callable[[scan.Source, int], bytes] = scan.read
) -> Source | None:
    """The text of *article*, or its seal where there is no text; None where there is neither. *read* gives the bytes.

    Raises ContentError where it cannot be read, or is not that of the record.
    """
    record, files = dossier.records[article], dossier.files.get(article, {})
    file = files.get(TEXT) or files.get(SEAL)
    if file is None:
        return None
    try:
        text = read_text(read(file, config.limits.file_bytes), config.limits.file_bytes)
        source = _sealed(text, record) if file.name.endswith(SEAL) else _text(text, record)
    except SiteBuilderError as error:
        raise ContentError(*error.within(file.path).problems) from None
    if record.paragraphs is not None and record.paragraphs != source.size:
        message = f"there are {source.size} paragraphs here, but the record tells of {record.paragraphs}"
        hint = "evidence counts paragraphs: ingest the article again, or correct `paragraphs` in article.yml"
        raise ContentError(Problem(message, code="SB236", path=file.path, hint=hint))
    return source


def check_originals(dossier: Dossier, seen: Seen) -> list[Problem]:
    """A problem for each article whose bytes as they came are not those that its record tells of."""
    kept = [(name, file) for name in sorted(dossier.records) for file in dossier.originals(name)]
    problems: list[Problem] = []
    for name, file in kept:
        try:
            found = seen.of(file).sha256
        except SiteBuilderError as error:
            problems += error.problems
            continue
        record = dossier.records[name]
        if found != record.sha256:
            message = f"the file's SHA-256 is {found}, but the record tells of {record.sha256}"
            problems.append(Problem(message, code="SB236", path=file.path, hint="one of them was changed"))
    return problems


def _text(text: str, record: ArticleRecord) -> TextSource:
    return TextSource(ArticleText(id=record.id, paragraphs=parse_numbered(text), language=record.language))


def _sealed(text: str, record: ArticleRecord) -> SealedSource:
    seal = read_seal(text)
    if seal.sha256 != record.sha256:
        message = "the seal is that of other bytes than the record tells of"
        raise ContentError(Problem(message, code="SB236", hint="seal the article again with `site-builder seal`"))
    return SealedSource(seal)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What all briefings are checked against."""

    names: Names
    publishers: Mapping[str, tuple[str, ...]]
    config: Config


@dataclass(frozen=True, slots=True)
class _Job:
    """Some briefings, their files, and what is known of the articles that they cite; whoever checks them reads."""

    briefings: tuple[Briefing, ...]
    places: Mapping[str, scan.Source]
    dossier: Dossier


def _shelf(authority: Authority, config: Config) -> _Shelf:
    publishers = {fold(name): record.called for record in authority.sources for name in (record.id, *record.called)}
    return _Shelf(names_of(authority), publishers, config)


def _job(briefings: tuple[Briefing, ...], dossier: Dossier, places: Mapping[str, scan.Source]) -> _Job:
    cited = {article for briefing in briefings for article in briefing.head.articles} & dossier.records.keys()
    return _Job(
        briefings,
        {briefing.path: places[briefing.path] for briefing in briefings},
        Dossier(
            records={name: dossier.records[name] for name in sorted(cited)},
            files={name: dossier.files.get(name, {}) for name in sorted(cited)},
        ),
    )


def _is_large(job: _Job) -> bool:
    return len(job.briefings) > _CHUNK // 4


_Found = tuple[dict[str, Checked], dict[str, tuple[Problem, ...]]]
_Packed = tuple[_Job, Mapping[str, bytes | tuple[Problem, ...]]]


def _pack(job: _Job, limit: int) -> _Packed:
    """*job* with the bytes of all its files: whoever does it may not see our disk."""
    files = [
        files.get(TEXT) or files.get(SEAL)
        for files in (job.dossier.files.get(name, {}) for name in job.dossier.records)
    ]
    data: dict[str, bytes | tuple[Problem, ...]] = {}
    for file in (*job.places.values(), *filter(None, files)):
        try:
            data[file.path] = scan.read(file, limit)
        except SiteBuilderError as error:
            data[file.path] = error.problems
    return job, data


def _check_away(packed: _Packed, *, material: _Shelf) -> _Found:
    job, files = packed

    def read(file: scan.Source, _limit: int) -> bytes:
        data = files[file.path]
        if isinstance(data, bytes):
            return data
        raise ContentError(*data)

    return _check(job, shelf=material, read=read)


def _came(_job: _Job, found: _Found) -> _Found:
    return found


def _check(job: _Job, *, shelf: _Shelf, read: Callable[[scan.Source, int], bytes] = scan.read) -> _Found:
    """What was found, by path, and the problems of articles that cannot be used; what cites those is left out."""
    config = shelf.config
    articles: dict[str, Source] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    for name in job.dossier.records:
        try:
            source = load_source(name, job.dossier, config, read)
        except SiteBuilderError as error:
            problems[name] = error.problems
            continue
        if source is not None:
            articles[name] = source
    library = Library(
        records=job.dossier.records,
        articles=articles,
        names=shelf.names,
        publishers=shelf.publishers,
        language=config.language,
    )
    results: dict[str, Checked] = {}
    for briefing in job.briefings:
        if problems.keys() & set(briefing.head.articles):
            continue
        try:
            file = job.places[briefing.path]
            text = read_text(read(file, config.limits.file_bytes), config.limits.file_bytes)
            start = len(text) - len(split(text).body)
        except SiteBuilderError:
            # It changed while we worked; whoever parsed it has told what there was to tell.
            continue
        results[briefing.path] = check_briefing(briefing, text, start, library)
    return results, problems


def _key(briefing: Briefing, dossier: Dossier, shared: str, seen: Seen) -> str:
    """The name of all that the check of *briefing* looks at."""
    cited = []
    for name in briefing.head.articles:
        files = dossier.files.get(name, {})
        marks = [(kind, _mark(files[kind], seen)) for kind in (TEXT, SEAL) if kind in files]
        cited.append((name, dossier.records.get(name), marks))
    return fingerprint(shared, briefing.path, briefing.fingerprint, cited)


def _mark(file: scan.Source, seen: Seen) -> str:
    try:
        return seen.of(file).mark
    except SiteBuilderError:
        # Whoever checks what it says tells why it cannot be read.
        return ""
