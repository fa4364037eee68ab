"""The edition in the making: a folder beside the output, in which unchanged files are links to those of the old one.

After a switch the folder holds the edition before. Where it is kept, the next edition is made from it by touching only
what differs: the cost of a small change does not grow with the site.
"""
# ruff: noqa: PTH104, PTH112, PTH113, PTH114

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from site_builder.publish.files import (
    CAN_SETTLE_EVERYTHING,
    Survey,
    copy_new,
    forget,
    forget_folder,
    forget_tree,
    link,
    link_other,
    make_folder,
    settle,
    survey,
    write_new,
)
from site_builder.publish.names import RECORD, SPARE, UNFINISHED
from site_builder.publish.places import Place
from site_builder.publish.record import decode_record, read_bytes
from site_builder.publish.switch import NEXT, dispose

_FEW = 64
"""So many files are brought to the disk one by one; for more it is quicker to bring all of the file system there."""


class Stage:
    """The staging folder of one build, made ready when the first file comes."""

    def __init__(self, place: Place, old: Survey) -> None:
        self.place = place
        self.folder = str(place.workshop / NEXT)
        self.output = place.output
        self.old = old
        self.count = 0
        """Of the files written so far."""
        self._inode = 0
        """Of the folder, once it is ready: an exchange gives its name to another one."""
        self._present: set[str] = set()
        """Files of the staging folder that are the very files of the output."""
        self._standing: set[str] = set()
        """Folders that were there before."""
        self._needed: set[str] = {""}
        """Folders that this edition has."""

    def prepare(self) -> None:
        """Make the folder ready; what is rescued from it is a part of the old edition from now on."""
        if self._inode:
            return
        if os.path.islink(self.folder) or os.path.isfile(self.folder):
            forget(self.folder)
        if os.path.isdir(self.folder):
            rescue(self.folder, self.output, self.old)
            self._mark()
            self._reuse()
        else:
            make_folder(self.folder)
            self._mark()
        self._inode = os.lstat(self.folder).st_ino

    def write(self, file: str, content: bytes) -> None:
        """Add a file of these bytes."""
        write_new(self._room_for(file), content, durable=self._is_durable())

    def copy(self, file: str, source: Path) -> tuple[str, int]:
        """Add a copy of *source*: its SHA-256 and its size."""
        return copy_new(str(source), self._room_for(file), durable=self._is_durable())

    def complete(self, same: Iterable[str], strays: Survey, record: bytes) -> None:
        """Add the files *same* and the *strays* of the old edition, remove all others, and wait for the disk.

        Then all is there but the switch.
        """
        self.prepare()
        carried = [*same, *strays.files]
        for file in carried:
            self._carry(file)
        for file in self._present.difference(carried):
            forget(f"{self.folder}/{file}")
        for file in strays.others:
            link_other(f"{self.output}/{file}", self._room_for(file))
        for folder in sorted(strays.folders):
            self._folder(folder)
        for folder in sorted(self._standing - self._needed, key=len, reverse=True):
            forget_folder(f"{self.folder}/{folder}")
        write_new(f"{self.folder}/{RECORD}", record, durable=True)
        self.settle()
        forget(f"{self.folder}/{UNFINISHED}")

    def settle(self) -> None:
        """Wait until the disk has what was written."""
        if self._inode:
            folders = [folder for folder in self._needed - self._standing if folder]
            many = self.count > _FEW or len(folders) > _FEW
            settle([self.folder, *(f"{self.folder}/{folder}" for folder in sorted(folders))], everything=many)

    def discard(self) -> None:
        """Remove the folder, if it still is the edition in the making, and not the one before."""
        with contextlib.suppress(OSError):
            if self._inode and os.lstat(self.folder).st_ino == self._inode:
                dispose(self.place)

    def _is_durable(self) -> bool:
        self.count += 1
        return self.count <= _FEW or not CAN_SETTLE_EVERYTHING

    def _mark(self) -> None:
        forget(f"{self.folder}/{UNFINISHED}")
        write_new(f"{self.folder}/{UNFINISHED}", b"", durable=False)

    def _reuse(self) -> None:
        """Keep only what is the very same file in the output."""
        for name in (RECORD, SPARE):
            forget(f"{self.folder}/{name}")
        before = survey(self.folder)
        for file in before.others:
            forget(f"{self.folder}/{file}")
        for file, inode in before.files.items():
            if self.old.files.get(file) == inode:
                self._present.add(file)
            else:
                forget(f"{self.folder}/{file}")
        self._standing = before.folders

    def _carry(self, file: str) -> None:
        if file in self._present:
            self._folder(file.rpartition("/")[0])
        else:
            link(f"{self.output}/{file}", self._room_for(file))

    def _room_for(self, file: str) -> str:
        """The path for a new file, with nothing in its way."""
        self.prepare()
        self._folder(file.rpartition("/")[0])
        path = f"{self.folder}/{file}"
        if file in self._present:
            forget(path)
            self._present.discard(file)
        elif file in self._standing:
            forget_tree(path)
            self._present = {other for other in self._present if not other.startswith(file + "/")}
            self._standing = {other for other in self._standing if other != file and not other.startswith(file + "/")}
        return path

    def _folder(self, folder: str) -> None:
        if folder in self._needed:
            return
        self._folder(folder.rpartition("/")[0])
        if folder not in self._standing:
            if folder in self._present:
                forget(f"{self.folder}/{folder}")
                self._present.discard(folder)
            make_folder(f"{self.folder}/{folder}")
        self._needed.add(folder)


def rescue(folder: str, output: Path, known: Survey | None = None) -> None:
    """Bring home what someone put into the old edition in the instant before the switch: it is in *folder* now.

    What is moved to *output* is added to *known*. This is done once: what someone deletes later stays deleted.
    """
    if any(os.path.lexists(f"{folder}/{mark}") for mark in (UNFINISHED, SPARE)):
        return
    _, ours = decode_record(read_bytes(Path(folder)))
    found = survey(folder)
    lost = [
        file for file in (*found.files, *found.others) if file not in ours and not os.path.lexists(f"{output}/{file}")
    ]
    for file in lost:
        (output / file).parent.mkdir(parents=True, exist_ok=True)
        os.rename(f"{folder}/{file}", f"{output}/{file}")
        if known is not None:
            known.files.update({file: found.files[file]} if file in found.files else {})
            known.others.update({file: found.others[file]} if file in found.others else {})
    write_new(f"{folder}/{SPARE}", b"", durable=False)
