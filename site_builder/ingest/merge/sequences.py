"""Merging lists item by item: a person's items stay, a person's deletions stay, and nothing comes twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Side = Literal["ours", "theirs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A place that a person changed and that would be written differently now: the person's version stands."""

    ours: tuple[int, ...]
    """Positions in the person's list; empty where the person deleted it."""
    theirs: tuple[int, ...]
    """Positions in the new list; empty where it would be gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Where each item of the merged list comes from, in order."""

    items: tuple[tuple[Side, int], ...]
    clashes: tuple[Clash, ...]


def merge_items(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], refused: frozenset[str], *, apart: bool
) -> Plan:
    """The merged order of items, each known by a text that tells what it says.

    *refused* are items that a person deleted once: they do not come again. *apart* says that each item stands for
    itself, like the name of a topic: then a person's change of one does not stand in the way of its neighbours.
    """
    wanted = _wanted(Counter(base), Counter(ours), Counter(theirs))
    kept = _first(ours, wanted)
    have = Counter(ours[place] for place in kept)
    coming = [place for place in _last(theirs, wanted, have) if theirs[place] not in refused]
    clashes: list[Clash] = []
    if not apart:
        blocked, clashes = _clashes(base, ours, theirs, set(coming))
        coming = [place for place in coming if place not in blocked]
    return Plan(items=_placed(ours, theirs, kept, coming), clashes=tuple(clashes))


def _wanted(base: Counter[str], ours: Counter[str], theirs: Counter[str]) -> dict[str, int]:
    """How often each item is to stand in the result."""
    return {key: _times(base[key], ours[key], theirs[key]) for key in {*base, *ours, *theirs}}


def _times(base: int, ours: int, theirs: int) -> int:
    if ours == base:
        return theirs
    if theirs == base:
        return ours
    if ours > base and theirs > base:
        return max(ours, theirs)
    return min(ours, theirs) if ours < base and theirs < base else ours


def _first(items: Sequence[str], wanted: dict[str, int]) -> list[int]:
    """The positions of *items* that stay: of equal ones the first."""
    seen = Counter[str]()
    kept = []
    for place, item in enumerate(items):
        seen[item] += 1
        if seen[item] <= wanted[item]:
            kept.append(place)
    return kept


def _last(items: Sequence[str], wanted: dict[str, int], have: Counter[str]) -> list[int]:
    """The positions of *items* that are still missing: of equal ones the last."""
    missing = {key: count - have[key] for key, count in wanted.items()}
    found = []
    for place in range(len(items) - 1, -1, -1):
        if missing.get(items[place], 0) > 0:
            missing[items[place]] -= 1
            found.append(place)
    return found[::-1]


def _clashes(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], coming: set[int]
) -> tuple[set[int], list[Clash]]:
    """The new items that stand where a person changed something, and the places where that is so."""
    changed = _changed(base, ours)
    standing = set(ours)
    blocked: set[int] = set()
    clashes = []
    for tag, start, end, first, last in SequenceMatcher(None, base, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        new = [place for place in range(first, last) if place in coming]
        if tag == "insert":
            beside = [*base[max(0, start - 1) : start], *base[start : start + 1]]
            if not new or not beside or any(item in standing for item in beside):
                continue
            touched = range(max(0, start - 1), min(len(base), start + 1))
        else:
            touched = range(start, end)
        gone = [place for place in touched if place in changed]
        edits = tuple(dict.fromkeys(own for place in gone for own in changed[place]))
        if not gone or not (new or edits):
            continue
        blocked.update(new)
        if all(ours[own] not in theirs[first:last] for own in edits) or new:
            clashes.append(Clash(ours=edits, theirs=tuple(new)))
    return blocked, clashes


def _changed(base: Sequence[str], ours: Sequence[str]) -> dict[int, tuple[int, ...]]:
    """For each item of *base* that a person changed or deleted: the positions of what stands in its place."""
    found: dict[int, tuple[int, ...]] = {}
    for tag, start, end, first, last in SequenceMatcher(None, base, ours, autojunk=False).get_opcodes():
        if tag in {"replace", "delete"}:
            found.update((place, tuple(range(first, last))) for place in range(start, end))
    standing = set(ours)
    return {place: own for place, own in found.items() if base[place] not in standing}


def _placed(
    ours: Sequence[str], theirs: Sequence[str], kept: Sequence[int], coming: Iterable[int]
) -> tuple[tuple[Side, int], ...]:
    """The kept items in their order, each new one behind the item that it follows in the new list."""
    order: list[tuple[Side, int]] = [("ours", place) for place in kept]
    keys = [ours[place] for place in kept]
    for place in coming:
        position = _position(keys, theirs, place)
        order.insert(position, ("theirs", place))
        keys.insert(position, theirs[place])
    return tuple(order)


def _position(keys: Sequence[str], theirs: Sequence[str], place: int) -> int:
    for before in range(place - 1, -1, -1):
        if theirs[before] in keys:
            return len(keys) - keys[::-1].index(theirs[before])
    following = next((theirs[after] for after in range(place + 1, len(theirs)) if theirs[after] in keys), None)
    return keys.index(following) if following is not None else len(keys)
