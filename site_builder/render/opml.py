"""`feeds.opml`: every feed of the site, for feed readers to import (OPML 2.0, opml.org/spec2.opml)."""

from __future__ import annotations

from email.utils import format_datetime
from typing import Any

from lxml import etree

from site_builder.model.config import Config
from site_builder.model.feeds import Feed, OpmlView
from site_builder.model.page import Page
from site_builder.render.feeds import clean, whole
from site_builder.text.dates import zone


def opml(page: Page, *, config: Config) -> bytes:
    """The list of *page* as OPML, UTF-8. Its date is that of the newest briefing, not that of its making."""
    view = page.view
    if not isinstance(view, OpmlView):
        raise TypeError(f"{page.url} has no feeds to list")
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = clean(view.title) or config.base_url
    if view.changed is not None:
        etree.SubElement(head, "dateCreated").text = format_datetime(view.changed.instant(zone(config.timezone)))
    body = etree.SubElement(root, "body")
    for heading, feeds in view.groups:
        if feeds:
            below = etree.SubElement(body, "outline", text=clean(heading)) if heading else body
            for feed in feeds:
                _outline(below, feed, config)
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return content


def _outline(below: Any, feed: Feed, config: Config) -> None:
    name = clean(feed.name) or feed.url
    addresses = {"xmlUrl": whole(feed.url, config), "htmlUrl": whole(feed.page, config)}
    etree.SubElement(below, "outline", type="rss", text=name, title=name, **addresses)
