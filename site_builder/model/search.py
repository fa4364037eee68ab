"""Search: what its page says, and what its index is made of between the briefings and the files that browsers fetch."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model.briefing import Body, Link
from site_builder.model.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a briefing is found by."""

    title: str
    names: tuple[str, ...]
    """Of its topics, entities and source, with their aliases."""
    text: tuple[str, ...]
    """Summary, key points, and names that stand in the body's gaps."""
    body: Body | None
    """Absent where bodies are not searched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """In which briefings of a segment each term stands: columns of one table, its rows in the order of the terms.

    A posting is a briefing's number within the segment and an impact from 0 to 15. The first of a term is kept as
    numbers, the others are written as in the shards (`search/coding.py`), so that segments are joined without being
    read.
    """

    terms: tuple[str, ...]
    counts: bytes
    """Postings less one."""
    firsts: bytes
    """The number of the first briefing."""
    impacts: bytes
    """The first impact."""
    lasts: bytes
    """The number of the last briefing."""
    rests: tuple[bytes, ...]
    """All postings but the first, each as the gap from the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The terms of some briefings that follow one another: the piece of the index that is remembered."""

    size: int
    """Briefings."""
    all: Postings
    strong: Postings
    """Of the terms that stand in many of the briefings: only where they stand in titles or names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFile:
    """One file of the index."""

    name: str
    """Below the folder of the index."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """A briefing by its title alone."""

    title: str
    url: str
    language: str
    date: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """`search.html`: the page for searching, and below it every briefing from A to Z. A theme may do without."""

    letters: tuple[Link, ...]
    """The pages from A to Z, by the letters with which titles begin; none where `/search/` lists all briefings."""
    index: str = ""
    """The folder of the index, for the page's script; empty on the pages from A to Z."""
    pagefind: bool = False
    """Whether the index is one of Pagefind."""
    letter: str = ""
    """The letter of a page from A to Z; its list is in `briefings`."""
    ranges: tuple[Link, ...] = ()
    """The pages of that letter, where it has several."""
    briefings: tuple[Titled, ...] = ()
    """By title."""
    total: int = 0
    """Briefings of the site, or of the page."""
