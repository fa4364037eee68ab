"""All briefings along time: the timeline, a page for each year, and the archive of each month, at lasting addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from site_builder.model.briefing import Card, Link
from site_builder.model.charts import MonthCount, MonthLink, TimelineView, Year
from site_builder.model.moment import Moment
from site_builder.model.page import Head, Page, Scope
from site_builder.model.site import Site
from site_builder.model.views import ArchiveView
from site_builder.pages.lists import months, parts
from site_builder.pages.own import own_head, own_text
from site_builder.pages.trends import days_of, trend

SHOWN = 60
"""Briefings that the timeline names, at most: those of the newest months."""

_Month = tuple[int, int]


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """`/timeline/`, `/archive/2026/` and `/archive/2026/02/` with its older pages."""
    by_month = _by_month(site)
    dated = [card for cards in by_month.values() for card in cards]
    view = TimelineView(
        years=_years(by_month, scope),
        total=len(dated),
        undated=len(site.cards) - len(dated),
        trend=trend(days_of(dated)) if scope.charts else None,
        text=own_text(site, "timeline"),
    )
    head = own_head(site, "timeline", _head(scope.words["timeline"], scope))
    yield Page(url=address(scope), view=view, template="timeline.html", language=scope.language, head=head)
    yield from _of_years(by_month, scope)
    yield from _of_months(by_month, scope)


def address(scope: Scope) -> str:
    """Where the timeline is."""
    return f"{scope.prefix}/timeline/"


def _by_month(site: Site) -> Mapping[_Month, list[Card]]:
    """The dated briefings of each month, all newest first."""
    found: dict[_Month, list[Card]] = {}
    for card in site.cards.values():
        if card.date is not None:
            found.setdefault((card.date.day.year, card.date.day.month), []).append(card)
    # Times in zones far apart can bring two months out of step by a day.
    return dict(sorted(found.items(), reverse=True))


def _years(by_month: Mapping[_Month, Sequence[Card]], scope: Scope) -> tuple[Year, ...]:
    years: dict[int, list[MonthCount]] = {}
    left = SHOWN
    for month, cards in by_month.items():
        named = tuple(cards) if len(cards) <= left else ()
        # Once a month is too long to be told, so are those before it.
        left = left - len(cards) if named else 0
        count = MonthCount(first=_first(month), url=_month_url(month, scope), count=len(cards), cards=named)
        years.setdefault(month[0], []).append(count)
    return tuple(
        Year(year=year, url=_year_url(year, scope), count=sum(one.count for one in found), months=tuple(found))
        for year, found in years.items()
    )


def _of_years(by_month: Mapping[_Month, Sequence[Card]], scope: Scope) -> Iterator[Page]:
    order = list(dict.fromkeys(year for year, _ in by_month))
    for number, year in enumerate(order):
        of_year = {month: cards for month, cards in by_month.items() if month[0] == year}
        cards = [card for found in of_year.values() for card in found]
        view = TimelineView(
            years=_years(of_year, scope),
            total=len(cards),
            undated=0,
            trend=trend(days_of(cards)) if scope.charts else None,
            newer=_year_link(order[number - 1], scope) if number > 0 else None,
            older=_year_link(order[number + 1], scope) if number + 1 < len(order) else None,
        )
        head = _head(f"{year}", scope, Link(name=scope.words["timeline"], url=address(scope)))
        url = _year_url(year, scope)
        yield Page(url=url, view=view, template="timeline.html", language=scope.language, head=head)


def _of_months(by_month: Mapping[_Month, Sequence[Card]], scope: Scope) -> Iterator[Page]:
    order = list(by_month)
    for number, month in enumerate(order):
        cards = by_month[month]
        newer = _link(order[number - 1], scope) if number > 0 else None
        older = _link(order[number + 1], scope) if number + 1 < len(order) else None
        above = (Link(name=scope.words["timeline"], url=address(scope)), _year_link(month[0], scope))
        head = _head(_name(month), scope, *above)
        for part in parts(_month_url(month, scope), cards, scope.page_size):
            newest = part.pager.number == part.pager.total
            view = ArchiveView(
                months=months(part.cards),
                total=len(cards) if newest else len(part.cards),
                pager=part.pager,
                month=_link(month, scope),
                # An older page stays as it is when another month begins.
                newer=newer if newest else None,
                older=older if newest else None,
            )
            yield Page(url=part.url, view=view, template="archive.html", language=scope.language, head=head)


def _head(title: str, scope: Scope, *above: Link) -> Head:
    crumbs = (Link(name=scope.title, url=f"{scope.prefix}/"), *above)
    return Head(title=title, description="", crumbs=crumbs, section=address(scope))


def _first(month: _Month) -> Moment:
    return Moment(dt.date(month[0], month[1], 1))


def _name(month: _Month) -> str:
    """As `2026-02` (ISO 8601): how a month is called in the reader's language, its template says."""
    return f"{month[0]:04}-{month[1]:02}"


def _year_link(year: int, scope: Scope) -> Link:
    return Link(name=f"{year}", url=_year_url(year, scope))


def _link(month: _Month, scope: Scope) -> MonthLink:
    return MonthLink(first=_first(month), url=_month_url(month, scope))


def _year_url(year: int, scope: Scope) -> str:
    return f"{scope.prefix}/archive/{year:04}/"


def _month_url(month: _Month, scope: Scope) -> str:
    return f"{scope.prefix}/archive/{month[0]:04}/{month[1]:02}/"
