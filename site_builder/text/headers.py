"""The response headers of a site: what a host that reads `_headers` (Netlify, Cloudflare Pages) sends with files."""

from __future__ import annotations

from collections.abc import Mapping

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "upgrade-insecure-requests"
)
"""Nothing but the site's own files, and no inline script or style (Content Security Policy Level 3)."""

_EVERYWHERE = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}
# The address of an asset holds a piece of its digest: what it leads to never changes.
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
# Rules of other paths do not match these, since Cloudflare joins the values of rules that do.
_FEEDS = {
    "/feed.xml": "application/rss+xml; charset=utf-8",
    "/*/feed.xml": "application/rss+xml; charset=utf-8",
    "/atom.xml": "application/atom+xml; charset=utf-8",
    "/feed.json": "application/feed+json; charset=utf-8",
    "/feeds.opml": "text/x-opml; charset=utf-8",
}


def default_rules() -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Headers by path pattern, in the order in which hosts read them; `*` stands for anything."""
    types = ((path, {"Content-Type": kind}) for path, kind in _FEEDS.items())
    return (("/*", dict(_EVERYWHERE)), ("/assets/*", dict(_FOR_EVER)), *types)
