"""What is done to single files and folders: written whole, linked, looked over, removed.

A site has tens of thousands of files, and strings go through the system calls twice as fast as Path objects.
"""
# ruff: noqa: PTH101, PTH102, PTH106, PTH108, PTH113, PTH114, PTH115, PTH211

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from site_builder.disk.files import sync_file_system
from site_builder.publish.names import OURS

FILE_MODE = 0o644
FOLDER_MODE = 0o755
"""What a host needs to read, whatever the umask of the person who builds."""
CHUNK = 1 << 20

_CANNOT_LINK = {
    errno.EPERM,
    errno.EACCES,
    errno.EXDEV,
    errno.EMLINK,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.ENOSYS,
    errno.EINVAL,
}


@dataclass(frozen=True, slots=True)
class Survey:
    """What a folder holds, links not followed; paths below it with forward slashes."""

    files: dict[str, int] = field(default_factory=dict)
    """Regular files, with their inode numbers."""
    others: dict[str, int] = field(default_factory=dict)
    """Symbolic links, FIFOs, sockets and the like, with their inode numbers."""
    folders: set[str] = field(default_factory=set)


def survey(folder: str) -> Survey:
    """All that *folder* holds but for what is the builder's own; nothing where it does not exist. Raises OSError."""
    found = Survey()
    ahead = [""]
    while ahead:
        below = ahead.pop()
        try:
            entries = os.scandir(f"{folder}/{below}")
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                name = below + entry.name
                if not below and name.startswith(OURS):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    found.folders.add(name)
                    ahead.append(name + "/")
                elif entry.is_file(follow_symlinks=False):
                    found.files[name] = entry.inode()
                else:
                    found.others[name] = entry.inode()
    return found


def write_new(path: str, content: bytes, *, durable: bool) -> None:
    """Make the file *path*, which must not exist. *durable* waits until the disk has it."""
    descriptor = _new(path)
    try:
        with _naming(path):
            _write(descriptor, content)
            _finish(descriptor, durable)
    finally:
        os.close(descriptor)


def copy_new(source: str, path: str, *, durable: bool) -> tuple[str, int]:
    """Make the file *path*, which must not exist, from the regular file *source*.

    The SHA-256 and the size of what was copied.
    """
    # Not waiting: a FIFO that took the file's place must not hold us.
    reading = os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(reading).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", source)
        writing = _new(path)
        try:
            with _naming(path):
                copied = _copy(reading, writing)
                _finish(writing, durable)
        finally:
            os.close(writing)
    finally:
        os.close(reading)
    return copied


def link(old: str, new: str) -> None:
    """Let *new*, which must not exist, be the same file as *old*; an equal one where the file system knows no links."""
    try:
        os.link(old, new, follow_symlinks=False)
    except NotImplementedError:  # Windows cannot say whether it follows links; ours are regular files
        os.link(old, new)
    except OSError as error:
        if error.errno not in _CANNOT_LINK or not os.path.isfile(old):
            raise
        shutil.copyfile(old, new, follow_symlinks=False)
        found = os.lstat(old)
        os.chmod(new, stat.S_IMODE(found.st_mode))
        os.utime(new, ns=(found.st_atime_ns, found.st_mtime_ns))


def link_other(old: str, new: str) -> None:
    """Carry a symbolic link, or another thing that is no regular file, over to *new*."""
    if os.path.islink(old):
        os.symlink(os.readlink(old), new)
    else:
        os.link(old, new, follow_symlinks=False)


def make_folder(path: str) -> None:
    """Make a folder that everyone may read. Raises FileExistsError."""
    os.mkdir(path, FOLDER_MODE)
    os.chmod(path, FOLDER_MODE)


def forget(path: str) -> None:
    """Remove a file or link, where there is one."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return


def forget_folder(path: str) -> None:
    """Remove a folder that is empty; leave one that is not."""
    try:
        os.rmdir(path)
    except OSError as error:
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.ENOTDIR}:
            raise


def forget_tree(path: str) -> None:
    """Remove *path* with all that is in it, links not followed, as far as that can be done."""
    shutil.rmtree(path, ignore_errors=True)


def settle(paths: Iterable[str], *, everything: bool) -> None:
    """Wait until the disk has the folders *paths*; with *everything*, all of the file system that they are on.

    A single syncfs(2) for thousands of new files takes a hundredth of the time of as many fsync(2).
    """
    for path in paths:
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except OSError:  # Windows opens no folders; NTFS writes its journal in order
            continue
        try:
            if everything and sync_file_system(descriptor):
                return
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES}:
                raise
        finally:
            os.close(descriptor)


CAN_SETTLE_EVERYTHING = sys.platform == "linux"
"""Whether `settle` with *everything* reaches file contents: elsewhere each file has to be durable by itself."""


def _new(path: str) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), FILE_MODE)


@contextmanager
def _naming(path: str) -> Iterator[None]:
    """Let an error that is about an open file say which."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from error


def _write(descriptor: int, content: bytes) -> None:
    # A disk that is nearly full takes a part and says so by the number; only the next call fails.
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def _copy(reading: int, writing: int) -> tuple[str, int]:
    sha256, size = hashlib.sha256(), 0
    while chunk := os.read(reading, CHUNK):
        sha256.update(chunk)
        size += len(chunk)
        _write(writing, chunk)
    return sha256.hexdigest(), size


def _finish(descriptor: int, durable: bool) -> None:
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, FILE_MODE)
    if durable:
        os.fsync(descriptor)
