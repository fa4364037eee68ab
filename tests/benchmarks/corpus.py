"""A seeded corpus to measure with: briefings of about 450 words, the words made by rule, and nothing copied.

The same seed and number give the same corpus on every machine. A briefing follows from its own index, so that none has
to be kept while the others are made.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

TOPICS = 40
SOURCES = 12
WORDS = 6_000
PARAGRAPHS = 15
"""Of an article, each of some 70 words."""
FIRST_DAY = dt.date(2014, 1, 6)
DAYS = 12 * 365
"""Briefings are spread over these years, the oldest first; none lies in the future of who runs the benchmark."""

Kind = Literal["entities", "topics", "sources", "briefings"]

_ONSETS = (*"bcdfghjklmnprstvw", "br", "ch", "dr", "fl", "gr", "pl", "qu", "st", "tr")
_VOWELS = (*"aeiou", "ai", "ea", "io", "ou")
_CODAS = ("", "", "", *"lnrstm", "nd")
_ENTITY_KINDS = ("person", "organisation", "product", "place", "law", "event", "work")


@dataclass(frozen=True, slots=True)
class Ref:
    """A link within the site: each layout writes it in its own way."""

    kind: Kind
    slug: str
    name: str
    label: str | None = None
    """The words that lead there, where they are not the name."""


Text = tuple["str | Ref", ...]
"""Markdown, with the links still to be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A topic, an entity or a source."""

    kind: Kind
    slug: str
    name: str
    type: str = ""
    """`person`, `place` ... of an entity."""
    aliases: tuple[str, ...] = ()
    text: tuple[Text, ...] = ()
    """Paragraphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a briefing rests on, and where: key points and quotations that stand in its paragraphs."""

    paragraphs: tuple[str, ...]
    key_points: tuple[tuple[str, int], ...]
    """Each with the paragraph (from 1) on which it rests."""
    quotations: tuple[tuple[str, str, int], ...]
    """Words, speaker and paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What every layout makes a file of."""

    slug: str
    title: str
    date: dt.datetime
    """In UTC."""
    source: Record
    summary: str
    key_points: tuple[str, ...]
    topics: tuple[Record, ...]
    entities: tuple[Record, ...]
    body: Text
    article: Article | None = None


class Corpus:
    """`Corpus(1000)[17]` is the eighteenth of a thousand briefings, oldest first; `[1000]` is the next to come."""

    def __init__(self, size: int, seed: int = 1, *, articles: bool = False) -> None:
        """With *articles* each briefing has one, in which its key points and quotations stand."""
        self.size = size
        self.articles = articles
        self.seed = seed
        rng = random.Random(f"{seed}/words")
        self._words = tuple(itertools.islice(_coined(rng), WORDS))
        self._word_weights = _zipf(WORDS)
        names = _names(random.Random(f"{seed}/names"))
        self.topics = tuple(self._topic(next(names)) for _ in range(TOPICS))
        self.sources = tuple(
            Record(kind="sources", slug=_slug(name), name=name)
            for name in (f"{next(names)} Gazette" for _ in range(SOURCES))
        )
        self.entities = tuple(self._entity(number, next(names)) for number in range(max(10, size // 10)))
        self._topic_weights = _zipf(TOPICS)
        self._entity_weights = _zipf(len(self.entities))
        self._source_weights = _zipf(SOURCES)

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[Briefing]:
        return (self[index] for index in range(self.size))

    def __getitem__(self, index: int) -> Briefing:
        rng = random.Random(f"{self.seed}/{index}")
        topics = _some(rng, self.topics, self._topic_weights, 1 + int(rng.random() * 3))
        entities = _some(rng, self.entities, self._entity_weights, 3 + int(rng.random() * 5))
        day = FIRST_DAY + dt.timedelta(days=index * DAYS // max(1, self.size))
        time = dt.time(6 + int(rng.random() * 16), int(rng.random() * 60))
        briefing = Briefing(
            slug=self.slug(index),
            title=self._title(index),
            date=dt.datetime.combine(day, time, dt.UTC),
            source=_some(rng, self.sources, self._source_weights, 1)[0],
            summary=self._sentence(rng, 24),
            key_points=tuple(self._sentence(rng, 16) for _ in range(4)),
            topics=topics,
            entities=entities,
            body=self._body(rng, index, topics, entities),
        )
        return replace(briefing, article=self._article(index, briefing)) if self.articles else briefing

    def slug(self, index: int) -> str:
        """The last part of a briefing's address, and the name of its file."""
        return f"{_slug(self._title(index))}-{index}"

    def _article(self, index: int, briefing: Briefing) -> Article:
        entities = briefing.entities
        rng = random.Random(f"{self.seed}/article/{index}")
        paragraphs: list[str] = []
        points: list[tuple[str, int]] = []
        quotations: list[tuple[str, str, int]] = []
        for number in range(1, PARAGRAPHS + 1):
            said, name = self._prose(rng, 4), entities[int(rng.random() * len(entities))].name
            figure, count = f"{1 + int(rng.random() * 900)},000", f"{10 + int(rng.random() * 80)} percent"
            claim = f"{' '.join(self._some_words(rng, 6))} {figure} {' '.join(self._some_words(rng, 4))} {count}"
            paragraphs.append(f"{said} {name} {claim}.")
            if number % 4 == 1:
                points.append((f"{name} {claim}.", number))
            if number in {2, 6}:
                quotations.append((" ".join(said.split()[3:17]), name, number))
        # What the tables of the body say is to be found as well.
        in_tables = re.findall(r"\| (\d+) \|", written(briefing.body, lambda ref: ref.name))
        paragraphs[-1] += "".join(f" {self._prose(rng, 1)[:-1]} {figure}." for figure in in_tables)
        return Article(paragraphs=tuple(paragraphs), key_points=tuple(points), quotations=tuple(quotations))

    def _title(self, index: int) -> str:
        rng = random.Random(f"{self.seed}/title/{index}")
        return " ".join(self._some_words(rng, 5 + int(rng.random() * 4))).capitalize()

    def _topic(self, name: str) -> Record:
        rng = random.Random(f"{self.seed}/topics/{name}")
        text = tuple((f"{self._sentence(rng, 18)} {self._sentence(rng, 14)}",) for _ in range(2))
        return Record(kind="topics", slug=_slug(name), name=name, text=text)

    def _entity(self, number: int, name: str) -> Record:
        rng = random.Random(f"{self.seed}/entities/{name}")
        topic = self.topics[int(rng.random() * TOPICS)]
        text: Text = (f"{self._sentence(rng, 12)[:-1]}, as in ", _ref(topic), ".")
        return Record(
            kind="entities",
            slug=_slug(name),
            name=name,
            type=_ENTITY_KINDS[number % len(_ENTITY_KINDS)],
            aliases=(f"{name} Group",) if number % 3 == 0 else (),
            text=(text,) if number % 2 == 0 else (),
        )

    def _some_words(self, rng: random.Random, count: int) -> list[str]:
        return rng.choices(self._words, cum_weights=self._word_weights, k=count)

    def _sentence(self, rng: random.Random, words: int) -> str:
        said = self._some_words(rng, words)
        if words > 10:
            said[words // 2] += ","
        said[0] = said[0].capitalize()
        return " ".join(said) + "."

    def _prose(self, rng: random.Random, sentences: int) -> str:
        return " ".join(self._sentence(rng, 9 + int(rng.random() * 12)) for _ in range(sentences))

    def _body(self, rng: random.Random, index: int, topics: Sequence[Record], entities: Sequence[Record]) -> Text:
        heading = ("## " + " ".join(self._some_words(rng, 3)).capitalize() for _ in range(3))
        footnotes = rng.random() < 0.5
        parts: list[str | Ref] = [
            self._prose(rng, 4) + " In ",
            _ref(entities[0]),
            " and ",
            _ref(entities[1]),
            f" **{self._sentence(rng, 5)}** {self._prose(rng, 2)}",
            "[^1]\n\n" if footnotes else "\n\n",
            f"{next(heading)}\n\n{self._prose(rng, 6)}\n\n",
            *(f"- {self._sentence(rng, 9)}\n" for _ in range(4)),
            "\n",
        ]
        if rng.random() < 0.5:
            parts += [*self._table(rng), "\n"]
        parts += [f"{next(heading)}\n\nSee ", _ref(entities[2], " ".join(self._some_words(rng, 2))), ": "]
        parts += [f"{self._prose(rng, 5)}", "[^note]\n\n" if footnotes else "\n\n"]
        if rng.random() < 0.25:
            parts.append(f"> {self._prose(rng, 2)}\n\n")
        parts.append(f"{next(heading)}\n\n{self._prose(rng, 3)} *{self._sentence(rng, 4)}*")
        if index > 0:
            for _ in range(1 + int(rng.random() * 2)):
                other = int(rng.random() * index)
                label = " ".join(self._some_words(rng, 3))
                parts += [" See also ", Ref("briefings", self.slug(other), "", label), "."]
        parts += [" More on ", _ref(topics[0]), f". {self._prose(rng, 2)} <https://example.com/{index}>\n"]
        if footnotes:
            parts.append(f"\n[^1]: {self._sentence(rng, 12)}\n[^note]: {self._sentence(rng, 10)}\n")
        return tuple(parts)

    def _table(self, rng: random.Random) -> Iterator[str]:
        yield f"| {' | '.join(self._some_words(rng, 3))} |\n|---|---|--:|\n"
        for _ in range(4):
            yield f"| {' | '.join(self._some_words(rng, 2))} | {int(rng.random() * 100_000)} |\n"


def written(text: Text, link: Callable[[Ref], str]) -> str:
    """*text* as Markdown, its links as *link* writes them."""
    return "".join(part if isinstance(part, str) else link(part) for part in text)


def _ref(record: Record, label: str | None = None) -> Ref:
    return Ref(record.kind, record.slug, record.name, label)


def _some(rng: random.Random, records: Sequence[Record], weights: Sequence[float], count: int) -> tuple[Record, ...]:
    """*count* different ones, the first of the list most often."""
    found: dict[int, None] = {}
    while len(found) < count:
        found[min(bisect(weights, rng.random() * weights[-1]), len(records) - 1)] = None
    return tuple(records[number] for number in found)


def _zipf(count: int) -> list[float]:
    """Cumulative weights by the law of Zipf and Mandelbrot: the frequency of the r-th word goes with 1 / (r + 2.7)."""
    return list(itertools.accumulate(1 / (rank + 2.7) for rank in range(1, count + 1)))


def _coined(rng: random.Random) -> Iterator[str]:
    seen: set[str] = set()
    while True:
        # Frequent words are short, as in real languages.
        syllables = 1 + (len(seen) > 120) + (rng.random() < min(0.9, len(seen) / 3_000))
        word = "".join(_pick(rng, _ONSETS) + _pick(rng, _VOWELS) + _pick(rng, _CODAS) for _ in range(syllables))
        if word not in seen:
            seen.add(word)
            yield word


def _names(rng: random.Random) -> Iterator[str]:
    """Names of two words, of which no two have a slug in common."""
    seen: set[str] = set()
    for one, two in zip(_endless(rng), _endless(rng), strict=True):
        name = f"{one} {two}"
        if name not in seen:
            seen.add(name)
            yield name


def _endless(rng: random.Random) -> Iterator[str]:
    while True:
        syllables = 2 + (rng.random() < 0.4)
        yield "".join(_pick(rng, _ONSETS) + _pick(rng, _VOWELS) + _pick(rng, _CODAS) for _ in range(syllables)).title()


def _pick(rng: random.Random, items: Sequence[str]) -> str:
    return items[int(rng.random() * len(items))]


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")
