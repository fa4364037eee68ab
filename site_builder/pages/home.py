"""The home page: the newest briefings, and ways into the rest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from site_builder.model.page import Head, Page, Scope
from site_builder.model.site import Site
from site_builder.model.views import HomeView
from site_builder.pages.lists import months
from site_builder.pages.mentions import most_mentioned

NEWEST = 30
"""Briefings on the home page, at most."""
MENTIONS = 12


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """The home page."""
    view = HomeView(
        months=months(islice(site.cards.values(), NEWEST)),
        entities=most_mentioned(site, "entities", MENTIONS, scope.language),
        topics=most_mentioned(site, "topics", MENTIONS, scope.language),
        total=len(site.cards),
        archive=f"{scope.prefix}/briefings/",
    )
    head = Head(title=scope.title, description=scope.description, section="/")
    yield Page(url=f"{scope.prefix}/", view=view, template="home.html", language=scope.language, head=head)
