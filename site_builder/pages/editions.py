"""Weekly editions: a page for the briefings of each week, a list of these pages, and the items of their feed."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from site_builder.model.briefing import Card, Link
from site_builder.model.feeds import Feed
from site_builder.model.moment import Moment
from site_builder.model.page import Head, Page, Scope
from site_builder.model.site import Site
from site_builder.model.views import EditionsView, EditionView, FeedItem, Mention
from site_builder.pages.mentions import most
from site_builder.text.fingerprint import fingerprint

MENTIONS = 8
"""Entities that an edition names, at most."""
_TOLD = 3
"""Headlines in the description of an edition."""

Week = tuple[int, int]
"""Year and number by ISO 8601."""


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """The editions of all weeks that have briefings, newest first, and their list; none where none are asked for."""
    if not are_there(site, scope):
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
            head=_head(week_name(week, scope), scope, headlines(found)),
        )
    view = EditionsView(editions=tuple(_link(week, scope) for week in order), feed=feed(scope).url)
    head = _head(scope.words["editions"], scope)
    yield Page(url=feed(scope).page, view=view, template="editions.html", language=scope.language, head=head)


def are_there(site: Site, scope: Scope) -> bool:
    """Whether the site has editions: they are asked for, and a briefing has a date."""
    return scope.weekly and any(card.date is not None for card in site.cards.values())


def feed(scope: Scope) -> Feed:
    """The feed of all editions."""
    page = f"{scope.prefix}/editions/"
    return Feed(name=scope.words["editions"], url=f"{page}feed.xml", page=page)


def items(site: Site, scope: Scope) -> Iterator[FeedItem]:
    """The editions of the weeks that are over, newest first, as items of a feed; drafts are left out.

    A week is over once a later one has a briefing. The clock does not decide it, so that the same content gives the
    same feed on any day.
    """
    weeks = by_week(card for card in site.cards.values() if not card.draft)
    for week in sorted(weeks, reverse=True)[1:]:
        yield _item(site, week, weeks[week], scope)


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


def _head(title: str, scope: Scope, description: str = "") -> Head:
    section = feed(scope).page
    crumbs = [Link(name=scope.title, url=f"{scope.prefix}/")]
    if description:
        crumbs.append(Link(name=scope.words["editions"], url=section))
    own = Link(name=f"{feed(scope).name} – {scope.title}", url=feed(scope).url)
    return Head(title=title, description=description, feed=own, crumbs=tuple(crumbs), section=section)


def _link(week: Week, scope: Scope) -> Link:
    return Link(name=week_name(week, scope), url=edition_url(week, scope))


def _item(site: Site, week: Week, cards: Sequence[Card], scope: Scope) -> FeedItem:
    url, title = edition_url(week, scope), week_name(week, scope)
    last = Moment(dt.date.fromisocalendar(*week, 7))
    summary = "; ".join(card.title for card in cards)
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
        minutes=max(1, sum(card.minutes for card in cards)),
        fingerprint=fingerprint(url, title, summary, [card.fingerprint for card in cards]),
    )
    return FeedItem(
        id=f"tag:{scope.feed_authority}:{card.slug}",
        card=card,
        body=None,
        byline=scope.title,
        original_url=None,
        source=None,
        categories=_categories(site, cards),
        listing=tuple(cards),
    )


def _categories(site: Site, cards: Iterable[Card]) -> tuple[str, ...]:
    counts = Counter(key for card in cards for key in site.memberships[card.slug] if key.startswith("topics/"))
    common = heapq.nsmallest(MENTIONS, counts, key=lambda key: (-counts[key], key))
    return tuple(site.groups[key].name for key in common)
