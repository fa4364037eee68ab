"""Finding the names of the authority files in a text: all at once, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ahocorasick

from site_builder.ingest.unspaced import is_unspaced
from site_builder.model.entity import EntityRecord, Proposal
from site_builder.text.names import fold

SHORT = 4
"""Letters up to which a name has to stand in the text exactly as it is written: elsewhere `meta` is a word."""


@dataclass(frozen=True, slots=True)
class KnownMention:
    """A place where a known name stands."""

    start: int
    end: int
    key: str
    """Of the record."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names of all records, compiled."""

    automaton: Any
    """An Aho-Corasick automaton over folded names: one pass over a text finds them all (Aho and Corasick 1975)."""
    records: Mapping[str, EntityRecord | Proposal]
    """By key: an id of entities.yml, or `review:` and the name of a proposal that a person edited."""

    def __bool__(self) -> bool:
        return bool(self.records)


def compile_names(records: Iterable[EntityRecord], decided: Iterable[Proposal] = ()) -> KnownNames:
    """The names and aliases of *records*, and of proposals whose kind or aliases a person has *decided*."""
    table: dict[str, EntityRecord | Proposal] = {record.id: record for record in records}
    table.update({f"review:{fold(proposal.name)}": proposal for proposal in decided})
    spellings: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, record in table.items():
        for name in dict.fromkeys(names_of(record)):
            if _key(name):
                spellings[_key(name)].append((key, name))
    automaton = ahocorasick.Automaton()
    for spelling, owners in spellings.items():
        automaton.add_word(spelling, (len(spelling), tuple(owners)))
    if spellings:
        automaton.make_automaton()
    return KnownNames(automaton, table)


def names_of(record: EntityRecord | Proposal) -> tuple[str, ...]:
    """All that a record is called, its name first."""
    return (record.name, *record.aliases, *(record.names.values() if isinstance(record, EntityRecord) else ()))


def find_known(text: str, known: KnownNames, *, trailing_s: bool = False) -> tuple[KnownMention, ...]:
    """The known names in *text*, in order, without overlaps: the leftmost, and of those the longest.

    A name begins and ends at the border of a word; with *trailing_s* (German) a genitive's s may follow. A name that
    two records share is left out.
    """
    if not known:
        return ()
    matches: list[tuple[int, int, str]] = []
    for last, (length, owners) in known.automaton.iter(_key(text)):
        start, end = last - length + 1, last + 1
        if not _at_border(text, start, end, trailing_s=trailing_s):
            continue
        keys = {key for key, name in owners if _case_agrees(name, text[start:end])}
        if len(keys) == 1:
            matches.append((start, end, keys.pop()))
    return tuple(_longest(matches))


def _longest(matches: Sequence[tuple[int, int, str]]) -> Iterable[KnownMention]:
    done = 0
    for start, end, key in sorted(matches, key=lambda match: (match[0], -match[1])):
        if start >= done:
            done = end
            yield KnownMention(start, end, key)


def _at_border(text: str, start: int, end: int, *, trailing_s: bool) -> bool:
    if start > 0 and text[start - 1].isalnum() and text[start].isalnum() and not is_unspaced(text[start]):
        return False
    if end >= len(text) or not text[end].isalnum() or not text[end - 1].isalnum() or is_unspaced(text[end - 1]):
        return True
    return trailing_s and text[end] == "s" and not text[end + 1 : end + 2].isalnum()


def _case_agrees(name: str, surface: str) -> bool:
    if name == surface:
        return True
    if len(name) <= SHORT or name.isupper():
        return surface.isupper() and len(name) > SHORT
    distinct = " " in name or any(sign.isupper() or sign.isdigit() for sign in name[1:])
    return distinct or not name[0].isupper() or surface[0].isupper()


class _Folding(dict[int, int]):
    """Each sign to one other, so that offsets stay: small, without accent, and with one kind of quote and dash."""

    def __missing__(self, code: int) -> int:
        plain = fold(chr(code)) or chr(code)
        self[code] = ord(plain) if len(plain) == 1 else code
        return self[code]


_FOLDING = _Folding()


def _key(text: str) -> str:
    return text.translate(_FOLDING)
