"""All that a site is made from: read, put together and checked, before there is a page."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from site_builder.assemble.selection import Wanted, select
from site_builder.assemble.site import Parts, assemble
from site_builder.commands import pagefind
from site_builder.commands.edition import Material
from site_builder.commands.evidence import Evidence, check_evidence, dossier_of
from site_builder.commands.folders import Folders, builtin_themes
from site_builder.commands.handwork import edited_by_hand
from site_builder.commands.load import SETTINGS, Content, load_config, load_content, setting_line
from site_builder.commands.options import Options
from site_builder.content.config import with_base_url
from site_builder.memo import Memo
from site_builder.model.config import Config
from site_builder.model.extensions import Extensions
from site_builder.model.page import Scope
from site_builder.model.problem import ConfigError, Problem, SiteBuilderError
from site_builder.model.severity import by_rules
from site_builder.model.site import Site
from site_builder.model.theme import Theme
from site_builder.pages.assets import theme_asset_urls
from site_builder.pages.frame import frame
from site_builder.pages.parts import in_part, scopes_of, with_parts
from site_builder.render.compress import impossible
from site_builder.render.theme import load_theme
from site_builder.render.words import lacking, page_words
from site_builder.text.dates import zone
from site_builder.text.languages import prefix_of

_SOME = 3
"""Missing words that are named."""
_ICON_BYTES = 200_000
"""A drawing that is larger is no icon."""
_FALLBACK = Config(title="?", base_url="http://localhost")
"""Stands in for a configuration that cannot be used, so that the problems of everything else are told as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """All that was read, put together and checked."""

    config: Config
    content: Content
    theme: Theme | None
    """None where it cannot be used."""
    site: Site
    evidence: Evidence
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def prepare(
    folders: Folders, options: Options, executor: Executor | None, extensions: Extensions, memo: Memo | None
) -> Ready:
    """Read the site at *folders*; what is wrong with it is among the problems."""
    config, problems = config_of(folders, options)
    content = load_content(folders, config, executor=executor, memo=memo)
    theme, theme_problems = theme_of(folders, config, extensions)
    parts = parts_of(folders, content, config, options, memo=memo, executor=executor)
    assembled = assemble(parts.parts, config)
    problems += [*content.problems, *theme_problems, *assembled.problems, *parts.evidence.problems]
    if theme is not None:
        problems += by_rules(_unspoken(theme, config, folders), config.rules)
    problems += [problem for check in extensions.checks for problem in check(content.briefings, config)]
    return Ready(
        config=config,
        content=content,
        theme=theme,
        site=assembled.site,
        evidence=parts.evidence,
        problems=tuple(problems),
        notes=parts.notes,
    )


def material_of(site: Site, config: Config, theme: Theme, extensions: Extensions) -> tuple[Scope, Material]:
    """What the pages of *site* are planned and rendered with."""
    scope = _scope(config, theme, site)
    urls = theme_asset_urls(theme.assets.values())
    parts = {part.prefix: (in_part(site, part), part) for part in scopes_of(scope)}
    said = {card.language for card in site.cards.values()} | {page.language for page in site.pages if page.language}
    frames = {}
    for language in sorted(said | {config.language, *config.languages}):
        seen, part = parts[prefix_of(language, config.languages)]
        words = page_words(theme, language, part.language)
        frames[language] = frame(seen, replace(part, language=language, words=words), urls)
    return scope, Material(
        config=config,
        theme=theme,
        frames=frames,
        filters=extensions.filters,
        plugins=extensions.names if extensions.filters else (),
    )


def config_of(folders: Folders, options: Options) -> tuple[Config, list[Problem]]:
    """The site's settings as *options* change them; with problems a stand-in where they cannot be used."""
    problems: list[Problem] = []
    try:
        config = load_config(folders)
    except ConfigError as error:
        config, problems = _FALLBACK, list(error.problems)
    if options.base_url is not None:
        try:
            config = with_base_url(config, options.base_url)
        except ConfigError as error:
            problems += error.problems
    if config.search.engine == "pagefind" and not pagefind.is_there():
        hint = "install it with `pip install 'pagefind[bin]'`, or write `engine: own`"
        message = "`search: engine: pagefind` needs the package pagefind, which is not installed"
        line = setting_line(folders, "search")
        problems.append(Problem(message, code="SB002", path=SETTINGS, line=line, hint=hint))
    missing = impossible(config.precompress)
    if missing:
        hint = "install it with `pip install 'site-builder[brotli]'`, or leave `br` out"
        line = setting_line(folders, "precompress")
        message = "`precompress: br` needs the package brotli, which is not installed"
        problems.append(Problem(message, code="SB002", path=SETTINGS, line=line, hint=hint))
        config = replace(config, precompress=tuple(form for form in config.precompress if form not in missing))
    return replace(config, noindex=config.noindex or options.noindex), problems


def theme_of(folders: Folders, config: Config, extensions: Extensions) -> tuple[Theme | None, list[Problem]]:
    """The site's theme; None, with problems, where it cannot be used."""
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


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is built of a site's content, and what its check found."""

    parts: Parts
    evidence: Evidence
    notes: tuple[str, ...]
    """On what is left out."""


def parts_of(
    folders: Folders,
    content: Content,
    config: Config,
    options: Options,
    *,
    memo: Memo | None = None,
    executor: Executor | None = None,
) -> Chosen:
    """The parts of the site that *options* ask for, their evidence checked."""
    selection = select(content.briefings, wanted_of(config, options))
    evidence = check_evidence(
        selection.chosen,
        dossier_of(content.articles, content.evidence),
        content.authority.authority,
        config,
        places=content.places,
        seen=content.seen,
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
        edited=edited_by_hand(selection.chosen, content.places, folders, config, content.seen),
    )
    return Chosen(parts, evidence, selection.notes)


def wanted_of(config: Config, options: Options) -> Wanted:
    """Which briefings *options* ask for."""
    local = zone(config.timezone)
    return Wanted(now=options.now, zone=local, drafts=options.drafts, future=options.future, expired=options.expired)


def _scope(config: Config, theme: Theme, site: Site) -> Scope:
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
        feed_authority=site.addresses.authority or "",
        footer=config.navigation,
        host=config.host,
        weekly=config.editions == "weekly",
        charts=config.charts,
        # A theme may do without.
        search=config.search.engine if "search.html" in theme.templates else "off",
        redirects=_redirects(config),
        gone=config.gone,
        cards=config.cards,
        accent=theme.accent,
        icon=_icon(site),
        twins=config.markdown_twins,
        security=config.security,
    )
    return with_parts(scope, config, lambda language: page_words(theme, language, config.language))


def _unspoken(theme: Theme, config: Config, folders: Folders) -> Iterator[Problem]:
    """Languages of the site that the theme lacks words in."""
    for language in (config.language, *config.languages):
        gone = lacking(theme.strings, language)
        if gone:
            shown = "English" if language == config.language else f"`{config.language}` or English"
            some = ", ".join(gone[:_SOME]) + (", ..." if len(gone) > _SOME else "")
            verb = "has" if len(gone) == 1 else "have"
            message = f"{len(gone):,} of the theme's words {verb} no form in `{language}` ({some}), and are in {shown}"
            hint = f"write them into locales/{language}.yml of a theme that says `extends: {theme.name}`"
            line = setting_line(folders, "language" if language == config.language else "languages")
            yield Problem(message, code="SB260", path=SETTINGS, line=line, hint=hint)


def _icon(site: Site) -> str:
    """The site's own icon as SVG; empty where it has none, or it cannot be read, which its copying tells."""
    asset = site.assets.get("icon.svg")
    try:
        return Path(asset.path).read_text("utf-8") if asset is not None and asset.size <= _ICON_BYTES else ""
    except (OSError, UnicodeDecodeError):
        return ""


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
