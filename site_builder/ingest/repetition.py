"""Lines that say again what another line of the same text says: doubled captions, pull quotes, repeated headlines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from site_builder.ingest.headline import is_prose
from site_builder.text.names import fold

SAID_AGAIN = 0.6
"""Share of a line's four-word sequences that stand in one earlier line; on scraped news 0.4 told repeats apart."""
SAID_IN_FULL_LATER = 0.9
_SEARCHED = 400_000
"""Characters in which sequences are compared; behind them only whole lines are."""
_WORD = re.compile(r"[^\W_]+")


def repeated_lines(texts: Sequence[str]) -> dict[int, int]:
    """For each line that repeats another one (by position), the position of that one.

    Of two lines the later goes, unless the earlier is a sentence that is wholly part of the later. Lines of fewer than
    seven words are compared as a whole. The cost grows linearly with the text.
    """
    repeats: dict[int, int] = {}
    whole: dict[str, int] = {}
    owners: dict[int, int] = {}
    sizes: dict[int, int] = {}
    seen = 0
    for number, text in enumerate(texts):
        seen += len(text)
        key = text.casefold() if len(text) < 1000 else text
        first = whole.setdefault(key, number)
        if first != number and len(text.split(None, 4)) > 3:
            repeats[number] = first
            continue
        if seen > _SEARCHED:
            continue
        grams = _grams(text)
        if len(grams) < 4:
            continue
        shared = Counter(owners[gram] for gram in grams if gram in owners)
        other, count = max(shared.items(), key=lambda item: (item[1], -item[0])) if shared else (number, 0)
        if count >= SAID_AGAIN * len(grams):
            repeats[number] = other
            continue
        if (
            other not in repeats
            and other != number
            and is_prose(texts[other])
            and count >= SAID_IN_FULL_LATER * sizes[other]
        ):
            repeats[other] = number
        sizes[number] = len(grams)
        for gram in grams:
            owners.setdefault(gram, number)
    return repeats


def _grams(text: str) -> set[int]:
    """Four-word sequences, by hashes that hold for one run only."""
    words = [fold(word) for word in _WORD.findall(text)]
    return {hash(tuple(words[start : start + 4])) for start in range(len(words) - 3)}
