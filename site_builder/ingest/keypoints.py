"""Key points and a summary: whole sentences of the article that say most of it, without saying anything twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_builder.ingest.findings import FoundEntity, Passage
from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.paragraphs import Paragraph
from site_builder.ingest.scoring import (
    Sentence,
    centrality,
    content_words,
    mentions_by_sentence,
    overlap,
    read_sentences,
    text_rank,
)

_SAYS_THE_SAME = 0.7
"""Share of common words from which two sentences are taken to say the same."""
_SHORTEST, _LONGEST = 6, 60
"""Words of a sentence that may be chosen."""
_MOST_SIGNS = 1_000
"""What is longer is no sentence of a person."""
_EARLY = 60
"""Signs at the beginning of a sentence in which the subject of a title has to be named."""
_LEANS = 0.2
"""What it weighs against a sentence that it leans on the one before it: for a key point, which others stand beside."""
_NEVER = 10.0
"""For a summary or a title, which stand alone."""
_NAMES = 0.8
_SUMMARY_WORDS = 32
"""A summary longer than this is not read; what goes beyond it weighs against a sentence."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What a sentence's figures count for; found by trying on annotated news (see the project's ACCURACY notes)."""

    centrality: float
    rank: float
    position: float
    title: float
    entities: float


_POINTS = Weights(centrality=0.3, rank=1.0, position=0.02, title=0.1, entities=0.02)
_SUMMARY = Weights(centrality=0.6, rank=0.3, position=1.0, title=0.5, entities=0.3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The sentences that were chosen; none where the article has none."""

    key_points: tuple[Passage, ...] = ()
    summary: Passage | None = None
    headline: Passage | None = None
    """The one to make a title from, for an article that has none."""


def find_key_points(paragraphs: Sequence[Paragraph], entities: Sequence[FoundEntity], words: Lexicon) -> Chosen:
    """The sentences that say most of an article: the key points in the order of the text.

    Three points for a short article, up to five for a long one; fewer where there are not enough whole sentences.
    """
    sentences = read_sentences(paragraphs, words)
    if not sentences:
        return Chosen()
    figures = _figures(sentences, paragraphs, entities, words)
    said = [
        value - (0.0 if sentence.stands_alone else _LEANS)
        for value, sentence in zip(_weighed(figures, _POINTS, sentences), sentences, strict=True)
    ]
    points = _pick(sentences, said, _how_many(len(sentences)))
    brief = [
        value - (0.0 if s.stands_alone else _NEVER) - 0.03 * max(0, s.length - _SUMMARY_WORDS)
        for value, s in zip(_weighed(figures, _SUMMARY, sentences), sentences, strict=True)
    ]
    titled = [
        value + _NAMES * _names_early(sentence, entities) for value, sentence in zip(brief, sentences, strict=True)
    ]
    return Chosen(
        key_points=tuple(map(_passage, points)),
        summary=next(map(_passage, _pick(sentences, brief, 1)), None),
        headline=next(map(_passage, _pick(sentences, titled, 1)), None),
    )


def _how_many(sentences: int) -> int:
    return 3 if sentences <= 15 else 4 if sentences <= 30 else 5


_Figures = tuple[tuple[float, ...], ...]


def _figures(
    sentences: Sequence[Sentence], paragraphs: Sequence[Paragraph], entities: Sequence[FoundEntity], words: Lexicon
) -> _Figures:
    title: Mapping[str, int] = next(
        (content_words(paragraph.tokens, words) for paragraph in paragraphs if paragraph.number == 0), {}
    )
    return (
        centrality(sentences),
        text_rank(sentences),
        tuple(1 / (1 + 0.3 * sentence.position) for sentence in sentences),
        tuple(len(title.keys() & sentence.words.keys()) / len(title) if title else 0.0 for sentence in sentences),
        mentions_by_sentence(sentences, entities),
    )


def _weighed(figures: _Figures, weights: Weights, sentences: Sequence[Sentence]) -> list[float]:
    shares = (weights.centrality, weights.rank, weights.position, weights.title, weights.entities)
    return [
        sum(share * row[number] for share, row in zip(shares, figures, strict=True)) for number in range(len(sentences))
    ]


def _pick(sentences: Sequence[Sentence], values: Sequence[float], count: int) -> list[Sentence]:
    """The *count* best sentences that differ, in the order of the text."""
    order = sorted(range(len(sentences)), key=lambda number: -values[number])
    chosen: list[Sentence] = []
    for number in order:
        sentence = sentences[number]
        if len(chosen) == count:
            break
        if len(sentence.text) > _MOST_SIGNS or (
            not _SHORTEST <= sentence.length <= _LONGEST and len(sentences) > count
        ):
            continue
        if all(overlap(sentence, other) < _SAYS_THE_SAME for other in chosen):
            chosen.append(sentence)
    return sorted(chosen, key=lambda sentence: sentence.position)


def _names_early(sentence: Sentence, entities: Sequence[FoundEntity]) -> bool:
    """Whether one of the three things that the article is most about is named at the beginning of *sentence*."""
    end = sentence.start + _EARLY
    return any(
        mention.block == sentence.block and sentence.start <= mention.start < end
        for entity in entities[:3]
        for mention in entity.mentions
    )


def _passage(sentence: Sentence) -> Passage:
    return Passage(text=sentence.text, block=sentence.block, start=sentence.start)
