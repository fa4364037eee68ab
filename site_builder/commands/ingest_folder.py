"""The content folder as ingest sees it: which articles and briefings there are, and how files are put there."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from site_builder.disk.files import settle_all, write_whole
from site_builder.disk.lock import BusyError, locked
from site_builder.model.article import ArticleRecord
from site_builder.model.problem import IngestError, Problem, SiteBuilderError
from site_builder.text.schema import decode

BASES = ".ingest"
"""The folder in the content folder that keeps what ingest wrote last, for each article by its id."""

_SHA256 = re.compile(r"^sha256:\s*['\"]?(?P<digits>[0-9a-f]{64})\b", re.MULTILINE)
_COPY = re.compile(r"^copy_of:\s*['\"]?(?P<id>[a-z0-9-]+)", re.MULTILINE)
_ID = re.compile(r"^id:\s*['\"]?(?P<id>[^\s'\"#]+)", re.MULTILINE)
_ARTICLES = re.compile(r"^articles:(?P<ids>.*(?:\n[ \t-].*)*)", re.MULTILINE)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
_HEAD = 65_536
"""Characters of a file in which its front matter is looked for."""
_LOCK = ".ingest.lock"
_PATIENCE = 10
"""Seconds to wait for another ingest."""


@dataclass(frozen=True, slots=True)
class Known:
    """An article that the folder holds a record of."""

    id: str
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What the content folder holds. It grows while articles are written, also when writing is only pretended."""

    content: Path
    into: str
    """The content folder as messages show it."""
    articles: dict[str, Known]
    """By the SHA-256 of their bytes."""
    folders: dict[str, Path]
    """Where articles lie, by their id."""
    briefings: dict[str, str]
    """Paths within the content folder, by the id in the front matter: a renamed file is found by it."""
    covered: dict[str, str]
    """Paths of briefings that name an article under `articles`, by its id; of several the one that names it first."""
    originals: dict[str, str] = field(default_factory=dict)
    """For each article that is a copy: the id of the one that it was joined to."""
    copies: dict[str, set[str]] = field(default_factory=dict)
    """The same the other way round."""
    taken: set[str] = field(default_factory=set)
    """Paths of briefings within the content folder."""
    dry_run: bool = False
    pretended: dict[Path, str] = field(default_factory=dict)
    """What a dry run would have written."""

    def shown(self, path: str) -> str:
        """A path within the content folder, as messages show it."""
        return f"{self.into}/{path}"

    def record(self, known: Known) -> ArticleRecord:
        """The record of an article. Raises ContentError where it has mistakes."""
        path = known.folder / "article.yml"
        try:
            return decode(ArticleRecord, self.read(path) or "")
        except SiteBuilderError as error:
            raise error.within(self.shown(path.relative_to(self.content).as_posix())) from None

    def new_id(self, mint: Callable[[str, str, int], str], title: str, sha256: str) -> str:
        """An id that no article has, with as few digits of the hash as will do."""
        ids = [mint(title, sha256, digits) for digits in (4, 8, 16, 64)]
        free = (id for id in ids if id not in self.folders and _is_free(self.content / "articles" / id, sha256))
        return next(free, ids[-1])

    def new_briefing(self, slug: str, id: str, sha256: str) -> str:
        """A path for a new briefing that no file has."""
        names = (slug, f"{slug}-{sha256[:4]}", id, f"{slug}-{sha256[:16]}")
        paths = [f"briefings/{name}.md" for name in names]
        return next(
            (path for path in paths if path not in self.taken and not (self.content / path).exists()), paths[-1]
        )

    def remember(self, sha256: str, id: str, briefing: str | None) -> None:
        """Know an article from now on, so that the same bytes under another name are not taken in twice."""
        known = self.articles.setdefault(sha256, Known(id, self.folders.get(id, self.content / "articles" / id)))
        self.folders[id] = known.folder
        if briefing is not None:
            self.briefings[id] = briefing
            self.taken.add(briefing)

    def join(self, id: str, original: str) -> None:
        """Know that an article is a copy of another."""
        self.originals[id] = original
        self.copies.setdefault(original, set()).add(id)

    def original_of(self, id: str) -> str:
        """The article that *id* is a copy of, or itself."""
        seen = {id}
        while id in self.originals and self.originals[id] not in seen:
            id = self.originals[id]
            seen.add(id)
        return id

    def copies_of(self, id: str) -> tuple[str, ...]:
        """The copies of an article, by their ids."""
        return tuple(sorted(self.copies.get(id, set()) - {id}))

    def text_of(self, id: str) -> tuple[str, str, str] | None:
        """The text, language and day of an article; None where its text is not there."""
        folder = self.folders[id]
        text = read_existing(folder / "text.txt")
        record = read_existing(folder / "article.yml", _HEAD) or ""
        if text is None:
            return None
        told = [re.search(rf"^{name}:\s*['\"]?([\w:+-]+)", record, re.MULTILINE) for name in ("language", "date")]
        language, day = (match[1] if match is not None else "" for match in told)
        return re.sub(r"^\[p\d+\]\s", "", text, flags=re.MULTILINE), language, day

    def refused(self, id: str) -> frozenset[str]:
        """What a person has deleted from the briefing, as the merge remembers it."""
        return frozenset((self.read(self.content / BASES / f"{id}.refused") or "").split())

    def write_refused(self, id: str, refused: frozenset[str]) -> None:
        """Keep it; there is no file where there is nothing to keep."""
        if refused != self.refused(id):
            self.write(self.content / BASES / f"{id}.refused", "".join(f"{one}\n" for one in sorted(refused)))

    def read(self, path: Path) -> str | None:
        """The text of a file, also of one that was only pretended to be written; None where there is none."""
        return self.pretended[path] if path in self.pretended else read_existing(path)

    def write(self, path: Path, text: str) -> None:
        """Write *text* to *path*, or pretend to."""
        if self.dry_run:
            self.pretended[path] = text
        else:
            write_bytes(path, text.encode("utf-8"))

    def base(self, id: str) -> str | None:
        """The briefing as ingest wrote it last, or None where it never did."""
        return self.read(self.content / BASES / f"{id}.md")

    def write_base(self, id: str, text: str) -> None:
        """Keep the briefing as it was written now."""
        self.write(self.content / BASES / f"{id}.md", text)

    def write_article(self, id: str, suffix: str, *, data: bytes, text: str, record: str) -> None:
        """Write the bytes as they came, the numbered text, and the record, unless a person has changed the record."""
        folder = self.folders.get(id, self.content / "articles" / id)
        ending = suffix.lower() if _SUFFIX.fullmatch(suffix.lower()) else ".txt"
        if not self.dry_run:
            write_bytes(folder / f"original{ending}", data)
        self.write(folder / "text.txt", text)
        standing, base = self.read(folder / "article.yml"), self.read(self.content / BASES / f"{id}.yml")
        if standing is None or standing == base:
            self.write(self.content / BASES / f"{id}.yml", record)
            self.write(folder / "article.yml", record)


def open_library(root: Path, into: str, *, dry_run: bool) -> Library:
    """Look through the content folder `root/into`: records of articles, and the front matter of briefings."""
    content = root / into
    articles: dict[str, Known] = {}
    originals: dict[str, str] = {}
    for folder in _folders(content / "articles"):
        text = read_existing(folder / "article.yml", _HEAD) or ""
        digits, id = _SHA256.search(text), _ID.search(text)
        if digits is not None:
            known = articles.setdefault(digits["digits"], Known(id["id"] if id is not None else folder.name, folder))
            told = _COPY.search(text)
            if told is not None:
                originals[known.id] = told["id"]
    briefings: dict[str, str] = {}
    covered: dict[str, str] = {}
    others: dict[str, str] = {}
    taken: set[str] = set()
    for path in _markdown(content / "briefings"):
        name = path.relative_to(content).as_posix()
        taken.add(name)
        head = _front_matter(read_existing(path, _HEAD) or "")
        id, cited = _ID.search(head), _ARTICLES.search(head)
        if id is not None:
            briefings.setdefault(id["id"], name)
        for place, article in enumerate(_SLUG.findall(cited["ids"]) if cited is not None else ()):
            others[article] = others.get(article, name)
            if place == 0:
                covered.setdefault(article, name)
    folders = {known.id: known.folder for known in articles.values()}
    copies: dict[str, set[str]] = {}
    for joined, original in originals.items():
        copies.setdefault(original, set()).add(joined)
    return Library(
        content=content,
        into=into,
        articles=articles,
        folders=folders,
        briefings=briefings,
        covered=others | covered,
        originals=originals,
        copies=copies,
        taken=taken,
        dry_run=dry_run,
    )


@contextmanager
def alone_in(content: Path, into: str, *, dry_run: bool) -> Iterator[None]:
    """Keep every other ingest away from the folder *content*, waiting some seconds for one that is at work.

    Raises IngestError (SB505) where it is at work for longer, SB504 where the lock cannot be made.
    """
    if dry_run:
        yield
        return
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(locked(content / _LOCK, patience=_PATIENCE))
        except BusyError as busy:
            hint = "wait until it is done, or stop it, and try again"
            message = f"another ingest is at work in {into}/ ({busy})"
            raise IngestError(Problem(message, code="SB505", path=into, hint=hint)) from None
        except OSError as error:
            message = f"the lock cannot be made: {error.strerror or type(error).__name__}"
            hint = "check the folder's permissions and the space that is left"
            raise IngestError(Problem(message, code="SB504", path=into, hint=hint)) from None
        yield
        settle_all(content)


def read_existing(path: Path, limit: int | None = None) -> str | None:
    """The text of a file, at most *limit* bytes of it; None where there is none.

    Bytes that are not UTF-8 become U+FFFD: such a file differs from everything that ingest writes, and is left alone.
    Raises IngestError where the file is there and cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limit) if limit is not None else file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or type(error).__name__}"
        raise IngestError(Problem(message, code="SB112", path=path.as_posix(), hint="check its permissions")) from None
    return data.decode("utf-8", "replace")


def write_bytes(path: Path, data: bytes) -> None:
    """Write *data* to *path*, whole or not at all: into a file beside it, which then takes its place.

    A file with the same bytes is not touched. Raises IngestError (SB504) where it cannot be written.
    """
    try:
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        # New files of one run reach the disk together, at its end; what people may have at heart at once.
        write_whole(path, data, durable=path.exists())
    except OSError as error:
        message = f"the file cannot be written: {error.strerror or type(error).__name__}"
        hint = "check the folder's permissions and the space that is left"
        raise IngestError(Problem(message, code="SB504", path=path.as_posix(), hint=hint)) from None


def _is_free(folder: Path, sha256: str) -> bool:
    """Whether an article's folder can be used: it is not there, or left there by an interrupted run for these bytes."""
    if not folder.exists():
        return True
    if folder.is_dir() and not any(folder.iterdir()):
        return True
    originals = sorted(folder.glob("original.*")) if folder.is_dir() else []
    left = not (folder / "article.yml").exists() and len(originals) == 1 and originals[0].is_file()
    return left and hashlib.sha256(originals[0].read_bytes()).hexdigest() == sha256


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(entry for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith("."))


def _markdown(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        for path in sorted(folder.rglob("*.md")):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
                yield path


def _front_matter(text: str) -> str:
    """The YAML at the beginning of a file, also where its end is missing."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").lstrip()
    if not text.startswith("---"):
        return ""
    body = text[3:]
    end = re.search(r"^(?:---|\.\.\.)[ \t]*$", body[1:], re.MULTILINE)
    return body[: end.start() + 1] if end is not None else body
