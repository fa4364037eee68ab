"""How problems and reports are said to people and to programs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from unicodedata import category, combining, east_asian_width

import click

from site_builder.model.problem import Problem
from site_builder.model.report import Report

_EXCERPT = 100
"""Signs of a line that are shown around the place of a problem."""
_MOST_OF_FILE, _MOST = 100, 1000
"""Problems of one file, and of all, that people are told one by one; the other forms of report have all of them."""
_READ = 20_000_000
"""Bytes of a file that are read for excerpts, at most."""


def problems_as_text(problems: Iterable[Problem], root: Path) -> str:
    """All *problems* by file and line, each with an excerpt, a caret and a hint; empty where there are none."""
    ordered = sorted(problems, key=lambda p: (p.path or "", p.line or 0, p.column or 0, p.code, p.message))
    pieces: list[str] = []
    left = len(ordered)
    for path, group in groupby(ordered, key=lambda p: p.path or ""):
        if len(ordered) - left >= _MOST:
            pieces.append(f"and {left:,} more problems; `--format json` tells all of them\n")
            break
        lines = _lines(root / path) if path else []
        # A file's name is a stranger's text as well.
        pieces.append(click.style(visible(path) or "(no file)", bold=True))
        told = list(group)
        left -= len(told)
        pieces += [_problem(problem, lines) for problem in told[:_MOST_OF_FILE]]
        if len(told) > _MOST_OF_FILE:
            pieces.append(f"           and {len(told) - _MOST_OF_FILE:,} more in this file")
        pieces.append("")
    return "\n".join(pieces)


def report_as_json(report: Report, **more: object) -> str:
    """*report* as one JSON object in ASCII: `counts`, `problems`, `notes`, `seconds`, `errors`, `warnings`.

    ASCII, so that any terminal and any pipe can carry it, names of files included that are not UTF-8.
    """
    data = {
        "counts": dict(report.counts),
        "problems": [_plain(problem) for problem in report.problems],
        "notes": list(report.notes),
        "seconds": round(report.seconds, 3),
        "errors": report.errors,
        "warnings": report.warnings,
        **more,
    }
    return json.dumps(data, indent=2)


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 page`, `2 pages`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _problem(problem: Problem, lines: list[str]) -> str:
    place = ":".join(str(number) for number in (problem.line, problem.column if problem.line else None) if number)
    colour = "red" if problem.severity == "error" else "yellow"
    kind = click.style(f"{problem.severity} {problem.code}", fg=colour, bold=True)
    said = [f"  {place:>7}  {kind}  {visible(problem.message)}"]
    if problem.line is not None and 0 < problem.line <= len(lines):
        said += _excerpt(lines[problem.line - 1], problem.column)
    if problem.hint:
        said.append(f"           hint: {visible(problem.hint)}")
    return "\n".join(said)


def _excerpt(line: str, column: int | None) -> list[str]:
    start = 0
    if column is not None and column > _EXCERPT - 20:
        start = column - _EXCERPT // 2
    shown = visible(line[start : start + _EXCERPT].replace("\t", " "))
    if not shown.strip():
        return []
    said = [click.style(f"           | {shown}", dim=True)]
    if column is not None and column - start <= len(shown) + 1:
        before = " " * _width(shown[: column - 1 - start])
        said.append(f"           | {before}{click.style('^', fg='red')}")
    return said


def _width(text: str) -> int:
    """The places that *text* takes on a terminal; most give Chinese, Japanese and Korean signs two (UAX 11)."""
    return sum(0 if combining(sign) else 1 + (east_asian_width(sign) in {"W", "F"}) for sign in text)


def visible(text: str) -> str:
    """*text* without the power to command a terminal: control and direction signs become a replacement sign."""
    return "".join(sign if sign.isprintable() else _harmless(sign) for sign in text)


def _harmless(sign: str) -> str:
    # Spaces that do not break, or of other widths, command nothing.
    return " " if category(sign) == "Zs" else "\N{REPLACEMENT CHARACTER}"


def _lines(path: Path) -> list[str]:
    try:
        if not path.is_file() or path.stat().st_size > _READ:
            return []
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _plain(problem: Problem) -> Mapping[str, object]:
    return {name: value for name, value in dataclasses.asdict(problem).items() if value is not None}
