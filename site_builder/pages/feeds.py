"""Feeds: of the site, its topics, entities, sources and languages, of corrections, and of selections that were saved.

Besides the feeds there are the page that lists them for people, and the list that feed readers import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from site_builder.model.briefing import Briefing, Card, KeyPoint, Link
from site_builder.model.entity import Group
from site_builder.model.feeds import Feed, OpmlView
from site_builder.model.moment import Moment
from site_builder.model.page import Head, Page, Scope
from site_builder.model.site import Site
from site_builder.model.text import Text
from site_builder.model.views import FeedItem, FeedsView, FeedView, Named
from site_builder.pages import editions
from site_builder.pages.briefings import url_of_main_article
from site_builder.pages.mentions import name_of, namer
from site_builder.text.evidence import parse_evidence

_FAMILIES = ("topics", "entities", "sources")


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """All feeds of the site, `/feeds/` and `/feeds.opml`."""
    names = namer(site)
    items = {
        slug: _item(site, scope, names, site.briefings[slug], card)
        for slug, card in site.cards.items()
        if not card.draft
    }
    yield from _of_site(scope, items.values())
    groups = tuple(group for group in site.groups.values() if has_feed(site, group))
    for group in groups:
        found = (items[slug] for slug in group.members if slug in items)
        yield _feed(scope, _of_group(group, scope), found)
    languages = _languages(scope, items.values())
    for tag, feed in languages.items():
        found = (item for item in items.values() if item.card.language == tag)
        yield replace(_feed(scope, feed, found), language=tag)
    more = []
    for selected in site.selections:
        feed = _named(scope, selected.title, f"{scope.prefix}/feeds/{selected.name}/")
        yield _feed(scope, feed, (items[slug] for slug in selected.members if slug in items))
        more.append(feed)
    corrections = _corrections(items.values())
    if corrections:
        feed = _named(scope, scope.words.get("corrections", "Corrections"), f"{scope.prefix}/corrections/")
        yield _feed(scope, feed, corrections)
        more.append(feed)
    if editions.are_there(site, scope):
        feed = editions.feed(scope)
        yield _feed(scope, feed, editions.items(site, scope))
        more.append(feed)
    yield from _lists(scope, groups, languages=tuple(languages.values()), selections=tuple(more), items=items.values())


def of_site(scope: Scope) -> tuple[Feed, ...]:
    """The site's own feeds, in each format."""
    home = f"{scope.prefix}/"
    return (
        Feed(name=scope.title, url=f"{home}feed.xml", page=home),
        Feed(name=scope.title, url=f"{home}atom.xml", type="application/atom+xml", label="Atom", page=home),
        Feed(name=scope.title, url=f"{home}feed.json", type="application/feed+json", label="JSON Feed", page=home),
    )


def has_feed(site: Site, group: Group) -> bool:
    """Whether *group* has a feed: a feed that once was there stays, if empty."""
    resident = site.addresses.residents.get(group.url.strip("/"))
    return bool(group.members) or (resident is not None and resident.pages > 0)


def _of_site(scope: Scope, items: Iterable[FeedItem]) -> Iterator[Page]:
    rss, atom, json = of_site(scope)
    whole = _feed(scope, rss, items)
    yield whole
    yield replace(whole, url=atom.url, format="atom")
    yield replace(whole, url=json.url, format="json_feed")


def _of_group(group: Group, scope: Scope) -> Feed:
    return Feed(name=name_of(group, scope.language), url=f"{group.url}feed.xml", page=group.url)


def _named(scope: Scope, name: str, folder: str) -> Feed:
    """A feed without a page of its own."""
    return Feed(name=name, url=f"{folder}feed.xml", page=f"{scope.prefix}/")


def _languages(scope: Scope, items: Iterable[FeedItem]) -> dict[str, Feed]:
    """A feed for each language, by tag, where the site has more than one."""
    tags = sorted({item.card.language for item in items})
    if len(tags) < 2:
        return {}
    # No name of a selection has two parts.
    return {tag: _named(scope, tag, f"{scope.prefix}/feeds/languages/{tag.lower()}/") for tag in tags}


def _feed(scope: Scope, feed: Feed, items: Iterable[FeedItem]) -> Page:
    title = feed.name if feed.name == scope.title else f"{feed.name} – {scope.title}"
    view = FeedView(
        title=title,
        description=scope.description or title,
        link=feed.page,
        items=tuple(islice(items, scope.feed_items)),
        id=f"tag:{scope.feed_authority}:{feed.url}",
        corrections=scope.words.get("corrections", "Corrections"),
    )
    return Page(url=feed.url, view=view, language=scope.language, format="rss")


def _item(site: Site, scope: Scope, names: Callable[[str, str], Named], briefing: Briefing, card: Card) -> FeedItem:
    head = briefing.head
    body = Text(fingerprint=briefing.outline.fingerprint, gaps=site.gaps.get(f"briefings/{card.slug}", ()))
    keys = site.memberships[card.slug]
    resident = site.addresses.residents.get(f"briefings/{site.ids.get(card.slug)}")
    since = resident.since if resident is not None and card.date is None else None
    return FeedItem(
        since=Moment(since) if since is not None else None,
        id=_id(site.ids.get(card.slug) or head.id or card.slug, scope),
        card=card,
        body=body if scope.full_text else None,
        byline=head.byline,
        original_url=head.original_url or url_of_main_article(site, briefing),
        source=card.source.name if card.source is not None else None,
        categories=tuple([site.groups[key].name for key in keys if not key.startswith("sources/")]),
        key_points=tuple(point.text for point in head.key_points),
        anchors=tuple(_anchor(briefing, point) for point in head.key_points),
        entities=tuple([names(key, card.language) for key in keys if key.startswith("entities/")]),
        corrections=head.corrections,
    )


def _anchor(briefing: Briefing, point: KeyPoint) -> str:
    """The place on the page of the first article that *point* rests on."""
    cited = briefing.head.articles
    for text in point.evidence:
        passage = parse_evidence(text)
        article = (passage.article or next(iter(cited), None)) if passage is not None else None
        if article in cited:
            return f"#source-{cited.index(article) + 1}"
    return ""


def _id(name: str, scope: Scope) -> str:
    """A whole URI stays as it is; a bare name becomes a tag URI (RFC 4151)."""
    return name if name.startswith(("tag:", "urn:", "http://", "https://")) else f"tag:{scope.feed_authority}:{name}"


def _corrections(items: Iterable[FeedItem]) -> tuple[FeedItem, ...]:
    """An item for each correction, newest first; its id holds its day, and its number where a day has several."""
    found: list[FeedItem] = []
    for item in items:
        seen: dict[str, int] = {}
        for correction in item.corrections:
            day = correction.date.day.isoformat()
            seen[day] = seen.get(day, 0) + 1
            number = f"-{seen[day]}" if seen[day] > 1 else ""
            card = replace(item.card, date=correction.date, updated=None, summary=correction.text)
            about = replace(item, card=card, body=None, key_points=(), anchors=(), corrections=())
            found.append(replace(about, id=f"{item.id}/corrections/{day}{number}"))
    # Stable: those of one day stay in the order of their briefings.
    return tuple(sorted(found, key=lambda item: item.card.date.day.toordinal() if item.card.date else 0, reverse=True))


def _lists(
    scope: Scope,
    groups: Iterable[Group],
    *,
    languages: tuple[Feed, ...],
    selections: tuple[Feed, ...],
    items: Iterable[FeedItem],
) -> Iterator[Page]:
    """The page that lists all feeds for people, and the list for feed readers."""
    feeds: Mapping[str, list[Feed]] = {family: [] for family in _FAMILIES}
    for group in sorted(groups, key=lambda group: (name_of(group, scope.language).casefold(), group.slug)):
        feeds[group.family].append(_of_group(group, scope))
    view = FeedsView(
        site=of_site(scope),
        topics=tuple(feeds["topics"]),
        entities=tuple(feeds["entities"]),
        sources=tuple(feeds["sources"]),
        languages=languages,
        selections=selections,
        opml=f"{scope.prefix}/feeds.opml",
    )
    crumbs = (Link(name=scope.title, url=f"{scope.prefix}/"),)
    head = Head(title=scope.words["feeds"], description="", crumbs=crumbs, section=f"{scope.prefix}/feeds/")
    yield Page(url=f"{scope.prefix}/feeds/", view=view, template="feeds.html", language=scope.language, head=head)
    named_groups = tuple((scope.words[family], tuple(feeds[family])) for family in _FAMILIES)
    first = (*view.site[:1], *languages, *selections)
    newest = next((item.card.updated or item.card.date for item in items), None)
    opml = OpmlView(title=scope.title, groups=(("", first), *named_groups), changed=newest)
    yield Page(url=view.opml, view=opml, language=scope.language, format="opml")
