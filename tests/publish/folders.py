"""Small editions, and what the tests of publishing want to know of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from site_builder.publish.edition import Output, Published, publish
from site_builder.publish.names import RECORD
from site_builder.publish.record import read_record

SPARE = pytest.mark.parametrize("spare_from", [0, 2_000], ids=["the edition before is kept", "nothing is kept"])


def put(output: Path, files: dict[str, str], **options: Any) -> Published:
    """Publish *files* as a build does that renders everything; the text is the key as well."""
    outputs = [Output(file=file, key=text, content=text.encode()) for file, text in files.items()]
    return publish(output, outputs, read_record(output), **options)


def tree(folder: Path) -> dict[str, str]:
    """Every regular file below *folder* but the record, with its text."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found if path.name != RECORD}


def nothing_left_beside(output: Path) -> bool:
    return [path.name for path in output.parent.iterdir()] == [output.name]


ONE = {"index.html": "home", "a/index.html": "a", "a/b/index.html": "b", "assets/x.css": "css"}
TWO = {"index.html": "home 2", "a/index.html": "a", "c/index.html": "c", "assets/x.css": "css"}


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    paths = [folder, *folder.rglob("*")]
    return {path.as_posix(): (path.lstat().st_ino, path.lstat().st_mtime_ns) for path in paths}
