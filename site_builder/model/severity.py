"""How much a rule matters: by default, and by the site's own word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from site_builder.model.config import RuleSeverity
from site_builder.model.problem import Problem

WARNINGS = frozenset(
    {
        "SB205",
        "SB206",
        "SB207",
        "SB210",
        "SB220",
        "SB221",
        "SB222",
        "SB235",
        "SB237",
        "SB238",
        "SB239",
        "SB240",
        "SB241",
        "SB248",
        "SB249",
        "SB250",
        "SB260",
        "SB405",
        "SB701",
    }
)
"""Rules that warn where site.yml says nothing; all others are errors."""


def by_rules(problems: Iterable[Problem], rules: Mapping[str, RuleSeverity]) -> Iterator[Problem]:
    """The *problems* with the severity that *rules* give them, by code or its beginning; `off` leaves them out."""
    for problem in problems:
        match _severity(problem.code, rules):
            case "warn":
                yield replace(problem, severity="warning")
            case "error":
                yield replace(problem, severity="error")


def _severity(code: str, rules: Mapping[str, RuleSeverity]) -> RuleSeverity:
    # The longest beginning is the most particular word on the matter.
    said = max((rule for rule in rules if code.startswith(rule)), key=len, default=None)
    if said is not None:
        return rules[said]
    return "warn" if code in WARNINGS else "error"
