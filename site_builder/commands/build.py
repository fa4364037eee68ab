"""Make the output folder what the content folder says."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from site_builder.assemble.selection import Wanted, select
from site_builder.assemble.site import Assembled, Parts, assemble
from site_builder.commands.folders import Folders
from site_builder.commands.load import Content, in_chunks, load_config, load_content
from site_builder.content.config import with_base_url
from site_builder.engine import engine_fingerprint
from site_builder.model.briefing import Body
from site_builder.model.config import Config
from site_builder.model.extensions import Extensions
from site_builder.model.page import Frame, Page, Scope
from site_builder.model.problem import ConfigError, ContentError, Gathered, Problem, SiteBuilderError, gather
from site_builder.model.report import Report
from site_builder.model.theme import Theme
from site_builder.model.views import CopyView
from site_builder.pages.assets import theme_asset_urls
from site_builder.pages.frame import frame
from site_builder.pages.plan import plan
from site_builder.publish.edition import Output, publish
from site_builder.publish.record import Record, read_record
from site_builder.render.templates import template_keys
from site_builder.render.pages import render
from site_builder.render.theme import builtin_themes, load_theme
from site_builder.render.words import page_words
from site_builder.text.dates import zone
from site_builder.text.fingerprint import fingerprint
from site_builder.text.urls import host

_CHUNK = 100
"""Pages that one job renders: large enough that sending the theme along costs little beside the work."""
_FEED_YEAR = "2026"
"""The year in the ids of feed items of sites that name none: that of this format, so that it never changes."""
_FALLBACK = Config(title="?", base_url="http://localhost")
"""Stands in for a configuration that cannot be used, so that the problems of everything else are told as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line may ask of a build."""

    now: dt.datetime
    """Aware: what future and expired are measured by. Nothing else of a build depends on the clock."""
    base_url: str | None = None
    drafts: bool = False
    future: bool = False
    expired: bool = False
    noindex: bool = False
    strict: bool = False
    """Whether warnings are as bad as errors: nothing is published then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that is needed to render any page of a site, and the plan of its pages."""

    config: Config
    theme: Theme
    frame: Frame
    pages: tuple[Page, ...]
    bodies: Mapping[str, Body]


def build(
    folders: Folders,
    options: Options,
    *,
    executor: Executor | None = None,
    extensions: Extensions | None = None,
) -> Report:
    """Make the output folder what the content folder says, as a whole or not at all.

    On errors (with `strict`, on warnings too) the output is left untouched, and the report has every problem that was
    found. Only the pages whose key differs from the one in the output's record are rendered.
    """
    started = time.monotonic()
    extensions = extensions or Extensions()
    config, problems = _config(folders, options)
    content = load_content(folders, config, executor)
    theme, theme_problems = _theme(folders, config, extensions)
    assembled, notes = _assemble(content, config, options)
    problems += [*content.problems, *theme_problems, *assembled.problems]
    problems += _checks(content, config, extensions)
    material = _material(assembled, config, theme, content, extensions) if theme is not None else None
    if _stops(problems, options):
        # Mistakes in templates show only when something is rendered: one page of each template is, for the list to be whole.
        problems += _trial(material, extensions) if material is not None else []
        return _report({}, problems, notes, started)
    assert material is not None
    record = read_record(folders.output)
    keys = _keys(material, extensions)
    stale = [page for page in material.pages if _is_stale(page, keys, record)]
    rendered = _render(stale, material, executor, extensions)
    problems += rendered.problems
    if _stops(problems, options):
        return _report({}, problems, notes, started)
    contents = dict(rendered.values)
    outputs = (_output(page, keys[page.url], contents) for page in material.pages)
    published = publish(folders.output, outputs, record, root=folders.root)
    problems += published.problems
    counts = {
        "pages": sum(page.format == "html" for page in material.pages),
        "feeds": sum(page.format == "rss" for page in material.pages),
        "files": len(material.pages),
        "briefings": len(assembled.site.cards),
        "rendered": len(stale),
        "written": len(published.written),
        "removed": len(published.removed),
    }
    return _report(counts, problems, notes, started)


@contextmanager
def workers(jobs: int) -> Iterator[Executor | None]:
    """An executor of *jobs* processes; None where one is enough. 0 stands for as many as there are processors."""
    count = jobs or os.cpu_count() or 1
    if count == 1:
        yield None
        return
    with ProcessPoolExecutor(count) as executor:
        yield executor


def _config(folders: Folders, options: Options) -> tuple[Config, list[Problem]]:
    try:
        config, problems = load_config(folders), []
    except ConfigError as error:
        config, problems = _FALLBACK, list(error.problems)
    if options.base_url is not None:
        config = with_base_url(config, options.base_url)
    return replace(config, noindex=config.noindex or options.noindex), problems


def _theme(folders: Folders, config: Config, extensions: Extensions) -> tuple[Theme | None, list[Problem]]:
    try:
        collections = (folders.themes, builtin_themes())
        theme = load_theme(config.theme, folders=collections, overrides=folders.templates, root=folders.root)
    except SiteBuilderError as error:
        return None, list(error.problems)
    return theme, []


def _assemble(content: Content, config: Config, options: Options) -> tuple[Assembled, tuple[str, ...]]:
    local = zone(config.timezone)
    wanted = Wanted(now=options.now, zone=local, drafts=options.drafts, future=options.future, expired=options.expired)
    selection = select((parsed.briefing for parsed in content.briefings), wanted)
    parts = Parts(
        briefings=selection.chosen,
        left_out=selection.left_out,
        broken=content.broken,
        pages=tuple(parsed.page for parsed in content.pages),
        authority=content.authority.authority,
        texts=content.authority.texts,
        lines=content.authority.lines,
        articles=content.articles,
        assets=content.assets,
    )
    return assemble(parts, config), selection.notes


def _checks(content: Content, config: Config, extensions: Extensions) -> list[Problem]:
    briefings = [parsed.briefing for parsed in content.briefings]
    return [problem for check in extensions.checks for problem in check(briefings, config)]


def _material(
    assembled: Assembled, config: Config, theme: Theme, content: Content, extensions: Extensions
) -> Material:
    urls = theme_asset_urls(theme.assets.values())
    scope = Scope(
        base_url=config.base_url,
        title=config.title,
        description=config.description,
        language=config.language,
        page_size=config.page_size,
        feed_items=config.feeds.items,
        full_text=config.feeds.content == "full",
        noindex=config.noindex,
        words=page_words(theme, config.language),
        feed_authority=config.feeds.authority or f"{host(config.base_url)},{_FEED_YEAR}",
        footer=config.navigation,
    )
    pages = tuple(plan(assembled.site, scope, theme.assets.values(), extensions.families))
    shared = frame(assembled.site, scope, urls)
    return Material(config=config, theme=theme, frame=shared, pages=pages, bodies=content.bodies)


def _stops(problems: Iterable[Problem], options: Options) -> bool:
    return any(problem.severity == "error" or options.strict for problem in problems)


def _keys(material: Material, extensions: Extensions) -> dict[str, str]:
    """The name of all that each page is made from, by address."""
    templates = template_keys(material.theme)
    shared = fingerprint(engine_fingerprint(), material.config, material.frame, sorted(extensions.filters))
    return {page.url: _key(page, shared, templates) for page in material.pages}


def _key(page: Page, shared: str, templates: Mapping[str, str]) -> str:
    if isinstance(page.view, CopyView):
        return page.view.sha256
    return fingerprint(shared, templates.get(page.template, ""), page)


def _is_stale(page: Page, keys: Mapping[str, str], record: Record) -> bool:
    entry = record.files.get(page.file)
    return page.format != "copy" and (entry is None or entry.key != keys[page.url])


def _render(
    pages: Sequence[Page], material: Material, executor: Executor | None, extensions: Extensions
) -> Gathered[tuple[str, bytes]]:
    job = partial(
        _render_chunk, theme=material.theme, config=material.config, frame=material.frame, filters=extensions.filters
    )
    chunks = list(in_chunks(pages, _CHUNK))
    bodies = [_bodies_of(chunk, material.bodies) for chunk in chunks]
    parallel = executor is not None and len(chunks) > 1
    results = list(executor.map(job, chunks, bodies) if executor is not None and parallel else map(job, chunks, bodies))
    values = tuple(value for result in results for value in result.values)
    # A mistake in a template shows on every page that uses it; once is enough.
    problems = tuple(dict.fromkeys(problem for result in results for problem in result.problems))
    return Gathered(values, problems)


def _bodies_of(pages: Iterable[Page], bodies: Mapping[str, Body]) -> dict[str, Body]:
    return {text.fingerprint: bodies[text.fingerprint] for page in pages for text in page.texts}


def _render_chunk(
    pages: tuple[Page, ...],
    bodies: Mapping[str, Body],
    *,
    theme: Theme,
    config: Config,
    frame: Frame,
    filters: Mapping[str, object],
) -> Gathered[tuple[str, bytes]]:
    def one(page: Page) -> tuple[str, bytes]:
        return page.url, render(page, theme=theme, config=config, frame=frame, bodies=bodies, filters=filters)

    return gather(one, pages)


def _trial(material: Material, extensions: Extensions) -> list[Problem]:
    one_each = {page.template: page for page in material.pages if page.format == "html"}
    return list(_render(list(one_each.values()), material, None, extensions).problems)


def _output(page: Page, key: str, contents: Mapping[str, bytes]) -> Output:
    if isinstance(page.view, CopyView):
        return Output(file=page.file, key=key, source=Path(page.view.source))
    return Output(file=page.file, key=key, content=contents.get(page.url))


def _report(counts: Mapping[str, int], problems: Iterable[Problem], notes: tuple[str, ...], started: float) -> Report:
    return Report(counts=counts, problems=tuple(dict.fromkeys(problems)), notes=notes, seconds=time.monotonic() - started)
