"""What an export says: its first page, and a chapter for each briefing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from site_builder.model.briefing import Card
from site_builder.model.export import ExportView
from site_builder.model.page import Head, Page, Scope
from site_builder.model.site import Site
from site_builder.model.views import BriefingView
from site_builder.pages import briefings
from site_builder.pages.parts import in_part, scopes_of


def cover(scope: Scope, title: str, cards: Sequence[Card]) -> Page:
    """The first page of an export of *cards*, newest first; with another template also its style."""
    dated = [card.date for card in cards if card.date is not None]
    view = ExportView(
        title=title, cards=tuple(cards), first=dated[-1] if dated else None, last=dated[0] if dated else None
    )
    head = Head(title=title, description="")
    return Page(url=f"{scope.prefix}/", view=view, template="export_cover.html", language=scope.language, head=head)


def chapters(site: Site, scope: Scope, slugs: Collection[str]) -> Iterator[Page]:
    """The pages of the briefings *slugs*, newest first within each part of the site."""
    for part in scopes_of(scope):
        for page in briefings.pages(in_part(site, part), part):
            if isinstance(page.view, BriefingView) and page.view.card.slug in slugs:
                yield page
