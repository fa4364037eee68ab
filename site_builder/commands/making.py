"""Make the output folder what the content folder says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Literal

from site_builder.assemble.selection import Wanted, next_change, select
from site_builder.assemble.site import Assembled, Parts, assemble
from site_builder.commands.bodies import Bodies, ForgottenBodyError
from site_builder.commands.edition import Edition, Job, Material, render_job
from site_builder.commands.evidence import Evidence, check_evidence, dossier_of
from site_builder.commands.folders import Folders, builtin_themes
from site_builder.commands.handwork import edited_by_hand
from site_builder.commands.load import SETTINGS, Content, load_config, load_content, setting_line
from site_builder.commands.options import Options
from site_builder.commands.sources import sources_of
from site_builder.content.config import with_base_url
from site_builder.memo import Memo
from site_builder.model.addresses import Addresses
from site_builder.model.config import Config
from site_builder.model.extensions import Extensions
from site_builder.model.page import Page, Scope
from site_builder.model.problem import ConfigError, Problem, SiteBuilderError
from site_builder.model.report import Report
from site_builder.model.site import Site
from site_builder.model.theme import Theme
from site_builder.pages.assets import theme_asset_urls
from site_builder.pages.frame import frame
from site_builder.pages.plan import plan
from site_builder.publish.edition import publish
from site_builder.publish.record import read_record
from site_builder.render.compress import impossible
from site_builder.render.theme import load_theme
from site_builder.render.words import page_words
from site_builder.text.dates import zone

_FALLBACK = Config(title="?", base_url="http://localhost")
"""Stands in for a configuration that cannot be used, so that the problems of everything else are told as well."""


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
        ready = _prepare(folders, options, None, extensions, memo)
    if ready.theme is None or any(problem.severity == "error" for problem in ready.problems):
        raise SiteBuilderError(*dict.fromkeys(ready.problems))
    scope, material = _material(ready.site, ready.config, ready.theme, extensions)
    return Prospect(site=ready.site, scope=scope, material=material, problems=tuple(dict.fromkeys(ready.problems)))


def _make(
    folders: Folders, options: Options, executor: Executor | None, extensions: Extensions, memo: Memo | None
) -> Made:
    ready = _prepare(folders, options, executor, extensions, memo)
    problems, notes, bodies = ready.problems, ready.notes, ready.content.bodies
    if ready.theme is None:
        return Made(_report({}, problems, notes), None, content=ready.content)
    scope, material = _material(ready.site, ready.config, ready.theme, extensions)
    pages = plan(ready.site, scope, ready.theme.assets.values(), extensions.families)
    if _stops(problems, options):
        # Mistakes in templates show only when something is rendered: one page of each template makes the list whole.
        told = [*problems, *_trial(pages, material, bodies)]
        return Made(_report({}, told, notes), None, content=ready.content)
    edition = Edition(material, bodies, read_record(folders.output), executor)
    inputs = (folders.content, folders.themes, folders.templates)
    try:
        sources = sources_of(ready.site, ready.content, folders, ready.config, memo)
        outputs = edition.outputs(pages)
        published = publish(folders.output, outputs, edition.record, root=folders.root, inputs=inputs, sources=sources)
    except SiteBuilderError as error:
        return Made(_report({}, [*problems, *error.problems], notes), None, content=ready.content)
    bodies.keep_only(_bodies_in_use(ready.content))
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
    until = next_change(ready.content.briefings, _wanted(ready.config, options))
    return Made(report, until, ready.site.addresses, ready.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """All that was read, put together and checked."""

    config: Config
    content: Content
    theme: Theme | None
    """None where it cannot be used."""
    site: Site
    evidence: Evidence
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def _prepare(
    folders: Folders, options: Options, executor: Executor | None, extensions: Extensions, memo: Memo | None
) -> _Ready:
    config, problems = _config(folders, options)
    content = load_content(folders, config, executor=executor, memo=memo)
    theme, theme_problems = _theme(folders, config, extensions)
    assembled, notes, evidence = _assemble(folders, content, config, options, memo=memo, executor=executor)
    problems += [*content.problems, *theme_problems, *assembled.problems, *evidence.problems]
    problems += [problem for check in extensions.checks for problem in check(content.briefings, config)]
    return _Ready(
        config=config,
        content=content,
        theme=theme,
        site=assembled.site,
        evidence=evidence,
        problems=tuple(problems),
        notes=notes,
    )


def _material(site: Site, config: Config, theme: Theme, extensions: Extensions) -> tuple[Scope, Material]:
    scope = _scope(config, theme, site)
    urls = theme_asset_urls(theme.assets.values())
    said = {card.language for card in site.cards.values()} | {page.language for page in site.pages if page.language}
    frames = {
        language: frame(
            site, replace(scope, language=language, words=page_words(theme, language, config.language)), urls
        )
        for language in sorted(said | {config.language})
    }
    return scope, Material(config=config, theme=theme, frames=frames, filters=extensions.filters)


def _config(folders: Folders, options: Options) -> tuple[Config, list[Problem]]:
    problems: list[Problem] = []
    try:
        config = load_config(folders)
    except ConfigError as error:
        config, problems = _FALLBACK, list(error.problems)
    if options.base_url is not None:
        config = with_base_url(config, options.base_url)
    missing = impossible(config.precompress)
    if missing:
        hint = "install it with `pip install 'site-builder[brotli]'`, or leave `br` out"
        line = setting_line(folders, "precompress")
        message = "`precompress: br` needs the package brotli, which is not installed"
        problems.append(Problem(message, code="SB002", path=SETTINGS, line=line, hint=hint))
        config = replace(config, precompress=tuple(form for form in config.precompress if form not in missing))
    return replace(config, noindex=config.noindex or options.noindex), problems


def _theme(folders: Folders, config: Config, extensions: Extensions) -> tuple[Theme | None, list[Problem]]:
    try:
        theme = load_theme(
            config.theme,
            folders=(folders.themes, builtin_themes()),
            overrides=folders.templates,
            root=folders.root,
            filters=tuple(extensions.filters),
        )
    except SiteBuilderError as error:
        # What has no place of its own is a matter of the choice of the theme.
        line = setting_line(folders, "theme")
        return None, [p if p.path is not None else replace(p, path=SETTINGS, line=line) for p in error.problems]
    return theme, []


def _assemble(
    folders: Folders,
    content: Content,
    config: Config,
    options: Options,
    *,
    memo: Memo | None,
    executor: Executor | None,
) -> tuple[Assembled, tuple[str, ...], Evidence]:
    selection = select(content.briefings, _wanted(config, options))
    evidence = check_evidence(
        selection.chosen,
        dossier_of(content.articles, content.evidence),
        content.authority.authority,
        config,
        places=content.places,
        memo=memo,
        executor=executor,
    )
    parts = Parts(
        briefings=selection.chosen,
        left_out=selection.left_out,
        broken=content.broken,
        pages=content.pages,
        authority=content.authority.authority,
        texts=content.authority.texts,
        lines=content.authority.lines,
        articles=content.articles,
        assets=content.assets,
        verified=evidence.verified,
        addresses=content.addresses,
        passages=evidence.passages,
        edited=edited_by_hand(selection.chosen, content.places, folders, config),
    )
    return assemble(parts, config), selection.notes, evidence


def _wanted(config: Config, options: Options) -> Wanted:
    local = zone(config.timezone)
    return Wanted(now=options.now, zone=local, drafts=options.drafts, future=options.future, expired=options.expired)


def _scope(config: Config, theme: Theme, site: Site) -> Scope:
    return Scope(
        base_url=config.base_url,
        title=config.title,
        description=config.description,
        language=config.language,
        page_size=config.page_size,
        feed_items=config.feeds.items,
        full_text=config.feeds.content == "full",
        noindex=config.noindex,
        words=page_words(theme, config.language),
        feed_authority=site.addresses.authority or "",
        footer=config.navigation,
        host=config.host,
        weekly=config.editions == "weekly",
        redirects=_redirects(config),
        gone=config.gone,
    )


def _redirects(config: Config) -> Literal["none", "file", "pages", "both"]:
    """How former addresses lead on, by what the site's host understands where its settings do not say."""
    if config.redirects != "auto":
        return config.redirects
    match config.host:
        case "github-pages" | "s3":
            return "pages"
        case "nginx" | "caddy":
            # Their own configuration says it.
            return "none"
        case _:
            # A page at the old address would be shown instead of what the file says.
            return "file"


def _stops(problems: Iterable[Problem], options: Options) -> bool:
    return any(problem.severity == "error" or options.strict for problem in problems)


def _trial(pages: Iterable[Page], material: Material, bodies: Bodies) -> tuple[Problem, ...]:
    one_each: dict[str, Page] = {}
    for page in pages:
        if page.format == "html":
            one_each.setdefault(page.template, page)
    picked = bodies.pick(text.fingerprint for page in one_each.values() for text in page.texts)
    return render_job(Job((), tuple(one_each.values()), picked), material=material).rendered.problems


def _bodies_in_use(content: Content) -> Iterator[str]:
    """The fingerprints of all bodies, those of drafts included: they may be built next time."""
    yield from (briefing.outline.fingerprint for briefing in content.briefings)
    yield from (page.outline.fingerprint for page in content.pages)
    yield from (outline.fingerprint for outline in content.authority.texts.values())


def _report(counts: Mapping[str, int], problems: Iterable[Problem], notes: tuple[str, ...]) -> Report:
    return Report(counts=counts, problems=tuple(dict.fromkeys(problems)), notes=notes)
