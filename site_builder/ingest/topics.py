"""Which topics of topics.yml an article is about: by their words and entities, found in the text and its headline."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from site_builder.ingest.findings import FoundEntity, FoundTopic
from site_builder.ingest.paragraphs import Paragraph
from site_builder.ingest.tokens import Token, plain_form
from site_builder.model.entity import TopicRecord
from site_builder.text.names import fold

FEWEST_WORDS = 2
"""Different words of a topic that have to be found: one alone is chance."""
_ENOUGH = 1.6
"""The least score; two words that stand once each reach it."""
_SHORTEST_STEM = 5
_ENDING = 3
"""Letters by which a word in the text may be longer than a keyword: `regulation` finds `regulations`."""
_SHARE = 0.33
"""A topic with less than this share of the best one's score is only touched."""


class KnownTopics:
    """The keywords of all topics by their first word, so that a text is read once for all of them."""

    def __init__(self, records: Iterable[TopicRecord]) -> None:
        self.records = tuple(records)
        self._single: dict[str, list[tuple[str, str]]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for topic in self.records:
            for keyword in topic.keywords:
                parts = tuple(plain_form(part) for part in keyword.replace("-", " ").split())
                counted = _canonical(keyword, topic.keywords)
                if len(parts) == 1:
                    self._single.setdefault(parts[0], []).append((topic.id, counted))
                elif parts:
                    self._phrases.setdefault(parts[0], []).append((parts, topic.id, counted))

    def find(self, tokens: Sequence[Token]) -> Iterable[tuple[str, str]]:
        """Pairs of topic and keyword, one for each place."""
        parts = [part for token in tokens for part in plain_form(token.text).split("-") if part]
        for position, part in enumerate(parts):
            here: dict[str, str] = {}
            for form in _forms(part):
                for topic, keyword in self._single.get(form, ()):
                    here.setdefault(topic, keyword)
                for phrase, topic, keyword in self._phrases.get(form, ()):
                    following = parts[position : position + len(phrase)]
                    if len(following) == len(phrase) and all(map(_agrees, following, phrase)):
                        here[topic] = keyword
            yield from here.items()


def find_topics(
    paragraphs: Sequence[Paragraph], entities: Iterable[FoundEntity], topics: KnownTopics
) -> tuple[FoundTopic, ...]:
    """The topics of an article, the best first. A word in the headline counts twice; frequency by its logarithm."""
    if not topics.records:
        return ()
    counts: dict[str, Counter[str]] = {}
    for paragraph in paragraphs:
        weight = 2 if paragraph.number == 0 else 1
        for topic, word in topics.find(paragraph.tokens):
            counts.setdefault(topic, Counter())[word] += weight
    named = {
        fold(name): len(entity.mentions)
        for entity in entities
        for name in (entity.name, entity.record or entity.name, *entity.aliases)
    }
    for record in topics.records:
        for name in record.entities:
            if fold(name) in named:
                counts.setdefault(record.id, Counter())[f"entity:{name}"] = named[fold(name)]
    found = [_scored(topic, words) for topic, words in counts.items()]
    best = max((topic.score for topic in found), default=0.0)
    good = [topic for topic in found if len(topic.words) >= FEWEST_WORDS and topic.score >= max(_ENOUGH, _SHARE * best)]
    return tuple(sorted(good, key=lambda topic: (-topic.score, topic.id)))


def _canonical(keyword: str, keywords: Iterable[str]) -> str:
    """The shortest of a topic's keywords of which *keyword* is only an ending away, so that both count as one."""
    key = plain_form(keyword)
    stems = [
        other
        for other in keywords
        if key.startswith(plain_form(other)) and len(key) - len(plain_form(other)) <= _ENDING
    ]
    return min(stems, key=len)


def _forms(word: str) -> Iterable[str]:
    """*word*, and what may be its stem."""
    yield word
    for cut in range(1, _ENDING + 1):
        if len(word) - cut >= _SHORTEST_STEM:
            yield word[:-cut]
    if word.endswith("ies") and len(word) > 5:
        yield word[:-3] + "y"
    elif word.endswith("s") and len(word) == _SHORTEST_STEM:
        yield word[:-1]


def _agrees(word: str, keyword: str) -> bool:
    return keyword in _forms(word)


def _scored(topic: str, words: Counter[str]) -> FoundTopic:
    names = tuple(word.removeprefix("entity:") for word, _ in words.most_common())
    # Entities support a topic, but an article that only names them need not be about it.
    score = sum((0.5 if word.startswith("entity:") else 1.0) * (1 + math.log(count)) for word, count in words.items())
    return FoundTopic(id=topic, words=names, score=score)
