"""A page becomes bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from site_builder.model.briefing import Body
from site_builder.model.config import Config
from site_builder.model.extensions import Filter
from site_builder.model.files import PlainView
from site_builder.model.page import Frame, Page
from site_builder.model.pictures import IconView, SocialCardView
from site_builder.model.theme import Theme
from site_builder.render.atom import atom
from site_builder.render.headers import headers
from site_builder.render.html import html
from site_builder.render.json_feed import json_feed
from site_builder.render.opml import opml
from site_builder.render.redirects import moved, redirects
from site_builder.render.rss import rss
from site_builder.render.servers import server
from site_builder.render.sitemap import sitemap
from site_builder.render.twins import twin


class _Feed(Protocol):
    def __call__(self, page: Page, *, config: Config, bodies: Mapping[str, Body]) -> bytes: ...


class _Plain(Protocol):
    def __call__(self, page: Page, *, config: Config) -> bytes: ...


_NONE: Mapping[str, Filter] = {}
_FEEDS: Mapping[str, _Feed] = {"rss": rss, "atom": atom, "json_feed": json_feed}
_PLAIN: Mapping[str, _Plain] = {
    "opml": opml,
    "moved": moved,
    "redirects": redirects,
    "sitemap": sitemap,
    "headers": headers,
    "server": server,
}
"""Formats that need no more than the page and the site's settings."""
_DRAWN = frozenset({"card", "icon", "manifest"})


def render(
    page: Page,
    *,
    theme: Theme,
    config: Config,
    frame: Frame,
    bodies: Mapping[str, Body],
    filters: Mapping[str, Filter] | None = None,
) -> bytes:
    """The bytes of the file that *page* describes; those of format `copy` are copied by who publishes, not made here.

    *bodies* holds at least the bodies that `page.texts` names, by fingerprint; *filters* are those of plugins, by name.
    Raises ThemeError where a template has a mistake.
    """
    if page.format in _FEEDS:
        return _FEEDS[page.format](page, config=config, bodies=bodies)
    if page.format in _DRAWN:
        return _drawn(page, config=config)
    if page.format in _PLAIN:
        return _PLAIN[page.format](page, config=config)
    if page.format == "markdown":
        return twin(page, theme=theme, config=config, bodies=bodies)
    match page.format:
        case "html":
            return html(
                page,
                theme=theme,
                config=config,
                frame=frame,
                bodies=bodies,
                filters=_NONE if filters is None else filters,
            )
        case "text" if isinstance(page.view, PlainView):
            return page.view.text.encode("utf-8", "replace")
    raise ValueError(f"nothing renders {page.url}, a page of format {page.format} with {type(page.view).__name__}")


def _drawn(page: Page, *, config: Config) -> bytes:
    # What draws is slow to load, and most builds draw nothing.
    if page.format == "card":
        from site_builder.render.social_card import social_card  # noqa: PLC0415

        return social_card(page, config=config)
    from site_builder.render.icons import icon, manifest  # noqa: PLC0415

    return icon(page, config=config) if page.format == "icon" else manifest(page, config=config)


def picture_key(view: SocialCardView | IconView) -> str:
    """What decides on the dots of a picture besides its page: fonts, and the libraries that draw."""
    if isinstance(view, SocialCardView):
        from site_builder.render.social_card import card_key  # noqa: PLC0415

        return card_key(view)
    from site_builder.render.icons import icon_key  # noqa: PLC0415

    return icon_key(view)
