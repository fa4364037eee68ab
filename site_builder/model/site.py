"""The site model: everything that pages may ask about, before there are pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.model.addresses import Addresses
from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Briefing, Card, FreePage
from site_builder.model.entity import Group
from site_builder.model.evidence import Verified


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another briefing worth reading, and why."""

    slug: str
    shared: tuple[str, ...]
    """Keys of the groups that both belong to, the rarest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """A selection of briefings that the site's settings name."""

    name: str
    title: str
    members: tuple[str, ...]
    """Slugs of briefings, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that goes out as it is."""

    name: str
    """Relative to its assets folder, with forward slashes."""
    path: str
    """Where it is read: absolute, in the form of this machine; never part of a page or a key."""
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Slugs rather than object references throughout, so that it can be compared and sent."""

    briefings: Mapping[str, Briefing]
    """By slug, newest first."""
    cards: Mapping[str, Card]
    """By slug, newest first."""
    groups: Mapping[str, Group]
    """By key `family/slug`, as `entities/tiktok`; groups without members included; sorted by key."""
    memberships: Mapping[str, tuple[str, ...]]
    """The keys of a briefing's groups, by its slug: topics and entities as it names them, then the source."""
    related: Mapping[str, tuple[Related, ...]] = field(default_factory=dict)
    translations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The other briefings that say the same, by slug."""
    pages: tuple[FreePage, ...] = ()
    articles: Mapping[str, ArticleRecord] = field(default_factory=dict)
    assets: Mapping[str, Asset] = field(default_factory=dict)
    """Content assets by name."""
    gaps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What fills the references of a body, in their order, by owner: `briefings/slug`, `pages/slug`, `topics/slug`."""
    selections: tuple[Selected, ...] = ()
    """Those of site.yml, as it orders them."""
    ids: Mapping[str, str] = field(default_factory=dict)
    """What feeds know a briefing by, by slug."""
    addresses: Addresses = field(default_factory=Addresses)
    """All that this site has published, with this edition."""
    verified: Mapping[str, Verified] = field(default_factory=dict)
    """How many statements of a briefing were checked against its articles, by slug."""
    passages: Mapping[str, str] = field(default_factory=dict)
    """Text fragments (without `#:~:text=`) that find cited passages in their originals, by `some-article#p4`."""
    edited: Mapping[str, bool] = field(default_factory=dict)
    """Whether a person has changed what ingest wrote, by slug; of briefings of which this is known."""
    elsewhere: Mapping[str, Card] = field(default_factory=dict)
    """Seen from one of several parts: the briefings of the whole site, by slug."""
