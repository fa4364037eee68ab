"""Markdown as a checker reads it: pieces of text in their places, without what is no text of the author's.

The text keeps its length: markup, code, addresses and evidence are replaced by spaces, so that every offset found in it
is an offset of the file, and a message can point to the very sign.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

PieceKind = Literal["text", "quote", "row", "heading", "note"]

_FENCE = re.compile(r" {0,3}(?:>\s?)*(?P<fence>`{3,}|~{3,})")
_LIST_MARK = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:")
_DEFINITION = re.compile(r" {0,3}\[[^\]^][^\]]*\]:\s*\S+.*")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+(?:\d{1,3}[.)]+[ \t])?|$)")
_TABLE_LINE = re.compile(r"[ \t]*\|.*")
_QUOTE_MARK = re.compile(r"(?: {0,3}>[ \t]?)+")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_EVIDENCE = re.compile(r"\[\[(?P<target>(?:[a-z0-9-]+#)?p[1-9]\d{0,5})\]\]")
_WIKI = re.compile(r"\[\[(?P<target>[^\[\]|\n]*(?:\n[^\[\]|\n]+)?)(?:\|(?P<label>[^\[\]]*))?\]\]")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\))?")
_LINK = re.compile(
    r"\[(?P<label>[^\[\]]*)\](?P<address>\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\[\]^]*\])"
)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_URL = re.compile(r"<?(?:https?://|www\.)[^\s>]+>?")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A reference within a piece: a passage (`[[p4]]`) or a name (`[[TikTok]]`)."""

    target: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, list item, table row, heading, footnote or block quote."""

    kind: PieceKind
    start: int
    """The offset of `text` in the file."""
    text: str
    evidence: tuple[Mark, ...]
    """Offsets in `text`, as in `names`."""
    names: tuple[Mark, ...]
    """Wiki links; those without a label stand in `text` under their own name."""


class Places:
    """Lines and columns of offsets in a file."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def line(self, offset: int) -> int:
        """The line of *offset*, from 1."""
        return bisect_right(self._starts, offset)

    def column(self, offset: int) -> int:
        """The column of *offset*, from 1."""
        return offset - self._starts[self.line(offset) - 1] + 1


def pieces(text: str, start: int = 0) -> tuple[Piece, ...]:
    """The pieces of *text* from offset *start* on; code is left out."""
    # One composed form for the same letters; where a file has others, columns may be off by some signs.
    text = unicodedata.normalize("NFC", text)
    return tuple(
        piece for kind, begin, end in _blocks(text, start) if (piece := _piece(kind, text, begin, end)).text.strip()
    )


def _blocks(text: str, start: int) -> Iterator[tuple[PieceKind, int, int]]:
    """Where the blocks stand: each begins at a line's start and ends behind its last line."""
    kind: PieceKind = "text"
    begin: int | None = None
    fence = ""
    for line, offset in _lines(text, start):
        opening = _FENCE.match(line)
        starts = None
        if fence:
            if opening and opening["fence"].startswith(fence) and not line.strip().lstrip(">").strip(" `~"):
                fence = ""
        elif opening:
            fence = opening["fence"]
        elif line.strip().strip(">").strip() and not _DEFINITION.fullmatch(line):
            starts = _kind(line, kind if begin is not None else None)
        elif starts is None and line.strip().startswith(">") and kind == "quote" and begin is not None:
            # A blank line within a block quote.
            continue
        continues = (
            begin is not None and starts == kind and kind in {"text", "quote", "note"} and not _LIST_MARK.match(line)
        )
        if begin is not None and not continues:
            yield kind, begin, offset
            begin = None
        if starts is not None and begin is None:
            kind, begin = starts, offset
    if begin is not None:
        yield kind, begin, len(text)


def _kind(line: str, current: PieceKind | None) -> PieceKind:
    if line.lstrip().startswith(">"):
        return "quote"
    if _TABLE_LINE.match(line):
        return "row"
    if _HEADING.match(line):
        return "heading"
    if _NOTE.match(line):
        return "note"
    return current if current in {"text", "note"} else "text"


def _lines(text: str, start: int) -> Iterator[tuple[str, int]]:
    offset = start
    for line in text[start:].split("\n"):
        yield line, offset
        offset += len(line) + 1


def _piece(kind: PieceKind, text: str, begin: int, end: int) -> Piece:
    masked = text[begin:end]
    if kind == "quote":
        masked = "\n".join(_blank(line, _QUOTE_MARK.match(line)) for line in masked.split("\n"))
    for first in (_NOTE, _HEADING, _LIST_MARK) if kind != "row" else ():
        masked = _blank(masked, first.match(masked))
    evidence: list[Mark] = []
    names: list[Mark] = []
    masked = _CODE.sub(_spaces, masked)
    masked = _IMAGE.sub(_spaces, masked)
    masked = _EVIDENCE.sub(lambda match: _noted(match, evidence), masked)
    masked = _WIKI.sub(lambda match: _named(match, names), masked)
    masked = _NOTE_MARK.sub(_spaces, masked)
    masked = _LINK.sub(lambda match: f" {match['label']} {_spaces(match, 'address')}", masked)
    masked = _URL.sub(_spaces, masked)
    masked = _ENTITY.sub(lambda match: html.unescape(match.group())[:1].ljust(len(match.group())), masked)
    masked = _ESCAPE.sub(" ", masked)
    return Piece(kind, begin, masked, tuple(evidence), tuple(names))


def _blank(text: str, match: re.Match[str] | None) -> str:
    return text if match is None else " " * match.end() + text[match.end() :]


def _spaces(match: re.Match[str], group: str | int = 0) -> str:
    return re.sub(r"[^\n]", " ", match[group])


def _noted(match: re.Match[str], into: list[Mark]) -> str:
    into.append(Mark(match["target"], match.start(), match.end()))
    return _spaces(match)


def _named(match: re.Match[str], into: list[Mark]) -> str:
    target, label = match["target"], match["label"]
    into.append(Mark(target.strip(), match.start(), match.end()))
    if label is not None:
        return f"  {_spaces(match, 'target')} {label}  "
    # The word before a colon says where to look (`entity:PYMNTS`); it is not read by readers.
    prefix = re.match(r"[a-z]+:", target)
    shown = target if prefix is None else " " * prefix.end() + target[prefix.end() :]
    return f"  {shown}  "
