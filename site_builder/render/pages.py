"""A page becomes bytes."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.model.briefing import Body
from site_builder.model.config import Config
from site_builder.model.extensions import Filter
from site_builder.model.page import Frame, Page
from site_builder.model.theme import Theme
from site_builder.model.views import PlainView
from site_builder.render.feeds import rss
from site_builder.render.headers import headers
from site_builder.render.html import html
from site_builder.render.servers import server
from site_builder.render.sitemap import sitemap

_NONE: Mapping[str, Filter] = {}


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
        case "rss":
            return rss(page, config=config, bodies=bodies)
        case "sitemap":
            return sitemap(page, config=config)
        case "headers":
            return headers(page, config=config)
        case "server":
            return server(page, config=config)
        case "text" if isinstance(page.view, PlainView):
            return page.view.text.encode("utf-8", "replace")
    raise ValueError(f"nothing renders {page.url}, a page of format {page.format} with {type(page.view).__name__}")
