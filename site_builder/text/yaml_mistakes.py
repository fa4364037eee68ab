"""What is wrong with a text that is not YAML, in the words of someone who writes briefings.

The parsers say it in those of YAML's grammar; they say it differently (libyaml, and PyYAML without it), and often of
the place where they noticed rather than of the one where the mistake was made.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from site_builder.model.problem import Problem


@dataclass(frozen=True, slots=True)
class _Mistake:
    """A mistake by a piece of what the parsers say of it."""

    said: str
    message: str
    hint: str
    earlier: bool = False
    """Whether it was made where the parser began to read, rather than where it gave up."""


_MISTAKES = (
    _Mistake(
        "mapping values are not allowed",
        "a colon cannot stand here",
        "put a text that holds `: ` in quotes; names that belong together begin in the same column",
    ),
    _Mistake(
        "sequence entries are not allowed",
        "a list cannot begin here",
        "begin it on the next line, each item after `- `; put a text that begins with `- ` in quotes",
    ),
    _Mistake(
        "could not find expected ':'",
        "this is no `name: value`",
        "add a colon and a space, or indent it where it goes on from the line above",
        earlier=True,
    ),
    _Mistake(
        "found unexpected end of stream",
        "a quote is opened here and never closed",
        "end the text with the same quote; within single quotes an apostrophe is written twice",
        earlier=True,
    ),
    _Mistake(
        "found unexpected document indicator",
        "a quote is opened here and never closed",
        "end the text with the same quote; within single quotes an apostrophe is written twice",
        earlier=True,
    ),
    _Mistake(
        "',' or ']'",
        "a list is opened here by `[`, and a comma or the closing `]` is missing",
        "close it, or put a text that begins with [ in quotes",
        earlier=True,
    ),
    _Mistake(
        "',' or '}'",
        "a group is opened here by `{`, and a comma or the closing `}` is missing",
        "close it, or put a text that begins with { in quotes",
        earlier=True,
    ),
    _Mistake(
        "<document start>",
        "this does not belong to what stands above it",
        "names that belong together begin in the same column, and nothing can follow a line `...`",
    ),
    _Mistake(
        "node content",
        "a value is missing here, or a bracket has no partner",
        "put a text that begins with a bracket or a comma in quotes",
    ),
    _Mistake(
        "alphabetic or numeric character",
        "& and * have a meaning of their own in YAML",
        "put a text that begins with & or * in quotes",
    ),
    _Mistake(
        "escape character",
        "this escape is not known to YAML",
        "write a backslash twice between double quotes, or put the text in single quotes",
    ),
    _Mistake(
        "escape code",
        "this escape stands for no character",
        "write the character itself, or a backslash twice between double quotes",
    ),
    _Mistake(
        "while scanning a block scalar",
        "nothing can follow `|` or `>` on the same line",
        "begin the text on the next line, indented; put a text that begins with | or > in quotes",
    ),
    # The last resorts: libyaml says this of nearly everything that does not fit.
    _Mistake(
        "did not find expected",
        "this does not fit what stands above it",
        "look for a wrong indent, a missing colon, or text behind a closing quote",
    ),
    _Mistake(
        "expected <block end>",
        "this does not fit what stands above it",
        "look for a wrong indent, a missing colon, or text behind a closing quote",
    ),
)


def described(error: yaml.YAMLError, text: str) -> Problem:
    """The problem that *error* is, with its place in *text*."""
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    whole = f"{getattr(error, 'context', None) or ''}: {said}"
    mark = getattr(error, "problem_mark", None)
    if "cannot start any token" in said and mark is not None:
        return _unwelcome(text, mark)
    found = next((mistake for mistake in _MISTAKES if mistake.said in whole), None)
    if found is None:
        line, column = _place(text, mark)
        return Problem(f"the YAML cannot be read: {said}", code="SB101", line=line, column=column)
    earlier = getattr(error, "context_mark", None) if found.earlier else None
    line, column = _place(text, earlier or mark)
    return Problem(found.message, code="SB101", line=line, column=column, hint=found.hint)


def _unwelcome(text: str, mark: yaml.Mark) -> Problem:
    line, column = _place(text, mark)
    lines = text.split("\n")
    sign = lines[line - 1][column - 1 : column]
    if sign == "\t":
        message, hint = "a tab cannot stand here", "indent with spaces"
    else:
        message, hint = f"a text cannot begin with `{sign}`", "put it in quotes"
    return Problem(message, code="SB101", line=line, column=column, hint=hint)


def _place(text: str, mark: yaml.Mark | None) -> tuple[int, int]:
    """The line and column of *mark*; the end of the last line where it stands beyond it."""
    if mark is None:
        return 1, 1
    lines = text.rstrip("\n").split("\n")
    if mark.line >= len(lines):
        return len(lines), len(lines[-1]) + 1
    return mark.line + 1, mark.column + 1
