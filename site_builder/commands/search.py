"""The search index of a site: segments come from memory where their briefings did not change, the others are made."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial

from site_builder.commands.bodies import Bodies
from site_builder.commands.flow import in_chunks, in_order
from site_builder.engine import engine_fingerprint
from site_builder.memo import Memo
from site_builder.model.page import Page, Scope
from site_builder.model.search import IndexFile, Searched, Segment
from site_builder.model.site import Site
from site_builder.pages import search
from site_builder.search import index
from site_builder.search.segments import SIZE, segment
from site_builder.text.fingerprint import fingerprint

_KIND = "search"


@dataclass(frozen=True, slots=True)
class Indexing:
    """What it takes to make the index of a site while its pages are planned."""

    bodies: Bodies
    memo: Memo | None
    executor: Executor | None
    text: bool
    """Whether bodies are searched."""

    def pages(self, site: Site, scope: Scope) -> Iterator[Page]:
        """The pages of search, and the files of its index: a family of pages like the others."""
        if scope.search != "off" and site.cards:
            yield from search.pages(site, scope, self.files(site, scope) if scope.search == "own" else ())

    def files(self, site: Site, scope: Scope) -> Iterator[IndexFile]:
        """The files of the index, made as they are asked for."""
        return index.files(site, self.segments(site, _KIND + scope.prefix), scope.language)

    def segments(self, site: Site, kind: str) -> Iterator[Segment]:
        """The segments of all briefings; what is remembered of an earlier build under *kind* is not made again."""
        called = {key: index.called(group) for key, group in site.groups.items()}
        marks = {key: fingerprint(names) for key, names in called.items()}
        made_by = fingerprint(engine_fingerprint(), self.text)
        used: list[str] = []
        find = partial(index.searched, site, called=called, text=self.text)
        jobs = (
            self._job(site, slugs, fingerprint(made_by, [_mark(site, slug, marks) for slug in slugs]), find, kind)
            for slugs in in_chunks(index.order(site), SIZE)
        )
        for job, made in in_order(_do, jobs, self.executor, is_large=_is_large):
            used.append(job.key)
            if self.memo is not None and job.remembered is None:
                self.memo.put_many(kind, {job.key: made})
            yield made
        if self.memo is not None:
            self.memo.prune(kind, used)

    def _job(self, site: Site, slugs: tuple[str, ...], key: str, find: partial[Searched], kind: str) -> _Job:
        remembered = self.memo.get_many(kind, [key], Segment) if self.memo is not None else {}
        if key in remembered:
            return _Job(key, remembered[key])
        found = tuple(find(slug) for slug in slugs)
        if self.text:
            names = [site.briefings[slug].outline.fingerprint for slug in slugs]
            bodies = self.bodies.pick(names)
            found = tuple(replace(one, body=bodies[name]) for one, name in zip(found, names, strict=True))
        return _Job(key, None, found)


@dataclass(frozen=True, slots=True)
class _Job:
    """A segment: what is remembered of it, or what it is to be made of."""

    key: str
    remembered: Segment | None
    found: tuple[Searched, ...] = ()


def _do(job: _Job) -> tuple[_Job, Segment]:
    if job.remembered is not None:
        return job, job.remembered
    return _Job(job.key, None), segment(job.found)


def _is_large(job: _Job) -> bool:
    return job.remembered is None


def _mark(site: Site, slug: str, marks: dict[str, str]) -> tuple[object, ...]:
    """All that a briefing is found by, in a few short texts."""
    briefing = site.briefings[slug]
    named = index.named_in_body(site, briefing)
    return briefing.fingerprint, site.cards[slug].fingerprint, [marks[key] for key in site.memberships[slug]], named
