"""Bars and lines of coverage over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.model.charts import Trend
from site_builder.model.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A step of a trend as an upright rectangle; its foot stands at the height of the picture."""

    first: Moment
    """The first day of the step."""
    count: int
    x: float
    y: float
    width: float
    height: float


def bars(trend: Trend, width: float = 300, height: float = 60) -> tuple[Bar, ...]:
    """A bar for each step of *trend*, the highest as high as the picture."""
    step = width / len(trend.counts)
    gap = min(step / 4, 2.0)
    most = max(trend.counts) or 1
    return tuple(
        Bar(
            first=first,
            count=count,
            x=_plain(number * step + gap / 2),
            y=_plain(height - height * count / most),
            width=_plain(step - gap),
            height=_plain(height * count / most),
        )
        for number, (first, count) in enumerate(zip(steps(trend), trend.counts, strict=True))
    )


def peak(trend: Trend) -> Bar:
    """The step of *trend* that brought most; the newest of several."""
    return max(bars(trend), key=lambda bar: (bar.count, bar.x))


def line(trend: Trend, width: float = 64, height: float = 16) -> str:
    """The `points` of a polyline through the steps of *trend*, one unit away from every edge so that it is not cut."""
    most = max(trend.counts) or 1
    step = (width - 2) / (len(trend.counts) - 1)
    return " ".join(
        f"{_plain(1 + number * step)},{_plain(height - 1 - (height - 2) * count / most)}"
        for number, count in enumerate(trend.counts)
    )


def steps(trend: Trend) -> Iterator[Moment]:
    """The first day of each step of *trend*."""
    day = trend.first.day
    for number in range(len(trend.counts)):
        match trend.unit:
            case "day":
                yield Moment(day + dt.timedelta(days=number))
            case "week":
                yield Moment(day + dt.timedelta(days=7 * number))
            case "month":
                yield Moment(_months_later(day, number))
            case "quarter":
                yield Moment(_months_later(day, 3 * number))
            case "year":
                yield Moment(_months_later(day, 12 * number))


def _months_later(day: dt.date, months: int) -> dt.date:
    number = day.year * 12 + day.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)


def _plain(value: float) -> float | int:
    """*value* to a tenth, without a fraction where it has none: what is written in SVG."""
    short = round(value, 1)
    return int(short) if short == int(short) else short
