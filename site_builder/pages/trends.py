"""Coverage over time: how many briefings each step of a span brought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from site_builder.model.briefing import Card
from site_builder.model.charts import Trend, Unit
from site_builder.model.moment import Moment

Span = tuple[dt.date, dt.date]
"""The first and the last day."""

_LONGEST: tuple[tuple[int, Unit], ...] = ((24, "day"), (26 * 7, "week"), (36 * 31, "month"), (40 * 92, "quarter"))
"""The longest span in days that is told in each unit; what is longer is told by years."""

_FEWEST = 3
"""Briefings in a picture, at least."""
_MOST = 120
"""Steps, at most: no more years than that."""


def days_of(cards: Iterable[Card]) -> list[dt.date]:
    """The days of *cards*, those without a date left out."""
    return [card.date.day for card in cards if card.date is not None]


def span_of(days: Iterable[dt.date]) -> Span | None:
    """The first and the last of *days*; None where there is none."""
    ordered = list(days)
    return (min(ordered), max(ordered)) if ordered else None


def trend(days: Iterable[dt.date], span: Span | None = None) -> Trend | None:
    """How often *days* fall into each step of their own span, or of *span*, which holds them all.

    A page that shows a group's own span changes with the group's briefings only; where several are to be compared,
    they share one span. None where that would be no picture: fewer than
    three briefings, one step, or more than a century.
    """
    known = list(days)
    among = span or span_of(known)
    if among is None or len(known) < _FEWEST:
        return None
    unit = unit_of(among)
    number = _NUMBERS[unit]
    start, end = number(among[0]), number(among[1])
    if not 2 <= end - start + 1 <= _MOST:
        return None
    counts = [0] * (end - start + 1)
    for day in known:
        counts[number(day) - start] += 1
    return Trend(unit=unit, first=Moment(_begin(among[0], unit)), counts=tuple(counts))


def unit_of(span: Span) -> Unit:
    """The unit in which *span* is told in a few dozen steps."""
    length = (span[1] - span[0]).days + 1
    return next((unit for longest, unit in _LONGEST if length <= longest), "year")


def _week(day: dt.date) -> int:
    return (day.toordinal() - 1) // 7


_NUMBERS: Mapping[Unit, Callable[[dt.date], int]] = {
    "day": dt.date.toordinal,
    # 1 January of the year 1 was a Monday.
    "week": _week,
    "month": lambda day: day.year * 12 + day.month,
    "quarter": lambda day: day.year * 4 + (day.month - 1) // 3,
    "year": lambda day: day.year,
}
"""A number for the step into which a day falls; that of the next step is one more."""


def _begin(day: dt.date, unit: Unit) -> dt.date:
    match unit:
        case "day":
            return day
        case "week":
            return day - dt.timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case "year":
            return day.replace(month=1, day=1)
