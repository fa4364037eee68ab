"""Everything that the content folder says, parsed: by this process or by many, from memory where nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from site_builder.commands.folders import Folders
from site_builder.content import scan
from site_builder.content.authority import ParsedAuthority, parse_authority
from site_builder.content.config import parse_config
from site_builder.content.parse import File, Parsed, ParsedPage, parse_briefing, parse_page, parse_record
from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Body
from site_builder.model.config import Config, Limits
from site_builder.model.entity import Authority
from site_builder.model.problem import ConfigError, ContentError, Gathered, Problem, SiteBuilderError, gather
from site_builder.model.site import Asset
from site_builder.text.source import read_text

In = TypeVar("In")
Out = TypeVar("Out")

_AUTHORITY_FILES = ("topics", "entities", "sources", "review")
_CHUNK = 200
"""Files that one job parses: large enough that sending them costs little beside the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content folder as values."""

    briefings: tuple[Parsed, ...]
    pages: tuple[ParsedPage, ...]
    authority: ParsedAuthority
    articles: tuple[ArticleRecord, ...]
    assets: tuple[Asset, ...]
    broken: tuple[str, ...]
    """Paths of files that could not be read."""
    problems: tuple[Problem, ...]

    @property
    def bodies(self) -> dict[str, Body]:
        """The bodies of briefings, pages and authority records by fingerprint."""
        bodies = {parsed.briefing.outline.fingerprint: parsed.body for parsed in self.briefings}
        bodies |= {parsed.page.outline.fingerprint: parsed.body for parsed in self.pages}
        return bodies | dict(self.authority.bodies)


def load_config(folders: Folders) -> Config:
    """The configuration of a site. Raises ConfigError with all its problems."""
    path = folders.content / "site.yml"
    source = scan.find_file(path, folders.root)
    shown = "content/site.yml"
    try:
        if source is None:
            raise ConfigError(Problem("there is no content/site.yml here", code="SB001"))
        limit = Limits().file_bytes
        return parse_config(read_text(scan.read(source, limit), limit))
    except SiteBuilderError as error:
        raise ConfigError(*(error.within(shown).problems)) from None


def load_content(folders: Folders, config: Config, executor: Executor | None = None) -> Content:
    """Parse the whole content folder; what cannot be read is told in `problems` and left out."""
    texts = ("briefings", "pages")
    listings = {name: scan.list_files(folders.content / name, folders.root, suffixes=(".md",)) for name in texts}
    listed_records = scan.list_files(folders.content / "articles", folders.root)
    listed_assets = scan.list_files(folders.content / "assets", folders.root)
    records = [source for source in listed_records.sources if source.name.endswith("/article.yml")]
    limit = config.limits.file_bytes
    briefings = _parsed(parse_briefing, listings["briefings"].sources, config, executor)
    pages = _parsed(parse_page, listings["pages"].sources, config, None)
    articles = _parsed(parse_record, records, config, None)
    authority = gather(partial(_authority, limit=limit, config=config), [folders])
    assets = gather(scan.asset, listed_assets.sources)
    results = (briefings, pages, articles, authority, assets)
    problems = [problem for result in results for problem in result.problems]
    problems += [p for listing in (*listings.values(), listed_records, listed_assets) for p in listing.problems]
    return Content(
        briefings=briefings.values,
        pages=pages.values,
        authority=authority.values[0] if authority.values else ParsedAuthority(authority=Authority()),
        articles=articles.values,
        assets=assets.values,
        broken=tuple(sorted({problem.path for problem in problems if problem.path and problem.severity == "error"})),
        problems=tuple(problems),
    )


def in_chunks(items: Iterable[In], size: int) -> Iterator[tuple[In, ...]]:
    """*items* in tuples of *size*, the last one shorter."""
    iterator = iter(items)
    while chunk := tuple(islice(iterator, size)):
        yield chunk


def _parsed(
    parse: Callable[[File, Config], Out], sources: Sequence[scan.Source], config: Config, executor: Executor | None
) -> Gathered[Out]:
    files = gather(partial(_read, limit=config.limits.file_bytes), sources)
    job = partial(_parse_chunk, parse=parse, config=config)
    chunks = list(in_chunks(files.values, _CHUNK))
    results = list(map(job, chunks) if executor is None or len(chunks) < 2 else executor.map(job, chunks))
    values = tuple(value for result in results for value in result.values)
    return Gathered(values, (*files.problems, *(problem for result in results for problem in result.problems)))


def _parse_chunk(files: tuple[File, ...], *, parse: Callable[[File, Config], Out], config: Config) -> Gathered[Out]:
    return gather(partial(_parse_one, parse=parse, config=config), files)


def _parse_one(file: File, *, parse: Callable[[File, Config], Out], config: Config) -> Out:
    return parse(file, config)


def _read(source: scan.Source, *, limit: int) -> File:
    return File(source.path, source.name, scan.read(source, limit))


def _authority(folders: Folders, *, limit: int, config: Config) -> ParsedAuthority:
    found: dict[str, File] = {}
    problems: list[Problem] = []
    for name in _AUTHORITY_FILES:
        try:
            file = _file(folders.content / f"{name}.yml", folders.root, limit)
        except SiteBuilderError as error:
            problems += error.problems
            continue
        if file is not None:
            found[name] = file
    if problems:
        raise ContentError(*problems)
    return parse_authority(found, config)


def _file(path: Path, root: Path, limit: int) -> File | None:
    source = scan.find_file(path, root)
    return None if source is None else _read(source, limit=limit)
