"""A selection of briefings, what they are about and what they rest on, as tables that refer to one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.model.briefing import Briefing
from site_builder.model.entity import Group
from site_builder.model.site import Site
from site_builder.text.evidence import parse_evidence
from site_builder.text.urls import is_external

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    kind: type
    """Of its cells, which may be None as well."""
    to: str = ""
    """The table whose `id` it names."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; where it has a column `id`, no two rows have the same."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(site: Site, slugs: Sequence[str], base_url: str) -> tuple[Table, ...]:
    """The tables of the briefings *slugs*, the referred ones first; addresses are whole."""
    chosen = [site.briefings[slug] for slug in slugs]
    keys = dict.fromkeys(key for slug in slugs for key in site.memberships[slug])
    groups = [site.groups[key] for key in sorted({*keys, *_above(site, keys)})]
    cited = sorted({name for one in chosen for name in one.head.articles if name in site.articles})
    by_family = {family: [group for group in groups if group.family == family] for family in _FAMILIES}
    articles = (
        (one.slug, at, name) for one in chosen for at, name in enumerate(one.head.articles, 1) if name in site.articles
    )
    return (
        Table(
            "sources",
            _text("id", "name", "homepage", "url"),
            tuple(_source(one, base_url) for one in by_family["sources"]),
        ),
        Table(
            "topics",
            (*_text("id", "name", "url"), Column("parent", str, "topics")),
            tuple((one.slug, one.name, _whole(one.url, base_url), one.parent) for one in by_family["topics"]),
        ),
        Table(
            "entities",
            _text("id", "name", "kind", "wikidata", "homepage", "url"),
            tuple(_entity(one, base_url) for one in by_family["entities"]),
        ),
        Table(
            "entity_names",
            (Column("entity", str, "entities"), *_text("name", "language")),
            tuple(row for one in by_family["entities"] for row in _names(one)),
        ),
        Table("articles", _ARTICLE, tuple(_article(site, name) for name in cited)),
        Table("briefings", _BRIEFING, tuple(_briefing(site, one, base_url) for one in chosen)),
        _relation("briefing_topics", "topic", "topics", _members(site, slugs, "topics")),
        _relation("briefing_entities", "entity", "entities", _members(site, slugs, "entities")),
        _relation("briefing_articles", "article", "articles", articles),
        Table(
            "key_points",
            (Column("briefing", str, "briefings"), Column("position", int), *_text("text", "quote")),
            tuple(
                (one.slug, at, point.text, point.quote)
                for one in chosen
                for at, point in enumerate(one.head.key_points, 1)
            ),
        ),
        Table(
            "evidence",
            (
                Column("briefing", str, "briefings"),
                Column("key_point", int),
                Column("article", str, "articles"),
                Column("paragraph", int),
            ),
            tuple(row for one in chosen for row in _evidence(site, one)),
        ),
    )


_FAMILIES = ("sources", "topics", "entities")


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, str) for name in names)


_ARTICLE = (
    *_text("id", "title", "publisher", "byline", "date", "language", "url", "sha256"),
    Column("paragraphs", int),
)
_BRIEFING = (
    *_text("id", "title", "date", "updated", "language", "summary"),
    Column("source", str, "sources"),
    *_text("original_url", "byline", "url"),
    Column("words", int),
    Column("statements", int),
    Column("verified", int),
)


def _above(site: Site, keys: Iterable[str]) -> Iterator[str]:
    """The topics above those of *keys*."""
    for key in keys:
        parent = site.groups[key].parent
        while parent is not None:
            yield f"topics/{parent}"
            parent = site.groups[f"topics/{parent}"].parent


def _relation(name: str, other: str, to: str, rows: Iterable[tuple[str, int, str]]) -> Table:
    columns = (Column("briefing", str, "briefings"), Column("position", int), Column(other, str, to))
    return Table(name, columns, tuple(rows))


def _members(site: Site, slugs: Sequence[str], family: str) -> Iterator[tuple[str, int, str]]:
    for slug in slugs:
        found = (key.partition("/")[2] for key in site.memberships[slug] if key.startswith(f"{family}/"))
        yield from ((slug, at, name) for at, name in enumerate(found, 1))


def _source(group: Group, base_url: str) -> tuple[Cell, ...]:
    return group.slug, group.name, group.homepage, _whole(group.url, base_url)


def _entity(group: Group, base_url: str) -> tuple[Cell, ...]:
    return group.slug, group.name, group.kind, group.wikidata, group.homepage, _whole(group.url, base_url)


def _names(group: Group) -> Iterator[tuple[Cell, ...]]:
    yield from ((group.slug, alias, None) for alias in group.aliases)
    yield from ((group.slug, name, language) for language, name in sorted(group.names.items()))


def _article(site: Site, name: str) -> tuple[Cell, ...]:
    one = site.articles[name]
    date = one.date.day.isoformat() if one.date is not None else None
    return one.id, one.title, one.publisher, one.byline, date, one.language, one.url, one.sha256, one.paragraphs


def _briefing(site: Site, one: Briefing, base_url: str) -> tuple[Cell, ...]:
    card, verified = site.cards[one.slug], site.verified.get(one.slug)
    source = next((key.partition("/")[2] for key in site.memberships[one.slug] if key.startswith("sources/")), None)
    return (
        one.slug,
        card.title,
        str(card.date) if card.date is not None else None,
        str(card.updated) if card.updated is not None else None,
        card.language,
        card.summary or None,
        source,
        one.head.original_url,
        one.head.byline,
        _whole(card.url, base_url),
        one.outline.words,
        verified.statements if verified is not None else None,
        verified.verified if verified is not None else None,
    )


def _evidence(site: Site, one: Briefing) -> Iterator[tuple[Cell, ...]]:
    main = next(iter(one.head.articles), None)
    for at, point in enumerate(one.head.key_points, 1):
        for text in point.evidence:
            passage = parse_evidence(text)
            article = (passage.article or main) if passage is not None else None
            if passage is not None and article in site.articles:
                yield one.slug, at, article, passage.paragraph


def _whole(url: str, base_url: str) -> str:
    return url if is_external(url) else base_url + url
