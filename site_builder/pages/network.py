"""The network of entities: those that are named most, and which of them the same briefings name."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations

from site_builder.model.briefing import Link
from site_builder.model.charts import NetworkView, Node, Tie
from site_builder.model.page import Head, Page, Scope
from site_builder.model.site import Site
from site_builder.pages.mentions import name_of

NODES = 500
"""Entities in the picture, at most: the most mentioned."""
_LEAST = 3
"""Entities that are named together; fewer are no network."""
_TIES = 2
"""Ties for each node, at most on average: more would be a ball of wool."""
_IN_ONE = 30
"""Entities of one briefing whose pairs are counted, the most mentioned first: pairs grow with the square."""

_Pair = tuple[int, int]


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """`/network/`, where at least three entities are named together."""
    view = network(site, scope)
    if view is not None:
        crumbs = (
            Link(name=scope.title, url=f"{scope.prefix}/"),
            Link(name=scope.words["entities"], url=f"{scope.prefix}/entities/"),
        )
        head = Head(title=scope.words["network"], description="", crumbs=crumbs, section=f"{scope.prefix}/entities/")
        url = address(site, scope)
        yield Page(url=url, view=view, template="network.html", language=scope.language, head=head)


def address(site: Site, scope: Scope) -> str:
    """Where the network is; empty where it is not. Whether there is one is decided without drawing it."""
    tied: set[str] = set()
    for keys in site.memberships.values() if scope.charts else ():
        among = [key for key in keys if key.startswith("entities/")]
        tied.update(among if len(among) > 1 else ())
        if len(tied) >= _LEAST:
            return f"{scope.prefix}/network/"
    return ""


def network(site: Site, scope: Scope) -> NetworkView | None:
    """The network of *site*; None where it has no address."""
    if not address(site, scope):
        return None
    named = {key: group for key, group in site.groups.items() if group.family == "entities" and group.members}
    ranked = heapq.nsmallest(NODES, named, key=lambda key: (-len(named[key].members), key))
    pairs = _pairs(site, {key: number for number, key in enumerate(ranked)})
    kept = _strongest(pairs, _TIES * len(ranked))
    there = sorted({number for pair in kept for number in pair})
    places = {number: place for place, number in enumerate(there)}
    groups = [named[ranked[number]] for number in there]
    return NetworkView(
        nodes=tuple(
            Node(name=name_of(group, scope.language), url=group.url, kind=group.kind, count=len(group.members))
            for group in groups
        ),
        ties=tuple(Tie(one=places[one], other=places[other], count=pairs[one, other]) for one, other in kept),
        total=len(named),
    )


def _pairs(site: Site, numbers: Mapping[str, int]) -> Mapping[_Pair, int]:
    """How many briefings name both of two entities, by their *numbers*, the smaller first."""
    counts: Counter[_Pair] = Counter()
    for keys in site.memberships.values():
        among = sorted(numbers[key] for key in keys if key in numbers)
        counts.update(combinations(among[:_IN_ONE], 2))
    return counts


def _strongest(pairs: Mapping[_Pair, int], limit: int) -> list[_Pair]:
    """The strongest tie of every node, and then the strongest of all, up to *limit*; sorted."""
    order = sorted(pairs, key=lambda pair: (-pairs[pair], pair))
    best: dict[int, _Pair] = {}
    for pair in order:
        for number in pair:
            best.setdefault(number, pair)
    chosen = dict.fromkeys(best.values())
    for pair in order:
        if len(chosen) >= limit:
            break
        chosen[pair] = None
    return sorted(chosen)
