"""How a page names the body that it carries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A body that a page carries: its name, and what fills its gaps. The template filter `rendered` makes it HTML."""

    fingerprint: str
    """Of the body, as in `Outline.fingerprint`."""
    gaps: tuple[str, ...] = ()
    """For each reference the address or name that stands there; not yet escaped."""
