"""The digests of input files, remembered by what the file system says of them, so that an unchanged file is not read.

As in Git's index: what is remembered counts only where path, size, times and inode are those of then, and where the
file had been at rest for so long that no later change can have left them as they were. A folder that was moved or
checked out anew has other times; then files are read, and found to be the same by their bytes.
"""

from __future__ import annotations

import hashlib
import struct
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from site_builder.commands.unchanged import is_settled
from site_builder.content import scan
from site_builder.content.scan import Source
from site_builder.memo import Memo
from site_builder.text.fingerprint import fingerprint_bytes

_KIND = "seen"
_SHARDS = 64
"""Files are remembered in so many lots, by path; only lots in which something changed are written again."""


@dataclass(frozen=True, slots=True)
class Digests:
    """What names a file's bytes."""

    mark: str
    """As `fingerprint_bytes` gives it."""
    sha256: str


_STATE = struct.Struct("<qqqQ16s32s")
"""Size, mtime and ctime in nanoseconds, inode, and the digests: a site has as many of them as files."""
_Lot = dict[str, bytes]


@dataclass(slots=True)
class Seen:
    """The digests of the files that a command reads."""

    memo: Memo | None
    now_ns: int = field(default_factory=time.time_ns)
    """Before any file was listed."""
    _known: list[_Lot] = field(default_factory=list)
    _used: list[_Lot] = field(default_factory=lambda: [{} for _ in range(_SHARDS)])

    def known(self, source: Source) -> Digests | None:
        """The digests of *source*, if they are certain without reading it."""
        state = self._lots()[_shard(source.path)].get(source.path)
        if state is None or len(state) != _STATE.size:
            return None
        *then, mark, sha256 = _STATE.unpack(state)
        if then != [source.size, source.mtime_ns, source.ctime_ns, source.inode]:
            return None
        self._used[_shard(source.path)][source.path] = state
        return Digests(mark.hex(), sha256.hex())

    def learn(self, source: Source, data: bytes) -> Digests:
        """The digests of *source*, of which all bytes are *data*."""
        return self._keep(source, Digests(fingerprint_bytes(data), hashlib.sha256(data).hexdigest()), len(data))

    def of(self, source: Source) -> Digests:
        """The digests of *source*, which is read where that is needed. Raises ContentError where it cannot be."""
        known = self.known(source)
        if known is not None:
            return known
        mark, sha256, size = hashlib.blake2b(digest_size=16), hashlib.sha256(), 0
        for piece in scan.pieces(source):
            mark.update(piece)
            sha256.update(piece)
            size += len(piece)
        return self._keep(source, Digests(mark.hexdigest(), sha256.hexdigest()), size)

    def remember(self) -> None:
        """Keep what was used for the next time, and forget the rest."""
        if self.memo is not None:
            changed = {str(shard): lot for shard, lot in enumerate(self._used) if lot != self._lots()[shard]}
            self.memo.put_many(_KIND, changed)

    def _keep(self, source: Source, digests: Digests, size: int) -> Digests:
        changed = max(source.mtime_ns, source.ctime_ns)
        if size == source.size and is_settled(changed, self.now_ns):
            self._used[_shard(source.path)][source.path] = _state(source, digests)
        return digests

    def _lots(self) -> list[_Lot]:
        if not self._known:
            self._known = list(self._remembered())
        return self._known

    def _remembered(self) -> Iterator[_Lot]:
        names = [str(shard) for shard in range(_SHARDS)]
        lots = self.memo.get_many(_KIND, names, _Lot) if self.memo is not None else {}
        yield from (lots.get(name, {}) for name in names)


def _shard(path: str) -> int:
    return zlib.crc32(path.encode("utf-8", "surrogatepass")) % _SHARDS


def _state(source: Source, digests: Digests) -> bytes:
    mark, sha256 = bytes.fromhex(digests.mark), bytes.fromhex(digests.sha256)
    return _STATE.pack(source.size, source.mtime_ns, source.ctime_ns, source.inode, mark, sha256)
