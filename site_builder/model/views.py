"""What a template is given: one value for each kind of page. This file is the theme author's reference.

Addresses are below the site's root (`/topics/ai/`); the template filter `href` makes them fit for a link.
"""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model.addresses import MovedView, RedirectsView
from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Card, Correction, Heading, Link
from site_builder.model.charts import MonthLink, NetworkView, Share, TimelineView, Trend
from site_builder.model.entity import GroupKind
from site_builder.model.evidence import Verified
from site_builder.model.export import ExportView
from site_builder.model.feeds import Feed, OpmlView
from site_builder.model.files import CopyView, HeadersView, PlainView, ServerView, SitemapView
from site_builder.model.moment import Moment
from site_builder.model.pictures import IconView, ManifestView, SocialCardView
from site_builder.model.search import SearchView
from site_builder.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A group, as other pages list it."""

    name: str
    url: str
    kind: GroupKind
    count: int
    """Of briefings; where two groups meet, of the briefings that they share."""
    trend: Trend | None = None
    """Its coverage over the whole time of the site, where a page compares a few of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A group that a briefing names. Without a count: it would change this page whenever another briefing came."""

    name: str
    url: str
    kind: GroupKind
    wikidata: str | None = None
    homepage: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLink:
    """The passage on which a statement rests."""

    label: str
    """As `¶ 4`."""
    url: str
    """An address on the same page, as `#source-1`, or whole."""
    title: str
    """What it leads to, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A key point with its evidence."""

    text: str
    quote: str | None
    evidence: tuple[EvidenceLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation with its speaker and its evidence."""

    text: str
    speaker: Link | None
    """`url` is empty where the speaker has no page."""
    evidence: tuple[EvidenceLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement of a briefing that an entity's page repeats."""

    card: Card
    """Of the briefing."""
    before: str
    """The sentence up to the entity's name; all of it where the entity speaks."""
    name: str = ""
    """The name as it stands there, to be marked."""
    after: str = ""
    evidence: tuple[EvidenceLink, ...] = ()
    quoted: bool = False
    """Whether these are the entity's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedCard:
    """Another briefing, and what both are about."""

    card: Card
    shared: tuple[Named, ...]
    """Topics and entities of both, the rarest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """The briefing before or after another one."""

    name: str
    """Its title."""
    url: str
    language: str
    """Of the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where a page of a list stands. Pages are numbered from the oldest, so that a new briefing shifts none of them."""

    number: int
    total: int
    newer: str | None
    """An address; absent on the newest page."""
    older: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The briefings of one month, newest first."""

    year: int
    month: int
    """From 1 to 12; 0 holds the briefings without a date."""
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """`home.html`: the newest briefings, and ways into the rest."""

    months: tuple[Month, ...]
    entities: tuple[Mention, ...]
    """The most mentioned, most briefings first."""
    topics: tuple[Mention, ...]
    total: int
    """How many briefings the site has."""
    archive: str
    """The address of the list of all."""
    text: Text | None = None
    """A person's own words: content/pages/index.md."""
    network: str = ""
    """The address of the network of entities, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingView:
    """`briefing.html`: one briefing."""

    card: Card
    body: Text
    contents: tuple[Heading, ...]
    """The headings of the body, for a table of contents."""
    words: int
    byline: str | None
    original_url: str | None
    key_points: tuple[Statement, ...]
    quotations: tuple[Quoted, ...]
    entities: tuple[Named, ...]
    """In the order of the front matter: what it is about before what it mentions."""
    articles: tuple[ArticleRecord, ...]
    """What it rests on, the main article first."""
    corrections: tuple[Correction, ...]
    related: tuple[RelatedCard, ...]
    translations: tuple[Card, ...]
    newer: Neighbour | None
    older: Neighbour | None
    verified: Verified | None = None
    """How many statements the check of evidence verified; absent where there was nothing to check them against."""
    edited: bool | None = None
    """Whether a person has changed what ingest wrote; absent where nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """`topic.html`, `entity.html`, `source.html`: the briefings of one group."""

    name: str
    kind: GroupKind
    aliases: tuple[str, ...]
    text: Text | None
    """On the newest page of the list only; so are children, together and topics."""
    homepage: str | None
    wikidata: str | None
    parent: Link | None
    children: tuple[Mention, ...]
    """Topics below this one."""
    cards: tuple[Card, ...]
    """Of this page of the list, newest first."""
    total: int
    """Briefings of the group; an older page of the list counts its own, so that it stays as it is when others come."""
    first: Moment | None
    """The date of the oldest dated briefing that is counted."""
    last: Moment | None
    pager: Pager
    together: tuple[Mention, ...]
    """Entities in the same briefings, the most shared first; their own entity left out."""
    topics: tuple[Mention, ...]
    """Topics of the same briefings; empty on a topic's page."""
    said: tuple[Said, ...] = ()
    """What was said of and by an entity, newest first."""
    trend: Trend | None = None
    """Its coverage over time, on the newest page of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupIndexView:
    """`index.html`: all groups of a family or a kind, by kind and name."""

    family: str
    """`topics`, `entities` or `sources`."""
    kind: GroupKind | None
    """On the page of one kind of entity."""
    kinds: tuple[Link, ...]
    """The pages of single kinds, where the family has some."""
    groups: tuple[Mention, ...]
    text: Text | None = None
    """A person's own words: the file of content/pages that is called like the page, as `topics.md`."""
    languages: tuple[Share, ...] = ()
    """On the page of all sources: the languages of their briefings, most first, where there are several."""
    network: str = ""
    """On the page of all entities: the address of their network, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveView:
    """`archive.html`: one page of the list of all briefings, or of those of one month."""

    months: tuple[Month, ...]
    total: int
    """Briefings of the list; an older page counts its own, so that it stays as it is when others come."""
    pager: Pager
    month: MonthLink | None = None
    """On the pages of one month."""
    newer: MonthLink | None = None
    """The month after it that has briefings, on its newest page; likewise the one before."""
    older: MonthLink | None = None
    text: Text | None = None
    """A person's own words: content/pages/briefings.md."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePageView:
    """`page.html`: a page that a person wrote."""

    title: str
    body: Text
    contents: tuple[Heading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsView:
    """`feeds.html`: every feed of the site, for people."""

    site: tuple[Feed, ...]
    """The whole site, in each format."""
    topics: tuple[Feed, ...]
    entities: tuple[Feed, ...]
    sources: tuple[Feed, ...]
    languages: tuple[Feed, ...] = ()
    """Named by their tags; only where there is more than one language."""
    selections: tuple[Feed, ...] = ()
    """Those that the site's settings name, and that of corrections."""
    opml: str = ""
    """The address of the list of all feeds, for readers to import."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """`404.html`: what a host shows when nothing is found."""

    topics: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """A briefing in a feed."""

    id: str
    """Stable for ever, as `tag:example.org,2026:some-briefing`."""
    card: Card
    body: Text | None
    """Absent where the feed carries summaries."""
    byline: str | None
    original_url: str | None
    source: str | None
    """The publisher's name."""
    categories: tuple[str, ...]
    since: Moment | None = None
    """Where the briefing has no date: that of the newest one when it was first published."""
    key_points: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    """For each key point the place on the page where its evidence is, as `#source-1`; empty where it has none."""
    entities: tuple[Named, ...] = ()
    corrections: tuple[Correction, ...] = ()
    listing: tuple[Card, ...] = ()
    """In place of a body: the briefings of an edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A feed: rendered by feedgen, without a template."""

    title: str
    description: str
    link: str
    """The page that the feed follows."""
    items: tuple[FeedItem, ...]
    """Newest first."""
    id: str = ""
    """Of the feed itself, where its format has one: stable for ever."""
    moved_to: str = ""
    """The feed's own address, where it stands at a former one as well."""
    corrections: str = ""
    """The heading of an item's corrections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """`edition.html`, and `email.html` where it goes out by e-mail: the briefings of a week, or of any days."""

    week: tuple[int, int] | None
    """Year and number by ISO 8601; absent where the days are no such week."""
    first: Moment
    """The first day."""
    last: Moment
    """The last day, which is part of the edition."""
    cards: tuple[Card, ...]
    """Newest first."""
    entities: tuple[Mention, ...]
    """The most named in these briefings, most first."""
    newer: Link | None = None
    older: Link | None = None
    online: str | None = None
    """The edition's page, in an e-mail; absent where it has none."""
    unsubscribe: str | None = None
    """An address, in an e-mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionsView:
    """`editions.html`: the editions of all weeks."""

    editions: tuple[Link, ...]
    """Newest first."""
    feed: str


View = (
    HomeView
    | BriefingView
    | GroupView
    | GroupIndexView
    | ArchiveView
    | TimelineView
    | NetworkView
    | FreePageView
    | FeedsView
    | NotFoundView
    | SearchView
    | FeedView
    | SitemapView
    | PlainView
    | HeadersView
    | ServerView
    | OpmlView
    | RedirectsView
    | MovedView
    | EditionView
    | EditionsView
    | ExportView
    | CopyView
    | SocialCardView
    | IconView
    | ManifestView
)
