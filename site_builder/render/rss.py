"""The RSS feed (RSS 2.0, rssboard.org/rss-specification): its channel by feedgen, its items as text.

A briefing stands in the feeds of all its topics and entities: its item is written once, and kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from email.utils import format_datetime
from html import escape as html_escape
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

# feedgen.util takes it for granted that someone has imported lxml.etree.
# isort: split
from feedgen.ext.dc import DcExtension
from feedgen.feed import FeedGenerator

from site_builder.model.briefing import Body
from site_builder.model.config import Config
from site_builder.model.page import Page
from site_builder.model.views import FeedItem, FeedView
from site_builder.render.feeds import GENERATOR, Entry, clean, entry_of, whole

_ATOM = "http://www.w3.org/2005/Atom"
_TERMS = "http://purl.org/dc/terms/"
"""RSS has no date of change of its own; this is what readers and the W3C's validator know instead (DCMI terms)."""
_SPECIFICATION = "https://www.rssboard.org/rss-specification"
_MINUTES_TO_LIVE = 60
_END = b"  </channel>\n"
"""Before it items are put; in the channel's own texts `<` is written `&lt;`."""
_MOST = 10_000
"""Items that are kept; one has about four kilobytes."""

# Pure memoisation: what stands here follows from its key, so it may be shared and lost.
_ITEMS: dict[tuple[FeedItem, str, str, str], tuple[bytes, dt.datetime | None]] = {}


def rss(page: Page, *, config: Config, bodies: Mapping[str, Body]) -> bytes:
    """The feed of *page*, UTF-8; *bodies* holds at least those that `page.texts` names, by fingerprint."""
    view = page.view
    if not isinstance(view, FeedView):
        raise TypeError(f"{page.url} has no items of a feed")
    items = [_item(item, view, config, bodies) for item in view.items]
    changed = max((moment for _, moment in items if moment is not None), default=None)
    before, end, after = _channel(page, view, config, changed).rpartition(_END)
    return b"".join((before, *(text for text, _ in items), end, after))


def _channel(page: Page, view: FeedView, config: Config, changed: dt.datetime | None) -> bytes:
    """The feed without its items, indented."""
    feed = FeedGenerator()
    feed.register_extension("briefings", _Channel)
    feed.title(clean(view.title) or config.base_url)
    feed.description(clean(view.description) or config.base_url)
    feed.language(page.language)
    feed.link(href=whole(view.moved_to or page.url, config), rel="self", type="application/rss+xml")
    feed.link(href=whole(view.link, config))  # the last one is the channel's own
    feed.generator(GENERATOR)
    feed.docs(_SPECIFICATION)
    feed.ttl(_MINUTES_TO_LIVE)
    if config.feeds.rights is not None:
        feed.copyright(clean(config.feeds.rights))
    feed.briefings.hub = config.feeds.hub
    feed.briefings.changed = changed
    feed.briefings.comment = _comment(config)
    content: bytes = feed.rss_str(pretty=True)
    return content


class _Channel(DcExtension):  # type: ignore[misc]
    """What feedgen's channel cannot say: no clock, a hub, and a word to people who open the feed in a browser."""

    changed: dt.datetime | None = None
    comment = ""
    hub: str | None = None

    def extend_ns(self) -> dict[str, str]:
        return {**super().extend_ns(), "dcterms": _TERMS}

    def extend_rss(self, feed: Any) -> Any:
        built = feed.find("channel/lastBuildDate")
        if self.changed is None:
            built.getparent().remove(built)
        else:
            built.text = _rfc822(self.changed)
        if self.hub is not None:
            (own,) = feed.findall(f"channel/{{{_ATOM}}}link")
            own.addnext(etree.Element(f"{{{_ATOM}}}link", rel="hub", href=self.hub))
        feed.addprevious(etree.Comment(self.comment))
        return super().extend_rss(feed)


def _item(
    item: FeedItem, view: FeedView, config: Config, bodies: Mapping[str, Body]
) -> tuple[bytes, dt.datetime | None]:
    """The element of *item*, indented, and the last moment that it names."""
    key = (item, view.corrections, config.base_url, config.timezone)
    found = _ITEMS.get(key)
    if found is None:
        entry = entry_of(item, view, config, bodies)
        latest = max((moment for moment in (entry.published, entry.updated) if moment is not None), default=None)
        found = (_written(entry).encode(), latest)
        if len(_ITEMS) >= _MOST:
            _ITEMS.clear()
        _ITEMS[key] = found
    return found


def _written(entry: Entry) -> str:
    """The item as text: feedgen and lxml take 110 µs for one, this takes 10."""
    lines = ["<item>"]
    if entry.title:
        lines.append(f"  <title>{_text(entry.title)}</title>")
    lines.append(f"  <link>{_text(entry.url)}</link>")
    # Readers take it for HTML.
    lines.append(f"  <description>{_text(html_escape(entry.summary, quote=False))}</description>")
    if entry.html:
        # `]]>` cannot occur: in HTML that we made, every `>` of a text or an attribute is written `&gt;`.
        lines.append(f"  <content:encoded><![CDATA[{entry.html}]]></content:encoded>")
    lines.append(f'  <guid isPermaLink="false">{_text(entry.id)}</guid>')
    lines += (f"  <category>{_text(category)}</category>" for category in entry.categories)
    if entry.published is not None:
        lines.append(f"  <pubDate>{_rfc822(entry.published)}</pubDate>")
    if entry.updated is not None:
        lines.append(f"  <dcterms:modified>{entry.updated.isoformat()}</dcterms:modified>")
    if entry.creator is not None:
        lines.append(f"  <dc:creator>{_text(entry.creator)}</dc:creator>")
    lines.append(f"  <dc:language>{_text(entry.language)}</dc:language>")
    if entry.original_url is not None:
        lines.append(f"  <dc:source>{_text(entry.original_url)}</dc:source>")
    lines.append("</item>\n")
    return "    " + "\n    ".join(lines)


def _text(text: str) -> str:
    """*text* between tags; a line end of Macintosh would be read as a usual one if it were not written out."""
    return escape(text, {"\r": "&#13;"})


def _comment(config: Config) -> str:
    # Two hyphens would end the comment; they occur in addresses with other than Latin letters (xn--...).
    page = whole("/feeds/", config).replace("--", "-%2D")
    return f" This is a feed: paste this address into a feed reader. Human page: {page} "


def _rfc822(moment: dt.datetime) -> str:
    """A date as RFC 5322, section 3.3, wants it: `Thu, 19 Feb 2026 17:08:00 +0800`."""
    return format_datetime(moment)
