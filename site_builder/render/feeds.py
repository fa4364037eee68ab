"""Feeds: the newest briefings for people who read them elsewhere.

What an item says is prepared once, in `entries`, whatever the format; RSS 2.0 is written here, by feedgen. No date in a
feed is that of its making: a feed that says nothing new has the bytes that it had.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from html import escape
from typing import Any

from lxml import etree

# feedgen.util takes it for granted that someone has imported lxml.etree.
# isort: split
from feedgen.ext.dc import DcEntryExtension, DcExtension
from feedgen.feed import FeedGenerator

from site_builder.model.briefing import Body, Card
from site_builder.model.config import Config
from site_builder.model.moment import Moment
from site_builder.model.page import Page
from site_builder.model.views import FeedItem, FeedView, Named, Text
from site_builder.text.dates import zone
from site_builder.text.urls import escape_path, is_external, is_safe_link

GENERATOR = "site-builder"
ATOM = "http://www.w3.org/2005/Atom"
_TERMS = "http://purl.org/dc/terms/"
"""RSS has no date of change of its own; this is what readers and the W3C's validator know instead (DCMI terms)."""
_SPECIFICATION = "https://www.rssboard.org/rss-specification"
_MINUTES_TO_LIVE = 60

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 does not allow or, from U+007F to U+009F, discourages."""
_ELSEWHERE = (
    (' loading="lazy"', ""),
    (' tabindex="0"', ""),
    ("<section ", "<div "),
    ("</section>", "</div>"),
)
"""What is of use on our pages only, and what readers of feeds may not know, in HTML that we made."""
_LOCAL = re.compile(r' (href|src)="(?:(#)|/(?!/))')
"""In HTML that we made: a quotation mark that is not part of a tag is written `&quot;` there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item of a feed, ready for any format: whole addresses, text that XML may hold, dates with a zone."""

    id: str
    url: str
    title: str
    language: str
    published: dt.datetime | None
    updated: dt.datetime | None
    creator: str | None
    original_url: str | None
    categories: tuple[str, ...]
    summary: str
    """Plain text; never empty."""
    html: str | None
    """The whole briefing; None where the feed carries summaries."""
    source: str | None
    """The publisher's name."""
    key_points: tuple[tuple[str, str | None], ...] = ()
    """Each with the address of its evidence."""
    entities: tuple[Named, ...] = ()
    """Names cleaned, addresses whole."""


def rss(page: Page, *, config: Config, bodies: Mapping[str, Body]) -> bytes:
    """The feed of *page* as RSS 2.0 (rssboard.org/rss-specification), UTF-8.

    *bodies* holds at least the bodies that `page.texts` names, by fingerprint.
    """
    view = page.view
    if not isinstance(view, FeedView):
        raise TypeError(f"{page.url} has no items of a feed")
    feed = FeedGenerator()
    feed.register_extension("briefings", _Channel, _Item)
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
    prepared = tuple(entries(view, config, bodies))
    feed.briefings.hub = config.feeds.hub
    feed.briefings.changed = newest(prepared)
    feed.briefings.comment = _comment(config)
    for entry in prepared:
        _add(feed, entry)
    content: bytes = feed.rss_str(pretty=True)
    return content


def entries(view: FeedView, config: Config, bodies: Mapping[str, Body]) -> Iterator[Entry]:
    """The items of a feed, newest first."""
    local = zone(config.timezone)
    for item in view.items:
        card = item.card
        url = whole(card.url, config)
        html = _html(item, bodies[item.body.fingerprint], url, config, view.corrections) if item.body else None
        if item.listing:
            html = _listing(item.listing, config)
        points = zip(item.key_points, item.anchors or ("",) * len(item.key_points), strict=True)
        yield Entry(
            id=clean(item.id),
            url=url,
            title=clean(card.title),
            language=card.language,
            published=_instant(card.date or item.since, local),
            updated=_instant(card.updated, local),
            creator=clean(item.byline or item.source or "") or None,
            original_url=escape_path(clean(item.original_url)) if item.original_url is not None else None,
            categories=tuple(filter(None, map(clean, item.categories))),
            summary=clean(card.summary or next(iter(item.key_points), card.title)),
            html=clean("".join(html)) if html is not None else None,
            source=clean(item.source or "") or None,
            key_points=tuple((clean(text), f"{url}{anchor}" if anchor else None) for text, anchor in points),
            entities=tuple(
                Named(name=clean(found.name), url=whole(found.url, config), kind=found.kind) for found in item.entities
            ),
        )


def newest(prepared: tuple[Entry, ...]) -> dt.datetime | None:
    """The last moment that any of the items names; None where none names one."""
    known = (moment for entry in prepared for moment in (entry.published, entry.updated) if moment is not None)
    return max(known, default=None)


def whole(url: str, config: Config) -> str:
    """*url* with the site's address before it, where it is not whole already."""
    return escape_path(url if is_external(url) else config.base_url + url)


def clean(text: str) -> str:
    """*text* without what XML cannot hold."""
    return _CONTROL.sub("", text)


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
            (own,) = feed.findall(f"channel/{{{ATOM}}}link")
            own.addnext(etree.Element(f"{{{ATOM}}}link", rel="hub", href=self.hub))
        feed.addprevious(etree.Comment(self.comment))
        return super().extend_rss(feed)


class _Item(DcEntryExtension):  # type: ignore[misc]
    """What feedgen's item cannot say: dates that need no change of the process's locale, for any year."""

    published: dt.datetime | None = None
    updated: dt.datetime | None = None

    def extend_rss(self, item: Any) -> Any:
        if self.published is not None:
            etree.SubElement(item, "pubDate").text = _rfc822(self.published)
        if self.updated is not None:
            etree.SubElement(item, f"{{{_TERMS}}}modified").text = self.updated.isoformat()
        return super().extend_rss(item)


def _add(feed: Any, entry: Entry) -> None:
    item = feed.add_entry(order="append")
    item.title(entry.title)
    item.link(href=entry.url)
    item.guid(entry.id, permalink=False)
    item.description(escape(entry.summary, quote=False), isSummary=True)
    if entry.html is not None:
        item.content(entry.html, type="CDATA")
    item.category([{"term": category} for category in entry.categories])
    item.briefings.published = entry.published
    item.briefings.updated = entry.updated
    item.briefings.dc_language(entry.language)
    if entry.creator is not None:
        item.briefings.dc_creator(entry.creator)
    if entry.original_url is not None:
        item.briefings.dc_source(entry.original_url)


def _html(item: FeedItem, body: Body, url: str, config: Config, corrections: str) -> Iterator[str]:
    """The pieces of an item's HTML: summary, key points, the body, what was corrected, and where it comes from."""
    if item.card.summary:
        yield f"<p>{escape(item.card.summary)}</p>\n"
    if item.key_points:
        yield "<ul>\n"
        yield from (f"<li>{escape(point)}</li>\n" for point in item.key_points)
        yield "</ul>\n"
    if item.body is not None:
        yield _absolute(_filled(body, item.body), url, config)
    if item.corrections:
        yield f"<h2>{escape(corrections)}</h2>\n<ul>\n"
        yield from (f"<li>{one.date.day.isoformat()}: {escape(one.text)}</li>\n" for one in item.corrections)
        yield "</ul>\n"
    if item.original_url is not None:
        name = item.source or item.original_url
        yield f'<p><cite><a href="{escape(escape_path(item.original_url))}">{escape(name)}</a></cite></p>\n'


def _listing(cards: Iterable[Card], config: Config) -> Iterator[str]:
    for card in cards:
        yield f'<h2><a href="{escape(whole(card.url, config))}">{escape(card.title)}</a></h2>\n'
        if card.summary:
            yield f"<p>{escape(card.summary)}</p>\n"


def _filled(body: Body, text: Text) -> str:
    """The HTML of a body with its gaps filled; what stands in an attribute is an address, anything else a name."""
    pieces = [body.html[0]]
    for gap, piece in zip(text.gaps, body.html[1:], strict=True):
        is_address = pieces[-1].endswith(('href="', 'src="'))
        pieces += (escape(_address(gap) if is_address else gap), piece)
    return "".join(pieces)


def _address(gap: str) -> str:
    return escape_path(gap) if is_safe_link(gap) else "#"


def _absolute(html: str, url: str, config: Config) -> str:
    """*html* as it has to be away from its page at *url*: whole addresses, and no hints for loading."""

    def longer(match: re.Match[str]) -> str:
        return f' {match[1]}="{escape(url)}#' if match[2] else f' {match[1]}="{escape(config.base_url)}/'

    for here, there in _ELSEWHERE:
        html = html.replace(here, there)
    return _LOCAL.sub(longer, html)


def _comment(config: Config) -> str:
    # Two hyphens would end the comment; they occur in addresses with other than Latin letters (xn--...).
    page = whole("/feeds/", config).replace("--", "-%2D")
    return f" This is a feed: paste this address into a feed reader. Human page: {page} "


def _instant(moment: Moment | None, local: dt.tzinfo) -> dt.datetime | None:
    """The moment with an offset in whole minutes, as feeds write it: before about 1900 zones had seconds as well."""
    if moment is None:
        return None
    instant = moment.instant(local)
    offset = instant.utcoffset() or dt.timedelta()
    return instant.replace(tzinfo=dt.timezone(dt.timedelta(minutes=round(offset.total_seconds() / 60))))


def _rfc822(moment: dt.datetime) -> str:
    """A date as RFC 5322, section 3.3, wants it: `Thu, 19 Feb 2026 17:08:00 +0800`."""
    return format_datetime(moment)
