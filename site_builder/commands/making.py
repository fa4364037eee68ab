"""Make the output folder what the content folder says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass

from site_builder.assemble.selection import next_change
from site_builder.commands import pagefind
from site_builder.commands.bodies import Bodies, ForgottenBodyError
from site_builder.commands.edition import Edition, Job, Material, render_job
from site_builder.commands.folders import Folders
from site_builder.commands.load import Content
from site_builder.commands.options import Options
from site_builder.commands.preparing import Ready, material_of, prepare, wanted_of
from site_builder.commands.search import Indexing
from site_builder.commands.sources import sources_of
from site_builder.memo import Memo
from site_builder.model.addresses import Addresses
from site_builder.model.extensions import Extensions
from site_builder.model.page import Page, Scope
from site_builder.model.problem import Problem, SiteBuilderError
from site_builder.model.report import Report
from site_builder.model.site import Site
from site_builder.pages.plan import plan
from site_builder.publish.edition import publish
from site_builder.publish.lock import hold
from site_builder.publish.places import locate
from site_builder.publish.record import read_record

_PATIENCE = 10
"""Seconds to wait for another build that is publishing to the same folder."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a build did, and how long it stays true."""

    report: Report
    until: dt.datetime | None
    """When the clock alone will change the choice of briefings; None: never."""
    addresses: Addresses | None = None
    """All that the site has published, this edition included; None where nothing was."""
    content: Content | None = None
    """What was read."""


def make(
    folders: Folders, options: Options, *, executor: Executor | None = None, extensions: Extensions | None = None
) -> Made:
    """Make the output folder what the content folder says, as a whole or not at all.

    On errors (with `strict`, on warnings too) the output is left untouched, and the report has every problem that was
    found. Only the pages whose key differs from the one in the output's record are rendered.
    """
    extensions = extensions or Extensions()
    with Memo(folders.memory / "memo.sqlite") as memo:
        try:
            return _make(folders, options, executor, extensions, memo)
        except ForgottenBodyError:
            # The memo lost a part of itself. It may only ever cost time.
            return _make(folders, options, executor, extensions, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """A site and what its pages are made with, before there is a page."""

    site: Site
    scope: Scope
    material: Material
    problems: tuple[Problem, ...]
    """Warnings."""


def survey(folders: Folders, options: Options, *, extensions: Extensions | None = None) -> Prospect:
    """The site at *folders*, unbuilt. Raises SiteBuilderError with all problems if one of them is an error."""
    extensions = extensions or Extensions()
    with Memo(folders.memory / "memo.sqlite") as memo:
        ready = prepare(folders, options, None, extensions, memo)
    if ready.theme is None or any(problem.severity == "error" for problem in ready.problems):
        raise SiteBuilderError(*dict.fromkeys(ready.problems))
    scope, material = material_of(ready.site, ready.config, ready.theme, extensions)
    return Prospect(site=ready.site, scope=scope, material=material, problems=tuple(dict.fromkeys(ready.problems)))


def pages_of(
    ready: Ready, scope: Scope, extensions: Extensions, memo: Memo | None, executor: Executor | None
) -> Iterator[Page]:
    """Everything that the site in *ready*, which has a theme, has to publish."""
    indexing = Indexing(ready.content.bodies, memo, executor, text=ready.config.search.text)
    assets = ready.theme.assets.values() if ready.theme is not None else ()
    return plan(ready.site, scope, assets, (*extensions.families, indexing.pages))


def trial(pages: Iterable[Page], material: Material, bodies: Bodies) -> tuple[Problem, ...]:
    """The mistakes that show when one page of each template is rendered."""
    one_each: dict[str, Page] = {}
    for page in pages:
        if page.format == "html":
            one_each.setdefault(page.template, page)
    picked = bodies.pick(text.fingerprint for page in one_each.values() for text in page.texts)
    return render_job(Job((), tuple(one_each.values()), picked), material=material).rendered.problems


def bodies_in_use(content: Content) -> Iterator[str]:
    """The fingerprints of all bodies, those of drafts included: they may be built next time."""
    yield from (briefing.outline.fingerprint for briefing in content.briefings)
    yield from (page.outline.fingerprint for page in content.pages)
    yield from (outline.fingerprint for outline in content.authority.texts.values())


def _make(
    folders: Folders, options: Options, executor: Executor | None, extensions: Extensions, memo: Memo | None
) -> Made:
    ready = prepare(folders, options, executor, extensions, memo)
    problems, notes, bodies = ready.problems, ready.notes, ready.content.bodies
    if ready.theme is None:
        return Made(_report({}, problems, notes), None, content=ready.content)
    scope, material = material_of(ready.site, ready.config, ready.theme, extensions)
    pages = pages_of(ready, scope, extensions, memo, executor)
    if _stops(problems, options):
        # Mistakes in templates show only when something is rendered: one page of each template makes the list whole.
        told = [*problems, *trial(pages, material, bodies)]
        return Made(_report({}, told, notes), None, content=ready.content)
    inputs = (folders.content, folders.themes, folders.templates)
    try:
        sources = sources_of(ready.site, ready.content, folders)
        # Held from before the record is read: who had to wait goes on from what the other one published.
        with hold(locate(folders.output, root=folders.root, inputs=inputs), patience=_PATIENCE) as held:
            edition = Edition(material, bodies, read_record(folders.output), executor)
            outputs = edition.outputs(pages)
            if scope.search == "pagefind":
                outputs = pagefind.with_index(outputs, folders.output, edition.record)
            published = publish(folders.output, outputs, edition.record, held=held, sources=sources)
    except SiteBuilderError as error:
        return Made(_report({}, [*problems, *error.problems], notes), None, content=ready.content)
    bodies.keep_only(bodies_in_use(ready.content))
    ready.content.seen.remember()
    counts = {
        **edition.counts,
        "briefings": len(ready.site.cards),
        "written": len(published.written),
        "removed": len(published.removed),
        "statements": sum(one.statements for one in ready.evidence.verified.values()),
        "verified": sum(one.verified for one in ready.evidence.verified.values()),
    }
    remembering = tuple(memo.notes) if memo is not None else ()
    report = _report(counts, [*problems, *published.problems], (*notes, *published.notes, *remembering))
    until = next_change(ready.content.briefings, wanted_of(ready.config, options))
    return Made(report, until, ready.site.addresses, ready.content)


def _stops(problems: Iterable[Problem], options: Options) -> bool:
    return any(problem.severity == "error" or options.strict for problem in problems)


def _report(counts: Mapping[str, int], problems: Iterable[Problem], notes: tuple[str, ...]) -> Report:
    return Report(counts=counts, problems=tuple(dict.fromkeys(problems)), notes=notes)
