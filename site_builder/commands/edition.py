"""From the plan of pages to the files of an edition: the stale are rendered, the others kept, and nothing is held."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from site_builder.commands.bodies import Bodies
from site_builder.commands.flow import in_chunks, in_order
from site_builder.engine import engine_fingerprint
from site_builder.model.briefing import Body
from site_builder.model.config import Config
from site_builder.model.extensions import Filter
from site_builder.model.page import Frame, Page
from site_builder.model.problem import Gathered, Problem, ThemeError, gather
from site_builder.model.theme import Theme
from site_builder.model.views import CopyView
from site_builder.publish.edition import Copy, Output
from site_builder.publish.record import Record
from site_builder.render.pages import render
from site_builder.render.templates import template_keys
from site_builder.text.fingerprint import fingerprint

_CHUNK = 100
"""Pages that one job renders: large enough that sending the theme along costs little beside the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that is needed to render any page of a site, but for the page and its bodies."""

    config: Config
    theme: Theme
    frames: Mapping[str, Frame]
    """By language: those of the site, of its briefings and of its pages."""
    filters: Mapping[str, Filter]

    def frame_in(self, language: str) -> Frame:
        """The frame for pages in *language*; the site's, where a plugin speaks a language that nobody else does."""
        return self.frames.get(language) or self.frames[self.config.language]


@dataclass(frozen=True, slots=True)
class Planned:
    """What is left of a page once it is known whether it has to be rendered."""

    file: str
    key: str
    copy: Copy | None


@dataclass(frozen=True, slots=True)
class Job:
    """Some pages of the plan: where they go, and those of them that are to be rendered, with the bodies they name."""

    planned: tuple[Planned, ...]
    stale: tuple[Page, ...]
    bodies: Mapping[str, Body]


@dataclass(frozen=True, slots=True)
class Done:
    """The job again, without what only the worker needed."""

    planned: tuple[Planned, ...]
    rendered: Gathered[tuple[str, bytes]]
    """Bytes by file, and the mistakes in templates that came to light."""


def render_job(job: Job, *, material: Material) -> Done:
    """Render the stale pages of *job*. Runs in any process."""

    def one(page: Page) -> tuple[str, bytes]:
        content = render(
            page,
            theme=material.theme,
            config=material.config,
            frame=material.frame_in(page.language),
            bodies=job.bodies,
            filters=material.filters,
        )
        return page.file, content

    return Done(job.planned, gather(one, job.stale))


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
        for done in in_order(self._renderer(), self._jobs(pages), self.executor, is_large=_is_large):
            for problem in done.rendered.problems:
                problems.setdefault((problem.path, problem.line, problem.code), problem)
            if problems:
                # Nothing will be published; the other pages are looked at for their mistakes only.
                continue
            contents = dict(done.rendered.values)
            for one in done.planned:
                yield Output(file=one.file, key=one.key, content=one.copy or contents.get(one.file))
        if problems:
            raise ThemeError(*problems.values())

    def _renderer(self) -> Callable[[Job], Done]:
        if self.executor is None:
            return partial(render_job, material=self.material)
        return partial(_render_packed, material=pickle.dumps(self.material))

    def _jobs(self, pages: Iterable[Page]) -> Iterator[Job]:
        templates = template_keys(self.material.theme)
        material = self.material
        engine = (engine_fingerprint(), material.config, sorted(material.filters))
        shared = {language: fingerprint(*engine, frame) for language, frame in material.frames.items()}
        for chunk in in_chunks(pages, _CHUNK):
            planned = tuple(
                _planned(page, shared.get(page.language) or shared[material.config.language], templates)
                for page in chunk
            )
            stale = tuple(page for page, place in zip(chunk, planned, strict=True) if self._is_stale(place))
            self._count(chunk, len(stale))
            yield Job(planned, stale, self.bodies.pick(text.fingerprint for page in stale for text in page.texts))

    def _is_stale(self, planned: Planned) -> bool:
        entry = self.record.files.get(planned.file)
        return planned.copy is None and (entry is None or entry.key != planned.key)

    def _count(self, pages: Iterable[Page], stale: int) -> None:
        self.counts["rendered"] += stale
        for page in pages:
            self.counts["files"] += 1
            self.counts["pages"] += page.format == "html"
            self.counts["feeds"] += page.format in {"rss", "atom", "json_feed"}


def _render_packed(job: Job, *, material: bytes) -> Done:
    return render_job(job, material=_unpacked(material))


@functools.lru_cache(maxsize=2)
def _unpacked(material: bytes) -> Material:
    """What every job brings along, the same value as long as it is the same bytes: its templates are compiled once.

    The bytes are those that this program packed for its own workers, and come from nowhere else.
    """
    unpacked: Material = pickle.loads(material)  # noqa: S301  see above
    return unpacked


def _is_large(job: Job) -> bool:
    return len(job.stale) > _CHUNK // 4


def _planned(page: Page, shared: str, templates: Mapping[str, str]) -> Planned:
    if isinstance(page.view, CopyView):
        # The digest is a part of the name and of the key: a copy is never stale without another file taking its place.
        return Planned(page.file, page.view.sha256, Copy(path=Path(page.view.source), sha256=page.view.sha256))
    return Planned(page.file, fingerprint(shared, templates.get(page.template, ""), page), None)
