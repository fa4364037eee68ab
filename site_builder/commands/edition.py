"""From the plan of pages to the files of an edition: the stale are rendered, the others kept, and nothing is held."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path

from site_builder.commands import progress
from site_builder.commands.bodies import Bodies, read_bodies
from site_builder.commands.flow import in_chunks, in_order
from site_builder.commands.travel import away_with, can_travel, pack_page, unpack_page
from site_builder.engine import engine_fingerprint
from site_builder.model.briefing import Body
from site_builder.model.config import Config
from site_builder.model.extensions import Filter
from site_builder.model.files import CopyView
from site_builder.model.page import Frame, Page
from site_builder.model.pictures import IconView, SocialCardView
from site_builder.model.problem import Gathered, Problem, ThemeError, gather
from site_builder.model.theme import Theme
from site_builder.publish.edition import Copy, Made, Output
from site_builder.publish.record import Record
from site_builder.render.compress import Form, can_shrink, compress, made_by
from site_builder.render.pages import picture_key, render
from site_builder.render.templates import template_keys
from site_builder.text.fingerprint import fingerprint

CHUNK = 100
"""Pages that one job renders: large enough that sending the theme along costs little beside the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that is needed to render any page of a site, but for the page and its bodies."""

    config: Config
    theme: Theme
    frames: Mapping[str, Frame]
    """By language: those of the site, of its briefings and of its pages."""
    filters: Mapping[str, Filter]
    plugins: tuple[str, ...] = ()
    """The plugins that add filters, with what tells their versions apart."""

    def frame_in(self, language: str) -> Frame:
        """The frame for pages in *language*; the site's, where a plugin speaks a language that nobody else does."""
        return self.frames.get(language) or self.frames[self.config.language]


@dataclass(frozen=True, slots=True)
class Planned:
    """What is left of a page once it is known whether it has to be rendered."""

    file: str
    key: str
    copy: Copy | None
    page: bytes = b""
    """The page as it is sent to others; nothing where it cannot be, or is a file to be copied."""
    packed: Mapping[Form, str] = field(default_factory=dict)
    """The keys of its compressed forms."""

    def packed_file(self, form: Form) -> str:
        """Where its compressed form lies: beside it."""
        return f"{self.file}.{form}"


@dataclass(frozen=True, slots=True)
class Job:
    """Some pages to be rendered, and the bodies that they name."""

    planned: tuple[Planned, ...]
    stale: tuple[Page, ...]
    bodies: Mapping[str, Body]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job."""

    rendered: Gathered[tuple[str, bytes]]
    """Bytes by file, and the mistakes in templates that came to light."""


def render_page(page: Page, *, material: Material, bodies: Mapping[str, Body]) -> bytes:
    """The bytes of *page*, which names some of *bodies*. Raises ThemeError."""
    return render(
        page,
        theme=material.theme,
        config=material.config,
        frame=material.frame_in(page.language),
        bodies=bodies,
        filters=material.filters,
    )


def render_job(job: Job, *, material: Material) -> Done:
    """Render the pages of *job*, in this process."""
    return Done(gather(lambda page: (page.file, render_page(page, material=material, bodies=job.bodies)), job.stale))


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some pages of the plan: where they go, and what is to be made."""

    planned: tuple[Planned, ...]
    stale: tuple[Page, ...]
    sent: tuple[bytes, ...]
    """The same as they are sent."""
    bodies: Mapping[str, bytes]
    """Those that stale pages name, as rows."""
    forms: Mapping[str, tuple[Form, ...]]
    """In which forms stale pages are compressed, by file."""
    copies: tuple[Planned, ...]
    """Files that are to be compressed, and not rendered."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What is new of a batch."""

    files: tuple[tuple[str, bytes, str], ...]
    """Names, bytes and SHA-256."""
    problems: tuple[Problem, ...]


_Packed = tuple[tuple[bytes, ...], Mapping[str, bytes], Mapping[str, tuple[Form, ...]]]


def _render(
    stale: Iterable[Page], rows: Mapping[str, bytes], forms: Mapping[str, tuple[Form, ...]], material: Material
) -> _Made:
    bodies = read_bodies(rows)
    rendered = gather(lambda page: (page.file, render_page(page, material=material, bodies=bodies)), stale)
    packed = (
        (f"{file}.{form}", compress(data, form)) for file, data in rendered.values for form in forms.get(file, ())
    )
    files = tuple((file, data, hashlib.sha256(data).hexdigest()) for file, data in (*rendered.values, *packed))
    return _Made(files, rendered.problems)


def _render_away(packed: _Packed, *, material: Material) -> _Made:
    pages, rows, forms = packed
    return _render(map(unpack_page, pages), rows, forms, material)


def _pack(batch: _Batch) -> _Packed:
    return batch.sent, batch.bodies, batch.forms


def _with_copies(batch: _Batch, made: _Made) -> tuple[_Batch, _Made]:
    """Files that go out as they are stay here, and so does their compression: nobody else may see our disk."""
    copied = tuple(pair for place in batch.copies for pair in _packed_copy(place))
    kept = replace(batch, stale=(), sent=(), bodies={}, copies=())
    return kept, replace(made, files=(*made.files, *copied)) if copied else made


def _packed_copy(place: Planned) -> Iterator[tuple[str, bytes, str]]:
    """The compressed forms of a file that goes out as it is; where it cannot be read, who copies it tells."""
    if place.copy is not None:
        with contextlib.suppress(OSError):
            data = place.copy.path.read_bytes()
            for form in place.packed:
                content = compress(data, form)
                yield place.packed_file(form), content, hashlib.sha256(content).hexdigest()


@dataclass(slots=True)
class Edition:
    """One run over the plan; counts what it sees."""

    material: Material
    bodies: Bodies
    record: Record
    executor: Executor | None
    counts: dict[str, int] = field(default_factory=lambda: {"pages": 0, "feeds": 0, "files": 0, "rendered": 0})

    def outputs(self, pages: Iterable[Page]) -> Iterator[Output]:
        """The files of the edition, in the order of the plan.

        Raises ThemeError at the end, with every mistake once, where templates could not be rendered.
        """
        # A mistake in a template shows on every page that uses it: the first of them tells it.
        problems: dict[tuple[str | None, int | None, str], Problem] = {}
        material = self.material
        away = away_with(_render_away, material, pack=_pack, unpack=_with_copies)

        def here(batch: _Batch) -> tuple[_Batch, _Made]:
            return _with_copies(batch, _render(batch.stale, batch.bodies, batch.forms, material))

        executor = self.executor if away is not None else None
        # How many there will be nobody knows before the last; the edition before is the best guess.
        step = progress.begun("pages", len(self.record.files) or None)
        for batch, made in in_order(here, self._batches(pages), executor, is_large=_is_large, away=away):
            step(len(batch.planned))
            for problem in made.problems:
                problems.setdefault((problem.path, problem.line, problem.code), problem)
            if problems:
                # Nothing will be published; the other pages are looked at for their mistakes only.
                continue
            contents = {file: Made(data, sha256) for file, data, sha256 in made.files}
            for one in batch.planned:
                yield Output(file=one.file, key=one.key, content=one.copy or contents.get(one.file))
                for form, key in one.packed.items():
                    file = one.packed_file(form)
                    yield Output(file=file, key=key, content=contents.get(file))
        if problems:
            raise ThemeError(*problems.values())

    def _batches(self, pages: Iterable[Page]) -> Iterator[_Batch]:
        name = planner(self.material)
        for chunk in in_chunks(pages, CHUNK):
            planned = tuple(map(name, chunk))
            pairs = tuple(zip(chunk, planned, strict=True))
            pairs_stale = [(page, place) for page, place in pairs if place.copy is None and self._is_stale(place)]
            stale = tuple(page for page, _ in pairs_stale)
            sent = tuple(place.page for _, place in pairs_stale)
            planned = tuple(replace(place, page=b"") for place in planned)
            copies = tuple(place for place in planned if place.copy is not None and self._lacks_packed(place))
            self.counts["rendered"] += len(stale)
            count(chunk, self.counts)
            rows = self.bodies.pick_rows(text.fingerprint for page in stale for text in page.texts)
            packed = {place.file: tuple(place.packed) for _, place in pairs if place.packed}
            forms = {page.file: packed[page.file] for page in stale if page.file in packed}
            yield _Batch(planned, stale, sent, rows, forms, copies)

    def _is_stale(self, planned: Planned) -> bool:
        return self._is_other(planned.file, planned.key) or self._lacks_packed(planned)

    def _lacks_packed(self, planned: Planned) -> bool:
        return any(self._is_other(planned.packed_file(form), key) for form, key in planned.packed.items())

    def _is_other(self, file: str, key: str) -> bool:
        entry = self.record.files.get(file)
        return entry is None or entry.key != key


def planner(material: Material) -> Callable[[Page], Planned]:
    """A function that names what a page is made from, where everything else is *material*."""
    templates = template_keys(material.theme)
    engine = (engine_fingerprint(), material.config, sorted(material.filters), *material.plugins)
    shared = {language: fingerprint(*engine, frame) for language, frame in material.frames.items()}
    forms = {form: made_by(form) for form in material.config.precompress}

    def name(page: Page) -> Planned:
        return _planned(page, shared.get(page.language) or shared[material.config.language], templates, forms)

    return name


def count(pages: Iterable[Page], counts: dict[str, int]) -> None:
    """Add *pages* to *counts* of all files, and of pages and feeds among them."""
    for page in pages:
        counts["files"] += 1
        counts["pages"] += page.format == "html"
        counts["feeds"] += page.format in {"rss", "atom", "json_feed"}


def _is_large(batch: _Batch) -> bool:
    return len(batch.stale) > CHUNK // 4 and all(batch.sent)


def _planned(page: Page, shared: str, templates: Mapping[str, str], forms: Mapping[Form, str]) -> Planned:
    if isinstance(page.view, CopyView):
        # The digest is a part of the name and of the key: a copy is never stale without another file taking its place.
        key, sent = page.view.sha256, b""
        copy = Copy(path=Path(page.view.source), sha256=page.view.sha256)
    else:
        sent, copy = pack_page(page), None
        if isinstance(page.view, (SocialCardView, IconView)):
            # The settings and the frame have no part in a picture: its view says all of them that it shows.
            key = fingerprint(engine_fingerprint(), picture_key(page.view), sent)
        else:
            key = fingerprint(shared, templates.get(page.template, ""), sent)
    packed = {form: fingerprint(key, by) for form, by in forms.items()} if forms and can_shrink(page.file) else {}
    return Planned(page.file, key, copy, sent if can_travel(page) else b"", packed)
