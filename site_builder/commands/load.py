"""Everything that the content folder says, parsed: by this process or by many, from memory where nothing changed."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from site_builder.commands.bodies import Bodies
from site_builder.commands.folders import Folders
from site_builder.commands.parsing import BRIEFINGS, RECORDS, Desk, read_file, remembered
from site_builder.commands.seen import Seen
from site_builder.content import scan
from site_builder.content.addresses import MAX_BYTES, parse_addresses
from site_builder.content.addresses import PATH as RECORD
from site_builder.content.authority import ParsedAuthority, read_authority
from site_builder.content.config import parse_config
from site_builder.content.parse import File, parse_page
from site_builder.disk.files import read_bounded
from site_builder.memo import Memo
from site_builder.model.addresses import Addresses
from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Briefing, FreePage
from site_builder.model.config import Config, Limits
from site_builder.model.problem import ConfigError, Problem, SiteBuilderError, gather
from site_builder.model.site import Asset
from site_builder.text.schema import decode_located
from site_builder.text.source import read_text

SETTINGS = "content/site.yml"
_TEXTS = ("briefings", "pages")
_AUTHORITY = ("topics", "entities", "sources", "review")


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
    seen: Seen
    """The digests of the files."""


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
        limit = Limits().file_bytes
        text = read_text(read_bounded(folders.root / SETTINGS, limit), limit)
        return decode_located(Config, text, ConfigError)[1].get(name)
    except (OSError, SiteBuilderError):
        return None


def load_content(
    folders: Folders, config: Config, *, executor: Executor | None = None, memo: Memo | None = None
) -> Content:
    """Parse the whole content folder; what cannot be read is told in `problems` and left out.

    Briefings that *memo* remembers from the same bytes, settings and code are not parsed again.
    """
    bodies, seen = Bodies(memo), Seen(memo)
    listings = {name: scan.list_files(folders.content / name, folders.root, suffixes=(".md",)) for name in _TEXTS}
    listings |= {name: scan.list_files(folders.content / name, folders.root) for name in ("articles", "assets")}
    records = [source for source in listings["articles"].sources if source.name.endswith("/article.yml")]
    desk = Desk(config, bodies, seen, executor, memo)
    briefings = remembered(BRIEFINGS, listings["briefings"].sources, desk)
    pages = gather(partial(_page, config=config, bodies=bodies), listings["pages"].sources)
    articles = remembered(RECORDS, records, desk)
    authority, mistakes = _authority(folders, config=config, bodies=bodies)
    assets = gather(partial(_asset, seen=seen), listings["assets"].sources)
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
        seen=seen,
    )


def _page(source: scan.Source, *, config: Config, bodies: Bodies) -> FreePage:
    parsed = parse_page(read_file(source, limit=config.limits.file_bytes), config)
    bodies.put({parsed.page.outline.fingerprint: parsed.body})
    return parsed.page


def _asset(source: scan.Source, *, seen: Seen) -> Asset:
    sha256 = seen.of(source).sha256
    return Asset(name=source.name, path=str(source.location), sha256=sha256, size=source.size)


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
    return parse_addresses(scan.read(source, MAX_BYTES)) if source is not None else Addresses()


def _file(path: Path, *, root: Path, limit: int) -> File | None:
    source = scan.find_file(path, root)
    return None if source is None else read_file(source, limit=limit)
