"""An article: what came in, the text found in it, and the clues that say what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from site_builder.model.formats import Language, Line, Slug, Url
from site_builder.model.moment import Moment

BlockKind = Literal["heading", "paragraph", "item"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading or list item of the article's own text."""

    kind: BlockKind
    text: str
    number: int
    """Counted from 1 over all blocks: the `p4` that evidence refers to."""
    line: int
    """The line of the source on which it begins, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A line that is not part of the article, and why we think so."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One reason to believe something about the article."""

    what: Literal["title", "date", "publisher", "byline", "language", "url"]
    value: str
    """As it would be written in front matter."""
    why: str
    """A phrase such as `line 3 says "Published"`."""
    weight: float
    """From 0 to 1; the heaviest clue of a kind wins."""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as read: the value in which every reader ends."""

    origin: str
    """The file name or address from which it came."""
    sha256: str
    """Of the bytes as they came, 64 lower-case hexadecimal digits."""
    size: int
    """Bytes as they came."""
    media_type: str
    encoding: str
    blocks: tuple[Block, ...]
    language: str
    clues: tuple[Clue, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """`content/articles/ID/article.yml`: what is known of an article, without its text."""

    id: Slug
    sha256: str
    size: int | None = None
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    origin: str | None = None
    retrieved: Moment | None = None
    """When it was taken in; absent where nobody wrote it down."""
    title: Line | None = None
    """The article's own headline; absent where the text has none."""
    date: Moment | None = None
    publisher: Line | None = None
    byline: Line | None = None
    language: Language | None = None
    url: Url | None = None
    copy_of: Slug | None = None
    """The id of the article of which this is a copy: the briefing on that one rests on both."""
    paragraphs: int | None = None
    """How many numbered paragraphs the extracted text has."""
