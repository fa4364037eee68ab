"""What `theme docs` prints: the handbook of themes, for people or for programs."""

from __future__ import annotations

import msgspec

from site_builder.commands.theme_reference import as_markdown, reference


def handbook(form: str) -> str:
    """The handbook as Markdown, or its reference as JSON."""
    told = reference()
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(told), indent=2).decode()
    return as_markdown(told).rstrip("\n")
