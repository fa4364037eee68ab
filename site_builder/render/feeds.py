"""Feeds: the newest briefings for people who read them elsewhere.

What an item says is prepared here, whatever the format. No date in a feed is that of its making: a feed that says
nothing new has the bytes that it had.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from site_builder.model.briefing import Body, Card
from site_builder.model.config import Config
from site_builder.model.moment import Moment
from site_builder.model.text import Text
from site_builder.model.views import FeedItem, FeedView, Named
from site_builder.text.dates import zone
from site_builder.text.urls import escape_path, is_external, is_safe_link

GENERATOR = "site-builder"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 does not allow or, from U+007F to U+009F, discourages."""
_CONTROL_OF_ASCII = {number: None for number in range(128) if _CONTROL.match(chr(number))}
_ELSEWHERE = (
    (' loading="lazy"', ""),
    (' tabindex="0"', ""),
    (' role="doc-endnotes"', ""),
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


def entries(view: FeedView, config: Config, bodies: Mapping[str, Body]) -> Iterator[Entry]:
    """The items of a feed, newest first; *bodies* holds at least those that they name, by fingerprint."""
    return (entry_of(item, view, config, bodies) for item in view.items)


def entry_of(item: FeedItem, view: FeedView, config: Config, bodies: Mapping[str, Body]) -> Entry:
    """One item; of *view*, its feed, only the word above corrections counts."""
    local = zone(config.timezone)
    card = item.card
    url = whole(card.url, config)
    html = _html(item, bodies[item.body.fingerprint], url, config, view.corrections) if item.body else None
    if item.listing:
        html = _listing(item.listing, config)
    points = zip(item.key_points, item.anchors or ("",) * len(item.key_points), strict=True)
    return Entry(
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
    # Four times as quick where it can be had: 3 µs for a briefing of ASCII signs.
    return text.translate(_CONTROL_OF_ASCII) if text.isascii() else _CONTROL.sub("", text)


def _html(item: FeedItem, body: Body, url: str, config: Config, corrections: str) -> Iterator[str]:
    """The pieces of an item's HTML: summary, key points, the body, what was corrected, and where it comes from."""
    if item.card.summary:
        yield f"<p>{escape(item.card.summary)}</p>\n"
    if item.key_points:
        yield "<ul>\n"
        yield from (f"<li>{escape(point)}</li>\n" for point in item.key_points)
        yield "</ul>\n"
    if item.body is not None:
        yield _absolute(filled(body, item.body), url, config)
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


def filled(body: Body, text: Text) -> str:
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


def _instant(moment: Moment | None, local: dt.tzinfo) -> dt.datetime | None:
    """The moment with an offset in whole minutes, as feeds write it: before about 1900 zones had seconds as well."""
    if moment is None:
        return None
    instant = moment.instant(local)
    offset = instant.utcoffset() or dt.timedelta()
    return instant.replace(tzinfo=dt.timezone(dt.timedelta(minutes=round(offset.total_seconds() / 60))))
