"""Problems for other programs: SARIF 2.1.0 and GitHub annotations."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

from site_builder import __version__
from site_builder.model.codes import CODES
from site_builder.model.problem import Problem

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(problems: Iterable[Problem]) -> str:
    """*problems* as a log of SARIF 2.1.0 (OASIS, 2020): one run, a rule for each code that occurs."""
    told = list(problems)
    codes = sorted({problem.code for problem in told})
    rules = [{"id": code, "shortDescription": {"text": CODES.get(code, code)}} for code in codes]
    results = [
        {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            "level": problem.severity,
            "message": {"text": problem.message + (f" ({problem.hint})" if problem.hint else "")},
            **({"locations": [_location(problem)]} if problem.path else {}),
        }
        for problem in told
    ]
    driver = {"name": "site-builder", "version": __version__, "rules": rules}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, indent=2)


def as_github(problems: Iterable[Problem]) -> str:
    """*problems* as workflow commands, which GitHub shows beside the lines of a change."""
    return "\n".join(_annotation(problem) for problem in problems)


def _location(problem: Problem) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": quote(problem.path or "")}}
    if problem.line:
        place["region"] = {"startLine": problem.line, **({"startColumn": problem.column} if problem.column else {})}
    return {"physicalLocation": place}


def _annotation(problem: Problem) -> str:
    given = {"file": problem.path, "line": problem.line, "col": problem.column if problem.line else None}
    named = [f"{name}={_escaped(str(value), ':,')}" for name, value in given.items() if value]
    fields = ",".join([*named, f"title={problem.code}"])
    text = problem.message + (f" ({problem.hint})" if problem.hint else "")
    return f"::{problem.severity} {fields}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
