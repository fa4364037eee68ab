"""The configuration of a site, as `content/site.yml` says it: typed, and validated once at the door.

The names of the fields are the names that people type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from site_builder.model.formats import Language, Line, Positive, Slug, Url, ZoneName
from site_builder.model.hosts import HostName
from site_builder.model.moment import Moment

RuleSeverity = Literal["off", "warn", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOptions:
    """`feeds:` in site.yml."""

    items: Positive = 30
    """The newest briefings that a feed carries; at least 1."""
    content: Literal["full", "summary"] = "full"
    """Whether an item carries the whole briefing or its summary."""
    authority: str | None = None
    """Host and year, as `example.org,2026`, that make the ids of items unique in the world (RFC 4151).

    Once the site is public it should stay the same for ever, even when the site moves; the host of `base_url` serves
    where it is absent.
    """
    hub: Url | None = None
    """A WebSub hub (www.w3.org/TR/websub), which brings news to readers at once; `site-builder ping` tells it."""
    rights: Line | None = None
    """What readers may do with the texts, as `CC BY 4.0`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSelection:
    """One of `selections:` in site.yml: briefings that meet all of its conditions have a feed of their own."""

    name: Slug
    """Stands in the feed's address."""
    title: Line
    topic: Line | None = None
    """An id or name of topics.yml; likewise the other two."""
    entity: Line | None = None
    source: Line | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOptions:
    """`search:` in site.yml."""

    engine: Literal["own", "pagefind", "off"] = "own"
    """What makes the index: we do, Pagefind where it is installed, or nobody."""
    text: bool = True
    """Whether the text of a briefing is searched, besides its title, summary, key points and names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownOptions:
    """`markdown:` in site.yml."""

    typographer: bool = False
    """Curly quotes and dashes from plain ones."""
    html: Literal["escape", "sanitise"] = "escape"
    """What becomes of HTML in texts: text that readers see, or markup where its tags and attributes are harmless."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`limits:` in site.yml: what a single input may cost."""

    file_bytes: Positive = 10_000_000
    """The size of a text file, in bytes."""
    yaml_nodes: Positive = 500_000
    """The nodes of a YAML document, aliases counted each time they are used."""
    yaml_depth: Positive = 50
    """How deep a YAML document may nest."""
    markdown_characters: Positive = 500_000
    """The length of the Markdown of one file, or of one description in an authority file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who publishes the site."""

    name: Line
    url: Url | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOptions:
    """`mail:` in site.yml: what an edition that goes out by e-mail says of itself."""

    sender: Line | None = None
    """The address that it comes from; the publisher's serves where it is absent."""
    reply_to: Line | None = None
    unsubscribe: Line | None = None
    """Where readers say that they want no more: an https address, or an e-mail address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagePart:
    """One of `languages:` in site.yml: what the part of the site in a further language says of itself."""

    title: Line | None = None
    """The site's own title where it is absent; likewise the description."""
    description: str | None = None
    navigation: tuple[str, ...] = ()
    """Names of free pages that every page of the part links in its footer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """`security:` in site.yml: who is told of holes in the site's security (RFC 9116)."""

    contact: Line
    """An e-mail address, or an address that begins with https or tel."""
    expires: Moment
    """When what is said here is to be read no longer; less than a year ahead is advised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All of site.yml."""

    title: Line
    base_url: Url
    """Where the site will live: scheme, host, and perhaps a path; without a slash at the end once decoded."""
    description: str = ""
    """One sentence on what the site is; Markdown is not read here."""
    language: Language = "en"
    """A BCP 47 tag: the language of the site's own words, and of every briefing that does not name another."""
    languages: Mapping[Language, LanguagePart] = field(default_factory=dict)
    """Languages besides the site's own that have a part of the site to themselves, as `it` below `/it/`; briefings in
    any other language stand among those in the site's own."""
    timezone: ZoneName = "UTC"
    """An IANA name: the zone of dates that have none."""
    theme: str = "briefing"
    publisher: Person | None = None
    navigation: tuple[str, ...] = ()
    """Names of free pages that every page links in its footer, in this order."""
    page_size: Positive = 50
    """Briefings on one page of a list; at least 1."""
    feeds: FeedOptions = field(default_factory=FeedOptions)
    search: SearchOptions = field(default_factory=SearchOptions)
    markdown: MarkdownOptions = field(default_factory=MarkdownOptions)
    rules: Mapping[str, RuleSeverity] = field(default_factory=dict)
    """Severity by code or by a code's beginning: `SB210: error`, `SB2: "off"`."""
    limits: Limits = field(default_factory=Limits)
    publish_sources: bool = False
    """Whether the text of the articles is published; most may not be."""
    noindex: bool = False
    """Whether search engines are asked to stay away, as on a preview."""
    host: HostName | None = None
    """Who serves the site, which decides on the files that say how; Netlify's and Cloudflare's where it is absent."""
    charts: bool = True
    """Whether pages have pictures: coverage over time, languages of sources, and the network of entities."""
    editions: Literal["none", "weekly"] = "none"
    """Whether there is a page for the briefings of each week, and a feed of these pages."""
    mail: MailOptions = field(default_factory=MailOptions)
    selections: tuple[SavedSelection, ...] = ()
    """Feeds besides those of topics, entities, sources and languages."""
    cards: bool = True
    """Whether there are social cards: pictures that others show beside links to briefings, topics and entities."""
    markdown_twins: bool = True
    """Whether each briefing is there as Markdown as well, and `llms.txt` leads programs that read text to them."""
    security: Security | None = None
    """Makes `.well-known/security.txt`."""
    json_ld: bool = True
    """Whether pages say what they are in JSON-LD, for search engines."""
    redirects: Literal["auto", "file", "pages", "both"] = "auto"
    """How former addresses lead on: by a file that the host reads, by pages that send browsers on, or by what the host
    understands (`auto`)."""
    gone: tuple[Line, ...] = ()
    """Addresses that were published and lead nowhere on purpose."""
    precompress: tuple[Literal["gz", "br"], ...] = ()
    """Forms in which text files lie beside themselves, for servers that send them as they are."""
