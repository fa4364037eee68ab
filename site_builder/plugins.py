"""Plugins: those that are installed, and those in the `plugins/` folder of the site at hand, put together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

from site_builder import site_plugins
from site_builder.model.extensions import Extensions
from site_builder.model.problem import ConfigError, Problem

ENTRY_POINT = "site_builder"
FOLDER = "plugins"
VALUE = "plugin"
"""What a module of the folder calls its Extensions."""


def load_plugins(root: Path | None = None) -> Extensions:
    """All installed plugins together, by name, then those of the site at *root*.

    A site's plugins are programs of that site, and run as such; without *root* none of them is touched. Raises
    ConfigError with a problem for each that cannot be loaded.
    """
    found: list[Extensions] = []
    problems: list[Problem] = []
    loaded = [_installed(entry) for entry in sorted(entry_points(group=ENTRY_POINT), key=lambda entry: entry.name)]
    if root is not None:
        folder = root.resolve() / FOLDER
        names = site_plugins.modules_in(folder)
        digest = _digest(folder) if names else ""
        loaded += [_of_site(folder, name, digest) for name in names]
    for one in loaded:
        if isinstance(one, Problem):
            problems.append(one)
        else:
            found.append(one)
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


def _installed(entry: EntryPoint) -> Extensions | Problem:
    version = entry.dist.version if entry.dist is not None else ""
    hint = f"point its entry point at an Extensions value ({entry.value})"
    loaded = _loaded(entry.name, entry.load, bad="reinstall or remove it", wrong=hint)
    if isinstance(loaded, Problem):
        return loaded
    return replace(loaded, names=(f"{entry.name} {entry.value} {version}",))


def _of_site(folder: Path, name: str, digest: str) -> Extensions | Problem:
    path = f"{FOLDER}/{name}.py" if (folder / f"{name}.py").is_file() else f"{FOLDER}/{name}/__init__.py"
    if not (folder / path.removeprefix(f"{FOLDER}/")).resolve().is_relative_to(folder.parent):
        message = f"the plugin `{name}` is a link that leads out of the site"
        return Problem(message, code="SB003", path=path, hint="copy it here")

    def value() -> Any:
        module = site_plugins.load(folder, name)
        if not hasattr(module, VALUE):
            raise AttributeError(f"it has no `{VALUE}`")
        return getattr(module, VALUE)

    hint = f"write `{VALUE} = Extensions(...)` into it; a file whose name begins with `_` is no plugin"
    loaded = _loaded(name, value, bad="mend or remove it", wrong=hint)
    if isinstance(loaded, Problem):
        return replace(loaded, path=path)
    return replace(loaded, names=(f"{path} {digest}",))


def _loaded(name: str, load: Callable[[], Any], *, bad: str, wrong: str) -> Extensions | Problem:
    try:
        value = load()
    except Exception as error:  # noqa: BLE001  whatever a stranger's module raises while it is imported
        reason = f"{type(error).__name__}: {error}"
        return Problem(f"the plugin `{name}` cannot be loaded: {reason}", code="SB003", hint=bad)
    if not isinstance(value, Extensions):
        message = f"the plugin `{name}` is a {type(value).__name__}, not an Extensions value"
        return Problem(message, code="SB003", hint=wrong)
    return value


def _digest(folder: Path) -> str:
    """Of all code in the folder: a helper that changes changes what the plugins make."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        data = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.relative_to(folder).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:16]
