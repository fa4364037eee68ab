"""Former addresses: a file for hosts that read one, pages for all others, and feeds where readers still look."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from site_builder.model.addresses import MovedView, RedirectsView
from site_builder.model.page import Page, Scope
from site_builder.model.site import Site
from site_builder.model.views import FeedView

_PAGES = frozenset({"", ".html", ".htm"})
"""Endings of addresses at which a page can stand; a host would not send others as HTML."""


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """`_redirects`, and a page for each former address, as the site's settings want it."""
    moved = site.addresses.moved
    gone = gone_for_good(site, scope)
    # Cloudflare looks for the nearest 404.html by itself; rules are read from the top, so these come last.
    not_found = (
        tuple((part.prefix, f"{part.prefix}/404.html") for part in scope.parts if part.prefix)
        if scope.host in {None, "netlify"}
        else ()
    )
    if scope.redirects in {"file", "both"} and (moved or gone or not_found):
        view = RedirectsView(
            moved=tuple(moved.items()),
            gone=gone if scope.host in {None, "netlify"} else (),
            not_found=not_found,
            forced=scope.redirects == "both",
        )
        yield Page(url="/_redirects", view=view, language=scope.language, format="redirects")
    if scope.redirects in {"pages", "both"}:
        title = scope.words.get("moved", "This page has moved")
        for old, new in moved.items():
            if posixpath.splitext(old)[1].lower() in _PAGES:
                # A name without an ending would be sent as a file to save.
                url = old if old.endswith(("/", ".html", ".htm")) else f"{old}/"
                target = MovedView(target=new, title=title)
                yield Page(url=unquote(url), view=target, language=scope.language, format="moved")


def gone_for_good(site: Site, scope: Scope) -> tuple[str, ...]:
    """The addresses that lead nowhere on purpose, as site.yml names them, without those that lead somewhere."""
    homes = {resident.at[0] for resident in site.addresses.residents.values()}
    return tuple(url for url in scope.gone if url not in homes and url not in site.addresses.moved)


def former_feeds(site: Site, scope: Scope) -> Mapping[str, list[str]]:
    """The former addresses of feeds, by the present one, where a feed has to stand at each of them."""
    found: dict[str, list[str]] = {}
    if scope.redirects in {"pages", "both"}:
        for old, new in site.addresses.moved.items():
            if new.endswith("/feed.xml"):
                found.setdefault(new, []).append(old)
    return found


def at_former(page: Page, url: str) -> Page:
    """The feed *page* at a former address; it says where it lives now."""
    if not isinstance(page.view, FeedView):
        raise TypeError(f"{page.url} is no feed")
    return replace(page, url=url, view=replace(page.view, moved_to=page.url))
