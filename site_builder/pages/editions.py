"""Weekly editions: a page for the briefings of each week, a list of these pages, and a feed of them."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from site_builder.model.briefing import Card, Link
from site_builder.model.moment import Moment
from site_builder.model.page import Head, Page, Scope
from site_builder.model.site import Site
from site_builder.model.views import EditionsView, EditionView, FeedItem, FeedView, Mention
from site_builder.pages.mentions import most
from site_builder.text.fingerprint import fingerprint

MENTIONS = 8
"""Entities that an edition names, at most."""
_TOLD = 3
"""Headlines in the description of an edition."""

Week = tuple[int, int]
"""Year and number by ISO 8601."""


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """The editions of all weeks that have briefings, newest first, their list and their feed; none if not asked for."""
    if not scope.weekly:
        return
    weeks = by_week(site.cards.values())
    order = sorted(weeks, reverse=True)
    for number, week in enumerate(order):
        newer = _link(order[number - 1], scope) if number > 0 else None
        older = _link(order[number + 1], scope) if number + 1 < len(order) else None
        first = dt.date.fromisocalendar(*week, 1)
        found = edition(
            site, scope, weeks[week], first=first, last=first + dt.timedelta(6), week=week, newer=newer, older=older
        )
        yield Page(
            url=edition_url(week, scope),
            view=found,
            template="edition.html",
            language=scope.language,
            head=_head(week_name(week, scope), found, scope, above=True),
        )
    if order:
        yield _list(order, scope)
        yield _feed(site, weeks, order, scope)


def by_week(cards: Iterable[Card]) -> Mapping[Week, tuple[Card, ...]]:
    """*cards* by the week of their date; those without a date are left out."""
    weeks: dict[Week, list[Card]] = {}
    for card in cards:
        if card.date is not None:
            year, week, _ = card.date.day.isocalendar()
            weeks.setdefault((year, week), []).append(card)
    return {week: tuple(found) for week, found in weeks.items()}


def edition(
    site: Site,
    scope: Scope,
    cards: Sequence[Card],
    *,
    first: dt.date,
    last: dt.date,
    week: Week | None = None,
    newer: Link | None = None,
    older: Link | None = None,
) -> EditionView:
    """The edition of *cards*, newest first, that the days from *first* to *last* brought."""
    counts = Counter(key for card in cards for key in site.memberships[card.slug] if key.startswith("entities/"))
    named: tuple[Mention, ...] = most(site, counts, "entities", limit=MENTIONS, language=scope.language)
    return EditionView(
        week=week,
        first=Moment(first),
        last=Moment(last),
        cards=tuple(cards),
        entities=named,
        newer=newer,
        older=older,
    )


def edition_url(week: Week, scope: Scope) -> str:
    """The address of a week's page: `/editions/2026-W08/`."""
    return f"{scope.prefix}/editions/{week[0]:04}-W{week[1]:02}/"


def week_name(week: Week, scope: Scope) -> str:
    """What an edition is called: `Week 8, 2026`."""
    words = scope.words.get("edition_week", "Week {week}, {year}")
    return words.replace("{week}", str(week[1])).replace("{year}", str(week[0]))


def headlines(view: EditionView) -> str:
    """The first headlines of an edition, in one line."""
    more = " …" if len(view.cards) > _TOLD else ""
    return "; ".join(card.title for card in view.cards[:_TOLD]) + more


def _head(title: str, view: EditionView, scope: Scope, *, above: bool) -> Head:
    section = f"{scope.prefix}/editions/"
    crumbs = [Link(name=scope.title, url=f"{scope.prefix}/")]
    if above:
        crumbs.append(Link(name=scope.words["editions"], url=section))
    return Head(title=title, description=headlines(view), crumbs=tuple(crumbs), section=section)


def _link(week: Week, scope: Scope) -> Link:
    return Link(name=week_name(week, scope), url=edition_url(week, scope))


def _list(order: Sequence[Week], scope: Scope) -> Page:
    section = f"{scope.prefix}/editions/"
    view = EditionsView(editions=tuple(_link(week, scope) for week in order), feed=f"{section}feed.xml")
    feed = Link(name=_feed_title(scope), url=view.feed)
    crumbs = (Link(name=scope.title, url=f"{scope.prefix}/"),)
    head = Head(title=scope.words["editions"], description="", feed=feed, crumbs=crumbs, section=section)
    return Page(url=section, view=view, template="editions.html", language=scope.language, head=head)


def _feed(site: Site, weeks: Mapping[Week, Sequence[Card]], order: Sequence[Week], scope: Scope) -> Page:
    # A week is over once a later one has begun. The clock does not decide it: the same content gives the same feed.
    over = (week for week in order[1:] if any(not card.draft for card in weeks[week]))
    items = tuple(_item(site, week, weeks[week], scope) for week in islice(over, scope.feed_items))
    title = _feed_title(scope)
    link = f"{scope.prefix}/editions/"
    view = FeedView(title=title, description=scope.description or title, link=link, items=items)
    return Page(url=f"{link}feed.xml", view=view, language=scope.language, format="rss")


def _feed_title(scope: Scope) -> str:
    return f"{scope.words['editions']} – {scope.title}"


def _item(site: Site, week: Week, cards: Sequence[Card], scope: Scope) -> FeedItem:
    published = tuple(card for card in cards if not card.draft)
    url, title = edition_url(week, scope), week_name(week, scope)
    last = Moment(dt.date.fromisocalendar(*week, 7))
    summary = "; ".join(card.title for card in published)
    said = (title, url, last, None, scope.language, summary, False, None, (), 1)
    card = Card(
        slug=f"edition-{week[0]:04}-W{week[1]:02}",
        title=title,
        url=url,
        date=last,
        updated=None,
        language=scope.language,
        summary=summary,
        draft=False,
        source=None,
        topics=(),
        minutes=max(1, sum(card.minutes for card in published)),
        fingerprint=fingerprint(*said),
    )
    return FeedItem(
        id=f"tag:{scope.feed_authority}:{card.slug}",
        card=card,
        body=None,
        byline=scope.title,
        original_url=None,
        source=None,
        categories=_categories(site, published),
    )


def _categories(site: Site, cards: Iterable[Card]) -> tuple[str, ...]:
    counts = Counter(key for card in cards for key in site.memberships[card.slug] if key.startswith("topics/"))
    common = heapq.nsmallest(MENTIONS, counts, key=lambda key: (-counts[key], key))
    return tuple(site.groups[key].name for key in common)
