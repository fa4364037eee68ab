"""What hosts and robots read: sitemap, robots.txt, response headers, and the page for what is not found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from site_builder.model.config import Security
from site_builder.model.files import HeadersView, PlainView, ServerView, SitemapView
from site_builder.model.page import Head, Page, Scope
from site_builder.model.site import Site
from site_builder.model.views import BriefingView, GroupView, NotFoundView
from site_builder.pages.home import MENTIONS
from site_builder.pages.mentions import most_mentioned
from site_builder.pages.redirects import gone_for_good
from site_builder.text.headers import default_rules
from site_builder.text.urls import base_path, escape_path, is_secure


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """`404.html`, `robots.txt`, and what tells the host which headers to send."""
    head = Head(title=scope.words["not_found"], description="", noindex=True)
    view = NotFoundView(topics=most_mentioned(site, "topics", MENTIONS, scope.language))
    yield Page(url="/404.html", view=view, template="404.html", language=scope.language, head=head)
    yield Page(url="/robots.txt", view=PlainView(text=_robots(scope)), language=scope.language, format="text")
    if scope.security is not None:
        security = PlainView(text=_security(scope.security, scope))
        yield Page(url="/.well-known/security.txt", view=security, language=scope.language, format="text")
    rules = default_rules(secure=is_secure(scope.base_url))
    match scope.host:
        case None | "netlify" | "cloudflare":
            yield Page(url="/_headers", view=HeadersView(rules=rules), language=scope.language, format="headers")
        case "nginx" | "caddy" as name:
            view_of_server = ServerView(
                server=name,
                prefix=base_path(scope.base_url),
                rules=rules,
                redirects=tuple((escape_path(old), escape_path(new)) for old, new in site.addresses.moved.items()),
                gone=tuple(escape_path(url) for url in gone_for_good(site, scope)),
            )
            yield Page(url=f"/_{name}.conf", view=view_of_server, language=scope.language, format="server")


def sitemap(entries: Iterable[tuple[str, str | None]], scope: Scope) -> Iterator[Page]:
    """`sitemap.xml` of *entries*: addresses, and the days of the last change where they are known."""
    if not scope.noindex:
        ordered = sorted(entries, key=lambda entry: (entry[0], entry[1] or ""))
        view = SitemapView(entries=tuple(ordered))
        yield Page(url="/sitemap.xml", view=view, language=scope.language, format="sitemap")


def is_listed(page: Page) -> bool:
    """Whether the sitemap names *page*."""
    return page.format == "html" and page.head is not None and not page.head.noindex


def changed(page: Page) -> str | None:
    """The day (`2026-02-20`) on which what *page* says last changed, as far as the content knows."""
    match page.view:
        case BriefingView(card=card):
            moment = card.updated or card.date
        case GroupView(last=moment):
            pass
        case _:
            moment = None
    return moment.day.isoformat() if moment is not None else None


def _security(security: Security, scope: Scope) -> str:
    """RFC 9116; the moment has a zone there, and is midnight in UTC where the settings say no more."""
    contact = security.contact
    uri = contact if ":" in contact else f"mailto:{contact}"
    expires = security.expires.instant(dt.UTC).isoformat()
    address = f"{scope.base_url}/.well-known/security.txt"
    return f"Contact: {uri}\nExpires: {expires}\nPreferred-Languages: {scope.language}\nCanonical: {address}\n"


def _robots(scope: Scope) -> str:
    if scope.noindex:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {scope.base_url}/sitemap.xml\n"
