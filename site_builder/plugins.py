"""Plugins: the values under the entry point `site_builder` of whatever is installed, put together."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points

from site_builder.model.extensions import Extensions
from site_builder.model.problem import ConfigError, Problem

ENTRY_POINT = "site_builder"


def load_plugins() -> Extensions:
    """All installed plugins together, by name. Raises ConfigError with a problem for each that cannot be loaded."""
    found: list[Extensions] = []
    problems: list[Problem] = []
    for entry in sorted(entry_points(group=ENTRY_POINT), key=lambda entry: entry.name):
        loaded = _load(entry)
        if isinstance(loaded, Problem):
            problems.append(loaded)
        else:
            version = entry.dist.version if entry.dist is not None else ""
            found.append(replace(loaded, names=(f"{entry.name} {entry.value} {version}",)))
    if problems:
        raise ConfigError(*problems)
    return together(found)


def together(all_of_them: list[Extensions]) -> Extensions:
    """Several plugins as one, in their order; of two filters with one name the later counts."""
    return Extensions(
        readers=tuple(reader for one in all_of_them for reader in one.readers),
        steps=tuple(step for one in all_of_them for step in one.steps),
        families=tuple(family for one in all_of_them for family in one.families),
        checks=tuple(check for one in all_of_them for check in one.checks),
        names=tuple(name for one in all_of_them for name in one.names),
        filters={name: function for one in all_of_them for name, function in one.filters.items()},
    )


def _load(entry: EntryPoint) -> Extensions | Problem:
    try:
        value = entry.load()
    except Exception as error:  # noqa: BLE001  whatever a stranger's module raises while it is imported
        reason = f"{type(error).__name__}: {error}"
        message = f"the plugin `{entry.name}` cannot be loaded: {reason}"
        return Problem(message, code="SB003", hint="reinstall or remove it")
    if not isinstance(value, Extensions):
        message = f"the plugin `{entry.name}` is a {type(value).__name__}, not an Extensions value"
        return Problem(message, code="SB003", hint=f"point its entry point at an Extensions value ({entry.value})")
    return value
