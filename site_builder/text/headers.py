"""The response headers of a site: what a host that reads `_headers` (Netlify, Cloudflare Pages) sends with files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "upgrade-insecure-requests"
)
"""Nothing but the site's own files, and no inline script or style (Content Security Policy Level 3)."""
_SCRIPTS = "script-src 'self'"
_ONLY_HTTPS = ("upgrade-insecure-requests", "Strict-Transport-Security")
"""Where a site has no https these would keep browsers from its own files."""
_ONLY_HEADERS = ("frame-ancestors",)
"""What a policy in a page may not say (Content Security Policy Level 3, section 3.3)."""

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
_TYPES = {
    "/site.webmanifest": "application/manifest+json",
    "/*/index.md": "text/markdown; charset=utf-8",
}
"""Of files that many hosts know no type for, so that browsers would not read them (`nosniff`)."""
_FEEDS = {
    "/feed.xml": "application/rss+xml; charset=utf-8",
    "/*/feed.xml": "application/rss+xml; charset=utf-8",
    "/atom.xml": "application/atom+xml; charset=utf-8",
    "/feed.json": "application/feed+json; charset=utf-8",
    "/feeds.opml": "text/x-opml; charset=utf-8",
}


def default_rules(
    *, secure: bool = True, prefixes: Iterable[str] = (), wasm: bool = False
) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Headers by path pattern, in the order in which hosts read them; `*` stands for anything.

    *secure* says that the site's address is one of https; *prefixes* are those of its parts, as `/it`; *wasm* that
    scripts may run WebAssembly.
    """
    everywhere = _EVERYWHERE | {"Content-Security-Policy": _policy(wasm=wasm)}
    if not secure:
        everywhere = {name: value for name, value in everywhere.items() if name not in _ONLY_HTTPS}
        everywhere["Content-Security-Policy"] = _without(_policy(wasm=wasm), _ONLY_HTTPS)
    feeds = dict(_FEEDS)
    for prefix in filter(None, prefixes):
        # Those of RSS are covered.
        feeds |= {f"{prefix}{path}": kind for path, kind in _FEEDS.items() if not path.endswith("/feed.xml")}
    types = ((path, {"Content-Type": kind}) for path, kind in (_TYPES | feeds).items())
    return (("/*", everywhere), ("/assets/*", dict(_FOR_EVER)), *types)


def meta_policy(*, secure: bool = True, wasm: bool = False) -> str:
    """The Content Security Policy as a page itself may state it, where the host sends no headers."""
    return _without(_policy(wasm=wasm), _ONLY_HEADERS if secure else (*_ONLY_HEADERS, *_ONLY_HTTPS))


def covers(pattern: str, path: str) -> bool:
    """Whether the rules of *pattern* hold for *path*, which may be a pattern itself."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), path, re.DOTALL) is not None


def _policy(*, wasm: bool) -> str:
    """The policy; with *wasm* scripts of ours may run WebAssembly, which Pagefind is made of."""
    return (
        CONTENT_SECURITY_POLICY.replace(_SCRIPTS, f"{_SCRIPTS} 'wasm-unsafe-eval'") if wasm else CONTENT_SECURITY_POLICY
    )


def _without(policy: str, names: tuple[str, ...]) -> str:
    return "; ".join(part for part in policy.split("; ") if part.partition(" ")[0] not in names)
