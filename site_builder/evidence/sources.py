"""What an article says, asked of its text or of its seal: the same questions, and the same answers where both know."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from site_builder.evidence.figures import facts
from site_builder.evidence.names import plain_words
from site_builder.evidence.quotations import Part
from site_builder.evidence.seal import RUN, fact_hash, run_number, runs_of
from site_builder.evidence.words import normal_text
from site_builder.model.evidence import ArticleText, Seal

_NEAR = 8
"""Words that a bracket may stand for."""
_TRIES = 20
"""Places of a quotation's first words that are followed up."""


class Source(Protocol):
    """An article that can be asked."""

    @property
    def sealed(self) -> bool:
        """Whether only its seal is there."""

    @property
    def language(self) -> str | None:
        """The article's language, a BCP 47 tag."""

    @property
    def size(self) -> int:
        """How many paragraphs it has."""

    def says(self, parts: Sequence[Part], paragraphs: Sequence[int]) -> bool | None:
        """Whether *paragraphs* (from 1) say *parts* in this order; None where it cannot be told."""

    def knows(self, keys: Iterable[str], paragraph: int) -> frozenset[str]:
        """Those of *keys* (`figures.py`) that are true in *paragraph*."""

    def mentions(self, form: str) -> bool:
        """Whether it has the plain words *form*."""


@dataclass(frozen=True)
class TextSource:
    """An article whose text is there."""

    text: ArticleText

    @property
    def sealed(self) -> bool:
        """The text is there."""
        return False

    @property
    def language(self) -> str | None:
        """The article's language."""
        return self.text.language

    @property
    def size(self) -> int:
        """How many paragraphs it has."""
        return len(self.text.paragraphs)

    @cached_property
    def _composed(self) -> tuple[str, ...]:
        return tuple(unicodedata.normalize("NFC", text) for text in self.text.paragraphs)

    @cached_property
    def normal(self) -> tuple[str, ...]:
        """The paragraphs as normal words, with single spaces between them and around."""
        return tuple(normal_text(text) for text in self._composed)

    @cached_property
    def _plain(self) -> str:
        return "\n".join(text if text.isascii() else f" {plain_words(text)} " for text in self.normal)

    @cached_property
    def _facts(self) -> dict[int, frozenset[str]]:
        return {}

    def says(self, parts: Sequence[Part], paragraphs: Sequence[int]) -> bool | None:
        """Whether *paragraphs* (from 1) say *parts* in this order."""
        known = [self.normal[number - 1] for number in paragraphs if 0 < number <= self.size]
        return any(_stands(parts, text) for text in (*known, " ".join(known)))

    def knows(self, keys: Iterable[str], paragraph: int) -> frozenset[str]:
        """Those of *keys* that are true in *paragraph*."""
        if not 0 < paragraph <= self.size:
            return frozenset()
        known = self._facts.get(paragraph)
        if known is None:
            # Of most paragraphs nobody asks.
            known = facts(self._composed[paragraph - 1], self.text.language)
            self._facts[paragraph] = known
        return known.intersection(keys)

    def mentions(self, form: str) -> bool:
        """Whether it has the plain words *form*."""
        return f" {form} " in self._plain


@dataclass(frozen=True)
class SealedSource:
    """An article of which only the seal is there."""

    seal: Seal

    @property
    def sealed(self) -> bool:
        """Only the seal is there."""
        return True

    @property
    def language(self) -> str | None:
        """The article's language."""
        return self.seal.language

    @property
    def size(self) -> int:
        """How many paragraphs it has."""
        return len(self.seal.paragraphs)

    @cached_property
    def _runs(self) -> tuple[frozenset[int], ...]:
        return tuple(frozenset(part.runs) for part in self.seal.paragraphs)

    @cached_property
    def _facts(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(part.facts) for part in self.seal.paragraphs)

    def says(self, parts: Sequence[Part], paragraphs: Sequence[int]) -> bool | None:
        """Whether *paragraphs* have all parts; None where they have the long ones, and others are too short."""
        known = [number for number in paragraphs if 0 < number <= self.size]
        long = [part for part in parts if len(part.words) >= RUN]
        if not known or not all(any(self._has(part, number) for number in known) for part in long):
            return False
        # What brackets or an ellipsis cut into shorter pieces cannot be told.
        return True if len(long) == len(parts) else None

    def knows(self, keys: Iterable[str], paragraph: int) -> frozenset[str]:
        """Those of *keys* that are true in *paragraph*."""
        if not 0 < paragraph <= self.size:
            return frozenset()
        return frozenset(
            key for key in keys if fact_hash(key, paragraph, self.seal.sha256) in self._facts[paragraph - 1]
        )

    def mentions(self, form: str) -> bool:
        """Whether it has the plain words *form*, as a name."""
        return any(self.knows((f"a:{form}",), number) for number in range(1, self.size + 1))

    def _has(self, part: Part, number: int) -> bool:
        seal, paragraph = self.seal, self.seal.paragraphs[number - 1]
        count = paragraph.words - RUN + 1
        if count < 1:
            return False
        return all(
            run_number(run, number, count, sha256=seal.sha256, cost=seal.cost) in self._runs[number - 1]
            for run in runs_of(part.words)
        )


def _stands(parts: Sequence[Part], text: str) -> bool:
    if not parts:
        return True
    first = f" {' '.join(parts[0].words)} "
    place = text.find(first)
    for _ in range(_TRIES):
        if place < 0:
            return False
        if _continues(parts[1:], text, place + len(first) - 1):
            return True
        place = text.find(first, place + 1)
    return False


def _continues(parts: Sequence[Part], text: str, place: int) -> bool:
    """Whether *parts* follow in *text* from *place* on, which is the space behind the words before."""
    for part in parts:
        found = text.find(f" {' '.join(part.words)} ", place)
        if found < 0 or (not part.far and text.count(" ", place, found) > _NEAR):
            return False
        place = found + len(" ".join(part.words)) + 1
    return True
