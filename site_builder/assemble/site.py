"""The site model, from everything that was parsed."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from site_builder.assemble import check, saved
from site_builder.assemble.addresses import Inhabitants, identities, settle
from site_builder.assemble.atlas import Atlas, Urls, atlas_of
from site_builder.assemble.directory import directory
from site_builder.assemble.groups import groups, memberships, related, with_homes
from site_builder.assemble.references import Owner, resolve
from site_builder.model.addresses import Addresses
from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Briefing, Card, FreePage, Link, Outline
from site_builder.model.config import Config
from site_builder.model.entity import KIND_PAGES, OWN_TEXTS, Authority, Group, GroupFamily
from site_builder.model.evidence import Verified
from site_builder.model.problem import Problem
from site_builder.model.severity import by_rules
from site_builder.model.site import Asset, Site
from site_builder.text.dates import zone
from site_builder.text.fingerprint import fingerprint
from site_builder.text.languages import prefix_of

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction: Brysbaert 2019, Journal of Memory and Language 109."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a site is assembled from."""

    briefings: tuple[Briefing, ...]
    """Those that are built."""
    left_out: tuple[tuple[Briefing, str], ...] = ()
    """Those that are not, with the reason."""
    broken: tuple[str, ...] = ()
    """Paths of briefings and pages that could not be read."""
    pages: tuple[FreePage, ...] = ()
    authority: Authority = field(default_factory=Authority)
    texts: Mapping[str, Outline] = field(default_factory=dict)
    """The authority records' own texts, by key of the group."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Of the authority records, by key of the group."""
    articles: tuple[ArticleRecord, ...] = ()
    assets: tuple[Asset, ...] = ()
    verified: Mapping[str, Verified] = field(default_factory=dict)
    """What the check of evidence found, by slug."""
    passages: Mapping[str, str] = field(default_factory=dict)
    """Text fragments of cited passages, as in `Site`."""
    edited: Mapping[str, bool] = field(default_factory=dict)
    """Whether a person has edited a briefing, as in `Site`."""
    addresses: Addresses = field(default_factory=Addresses)
    """All that the site has published before."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """The site, and all that is not sound about it, by the site's own rules."""

    site: Site
    problems: tuple[Problem, ...]
    atlas: Atlas
    """What its links were looked up in."""


def assemble(parts: Parts, config: Config) -> Assembled:
    """Put a site together; on errors the site is there all the same, with dead links where nothing was found."""
    briefings = _newest_first(parts.briefings, zone(config.timezone))
    articles = {record.id: record for record in parts.articles}
    known = directory(parts.authority, _used(briefings))
    belonging = {b.slug: memberships(b, known) for b in briefings}
    all_groups = groups(known, belonging, parts.texts)
    if config.languages:
        parts = replace(parts, pages=tuple(_in_its_part(page, config) for page in parts.pages))
        all_groups = with_homes(all_groups, {b.slug: _prefix(b, config) for b in briefings})
    atlas = atlas_of(
        known,
        briefings=briefings,
        pages=parts.pages,
        urls=Urls(
            languages=tuple(config.languages), main=config.language, groups=all_groups if config.languages else {}
        ),
        texts=parts.texts,
        assets=parts.assets,
        articles=articles,
        left_out=parts.left_out,
        broken=parts.broken,
    )
    owners = tuple(_owners(briefings, parts, config.language))
    gaps, broken = _gaps(owners, atlas)
    cards = {b.slug: card_of(b, belonging[b.slug], all_groups, config) for b in briefings}
    everyone = (*briefings, *(briefing for briefing, _ in parts.left_out))
    urls = {b.slug: f"{_prefix(b, config)}/briefings/{b.slug}/" for b in everyone} if config.languages else {}
    ids = identities(everyone, parts.addresses, urls)
    here = Inhabitants(
        briefings=briefings,
        # Words for a page of the site itself have no address of their own.
        pages=tuple(page for page in parts.pages if page.slug not in OWN_TEXTS),
        groups=all_groups,
        ids=ids,
        absent=frozenset(f"briefings/{ids[briefing.slug]}" for briefing, _ in parts.left_out),
        whole=not parts.broken,
    )
    settled = settle(here, known, parts.addresses, config)
    site = Site(
        briefings={b.slug: b for b in briefings},
        cards=cards,
        groups=all_groups,
        memberships=belonging,
        related=related(belonging, all_groups),
        translations=_translations(briefings),
        pages=parts.pages,
        articles=articles,
        assets={asset.name: asset for asset in parts.assets},
        gaps=gaps,
        verified=parts.verified,
        passages=parts.passages,
        edited=parts.edited,
        selections=saved.selected(config, known, cards, belonging),
        ids=ids,
        addresses=settled.addresses,
    )
    fatal = (*_fatal(briefings, parts.pages, config), *settled.fatal)
    found = (*_unsound(briefings, atlas, parts, config), *check.remarks(owners), *broken, *settled.unsound)
    unsound = by_rules(found, config.rules)
    return Assembled(site, (*fatal, *unsound), atlas)


def card_of(briefing: Briefing, keys: Sequence[str], all_groups: Mapping[str, Group], config: Config) -> Card:
    """What other pages see of *briefing*, which belongs to the groups called *keys*."""
    head = briefing.head
    language = head.language or config.language
    prefix = prefix_of(language, config.languages)
    links = {
        family: tuple(_link(all_groups[key], prefix, config) for key in keys if key.startswith(family))
        for family in ("topics", "sources")
    }
    minutes = max(1, round(briefing.outline.words / WORDS_A_MINUTE))
    source = links["sources"][0] if links["sources"] else None
    url = f"{prefix}/briefings/{briefing.slug}/"
    draft = head.status == "draft"
    said = (head.title, url, head.date, head.updated, language, head.summary, draft, source, links["topics"], minutes)
    return Card(
        slug=briefing.slug,
        title=head.title,
        url=url,
        date=head.date,
        updated=head.updated,
        language=language,
        summary=head.summary,
        draft=draft,
        source=source,
        topics=links["topics"],
        minutes=minutes,
        fingerprint=fingerprint(*said),
    )


def _fatal(briefings: Sequence[Briefing], pages: Sequence[FreePage], config: Config) -> Iterator[Problem]:
    names = (prefix_of(tag, config.languages).removeprefix("/") for tag in config.languages)
    yield from check.addresses(briefings, pages, KIND_PAGES.values(), names)
    yield from check.ids(briefings)


def _unsound(briefings: Sequence[Briefing], atlas: Atlas, parts: Parts, config: Config) -> Iterator[Problem]:
    # What an authority file would have said that cannot be read, nobody knows: its own problem is enough.
    if atlas.whole:
        yield from check.names(briefings, atlas.directory)
        yield from saved.unsound(config, atlas.directory)
    yield from check.sources_of(briefings, atlas)
    yield from check.completeness(briefings, parts.authority, parts.lines)
    yield from check.translations(briefings, config.language)
    if not any(path.startswith("content/pages/") for path in parts.broken):
        yield from check.navigation(parts.pages, config)


def _newest_first(briefings: Iterable[Briefing], local: dt.tzinfo) -> tuple[Briefing, ...]:
    """By date, the undated last; by slug where dates are equal, so that the order never depends on the disk."""

    def key(briefing: Briefing) -> tuple[float, str]:
        date = briefing.head.date
        # timestamp() of years before 1 AD in another zone would overflow; ordinals never do.
        return (-_ordinal(date.instant(local)) if date is not None else 1.0, briefing.slug)

    return tuple(sorted(briefings, key=key))


def _ordinal(instant: dt.datetime) -> float:
    offset = instant.utcoffset() or dt.timedelta()
    seconds = instant.hour * 3600 + instant.minute * 60 + instant.second - offset.total_seconds()
    return instant.toordinal() + seconds / 86400


def _used(briefings: Iterable[Briefing]) -> dict[GroupFamily, list[str]]:
    used: dict[GroupFamily, list[str]] = {"topics": [], "entities": [], "sources": []}
    for briefing in briefings:
        used["topics"] += briefing.head.topics
        used["entities"] += briefing.head.entities
        used["sources"] += [briefing.head.source] if briefing.head.source is not None else []
    return used


def _link(group: Group, prefix: str, config: Config) -> Link:
    """A group as the briefings of a part of the site name it: in the language of the part, not of the briefing."""
    if not config.languages:
        return Link(name=group.name, url=sys.intern(group.url))
    language = next((tag for tag in config.languages if prefix_of(tag, config.languages) == prefix), config.language)
    return Link(name=group.names.get(language, group.name), url=sys.intern(group.url_in(prefix)))


def _prefix(briefing: Briefing, config: Config) -> str:
    return prefix_of(briefing.head.language or config.language, config.languages)


def _in_its_part(page: FreePage, config: Config) -> FreePage:
    return replace(page, prefix=prefix_of(page.language or config.language, config.languages))


def _owners(briefings: Iterable[Briefing], parts: Parts, language: str) -> Iterator[tuple[Owner, Outline]]:
    for briefing in briefings:
        head = briefing.head
        key, folder = f"briefings/{briefing.slug}", _folder(briefing.path)
        said = head.language or language
        yield Owner(key=key, path=briefing.path, folder=folder, language=said, articles=head.articles), briefing.outline
    for page in parts.pages:
        said = page.language or language
        owner = Owner(key=page.key, path=page.path, folder=_folder(page.path), language=said)
        yield owner, page.outline
    for key, outline in parts.texts.items():
        path = f"content/{key.partition('/')[0]}.yml"
        yield Owner(key=key, path=path, folder="", language=language, line=parts.lines.get(key)), outline


def _folder(path: str) -> str:
    return path.partition("/")[2].rpartition("/")[0]


def _gaps(owners: Iterable[tuple[Owner, Outline]], atlas: Atlas) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    gaps: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for owner, outline in owners:
        if outline.references:
            resolved = resolve(owner, outline.references, atlas)
            gaps[owner.key] = resolved.gaps
            problems += resolved.problems
    return gaps, problems


def _translations(briefings: Iterable[Briefing]) -> dict[str, tuple[str, ...]]:
    """Briefings that say the same: those that translate one briefing, and that one."""
    slugs = {briefing.slug for briefing in briefings}
    families: dict[str, list[str]] = {}
    for briefing in briefings:
        original = briefing.head.translation_of
        if original in slugs:
            families.setdefault(original, [original]).append(briefing.slug)
    return {slug: tuple(other for other in family if other != slug) for family in families.values() for slug in family}
