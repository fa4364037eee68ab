"""How the word lists are written down: as text, read once."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.model.entity import EntityKind


def word_set(text: str) -> frozenset[str]:
    """The words of *text*; `_` stands for a space within one."""
    return frozenset(word.replace("_", " ") for word in text.split())


def kinds(
    *,
    organisation: str = "",
    product: str = "",
    place: str = "",
    law: str = "",
    event: str = "",
    work: str = "",
    person: str = "",
) -> Mapping[str, EntityKind]:
    """Kind by word. A word in two lists is of the kind that comes first here."""
    lists: tuple[tuple[EntityKind, str], ...] = (
        ("organisation", organisation),
        ("product", product),
        ("place", place),
        ("law", law),
        ("event", event),
        ("work", work),
        ("person", person),
    )
    table: dict[str, EntityKind] = {}
    for kind, text in lists:
        for word in text.split():
            table.setdefault(word.replace("_", " "), kind)
    return table
