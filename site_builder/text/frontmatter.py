"""A file with YAML between two lines of `---`, and Markdown behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from site_builder.model.problem import ContentError, Problem

FENCE = "---"
_CLOSING = frozenset({FENCE, "..."})
_ALMOST = re.compile(r"[\s\u200b\u2060\ufeff]*(?:[-‐‑‒–—―−_=~]{2,}|[–—―])[\s\u200b\u2060\ufeff]*(?:#.*)?")
"""What was probably meant as a fence: indented, too long, of other dashes (editors join them), with invisible signs."""


@dataclass(frozen=True, slots=True)
class Split:
    """The two halves of a file."""

    yaml: str
    yaml_line: int
    """The line of the file on which the YAML begins, from 1."""
    body: str
    body_line: int


def split(text: str) -> Split:
    r"""The front matter and the body of *text*, whose lines end with `\n`.

    Raises ContentError where there is no front matter, or where it is never closed.
    """
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        hint = "begin with a line `---`, then `title: ...`, then another `---`"
        raise ContentError(Problem("the file is empty", code="SB111", line=1, hint=hint))
    if lines[first].rstrip() != FENCE:
        raise ContentError(_no_fence(lines[first], first + 1))
    for number in range(first + 1, len(lines)):
        if lines[number].rstrip() in _CLOSING:
            yaml = "\n".join(lines[first + 1 : number])
            return Split(yaml, first + 2, "\n".join(lines[number + 1 :]), number + 2)
    raise ContentError(_never_closed(lines, first))


def join(yaml: str, body: str) -> str:
    """The text of a file; `split` gives both back, the body with one line break before it. *yaml* ends with one."""
    return f"{FENCE}\n{yaml}{FENCE}\n\n{body}"


def _no_fence(line: str, number: int) -> Problem:
    hint = "begin with a line `---`, then `title: ...`, then another `---`"
    if line.strip().startswith("+++"):
        hint = "front matter is YAML between lines of `---` here, not TOML between lines of `+++`"
    elif line.strip().startswith("{"):
        hint = "front matter is YAML between lines of `---` here, not JSON"
    elif _ALMOST.fullmatch(line) or line.strip().startswith(FENCE):
        hint = "this line should be three hyphens `---` and nothing else, no space or invisible sign before them"
    return Problem("the file does not begin with front matter", code="SB111", line=number, column=1, hint=hint)


def _never_closed(lines: list[str], first: int) -> Problem:
    hint = "end it with a line `---`"
    almost = next((number for number in range(first + 1, len(lines)) if _ALMOST.fullmatch(lines[number])), None)
    if almost is not None:
        hint += f": three hyphens and nothing else, unlike line {almost + 1}"
    return Problem("the front matter is never closed", code="SB111", line=first + 1, column=1, hint=hint)
