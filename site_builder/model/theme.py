"""A theme is a value too: it can be hashed, and sent to a worker that has no disk in common with us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.model.formats import Colour
from site_builder.model.site import Asset

ACCENT = "#9a3412"
"""The colour of themes that name none."""

Strings = Mapping[str, "str | Mapping[str, str]"]
"""Words by key; a mapping by plural category (`one`, `other` ...) where a number decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template file."""

    name: str
    """As other templates call it."""
    path: str
    """Where it was found, for messages: relative to the site's root where it lies below it."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSettings:
    """`theme.yml`."""

    name: str
    description: str = ""
    version: str = "1"
    extends: str | None = None
    """The theme that this one builds on: templates, assets and words that are missing here are taken from there."""
    accent: Colour | None = None
    """The colour of social cards and of the icon; that of the theme below where it is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """All templates, words and assets, the site's own replacing the theme's, which replace those of the theme below."""

    name: str
    templates: Mapping[str, Template]
    assets: Mapping[str, Asset]
    """By name."""
    strings: Mapping[str, Strings] = field(default_factory=dict)
    """By language."""
    accent: str = ACCENT
