"""Everything of the site that a reference can lead to."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from site_builder.assemble.directory import FAMILIES, Directory
from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Briefing, FreePage, Outline
from site_builder.model.entity import KIND_PAGES, EntityRecord, Group
from site_builder.model.problem import Problem
from site_builder.model.site import Asset
from site_builder.text.languages import prefix_of
from site_builder.text.names import fold
from site_builder.text.suggestions import Suggester

BROKEN = "broken"
"""The reason why a briefing is not built: its file has errors, which are told anyway."""

Suggest = Callable[[str], "str | None"]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads."""

    url: str
    """Below the site's root."""
    name: str
    outline: Outline | None = None
    """Of the text there, to check fragments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Urls:
    """Where things live whose addresses depend on the part of the site that a reader is in."""

    languages: tuple[str, ...] = ()
    """Those that have parts of their own; where there are none, every address is the same for all."""
    main: str = ""
    """The site's own language."""
    groups: Mapping[str, Group] = field(default_factory=dict)
    """By key; only where there are parts."""

    def prefix(self, language: str | None) -> str:
        """What stands before the addresses of what is written in *language*."""
        return prefix_of(language or self.main, self.languages)

    def group(self, key: str, language: str | None) -> str:
        """Where readers of a text in *language* find the group called *key*."""
        group = self.groups.get(key)
        return group.url_in(self.prefix(language)) if group is not None else f"/{key}/"

    def plain(self, address: str) -> str:
        """*address* without slashes around it and without the prefix of a part."""
        key = address.strip("/")
        first, _, rest = key.partition("/")
        return rest if any(first == tag.lower() for tag in self.languages) else key


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """All targets, under all that they are called."""

    directory: Directory
    urls: Urls = field(default_factory=Urls)
    written: Mapping[str, Target] = field(default_factory=dict)
    """Briefings and pages by key: `briefings/slug`, `pages/slug`."""
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Folded titles and slugs of briefings and pages to their keys."""
    paths: Mapping[str, Target] = field(default_factory=dict)
    """Briefings and pages by path relative to the content folder, as `briefings/other.md`."""
    places: Mapping[str, str] = field(default_factory=dict)
    """The site's own pages: address without slashes around it to whole address."""
    texts: Mapping[str, Outline] = field(default_factory=dict)
    """The authority records' own texts, by key of the group."""
    assets: Mapping[str, Asset] = field(default_factory=dict)
    articles: Mapping[str, ArticleRecord] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Folded slugs and titles, and paths, of briefings that are not built, to the reason."""
    whole: bool = True
    """False where an authority file could not be read: then nobody knows what its names lead to."""
    suggest_name: Suggest
    suggest_path: Suggest
    suggest_article: Suggest
    meant: dict[tuple[str, str], Target | Problem] = field(default_factory=dict)
    """What names were found to mean in a language, so far: the same few stand in most bodies."""

    def suggest_heading(self, fragment: str, target: Target) -> str | None:
        """A hint that names the heading of *target* whose id is nearest to *fragment*."""
        ids = [heading.id for heading in target.outline.headings] if target.outline is not None else []
        return Suggester(ids)(fragment) if len(ids) <= _FEW else None


_FEW = 100
"""Headings among which a misspelt one is looked for."""


def atlas_of(
    directory: Directory,
    *,
    briefings: Iterable[Briefing],
    pages: Iterable[FreePage],
    texts: Mapping[str, Outline],
    assets: Iterable[Asset],
    articles: Mapping[str, ArticleRecord],
    left_out: Iterable[tuple[Briefing, str]] = (),
    broken: Iterable[str] = (),
    urls: Urls | None = None,
) -> Atlas:
    """The atlas of a site.

    *left_out* are the briefings that are not built, with the reason; *broken* are the paths of files that could not be
    read: what refers to them is told when they are mended, not before.
    """
    urls = urls or Urls()
    broken_paths = {_below_content(path) for path in broken}
    written: dict[str, Target] = {}
    paths: dict[str, Target] = {}
    titles: dict[str, list[str]] = {}
    for key, path, target in _written(briefings, pages, urls):
        written[key] = paths[path] = target
        for name in {fold(key.rpartition("/")[2]), fold(target.name)}:
            titles.setdefault(name, []).append(key)
    by_name = {asset.name: asset for asset in assets}
    return Atlas(
        directory=directory,
        urls=urls,
        written=written,
        titles={name: tuple(keys) for name, keys in titles.items()},
        paths=paths,
        places=_places(directory),
        texts=texts,
        assets=by_name,
        articles=articles,
        left_out=_missing(left_out, broken_paths),
        whole=broken_paths.isdisjoint({"review.yml", *(f"{family}.yml" for family in FAMILIES)}),
        suggest_name=Suggester(_names(directory, written)),
        suggest_path=Suggester([*paths, *(f"assets/{name}" for name in by_name)]),
        suggest_article=Suggester(articles),
    )


def _written(briefings: Iterable[Briefing], pages: Iterable[FreePage], urls: Urls) -> Iterator[tuple[str, str, Target]]:
    for briefing in briefings:
        url = f"{urls.prefix(briefing.head.language)}/briefings/{briefing.slug}/"
        target = Target(url, briefing.head.title, briefing.outline)
        yield f"briefings/{briefing.slug}", _below_content(briefing.path), target
    for page in pages:
        yield page.key, _below_content(page.path), Target(page.url, page.title, page.outline)


def _places(directory: Directory) -> dict[str, str]:
    families = {entry.family for entry in directory.entries.values()}
    records = (entry.record for entry in directory.entries.values())
    kinds = {record.kind for record in records if isinstance(record, EntityRecord)}
    folders = [
        "briefings",
        "feeds",
        "timeline",
        *families,
        *(page for kind, page in KIND_PAGES.items() if kind in kinds),
    ]
    return {"": "/", "feed.xml": "/feed.xml"} | {folder: f"/{folder}/" for folder in sorted(folders)}


def _missing(left_out: Iterable[tuple[Briefing, str]], broken: Iterable[str]) -> dict[str, str]:
    missing: dict[str, str] = {}
    for briefing, reason in left_out:
        names = (fold(briefing.slug), fold(briefing.head.title), _below_content(briefing.path))
        missing |= dict.fromkeys(names, reason)
    for path in broken:
        stem = posixpath.splitext(posixpath.basename(path))[0]
        missing |= {path: BROKEN, fold(stem): BROKEN}
    return missing


def _names(directory: Directory, written: Mapping[str, Target]) -> Iterator[str]:
    for family in FAMILIES:
        yield from directory.known_names(family)
    for target in written.values():
        yield target.name


def _below_content(path: str) -> str:
    return path.partition("/")[2]
