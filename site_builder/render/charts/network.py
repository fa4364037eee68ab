"""The picture of a network: where its nodes stand, and where there is room for their names.

networkx lays the nodes out by ForceAtlas2 (Jacomy et al. 2014, PLOS ONE 9(6): e98679) from places that depend on their
order alone, so that the same network has the same picture.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from site_builder.model.charts import NetworkView, Node

WIDTH = 1000
"""Of the picture, in the pixels of a wide screen."""
_ROUNDS = 100
_EDGE = 26
"""Pixels around the picture that stay free."""
_LARGEST = 17.0
"""Radius of the most mentioned node; the area of a node goes with its briefings."""
_SMALLEST = 3.5
_LETTER = 6.6
"""Pixels of a letter of 12 pixels; letters of East Asia take twice as much (UAX 11)."""
_LINE = 15
_NAMED = 40
"""Nodes whose names may cover smaller nodes."""
_LONGEST = 30
"""Letters of a name that are shown; the table has all of them."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A node at its place."""

    node: Node
    x: int
    y: int
    radius: float
    label: str
    """Empty where there is no room for it."""
    label_x: int
    label_y: int
    anchor: Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A tie as a line from a node to another; the lines of one width follow one another."""

    width: float
    path: str
    """SVG path data of all ties of this width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All shapes of a network, in pixels from the top left."""

    width: int
    height: int
    threads: tuple[Thread, ...]
    nodes: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """An entity, and how many briefings name it and another one."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Companions:
    """A node, and those that it is named together with."""

    node: Node
    others: tuple[Companion, ...]


def drawn(view: NetworkView) -> Picture:
    """The picture of a network."""
    height = round(300 + 2.6 * len(view.nodes))
    most = max((node.count for node in view.nodes), default=1)
    radii = [max(_SMALLEST, _LARGEST * math.sqrt(node.count / most)) for node in view.nodes]
    spots = _apart(_spread(_layout(view), height), radii, height)
    threads = tuple(_threads(view, spots))
    nodes = tuple(_drawn(view.nodes, spots, radii, height))
    return Picture(width=WIDTH, height=height, threads=threads, nodes=nodes)


def companions(view: NetworkView, limit: int = 5) -> tuple[Companions, ...]:
    """Every node of the network with those that it is named together with, most first, at most *limit*: the table."""
    others: list[list[tuple[int, int]]] = [[] for _ in view.nodes]
    for tie in view.ties:
        others[tie.one].append((-tie.count, tie.other))
        others[tie.other].append((-tie.count, tie.one))
    return tuple(
        Companions(
            node=node,
            others=tuple(Companion(name=view.nodes[place].name, count=-count) for count, place in sorted(near)[:limit]),
        )
        for node, near in zip(view.nodes, others, strict=True)
    )


def _layout(view: NetworkView) -> list[Spot]:
    # Heavy, and wanted by one page of the site.
    import networkx as nx  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    graph = nx.Graph()
    graph.add_nodes_from(range(len(view.nodes)))
    # A tie of many briefings draws more, but not so much that its nodes fall together.
    graph.add_weighted_edges_from((tie.one, tie.other, 1 + math.log2(tie.count)) for tie in view.ties)
    start = {number: np.array(_seed(number)) for number in graph}
    with np.errstate(all="ignore"):
        found = nx.forceatlas2_layout(
            graph, pos=start, max_iter=_ROUNDS, weight="weight", gravity=2.0, strong_gravity=False, linlog=False
        )
    return [(float(found[number][0]), float(found[number][1])) for number in graph]


def _seed(number: int) -> Spot:
    """A place of its own for each number, the first in the middle: the seeds of a sunflower (Vogel 1979)."""
    angle, distance = number * math.pi * (3 - math.sqrt(5)), math.sqrt(number + 0.5)
    return distance * math.cos(angle), distance * math.sin(angle)


def _spread(spots: Sequence[Spot], height: int) -> list[Spot]:
    """*spots* over the whole picture: partly where they are, more where their rank is, which thins out crowds."""
    across = _spread_line([x for x, _ in spots], _EDGE * 2, WIDTH - _EDGE * 2)
    down = _spread_line([y for _, y in spots], _EDGE, height - _EDGE)
    return list(zip(across, down, strict=True))


def _spread_line(values: Sequence[float], start: float, end: float) -> list[float]:
    least, most = min(values, default=0.0), max(values, default=0.0)
    order = sorted(range(len(values)), key=lambda number: (round(values[number], 6), number))
    rank = {number: place / max(len(values) - 1, 1) for place, number in enumerate(order)}
    length = (most - least) or 1.0
    return [
        start + (end - start) * (0.3 * (value - least) / length + 0.7 * rank[number])
        for number, value in enumerate(values)
    ]


def _apart(spots: Sequence[Spot], radii: Sequence[float], height: int) -> list[Spot]:
    """*spots* moved until nodes do not touch: the more mentioned one of two stays, the other gives way."""
    done: list[Spot] = []
    cells: dict[tuple[int, int], list[int]] = {}
    size = 2 * _LARGEST + 6

    def free(x: float, y: float, radius: float) -> bool:
        if not (_EDGE <= x <= WIDTH - _EDGE and _EDGE <= y <= height - _EDGE):
            return False
        cell = int(x // size), int(y // size)
        near = (n for dx in (-1, 0, 1) for dy in (-1, 0, 1) for n in cells.get((cell[0] + dx, cell[1] + dy), ()))
        return all(math.dist((x, y), done[n]) >= radius + radii[n] + 5 for n in near)

    for number, (x, y) in enumerate(spots):
        tried = ((x + dx * 6, y + dy * 6) for dx, dy in map(_seed, range(400)))
        spot = next((spot for spot in tried if free(*spot, radii[number])), (x, y))
        cells.setdefault((int(spot[0] // size), int(spot[1] // size)), []).append(number)
        done.append(spot)
    return done


def _threads(view: NetworkView, spots: Sequence[Spot]) -> Iterator[Thread]:
    paths: dict[float, list[str]] = {}
    for tie in view.ties:
        (x1, y1), (x2, y2) = spots[tie.one], spots[tie.other]
        width = min(4.0, 0.5 + math.log2(tie.count) / 1.5)
        paths.setdefault(round(width * 2) / 2, []).append(f"M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}")
    for width, lines in sorted(paths.items()):
        yield Thread(width=width, path="".join(lines))


def _drawn(nodes: Sequence[Node], spots: Sequence[Spot], radii: Sequence[float], height: int) -> Iterator[Drawn]:
    circles: list[Box] = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(spots, radii, strict=True)]
    labels: list[Box] = []
    for number, (node, (x, y), radius) in enumerate(zip(nodes, spots, radii, strict=True)):
        name = node.name if len(node.name) <= _LONGEST else f"{node.name[: _LONGEST - 1].rstrip()}…"
        # The most mentioned may cover small nodes rather than go without a name.
        blocking = [*labels, *(circles[:number] if number < _NAMED else circles[:number] + circles[number + 1 :])]
        spot = next((spot for spot in _places(name, x, y, radius) if _free(spot.box, blocking, height)), None)
        if spot is not None:
            labels.append(spot.box)
        yield Drawn(
            node=node,
            x=round(x),
            y=round(y),
            radius=round(radius, 1),
            label=name if spot is not None else "",
            label_x=round(spot.x if spot is not None else x),
            label_y=round(spot.y if spot is not None else y),
            anchor=spot.anchor if spot is not None else "middle",
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a name could stand."""

    anchor: Literal["start", "middle", "end"]
    x: float
    y: float
    box: Box


def _places(name: str, x: float, y: float, radius: float) -> Iterator[_Place]:
    """The places for the name of a node, the best first: after it, before it, below and above."""
    length = _length(name)
    for anchor, at_x, at_y, left in (
        ("start", x + radius + 4, y + 4, x + radius + 4),
        ("end", x - radius - 4, y + 4, x - radius - 4 - length),
        ("middle", x, y + radius + 13, x - length / 2),
        ("middle", x, y - radius - 5, x - length / 2),
    ):
        yield _Place(anchor, at_x, at_y, (left, at_y - _LINE + 4, left + length, at_y + 4))  # type: ignore[arg-type]


def _free(box: Box, taken: Sequence[Box], height: int) -> bool:
    within = box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= height
    return within and not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken
    )


def _length(label: str) -> float:
    return sum(_LETTER * (2 if unicodedata.east_asian_width(sign) in "WF" else 1) for sign in label)
