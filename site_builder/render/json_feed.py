"""The JSON Feed (jsonfeed.org/version/1.1), from the same entries as the other formats."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from site_builder.model.briefing import Body
from site_builder.model.config import Config
from site_builder.model.page import Page
from site_builder.model.views import FeedView
from site_builder.render.feeds import Entry, clean, entries, whole

VERSION = "https://jsonfeed.org/version/1.1"
_ICON, _FAVICON = "/icon-512.png", "/favicon.ico"
_ABOUT = "/feeds/"
"""The page that tells people of the site's feeds, and of what `_briefing` is."""


def json_feed(page: Page, *, config: Config, bodies: Mapping[str, Body]) -> bytes:
    """The feed of *page* as JSON, UTF-8; *bodies* holds at least those that `page.texts` names, by fingerprint.

    Fields without a value are left out, never null. `_briefing` is our own: `about`, `source` (the publisher's name),
    `entities` (`id`, which is an address, `name`, `type`), and `key_points` (`text`, and `anchor`, which is the address
    of the evidence).
    """
    view = page.view
    if not isinstance(view, FeedView):
        raise TypeError(f"{page.url} has no items of a feed")
    publisher = config.publisher
    author = _full({"name": clean(publisher.name), "url": publisher.url}) if publisher is not None else None
    feed = {
        "version": VERSION,
        "title": clean(view.title) or config.base_url,
        "home_page_url": whole(view.link, config),
        "feed_url": whole(view.moved_to or page.url, config),
        "description": clean(view.description),
        "icon": whole(_ICON, config),
        "favicon": whole(_FAVICON, config),
        "language": page.language,
        "authors": [author] if author else None,
        "hubs": [{"type": "WebSub", "url": config.feeds.hub}] if config.feeds.hub is not None else None,
    }
    items = [_item(entry, config) for entry in entries(view, config, bodies)]
    return (json.dumps({**_full(feed), "items": items}, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry, config: Config) -> dict[str, Any]:
    said = {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.original_url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        # An item has to have a content of one kind.
        "content_text": entry.summary if entry.html is None else None,
        "date_published": entry.published.isoformat() if entry.published is not None else None,
        "date_modified": entry.updated.isoformat() if entry.updated is not None else None,
        "tags": list(entry.categories),
        "language": entry.language,
        "authors": [{"name": entry.creator}] if entry.creator is not None else None,
    }
    ours = {
        "about": whole(_ABOUT, config),
        "source": entry.source,
        "entities": [{"id": found.url, "name": found.name, "type": found.kind} for found in entry.entities],
        "key_points": [_full({"text": text, "anchor": anchor}) for text, anchor in entry.key_points],
    }
    return {**_full(said), "_briefing": _full(ours)}


def _full(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
