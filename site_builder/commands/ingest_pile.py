"""All articles that a site has ever taken in, by their fingerprints: an index in the site's memory folder.

It can be deleted: it is made again from the articles' texts in the content folder.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from site_builder.ingest.duplicates import FEWEST, SAME_EVENT, Print, cosine, fingerprints, is_copy, rarest
from site_builder.model.article import Block

VERSION = 1

_TABLES = """
CREATE TABLE IF NOT EXISTS article (id TEXT PRIMARY KEY, size INTEGER, terms TEXT, day TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shingle (hash INTEGER, article TEXT, PRIMARY KEY (hash, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS word (word TEXT PRIMARY KEY, articles INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS telling (word TEXT, article TEXT, PRIMARY KEY (word, article)) WITHOUT ROWID;
"""
_COMMON = 60
"""Articles that share a shingle or a telling word, from which on it tells nothing: a footer, a company's name."""
_TELLING = 12
_SHARED = 3
"""Telling words that two articles have to share before they are compared."""
_DAYS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """What an article has in common with others."""

    copy_of: str | None = None
    """The id of the article whose copy it is."""
    related: tuple[str, ...] = ()
    """Ids of articles that may tell of the same event, the most alike first."""


class Pile:
    """The index. One run of ingest uses it; another one waits its turn by the run's own lock."""

    def __init__(self, path: Path, *, pretend: bool = False) -> None:
        self._database = _opened(path, pretend=pretend)

    def close(self) -> None:
        """Keep what was added."""
        with suppress(sqlite3.Error):
            self._database.commit()
        self._database.close()

    def fill(self, known: Iterable[str], text_of: Callable[[str], tuple[str, str, str] | None]) -> None:
        """Take in the articles *known* that are not in the index; *text_of* gives text, language and day of one."""
        present = {row[0] for row in self._database.execute("SELECT id FROM article")}
        wanted = set(known)
        for gone in present - wanted:
            self._forget(gone)
        for id in sorted(wanted - present):
            found = text_of(id)
            if found is not None:
                text, language, day = found
                self.add(id, fingerprints([Block(kind="paragraph", text=text, number=1, line=1)], language), day)

    def add(self, id: str, prints: Print, day: str) -> None:
        """Remember an article."""
        if self._database.execute("SELECT 1 FROM article WHERE id = ?", (id,)).fetchone():
            return
        run = self._database.execute
        run("INSERT INTO article VALUES (?, ?, ?, ?)", (id, len(prints.shingles), json.dumps(prints.terms), day))
        self._database.executemany(
            "INSERT OR IGNORE INTO shingle VALUES (?, ?)", [(one, id) for one in prints.shingles]
        )
        self._database.executemany(
            "INSERT INTO word VALUES (?, 1) ON CONFLICT (word) DO UPDATE SET articles = articles + 1",
            [(word,) for word in prints.terms],
        )
        telling = rarest(prints.terms, self._seen_in(prints.terms), self._count(), _TELLING)
        self._database.executemany("INSERT OR IGNORE INTO telling VALUES (?, ?)", [(word, id) for word in telling])

    def neighbours(self, id: str, prints: Print, day: str) -> Neighbours:
        """The articles that have something in common with one, itself left out."""
        copies = self._copies(id, prints)
        related = self._related(id, prints, day)
        best = max(copies, key=lambda one: (copies[one], one), default=None)
        return Neighbours(copy_of=best, related=tuple(one for one in related if one not in copies)[:5])

    def _copies(self, id: str, prints: Print) -> dict[str, int]:
        if len(prints.shingles) < FEWEST:
            return {}
        shared = Counter[str]()
        for one in prints.shingles:
            rows = self._database.execute("SELECT article FROM shingle WHERE hash = ? LIMIT ?", (one, _COMMON + 1))
            found = [row[0] for row in rows]
            if len(found) <= _COMMON:
                shared.update(found)
        shared.pop(id, None)
        sizes = {one: self._size(one) for one in shared}
        return {one: count for one, count in shared.items() if is_copy(count, len(prints.shingles), sizes[one])}

    def _related(self, id: str, prints: Print, day: str) -> list[str]:
        articles, seen_in = self._count(), self._seen_in(prints.terms)
        shared = Counter[str]()
        for word in rarest(prints.terms, seen_in, articles, _TELLING):
            rows = self._database.execute("SELECT article FROM telling WHERE word = ? LIMIT ?", (word, _COMMON + 1))
            found = [row[0] for row in rows]
            if len(found) <= _COMMON:
                shared.update(found)
        shared.pop(id, None)
        likeness: dict[str, float] = {}
        for one, count in shared.items():
            row = self._database.execute("SELECT terms, day FROM article WHERE id = ?", (one,)).fetchone()
            if count < _SHARED or row is None or _days_apart(day, row[1]) > _DAYS:
                continue
            terms = json.loads(row[0])
            likeness[one] = cosine(prints.terms, terms, self._seen_in({*prints.terms, *terms}), articles)
        alike = [one for one in likeness if likeness[one] >= SAME_EVENT]
        return sorted(alike, key=lambda one: (-likeness[one], one))

    def _seen_in(self, words: Iterable[str] | Mapping[str, int]) -> dict[str, int]:
        wanted = list(words)
        marks = ",".join("?" * len(wanted))
        return dict(self._database.execute(f"SELECT word, articles FROM word WHERE word IN ({marks})", wanted))  # noqa: S608  only marks

    def _count(self) -> int:
        count: int = self._database.execute("SELECT count(*) FROM article").fetchone()[0]
        return count

    def _size(self, id: str) -> int:
        row = self._database.execute("SELECT size FROM article WHERE id = ?", (id,)).fetchone()
        return row[0] if row is not None else 0

    def _forget(self, id: str) -> None:
        row = self._database.execute("SELECT terms FROM article WHERE id = ?", (id,)).fetchone()
        self._database.executemany(
            "UPDATE word SET articles = articles - 1 WHERE word = ?", [(word,) for word in json.loads(row[0])]
        )
        for table, column in (("article", "id"), ("shingle", "article"), ("telling", "article")):
            self._database.execute(f"DELETE FROM {table} WHERE {column} = ?", (id,))  # noqa: S608  names of our own


def _opened(path: Path, *, pretend: bool) -> sqlite3.Connection:
    """The index at *path*; one that is damaged or of another version is begun anew, one that cannot be is held here."""
    if pretend:
        return _copied(path)
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _prepared(sqlite3.connect(path))
        except (sqlite3.Error, OSError):
            with suppress(OSError):
                path.unlink(missing_ok=True)
    return _prepared(sqlite3.connect(":memory:"))


def _copied(path: Path) -> sqlite3.Connection:
    """The index in memory, so that nothing is written."""
    held = sqlite3.connect(":memory:")
    with suppress(sqlite3.Error):
        if path.is_file():
            with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as standing:
                standing.backup(held)
            return _prepared(held)
    return _prepared(sqlite3.connect(":memory:"))


def _prepared(database: sqlite3.Connection) -> sqlite3.Connection:
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version not in {0, VERSION}:
        raise sqlite3.DatabaseError(version)
    database.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")
    if version == 0:
        database.executescript(f"{_TABLES} PRAGMA user_version = {VERSION};")
    return database


def _days_apart(one: str, other: str) -> int:
    """Days between two days in ISO 8601; none where one of them is not known."""
    import datetime as dt  # noqa: PLC0415  only here

    try:
        return abs((dt.date.fromisoformat(one[:10]) - dt.date.fromisoformat(other[:10])).days)
    except ValueError:
        return 0
