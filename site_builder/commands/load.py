"""Everything that the content folder says, parsed: by this process or by many, from memory where nothing changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from site_builder.commands.bodies import Bodies
from site_builder.commands.flow import in_chunks, in_order
from site_builder.commands.folders import Folders
from site_builder.content import scan
from site_builder.content.addresses import PATH as RECORD
from site_builder.content.addresses import parse_addresses
from site_builder.content.authority import ParsedAuthority, read_authority
from site_builder.content.config import parse_config
from site_builder.content.parse import File, Parsed, parse_briefing, parse_page, parse_record
from site_builder.engine import engine_fingerprint
from site_builder.memo import Memo
from site_builder.model.addresses import Addresses
from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Briefing, FreePage
from site_builder.model.config import Config, Limits
from site_builder.model.problem import ConfigError, Gathered, Problem, SiteBuilderError, gather
from site_builder.model.site import Asset
from site_builder.text.fingerprint import fingerprint
from site_builder.text.schema import decode_located
from site_builder.text.source import read_text

SETTINGS = "content/site.yml"
_KIND = "briefing"
_TEXTS = ("briefings", "pages")
_AUTHORITY = ("topics", "entities", "sources", "review")
_CHUNK = 200
"""Files that one job parses: large enough that sending them costs little beside the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content folder as values."""

    briefings: tuple[Briefing, ...]
    pages: tuple[FreePage, ...]
    authority: ParsedAuthority
    articles: tuple[ArticleRecord, ...]
    assets: tuple[Asset, ...]
    broken: tuple[str, ...]
    """Paths of files that could not be read."""
    bodies: Bodies
    problems: tuple[Problem, ...]
    places: Mapping[str, scan.Source]
    """The files of the briefings, by path."""
    evidence: tuple[scan.Source, ...]
    """The files of content/articles."""
    addresses: Addresses
    """All that the site has published."""


def load_config(folders: Folders) -> Config:
    """The configuration of a site. Raises ConfigError with all its problems."""
    source = scan.find_file(folders.root / SETTINGS, folders.root)
    try:
        if source is None:
            raise ConfigError(Problem("there is no content/site.yml here", code="SB001"))
        limit = Limits().file_bytes
        return parse_config(read_text(scan.read(source, limit), limit))
    except SiteBuilderError as error:
        raise ConfigError(*(error.within(SETTINGS).problems)) from None


def setting_line(folders: Folders, name: str) -> int | None:
    """The line of site.yml that sets *name*, where one does: for complaints that come up later."""
    try:
        text = read_text((folders.root / SETTINGS).read_bytes(), Limits().file_bytes)
        return decode_located(Config, text, ConfigError)[1].get(name)
    except (OSError, SiteBuilderError):
        return None


def load_content(
    folders: Folders, config: Config, *, executor: Executor | None = None, memo: Memo | None = None
) -> Content:
    """Parse the whole content folder; what cannot be read is told in `problems` and left out.

    Briefings that *memo* remembers from the same bytes, settings and code are not parsed again.
    """
    bodies = Bodies(memo)
    listings = {name: scan.list_files(folders.content / name, folders.root, suffixes=(".md",)) for name in _TEXTS}
    listings |= {name: scan.list_files(folders.content / name, folders.root) for name in ("articles", "assets")}
    records = [source for source in listings["articles"].sources if source.name.endswith("/article.yml")]
    briefings = _briefings(listings["briefings"].sources, config, bodies, executor, memo)
    pages = gather(partial(_page, config=config, bodies=bodies), listings["pages"].sources)
    articles = gather(partial(_record, config=config), records)
    authority, mistakes = _authority(folders, config=config, bodies=bodies)
    assets = gather(scan.asset, listings["assets"].sources)
    problems = [problem for listing in listings.values() for problem in listing.problems]
    addresses = gather(_addresses, [folders])
    problems += mistakes
    for result in (briefings, pages, articles, assets, addresses):
        problems += result.problems
    return Content(
        briefings=briefings.values,
        pages=pages.values,
        authority=authority,
        articles=articles.values,
        assets=assets.values,
        broken=tuple(sorted({problem.path for problem in problems if problem.path and problem.severity == "error"})),
        bodies=bodies,
        problems=tuple(problems),
        places={source.path: source for source in listings["briefings"].sources},
        evidence=listings["articles"].sources,
        addresses=addresses.values[0] if addresses.values else Addresses(),
    )


@dataclass(frozen=True, slots=True)
class _Job:
    """Some files: what is remembered of them, and what is to be parsed. The rest of the world stays out of it."""

    known: Mapping[str, Briefing]
    """By path."""
    keys: Mapping[str, str]
    files: tuple[File, ...]
    problems: tuple[Problem, ...]


def _briefings(
    sources: Sequence[scan.Source], config: Config, bodies: Bodies, executor: Executor | None, memo: Memo | None
) -> Gathered[Briefing]:
    made_by = fingerprint(engine_fingerprint(), config.markdown, config.limits)
    jobs = (_job(chunk, config, made_by, memo) for chunk in in_chunks(sources, _CHUNK))
    values: list[Briefing] = []
    problems: list[Problem] = []
    used: list[str] = []
    for job, parsed in in_order(partial(_parse_job, config=config), jobs, executor, is_large=_is_large):
        fresh = {one.briefing.path: one.briefing for one in parsed.values}
        bodies.put({one.briefing.outline.fingerprint: one.body for one in parsed.values})
        if memo is not None:
            memo.put_many(_KIND, {job.keys[path]: briefing for path, briefing in fresh.items()})
        both = {**job.known, **fresh}
        values += [both[path] for path in job.keys if path in both]
        used += job.keys.values()
        problems += [*job.problems, *parsed.problems]
    if memo is not None:
        memo.prune(_KIND, used)
    return Gathered(tuple(values), tuple(problems))


def _job(sources: Sequence[scan.Source], config: Config, made_by: str, memo: Memo | None) -> _Job:
    read = gather(partial(_read, limit=config.limits.file_bytes), sources)
    keys = {file.path: fingerprint(made_by, file.path, file.name, file.data) for file in read.values}
    remembered = memo.get_many(_KIND, keys.values(), Briefing) if memo is not None else {}
    known = {path: remembered[key] for path, key in keys.items() if key in remembered}
    return _Job(known, keys, tuple(file for file in read.values if file.path not in known), read.problems)


def _parse_job(job: _Job, *, config: Config) -> tuple[_Job, Gathered[Parsed]]:
    # The bytes stay behind: they are large, and nobody needs them any more.
    return replace(job, files=()), gather(partial(_parse_one, config=config), job.files)


def _is_large(job: _Job) -> bool:
    return len(job.files) > _CHUNK // 4


def _parse_one(file: File, *, config: Config) -> Parsed:
    return parse_briefing(file, config)


def _page(source: scan.Source, *, config: Config, bodies: Bodies) -> FreePage:
    parsed = parse_page(_read(source, limit=config.limits.file_bytes), config)
    bodies.put({parsed.page.outline.fingerprint: parsed.body})
    return parsed.page


def _record(source: scan.Source, *, config: Config) -> ArticleRecord:
    return parse_record(_read(source, limit=config.limits.file_bytes), config)


def _read(source: scan.Source, *, limit: int) -> File:
    return File(source.path, source.name, scan.read(source, limit))


def _authority(folders: Folders, *, config: Config, bodies: Bodies) -> tuple[ParsedAuthority, tuple[Problem, ...]]:
    limit = config.limits.file_bytes
    read = gather(
        partial(_file, root=folders.root, limit=limit), (folders.content / f"{name}.yml" for name in _AUTHORITY)
    )
    files = {file.name.removesuffix(".yml"): file for file in read.values if file is not None}
    parsed, problems = read_authority(files, config)
    bodies.put(parsed.bodies)
    return parsed, (*read.problems, *problems)


def _addresses(folders: Folders) -> Addresses:
    source = scan.find_file(folders.root / RECORD, folders.root)
    # No limit: it is ours, and grows with the site.
    return parse_addresses(scan.read(source, source.size)) if source is not None else Addresses()


def _file(path: Path, *, root: Path, limit: int) -> File | None:
    source = scan.find_file(path, root)
    return None if source is None else _read(source, limit=limit)
