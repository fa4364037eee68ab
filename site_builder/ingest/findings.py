"""What ingest finds in an article, before it becomes front matter."""

from __future__ import annotations

from dataclasses import dataclass, field

from site_builder.model.article import Clue
from site_builder.model.entity import EntityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A whole sentence of the article, and where it stands."""

    text: str
    block: int
    """The number of its paragraph: the 4 of `p4`."""
    start: int
    """Its offset in the paragraph."""

    @property
    def evidence(self) -> str:
        """As key points refer to it: `p4`."""
        return f"p{self.block}"


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a name stands."""

    block: int
    """The number of the paragraph; 0 is the headline."""
    start: int
    end: int
    text: str
    """As written there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEntity:
    """Something that the article names."""

    name: str
    """The name of its record, or the fullest form in the text."""
    kind: EntityKind
    record: str | None
    """The id of its record in entities.yml; None for one that is new."""
    aliases: tuple[str, ...]
    """The other forms in the text, in order of appearance."""
    mentions: tuple[Mention, ...]
    why: str
    """The heaviest reason for its kind; the record's authority needs none."""
    weight: float
    """What speaks for the kind, summed up; 0 where nothing does."""
    salience: float
    """How much the article is about it; comparable within the article only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTopic:
    """A topic of topics.yml for which enough words speak."""

    id: str
    words: tuple[str, ...]
    """The words found, the most frequent first."""
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuotation:
    """Words in quotation marks."""

    text: str
    """Without the marks."""
    block: int
    start: int
    """The offset of the first word in the paragraph."""
    speaker: str | None
    """A name as found, or None where the text leaves it open."""
    why: str = ""
    """The cue by which the speaker was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedPoint:
    """A statement of a language model that holds against the paragraphs that it names."""

    text: str
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What a language model drafted, without what did not hold; empty where nothing did."""

    title: str
    summary: str
    key_points: tuple[DraftedPoint, ...]
    topics: tuple[str, ...]
    """Ids."""
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that was found in one article."""

    title: str
    title_from: Passage | None
    """The sentence from which the title is derived; None where the article has a headline."""
    chosen: tuple[Clue, ...]
    """For each thing that is known the clue that was believed."""
    open: tuple[Clue, ...]
    """The heaviest clue of what is left open, since it is not heavy enough."""
    summary: Passage | None
    key_points: tuple[Passage, ...]
    quotations: tuple[FoundQuotation, ...] = ()
    entities: tuple[FoundEntity, ...] = ()
    """What the article is about before what it mentions."""
    topics: tuple[FoundTopic, ...] = ()
    drafted: Drafted | None = None
    """What takes the place of rules in the front matter; the text stays made of the article's own passages."""
    notes: tuple[str, ...] = field(default=())
    """What an editor should look at, in words."""
