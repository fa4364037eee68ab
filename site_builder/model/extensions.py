"""What a plugin adds: functions of known shapes, called at known places.

A plugin is an `Extensions` value; it imports `site_builder.model` and nothing else of ours. Its functions have to be
importable by name, since they travel to worker processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from site_builder.model.article import Article
from site_builder.model.briefing import Briefing
from site_builder.model.config import Config
from site_builder.model.page import Page, Scope
from site_builder.model.problem import Problem
from site_builder.model.site import Site

Reader = Callable[[bytes, str], "Article | None"]
"""Bytes and a file name to an article; None where the reader does not know this kind of file."""
Step = Callable[[Article], Article]
Family = Callable[[Site, Scope], Iterable[Page]]
Check = Callable[[Iterable[Briefing], Config], Iterable[Problem]]
Filter = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extensions:
    """All that plugins add, in the order in which they are called."""

    readers: tuple[Reader, ...] = ()
    steps: tuple[Step, ...] = ()
    families: tuple[Family, ...] = ()
    checks: tuple[Check, ...] = ()
    filters: Mapping[str, Filter] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    """What was loaded, with its version: a part of what a build is made from."""
