"""Numbers become shapes: bars as high as they should be, lines within their box, a network that can be read."""

import datetime as dt
import math
import random
from itertools import combinations, pairwise

import pytest

from site_builder.model.charts import NetworkView, Node, Tie, Trend
from site_builder.model.moment import Moment
from site_builder.render.charts.network import companions, drawn
from site_builder.render.charts.trends import bars, line, peak, steps

TREND = Trend(unit="month", first=Moment(dt.date(2025, 11, 1)), counts=(1, 0, 4, 2, 4))


def test_bars_stand_on_the_ground_and_the_highest_fills_the_picture():
    found = bars(TREND, 100, 40)
    assert [bar.height for bar in found] == [10, 0, 40, 20, 40]
    assert all(bar.y + bar.height == 40 for bar in found)
    assert all(one.x + one.width < other.x for one, other in pairwise(found))
    assert [str(bar.first) for bar in found] == ["2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01"]


def test_a_line_stays_in_its_box():
    points = [list(map(float, pair.split(","))) for pair in line(TREND, 64, 16).split()]
    assert len(points) == 5
    assert points[0] == [1, 11.5]
    assert points[-1] == [63, 1]
    assert all(0 < x < 64 and 0 < y < 16 for x, y in points)


def test_the_peak_is_the_newest_of_several():
    assert str(peak(TREND).first) == "2026-03-01"
    assert peak(TREND).count == 4


@pytest.mark.parametrize(
    ("unit", "first", "expected"),
    [
        ("day", dt.date(2024, 2, 28), ["2024-02-28", "2024-02-29", "2024-03-01"]),
        ("week", dt.date(2025, 12, 22), ["2025-12-22", "2025-12-29", "2026-01-05"]),
        ("quarter", dt.date(2025, 10, 1), ["2025-10-01", "2026-01-01", "2026-04-01"]),
        ("year", dt.date(2025, 1, 1), ["2025-01-01", "2026-01-01", "2027-01-01"]),
    ],
)
def test_steps_begin_where_the_calendar_says(unit, first, expected):
    assert [str(day) for day in steps(Trend(unit=unit, first=Moment(first), counts=(1, 1, 1)))] == expected


def network(size, seed=1):
    """A network of clusters around a few that everybody meets."""
    rng = random.Random(seed)
    counts: dict[tuple[int, int], int] = {}
    for number in range(1, size):
        for other in {rng.randrange(number), rng.randrange(min(number, 5))}:
            counts[other, number] = rng.randint(1, 9)
    nodes = tuple(
        Node(name=f"Name of entity {n}", url=f"/entities/e{n}/", kind="person", count=max(1, 3 * size // (n + 3)))
        for n in range(size)
    )
    ties = tuple(Tie(one=a, other=b, count=count) for (a, b), count in sorted(counts.items()))
    return NetworkView(nodes=nodes, ties=ties, total=size)


def length(label):
    return 6.6 * len(label)


def box(one):
    left = {"start": one.label_x, "end": one.label_x - length(one.label), "middle": one.label_x - length(one.label) / 2}
    return left[one.anchor], one.label_y - 11, left[one.anchor] + length(one.label), one.label_y + 4


@pytest.mark.parametrize("size", [3, 5, 40, 150, pytest.param(500, marks=pytest.mark.slow)])
def test_a_network_can_be_read(size):
    picture = drawn(network(size))
    assert len(picture.nodes) == size
    assert all(
        one.radius <= one.x <= picture.width - one.radius and one.radius <= one.y <= picture.height - one.radius
        for one in picture.nodes
    )
    touching = [
        (one.node.name, other.node.name)
        for one, other in combinations(picture.nodes, 2)
        if math.dist((one.x, one.y), (other.x, other.y)) < one.radius + other.radius
    ]
    assert touching == []
    boxes = [box(one) for one in picture.nodes if one.label]
    # Places are rounded to a pixel.
    overlapping = [
        pair
        for pair in combinations(boxes, 2)
        if min(pair[0][2], pair[1][2]) - max(pair[0][0], pair[1][0]) > 1.5
        and min(pair[0][3], pair[1][3]) - max(pair[0][1], pair[1][1]) > 1.5
    ]
    assert overlapping == []
    assert all(one.label for one in picture.nodes[:10]), "the most mentioned have their names"
    assert len(boxes) >= size / 3


def test_the_same_network_has_the_same_picture():
    assert drawn(network(60)) == drawn(network(60))


def test_a_network_of_nothing_is_no_bug():
    assert drawn(NetworkView(nodes=(), ties=(), total=0)).nodes == ()


def test_long_names_are_cut_and_wide_letters_take_more_room():
    nodes = tuple(
        Node(name=name, url="/", kind="place", count=1) for name in ("L" * 80, "中国互联网信息办公室", "الرياض")
    )
    picture = drawn(
        NetworkView(nodes=nodes, ties=(Tie(one=0, other=1, count=1), Tie(one=1, other=2, count=1)), total=3)
    )
    assert picture.nodes[0].label == "L" * 29 + "…"
    assert [one.label for one in picture.nodes[1:]] == ["中国互联网信息办公室", "الرياض"]


def test_the_table_names_the_nearest_first():
    view = NetworkView(
        nodes=tuple(Node(name=name, url="/", kind="other", count=1) for name in "abc"),
        ties=(Tie(one=0, other=1, count=1), Tie(one=0, other=2, count=5)),
        total=3,
    )
    told = [(one.node.name, [(other.name, other.count) for other in one.others]) for one in companions(view, 1)]
    assert told == [("a", [("c", 5)]), ("b", [("a", 1)]), ("c", [("a", 5)])]
