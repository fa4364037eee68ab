"""Where an edition may go: the output folder, resolved and refused where it is not ours to replace."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from site_builder.model.problem import Problem, PublishError
from site_builder.publish.names import OURS, RECORD
from site_builder.publish.record import decode_record, read_bytes

_HARMLESS = frozenset({".gitignore", ".gitkeep", ".gitattributes", ".git", ".DS_Store"})
"""What may lie in an output folder before the first build."""
_OTHER_FOLDER = "name another folder with --output"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An output folder that may be written, and the workshop in which its next edition is made."""

    output: Path
    """Whole, with all links followed; it need not exist."""
    shown: str
    """As messages call it."""
    workshop: Path
    """Holds the lock and the staging folder while a build is at work; on the same file system as the output."""
    in_place: str | None = None
    """Why the folder cannot be switched as a whole, so that its files are replaced one by one; None where it can."""


def locate(output: Path, *, root: Path | None = None, inputs: Iterable[Path] = ()) -> Place:
    """The place of the output folder *output*; touches nothing.

    *root* is the site's folder, *inputs* the folders that a build reads: the output may neither be nor hold the one,
    nor lie in the others. Raises PublishError where the folder must not be replaced.
    """
    shown = _shown(output, root)
    whole = _resolve(output, shown)
    _refuse_dear_folders(whole, shown, root, inputs)
    if whole.exists():
        _refuse_foreign_folder(whole, shown)
    why = _why_in_place(whole)
    workshop = whole / f"{OURS}-work" if why else whole.parent / f".{whole.name}{OURS}-work"
    return Place(output=whole, shown=shown, workshop=workshop, in_place=why)


@contextmanager
def explained(place: Place, *, outcome: str = "is as it was") -> Iterator[None]:
    """Tell an operating system's error as a PublishError: what could not be done, its *outcome*, and what to do."""
    try:
        yield
    except OSError as error:
        raise PublishError(_problem(error, place, outcome)) from error


def readable(name: str) -> str:
    """*name* so that it can be printed, whatever bytes the file system gave it."""
    return name.encode("utf-8", "backslashreplace").decode() if name.isprintable() else ascii(name)[1:-1]


def _resolve(output: Path, shown: str) -> Path:
    try:
        whole = output.resolve()
        if whole.exists() and not whole.is_dir():
            message = f"{shown} is a file, not a folder"
            raise PublishError(Problem(message, code="SB402", hint=f"move it away, or {_OTHER_FOLDER}"))
    except (RuntimeError, OSError, ValueError) as error:  # links in a circle, names that no file can have
        said = getattr(error, "strerror", None) or str(error).partition(":")[0].lower()
        message = f"{shown} cannot be the output folder: {said}"
        raise PublishError(Problem(message, code="SB402", hint=_OTHER_FOLDER)) from None
    return whole


def _refuse_dear_folders(whole: Path, shown: str, root: Path | None, inputs: Iterable[Path]) -> None:
    for dear, words in _dear_folders(whole, root):
        if whole == dear:
            raise _refused(f"{shown} is {words}")
        if whole in dear.parents:
            raise _refused(f"{shown} holds {words}")
    for folder in inputs:
        real = folder.resolve()
        if whole == real or whole in real.parents:
            raise _refused(f"{shown} holds {folder.name}/, which the build reads")
        if real in whole.parents:
            raise _refused(f"{shown} lies in {folder.name}/, which the build reads")


def _dear_folders(whole: Path, root: Path | None) -> Iterator[tuple[Path, str]]:
    yield Path(whole.anchor), "the root of the file system"
    if root is not None:
        yield root.resolve(), "the folder of the site itself"
    try:
        yield Path.home().resolve(), "the home folder"
    except (RuntimeError, OSError):  # nobody's home
        return


def _refused(message: str) -> PublishError:
    return PublishError(Problem(f"{message}: it must not be replaced", code="SB401", hint=_OTHER_FOLDER))


def _refuse_foreign_folder(whole: Path, shown: str) -> None:
    try:
        strange = sorted(entry.name for entry in whole.iterdir() if not _is_expected(entry.name))
    except OSError as error:
        message = f"{shown} cannot be read: {error.strerror}"
        raise PublishError(Problem(message, code="SB402", hint=f"mend its permissions, or {_OTHER_FOLDER}")) from None
    if not strange:
        return
    state, _ = decode_record(read_bytes(whole))
    if state in {"none", "foreign"}:
        some = ", ".join(readable(name) for name in strange[:3]) + (" ..." if len(strange) > 3 else "")
        message = f"{shown} holds files that no build wrote ({some}), and no record of ours"
        raise PublishError(
            Problem(message, code="SB401", hint=f"empty it if nothing in it matters, or {_OTHER_FOLDER}")
        )


def _is_expected(name: str) -> bool:
    return name in _HARMLESS or (name.startswith(OURS) and name != RECORD)


def _why_in_place(whole: Path) -> str | None:
    if not whole.exists():
        return None
    if os.path.ismount(whole) or whole.stat().st_dev != whole.parent.stat().st_dev:
        return "it is a mount point"
    effective = os.access in os.supports_effective_ids
    if not os.access(whole.parent, os.W_OK | os.X_OK, effective_ids=effective):
        return "the folder around it cannot be written"
    return None


def _shown(output: Path, root: Path | None) -> str:
    try:
        path = output.relative_to(root) if root is not None else output
    except ValueError:
        path = output
    return readable(path.as_posix()).rstrip("/") + "/"


_HINTS = {
    errno.ENOSPC: "free some space, and build again",
    errno.EDQUOT: "free some space, and build again",
    errno.EFBIG: "raise the limit on the size of files (`ulimit -f`), and build again",
    errno.EROFS: f"the file system is read-only; {_OTHER_FOLDER}",
    errno.EACCES: f"mend the permissions, or {_OTHER_FOLDER}",
    errno.EPERM: f"mend the permissions, or {_OTHER_FOLDER}",
    errno.EMFILE: "raise the limit on open files (`ulimit -n`), and build again",
    errno.ENFILE: "close some programs, and build again",
    errno.ENOENT: "a file went away while it was published; build again",
    errno.ENAMETOOLONG: "give the page a shorter slug, or the file a shorter name",
}


def _problem(error: OSError, place: Place, outcome: str) -> Problem:
    named = error.filename2 or error.filename
    where = readable(_below(str(named), place)) if isinstance(named, (str, os.PathLike)) else place.shown.rstrip("/")
    said = (error.strerror or str(error)).lower()
    hint = _HINTS.get(error.errno or 0, "build again; if it happens twice, look at the disk")
    return Problem(f"{where} cannot be written: {said}; {place.shown} {outcome}", code="SB402", hint=hint)


def _below(named: str, place: Place) -> str:
    # The staging folder is our affair: the message names the file that it was to become.
    for folder in (place.workshop / "next", place.output):
        if named.startswith(f"{folder}{os.sep}"):
            return place.shown + named[len(str(folder)) + 1 :].replace(os.sep, "/")
    return named
