"""Feeds as pages and lists of feeds name them."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, as pages name it."""

    name: str
    url: str
    type: str = "application/rss+xml"
    """Its media type."""
    label: str = "RSS"
    """Its format, in the words of people."""
    page: str = ""
    """The page that it follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpmlView:
    """`feeds.opml`: every feed of the site, for feed readers."""

    title: str
    groups: tuple[tuple[str, tuple[Feed, ...]], ...]
    """Headings, and the feeds below each; those below the empty heading come first and have none."""
    changed: Moment | None = None
    """The date of the newest briefing."""
