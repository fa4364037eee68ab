"""Themes from the disk: the only place of this room that touches it, and it only reads.

A theme is a folder with `theme.yml`, `templates/`, `assets/` and `locales/`. It may build on another (`extends:`), and
the site's own `templates/` folder stands before all. A template that is replaced stays within reach under the name of
its theme: `{% extends "briefing:base.html" %}`.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from site_builder.disk.files import read_bounded
from site_builder.model.problem import ContentError, Problem, SiteBuilderError, ThemeError
from site_builder.model.site import Asset
from site_builder.model.theme import ACCENT, Strings, Template, Theme, ThemeSettings
from site_builder.render import templates
from site_builder.render.strings import Locale, gap_problems, read_locale
from site_builder.render.words import LAST_RESORT
from site_builder.text.languages import normalise_language
from site_builder.text.schema import decode_located
from site_builder.text.source import read_text
from site_builder.text.suggestions import did_you_mean

MAX_BYTES = 1_000_000
"""The size of a template, a locale file or a theme.yml."""
MAX_CHAIN = 10
"""How many themes may build on one another."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


def load_theme(
    name: str,
    *,
    folders: Sequence[Path],
    overrides: Path | None = None,
    root: Path | None = None,
    filters: Collection[str] = (),
) -> Theme:
    """The theme *name* with all that it builds on, as one value.

    *folders* hold themes and are searched in order; the templates in *overrides* stand before the theme's. Paths in
    messages are relative to *root* where they lie below it. *filters* are the names of those that plugins add.
    Raises ThemeError with every problem of every file.
    """
    reading = _Reading(root)
    layers = _chain(name, folders, reading)
    parts = [_layer(folder, label, reading) for label, folder in layers]
    if overrides is not None and root is not None and not overrides.resolve().is_relative_to(root.resolve()):
        message = "the folder is a link that leads out of the site"
        reading.problem(message, "SB112", overrides, hint="copy the templates here")
    elif overrides is not None and overrides.is_dir():
        parts.insert(0, _Layer(label="", templates=_templates(overrides, overrides, reading)))
    theme = replace(_merged(name, parts), accent=reading.accent or ACCENT)
    _check_gaps(parts, theme, reading)
    # Names may be missing because a file could not be read: that is told already, and what follows from it is not.
    reading.problems += templates.problems(theme, filters, whole=not reading.problems)
    if reading.problems:
        raise ThemeError(*reading.problems)
    return theme


def available_themes(folders: Sequence[Path]) -> tuple[str, ...]:
    """The names of all themes in *folders*, sorted."""
    found = {
        entry.name
        for folder in folders
        if folder.is_dir()
        for entry in folder.iterdir()
        if (entry / "theme.yml").is_file()
    }
    return tuple(sorted(found))


@dataclass(slots=True)
class _Reading:
    """One loading: where paths are counted from, the problems so far, and the first colour that a theme names."""

    root: Path | None
    problems: list[Problem] = field(default_factory=list)
    accent: str | None = None

    def shown(self, path: Path) -> str:
        """*path* as messages name it."""
        if self.root is not None and path.is_relative_to(self.root):
            return path.relative_to(self.root).as_posix()
        return path.as_posix()

    def text(self, path: Path) -> str | None:
        """The text of a file, or None where it cannot be read; the problem is told then."""
        try:
            return read_text(read_bounded(path, MAX_BYTES), MAX_BYTES)
        except ContentError as error:
            self.problems += error.within(self.shown(path)).problems
        except OSError as error:
            self.problem(f"the file cannot be read: {error.strerror or error}", "SB112", path)
        return None

    def problem(
        self, message: str, code: str, path: Path | None = None, *, line: int | None = None, hint: str | None = None
    ) -> None:
        shown = self.shown(path) if path is not None else None
        self.problems.append(Problem(message, code=code, path=shown, line=line, hint=hint))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """One theme of the chain, or the site's own templates."""

    label: str
    templates: dict[str, Template] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    locales: dict[str, tuple[Path, Locale]] = field(default_factory=dict)
    """By language, with the file."""


def _chain(name: str, folders: Sequence[Path], reading: _Reading) -> list[tuple[str, Path]]:
    """The themes from *name* down, each with its folder, as far as they are there."""
    chain: list[tuple[str, Path]] = []
    wanted: str | None = name
    asked_by: Path | None = None
    line: int | None = None
    while wanted is not None:
        if any(wanted == label for label, _ in chain):
            circle = " > ".join([*(label for label, _ in chain), wanted])
            reading.problem(f"themes build on one another in a circle: {circle}", "SB301", asked_by, line=line)
            break
        folder = _find(wanted, folders)
        if folder is None or len(chain) >= MAX_CHAIN:
            known = available_themes(folders)
            hint = did_you_mean(wanted, known) or f"there are {', '.join(f'`{theme}`' for theme in known) or 'none'}"
            reading.problem(f"there is no theme `{wanted[:100]}`", "SB301", asked_by, line=line, hint=hint)
            break
        chain.append((wanted, folder))
        asked_by = folder / "theme.yml"
        settings, lines = _settings(asked_by, reading)
        if settings is not None and reading.accent is None:
            reading.accent = settings.accent
        wanted, line = (settings.extends, lines.get("extends")) if settings is not None else (None, None)
    return chain


def _find(name: str, folders: Sequence[Path]) -> Path | None:
    if _NAME.fullmatch(name) is None:
        return None
    return next((folder / name for folder in folders if (folder / name / "theme.yml").is_file()), None)


def _settings(path: Path, reading: _Reading) -> tuple[ThemeSettings | None, dict[str, int]]:
    text = reading.text(path)
    if text is None:
        return None, {}
    try:
        return decode_located(ThemeSettings, text, ThemeError)
    except SiteBuilderError as error:
        reading.problems += error.within(reading.shown(path)).problems
        return None, {}


def _layer(folder: Path, label: str, reading: _Reading) -> _Layer:
    return _Layer(
        label=label,
        templates=_templates(folder / "templates", folder, reading),
        assets=_assets(folder / "assets", folder, reading),
        locales=_locales(folder / "locales", folder, reading),
    )


def _templates(folder: Path, home: Path, reading: _Reading) -> dict[str, Template]:
    found = {}
    for name, path in _files(folder, home, reading):
        if not name.endswith(".html"):
            continue
        text = reading.text(path)
        if text is not None:
            found[name] = Template(name=name, path=reading.shown(path), text=text)
    return found


def _assets(folder: Path, home: Path, reading: _Reading) -> dict[str, Asset]:
    found = {}
    for name, path in _files(folder, home, reading):
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                size = os.fstat(file.fileno()).st_size
        except OSError as error:
            reading.problem(f"the file cannot be read: {error.strerror or error}", "SB112", path)
        else:
            found[name] = Asset(name=name, path=str(path.absolute()), sha256=digest, size=size)
    return found


def _locales(folder: Path, home: Path, reading: _Reading) -> dict[str, tuple[Path, Locale]]:
    found = {}
    for name, path in _files(folder, home, reading):
        stem, _, ending = name.rpartition(".")
        if ending not in {"yml", "yaml"}:
            continue
        try:
            language = normalise_language(stem)
        except ValueError as error:
            reading.problem(f"the name of a locale file {error}", "SB304", path, hint="as en.yml or pt-BR.yml")
            continue
        text = reading.text(path)
        if text is None:
            continue
        try:
            found[language] = (path, read_locale(text))
        except ThemeError as error:
            reading.problems += error.within(reading.shown(path)).problems
    return found


def _files(folder: Path, home: Path, reading: _Reading) -> Iterator[tuple[str, Path]]:
    """Every file below *folder* with its name, sorted; what lies outside of *home*, the theme, is refused.

    Hidden files and the copies that editors leave behind are passed over.
    """
    for place, folders, names in os.walk(folder, onerror=lambda error: _unreadable(error, reading)):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names + [name for name in folders if (Path(place) / name).is_symlink()]):
            path = Path(place) / name
            if name.startswith(".") or name.endswith("~"):
                continue
            refusal = _refusal(path, home)
            if refusal is None:
                yield path.relative_to(folder).as_posix(), path
            else:
                reading.problem(refusal, "SB112", path, hint="put the file itself here, or delete it")


def _refusal(path: Path, home: Path) -> str | None:
    """Why a file is not read, or None where it is."""
    try:
        if not path.resolve(strict=True).is_relative_to(home.resolve()):
            return "the file is a link that leads out of its theme"
        mode = path.stat().st_mode
    except (OSError, RuntimeError):
        return "the file is a link that leads nowhere"
    if stat.S_ISDIR(mode):
        return "the folder is a link, and links to folders are not followed"
    return None if stat.S_ISREG(mode) else "the file is no ordinary file"


def _unreadable(error: OSError, reading: _Reading) -> None:
    # A theme need not have every folder.
    if not isinstance(error, FileNotFoundError):
        reading.problem(f"the folder cannot be read: {error.strerror or error}", "SB112", Path(str(error.filename)))


def _merged(name: str, layers: Sequence[_Layer]) -> Theme:
    """The layers as one theme: what stands nearer the top replaces what is below."""
    found: dict[str, Template] = {}
    assets: dict[str, Asset] = {}
    strings: dict[str, Strings] = {}
    for layer in reversed(layers):
        for template in layer.templates.values():
            found[template.name] = template
            if layer.label:
                found[f"{layer.label}:{template.name}"] = template
        assets |= layer.assets
        for language, (_, locale) in layer.locales.items():
            strings[language] = {**strings.get(language, {}), **locale.strings}
    return Theme(
        name=name,
        templates=dict(sorted(found.items())),
        assets=dict(sorted(assets.items())),
        strings=dict(sorted(strings.items())),
    )


def _check_gaps(layers: Sequence[_Layer], theme: Theme, reading: _Reading) -> None:
    reference = theme.strings.get(LAST_RESORT, {})
    for layer in layers:
        for path, locale in layer.locales.values():
            reading.problems += (problem.within(reading.shown(path)) for problem in gap_problems(locale, reference))
