"""The authority files' records, and the groups of briefings that they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from site_builder.model.briefing import Outline
from site_builder.model.formats import Language, Line, Slug, Url

EntityKind = Literal["person", "organisation", "product", "place", "law", "event", "work", "other"]
GroupKind = Literal["topic", "source", "person", "organisation", "product", "place", "law", "event", "work", "other"]
GroupFamily = Literal["topics", "entities", "sources"]

KIND_PAGES: Mapping[GroupKind, str] = {
    "person": "people",
    "organisation": "organisations",
    "product": "products",
    "place": "places",
    "law": "laws",
    "event": "events",
    "work": "works",
}
"""For each kind of entity the address of its index, without slashes; also the key of its heading in a theme's words."""

OWN_TEXTS = frozenset({"index", "briefings", "topics", "entities", "sources", "timeline", *KIND_PAGES.values()})
"""Pages of the site itself to which people can add words of their own: files of content/pages that are called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRecord:
    """A record of content/entities.yml."""

    id: Slug
    name: Line
    kind: EntityKind
    aliases: tuple[Line, ...] = ()
    """Other names and spellings, in any language."""
    description: str = ""
    """Markdown."""
    names: Mapping[Language, Line] = field(default_factory=dict)
    """The name by language, where it differs."""
    wikidata: str | None = None
    """`Q` and a number."""
    homepage: Url | None = None

    @property
    def called(self) -> tuple[str, ...]:
        """Every name that means this record, the usual one first; its id, which means it too, is not among them."""
        return (self.name, *self.aliases, *self.names.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRecord:
    """A record of content/topics.yml."""

    id: Slug
    title: Line
    description: str = ""
    """Markdown: the topic page's own text."""
    parent: Slug | None = None
    keywords: tuple[Line, ...] = ()
    """Words and phrases that speak for the topic."""
    entities: tuple[Line, ...] = ()
    """Entities that speak for the topic."""
    aliases: tuple[Line, ...] = ()
    """Other and former names, and former ids: what was published under them leads here."""
    names: Mapping[Language, Line] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The title, under the name that the other records have for it."""
        return self.title

    @property
    def called(self) -> tuple[str, ...]:
        """Every name that means this record, the usual one first; its id, which means it too, is not among them."""
        return (self.title, *self.aliases, *self.names.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """A record of content/sources.yml: a publisher."""

    id: Slug
    name: Line
    aliases: tuple[Line, ...] = ()
    domains: tuple[Line, ...] = ()
    homepage: Url | None = None
    language: Language | None = None
    description: str = ""
    """Markdown."""
    names: Mapping[Language, Line] = field(default_factory=dict)

    @property
    def called(self) -> tuple[str, ...]:
        """Every name that means this record, the usual one first; its id, which means it too, is not among them."""
        return (self.name, *self.aliases, *self.names.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A record that ingest proposes in content/review.yml; a person accepts it by moving it to the authority file."""

    name: str
    kind: EntityKind = "other"
    aliases: tuple[str, ...] = ()
    why: str = ""
    seen_in: tuple[str, ...] = ()
    """Ids of articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """All authority files together."""

    topics: tuple[TopicRecord, ...] = ()
    entities: tuple[EntityRecord, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Briefings that share a topic, an entity or a source."""

    family: GroupFamily
    kind: GroupKind
    slug: str
    name: str
    members: tuple[str, ...]
    """Slugs of briefings, newest first."""
    aliases: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    text: Outline | None = None
    """The group's own words, where its record has some."""
    parent: str | None = None
    """The slug of a topic above this one."""
    homepage: str | None = None
    wikidata: str | None = None
    proposed: bool = False
    """Named by briefings, but not yet in its authority file."""
    prefix: str = ""
    """Of the part of the site that it is seen from, as `/it`."""
    homes: tuple[str, ...] = ("",)
    """The prefixes of the parts of the site in which it has a page; the first is where a part without one sends
    readers."""

    @property
    def key(self) -> str:
        """By which the site knows it, as `topics/regulation`."""
        return f"{self.family}/{self.slug}"

    @property
    def url(self) -> str:
        """Where its page lives, below the site's root."""
        return self.url_in(self.prefix)

    def url_in(self, prefix: str) -> str:
        """Where readers of the part of *prefix* find it."""
        home = prefix if prefix in self.homes else self.homes[0]
        return f"{home}/{self.family}/{self.slug}/"
