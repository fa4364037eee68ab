"""Events that are named by their year: `2004 Canadian federal election`, `the February 1974 general election`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from site_builder.ingest.dates_in_text import month_names
from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.tokens import Token

_YEAR = re.compile(r"1[6-9]\d\d|20\d\d")
_LONGEST = 9
"""Words of such a name."""


def event_end(tokens: Sequence[Token], first: int, words: Lexicon) -> int | None:
    """The position of the last word of the event whose name begins at *first*; None where none does.

    It is a year, perhaps with its month, then names, then words that say what kind of event it was.
    """
    if not words.events:
        return None
    position = first
    if tokens[first].is_capital and tokens[first].lower in month_names() and first + 1 < len(tokens):
        position += 1
    if _YEAR.fullmatch(tokens[position].text) is None:
        return None
    described = False
    for place in range(position + 1, min(len(tokens), first + _LONGEST)):
        token = tokens[place]
        if token.gap not in {" ", "\u00a0"} or token.possessive:
            return None
        if token.lower in words.events:
            return place if described else None
        if token.is_capital or token.lower in words.event_words:
            described = True
            continue
        return None
    return None


def is_event_name(name: str, words: Lexicon) -> bool:
    """Whether *name* is one of these names."""
    parts = name.split()
    return len(parts) > 2 and parts[-1].lower() in words.events and any(_YEAR.fullmatch(part) for part in parts[:2])
