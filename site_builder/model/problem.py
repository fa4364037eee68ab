"""What is wrong with an input, as a value; and the one family of exceptions that carries such values.

The family::

    SiteBuilderError
    ├── ConfigError     site.yml, the command line
    ├── ContentError    briefings, pages, authority files, article records
    ├── ThemeError      theme.yml, templates, locales
    ├── PublishError    the output folder
    └── IngestError     articles that cannot be read

Anything outside this family that reaches the door is a bug of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import KW_ONLY, dataclass, replace
from typing import Generic, Literal, TypeVar

Severity = Literal["error", "warning"]

In = TypeVar("In")
Out = TypeVar("Out")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a person should mend or know."""

    message: str
    """What is wrong: one sentence without a full stop."""
    _: KW_ONLY
    code: str
    """A stable code of `site_builder.model.codes`."""
    path: str | None = None
    """The file, relative to the site's root, with forward slashes."""
    line: int | None = None
    """Counted from 1."""
    column: int | None = None
    """Counted from 1, in code points."""
    hint: str | None = None
    """How to mend it."""
    severity: Severity = "error"

    def within(self, path: str, *, first_line: int = 1) -> Problem:
        """This problem of a piece of text, seen from the file that holds the piece from *first_line* on."""
        line = self.line + first_line - 1 if self.line is not None else None
        return replace(self, path=path, line=line)


class SiteBuilderError(Exception):
    """Bad input: carries all problems of one attempt as its arguments, so that it survives pickling."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems, in the order in which they were found."""
        return self.args

    def within(self, path: str, *, first_line: int = 1) -> SiteBuilderError:
        """The same error, with every problem placed in *path*."""
        return type(self)(*(problem.within(path, first_line=first_line) for problem in self.problems))

    def __str__(self) -> str:
        return "; ".join(problem.message for problem in self.problems)


class ConfigError(SiteBuilderError):
    """The configuration cannot be used."""


class ContentError(SiteBuilderError):
    """A file of the content folder cannot be used."""


class ThemeError(SiteBuilderError):
    """The theme cannot be used."""


class PublishError(SiteBuilderError):
    """The output folder cannot be written."""


class IngestError(SiteBuilderError):
    """An article cannot be read."""


@dataclass(frozen=True, slots=True)
class Gathered(Generic[Out]):
    """What worked, and every problem of what did not."""

    values: tuple[Out, ...]
    problems: tuple[Problem, ...]


def gather(step: Callable[[In], Out], items: Iterable[In]) -> Gathered[Out]:
    """Apply *step* to every item; keep what worked and every problem of what did not."""
    values: list[Out] = []
    problems: list[Problem] = []
    for item in items:
        try:
            values.append(step(item))
        except SiteBuilderError as error:
            problems += error.problems
    return Gathered(tuple(values), tuple(problems))
