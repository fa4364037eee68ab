"""Pictures that a build draws: social cards and icons, as values."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model.moment import Moment

CARD_WIDTH = 1200
"""In pixels: what Open Graph's readers show whole (developers.facebook.com/docs/sharing/webmasters/images)."""
CARD_HEIGHT = 630


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialCardView:
    """`card.png`: what others show beside a link to a page. All its words; the date is written by who draws."""

    site: str
    """The site's title."""
    host: str
    kicker: str
    """What stands above the title, as topics or the kind of an entity."""
    title: str
    language: str
    """Of the title."""
    note: str = ""
    """A sentence below the title, as on the card of the site."""
    source: str = ""
    date: Moment | None = None
    accent: str
    """A colour, as `#9a3412`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IconView:
    """The site's icon: `icon.svg`, `favicon.ico`, and PNG for devices."""

    svg: str = ""
    """The site's own drawing; empty where it has none."""
    letter: str = ""
    """What is drawn in its place, on a square of the colour."""
    accent: str
    """A colour, as `#9a3412`."""
    size: int = 0
    """Width and height in pixels; 0 is the drawing itself."""
    padding: float = 0.0
    """The share of the size that stays free on each side, where devices cut the corners."""
    paper: str = ""
    """A colour behind it, as `#ffffff`; see-through where there is none."""
    ico: bool = False
    """Whether it is wrapped as `favicon.ico`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestView:
    """`site.webmanifest`: the site's name and icons for devices."""

    icons: tuple[tuple[str, int], ...]
    """Address and size in pixels."""
    accent: str
