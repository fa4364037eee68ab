"""How much of an article each of its sentences says: the figures by which key points and the summary are chosen."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_builder.ingest.findings import FoundEntity
from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.paragraphs import Paragraph
from site_builder.ingest.tokens import Token, plain_form
from site_builder.ingest.unspaced import count_words, pieces

MAX_SENTENCES = 300
"""Sentences that are compared with each other; an article of the press has fewer."""

_STEM = 6
"""Letters of a word that are compared: enough to see through most endings in the languages at hand."""
_DAMPING = 0.85
_ROUNDS = 20
_QUOTES = re.compile(r"[\"“”„«»]")
_ENDED = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that may be chosen, with what it consists of."""

    text: str
    block: int
    start: int
    position: int
    """Its number among the sentences of the article, from 0."""
    words: Mapping[str, int]
    """Content words by their stem, with their counts."""
    length: int
    """In words."""
    stands_alone: bool
    """Whether it can be understood without the sentence before it, and is whole."""


def read_sentences(paragraphs: Sequence[Paragraph], words: Lexicon) -> tuple[Sentence, ...]:
    """The sentences of all paragraphs, without headline, headings and list items; at most `MAX_SENTENCES`."""
    found: list[Sentence] = []
    for paragraph in paragraphs:
        if paragraph.kind != "paragraph":
            continue
        by_sentence: dict[int, list[Token]] = defaultdict(list)
        for token in paragraph.tokens:
            by_sentence[token.sentence].append(token)
        for number, (start, end) in enumerate(paragraph.sentences):
            if len(found) == MAX_SENTENCES:
                return tuple(found)
            tokens = by_sentence[number]
            found.append(_sentence(paragraph, (start, end), tokens, len(found), words))
    return tuple(found)


def content_words(tokens: Sequence[Token], words: Lexicon) -> Counter[str]:
    """The stems of content words, counted; pairs of signs in scripts without spaces."""
    content = (token.text for token in tokens if token.lower not in words.function_words and len(token.text) > 1)
    return Counter(plain_form(piece)[:_STEM] for word in content for piece in pieces(word))


def centrality(sentences: Sequence[Sentence]) -> tuple[float, ...]:
    """From 0 to 1: how near each sentence is to the whole: the cosine of its words' weights to the centroid."""
    totals: Counter[str] = Counter()
    for sentence in sentences:
        totals.update(sentence.words.keys())
    centre = {word: 1 + math.log(count) for word, count in totals.items() if count > 1}
    norm = math.sqrt(sum(weight * weight for weight in centre.values())) or 1.0
    values = []
    for sentence in sentences:
        size = math.sqrt(sum((1 + math.log(count)) ** 2 for count in sentence.words.values())) or 1.0
        values.append(
            sum(centre.get(word, 0.0) * (1 + math.log(count)) for word, count in sentence.words.items()) / (norm * size)
        )
    return _scaled(values)


def text_rank(sentences: Sequence[Sentence]) -> tuple[float, ...]:
    """From 0 to 1: TextRank (Mihalcea and Tarau 2004) with shared words over the logarithms of both lengths."""
    owners: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for word in sentence.words:
            owners[word].append(number)
    shared: dict[tuple[int, int], int] = Counter()
    for numbers in owners.values():
        if len(numbers) > len(sentences) * 0.5 and len(numbers) > 10:
            continue
        for place, one in enumerate(numbers):
            for other in numbers[place + 1 :]:
                shared[one, other] += 1
    links: list[list[tuple[int, float]]] = [[] for _ in sentences]
    for (one, other), count in shared.items():
        weight = count / (math.log(2 + sentences[one].length) + math.log(2 + sentences[other].length))
        links[one].append((other, weight))
        links[other].append((one, weight))
    return _scaled(_rank(links))


def mentions_by_sentence(sentences: Sequence[Sentence], entities: Sequence[FoundEntity]) -> tuple[float, ...]:
    """From 0 to 1: how much of what the article is about each sentence names."""
    by_block: dict[int, list[tuple[int, float, str]]] = defaultdict(list)
    for entity in entities:
        for mention in entity.mentions:
            by_block[mention.block].append((mention.start, entity.salience, entity.name))
    values = []
    for sentence in sentences:
        end = sentence.start + len(sentence.text)
        named = {name: salience for start, salience, name in by_block[sentence.block] if sentence.start <= start < end}
        values.append(sum(named.values()))
    return _scaled(values)


def overlap(one: Sentence, other: Sentence) -> float:
    """The share of the shorter sentence's words that stand in the other one as well."""
    smaller = min(len(one.words), len(other.words))
    return len(one.words.keys() & other.words.keys()) / smaller if smaller else 0.0


def _rank(links: Sequence[Sequence[tuple[int, float]]]) -> list[float]:
    sums = [sum(weight for _, weight in row) for row in links]
    values = [1.0] * len(links)
    for _ in range(_ROUNDS):
        values = [
            (1 - _DAMPING) + _DAMPING * sum(weight / sums[other] * values[other] for other, weight in row)
            for row in links
        ]
    return values


def _sentence(
    paragraph: Paragraph, span: tuple[int, int], tokens: Sequence[Token], position: int, words: Lexicon
) -> Sentence:
    start, end = span
    text = paragraph.text[start:end]
    return Sentence(
        text=text,
        block=paragraph.number,
        start=start,
        position=position,
        words=content_words(tokens, words),
        length=count_words(text),
        stands_alone=_is_whole(text, tokens) and not _leans(tokens, words),
    )


def _is_whole(text: str, tokens: Sequence[Token]) -> bool:
    # A quotation of several sentences leaves pieces with one mark only.
    marks = len(_QUOTES.findall(text))
    return bool(tokens) and marks % 2 == 0 and not text[0].islower() and _ENDED.search(text) is not None


def _leans(tokens: Sequence[Token], words: Lexicon) -> bool:
    first = tokens[0].lower
    return first in words.leaning or (first.partition("’")[0].partition("'")[0] in words.leaning)


def _scaled(values: Sequence[float]) -> tuple[float, ...]:
    top = max(values, default=0.0)
    return tuple(value / top if top > 0 else 0.0 for value in values)
