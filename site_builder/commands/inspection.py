"""Checks the pages and feeds of a site that is not published: those that nobody knows yet are rendered or read once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path

from site_builder.commands.bodies import Bodies, read_bodies
from site_builder.commands.edition import CHUNK, Material, Planned, count, planner, render_page
from site_builder.commands.flow import in_chunks, in_order
from site_builder.commands.travel import away_with, unpack_page
from site_builder.evidence.pages import BUILT, check_page, check_redirects, read_page, unusable
from site_builder.evidence.sheets import REDIRECTS, Sheet, has_parts, make_sheet, name_of, names_in
from site_builder.memo import Memo, decode_rows, encode_row
from site_builder.model.page import Page
from site_builder.model.problem import Problem, ThemeError, gather
from site_builder.publish.names import Names
from site_builder.publish.record import Record, read_record
from site_builder.text.fingerprint import fingerprint

_KIND = "sheet"
_NEVER_LINKED = frozenset({"index.html", "404.html"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What was found in the pages of a site."""

    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    elsewhere: Mapping[str, str]
    """Addresses of other sites, each with a file that links it."""


def inspect(
    pages: Callable[[], Iterable[Page]],
    material: Material,
    *,
    bodies: Bodies,
    output: Path,
    memo: Memo,
    executor: Executor | None = None,
) -> Inspected:
    """Check the plan that *pages* gives, each time it is asked; nothing is written but what *memo* remembers.

    Of a page that is known nothing is read; one that stands in the folder *output*, made from the same, is read there.
    Raises ThemeError where templates have mistakes.
    """
    inspection = _Inspection(material, bodies, read_record(output), output, memo, executor)
    inspection.look(pages())
    problems = [*inspection.names_refused, *inspection.faults, *_close_look(inspection, pages), *inspection.orphans()]
    if inspection.redirects:
        problems += check_redirects(inspection.redirects, inspection.files)
    memo.prune(_KIND, inspection.files.values())
    return Inspected(problems=tuple(problems), counts=inspection.counts, elsewhere=inspection.elsewhere)


@dataclass(frozen=True, slots=True)
class _Job:
    """Pages to be rendered, with their keys and the bodies that they name; and files to be read."""

    pages: tuple[Page, ...]
    sent: tuple[bytes, ...]
    """The same as they are sent."""
    keys: Mapping[str, str]
    """Of all that is looked at, by file."""
    bodies: Mapping[str, bytes]
    """Those that the pages name, as rows."""
    files: tuple[tuple[str, Path, str], ...]
    """Where each is, and the SHA-256 that it should have."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was seen. Sheets go by key, in the form in which they are remembered."""

    rows: Mapping[str, bytes]
    changed: Mapping[str, bytes]
    """Those of files that are not what their record says; they are not remembered."""
    problems: tuple[Problem, ...]
    """Mistakes in templates that came to light."""


@dataclass(slots=True)
class _Inspection:
    """One run over the plan."""

    material: Material
    bodies: Bodies
    record: Record
    output: Path
    memo: Memo
    executor: Executor | None
    counts: dict[str, int] = field(
        default_factory=lambda: {"pages": 0, "feeds": 0, "files": 0, "rendered": 0, "links": 0}
    )
    files: dict[str, str] = field(default_factory=dict)
    """Every file of the site, and the key of what it is made from."""
    held: dict[str, Sheet] = field(default_factory=dict)
    """Those that the memo does not keep."""
    linked: set[int] = field(default_factory=set)
    wanted: set[int] = field(default_factory=set)
    """Parts that are linked."""
    parts: set[int] = field(default_factory=set)
    """Parts that are there."""
    silent: set[str] = field(default_factory=set)
    faults: list[Problem] = field(default_factory=list)
    names_refused: list[Problem] = field(default_factory=list)
    elsewhere: dict[str, str] = field(default_factory=dict)
    redirects: str = ""

    def look(self, pages: Iterable[Page]) -> None:
        """Take note of all pages, in the order of the plan. Raises ThemeError with every mistake once."""
        mistakes: dict[tuple[str | None, int | None, str], Problem] = {}
        named: list[tuple[Planned, ...]] = []
        material = self.material
        away = away_with(_look_away, material, pack=_pack, unpack=_came)
        executor = self.executor if away is not None else None
        seen_all = in_order(
            lambda job: _look(job.pages, job.bodies, job.keys, job.files, material),
            self._jobs(pages, named),
            executor,
            is_large=_is_large,
            away=away,
        )
        for number, seen in enumerate(seen_all):
            for problem in seen.problems:
                mistakes.setdefault((problem.path, problem.line, problem.code), problem)
            fresh = decode_rows(_KIND, seen.rows, Sheet, own=True)
            changed = decode_rows(_KIND, seen.changed, Sheet, own=True)
            if not self.memo.put_rows(_KIND, seen.rows):
                self.held |= fresh
            self.held |= changed
            planned, named[number] = named[number], ()
            keys = [one.key for one in planned if one.key not in fresh and _says_something(one.file)]
            known = self.memo.get_many(_KIND, keys, Sheet)
            sheets = {**known, **fresh, **changed}
            for one in planned:
                if one.key in sheets:
                    self._note(one.file, sheets[one.key])
        if mistakes:
            raise ThemeError(*mistakes.values())

    def orphans(self) -> Iterator[Problem]:
        """A problem for each page that no other page links."""
        for file in sorted(self.files):
            never = file in _NEVER_LINKED or file.endswith("/404.html")
            if file.endswith(".html") and not never and _number(file) not in self.linked:
                hint = "link it from a page, or list it in `navigation` of site.yml"
                yield Problem("no other page links this one", code="SB241", path=f"{BUILT}/{file}", hint=hint)

    def suspects(self) -> dict[str, Sheet]:
        """The pages that link what is not there, or show a picture in silence, by their files."""
        there = set(map(_number, self.files))
        if self.linked <= there and self.wanted <= self.parts and not self.silent:
            return {}
        found: dict[str, Sheet] = {}
        for chunk in in_chunks(self.files.items(), CHUNK):
            sheets = {**self.memo.get_many(_KIND, (key for _, key in chunk), Sheet), **self.held}
            for file, key in chunk:
                sheet = sheets.get(key)
                if sheet is not None and (
                    sheet.silent
                    or not there.issuperset(names_in(sheet.leads))
                    or not self.parts.issuperset(names_in(sheet.parts))
                ):
                    found[file] = sheet
        return found

    def _jobs(self, pages: Iterable[Page], named: list[tuple[Planned, ...]]) -> Iterator[_Job]:
        name, names = planner(self.material), Names()
        for chunk in in_chunks(pages, CHUNK):
            planned = tuple(self._keyed(name(page)) for page in chunk)
            refused = [problem for one in planned if (problem := names.add(one.file)) is not None]
            self.names_refused += refused
            self.files |= {one.file: one.key for one in planned}
            count(chunk, self.counts)
            named.append(tuple(replace(one, page=b"") for one in planned))
            known = self.memo.known(_KIND, (one.key for one in planned if _says_something(one.file)))
            pairs = zip(chunk, planned, strict=True)
            todo = [(page, one) for page, one in pairs if _says_something(one.file) and one.key not in known]
            yield self._job(todo)

    def _job(self, todo: Iterable[tuple[Page, Planned]]) -> _Job:
        stale: list[tuple[Page, bytes]] = []
        keys: dict[str, str] = {}
        files: list[tuple[str, Path, str]] = []
        for page, one in todo:
            keys[one.file] = one.key
            entry = self.record.files.get(one.file)
            if one.copy is not None:
                files.append((one.file, one.copy.path, one.copy.sha256))
            elif entry is not None and entry.key == one.key:
                files.append((one.file, self.output / one.file, entry.sha256))
            else:
                stale.append((page, one.page))
        self.counts["rendered"] += len(stale)
        rows = self.bodies.pick_rows(text.fingerprint for page, _ in stale for text in page.texts)
        pages, sent = tuple(page for page, _ in stale), tuple(packed for _, packed in stale)
        return _Job(pages, sent, keys, rows, tuple(files))

    def _keyed(self, planned: Planned) -> Planned:
        """A copy is named by its bytes alone, and what it leads to depends on where it goes as well."""
        if planned.copy is None:
            return planned
        key = fingerprint(self.material.config.base_url, planned.file, planned.key)
        return Planned(planned.file, key, planned.copy)

    def _note(self, file: str, sheet: Sheet) -> None:
        self.counts["links"] += sheet.links
        self.linked.update(names_in(sheet.leads))
        self.wanted.update(names_in(sheet.parts))
        self.parts.update(names_in(sheet.has))
        self.faults += unusable(sheet.faults, file)
        if sheet.silent:
            self.silent.add(file)
        if file == REDIRECTS:
            self.redirects = sheet.text
        for address in sheet.elsewhere:
            self.elsewhere.setdefault(address, file)


_Read = tuple[tuple[str, bytes | str, str], ...]
_Packed = tuple[tuple[bytes, ...], Mapping[str, bytes], Mapping[str, str], _Read]


def _look(
    pages: Iterable[Page],
    rows: Mapping[str, bytes],
    keys: Mapping[str, str],
    files: Iterable[tuple[str, Path, str]],
    material: Material,
) -> _Seen:
    return _sheets(pages, rows, keys, _read(files), material)


def _look_away(packed: _Packed, *, material: Material) -> _Seen:
    pages, rows, keys, files = packed
    return _sheets(map(unpack_page, pages), rows, keys, files, material)


def _pack(job: _Job) -> _Packed:
    # Whoever looks may not see our disk.
    return job.sent, job.bodies, job.keys, tuple(_read(job.files))


def _came(_job: _Job, seen: _Seen) -> _Seen:
    return seen


def _read(files: Iterable[tuple[str, Path, str]]) -> Iterator[tuple[str, bytes | str, str]]:
    """Files with their bytes, or with the reason why they cannot be read, and the SHA-256 that they should have."""
    for file, path, sha256 in files:
        try:
            yield file, path.read_bytes(), sha256
        except OSError as error:
            yield file, (error.strerror or "it cannot be read").lower(), sha256


def _sheets(
    pages: Iterable[Page],
    rows: Mapping[str, bytes],
    keys: Mapping[str, str],
    files: Iterable[tuple[str, bytes | str, str]],
    material: Material,
) -> _Seen:
    """The sheets of *pages* and *files*. Runs in any process."""
    address, bodies = material.config.base_url, read_bodies(rows)
    rendered = gather(lambda page: (page.file, render_page(page, material=material, bodies=bodies)), pages)
    sound = {file: make_sheet(data, file, address) for file, data in rendered.values}
    changed: dict[str, Sheet] = {}
    for file, data, sha256 in files:
        if isinstance(data, str):
            changed[file] = Sheet(faults=(data,))
        else:
            is_sound = hashlib.sha256(data).hexdigest() == sha256
            (sound if is_sound else changed)[file] = make_sheet(data, file, address)
    return _Seen(_rows(sound, keys), _rows(changed, keys), rendered.problems)


def _rows(sheets: Mapping[str, Sheet], keys: Mapping[str, str]) -> dict[str, bytes]:
    return {keys[file]: encode_row(_KIND, keys[file], sheet) for file, sheet in sheets.items()}


def _says_something(file: str) -> bool:
    """Whether a file leads anywhere; pictures, indexes of search and the like are not even made."""
    return has_parts(file) or file == REDIRECTS


def _is_large(job: _Job) -> bool:
    return len(job.pages) + len(job.files) // 4 > CHUNK // 4 and all(job.sent)


def _close_look(inspection: _Inspection, pages: Callable[[], Iterable[Page]]) -> Iterator[Problem]:
    """What is wrong with the suspects, and in which line; they are rendered or read once more."""
    suspects = inspection.suspects()
    if not suspects:
        return
    material, address = inspection.material, inspection.material.config.base_url

    def has_part(file: str, part: str) -> bool:
        return not has_parts(file) or _number(file, part) in inspection.parts

    name = planner(material)
    found: dict[str, list[Problem]] = {}
    for page in pages():
        if page.file in suspects:
            planned = name(page)
            entry = inspection.record.files.get(page.file)
            if planned.copy is not None:
                data = planned.copy.path.read_bytes()
            elif entry is not None and entry.key == planned.key:
                data = (inspection.output / page.file).read_bytes()
            else:
                picked = inspection.bodies.pick(text.fingerprint for text in page.texts)
                data = render_page(page, material=material, bodies=picked)
            reading = read_page(data)
            found[page.file] = list(check_page(reading, page.file, address, there=inspection.files, has_part=has_part))
    for file in sorted(found):
        yield from found[file]


def _number(file: str, part: str = "") -> int:
    (number,) = names_in(name_of(file, part))
    return number
