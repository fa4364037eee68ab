"""The articles of one briefing, asked together: what its statements may rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from site_builder.evidence.calendar import keys_of
from site_builder.evidence.figures import Figure, supported
from site_builder.evidence.names import Names, plain_words
from site_builder.evidence.quotations import Part
from site_builder.evidence.sources import Source, TextSource
from site_builder.model.article import ArticleRecord
from site_builder.text.evidence import parse_evidence

_EDGE = 4
"""Words of a passage's beginning and end that a text fragment names."""
Passages = tuple[tuple[str, int], ...]
"""Articles and paragraphs (from 1) on which a statement rests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All that briefings are checked against."""

    records: Mapping[str, ArticleRecord]
    """By id."""
    articles: Mapping[str, Source]
    """Those that have a text or a seal, by id."""
    names: Names
    publishers: Mapping[str, tuple[str, ...]]
    """Every name of a publisher, by folded name or id."""
    language: str
    """That of briefings that name none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The articles that a briefing cites."""

    main: str
    """The id of the first, to which a bare `p4` belongs."""
    cited: tuple[str, ...]
    """Those that can be asked."""
    incomplete: bool
    """Whether others cannot."""
    articles: Mapping[str, Source]
    records: Mapping[str, ArticleRecord]
    metadata: frozenset[str]
    """What the articles' own dates make true."""
    everywhere: Passages
    """Every paragraph of every article."""

    def passages(self, evidence: Iterable[str]) -> Passages:
        """The passages that *evidence* names and that are at hand; its form is checked with the site."""
        named = (parse_evidence(text) for text in evidence)
        found = ((passage.article or self.main, passage.paragraph) for passage in named if passage is not None)
        return tuple(dict.fromkeys((name, number) for name, number in found if name in self.articles))

    def says(self, said: Sequence[Part], passages: Passages) -> bool | None:
        """Whether *passages* say it, those of one article together; None where it cannot be told."""
        answers = [
            self.articles[name].says(said, [number for article, number in passages if article == name])
            for name in articles_of(passages)
        ]
        return True if True in answers else None if None in answers else False

    def knows(self, figure: Figure, passages: Passages) -> bool:
        """Whether *passages*, or the articles' own dates, have *figure*."""
        keys = {key for reading in figure.readings for key in reading}
        known = keys & self.metadata
        if supported(figure, known):
            return True
        for name, number in passages:
            more = self.articles[name].knows(keys, number)
            # What is known only grows, so the rest of a long article need not be read.
            if more and supported(figure, known := known | more):
                return True
        return False

    def counts_otherwise(self, figure: Figure, passages: Passages) -> bool:
        """Whether *passages* count the same things as *figure* does."""
        key = f"c:{figure.counted}"
        return bool(figure.counted) and any(self.articles[name].knows((key,), number) for name, number in passages)

    def mentions(self, forms: Iterable[str], articles: Iterable[str]) -> bool:
        """Whether any of *articles* has any of *forms*, or is by someone of that name."""
        return any(self._mentions(form, article) for article in articles for form in forms)

    def _mentions(self, form: str, article: str) -> bool:
        record = self.records[article]
        told = (record.publisher, record.byline, record.title)
        return self.articles[article].mentions(form) or any(
            f" {form} " in f" {plain_words(text)} " for text in told if text
        )

    def fragments(self, evidence: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Text fragments of the passages that *evidence* names, as far as their originals have an address."""
        for article, number in self.passages(evidence):
            source = self.articles[article]
            if self.records[article].url is not None and isinstance(source, TextSource) and number <= source.size:
                yield f"{article}#p{number}", _fragment(source.text.paragraphs[number - 1])

    def label(self, passage: tuple[str, int]) -> str:
        """*passage* as people cite it."""
        article, number = passage
        return f"p{number}" if article == self.main else f"{article}#p{number}"

    def labels(self, passages: Passages) -> str:
        """*passages* as people cite them."""
        return ", ".join(self.label(passage) for passage in passages)

    def where(self, passages: Passages) -> str:
        """The places that were looked through, in words."""
        return (f"{self.labels(passages)} nor elsewhere in " if passages else "") + titles(self.cited)


def case_of(articles: Sequence[str], library: Library) -> Case:
    """The case of a briefing that cites *articles*."""
    cited = tuple(name for name in articles if name in library.articles and name in library.records)
    dates = (library.records[name].date for name in cited)
    sizes = {name: library.articles[name].size for name in cited}
    return Case(
        main=articles[0],
        cited=cited,
        incomplete=len(cited) < len(articles),
        articles={name: library.articles[name] for name in cited},
        records=library.records,
        metadata=frozenset(key for date in dates if date is not None for key in keys_of(date.day, date.time)),
        everywhere=tuple((name, number) for name, size in sizes.items() for number in range(1, size + 1)),
    )


def articles_of(passages: Passages) -> tuple[str, ...]:
    """The articles of *passages*, each once."""
    return tuple(dict.fromkeys(article for article, _ in passages))


def titles(articles: Iterable[str]) -> str:
    """*articles* in a message."""
    return " or ".join(f"`{article}`" for article in articles)


def _fragment(text: str) -> str:
    """The passage from its first words to its last, as a text fragment (WICG, Scroll to text fragment)."""
    said = text.split()
    if len(said) <= 2 * _EDGE:
        return _escaped(" ".join(said))
    return f"{_escaped(' '.join(said[:_EDGE]))},{_escaped(' '.join(said[-_EDGE:]))}"


def _escaped(text: str) -> str:
    # A hyphen has a meaning of its own in a text fragment.
    return quote(text, safe="").replace("-", "%2D")
