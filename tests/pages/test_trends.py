"""Coverage over time is counted in steps that fit the span."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.moment import Moment
from site_builder.pages.trends import trend
from site_builder.render.charts.trends import steps

START = dt.date(2026, 1, 14)
"""A Wednesday."""


def days(*numbers):
    return [START + dt.timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("last", "unit", "first"),
    [
        (1, "day", dt.date(2026, 1, 14)),
        (23, "day", dt.date(2026, 1, 14)),
        (24, "week", dt.date(2026, 1, 12)),
        (180, "week", dt.date(2026, 1, 12)),
        (400, "month", dt.date(2026, 1, 1)),
        (1200, "quarter", dt.date(2026, 1, 1)),
        (4000, "year", dt.date(2026, 1, 1)),
    ],
)
def test_the_longer_the_span_the_longer_the_steps(last, unit, first):
    found = trend(days(0, 0, last))
    assert found is not None
    assert (found.unit, found.first) == (unit, Moment(first))
    assert (found.counts[0], found.counts[-1], sum(found.counts)) == (2, 1, 3)


def test_what_is_no_picture_is_none():
    assert trend([]) is None
    assert trend(days(0, 1)) is None, "two briefings"
    assert trend(days(0, 0, 0)) is None, "one step"
    assert trend([dt.date(1, 1, 1), dt.date(1, 1, 2), dt.date(2026, 1, 1)]) is None, "two thousand years"


def test_several_are_compared_over_one_span():
    span = (START, START + dt.timedelta(days=9))
    found = trend(days(4, 5, 5), span)
    assert found is not None
    assert found.counts == (0, 0, 0, 0, 1, 2, 0, 0, 0, 0)


@given(st.lists(st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)), min_size=3, max_size=40))
def test_every_day_is_counted_once_in_the_step_that_holds_it(found):
    told = trend(found)
    if told is not None:
        assert sum(told.counts) == len(found)
        begins = [moment.day for moment in steps(told)]
        assert len(begins) == len(told.counts) <= 120
        assert all(before < after for before, after in pairwise(begins))
        for number, begin in enumerate(begins):
            end = begins[number + 1] if number + 1 < len(begins) else dt.date.max
            assert told.counts[number] == sum(begin <= day < end for day in found)


@given(st.lists(st.dates(dt.date(2020, 1, 1), dt.date(2026, 1, 1)), min_size=3, max_size=40), st.randoms())
def test_the_order_of_the_days_does_not_matter(found, rng):
    mixed = list(found)
    rng.shuffle(mixed)
    assert trend(found) == trend(mixed)
