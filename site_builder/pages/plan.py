"""All families in one list: read it, and you know the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from site_builder.model.page import Page, Scope
from site_builder.model.site import Asset, Site
from site_builder.pages import (
    assets,
    briefings,
    editions,
    feeds,
    free,
    groups,
    home,
    hosts,
    llms,
    network,
    pictures,
    redirects,
    timeline,
)

Family = Callable[[Site, Scope], Iterable[Page]]

FAMILIES: tuple[Family, ...] = (
    home.pages,
    briefings.pages,
    groups.pages,
    timeline.pages,
    network.pages,
    feeds.pages,
    editions.pages,
    free.pages,
    hosts.pages,
    redirects.pages,
    pictures.pages,
    pictures.icons,
    llms.pages,
)


def plan(site: Site, scope: Scope, theme_assets: Iterable[Asset], more: tuple[Family, ...] = ()) -> Iterator[Page]:
    """Every page of *site*, one after the other. The sitemap comes last, since it has to know the others."""
    listed: list[tuple[str, str | None]] = []
    moved_feeds = redirects.former_feeds(site, scope)
    for family in FAMILIES + more:
        for page in family(site, scope):
            if hosts.is_listed(page):
                listed.append((page.url, hosts.changed(page)))
            yield page
            for url in moved_feeds.get(page.url, ()):
                yield redirects.at_former(page, url)
    yield from assets.pages(site, scope, theme_assets)
    yield from hosts.sitemap(listed, scope)
