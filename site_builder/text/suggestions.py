"""Did you mean ...?"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from site_builder.text.names import fold

_LONGEST = 100
"""Characters of a word that is compared with others: nobody mistypes more, and comparing takes the square of it."""


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint that names the nearest of *known*, or None where none is near. Looks at all of them: see `Suggester`."""
    return _hint(_nearest(word, sorted(set(known))))


class Suggester:
    """`did_you_mean` for any number of words among many names, in bounded time.

    To compare a word with 10,000 names takes about a tenth of a second, and a site whose authority file is missing
    would ask 10,000 times. The first words are compared; after them only names are found that differ in case, accents
    or kinds of quote. The answer depends on the order of the questions, and on nothing else.
    """

    def __init__(self, known: Iterable[str], *, careful: int = 20) -> None:
        """*known* is read at the first question; *careful* is the number of different words that are compared."""
        self._source = known
        self._careful = careful
        self._known: list[str] | None = None
        self._folded: dict[str, str] = {}
        self._answers: dict[str, str | None] = {}

    def __call__(self, word: str) -> str | None:
        """A hint that names the nearest name, or None where none is near."""
        return _hint(self.nearest(word))

    def nearest(self, word: str) -> str | None:
        """The nearest name itself."""
        if word not in self._answers:
            self._answers[word] = self._find(word)
        return self._answers[word]

    def _find(self, word: str) -> str | None:
        if self._known is None:
            self._known = sorted(set(self._source))
            self._folded = {fold(name): name for name in reversed(self._known)}
        same = self._folded.get(fold(word))
        if same is not None or len(self._answers) >= self._careful:
            return same
        return _nearest(word, self._known)


def _nearest(word: str, known: list[str]) -> str | None:
    folded = fold(word)
    same = next((name for name in known if fold(name) == folded), None)
    if same is not None or len(word) > _LONGEST:
        return same
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.6)), None)


def _hint(name: str | None) -> str | None:
    return f"did you mean `{name}`?" if name is not None else None
