"""The Markdown twin of each briefing, for programs that read text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from site_builder.model.page import Page
from site_builder.model.views import BriefingView


def twin_of(page: Page) -> Iterator[Page]:
    """The twin of a briefing's page, where it has one; what leads to other briefings is left out of it."""
    if page.head is not None and page.head.twin and isinstance(page.view, BriefingView):
        view = replace(page.view, related=(), newer=None, older=None)
        # The words come from the theme of the page's template: whatever changes them changes the twin.
        yield replace(page, url=page.head.twin, view=view, format="markdown", head=None)
