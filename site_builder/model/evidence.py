"""What a briefing is checked against: the text of an article, or its seal; and how much of a briefing was verified."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model.formats import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """A rule that a briefing may break, and why (`allow:` in front matter)."""

    rule: Line
    """A code such as `SB230`, or the beginning of one."""
    reason: Line
    text: Line | None = None
    """Words of the statement that is meant; all statements of the file where it is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleText:
    """The extracted text of an article: `content/articles/ID/text.txt`."""

    id: str
    paragraphs: tuple[str, ...]
    """`paragraphs[3]` is the `p4` of evidence."""
    language: str | None = None
    """A BCP 47 tag; decides how numbers and months in words are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedParagraph:
    """A numbered paragraph without its text; see `site_builder.evidence.seal` for how the numbers are made."""

    words: int
    """How many words it has."""
    runs: tuple[int, ...]
    """Its runs of five words as small numbers, ascending: each is below `64 * (words - 4)`."""
    facts: tuple[str, ...]
    """Its figures, dates and names as keyed hashes of 10 hexadecimal digits, ascending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """`content/articles/ID/seal.json`: enough of an article to check a briefing, too little to read it."""

    version: int
    sha256: str
    """Of the article's bytes as they came."""
    language: str | None
    cost: int
    """The parameter N of scrypt (RFC 7914)."""
    paragraphs: tuple[SealedParagraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """How many of a briefing's statements were checked against its articles, and how many of them hold."""

    statements: int = 0
    """Key points, quotations, and passages of the body that name the paragraph they rest on."""
    verified: int = 0
    sealed: bool = False
    """Whether any article was there as a seal only."""
