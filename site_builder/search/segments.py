"""Some briefings become a segment: which terms stand in which of them, and how much they say about it."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import unescape
from itertools import pairwise

from site_builder.model.briefing import Body
from site_builder.model.search import Postings, Searched, Segment
from site_builder.search.coding import LEVELS, posting
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
_SATURATION, _LENGTH_MATTERS = 1.2, 0.4
"""k1 and b of BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009)."""
_ORDINARY_LENGTH = 400
"""Words. The average would be BM25's own, but then every new briefing would change every impact."""

_INLINE = re.compile(r"</?(?:em|strong|code|s|sup|a)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_CODES = tuple(posting(gap + 1, impact) for gap in range(SIZE) for impact in range(LEVELS))


def segment(found: Sequence[Searched]) -> Segment:
    """The segment of at most `SIZE` briefings, in the order of their numbers."""
    everywhere: dict[str, list[int]] = {}
    strong: dict[str, list[int]] = {}
    for number, one in enumerate(found):
        text, title, names = _terms(one)
        steps = _steps(text.total())
        most = len(steps) - 1
        impacts = {term: steps[min(count, most)] for term, count in text.items()}
        bonus = _SHORT_TITLE if len(title) <= _FEW_WORDS else _LONG_TITLE
        for more, terms_of_head in ((bonus, title), (_NAME, names - title)):
            for term in terms_of_head:
                impacts[term] = impacts.get(term, 0) + more
        place = number * LEVELS
        for term, impact in impacts.items():
            postings = everywhere.get(term)
            if postings is None:
                everywhere[term] = [place + impact]
            else:
                postings.append(place + impact)
        for term in names | title:
            strong.setdefault(term, []).append(everywhere[term][-1])
    many = {term: strong.get(term, []) for term, postings in everywhere.items() if len(postings) > MANY}
    return Segment(size=len(found), all=_postings(everywhere), strong=_postings(many))


def plain(body: Body) -> str:
    """The text of *body* without its HTML."""
    html = " ".join(body.html)
    return unescape(_TAG.sub(" ", _INLINE.sub("", html)))


def _terms(one: Searched) -> tuple[Counter[str], set[str], set[str]]:
    """How often each term stands in the text of a briefing; those of its title, and those of its names."""
    text: Counter[str] = Counter(terms(plain(one.body)) if one.body is not None else ())
    for piece in one.text:
        text.update(terms(piece))
    return text, set(terms(one.title)), {term for name in one.names for term in terms(name)}


@functools.lru_cache(maxsize=4096)
def _steps(length: int) -> tuple[int, ...]:
    """The impact by count in a text of *length* words: BM25's share of a term without its rarity, from 1 to `_TEXT`."""
    norm = _SATURATION * (1 - _LENGTH_MATTERS + _LENGTH_MATTERS * length / _ORDINARY_LENGTH)
    return tuple(1 + int((_TEXT - 1) * count / (count + norm) + 0.5) for count in range(40))


def _postings(table: dict[str, list[int]]) -> Postings:
    found = sorted((term, values) for term, values in table.items() if values)
    return Postings(
        terms=tuple(term for term, _ in found),
        counts=bytes(len(values) - 1 for _, values in found),
        firsts=bytes(values[0] // LEVELS for _, values in found),
        impacts=bytes(values[0] % LEVELS for _, values in found),
        lasts=bytes(values[-1] // LEVELS for _, values in found),
        rests=tuple(_rest(values) for _, values in found),
    )


def _rest(values: Iterable[int]) -> str:
    # The gap is one at least: whole steps of LEVELS are what lies between the two.
    return "".join(
        _CODES[(after // LEVELS - before // LEVELS - 1) * LEVELS + after % LEVELS] for before, after in pairwise(values)
    )
