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
from site_builder.pages.parts import in_part, scopes_of

Family = Callable[[Site, Scope], Iterable[Page]]

# What each part of a site has: once where all languages are together, once for each language where they are not.
FAMILIES: tuple[Family, ...] = (
    home.pages,
    briefings.pages,
    groups.pages,
    timeline.pages,
    network.pages,
    feeds.pages,
    editions.pages,
    free.pages,
    hosts.not_found,
    pictures.pages,
    llms.pages,
)
# What there is once, whatever the languages.
ONCE: tuple[Family, ...] = (hosts.pages, redirects.pages, pictures.icons)


def plan(site: Site, scope: Scope, theme_assets: Iterable[Asset], more: tuple[Family, ...] = ()) -> Iterator[Page]:
    """Every page of *site*, one after the other. The sitemap comes last, since it has to know the others."""
    listed = hosts.Listed()
    moved_feeds = redirects.former_feeds(site, scope)
    for page in _pages(site, scope, more):
        listed.add(page)
        yield page
        for url in moved_feeds.get(page.url, ()):
            yield redirects.at_former(page, url)
    yield from assets.pages(site, scope, theme_assets)
    yield from hosts.sitemap(listed, scope)


def _pages(site: Site, scope: Scope, more: tuple[Family, ...]) -> Iterator[Page]:
    for part in scopes_of(scope):
        seen = in_part(site, part)
        for family in FAMILIES + more:
            yield from family(seen, part)
    for family in ONCE:
        yield from family(site, scope)
