"""Groups as other pages list them."""

from __future__ import annotations

import datetime as dt
import functools
import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain

from site_builder.model.entity import Group, GroupFamily
from site_builder.model.site import Site
from site_builder.model.views import Mention, Named
from site_builder.pages.trends import Span, days_of, trend
from site_builder.text.languages import part_of


def name_of(group: Group, language: str) -> str:
    """What *group* is called in *language*."""
    names = group.names
    return names.get(part_of(language, names), group.name) if names else group.name


def mention(group: Group, count: int | None = None, language: str = "") -> Mention:
    """*group* with the number of its briefings, or with *count*."""
    number = len(group.members) if count is None else count
    return Mention(name=name_of(group, language), url=group.url, kind=group.kind, count=number)


def named(group: Group, language: str) -> Named:
    """*group* by the name that it has in *language*."""
    return Named(
        name=name_of(group, language),
        url=group.url,
        kind=group.kind,
        wikidata=group.wikidata,
        homepage=group.homepage,
    )


def namer(site: Site) -> Callable[[str, str], Named]:
    """`named` of the group of a key, in a language; made once for all pages that name it."""
    return functools.cache(lambda key, language: named(site.groups[key], language))


def most_mentioned(site: Site, family: GroupFamily, limit: int, language: str) -> tuple[Mention, ...]:
    """The groups of *family* with most briefings, at most *limit*; by name where they have as many."""
    counts = {key: len(group.members) for key, group in site.groups.items() if group.members}
    return most(site, counts, family, limit=limit, language=language)


def with_trends(site: Site, mentions: Iterable[Mention], span: Span | None) -> tuple[Mention, ...]:
    """*mentions* with their coverage over *span*, which they are compared in; without, where there is no span."""
    if span is None:
        return tuple(mentions)
    by_url = {group.url: group for group in site.groups.values()}
    return tuple(replace(one, trend=trend(_days(site, by_url[one.url]), span)) for one in mentions)


def shared(site: Site, group: Group) -> Mapping[str, int]:
    """With how many briefings of *group* other groups share, by key; its own key is left out."""
    counts = Counter(chain.from_iterable(site.memberships[slug] for slug in group.members))
    del counts[f"{group.family}/{group.slug}"]
    return counts


def most(
    site: Site, counts: Mapping[str, int], family: GroupFamily, *, limit: int, language: str
) -> tuple[Mention, ...]:
    """The groups of *family* that *counts* (by key) has most of, at most *limit*; by name where there are as many."""
    among = {key: count for key, count in counts.items() if key.startswith(family)}
    # Most groups share one briefing: only those with as many as the last of the best are put in order.
    least = min(heapq.nlargest(limit, among.values()), default=0)
    close = (key for key, count in among.items() if count >= least)
    best = sorted(close, key=lambda key: (-among[key], site.groups[key].name.casefold(), key))
    return tuple(mention(site.groups[key], among[key], language) for key in best[:limit])


def _days(site: Site, group: Group) -> list[dt.date]:
    return days_of(site.cards[slug] for slug in group.members)
