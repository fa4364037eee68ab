"""Files read with bounds, and written whole or not at all."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 20


class NotAFileError(OSError):
    """A pipe, a socket, a device or a folder stands where a file should."""


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The regular file at *path*, links followed. Raises OSError; NotAFileError where it is none."""
    # Without O_NONBLOCK, to open a FIFO would wait for someone to write into it.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NotAFileError(errno.EINVAL, "not a regular file", str(path))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            yield file
    finally:
        os.close(descriptor)


def read_bounded(path: Path, limit: int) -> bytes:
    """The bytes of the regular file at *path*, at most one more than *limit*: so a reader can tell that it is larger.

    Raises OSError.
    """
    pieces: list[bytes] = []
    left = limit + 1
    with opened(path) as file:
        # In pieces: one call would set aside memory for all that it is allowed to read.
        while left > 0 and (piece := file.read(min(_CHUNK, left))):
            pieces.append(piece)
            left -= len(piece)
    return b"".join(pieces)


def write_whole(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Let the file at *path* hold *data*: at any moment, also after a crash, it is the old one or the new one.

    The folder must be there. A file that is replaced keeps its mode. With *durable* the disk has it when this returns.
    Raises OSError; then nothing is left behind.
    """
    # The number of the process keeps two writers apart; 200 bytes leave room for it in a name.
    temporary = path.with_name(f".{path.name[:100]}.{os.getpid()}.tmp")
    try:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            _keep_mode(path, descriptor)
            left = memoryview(data)
            while left:
                left = left[os.write(descriptor, left) :]
            if durable:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    if durable:
        _settle(path.parent)


def settle_all(folder: Path) -> None:
    """Wait until the disk has all of the file system that *folder* is on; only its list of names, but on Linux."""
    with contextlib.suppress(OSError):  # Windows opens no folders
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if not sync_file_system(descriptor):
                os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync_file_system(descriptor: int) -> bool:
    """Wait until the disk has all of the file system of *descriptor*; False where that cannot be asked.

    A single syncfs(2) for thousands of new files takes a hundredth of the time of as many fsync(2). Raises OSError.
    """
    if sys.platform != "linux":
        return False
    try:
        function = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError):
        return False
    if function(descriptor) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return True


def _keep_mode(path: Path, descriptor: int) -> None:
    with contextlib.suppress(OSError, AttributeError):  # there is none yet; Windows has no fchmod before Python 3.13
        os.fchmod(descriptor, stat.S_IMODE(path.stat().st_mode))


def _settle(folder: Path) -> None:
    """Bring the folder's list of names to the disk, where the system can; the file itself is there already."""
    with contextlib.suppress(OSError):  # Windows opens no folders; some network file systems do not know this
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
