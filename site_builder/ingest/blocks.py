"""The kept lines of an article as numbered headings, paragraphs and list items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from site_builder.ingest.headline import is_prose
from site_builder.ingest.lines import Line
from site_builder.model.article import Block, BlockKind

_BULLET = re.compile(r"[-•*▪◦·‣]\s+(?=\S)")
_NUMBER = re.compile(r"\d{1,2}[.)]\s+(?=\S)")
_DASH = re.compile(r"–\s+(?=\S)")
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_END_MARK = re.compile(r"[.!…:;,。][\"'”’»)\]]*$")


def make_blocks(lines: Iterable[Line]) -> tuple[Block, ...]:
    """*lines* as blocks, numbered from 1. The marks of headings and list items are not part of their text."""
    lines = tuple(lines)
    listed = [_listed(lines, number) for number in range(len(lines))]
    blocks: list[Block] = []
    for number, line in enumerate(lines):
        kind, text = _judged(lines, number, listed[number])
        blocks.append(Block(kind=kind, text=text, number=number + 1, line=line.number))
    return tuple(blocks)


def _judged(lines: Sequence[Line], number: int, item: re.Match[str] | None) -> tuple[BlockKind, str]:
    text = lines[number].text
    heading = _HEADING.match(text)
    if heading is not None:
        return "heading", text[heading.end() :].rstrip(" #") or text
    if item is not None:
        return "item", text[item.end() :]
    follows = lines[number + 1].text if number + 1 < len(lines) else ""
    if (
        len(text.split()) <= 14
        and len(text) <= 120
        and not _END_MARK.search(text)
        and is_prose(follows)
        and not is_prose(text)
    ):
        return "heading", text
    return "paragraph", text


def _listed(lines: Sequence[Line], number: int) -> re.Match[str] | None:
    """The mark of a list item; numbers and dashes are marks only beside another one: sentences begin so as well."""
    text = lines[number].text
    bullet = _BULLET.match(text)
    if bullet is not None:
        return bullet
    for mark in (_NUMBER, _DASH):
        found = mark.match(text)
        beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
        if found is not None and any(mark.match(line.text) for line in beside):
            return found
    return None
