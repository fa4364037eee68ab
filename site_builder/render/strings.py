"""Locale files of a theme: words by key, and for each plural category where a number decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.model.config import Limits
from site_builder.model.problem import Problem, ThemeError
from site_builder.model.theme import Strings
from site_builder.render.words import gaps
from site_builder.text.suggestions import did_you_mean
from site_builder.text.yaml_nodes import Node, YamlError, compose

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of the CLDR (Unicode TR 35, part 3); which of them a language uses, Babel knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """One locale file."""

    strings: Strings
    lines: Mapping[str, int]
    """Where each key stands, from 1."""


def read_locale(text: str) -> Locale:
    """The words in the YAML of a locale file. Raises ThemeError with all problems, their lines those of *text*."""
    try:
        node = compose(text, Limits())
    except YamlError as error:
        raise ThemeError(error.problem) from None
    if node is None or node.is_null:
        return Locale(strings={}, lines={})
    if node.kind != "mapping":
        raise ThemeError(Problem("a locale file is a list of `key: words`", code="SB304", line=node.line))
    problems: list[Problem] = []
    strings: dict[str, str | Mapping[str, str]] = {}
    lines: dict[str, int] = {}
    for key, value in _pairs(node, problems):
        lines[key] = value.line
        words = value.value if value.kind == "scalar" else _forms(key, value, problems)
        if words is not None:
            strings[key] = words
    if problems:
        raise ThemeError(*problems)
    return Locale(strings=strings, lines=lines)


def gap_problems(locale: Locale, reference: Strings) -> Iterator[Problem]:
    """A problem for every gap such as `{name}` that the words of the same key in *reference* do not have."""
    for key, words in locale.strings.items():
        if key not in reference:
            continue
        known = _all_gaps(reference[key])
        for gap in sorted(_all_gaps(words) - known):
            hint = did_you_mean(gap, known) or "it has " + (
                ", ".join(f"{{{name}}}" for name in sorted(known)) or "none"
            )
            yield Problem(
                f"the words for `{key}` get no value for {{{gap}}}", code="SB304", line=locale.lines[key], hint=hint
            )


def _pairs(node: Node, problems: list[Problem]) -> Iterator[tuple[str, Node]]:
    seen: set[str] = set()
    for key, value in node.value:
        if key.kind != "scalar":
            problems.append(Problem("a list or group cannot be a key", code="SB304", line=key.line, column=key.column))
        elif key.value in seen:
            problems.append(
                Problem(
                    f"`{key.value}` stands twice", code="SB105", line=key.line, column=key.column, hint="remove one"
                )
            )
        else:
            seen.add(key.value)
            yield key.value, value


def _forms(key: str, node: Node, problems: list[Problem]) -> Mapping[str, str] | None:
    """The words of *key* by plural category, or None where they cannot be used."""
    before = len(problems)
    if node.kind != "mapping":
        problems.append(
            Problem(f"the words for `{key}` are a list", code="SB304", line=node.line, hint="write one text")
        )
        return None
    forms: dict[str, str] = {}
    for category, value in _pairs(node, problems):
        if category not in CATEGORIES:
            hint = did_you_mean(category, CATEGORIES) or f"there are {', '.join(CATEGORIES)}"
            problems.append(Problem(f"`{category}` is no plural category", code="SB304", line=value.line, hint=hint))
        elif value.kind != "scalar":
            problems.append(Problem(f"the words for `{key}` nest too deeply", code="SB304", line=value.line))
        else:
            forms[category] = value.value
    if "other" not in forms and len(problems) == before:
        problems.append(
            Problem(
                f"the words for `{key}` lack the form `other`",
                code="SB304",
                line=node.line,
                hint="every language has it",
            )
        )
    return forms if len(problems) == before else None


def _all_gaps(words: str | Mapping[str, str]) -> frozenset[str]:
    if isinstance(words, str):
        return gaps(words)
    return frozenset({"n"}).union(*(gaps(form) for form in words.values()))
