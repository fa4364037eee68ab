"""Some briefings become a segment: which terms stand in which of them, and how much they say about it."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from html import unescape
from itertools import pairwise

from site_builder.model.briefing import Body
from site_builder.model.search import Postings, Searched, Segment
from site_builder.search.coding import LEVELS, table
from site_builder.text.terms import terms

SIZE = 256
"""Briefings of a segment; their numbers fit a byte."""
MANY = SIZE // 8
"""A term that stands in more of them has its strong postings noted as well."""

_SHORT_TITLE, _LONG_TITLE, _NAME = 10, 9, 5
"""What is added to the impact of a term that stands in the title, of few or of many words, or else in a name."""
_FEW_WORDS = 7
_TEXT = 5
"""The highest impact that the text alone gives."""
_MOST = 40
"""What stands there more often says no more."""
_SATURATION, _LENGTH_MATTERS = 1.2, 0.4
"""k1 and b of BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009)."""
_ORDINARY_LENGTH = 400
"""Words. The average would be BM25's own, but then every new briefing would change every impact."""

_INLINE = re.compile(r"</?(?:em|strong|code|s|sup|a)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def segment(found: Sequence[Searched]) -> Segment:
    """The segment of at most `SIZE` briefings, in the order of their numbers."""
    everywhere: defaultdict[str, list[int]] = defaultdict(list)
    strong: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        text, title, names = _terms(one)
        steps = _steps(text.total())
        place = number * LEVELS
        bonus = _SHORT_TITLE if len(title) <= _FEW_WORDS else _LONG_TITLE
        for more, terms_of_head in ((bonus, title), (_NAME, names - title)):
            for term in terms_of_head:
                value = place + more + steps[min(text.pop(term, 0), _MOST)]
                everywhere[term].append(value)
                strong[term].append(value)
        for term, count in text.items():
            everywhere[term].append(place + (steps[count] if count < _MOST else steps[_MOST]))
    many = {term: strong.get(term, []) for term, postings in everywhere.items() if len(postings) > MANY}
    return Segment(size=len(found), all=_postings(everywhere), strong=_postings(many))


def plain(body: Body) -> str:
    """The text of *body* without its HTML."""
    html = " ".join(body.html)
    return unescape(_TAG.sub(" ", _INLINE.sub("", html)))


def _terms(one: Searched) -> tuple[Counter[str], set[str], set[str]]:
    """How often each term stands in the text of a briefing; those of its title, and those of its names."""
    body = plain(one.body) if one.body is not None else ""
    text = Counter(terms("\n".join((body, *one.text))))
    return text, set(terms(one.title)), {term for name in one.names for term in _of_name(name)}


@functools.lru_cache(maxsize=1 << 15)
def _of_name(name: str) -> tuple[str, ...]:
    return tuple(terms(name))


@functools.lru_cache(maxsize=4096)
def _steps(length: int) -> tuple[int, ...]:
    """The impact by count in a text of *length* words: BM25's share of a term without its rarity, up to `_TEXT`."""
    norm = _SATURATION * (1 - _LENGTH_MATTERS + _LENGTH_MATTERS * length / _ORDINARY_LENGTH)
    return (0, *(1 + int((_TEXT - 1) * count / (count + norm) + 0.5) for count in range(1, _MOST + 1)))


def _postings(table: dict[str, list[int]]) -> Postings:
    found = sorted((term, values) for term, values in table.items() if values)
    return Postings(
        terms=tuple([term for term, _ in found]),
        counts=bytes([len(values) - 1 for _, values in found]),
        firsts=bytes([values[0] // LEVELS for _, values in found]),
        impacts=bytes([values[0] % LEVELS for _, values in found]),
        lasts=bytes([values[-1] // LEVELS for _, values in found]),
        rests=tuple([_rest(values) for _, values in found]),
    )


def _rest(values: Iterable[int]) -> bytes:
    codes = table(SIZE * LEVELS)
    # With the impact of the one before taken off, the difference is whole steps of LEVELS and the impact of the other.
    return b"".join([codes[after - before + before % LEVELS - LEVELS] for before, after in pairwise(values)])
