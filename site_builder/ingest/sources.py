"""Finding and reading the articles that a person names: the only place of ingest that touches the disk."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.disk.files import read_bounded
from site_builder.ingest.media import SUFFIXES
from site_builder.model.problem import IngestError, Problem

_ABOUT_THE_FOLDER = frozenset(["readme", "license", "licence", "changelog", "contributing", "notice", "authors"])
"""Files of a folder that tell of it, and are no articles."""
_BESIDE_PAGES = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", "_file")
"""What browsers call the folder with a page's pictures and scripts, in their languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What stands behind the paths that were named."""

    files: tuple[Path, ...]
    """Each once, in a fixed order: as named, and the files of a folder by their path."""
    passed_over: tuple[Path, ...]
    """Visible files of folders that have another suffix than those asked for, or tell of their folder."""
    problems: tuple[Problem, ...]


def find_articles(paths: Sequence[Path], suffixes: frozenset[str] | None = SUFFIXES) -> Found:
    """The files at *paths*, with folders looked through at every depth.

    Hidden files and folders within a folder are skipped. Links to files are followed, links to folders within a folder
    are not, so that no circle is walked. *suffixes* are in lower case, with their dot; None takes every file.
    What is missing, cannot be listed or is no file or folder becomes a problem (SB001, SB501).
    """
    files: dict[Path, None] = {}
    passed_over: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        mode = _mode(path)
        if mode is None:
            problems.append(Problem(f"`{path}` is not there", code="SB001", hint="look for a mistake in the path"))
        elif stat.S_ISDIR(mode):
            for file in _walk(path, problems):
                if _is_wanted(file, suffixes):
                    files.setdefault(file)
                else:
                    passed_over.append(file)
        elif stat.S_ISREG(mode):
            files.setdefault(path)
        else:
            problems.append(_not_a_file(path))
    return Found(files=tuple(files), passed_over=tuple(passed_over), problems=tuple(problems))


def read_article(path: Path, limit: int) -> bytes:
    """The bytes of the file at *path*, at most *limit* of them.

    Raises IngestError where it cannot be read (SB501), is no regular file (SB501), or is larger (SB113).
    """
    try:
        data = read_bounded(path, limit)
    except OSError as error:
        mode = _mode(path)
        is_file = mode is None or stat.S_ISREG(mode)
        raise IngestError(_unreadable(path, error) if is_file else _not_a_file(path)) from None
    if len(data) > limit:
        hint = "split it, or raise `limits: file_bytes:` in site.yml"
        raise IngestError(
            Problem(f"the article has more than {limit:,} bytes", code="SB113", path=path.as_posix(), hint=hint)
        )
    return data


def _is_wanted(file: Path, suffixes: frozenset[str] | None) -> bool:
    if suffixes is None:
        return True
    return file.suffix.lower() in suffixes and file.stem.casefold() not in _ABOUT_THE_FOLDER


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return None


def _walk(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Depth first, by name; with an explicit stack, so that a deep tree costs no recursion."""
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            entries = sorted(current.iterdir(), key=lambda entry: entry.name)
        except OSError as error:
            problems.append(_unreadable(current, error))
            continue
        folders = []
        for entry in _visible(entries):
            mode = _mode(entry)
            if mode is not None and stat.S_ISDIR(mode):
                if not entry.is_symlink() and not _is_of_a_page(entry):
                    folders.append(entry)
            elif mode is not None and stat.S_ISREG(mode):
                yield entry
            else:
                problems.append(_not_a_file(entry))
        waiting += reversed(folders)


def _is_of_a_page(folder: Path) -> bool:
    """Whether a folder holds what a browser saved beside a page: `Story_files` beside `Story.html`."""
    stem = next((folder.name.removesuffix(end) for end in _BESIDE_PAGES if folder.name.endswith(end)), None)
    return stem is not None and any(folder.with_name(stem + end).is_file() for end in (".html", ".htm"))


def _visible(entries: Iterable[Path]) -> Iterator[Path]:
    return (entry for entry in entries if not entry.name.startswith("."))


def _not_a_file(path: Path) -> Problem:
    hint = "ingest reads regular files only: no pipes, sockets, devices or broken links"
    return Problem("this is not a regular file", code="SB501", path=path.as_posix(), hint=hint)


def _unreadable(path: Path, error: OSError) -> Problem:
    reason = error.strerror or type(error).__name__
    return Problem(
        f"the article cannot be read: {reason}", code="SB501", path=path.as_posix(), hint="check its permissions"
    )
