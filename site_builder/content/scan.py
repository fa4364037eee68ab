"""Which files the content folder holds, and their bytes: the only part of this stage that touches the disk.

Links are followed only to files within the site's root, and nothing but regular files is ever read: a FIFO would make
the build wait for ever, a device would never end.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from site_builder.disk.files import NotAFileError, opened, read_bounded
from site_builder.model.problem import ContentError, Problem
from site_builder.model.site import Asset

_LEFT_OUT = re.compile(r"[.#].*|.*(?:~|\.sw[po]|\.tmp|\.bak|\.orig)|Thumbs\.db|desktop\.ini", re.IGNORECASE | re.DOTALL)
"""Hidden files, and what editors and file managers leave behind."""
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and bytes that are not UTF-8 (which Python shows as surrogates)."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the content folder."""

    path: str
    """Relative to the site's root, with forward slashes, in Unicode form NFC: what messages show."""
    name: str
    """Likewise, relative to the folder that was listed."""
    folder: str
    """The folder that was listed, in the form of this machine."""
    below: str
    """Where it lies below that folder, with forward slashes, in the form of this machine."""
    size: int
    mtime_ns: int
    ctime_ns: int = 0
    inode: int = 0

    @property
    def location(self) -> Path:
        """Where it is read. Made when it is asked for: a path takes more memory than all the rest."""
        return Path(self.folder, self.below)


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of one folder, sorted by path, and what could not be listed."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...] = ()


def list_files(folder: Path, root: Path, *, suffixes: tuple[str, ...] = ()) -> Listing:
    """All regular files below *folder*, but for hidden and backup files.

    A folder that does not exist holds nothing. Where *suffixes* are given (in small letters), files with others are
    warned of; what is no file, cannot be read or leads out of *root* is an error.
    """
    problems: list[Problem] = []
    real_root = root.resolve()
    if not folder.resolve().is_relative_to(real_root):
        return Listing((), (_problem(folder, root, "the folder is a link that leads out of the site", "copy it here"),))
    sources: dict[str, Source] = {}
    for entry in sorted(_walk(folder, root, problems), key=lambda entry: entry.path):
        try:
            source = _source(Path(entry.path), folder, root, real_root)
        except ContentError as error:
            problems += error.problems
            continue
        if suffixes and not entry.name.lower().endswith(suffixes):
            hint = f"only {' and '.join(suffixes)} files are read here; other files belong in content/assets"
            problems.append(
                Problem("the file is not read", code="SB112", path=source.path, hint=hint, severity="warning")
            )
        elif source.path in sources:
            message, hint = "two files have this name, in two forms of Unicode", "rename one of them"
            problems.append(Problem(message, code="SB130", path=source.path, hint=hint))
        else:
            sources[source.path] = source
    return Listing(tuple(sorted(sources.values(), key=lambda source: source.path)), tuple(problems))


def is_left_out(name: str) -> bool:
    """Whether a file or folder called *name* is none of the site's: hidden, or left behind by an editor."""
    return _LEFT_OUT.fullmatch(name) is not None


def find_file(path: Path, root: Path) -> Source | None:
    """One file, or None where there is none. Raises ContentError where it is something else, or leads out of *root*."""
    if not os.path.lexists(path):
        return None
    real_root = root.resolve()
    if not path.parent.resolve().is_relative_to(real_root):
        raise ContentError(_problem(path, root, "its folder is a link that leads out of the site", "copy it here"))
    return _source(path, path.parent, root, real_root)


def read(source: Source, limit: int) -> bytes:
    """The bytes of *source*, at most one more than *limit*, so that a reader can tell that there are too many.

    Raises ContentError where it cannot be read, or is no regular file any more.
    """
    with _explained(source):
        return read_bounded(source.location, limit)


def asset(source: Source) -> Asset:
    """A file that goes out as it is, with its digest.

    Raises ContentError where it cannot be read, or is no regular file any more.
    """
    digest = hashlib.sha256()
    size = 0
    for piece in pieces(source):
        digest.update(piece)
        size += len(piece)
    return Asset(name=source.name, path=str(source.location), sha256=digest.hexdigest(), size=size)


def pieces(source: Source) -> Iterator[bytes]:
    """The bytes of *source*, of any size, as they are read. Raises ContentError like `read`."""
    with _explained(source), opened(source.location) as file:
        while piece := file.read(_CHUNK):
            yield piece


@contextmanager
def _explained(source: Source) -> Iterator[None]:
    """Tell an error on *source*, which may have become something else since it was listed."""
    try:
        yield
    except NotAFileError:
        raise ContentError(Problem("this is not a regular file any more", code="SB112", path=source.path)) from None
    except OSError as error:
        raise ContentError(Problem(_cannot_be_read(error), code="SB112", path=source.path)) from None


def _source(path: Path, folder: Path, root: Path, real_root: Path) -> Source:
    # UTF-8 whatever the locale says: under one of ASCII, Python reads names in another way.
    name = os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "surrogateescape")
    if _UNSPEAKABLE.search(name):
        message = "the file's name holds control characters, or is not UTF-8"
        raise ContentError(_problem(path, root, message, "rename it"))
    try:
        status = path.stat()
        outside = path.is_symlink() and not path.resolve().is_relative_to(real_root)
    except FileNotFoundError:
        gone = "the link leads nowhere" if path.is_symlink() else "the file has vanished"
        raise ContentError(_problem(path, root, gone, "mend or remove it")) from None
    except OSError as error:
        raise ContentError(_problem(path, root, _cannot_be_read(error), "remove it, or change its rights")) from None
    if outside:
        raise ContentError(_problem(path, root, "the link leads out of the site", "copy the file here"))
    if not stat.S_ISREG(status.st_mode):
        raise ContentError(_problem(path, root, "this is not a regular file", "remove it"))
    return Source(
        path=_shown(path, root),
        name=name if unicodedata.is_normalized("NFC", name) else unicodedata.normalize("NFC", name),
        folder=sys.intern(str(folder)),
        below=name,
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
        ctime_ns=status.st_ctime_ns,
        inode=status.st_ino,
    )


def _walk(folder: Path, root: Path, problems: list[Problem]) -> Iterable[os.DirEntry[str]]:
    # A stack rather than recursion, and no links to folders: neither depth nor a circle can hurt.
    waiting = [str(folder)]
    while waiting:
        current = waiting.pop()
        try:
            with os.scandir(current) as entries:
                found = [entry for entry in entries if not is_left_out(entry.name)]
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(_problem(Path(current), root, _cannot_be_read(error, "folder"), "change its rights"))
            continue
        for entry in found:
            if _is_folder(entry, links=False):
                waiting.append(entry.path)
            elif _is_folder(entry, links=True):
                problems.append(_problem(Path(entry.path), root, "links to folders are not followed", "copy it here"))
            else:
                yield entry


def _is_folder(entry: os.DirEntry[str], *, links: bool) -> bool:
    try:
        return entry.is_dir(follow_symlinks=links)
    except OSError:  # a link in a circle, or a file system without kinds in its folders
        return False


def _problem(path: Path, root: Path, message: str, hint: str) -> Problem:
    return Problem(message, code="SB112", path=_shown(path, root), hint=hint)


def _shown(path: Path, root: Path) -> str:
    below = path.relative_to(root) if path.is_relative_to(root) else path
    return unicodedata.normalize("NFC", os.fsencode(below.as_posix()).decode("utf-8", "backslashreplace"))


def _cannot_be_read(error: OSError, what: str = "file") -> str:
    reason = error.strerror or str(error)
    return f"the {what} cannot be read: {reason[:1].lower()}{reason[1:]}"
