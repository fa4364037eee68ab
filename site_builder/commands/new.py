"""Make a starter site: a folder that builds as it is, and shows by examples what goes where."""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from site_builder import __version__
from site_builder.commands.schemas import editor_files
from site_builder.content.config import parse_config
from site_builder.hosts.files import made_for
from site_builder.model.hosts import HOSTS, HostName
from site_builder.model.problem import ConfigError, Problem, SiteBuilderError
from site_builder.model.report import Report
from site_builder.text.languages import normalise_language

_WRITTEN_IN = ("en", "it")
"""The languages that the starter's texts and the theme's words exist in, that of all others first; the folders beside
`any` are named so."""
_SETTINGS = "content/site.yml"
_RULES = "# rules:\n"
_RULES_WITHOUT_WORDS = """\
# The theme has no words of its own in this language, and shows English ones. Once you have written
# locales/__LANGUAGE__.yml (see "Themes" in the README), take these lines out to be told of words that are missing.
rules:
  SB260: "off"
"""
_YEAR = 2026
"""That of the format: it serves where the caller has no calendar."""


def new(folder: Path, *, title: str, language: str, host: HostName = HOSTS[0], year: int = _YEAR) -> Report:
    """Write the starter site into *folder*, which is made where it does not exist.

    Its texts are in English where there are none in *language*; *host* decides on the files beside `content/` that say
    how the site is built and served; *year* is that of today, for the ids of feed items. Raises ConfigError where
    *title* or *language* cannot be used, where any of the starter's files is there already, or where one cannot be
    written: nothing is changed then.
    """
    started = time.monotonic()
    contents = _starter(title, language, host, year)
    taken = [name for name in contents if _exists(folder / name)]
    if taken:
        raise ConfigError(*(_taken(name) for name in taken))
    _write(folder, contents)
    return Report(counts={"files": len(contents)}, seconds=time.monotonic() - started)


def _starter(title: str, language: str, host: HostName, year: int) -> dict[str, bytes]:
    """The starter's files by their paths, forward slashes between, sorted."""
    tag = _language(language)
    texts = tag.partition("-")[0]
    root = files("site_builder") / "starter"
    folders = ("any", texts if texts in _WRITTEN_IN else _WRITTEN_IN[0])
    found = {name: data for folder in folders for name, data in _files(root / folder)}
    found[_SETTINGS] = _settings(found[_SETTINGS].replace(b"__YEAR__", b"%04d" % year), title, tag, host)
    of_host = {name: data.replace(b"__VERSION__", __version__.encode()) for name, data in _files(root / "hosts" / host)}
    found |= of_host | made_for(host) | editor_files()
    return dict(sorted(found.items()))


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file below *folder*; `dot-gitignore` stands for `.gitignore`, which our own repository would obey."""
    for entry in folder.iterdir():
        name = above + re.sub(r"^dot-", ".", entry.name)
        if entry.is_dir():
            yield from _files(entry, f"{name}/")
        else:
            yield name, entry.read_bytes()


def _language(text: str) -> str:
    try:
        return normalise_language(text)
    except ValueError as mistake:
        raise ConfigError(Problem(f"the language {text!r} {mistake}", code="SB107")) from None


def _settings(template: bytes, title: str, language: str, host: HostName) -> bytes:
    """*template* with its gaps filled; read back, so that what is written can be read."""
    # Quoted as JSON does it, a text is one for YAML too; the title comes last, as it may hold the other gaps' names.
    text = template.decode()
    if language.partition("-")[0] not in _WRITTEN_IN:
        text = text.replace(_RULES, _RULES_WITHOUT_WORDS)
    text = text.replace("__LANGUAGE__", language).replace("__HOST__", host)
    text = text.replace("__TITLE__", _quoted(title))
    try:
        parse_config(text)
    except SiteBuilderError as error:
        raise ConfigError(*(_without_place(problem) for problem in error.problems)) from None
    return text.encode()


def _quoted(title: str) -> str:
    try:
        title.encode()
    except UnicodeEncodeError:
        hint = "check the encoding of the terminal"
        raise ConfigError(Problem("the title is not UTF-8 text", code="SB110", hint=hint)) from None
    return json.dumps(" ".join(title.split()), ensure_ascii=False)


def _without_place(problem: Problem) -> Problem:
    """A problem of a file that was never written: its line would lead nowhere."""
    return Problem(problem.message, code=problem.code, hint=problem.hint)


def _exists(path: Path) -> bool:
    # Links that lead nowhere count: to write through one would make a file in a place that nobody named.
    return os.path.lexists(path)


def _taken(name: str) -> Problem:
    hint = "move it away, or choose another folder"
    return Problem("this file is there already, and would be replaced", code="SB004", path=name, hint=hint)


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write all of *contents* below *folder*, or nothing."""
    made: list[Path] = []
    try:
        for name, data in contents.items():
            _make_folders(folder / PurePosixPath(name).parent, made)
            path = folder / name
            # Never over a file that somebody made in the meantime.
            with path.open("xb") as file:
                made.append(path)
                file.write(data)
    except BaseException as error:
        for path in reversed(made):
            # Where somebody else has put something into a folder of ours meanwhile, it stays.
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        if isinstance(error, OSError):
            raise ConfigError(_unwritable(error)) from error
        raise


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir()
        made.append(path)


def _unwritable(error: OSError) -> Problem:
    reason = (error.strerror or str(error)).lower()
    place = str(error.filename) if error.filename is not None else None
    return Problem(f"the file cannot be written: {reason}", code="SB005", path=place, hint="nothing was changed")
