"""A page of the plan: its address, and all that it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from site_builder.model.briefing import Link
from site_builder.model.charts import TimelineView
from site_builder.model.config import Security
from site_builder.model.feeds import Feed
from site_builder.model.hosts import HostName
from site_builder.model.text import Text
from site_builder.model.views import (
    ArchiveView,
    BriefingView,
    FeedView,
    FreePageView,
    GroupIndexView,
    GroupView,
    HomeView,
    View,
)

PageFormat = Literal[
    "html",
    "rss",
    "atom",
    "json_feed",
    "opml",
    "sitemap",
    "text",
    "headers",
    "redirects",
    "moved",
    "server",
    "copy",
    "card",
    "icon",
    "manifest",
    "markdown",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that stands for a page or the site where others show it."""

    url: str
    alt: str
    """What it shows, in words."""
    width: int
    """In pixels, as is the height."""
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """A page that says the same in a language."""

    language: str
    url: str
    home: str
    """The home page of the part of the site that it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What an HTML page says of itself in its `<head>` and above its text."""

    title: str
    description: str
    """One or two sentences of plain text."""
    kind: Literal["website", "article"] = "website"
    feed: Link | None = None
    """The page's own feed, besides the site's."""
    noindex: bool = False
    crumbs: tuple[Link, ...] = ()
    """The pages above this one, the home page first."""
    section: str = ""
    """The part of the navigation that this page belongs to: the address of its index, as `/topics/`."""
    twin: str = ""
    """The address of the same text as Markdown; empty where there is none."""
    alternates: tuple[Alternate, ...] = ()
    """This page in every language that it is there in, its own included, the one to show to all others first."""
    image: Picture | None = None
    """The page's own social card; that of the site serves where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything that one file of the output says; no more is needed to render it, but for the bodies that it names."""

    url: str
    """Below the site's root, as `/topics/ai/` or `/feed.xml`."""
    view: View
    template: str = ""
    """The template's name; empty where the format needs none."""
    language: str
    format: PageFormat = "html"
    head: Head | None = None
    """Of HTML pages."""

    @property
    def texts(self) -> tuple[Text, ...]:
        """The bodies that the view shows, in its order: what has to be at hand to render the page."""
        match self.view:
            case BriefingView(body=body) | FreePageView(body=body):
                return (body,)
            case (
                GroupView(text=Text() as text)
                | GroupIndexView(text=Text() as text)
                | HomeView(text=Text() as text)
                | ArchiveView(text=Text() as text)
                | TimelineView(text=Text() as text)
            ):
                return (text,)
            case FeedView(items=items):
                return tuple(item.body for item in items if item.body is not None)
            case _:
                return ()

    @property
    def file(self) -> str:
        """The file below the output folder."""
        path = self.url.removeprefix("/")
        return path + "index.html" if not path or path.endswith("/") else path


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What all HTML pages of one language share, and may show besides their own view."""

    home: Link
    navigation: tuple[Link, ...]
    """The indexes of the site that have something to show."""
    footer: tuple[Link, ...]
    """Free pages and the feeds."""
    feeds: tuple[Feed, ...]
    """The site's own feeds in each format, for autodiscovery."""
    assets: Mapping[str, str] = field(default_factory=dict)
    """The theme's assets: name to address."""
    policy: str = ""
    """The Content Security Policy, where the host cannot send it as a header."""
    image: Picture | None = None
    """The site's social card, or its icon where there are no cards."""
    logo: Picture | None = None
    """The site's icon, large."""
    description: str = ""
    """What the site is, in a sentence."""
    languages: tuple[Alternate, ...] = ()
    """The home pages of the parts of the site, where it has one for each of several languages."""
    search: str = ""
    """The page for searching, which takes a query as `?q=`; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What every family of pages is given besides the site: settings, never content."""

    base_url: str
    title: str
    description: str
    language: str
    prefix: str = ""
    """Stands before the addresses of this scope's pages, as `/it`."""
    page_size: int = 50
    feed_items: int = 30
    full_text: bool = True
    """Whether feeds carry whole briefings."""
    noindex: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    """The theme's words for our own pages (`topics`, `people` ...), which stand in navigation and feeds."""
    feed_authority: str = ""
    """Host and year, as `example.org,2026`: what makes the ids of feed items unique in the world (RFC 4151)."""
    footer: tuple[str, ...] = ()
    """Slugs of free pages for the footer."""
    host: HostName | None = None
    """Who serves the site."""
    weekly: bool = False
    """Whether there are weekly editions."""
    charts: bool = True
    """Whether pages have pictures."""
    search: Literal["own", "pagefind", "off"] = "off"
    """What makes the index that readers search."""
    redirects: Literal["none", "file", "pages", "both"] = "file"
    """How former addresses lead on."""
    gone: tuple[str, ...] = ()
    """Former addresses that lead nowhere on purpose."""
    parts: tuple[Scope, ...] = ()
    """Where each of several languages has a part of the site: the scopes of all, the site's own language first."""
    cards: bool = True
    """Whether there are social cards."""
    accent: str = "#9a3412"
    """The theme's colour, for cards and icons."""
    twins: bool = True
    """Whether briefings are there as Markdown as well, and `llms.txt` leads to them."""
    security: Security | None = None
    """Who is told of holes in the site's security."""
    icon: str = ""
    """The site's own icon as SVG; empty where it has none."""
