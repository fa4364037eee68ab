"""`sitemap.xml`: the pages that search engines may find (sitemaps.org protocol 0.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from site_builder.model.config import Config
from site_builder.model.files import SitemapView
from site_builder.model.page import Page
from site_builder.text.urls import escape_path, is_external

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

XHTML = "http://www.w3.org/1999/xhtml"
"""For pages in several languages (developers.google.com/search/docs/specialty/international/localized-versions)."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def sitemap(page: Page, *, config: Config) -> bytes:
    """The XML of *page*, whose entries are addresses and days of the last change; UTF-8."""
    if not isinstance(page.view, SitemapView):
        raise TypeError(f"{page.url} has no entries of a sitemap")
    return "".join(_lines(page.view, config.base_url)).encode("utf-8", "replace")


def _lines(view: SitemapView, base_url: str) -> Iterator[str]:
    more = f' xmlns:xhtml="{XHTML}"' if view.alternates else ""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{NAMESPACE}"{more}>\n'
    for url, day in view.entries:
        others = "".join(_alternates(view.alternates.get(url, ()), base_url))
        changed = f"<lastmod>{day}</lastmod>" if day is not None and _DAY.fullmatch(day) else ""
        yield f"<url><loc>{_whole(url, base_url)}</loc>{changed}{others}</url>\n"
    yield "</urlset>\n"


def _alternates(others: Sequence[tuple[str, str]], base_url: str) -> Iterator[str]:
    for language, url in (*others, *(("x-default", url) for _, url in others[:1])):
        yield f'<xhtml:link rel="alternate" hreflang="{language}" href="{_whole(url, base_url)}"/>'


def _whole(url: str, base_url: str) -> str:
    return escape(escape_path(url if is_external(url) else base_url + url), {'"': "&quot;"})
