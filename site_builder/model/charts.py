"""Pictures as values: what a chart says. Its shape is made by the template filters `bars`, `line` and `drawn`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from site_builder.model.briefing import Card, Link
from site_builder.model.entity import GroupKind
from site_builder.model.moment import Moment
from site_builder.model.text import Text

Unit = Literal["day", "week", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How many briefings a span of time brought, in steps of equal kind; steps without any are there, with 0."""

    unit: Unit
    first: Moment
    """The first day of the first step; weeks begin on Monday (ISO 8601)."""
    counts: tuple[int, ...]
    """For each step, the oldest first; at least two, and no more than about forty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A language, and how much of the site is in it."""

    language: str
    """A tag such as `it`; the template filter `language_name` says it in words."""
    count: int
    """Of its briefings."""
    sources: int
    """How many sources wrote what they rest on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity in the network."""

    name: str
    url: str
    kind: GroupKind
    count: int
    """Of its briefings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two entities that the same briefings name."""

    one: int
    """A place in `NetworkView.nodes`, from 0; smaller than `other`."""
    other: int
    count: int
    """Of the briefings that name both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkView:
    """`network.html`: the entities that are named most, and which of them are named together."""

    nodes: tuple[Node, ...]
    """The most mentioned first; only those that share a briefing with another one here."""
    ties: tuple[Tie, ...]
    """The strongest, by the places of their nodes."""
    total: int
    """Entities of the site that a briefing names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLink:
    """A month, and where its briefings are listed; the template filter `date("month")` names it."""

    first: Moment
    """Its first day."""
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCount:
    """A month on the timeline."""

    first: Moment
    """Its first day."""
    url: str
    count: int
    cards: tuple[Card, ...]
    """Of the newest months all briefings, of others none, so that the page stays small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year on the timeline, its newest month first."""

    year: int
    url: str
    count: int
    months: tuple[MonthCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """`timeline.html`: all dated briefings along time, or those of one year."""

    years: tuple[Year, ...]
    """Newest first; on the page of a year that one."""
    total: int
    """Briefings with a date."""
    undated: int
    """Briefings of the site without one, which only the list of all has."""
    trend: Trend | None = None
    newer: Link | None = None
    """The year after this one, on the page of a year."""
    older: Link | None = None
    text: Text | None = None
    """A person's own words: content/pages/timeline.md."""
