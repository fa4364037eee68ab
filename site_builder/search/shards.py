"""Segments become shards: all terms in their order, cut into files that a browser fetches one or two of per word.

A line is a term and its postings: the number of signs that the term has in common with the one before (to base 36), the
rest of it, a space, the postings. A `!` before them says that they are the strong ones only: the term stands in so many
briefings that it tells them apart only where it is in a title or a name.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from site_builder.model.search import IndexFile, Postings, Segment
from site_builder.search.coding import LEVELS, SIGNS, encoded, table
from site_builder.search.segments import MANY, SIZE

LEAST, MOST = 2_500, 8_000
"""Signs of a shard: it ends at the first term after LEAST whose own checksum says so, before MOST as far as it can."""
ONE_IN = 16
"""Of the terms, so many may begin a shard. Which ones depends on nothing but themselves: a word more or less somewhere
leaves the other shards alone."""
FEW = 1_000
"""Up to so many briefings every term has all its postings."""

_FIGURES = "0123456789abcdefghijklmnopqrstuvwxyz"
_HIGHEST = "\uffff"
_USUAL = 1 << 16
"""Numbers below it are looked up."""
_UNFINISHED = SIGNS[32:].encode()
_Row = tuple[str, int, int, int, bytes]
"""A term, its first briefing and impact, its last briefing, the rest of its postings."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard and the first term that could stand in it."""

    start: str
    file: IndexFile


def shards(segments: Iterable[Segment]) -> Iterator[Shard]:
    """The shards of *segments*, of which all but the last are full, in the order of their terms (by UTF-16 units)."""
    every, common = _joined(segments)
    order = sorted(every)
    if order and max(map(max, order)) > _HIGHEST:
        order.sort(key=lambda term: term.encode("utf-16-be", "surrogatepass"))
    lines: list[str] = []
    size, start, before = 0, "", ""
    for term in order:
        written = common.get(term, every[term])
        if size >= LEAST and (_may_begin(term) or size + len(written) > MOST):
            yield _shard(start, lines)
            start = _between(before, term)
            lines, size, before = [], 0, ""
        shared = _shared(before, term)
        mark = "!" if term in common else ""
        line = f"{_FIGURES[shared]}{term[shared:]} {mark}{written.decode()}\n"
        lines.append(line)
        size += len(line)
        before = term
    if lines:
        yield _shard(start, lines)


@dataclass(slots=True)
class _Lists:
    """The postings of all segments, term by term."""

    written: dict[str, bytearray] = field(default_factory=lambda: defaultdict(bytearray))
    lasts: dict[str, int] = field(default_factory=dict)
    """The number of the last briefing so far."""

    def add(self, base: int, rows: Iterable[_Row]) -> None:
        """Put *rows* of a segment, whose first briefing has the number *base*, behind those of the others."""
        written, lasts, codes = self.written, self.lasts, table(_USUAL)
        last_of = lasts.get
        for term, first, impact, last, rest in rows:
            number = (base + first - last_of(term, -1) - 1) * LEVELS + impact
            lasts[term] = base + last
            postings = written[term]
            postings += codes[number] if number < _USUAL else encoded(number).encode()
            postings += rest


def _joined(segments: Iterable[Segment]) -> tuple[dict[str, bytearray], dict[str, bytearray]]:
    """The postings of each term, and for the commonest ones those that are published in their place."""
    every, strong = _Lists(), _Lists()
    total = 0
    for number, one in enumerate(segments):
        base = number * SIZE
        heavy = {term for term, count in zip(one.all.terms, one.all.counts, strict=True) if count >= MANY}
        for term in sorted(heavy.difference(strong.written)):
            # Where it was not heavy, all its postings are few.
            strong.written[term] = bytearray(every.written.get(term, b""))
            strong.lasts[term] = every.lasts.get(term, -1)
        light = strong.written.keys() - heavy
        strong.add(base, _rows(one.strong))
        strong.add(base, (row for row in _rows(one.all) if row[0] in light) if light else ())
        every.add(base, _rows(one.all))
        total += one.size
    if total <= FEW:
        return every.written, {}
    least = total * MANY // SIZE
    common = {term: few for term, few in strong.written.items() if _count(every.written[term]) > least}
    return every.written, common


def _rows(found: Postings) -> Iterator[_Row]:
    return zip(found.terms, found.firsts, found.impacts, found.lasts, found.rests, strict=True)


def _count(written: bytearray) -> int:
    """How many postings there are: each has one sign that nothing follows."""
    return len(written.translate(None, _UNFINISHED))


def _may_begin(term: str) -> bool:
    return zlib.crc32(term.encode("utf-8", "replace")) % ONE_IN == 0


def _between(before: str, term: str) -> str:
    """The shortest beginning of *term* that comes after *before*."""
    at = next((at for at, (one, other) in enumerate(zip(before, term, strict=False)) if one != other), len(before))
    return term[: at + 1]


def _shared(before: str, term: str) -> int:
    """How many signs the two have in common at their beginning."""
    most = min(len(before), len(term))
    at = 0
    while at < most and before[at] == term[at]:
        at += 1
    # A browser counts signs beyond U+FFFF as two, and must not cut them.
    return at if term[:at].isascii() or max(term[:at]) <= _HIGHEST else 0


def _shard(start: str, lines: list[str]) -> Shard:
    name = start.encode("utf-8", "surrogatepass").hex() or "0"
    return Shard(start, IndexFile(name=f"terms/{name}.txt", text="".join(lines)))
