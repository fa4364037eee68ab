"""What ingest made of an article last time: known, unchanged ones need not be read again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

from site_builder.commands.ingest_folder import Known, Library
from site_builder.commands.ingest_report import Action, Outcome
from site_builder.commands.ingest_shelf import Taken
from site_builder.commands.ingest_work import Equipment
from site_builder.ingest.draft import Piece
from site_builder.memo import Memo
from site_builder.model.article import Article
from site_builder.text.fingerprint import fingerprint, fingerprint_bytes

_KIND = "ingested"
_LIBRARIES = ("py3langid", "charset-normalizer", "trafilatura", "htmldate", "feedparser", "pypdf", "python-docx")
"""Libraries that an article could be read differently without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """One article, as it was understood last time."""

    text: str
    """The fingerprint of the briefing that was composed."""
    title: str
    language: str
    encoding: str
    media_type: str
    paragraphs: int


class Recall:
    """The memory of one site's ingest; without it, articles are read again and nothing else happens."""

    def __init__(self, path: Path, equipment: Equipment, names: tuple[str, ...], *, pretend: bool) -> None:
        self._memo = Memo(path)
        self._pretend = pretend
        self._new: dict[str, Remembered] = {}
        self._made_by = fingerprint(
            _source(),
            [_version(name) for name in _LIBRARIES],
            equipment.entities,
            equipment.changed,
            equipment.topics,
            equipment.sources,
            sorted(equipment.refused),
            names,
        )

    def known(self, piece: Piece, library: Library) -> Taken | None:
        """What becomes of an article that is known and for which nothing is new; None where it has to be read."""
        sha256 = hashlib.sha256(piece.data).hexdigest()
        known = library.articles.get(sha256)
        if known is None:
            return None
        key = self._key(sha256, known, library)
        found = self._new.get(key) or self._memo.get_many(_KIND, [key], Remembered).get(key)
        if found is None or not (known.folder / "text.txt").is_file():
            return None
        if known.id in library.originals:
            original = library.originals[known.id]
            path = library.briefings.get(library.original_of(known.id))
            return _unread(
                found, piece, known.id, (library.shown(path) if path else "", "unchanged", f"a copy of {original}")
            )
        base = library.base(known.id)
        if base is None or fingerprint_bytes(base.encode("utf-8", "replace")) != found.text:
            return None
        return _standing(found, piece, known, library, base)

    def keep(self, article: Article, taken: Taken, library: Library) -> None:
        """Remember what was made of an article."""
        known = library.articles.get(article.sha256)
        if self._pretend or known is None:
            return
        outcome = taken.outcome
        self._new[self._key(article.sha256, known, library)] = Remembered(
            text=fingerprint_bytes((taken.text or "").encode("utf-8", "replace")),
            title=outcome.title,
            language=outcome.language,
            encoding=outcome.encoding,
            media_type=outcome.media_type,
            paragraphs=outcome.paragraphs,
        )

    def write(self) -> None:
        """Remember from now on. Only a whole run may be remembered: after half of one the proposals are not written."""
        if self._new:
            self._memo.put_many(_KIND, self._new)
            self._new = {}

    def close(self) -> None:
        """Close the memory."""
        self._memo.close()

    def _key(self, sha256: str, known: Known, library: Library) -> str:
        return fingerprint(self._made_by, sha256, known.id, library.copies_of(known.id))


def _standing(found: Remembered, piece: Piece, known: Known, library: Library, base: str) -> Taken | None:
    """What stands there, where ingest would write again what it wrote last."""
    path = library.briefings.get(known.id)
    if path is not None:
        standing = library.read(library.content / path)
        if standing == base:
            return _unread(found, piece, known.id, (library.shown(path), "unchanged", ""))
        return _unread(found, piece, known.id, (library.shown(path), "kept", "it was edited by a person"))
    covered = library.covered.get(known.id)
    if covered is not None:
        why = "a briefing that a person wrote rests on it"
        return _unread(found, piece, known.id, (library.shown(covered), "kept", why))
    return replace(_unread(found, piece, known.id, ("", "kept", "a person has deleted its briefing")), entities=())


def _unread(found: Remembered, piece: Piece, id: str, at: tuple[str, Action, str]) -> Taken:
    path, action, why = at
    outcome = Outcome(
        origin=piece.name,
        id=id,
        path=path,
        action=action,
        why=why,
        title=found.title,
        language=found.language,
        encoding=found.encoding,
        media_type=found.media_type,
        paragraphs=found.paragraphs,
    )
    return Taken(outcome=outcome)


def _source() -> str:
    """A name of the code that reads and looks through articles; a change elsewhere does not make anyone read again."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.blake2b(digest_size=16)
    for room in ("ingest", "model", "text"):
        for path in sorted((package / room).rglob("*.py")):
            digest.update(path.relative_to(package).as_posix().encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
