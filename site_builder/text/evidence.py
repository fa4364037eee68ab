"""The one notation for a passage: `p4`, or `some-article#p4`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_EVIDENCE = re.compile(r"(?:(?P<article>[a-z0-9]+(?:-[a-z0-9]+)*)#)?p(?P<paragraph>[1-9]\d{0,5})")


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered paragraph of an article."""

    article: str | None
    """The id; None stands for the first article that the briefing cites."""
    paragraph: int
    """From 1."""


def parse_evidence(text: str) -> Passage | None:
    """The passage that *text* names, or None where it has another form."""
    match = _EVIDENCE.fullmatch(text)
    return Passage(match["article"], int(match["paragraph"])) if match is not None else None
