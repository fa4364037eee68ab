"""The jail: which names a file of the output may have. Every write passes here, and none leaves the output folder."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator

from site_builder.model.problem import Problem

OURS = ".site-builder"
"""What begins with this at the top of the output folder is the builder's own: its record, its workshop."""
RECORD = f"{OURS}.json"
UNFINISHED = f"{OURS}-unfinished"
"""In the staging folder as long as its edition is not whole: what is in it then is ours, all of it."""
SPARE = f"{OURS}-spare"
"""In the staging folder once it holds the edition before, and nothing that is not in the output as well."""

_PLAIN = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")
"""Nearly every name: nothing below can be wrong with it but its length (and Windows' own wishes)."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_WINDOWS = re.compile(
    r'[<>:"|?*]|[. ](?:/|$)|(?:^|/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?(?:/|$)', re.IGNORECASE
)
_SEGMENT_BYTES = 255
"""What ext4, APFS and NTFS allow (the last two count characters: no less)."""
_NAME_BYTES = 1000
"""macOS allows 1024 for a whole path."""


def fault(file: str, *, windows: bool = os.name == "nt") -> str | None:
    """What is wrong with *file*, a path below the output folder with forward slashes; None where it may be written."""
    if _PLAIN.fullmatch(file) and len(file) <= _SEGMENT_BYTES and not windows:
        return None
    return next(_faults(file, windows), None)


def fold(file: str) -> str:
    """What *file* is called where neither case nor Unicode form counts, as on macOS and Windows by default."""
    if file.isascii():
        return file.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", file).casefold())


def folders_of(files: Iterable[str]) -> set[str]:
    """All folders, at any depth, that *files* lie in."""
    folders: set[str] = set()
    for file in files:
        folder = file
        while (folder := folder.rpartition("/")[0]) and folder not in folders:
            folders.add(folder)
    return folders


class Names:
    """The files of an edition, as they come: finds those that cannot stand beside an earlier one."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def add(self, file: str) -> Problem | None:
        """Take *file* in; or say why it cannot be."""
        wrong = fault(file)
        if wrong is not None:
            return Problem(f"the output would hold {file!r}: {wrong}", code="SB404", hint="rename what it is made from")
        other = self.rival(file)
        if other is not None:
            return _rivals(other, file)
        folded = fold(file)
        self._files[folded] = file
        while (folded := folded.rpartition("/")[0]) and folded not in self._folders:
            self._folders[folded] = file
        return None

    def rival(self, file: str) -> str | None:
        """A file taken in before that has the place of *file*: its name, or that of one of its folders, or below it."""
        folded = fold(file)
        found = self._files.get(folded) or self._folders.get(folded)
        while found is None and (folded := folded.rpartition("/")[0]):
            if folded in self._folders:
                return None
            found = self._files.get(folded)
        return found


def _rivals(one: str, two: str) -> Problem:
    hint = "give one of the two pages another slug, or rename one of the two files"
    if one == two:
        return Problem(f"two pages or files would be {one}", code="SB130", hint=hint)
    if fold(one) == fold(two):
        message = f"{one} and {two} differ only in a way that many file systems do not see"
        return Problem(message, code="SB130", hint=hint)
    return Problem(f"{one} and {two} cannot both be: one would be a folder and a file at once", code="SB130", hint=hint)


def _faults(file: str, windows: bool) -> Iterator[str]:
    if not file:
        yield "the name is empty"
    if _CONTROL.search(file):
        yield "it holds a control character"
        return
    if "\\" in file:
        yield "it holds a backslash"
    segments = file.split("/")
    if any(segment in {"", ".", ".."} for segment in segments):
        yield "a part of it is empty, `.` or `..`"
    if any(segment.casefold() == ".git" for segment in segments):
        yield "a folder `.git` belongs to git"
    if segments[0].casefold().startswith(OURS):
        yield f"names that begin with {OURS} are the builder's own"
    if any(len(segment.encode()) > _SEGMENT_BYTES for segment in segments):
        yield f"a part of it has more than {_SEGMENT_BYTES} bytes"
    if len(file.encode()) > _NAME_BYTES:
        yield f"it has more than {_NAME_BYTES:,} bytes"
    if windows and _WINDOWS.search(file):
        yield "Windows does not allow it"
