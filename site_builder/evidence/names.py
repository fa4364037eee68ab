"""Names of people and organisations in statements, and the forms under which an article may have them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from site_builder.evidence.words import Word, words
from site_builder.model.entity import Authority, EntityRecord
from site_builder.text.names import fold

CHECKED = frozenset({"person", "organisation"})
"""The kinds of entities that a source has to name."""
RUN = 6
"""The words of the longest name that is looked for by its capitals."""
_BETWEEN = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "in",
        "a",
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "du",
        "des",
        "la",
        "le",
        "les",
        "el",
        "von",
        "van",
        "der",
        "den",
        "und",
        "y",
        "e",
        "et",
        "al",
        "bin",
    ]
)
"""Words without a capital that may stand within a name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text."""

    name: str
    start: int
    end: int
    forms: tuple[str, ...]
    """Every form that an article may use, each as plain words with single spaces."""
    kind: str
    """A kind of entity, or empty for a name that no authority file has."""


@dataclass(frozen=True, slots=True)
class _Alias:
    words: tuple[str, ...]
    capital: bool
    record: int


@dataclass(frozen=True, slots=True)
class Names:
    """All names of the authority files, ready to be found."""

    records: tuple[EntityRecord, ...]
    forms: tuple[tuple[str, ...], ...]
    """Of each record."""
    by_first: Mapping[str, tuple[_Alias, ...]] = field(default_factory=dict)
    """By the first word, the longest first."""
    by_fold: Mapping[str, int] = field(default_factory=dict)
    """By folded name or id."""

    def record(self, name: str) -> int | None:
        """The number of the record called *name*."""
        return self.by_fold.get(fold(name))

    def called(self, name: str) -> Named:
        """*name*, with every form of the record that it means; with its own form alone where it means none."""
        number = self.record(name.partition(":")[2] if name.startswith("entity:") else name)
        if number is None:
            return Named(name, 0, len(name), (plain_words(name),), "")
        return Named(self.records[number].name, 0, len(name), self.forms[number], self.records[number].kind)


def names_of(authority: Authority) -> Names:
    """The names of *authority*'s entities."""
    by_first: dict[str, list[_Alias]] = {}
    by_fold: dict[str, int] = {}
    forms: list[tuple[str, ...]] = []
    for number, record in enumerate(authority.entities):
        by_fold.setdefault(fold(record.id), number)
        for called in record.called:
            by_fold.setdefault(fold(called), number)
            found = words(unicodedata.normalize("NFC", called))
            if found:
                key = tuple(_plain(word.text) for word in found)
                by_first.setdefault(key[0], []).append(_Alias(key, found[0].capital, number))
        forms.append(tuple(dict.fromkeys(plain_words(called) for called in record.called)))
    ordered = {first: tuple(sorted(found, key=lambda alias: -len(alias.words))) for first, found in by_first.items()}
    return Names(authority.entities, tuple(forms), ordered, by_fold)


def find_names(text: str, names: Names) -> Iterator[Named]:
    """The names of *text* that the authority files know, each where it begins, the longest at a place."""
    said = words(text)
    plain = [_plain(word.text) for word in said]
    place = 0
    while place < len(said):
        alias = _at(plain, said, place, names)
        if alias is None:
            place += 1
            continue
        record = names.records[alias.record]
        last = said[place + len(alias.words) - 1]
        yield Named(record.name, said[place].start, last.end, names.forms[alias.record], record.kind)
        place += len(alias.words)


def find_unknown_names(text: str, known: tuple[Named, ...]) -> Iterator[Named]:
    """Runs of two or more words with a capital, apart from the names *known* and from the beginnings of sentences."""
    said = words(text)
    run: list[Word] = []
    for number, word in enumerate(said):
        opens = number == 0 or any(sign in ".!?:;…" for sign in text[said[number - 1].end : word.start])
        free = all(word.end <= name.start or word.start >= name.end for name in known)
        fits = word.capital and free and not opens and len(word.text) > 1 and word.text[0].isalpha()
        if run and not (fits and text[run[-1].end : word.start] in {" ", "-", "\n"}):
            yield from _run(text, run)
            run = []
        if fits:
            run.append(word)
    yield from _run(text, run)


def name_keys(text: str) -> frozenset[str]:
    """Every run of words in *text* that may be a name, each as plain words: what a seal can answer for."""
    said = words(text)
    found: set[str] = set()
    for start, first in enumerate(said):
        if not first.capital:
            continue
        between = 0
        for end in range(start, min(start + RUN, len(said))):
            word = said[end]
            between = 0 if word.capital else between + 1
            if between > 2 or (not word.capital and word.text not in _BETWEEN):
                break
            if word.capital:
                found.add(" ".join(_plain(said[number].text) for number in range(start, end + 1)))
    return frozenset(found)


def plain_words(text: str) -> str:
    """The words of *text* without accents, with single spaces."""
    return " ".join(_plain(word.text) for word in words(unicodedata.normalize("NFC", text)))


def _at(plain: list[str], said: tuple[Word, ...], place: int, names: Names) -> _Alias | None:
    for alias in names.by_first.get(plain[place], ()):
        if tuple(plain[place : place + len(alias.words)]) == alias.words and (said[place].capital or not alias.capital):
            return alias
    return None


def _run(text: str, run: list[Word]) -> Iterator[Named]:
    if len(run) > 1:
        name = " ".join(text[run[0].start : run[-1].end].split())
        yield Named(name, run[0].start, run[-1].end, (plain_words(name),), "")


def _plain(word: str) -> str:
    if word.isascii():
        return word
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
