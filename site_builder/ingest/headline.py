"""Which line of a dump is the article's headline, if any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from site_builder.ingest.lexicon import lexicon
from site_builder.ingest.lines import Line, is_bulleted
from site_builder.ingest.unspaced import count_words, pieces
from site_builder.text.names import fold

MAX_WORDS = 20
_WORD = re.compile(r"[^\W_]+")
_END_MARK = re.compile(r"[.…:;,!。][\"'”’»)\]]*$")
_CLOSED = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_PARAGRAPH_WORDS = 25
_SEARCHED = 200_000
"""Characters of the body in which a headline's words are looked for."""


def is_prose(text: str) -> bool:
    """Whether a line is running text: a sentence with its end mark, or too long for anything else."""
    words = count_words(text)
    return words >= _PARAGRAPH_WORDS or (words >= 8 and _CLOSED.search(text) is not None) or len(text) > 200


def is_finished(text: str) -> bool:
    """Whether a text ends with an end mark."""
    return _CLOSED.search(text) is not None


def could_be_headline(text: str) -> bool:
    """Whether a line has the shape of a headline: at most 20 words, and no end mark but a question mark."""
    return (
        2 <= count_words(text) <= MAX_WORDS
        and len(text) <= 200
        and _END_MARK.search(text) is None
        and not is_bulleted(text)
    )


def find_headline(lines: Sequence[Line]) -> int | None:
    """The position of the headline among *lines* (those that are left after cleaning), or None where there is none.

    It stands above the first running text, has the shape of a headline, and enough of its words come again below.
    """
    first = next((number for number, line in enumerate(lines) if is_prose(line.text)), None)
    if not first:
        return None
    below = _words(line.text for line in _upto(lines[first:], _SEARCHED))
    candidates = [
        number
        for number in range(first)
        if could_be_headline(lines[number].text) and _recurs(lines[number].text, below)
    ]
    # The first that says something; a kicker of two or three words above it may well come again as a whole.
    return next(
        (number for number in candidates if count_words(lines[number].text) > 3), candidates[0] if candidates else None
    )


def _recurs(text: str, below: frozenset[str]) -> bool:
    grammar = lexicon("und").function_words
    own = {word for word in _words([text]) if word not in grammar}
    again = own & below
    return bool(own) and len(again) >= min(2, len(own)) and len(again) >= 0.34 * len(own)


def _words(texts: Iterable[str]) -> frozenset[str]:
    """Words by their first six letters: enough to see through most endings."""
    found = (word for text in texts for run in _WORD.findall(text) for word in pieces(run) if len(word) > 1)
    return frozenset(fold(word)[:6] for word in found)


def _upto(lines: Iterable[Line], limit: int) -> Iterable[Line]:
    seen = 0
    for line in lines:
        if seen > limit:
            return
        seen += len(line.text)
        yield Line(line.number, line.text[:limit])
