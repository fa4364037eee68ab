"""A lock that dies with its holder, so that none is ever left behind."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_held: set[Path] = set()
"""What this process holds: a POSIX lock does not keep a process from itself."""
_held_guard = threading.Lock()
_TRIES = 100
_PAUSE = 0.05
"""Seconds between two looks at a lock that someone else has."""


class BusyError(Exception):
    """Somebody else has the lock; says who, and for how long."""


@contextmanager
def locked(path: Path, *, prepare: Callable[[], None] = lambda: None, patience: float = 0) -> Iterator[None]:
    """Hold the lock at *path*, a file that says who holds it and goes when this ends.

    *prepare* makes its folder, each time anew, since the holder before may remove it. Waits at most *patience* seconds.
    Raises BusyError where another has the lock, OSError where the file cannot be made.
    """
    late = time.monotonic() + patience
    with _within_process(path, late):
        descriptor = _acquire(path, prepare, late)
        try:
            yield
        finally:
            _release(path, descriptor)


@contextmanager
def _within_process(path: Path, late: float) -> Iterator[None]:
    while True:
        with _held_guard:
            if path not in _held:
                _held.add(path)
                break
        if time.monotonic() >= late:
            raise BusyError("another one in this process")
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        with _held_guard:
            _held.discard(path)


def _acquire(path: Path, prepare: Callable[[], None], late: float) -> int:
    lost = 0
    while lost < _TRIES:
        try:
            prepare()
            # Opened without cutting it short: what stands in it tells who holds the lock.
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        except FileNotFoundError:
            lost += 1
            continue  # the holder before us has just removed the folder
        taken = False
        try:
            if not _lock(descriptor):
                if time.monotonic() >= late:
                    raise BusyError(_who(path))
                time.sleep(_PAUSE)
                continue
            taken = _is_still(descriptor, path)
            if taken:
                _say_who(descriptor)
                return descriptor
            lost += 1
        finally:
            if not taken:
                os.close(descriptor)
    raise BusyError("another process")


def _release(path: Path, descriptor: int) -> None:
    # Removed while it is held: whoever opened the file meanwhile finds out that it is no longer the one at its path.
    removed = _remove(path)
    os.close(descriptor)
    if not removed:  # Windows does not remove a file that is open
        _remove(path)


def _remove(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _is_still(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _say_who(descriptor: int) -> None:
    who = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "started": int(time.time())})
    # It only says who: on a full disk the lock holds as well.
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, who.encode(), 0) if hasattr(os, "pwrite") else os.write(descriptor, who.encode())


def _who(path: Path) -> str:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        seconds = max(0, int(time.time()) - int(said["started"]))
        elsewhere = "" if said["host"] == socket.gethostname() else f" on {said['host']}"
        return f"process {int(said['pid'])}{elsewhere}, for {seconds} s"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


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
