"""What a step made of a value, remembered from one build to the next.

A memo costs time when it is missing, torn, hostile, someone else's or on a full disk; it never costs a build, and it
never runs code: values are MessagePack, decoded into the very type that the caller asks for, under a checksum.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

import msgspec

Value = TypeVar("Value")

APPLICATION_ID = 0x53425F4D
"""`SB_M`, in the header of the file: by this we know a memo of ours (SQLite file format, chapter 1.3.12)."""
VERSION = 1
"""Of the table. Another version's memo is replaced; what a value was made by is a part of its key."""

_TABLE = "memo (kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID"
_CHECKSUM_BYTES = 16
_AT_ONCE = 500
_LARGEST = 64 << 20
"""Bytes of a value; larger ones are not remembered."""
_PATIENCE = 5.0
"""Seconds to wait for another process that is writing."""

_State = Literal["closed", "open", "read only", "none"]


class Memo:
    """A map from (kind, key) to values, in the SQLite file *path*; opened when it is first asked.

    One process may use it from one thread; several processes may use one file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: list[str] = []
        """Sentences on why less was remembered than could have been."""
        self._state: _State = "closed"
        self._database: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def get_many(self, kind: str, keys: Iterable[str], form: type[Value]) -> dict[str, Value]:
        """The values of *keys* that are remembered under *kind*, each a *form*, in the order of *keys*."""
        wanted = list(dict.fromkeys(keys))
        found = decode_rows(kind, self.get_rows(kind, wanted), form)
        return {key: found[key] for key in wanted if key in found}

    def get_rows(self, kind: str, keys: Iterable[str]) -> dict[str, bytes]:
        """What is remembered of *keys* under *kind*, as it is kept: for `decode_rows`, here or in another process."""
        with self._reading() as database:
            if database is not None:
                return {key: data for key, data in _rows(database, kind, list(dict.fromkeys(keys)))}  # noqa: C416
        return {}

    def known(self, kind: str, keys: Iterable[str]) -> set[str]:
        """Those of *keys* under which something is remembered, be it sound or not."""
        with self._reading() as database:
            if database is not None:
                return {key for (key,) in _rows(database, kind, list(dict.fromkeys(keys)), "key")}
        return set()

    def put_many(self, kind: str, values: Mapping[str, Any]) -> bool:
        """Remember *values* by their keys under *kind*; whether all of them are remembered now."""
        return self.put_rows(kind, {key: encode_row(kind, key, value) for key, value in values.items()})

    def put_rows(self, kind: str, rows: Mapping[str, bytes]) -> bool:
        """Remember what `encode_row` made, under its *kind* and key; whether all of it is remembered now."""
        small = [(kind, key, row) for key, row in sorted(rows.items()) if len(row) < _LARGEST]
        with self._writing(bool(small)) as database:
            if database is not None:
                database.executemany("INSERT OR REPLACE INTO memo VALUES (?, ?, ?)", small)
        return not rows or (len(small) == len(rows) and self._state == "open")

    def prune(self, kind: str, keep: Iterable[str]) -> None:
        """Forget everything under *kind* but what *keep* names."""
        with self._reading() as database:
            known = database.execute("SELECT key FROM memo WHERE kind = ?", (kind,)).fetchall() if database else []
        gone = sorted({key for (key,) in known}.difference(keep))
        with self._writing(bool(gone)) as database:
            if database is not None:
                database.executemany("DELETE FROM memo WHERE kind = ? AND key = ?", ((kind, key) for key in gone))

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
        self._database, self._state = None, "closed"

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        self._open()
        try:
            yield self._database
        except sqlite3.Error as error:
            self._give_up(error)

    @contextlib.contextmanager
    def _writing(self, anything: bool) -> Iterator[sqlite3.Connection | None]:
        self._open()
        if self._database is None or self._state == "read only" or not anything:
            yield None
            return
        try:
            self._database.execute("BEGIN IMMEDIATE")
            yield self._database
            self._database.execute("COMMIT")
        except sqlite3.OperationalError as error:  # a full disk, another process that writes for long
            with contextlib.suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")
            self._note(f"nothing more is remembered ({error})")
            self._state = "read only"
        except sqlite3.Error as error:
            self._give_up(error)
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")
            raise

    def _open(self) -> None:
        if self._state != "closed":
            return
        self._state = "none"
        try:
            self._connect()
        except _ForeignError as error:
            self._note(str(error))
        except (sqlite3.Error, OSError, _BrokenError) as error:
            self._begin_again(error)

    def _connect(self) -> None:
        """Open the file, made where it is missing. Raises sqlite3.Error, OSError, _BrokenError or _ForeignError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.exists() and not stat.S_ISREG(self.path.stat().st_mode):
            raise _ForeignError(f"{self.path.name} is no regular file: nothing is remembered")
        database = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
        try:
            _defend(database)
            self._state = _check(database)
        except BaseException:
            database.close()
            raise
        self._database = database

    def _begin_again(self, error: Exception) -> None:
        """Replace a memo that cannot be used; where that does not work either, go without."""
        if isinstance(error, sqlite3.OperationalError) and _is_about_the_world(error):
            self._note(f"nothing is remembered ({error})")
            return
        try:
            for ending in ("", "-journal", "-wal", "-shm"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
            self._connect()
        except (sqlite3.Error, OSError, _BrokenError, _ForeignError) as second:
            self._note(f"nothing is remembered ({second})")
        else:
            self._note(f"the memory of earlier builds could not be used, and was begun anew ({error})")

    def _give_up(self, error: sqlite3.Error) -> None:
        self.close()
        self._state = "none"
        if not _is_about_the_world(error):
            # Torn: the next build begins anew rather than to stumble again.
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)
        self._note(f"the memory of earlier builds cannot be used ({error})")

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)


class _BrokenError(Exception):
    """The file is a memo of ours that cannot be used."""


class _ForeignError(Exception):
    """The file is someone else's, and stays as it is."""


def encode_row(kind: str, key: str, value: Any) -> bytes:
    """*value* as a memo keeps it under *kind* and *key*: a checksum of 16 bytes, and MessagePack."""
    data = msgspec.msgpack.encode(value)  # mappings keep their order
    return _checksum(kind, key, data) + data


def decode_rows(kind: str, rows: Mapping[str, Any], form: type[Value], *, own: bool = False) -> dict[str, Value]:
    """The values of *rows* of *kind* by key, each a *form*; what is damaged is left out.

    Rows that this program made just now, its *own*, are taken at their word.
    """
    decoder = msgspec.msgpack.Decoder(form)
    found: dict[str, Value] = {}
    for key, data in rows.items():
        if own or (isinstance(data, bytes) and data[:_CHECKSUM_BYTES] == _checksum(kind, key, data[_CHECKSUM_BYTES:])):
            with contextlib.suppress(msgspec.DecodeError, RecursionError):
                found[key] = decoder.decode(memoryview(data)[_CHECKSUM_BYTES:])
    return found


def _rows(
    database: sqlite3.Connection, kind: str, keys: Sequence[str], columns: Literal["key, value", "key"] = "key, value"
) -> Iterator[Any]:
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        question = f"SELECT {columns} FROM memo WHERE kind = ? AND key IN ({marks})"  # noqa: S608
        yield from database.execute(question, (kind, *some))


def _defend(database: sqlite3.Connection) -> None:
    """Let the file's own schema do nothing, and let no value be large."""
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST + 1024)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    # One file that can be carried from machine to machine, and no waiting for the disk: after a power cut the
    # checksums find what is torn.
    database.execute("PRAGMA journal_mode = TRUNCATE")
    database.execute("PRAGMA synchronous = OFF")


def _check(database: sqlite3.Connection) -> Literal["open", "read only"]:
    """Make sure that the file holds our table and nothing else; make it in an empty file."""
    application = database.execute("PRAGMA application_id").fetchone()[0]
    version = database.execute("PRAGMA user_version").fetchone()[0]
    schema = database.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    if application == 0 and not schema:
        database.execute("BEGIN IMMEDIATE")
        # Another process may have been quicker.
        database.execute(f"CREATE TABLE IF NOT EXISTS {_TABLE}")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {VERSION}")
        database.execute("COMMIT")
        return "open"
    if application != APPLICATION_ID:
        raise _ForeignError("the file of the memory is another program's: nothing is remembered")
    if version != VERSION or schema != [("table", "memo", f"CREATE TABLE {_TABLE}")]:
        raise _BrokenError("it is of another version")
    return "open"


def _is_about_the_world(error: sqlite3.Error) -> bool:
    """Whether *error* is about permissions, locks or space rather than about the file's content."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOMEM,
    }


def _checksum(kind: str, key: str, data: bytes) -> bytes:
    """Of the value and of its place, so that a value in a wrong place is found out as well."""
    place = f"{len(kind)} {kind} {key}\n".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(place + data, digest_size=_CHECKSUM_BYTES).digest()
