"""What a command did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.model.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Counts, problems and timings of one command."""

    counts: Mapping[str, int] = field(default_factory=dict)
    """By name: pages, feeds, written, removed ..."""
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    """Sentences that a person should read and nothing needs mending for."""

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many of the problems are warnings."""
        return sum(problem.severity == "warning" for problem in self.problems)
