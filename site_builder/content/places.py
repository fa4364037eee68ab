"""Where the pieces of a paragraph stand in the file: markdown-it knows the lines of blocks, people need columns too."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, image, link
from mdit_py_plugins.footnote.index import footnote_inline

_PLACED = frozenset({"link_open", "image", "footnote_ref"})


def places_plugin(parser: MarkdownIt) -> None:
    """Make *parser* note in the `meta` of links, images and inline footnotes where they begin.

    It is called `at`: an offset in the text of their block or, for what stands in an inline footnote, in that of the
    footnote.
    """
    for name, rule in {"link": link, "image": image, "autolink": autolink, "footnote_inline": footnote_inline}.items():
        parser.inline.ruler.at(name, _placed(rule))


def _placed(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    def placed(state: StateInline, silent: bool) -> bool:
        at, before = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            # Text that waited to become a token may have come first.
            first = next(place for place in range(before, len(state.tokens)) if state.tokens[place].type in _PLACED)
            state.tokens[first].meta["at"] = at
        return found

    return placed


@dataclass(frozen=True, kw_only=True)
class Piece:
    """The text of a block, or of an inline footnote within it, and its place in the file."""

    text: str
    line: int
    """On which it begins, from 0."""
    source: Sequence[str]
    """The lines of the whole."""
    before: Piece | None = None
    """The cell before it in its line."""
    shift: int = field(default=0)
    """What is added to offsets: those of an inline footnote are counted from its own beginning."""

    def note(self, at: int) -> Piece:
        """The inline footnote that begins at the offset *at*."""
        return replace(self, shift=self.shift + at + len("^["))

    def place(self, at: int) -> tuple[int, int | None]:
        """The line from 0 and the column from 1 (None where it cannot be told) of the offset *at*."""
        offset = at + self.shift
        number = bisect.bisect_right(self._begins, offset) - 1
        within = offset - self._begins[number]
        column, escaped = self._columns[number]
        if column is None:
            return self.line + number, None
        bars = self._lines[number].count("|", 0, within) if escaped else 0
        return self.line + number, column + within + bars

    @property
    def end(self) -> int:
        """Where in its first line a cell that follows it can begin."""
        column, escaped = self._columns[0]
        length = len(self._lines[0]) + (self._lines[0].count("|") if escaped else 0)
        return column + length - 1 if column is not None else self._start

    @cached_property
    def _start(self) -> int:
        """Where in its first line it can begin at the earliest."""
        return self.before.end if self.before is not None else 0

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _begins(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self._lines[:-1])]

    @cached_property
    def _columns(self) -> list[tuple[int | None, bool]]:
        r"""For each line the column of its beginning, and whether a bar in it stands as `\|` in the file."""
        return [self._column(number, line) for number, line in enumerate(self._lines)]

    def _column(self, number: int, line: str) -> tuple[int | None, bool]:
        source = self.source[self.line + number] if self.line + number < len(self.source) else ""
        bare = line.strip()
        for written, escaped in ((bare, False), (bare.replace("|", "\\|"), True)):
            found = source.find(written, self._start if number == 0 else 0)
            if found >= 0:
                return found - (len(line) - len(line.lstrip())) + 1, escaped
        return None, False
