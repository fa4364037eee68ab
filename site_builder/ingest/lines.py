"""The lines of a text, each with its number; paragraphs that were broken to a fixed width are put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_SPACES = re.compile(r"[^\S\u00a0\u202f\u2007]+")
"""White space but for the no-break spaces."""
_BULLET = re.compile(r"(?:[-•*▪◦·‣–]|\d{1,2}[.)])\s")
_ENDED = re.compile(r"[.!?:…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source, or several that were one paragraph."""

    number: int
    """Of the first, from 1."""
    text: str
    """Without white space around it, and with single spaces within; empty for a blank line."""


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of *text*, blank ones included. In a text of fixed width each paragraph becomes one line."""
    lines = [Line(number, _SPACES.sub(" ", line).strip()) for number, line in enumerate(text.split("\n"), 1)]
    width = _fixed_width(lines)
    return tuple(_unwrapped(lines, width) if width else lines)


def is_bulleted(text: str) -> bool:
    """Whether a line is written as an item of a list."""
    return _BULLET.match(text) is not None


def _fixed_width(lines: Sequence[Line]) -> int | None:
    """The width to which a text was broken, where most of its lines go on in the next one."""
    lengths = sorted(len(line.text) for line in lines if line.text)
    if len(lengths) < 6:
        return None
    width = lengths[int(len(lengths) * 0.9)]
    inner = [line for line, after in pairwise(lines) if line.text and after.text]
    if not 40 <= width <= 120 or lengths[-1] > 160 or len(inner) < 4:
        return None
    going_on = sum(len(line.text) >= 0.7 * width and not _ENDED.search(line.text) for line in inner)
    return width if going_on >= 0.6 * len(inner) else None


def _unwrapped(lines: Sequence[Line], width: int) -> list[Line]:
    joined: list[list[Line]] = []
    for line in lines:
        last = joined[-1][-1] if joined else None
        if last and last.text and line.text and len(last.text) >= 0.6 * width and not is_bulleted(line.text):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [replace(group[0], text=_glued(group)) for group in joined]


def _glued(group: Sequence[Line]) -> str:
    text = group[0].text
    for line in group[1:]:
        # A hyphen at the end of a line stays: whether it belongs to the word cannot be known.
        text += line.text if text.endswith("-") and not text.endswith(" -") else f" {line.text}"
    return text
