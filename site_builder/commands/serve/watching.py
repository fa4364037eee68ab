"""What is saved in the site's folder, told in batches."""

from __future__ import annotations

import asyncio
import os
import unicodedata
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from watchfiles import Change, awatch

from site_builder.commands.folders import Folders, builtin_themes
from site_builder.content.scan import is_left_out

_STEP, _LONGEST = 10, 80
"""Milliseconds without news after which a batch is told, and after which it is told in any case."""
_LOOK = 1000
"""Milliseconds after which folders are looked for that were not there before."""


async def saves(folders: Folders, stop: asyncio.Event) -> AsyncIterator[set[str]]:
    """Paths below the site's root with forward slashes, in Unicode form NFC, as they are saved, until *stop* is set.

    Files that the content scan leaves out, as editors' swap files are, are no news.
    """
    while not stop.is_set():
        watched = _there(folders)
        again = False
        async for changes in awatch(
            *(path for path, _ in watched),
            watch_filter=_is_news(folders.root),
            step=_STEP,
            debounce=_LONGEST,
            stop_event=stop,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            if changes:
                yield {_shown(path, folders.root) for _, path in changes}
            if _there(folders) != watched:
                again = True
                break
        if again:
            # A folder came, went, or was replaced: nobody knows what was missed.
            yield {"content"}


def _there(folders: Folders) -> list[tuple[Path, int]]:
    """The folders to watch with what tells one from its successor of the same name."""
    wanted = (folders.content, folders.templates, folders.themes, builtin_themes())
    found = {}
    for path in wanted:
        try:
            found[path.resolve()] = path.stat().st_ino
        except OSError:
            continue
    # The root is always there, so that there is always something to watch; its own files are no news.
    return sorted(found.items()) or [(folders.root, 0)]


def _is_news(root: Path) -> Callable[[Change, str], bool]:
    def is_news(_: Change, path: str) -> bool:
        below = os.path.relpath(path, root)
        return not any(is_left_out(part) for part in Path(below).parts if part != "..")

    return is_news


def _shown(path: str, root: Path) -> str:
    return unicodedata.normalize("NFC", Path(os.path.relpath(path, root)).as_posix())
