"""What all HTML pages share: navigation, footer, feeds, the theme's assets."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.model.briefing import Link
from site_builder.model.page import Frame, Scope
from site_builder.model.site import Site
from site_builder.pages.editions import are_there
from site_builder.pages.feeds import of_site
from site_builder.pages.parts import alternates
from site_builder.pages.pictures import card_of_site, logo
from site_builder.text.headers import meta_policy
from site_builder.text.urls import is_secure

_WITHOUT_HEADERS = frozenset({"github-pages", "s3"})
"""Hosts that send no headers of ours."""


def frame(site: Site, scope: Scope, theme_assets: Mapping[str, str]) -> Frame:
    """The frame of *site*; it changes only when a part of the site appears or vanishes, never with a briefing."""
    families = {group.family for group in site.groups.values()}
    indexes = ["briefings", *(family for family in ("topics", "entities", "sources") if family in families)]
    indexes += ["timeline", "feeds"]
    if are_there(site, scope):
        indexes.insert(-1, "editions")
    searchable = scope.search != "off" and bool(site.cards)
    if searchable:
        indexes.append("search")
    pages = {page.slug: page for page in site.pages}
    footer = [slug for slug in scope.footer if slug in pages]
    return Frame(
        home=Link(name=scope.title, url=f"{scope.prefix}/"),
        navigation=tuple(Link(name=scope.words[name], url=f"{scope.prefix}/{name}/") for name in indexes),
        footer=tuple(Link(name=pages[slug].title, url=pages[slug].url) for slug in dict.fromkeys(footer)),
        feeds=of_site(scope),
        assets=theme_assets,
        search=f"{scope.prefix}/search/" if searchable else "",
        image=card_of_site(scope) or logo(scope),
        logo=logo(scope),
        description=scope.description,
        languages=alternates(scope, "/"),
        policy=_policy(scope) if scope.host in _WITHOUT_HEADERS else "",
    )


def _policy(scope: Scope) -> str:
    return meta_policy(secure=is_secure(scope.base_url), wasm=scope.search == "pagefind")
