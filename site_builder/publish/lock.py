"""One build at a time: a lock that dies with its holder, so that none is ever left behind."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from site_builder.model.problem import Problem, PublishError
from site_builder.publish.places import Place, explained
from site_builder.publish.switch import recover

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCK = "lock"
_IGNORE = ".gitignore"
_held: set[Path] = set()
"""What this process holds: a POSIX lock does not keep a process from itself."""
_held_guard = threading.Lock()


@dataclass(frozen=True, slots=True)
class Hold:
    """The right to publish at a place, until `hold` ends."""

    place: Place


@contextmanager
def hold(place: Place) -> Iterator[Hold]:
    """Keep every other build away from *place*. Raises PublishError at once where another build is at work.

    The workshop is made, and removed afterwards unless something is to stay in it; a switch that a killed build left
    half done is undone.
    """
    with _within_process(place):
        with explained(place):
            descriptor = _acquire(place)
        try:
            with explained(place):
                recover(place)
            yield Hold(place)
        finally:
            _release(place, descriptor)


@contextmanager
def _within_process(place: Place) -> Iterator[None]:
    with _held_guard:
        if place.output in _held:
            raise PublishError(_busy(place, "another build in this process"))
        _held.add(place.output)
    try:
        yield
    finally:
        with _held_guard:
            _held.discard(place.output)


def _acquire(place: Place) -> int:
    path = place.workshop / _LOCK
    if place.workshop.is_symlink():
        hint = f"remove {place.workshop.name}"
        raise PublishError(Problem(f"{place.workshop.name} beside {place.shown} is a link", code="SB402", hint=hint))
    for _ in range(100):
        try:
            _make_workshop(place)
            # Opened without cutting it short: what stands in it tells who holds the lock.
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        except FileNotFoundError:
            continue  # the holder before us has just removed the workshop
        taken = False
        try:
            taken = _try(descriptor, path, place)
            if taken:
                return descriptor
        finally:
            if not taken:
                os.close(descriptor)
    raise PublishError(_busy(place, "another build"))


def _make_workshop(place: Place) -> None:
    try:
        place.workshop.mkdir(parents=True)
    except FileExistsError:
        if place.workshop.is_file():
            raise


def _release(place: Place, descriptor: int) -> None:
    path = place.workshop / _LOCK
    # Removed while it is held: whoever opened the file meanwhile finds out that it is no longer the one at its path.
    removed = _remove(path)
    os.close(descriptor)
    if not removed:  # Windows does not remove a file that is open
        _remove(path)
    with contextlib.suppress(OSError):
        if not any(entry.name != _IGNORE for entry in place.workshop.iterdir()):
            (place.workshop / _IGNORE).unlink(missing_ok=True)
            place.workshop.rmdir()


def _remove(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _say_who(place: Place, descriptor: int) -> None:
    who = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "started": int(time.time())})
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, who.encode(), 0) if hasattr(os, "pwrite") else os.write(descriptor, who.encode())
    # The folder keeps itself out of git, should a killed build leave it behind.
    (place.workshop / _IGNORE).write_text("*\n", encoding="ascii")


def _who(path: Path) -> str:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        seconds = max(0, int(time.time()) - int(said["started"]))
        elsewhere = "" if said["host"] == socket.gethostname() else f" on {said['host']}"
        return f"process {int(said['pid'])}{elsewhere}, for {seconds} s"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def _busy(place: Place, who: str) -> Problem:
    return Problem(
        f"{place.shown} is being written by another build ({who})",
        code="SB403",
        hint="wait until it is done, or stop it, and build again",
    )


def _try(descriptor: int, path: Path, place: Place) -> bool:
    """Take the lock, and say so in it; False where the file is not the one at its path any more."""
    if not _lock(descriptor):
        raise PublishError(_busy(place, _who(path)))
    try:
        still = os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
    if still:
        _say_who(place, descriptor)
    return still


def _lock(descriptor: int) -> bool:
    """Take the lock, or say that another process has it. A file system that knows no locks gives it to everyone."""
    try:
        if sys.platform == "win32":
            # Locked far behind its end, so that others may still read who holds it.
            os.lseek(descriptor, 1 << 30, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            # A POSIX lock, not flock(2): worker processes that outlive a killed build do not inherit it.
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EAGAIN, errno.EDEADLK}:
            return False
        if error.errno not in {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}:
            raise
    return True
