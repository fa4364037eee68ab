"""The one moment at which the new edition takes the old one's place.

Linux and macOS exchange two folders in one step, so a reader finds one edition or the other. Where the file system does
not know that step (some network file systems, Windows), two renames come close: between them the folder is missing for
some microseconds, and the next build undoes the first where a build was killed before the second. Where the folder
cannot be renamed at all (a mount point, a lower layer of a container's file system, a folder that Windows keeps open),
files are replaced one by one: each is whole at any time, the site is of one piece again at the end.
"""
# ruff: noqa: PTH104, PTH105, PTH112, PTH113, PTH114

from __future__ import annotations

import ctypes
import errno
import functools
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from site_builder.publish.files import forget, forget_folder, forget_tree, make_folder, settle, write_new
from site_builder.publish.names import RECORD, UNFINISHED, folders_of
from site_builder.publish.places import Place
from site_builder.publish.record import Entry, Sources, encode_record

How = Literal["exchange", "renames", "in place"]

NEXT = "next"
"""In the workshop: the edition in the making; after an exchange, the one before."""
_PREVIOUS = "previous"
_RUBBISH = "rubbish"
_RECORD = "record"

_CANNOT_EXCHANGE = {
    errno.ENOSYS,
    errno.EINVAL,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.EXDEV,
    errno.EBUSY,
    errno.EPERM,
    errno.EACCES,
}
_CANNOT_RENAME = {errno.EXDEV, errno.EBUSY, errno.EPERM, errno.EACCES, errno.ENOTSUP}


def switch(place: Place) -> How | None:
    """Put the staged folder where the output is; afterwards the old edition, if there was one, is the staged folder.

    None where the output cannot be renamed and nothing was done. Raises OSError.
    """
    new, output = str(place.workshop / NEXT), str(place.output)
    if not os.path.lexists(output):
        os.rename(new, output)
        return "renames"
    if exchange(new, output):
        return "exchange"
    return _rename_twice(place, new, output)


def recover(place: Place) -> None:
    """Mend what a killed build left: between two renames, or on its way. Raises OSError."""
    forget_tree(str(place.workshop / _RUBBISH))
    forget(str(place.workshop / _RECORD))
    if place.in_place or os.path.lexists(place.workshop / NEXT / UNFINISHED):
        dispose(place)
    previous, new, output = str(place.workshop / _PREVIOUS), str(place.workshop / NEXT), str(place.output)
    if not os.path.lexists(previous):
        return
    if not os.path.lexists(output):
        os.rename(previous, output)
        return
    dispose(place)
    os.rename(previous, new)


def dispose(place: Place) -> None:
    """Remove the staged folder. Under another name: a half of it must never be taken for an edition. Raises OSError."""
    new, rubbish = str(place.workshop / NEXT), str(place.workshop / _RUBBISH)
    if os.path.lexists(new):
        forget_tree(rubbish)
        os.rename(new, rubbish)
        forget_tree(rubbish)


def replace_files(
    place: Place, fresh: Iterable[str], removed: Iterable[str], new: Mapping[str, Entry], sources: Sources
) -> None:
    """Move the staged files *fresh* into the output one by one, remove *removed*, and write the record of *new*.

    First the record names old and new files without vouching for them, so that a build that is killed loses none of
    them from sight and the next one writes them again. Pages come after what they show. What is in the way of a new
    file goes before, everything else afterwards. Raises OSError.
    """
    below, coming, going = f"{place.output}{os.sep}", sorted(fresh, key=_pages_last), set(removed)
    uncertain = {file: Entry("", "", 0) for file in (*coming, *going)}
    replace_record(place, encode_record({**new, **uncertain}))
    needed = folders_of(coming)
    in_the_way = {file for file in going if file in needed or not folders_of([file]).isdisjoint(coming)}
    _remove(below, in_the_way)
    for file in coming:
        _make_folders(below, file)
        os.replace(place.workshop / NEXT / file, below + file)
    _remove(below, going - in_the_way)
    replace_record(place, encode_record(new, sources))
    settle([below], everything=True)


def replace_record(place: Place, record: bytes) -> None:
    """Write a new record into the output, which otherwise stays as it is. Raises OSError."""
    path = str(place.workshop / _RECORD)
    forget(path)
    write_new(path, record, durable=True)
    os.replace(path, place.output / RECORD)


def exchange(one: str, two: str) -> bool:
    """Let two folders change places in one step; False where this system or file system cannot. Raises OSError.

    renameat2(2) with RENAME_EXCHANGE on Linux, renamex_np(2) with RENAME_SWAP on macOS.
    """
    step = _exchange_step()
    if step is None:
        return False
    code = step(os.fsencode(one), os.fsencode(two))
    if code in _CANNOT_EXCHANGE:
        return False
    if code:
        raise OSError(code, os.strerror(code), two)
    return True


@functools.cache
def _exchange_step() -> Callable[[bytes, bytes], int] | None:
    here, swap = -100, 2  # AT_FDCWD; RENAME_EXCHANGE and RENAME_SWAP happen to be equal
    if sys.platform not in {"linux", "darwin"}:
        return None
    try:
        library = ctypes.CDLL(None, use_errno=True)
        function = library.renamex_np if sys.platform == "darwin" else library.renameat2
    except (OSError, AttributeError):
        return None
    text, number = ctypes.c_char_p, ctypes.c_uint
    function.argtypes = (
        [text, text, number] if sys.platform == "darwin" else [ctypes.c_int, text, ctypes.c_int, text, number]
    )

    def step(one: bytes, two: bytes) -> int:
        failed = function(one, two, swap) if sys.platform == "darwin" else function(here, one, here, two, swap)
        return ctypes.get_errno() if failed else 0

    return step


def _rename_twice(place: Place, new: str, output: str) -> How | None:
    previous = str(place.workshop / _PREVIOUS)
    try:
        try:
            os.rename(output, previous)
        except OSError as error:
            if error.errno in _CANNOT_RENAME:
                return None
            raise
        os.rename(new, output)
    except BaseException:
        # Also when someone presses Ctrl-C between the two.
        if os.path.lexists(previous) and not os.path.lexists(output):
            os.rename(previous, output)
        raise
    os.rename(previous, new)
    return "renames"


def _pages_last(file: str) -> tuple[bool, str]:
    return file.endswith((".html", ".xml")), file


def _remove(below: str, files: Iterable[str]) -> None:
    for file in files:
        # An uncertain record may name both a file and what lay in a folder of the same name: one of them is not there.
        if os.path.isfile(below + file) or os.path.islink(below + file):
            forget(below + file)
        while file := file.rpartition("/")[0]:
            forget_folder(below + file)


def _make_folders(below: str, file: str) -> None:
    parts = file.split("/")[:-1]
    for count in range(1, len(parts) + 1):
        path = below + "/".join(parts[:count])
        if not os.path.isdir(path):
            forget(path)  # after a torn record, a file of ours that nobody knew of
            make_folder(path)
