"""The files of a search index: its shards, what results show, and by what they can be narrowed down."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from site_builder.model.briefing import Briefing, Card
from site_builder.model.entity import Group
from site_builder.model.search import IndexFile, Searched, Segment
from site_builder.model.site import Site
from site_builder.search.coding import gaps
from site_builder.search.shards import shards
from site_builder.text.terms import terms

BLOCK = 5
"""Briefings of a file that says what results show: ten results come from ten files at worst, which are small."""
SUMMARY = 180
"""Signs of a summary that a result shows."""


def order(site: Site) -> tuple[str, ...]:
    """The slugs of all briefings by their numbers: the oldest first, so that a new one changes nobody's number."""
    return tuple(site.cards)[::-1]


def searched(site: Site, slug: str, *, called: Mapping[str, tuple[str, ...]], text: bool = True) -> Searched:
    """What the briefing is found by, its body still to be added; *called* has every name of a group by its key.

    *text* says whether bodies are searched.
    """
    briefing = site.briefings[slug]
    head = briefing.head
    return Searched(
        title=site.cards[slug].title,
        names=tuple(name for key in site.memberships[slug] for name in called[key]),
        text=(
            head.summary,
            *(point.text for point in head.key_points),
            *(named_in_body(site, briefing) if text else ()),
        ),
        body=None,
    )


def named_in_body(site: Site, briefing: Briefing) -> tuple[str, ...]:
    """The names that stand in the gaps of the body."""
    gaps = site.gaps.get(f"briefings/{briefing.slug}", ())
    parts = zip(briefing.outline.references, gaps, strict=False)
    return tuple(gap for reference, gap in parts if reference.part == "name")


def called(group: Group) -> tuple[str, ...]:
    """Every name of *group*."""
    return tuple(dict.fromkeys((group.name, *group.names.values(), *group.aliases)))


def files(site: Site, segments: Iterable[Segment], language: str) -> Iterator[IndexFile]:
    """Every file of the index, `meta.json` last: it says which shards there are.

    *segments* are those of `order(site)`; *language* is that of the pages, in which topics and entities are named.
    """
    slugs = order(site)
    starts = []
    for shard in shards(segments):
        starts.append(shard.start)
        yield shard.file
    for number, start in enumerate(range(0, len(slugs), BLOCK)):
        rows = [_row(site.cards[slug], language) for slug in slugs[start : start + BLOCK]]
        yield IndexFile(name=f"briefings/{number}.json", text=_json(rows))
    sizes = {}
    for kind, lines in _facets(site, slugs, language):
        text = "".join(lines)
        sizes[kind] = len(text)
        yield IndexFile(name=f"by/{kind}.txt", text=text)
    meta = {"count": len(slugs), "block": BLOCK, "shards": starts, "by": sizes}
    yield IndexFile(name="meta.json", text=_json(meta))


def _row(card: Card, language: str) -> list[str]:
    """What a result shows: title, address, day, language, source, summary; what is as one would expect is empty."""
    address = card.url.removeprefix("/briefings/").removesuffix("/")
    own = f"/briefings/{address}/" == card.url
    day = card.date.day.isoformat() if card.date is not None else ""
    row = [
        card.title,
        "" if own and address == "-".join(terms(card.title)) else address if own else card.url,
        day,
        card.language if card.language != language else "",
        card.source.name if card.source is not None else "",
        _shortened(card.summary),
    ]
    while not row[-1]:
        row.pop()
    return row


def _facets(site: Site, slugs: Sequence[str], language: str) -> Iterator[tuple[str, list[str]]]:
    """Lines of id, name and the numbers of the briefings, for each kind of facet that tells briefings apart."""
    numbers = {slug: number for number, slug in enumerate(slugs)}
    for family, kind in (("topics", "topic"), ("entities", "entity"), ("sources", "source")):
        groups = (group for group in site.groups.values() if group.family == family and group.members)
        named = ((group.slug, group.names.get(language, group.name), group.members) for group in groups)
        yield kind, [_facet(key, name, [numbers[slug] for slug in reversed(members)]) for key, name, members in named]
    by_language: dict[str, list[int]] = {}
    by_year: dict[str, list[int]] = {}
    for slug, number in numbers.items():
        card = site.cards[slug]
        by_language.setdefault(card.language, []).append(number)
        if card.date is not None:
            by_year.setdefault(str(card.date.day.year), []).append(number)
    yield "language", [_facet(tag, "", found) for tag, found in sorted(by_language.items())]
    yield "year", [_facet(year, "", found) for year, found in sorted(by_year.items())]


def _facet(key: str, name: str, numbers: list[int]) -> str:
    return f"{key}\t{' '.join(name.split())}\t{gaps(sorted(numbers))}\n"


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SUMMARY else text[: SUMMARY - 1].rpartition(" ")[0] + "…"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
