"""The Atom feed (RFC 4287), written by feedgen from the same entries as the RSS one."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

# feedgen.util takes it for granted that someone has imported lxml.etree.
# isort: split
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator

from site_builder.model.briefing import Body
from site_builder.model.config import Config
from site_builder.model.page import Page
from site_builder.model.views import FeedView
from site_builder.render.feeds import GENERATOR, Entry, clean, entries, newest, whole

_SPREAD = 3600
"""Seconds over which entries of one day are spread, which have no time: validators warn of two equal `updated`."""
_YEAR = re.compile(r"tag:[^:]*,(\d{4})")


def atom(page: Page, *, config: Config, bodies: Mapping[str, Body]) -> bytes:
    """The feed of *page* as Atom, UTF-8; *bodies* holds at least those that `page.texts` names, by fingerprint."""
    view = page.view
    if not isinstance(view, FeedView):
        raise TypeError(f"{page.url} has no items of a feed")
    prepared = tuple(entries(view, config, bodies))
    unknown = _beginning(view.id)
    updated = _distinct(prepared, unknown)
    feed = FeedGenerator()
    feed.register_extension("briefings", _Channel, _Entry)
    feed.id(clean(view.id) or whole(page.url, config))
    feed.title(clean(view.title) or config.base_url)
    feed.subtitle(clean(view.description))
    feed.language(page.language)
    feed.updated(max(updated, default=newest(prepared) or unknown))
    feed.link(href=whole(view.moved_to or page.url, config), rel="self", type="application/atom+xml")
    feed.link(href=whole(view.link, config), rel="alternate", type="text/html")
    if config.feeds.hub is not None:
        feed.link(href=config.feeds.hub, rel="hub")
    feed.author(_publisher(config))
    if config.feeds.rights is not None:
        feed.rights(clean(config.feeds.rights))
    feed.generator(GENERATOR)
    for entry, moment in zip(prepared, updated, strict=True):
        _add(feed, entry, moment)
    content: bytes = feed.atom_str(pretty=True)
    return content


class _Channel(BaseExtension):  # type: ignore[misc]
    """Nothing: an entry's extension needs one of its feed."""


class _Entry(BaseEntryExtension):  # type: ignore[misc]
    """What feedgen's entry cannot say: its language, and what any link but the first is (it leaves out `rel`)."""

    language = ""
    via: str | None = None

    def extend_atom(self, entry: Any) -> Any:
        entry.set("{http://www.w3.org/XML/1998/namespace}lang", self.language)
        (own,) = entry.findall("link")
        own.attrib.update({"rel": "alternate", "type": "text/html"})
        if self.via is not None:
            own.addnext(etree.Element("link", rel="via", href=self.via))
        return entry


def _add(feed: Any, entry: Entry, updated: dt.datetime) -> None:
    item = feed.add_entry(order="append")
    item.id(entry.id)
    item.title(entry.title or entry.url)
    item.briefings.language = entry.language
    item.briefings.via = entry.original_url
    item.link(href=entry.url, rel="alternate")
    if entry.published is not None:
        item.published(entry.published)
    item.updated(updated)
    if entry.creator is not None:
        item.author({"name": entry.creator})
    item.category([{"term": category, "label": category} for category in entry.categories])
    item.summary(entry.summary)
    if entry.html is not None:
        item.content(entry.html, type="html")


def _beginning(id: str) -> dt.datetime:
    """What stands where Atom asks for a date and none is known: the year in the feed's own id, since it began then.

    The clock would make every build another.
    """
    year = _YEAR.match(id)
    return dt.datetime(int(year[1]) if year is not None and int(year[1]) else 1970, 1, 1, tzinfo=dt.UTC)


def _distinct(prepared: Sequence[Entry], unknown: dt.datetime) -> tuple[dt.datetime, ...]:
    """When each entry changed last, no two at once; an entry's moment does not change when newer ones come.

    Where only the day is known, the entry's id decides on the seconds within its first hour.
    """
    found: list[dt.datetime] = []
    taken: set[dt.datetime] = set()
    for entry in reversed(prepared):
        moment = entry.updated or entry.published or unknown
        if moment.timetz().replace(tzinfo=None) == dt.time():
            moment = _later(moment, zlib.crc32(entry.id.encode()) % _SPREAD)
        while moment in taken:
            moment = _later(moment, 1)
        taken.add(moment)
        found.append(moment)
    return tuple(reversed(found))


def _later(moment: dt.datetime, seconds: int) -> dt.datetime:
    return moment + dt.timedelta(seconds=seconds)


def _publisher(config: Config) -> dict[str, str]:
    """Who is named as the author where an entry names none: Atom asks for one."""
    if config.publisher is None:
        return {"name": clean(config.title) or config.base_url, "uri": whole("/", config)}
    uri = {"uri": config.publisher.url} if config.publisher.url is not None else {}
    return {"name": clean(config.publisher.name), **uri}
