"""A selection of briefings, to be taken away as one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.model.briefing import Card
from site_builder.model.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportView:
    """`export_cover.html`: the first page of an export; `export_style.html`, `export_print.html`: its style."""

    title: str
    cards: tuple[Card, ...]
    """In the order of the chapters."""
    first: Moment | None
    """The day of the oldest that has a date."""
    last: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A briefing of an export."""

    slug: str
    title: str
    language: str
    url: str
    """Of its page, below the site's root."""
    html: str
    """As `export.html` of the theme has it: links and ids are those of a page of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All that an export says, in any form."""

    title: str
    language: str
    direction: str
    """`ltr` or `rtl`."""
    publisher: str
    base_url: str
    name: str
    """What was selected, so that the same selection is known again."""
    modified: str
    """The day of the last change (`2026-02-20`)."""
    contents: str
    """The word for a table of contents."""
    style: str
    print_style: str
    """For paper, besides."""
    cover: str
    chapters: tuple[Chapter, ...]
    images: Mapping[str, bytes]
    """By address below the site's root."""
