"""A briefing: what people type (`FrontMatter`), what a file says (`Briefing`, `Body`), what others see (`Card`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from site_builder.model.evidence import Allowed
from site_builder.model.formats import Language, Line, Slug, Url
from site_builder.model.moment import Moment
from site_builder.model.problem import Problem

Status = Literal["draft", "published"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint:
    """A statement, and the passages on which it rests."""

    shorthand: ClassVar[str] = "text"
    """Written as plain text, it is this field."""

    text: Line
    evidence: tuple[Line, ...] = ()
    """`p4` is paragraph 4 of the briefing's first article, `some-article#p4` of another."""
    quote: str | None = None
    """The exact words of the passage, where they are quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words that an article quotes, and who says them."""

    text: Line
    speaker: Line | None = None
    """An entity's name; absent where the article leaves it open."""
    evidence: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A published statement that was changed."""

    date: Moment
    text: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The contract with people: the fields between the `---` lines, under the names that they type."""

    title: Line
    date: Moment | None = None
    """When the article appeared; absent where that is not known."""
    id: Line | None = None
    """Minted at ingest and never changed: feeds know the briefing by it. The slug serves where it is absent."""
    slug: Slug | None = None
    """The last part of the address; the file's name where it is absent."""
    updated: Moment | None = None
    expires: Moment | None = None
    """From this moment on the briefing is left out."""
    language: Language | None = None
    status: Status = "published"
    summary: str = ""
    source: Line | None = None
    """The publisher: an id or name of sources.yml."""
    byline: Line | None = None
    original_url: Url | None = None
    articles: tuple[Line, ...] = ()
    """Ids in content/articles: what the briefing rests on, the main one first."""
    key_points: tuple[KeyPoint, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    topics: tuple[Line, ...] = ()
    entities: tuple[Line, ...] = ()
    """Ids, names or aliases; what it is about before what it mentions."""
    translation_of: str | None = None
    """The slug of the briefing that says the same in another language."""
    redirects: tuple[str, ...] = ()
    """Former addresses."""
    corrections: tuple[Correction, ...] = ()
    allow: tuple[Allowed, ...] = ()
    """Rules of evidence that the briefing may break, each with its reason."""
    noindex: bool = False
    review: tuple[str, ...] = ()
    """What ingest was not sure of; an editor deletes a line when it is settled."""


ReferenceKind = Literal["wiki", "link", "image", "evidence"]
ReferencePart = Literal["url", "name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A place in a body where something of the site is named, to be filled in once the site is known."""

    kind: ReferenceKind
    target: str
    """As written: `TikTok`, `topic:regulation`, `other-briefing.md#part`, `../assets/map.png`, `p4`. Addresses are
    percent-encoded."""
    part: ReferencePart
    """What stands in this place: the address, or the name of what it leads to."""
    line: int
    """In the file, from 1."""
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of a body, for tables of contents and for checking fragments."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The Markdown of a file as HTML, with a gap for each reference.

    The page is `html[0] + x[0] + html[1] + x[1] + ... + html[-1]`, with x[i] for `references[i]` of the `Outline`. A
    gap stands in an attribute, and takes an address, exactly where the piece before it ends with `="`.
    """

    html: tuple[str, ...]
    """One piece more than there are references; safe to send: raw HTML of the author is escaped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What the rest of the site may know of a body without holding it."""

    fingerprint: str
    """Of the body: the name by which pages carry it."""
    references: tuple[Reference, ...] = ()
    headings: tuple[Heading, ...] = ()
    words: int = 0
    remarks: tuple[Problem, ...] = ()
    """What the site's rules may object to; without a path, lines counted in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """A file of content/briefings, without its body."""

    slug: str
    path: str
    """Relative to the site's root, with forward slashes."""
    head: FrontMatter
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each field of the front matter that is present, for messages."""
    outline: Outline
    fingerprint: str
    """Of the file's bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePage:
    """A file of content/pages, without its body."""

    slug: str
    path: str
    title: str
    description: str = ""
    language: str | None = None
    noindex: bool = False
    redirects: tuple[str, ...] = ()
    prefix: str = ""
    """Of the part of the site that it belongs to, as `/it`."""
    outline: Outline

    @property
    def key(self) -> str:
        """By which the site knows it: `pages/about`, `pages/it/about`."""
        return f"pages{self.prefix}/{self.slug}"

    @property
    def url(self) -> str:
        """Where it stands, below the site's root; the words of `index.md` stand on the home page."""
        return f"{self.prefix}/" if self.slug == "index" else f"{self.prefix}/{self.slug}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A name and where it leads."""

    name: str
    url: str
    """Below the site's root (`/topics/regulation/`), or a whole address elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A briefing as other pages see it; no body, so that editing a body touches one page."""

    slug: str
    title: str
    url: str
    date: Moment | None
    updated: Moment | None
    language: str
    summary: str
    draft: bool
    source: Link | None
    topics: tuple[Link, ...]
    minutes: int
    """Reading time, at least 1."""
    fingerprint: str
    """Of all the fields above, so that a list of cards is named without reading them again."""

    def __hash__(self) -> int:
        # Of equal cards it is the same; to hash all fields takes ten times as long.
        return hash(self.fingerprint)
