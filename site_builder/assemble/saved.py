"""What `selections:` in site.yml asks for: briefings that meet all the conditions of a selection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from site_builder.assemble.directory import Directory
from site_builder.model.briefing import Card
from site_builder.model.config import Config, SavedSelection
from site_builder.model.entity import GroupFamily
from site_builder.model.problem import Problem
from site_builder.model.site import Selected
from site_builder.text.suggestions import did_you_mean

_SETTINGS = "content/site.yml"


def selected(
    config: Config, directory: Directory, cards: Mapping[str, Card], belonging: Mapping[str, Iterable[str]]
) -> tuple[Selected, ...]:
    """The selections with their briefings, newest first; *belonging* has the keys of each briefing's groups."""
    return tuple(
        Selected(name=wanted.name, title=wanted.title, members=tuple(_members(wanted, directory, cards, belonging)))
        for wanted in config.selections
    )


def unsound(config: Config, directory: Directory) -> Iterator[Problem]:
    """Selections that share a name, have no condition, or name what is not there."""
    seen: set[str] = set()
    for wanted in config.selections:
        conditions = tuple(_conditions(wanted))
        if wanted.name in seen:
            message, hint = f"two selections have the name `{wanted.name}`", "give one of them another `name`"
            yield Problem(message, code="SB130", path=_SETTINGS, hint=hint)
        seen.add(wanted.name)
        if not conditions and wanted.language is None:
            message = f"the selection `{wanted.name}` has no condition"
            hint = "add `topic:`, `entity:`, `source:` or `language:`"
            yield Problem(message, code="SB107", path=_SETTINGS, hint=hint)
        for family, name in conditions:
            if directory.find(family, name) is None:
                known = list(directory.known_names(family))
                message = f"the selection `{wanted.name}` names `{name[:80]}`, which is not in {family}.yml"
                hint = did_you_mean(name, known) or f"add it to {family}.yml"
                yield Problem(message, code="SB102", path=_SETTINGS, hint=hint)


def _members(
    wanted: SavedSelection, directory: Directory, cards: Mapping[str, Card], belonging: Mapping[str, Iterable[str]]
) -> Iterator[str]:
    entries = [directory.find(family, name) for family, name in _conditions(wanted)]
    keys = {entry.key for entry in entries if entry is not None}
    if None in entries:
        return
    for slug, card in cards.items():
        if keys.issubset(belonging[slug]) and wanted.language in {None, card.language}:
            yield slug


def _conditions(wanted: SavedSelection) -> Iterator[tuple[GroupFamily, str]]:
    named: tuple[tuple[GroupFamily, str | None], ...] = (
        ("topics", wanted.topic),
        ("entities", wanted.entity),
        ("sources", wanted.source),
    )
    yield from ((family, name) for family, name in named if name is not None)
