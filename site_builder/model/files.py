"""Files that need no template, as values: what hosts and robots read, and what goes out as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapView:
    """`sitemap.xml`: every page that may be found by a search engine."""

    entries: tuple[tuple[str, str | None], ...]
    """Address, and the day of the last change where it is known (`2026-02-20`)."""
    alternates: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """By address: language and address of the same page in every language, the one to show to all others first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainView:
    """A file of plain text, as `robots.txt`."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadersView:
    """`_headers`: the response headers by path, for hosts that read them."""

    rules: tuple[tuple[str, Mapping[str, str]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerView:
    """`_nginx.conf`, `_caddy.conf`: how a web server serves the site, for its own configuration to include."""

    server: Literal["nginx", "caddy"]
    prefix: str
    """The path of the site's address, as `/news`; empty where it has none."""
    rules: tuple[tuple[str, Mapping[str, str]], ...]
    """Response headers by path, as in `HeadersView`."""
    redirects: tuple[tuple[str, str], ...] = ()
    """Former addresses and those that took their place, all below the site's root and percent-encoded."""
    gone: tuple[str, ...] = ()
    """Addresses that lead nowhere on purpose, likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """A file that goes out as it is; which one, its digest says."""

    sha256: str
    size: int
    source: str = field(compare=False, default="")
    """Where this machine finds it; not part of what the page says."""
