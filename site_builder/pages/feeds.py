"""Feeds: of the site, and of each topic, entity and source; and the page that lists them for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from site_builder.model.briefing import Briefing, Card, Link
from site_builder.model.entity import Group
from site_builder.model.page import Head, Page, Scope
from site_builder.model.site import Site
from site_builder.model.views import FeedItem, FeedsView, FeedView, Text
from site_builder.pages.briefings import url_of_main_article
from site_builder.pages.mentions import name_of


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """The site's feed, a feed for each group that has briefings, and `/feeds/`."""
    items = {
        slug: _item(site, scope, site.briefings[slug], card) for slug, card in site.cards.items() if not card.draft
    }
    yield _feed(scope, scope.title, scope.description, f"{scope.prefix}/", items.values())
    followed = [group for group in site.groups.values() if group.members]
    for group in followed:
        found = (items[slug] for slug in group.members if slug in items)
        title = f"{name_of(group, scope.language)} – {scope.title}"
        yield _feed(scope, title, scope.description, group.url, found)
    yield _for_people(scope, followed)


def _feed(scope: Scope, title: str, description: str, link: str, items: Iterable[FeedItem]) -> Page:
    newest = tuple(islice(items, scope.feed_items))
    view = FeedView(title=title, description=description or title, link=link, items=newest)
    return Page(url=f"{link}feed.xml", view=view, language=scope.language, format="rss")


def _item(site: Site, scope: Scope, briefing: Briefing, card: Card) -> FeedItem:
    head = briefing.head
    body = Text(fingerprint=briefing.outline.fingerprint, gaps=site.gaps.get(f"briefings/{card.slug}", ()))
    groups = [site.groups[key] for key in site.memberships[card.slug]]
    return FeedItem(
        id=_id(head.id or card.slug, scope),
        card=card,
        body=body if scope.full_text else None,
        byline=head.byline,
        original_url=head.original_url or url_of_main_article(site, briefing),
        source=card.source.name if card.source is not None else None,
        categories=tuple(group.name for group in groups if group.family != "sources"),
        key_points=tuple(point.text for point in head.key_points),
    )


def _id(name: str, scope: Scope) -> str:
    """A whole URI stays as it is; a bare name becomes a tag URI (RFC 4151)."""
    return name if name.startswith(("tag:", "urn:", "http://", "https://")) else f"tag:{scope.feed_authority}:{name}"


def _for_people(scope: Scope, groups: Iterable[Group]) -> Page:
    links: dict[str, list[Link]] = {"topics": [], "entities": [], "sources": []}
    for group in sorted(groups, key=lambda group: (name_of(group, scope.language).casefold(), group.slug)):
        links[group.family].append(Link(name=name_of(group, scope.language), url=f"{group.url}feed.xml"))
    view = FeedsView(
        site=(Link(name=scope.title, url=f"{scope.prefix}/feed.xml"),),
        topics=tuple(links["topics"]),
        entities=tuple(links["entities"]),
        sources=tuple(links["sources"]),
    )
    crumbs = (Link(name=scope.title, url=f"{scope.prefix}/"),)
    head = Head(title=scope.words["feeds"], description="", crumbs=crumbs, section="/feeds/")
    return Page(url=f"{scope.prefix}/feeds/", view=view, template="feeds.html", language=scope.language, head=head)
