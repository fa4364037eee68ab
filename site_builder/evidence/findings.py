"""What a check of one briefing collects: problems with the words that they are about, and the count of statements."""

from __future__ import annotations

from dataclasses import dataclass, field

from site_builder.model.briefing import FrontMatter
from site_builder.model.codes import CODES
from site_builder.model.evidence import Allowed
from site_builder.model.problem import Problem

FIRST, LAST = "SB230", "SB238"
"""The rules to which `allow` can make an exception."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands in its file."""

    line: int
    column: int | None = None


@dataclass
class Findings:
    """The problems of one briefing, as they are found."""

    problems: list[tuple[Problem, str]] = field(default_factory=list)
    """Each with the words of the statement that it is about."""
    statements: int = 0
    verified: int = 0

    def add(self, code: str, message: str, place: Place, *, about: str = "", hint: str | None = None) -> None:
        """A problem of the statement *about* at *place*."""
        self.problems.append((Problem(message, code=code, line=place.line, column=place.column, hint=hint), about))

    def statement(self, held: bool) -> None:
        """Count a statement, and whether it was found to hold."""
        self.statements += 1
        self.verified += held


def without_allowed(findings: Findings, head: FrontMatter, line: int) -> list[Problem]:
    """The problems to which no exception is made, and a remark on each exception in *line* that nothing needs."""
    used: set[int] = set()
    kept: list[Problem] = []
    for problem, about in findings.problems:
        excused = [number for number, allowed in enumerate(head.allow) if _covers(allowed, problem, about)]
        used.update(excused)
        if not excused:
            kept.append(problem)
    for number, allowed in enumerate(head.allow):
        if number not in used:
            kept.append(_unused(allowed, line))
    return kept


def _covers(allowed: Allowed, problem: Problem, about: str) -> bool:
    said = " ".join(about.split())
    return (
        FIRST <= problem.code <= LAST
        and problem.code.startswith(allowed.rule)
        and (allowed.text is None or allowed.text in said)
    )


def _unused(allowed: Allowed, line: int) -> Problem:
    known = any(code.startswith(allowed.rule) for code in CODES if FIRST <= code <= LAST)
    message = f"nothing breaks {allowed.rule} here" if known else f"`{allowed.rule}` is no rule of evidence"
    hint = "remove the exception" if known else f"exceptions are for {FIRST} to {LAST}"
    return Problem(message, code="SB239", line=line, hint=hint)
