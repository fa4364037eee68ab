"""The home page: the newest briefings, and ways into the rest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from site_builder.model.page import Head, Page, Scope
from site_builder.model.site import Site
from site_builder.model.views import HomeView
from site_builder.pages import network
from site_builder.pages.lists import months
from site_builder.pages.mentions import most_mentioned, with_trends
from site_builder.pages.own import own_text
from site_builder.pages.parts import alternates
from site_builder.pages.trends import days_of, span_of

NEWEST = 30
"""Briefings on the home page, at most."""
MENTIONS = 12


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """The home page."""
    span = span_of(days_of(site.cards.values())) if scope.charts else None
    view = HomeView(
        months=months(islice(site.cards.values(), NEWEST)),
        entities=with_trends(site, most_mentioned(site, "entities", MENTIONS, scope.language), span),
        topics=most_mentioned(site, "topics", MENTIONS, scope.language),
        total=len(site.cards),
        archive=f"{scope.prefix}/briefings/",
        text=own_text(site, "index"),
        network=network.address(site, scope),
    )
    home = f"{scope.prefix}/"
    head = Head(title=scope.title, description=scope.description, section=home, alternates=alternates(scope, "/"))
    yield Page(url=home, view=view, template="home.html", language=scope.language, head=head)
