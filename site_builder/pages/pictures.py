"""Social cards of briefings, topics, entities and the site; icons in all sizes, and the manifest that names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from site_builder.model.briefing import Card
from site_builder.model.entity import KIND_PAGES, Group
from site_builder.model.page import Page, Picture, Scope
from site_builder.model.pictures import CARD_HEIGHT, CARD_WIDTH, IconView, ManifestView, SocialCardView
from site_builder.model.site import Site
from site_builder.pages.mentions import name_of
from site_builder.text.urls import host

LOGO = 512
"""The largest icon, in pixels."""
_DEVICES = (192, LOGO)
_APPLE = 180
_APPLE_PADDING = 0.1
"""Its corners are cut."""
_TOPICS = 3
"""Topics on a briefing's card, at most."""


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """The cards, where the site wants some: of the site, of briefings that are no drafts, of topics and entities."""
    if not scope.cards:
        return
    of_site = _view(scope, title=scope.title, language=scope.language, kicker="", site="")
    yield _card(f"{scope.prefix}/card.png", replace(of_site, note=scope.description))
    for card in site.cards.values():
        if has_card(card, scope):
            yield _card(f"{card.url}card.png", _of_briefing(card, scope))
    for group in site.groups.values():
        if group_has_card(group, scope):
            yield _card(f"{group.url}card.png", _of_group(group, scope))


def icons(site: Site, scope: Scope) -> Iterator[Page]:  # noqa: ARG001  the signature of all families
    """The icon as SVG, as `favicon.ico` and for devices, and `site.webmanifest`."""
    for url, size, opaque in (
        ("/icon.svg", 0, False),
        ("/favicon.ico", 32, False),
        ("/apple-touch-icon.png", _APPLE, True),
        *((_device(size), size, False) for size in _DEVICES),
    ):
        view = IconView(
            svg=scope.icon,
            letter="" if scope.icon else scope.title[:1].upper(),
            accent=scope.accent,
            size=size,
            # Apple's devices show black where an icon is see-through.
            paper="#ffffff" if opaque and scope.icon else scope.accent if opaque else "",
            padding=_APPLE_PADDING if opaque and scope.icon else 0.0,
            ico=url.endswith(".ico"),
        )
        yield Page(url=url, view=view, language=scope.language, format="icon")
    sizes = tuple((_device(size), size) for size in _DEVICES)
    manifest = ManifestView(icons=sizes, accent=scope.accent)
    yield Page(url="/site.webmanifest", view=manifest, language=scope.language, format="manifest")


def logo(scope: Scope) -> Picture:
    """The site's icon, large."""
    return Picture(url=_device(LOGO), alt=scope.title, width=LOGO, height=LOGO)


def card_of_site(scope: Scope) -> Picture | None:
    """The card for pages that have none of their own."""
    return _picture(f"{scope.prefix}/card.png", scope.title) if scope.cards else None


def card_of_briefing(card: Card, scope: Scope) -> Picture | None:
    """The card of a briefing; None where it has none."""
    return _picture(f"{card.url}card.png", card.title) if has_card(card, scope) else None


def card_of_group(group: Group, scope: Scope) -> Picture | None:
    """The card of a topic or entity; None where it has none."""
    if not group_has_card(group, scope):
        return None
    return _picture(f"{group.url}card.png", name_of(group, scope.language))


def has_card(card: Card, scope: Scope) -> bool:
    """Whether a briefing has a card of its own: nobody shares a draft."""
    return scope.cards and not card.draft


def group_has_card(group: Group, scope: Scope) -> bool:
    """Whether a group has a card of its own."""
    return scope.cards and group.family != "sources" and bool(group.members)


def _device(size: int) -> str:
    return f"/icon-{size}.png"


def _picture(url: str, alt: str) -> Picture:
    return Picture(url=url, alt=alt, width=CARD_WIDTH, height=CARD_HEIGHT)


def _card(url: str, view: SocialCardView) -> Page:
    return Page(url=url, view=view, language=view.language, format="card")


def _of_briefing(card: Card, scope: Scope) -> SocialCardView:
    return SocialCardView(
        site=scope.title,
        host=host(scope.base_url),
        kicker="  ·  ".join(topic.name for topic in card.topics[:_TOPICS]),
        title=card.title,
        language=card.language,
        source=card.source.name if card.source is not None else "",
        date=card.date,
        accent=scope.accent,
    )


def _of_group(group: Group, scope: Scope) -> SocialCardView:
    word = KIND_PAGES.get(group.kind, group.family)
    kicker = scope.words.get(f"kind_{group.kind}", scope.words.get(word, ""))
    return _view(
        scope,
        title=name_of(group, scope.language),
        language=scope.language,
        kicker=kicker[:1].upper() + kicker[1:],
        site=scope.title,
    )


def _view(scope: Scope, *, title: str, language: str, kicker: str, site: str) -> SocialCardView:
    return SocialCardView(
        site=site, host=host(scope.base_url), kicker=kicker, title=title, language=language, accent=scope.accent
    )
