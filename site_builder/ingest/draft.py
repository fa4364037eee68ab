"""What a reader found in a file, before it is cleaned: the currency between the readers and `reading.py`."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.ingest.lines import Line
from site_builder.model.article import Clue, Dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The lines of one article, and what its file says about it."""

    lines: tuple[Line, ...]
    """Headings begin with `#`, items of lists with `-`, as in plain text."""
    media_type: str
    encoding: str = "utf-8"
    clues: tuple[Clue, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    title: str | None = None
    """The headline that the file names; None where the lines have to be asked."""
    is_dump: bool = False
    """Whether the lines are a dump, whose end may be torn off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article of a file that holds several: a feed's item, a mail, a file of an archive, a row of a list."""

    name: str
    """As reports name it: the file's own name, or that of the container and the place within it."""
    data: bytes
    """What is kept as its original."""
    media_type: str = ""
    """Empty where the bytes themselves have to tell."""
    url: str = ""
    """The address from which it came, where that is known."""
