"""What hosts and robots read: sitemap, robots.txt, response headers, and the page for what is not found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from site_builder.model.config import Security
from site_builder.model.files import HeadersView, PlainView, ServerView, SitemapView
from site_builder.model.page import Alternate, Head, Page, Scope
from site_builder.model.site import Site
from site_builder.model.views import BriefingView, GroupView, NotFoundView
from site_builder.pages.home import MENTIONS
from site_builder.pages.mentions import most_mentioned
from site_builder.pages.redirects import gone_for_good
from site_builder.text.headers import default_rules
from site_builder.text.urls import base_path, escape_path, is_secure


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """`robots.txt`, and what tells the host which headers to send."""
    yield Page(url="/robots.txt", view=PlainView(text=_robots(scope)), language=scope.language, format="text")
    if scope.security is not None:
        security = PlainView(text=_security(scope.security, scope))
        yield Page(url="/.well-known/security.txt", view=security, language=scope.language, format="text")
    rules = default_rules(
        secure=is_secure(scope.base_url),
        prefixes=[part.prefix for part in scope.parts],
        wasm=scope.search == "pagefind",
    )
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


def not_found(site: Site, scope: Scope) -> Iterator[Page]:
    """`404.html`."""
    head = Head(title=scope.words["not_found"], description="", noindex=True)
    view = NotFoundView(topics=most_mentioned(site, "topics", MENTIONS, scope.language))
    yield Page(url=f"{scope.prefix}/404.html", view=view, template="404.html", language=scope.language, head=head)


@dataclass(slots=True)
class Listed:
    """What the sitemap names, gathered while the plan goes by."""

    entries: list[tuple[str, str | None]] = field(default_factory=list)
    """Address, and the day of the last change."""
    alternates: list[tuple[str, tuple[Alternate, ...]]] = field(default_factory=list)

    def add(self, page: Page) -> None:
        """Take *page* down, if search engines may find it."""
        if is_listed(page):
            self.entries.append((page.url, changed(page)))
            if page.head is not None and page.head.alternates:
                self.alternates.append((page.url, page.head.alternates))


def sitemap(listed: Listed, scope: Scope) -> Iterator[Page]:
    """`sitemap.xml` of what is *listed*, by address."""
    if not scope.noindex:
        ordered = sorted(listed.entries, key=lambda entry: (entry[0], entry[1] or ""))
        alternates = {
            url: tuple((other.language, other.url) for other in found) for url, found in sorted(listed.alternates)
        }
        view = SitemapView(entries=tuple(ordered), alternates=alternates)
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
