"""Every address that a site has published, and who lives there: it keeps old links alive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """A briefing, page, topic, entity or source that was published."""

    at: tuple[str, ...]
    """Its addresses below the site's root, the present one first."""
    pages: int = 0
    """The most pages that its list of briefings has had; 0 where it never had one, nor a feed."""
    since: dt.date | None = None
    """Of a briefing without a date: the date of the newest briefing when it was first published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The record of a site's addresses, and what follows from it for this edition."""

    authority: str | None = None
    """Host and year in the ids of feed items, as they were when the site was first published."""
    residents: Mapping[str, Resident] = field(default_factory=dict)
    """By family and id, as `briefings/some-id`, `topics/regulation`, `pages/about`; sorted."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Former addresses of this edition's residents and their present ones; sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectsView:
    """`_redirects`: former addresses, for hosts that read them."""

    moved: tuple[tuple[str, str], ...]
    """Former addresses and those that took their place."""
    gone: tuple[str, ...] = ()
    """Addresses that say 410."""
    not_found: tuple[tuple[str, str], ...] = ()
    """Prefixes of parts of the site, as `/it`, and the page there for what is not found."""
    forced: bool = False
    """Whether there are pages at the former addresses too, which must not be shown instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedView:
    """A page at a former address: it sends browsers on, and needs no template."""

    target: str
    title: str
