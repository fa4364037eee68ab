"""A site as it can be shown at one moment: all that was read, with the last good state of what cannot be read now.

A preview is a value. `look` reads everything, `look_again` only the briefings that changed, `revise` puts one edited
briefing into a preview without assembling the site again, in a time that does not grow with the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace

from site_builder.assemble.again import revised
from site_builder.assemble.atlas import Atlas
from site_builder.assemble.selection import select
from site_builder.assemble.site import assemble
from site_builder.commands.bodies import Bodies, ForgottenBodyError
from site_builder.commands.edition import Material
from site_builder.commands.folders import Folders
from site_builder.commands.load import Content, load_config, load_content
from site_builder.commands.options import Options
from site_builder.commands.preparing import material_of, parts_of, theme_of, wanted_of
from site_builder.content import scan
from site_builder.content.config import with_base_url
from site_builder.content.parse import File, Parsed, parse_briefing
from site_builder.memo import Memo
from site_builder.model.briefing import Body, Briefing
from site_builder.model.config import Config
from site_builder.model.extensions import Extensions
from site_builder.model.page import Scope
from site_builder.model.problem import ConfigError, Problem, SiteBuilderError, gather
from site_builder.model.site import Site
from site_builder.model.theme import Theme
from site_builder.text.urls import base_path

_AUTHORITY = tuple(f"content/{name}.yml" for name in ("topics", "entities", "sources", "review"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """What stays the same as long as a server runs."""

    folders: Folders
    options: Options
    extensions: Extensions
    origin: str
    """Where browsers find the server: `http://127.0.0.1:8000`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A site, and what is needed to show any page of it."""

    config: Config
    content: Content
    theme: Theme
    site: Site
    scope: Scope
    material: Material
    atlas: Atlas
    reading: tuple[Problem, ...]
    """Of files: by their paths they are replaced when a file is read again."""
    found: tuple[Problem, ...]
    """Of the site as a whole."""
    fresh: Mapping[str, Body] = field(default_factory=dict)
    """Bodies that were read since the whole content was, by fingerprint."""
    former: Bodies | None = None
    """Where the bodies of briefings are whose files cannot be read any more."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong now."""
        return tuple(dict.fromkeys((*self.reading, *self.found)))

    def bodies(self, names: Iterable[str]) -> dict[str, Body]:
        """The bodies called *names*. Raises ForgottenBodyError where one is lost. For one thread at a time."""
        wanted = set(names)
        found = {name: self.fresh[name] for name in wanted if name in self.fresh}
        missing = wanted.difference(found)
        try:
            return found | self.content.bodies.pick(missing)
        except ForgottenBodyError:
            if self.former is None:
                raise
            return found | self.former.pick(missing)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen: a preview, or, where none is possible, the problems alone."""

    preview: Preview | None
    problems: tuple[Problem, ...]


def look(
    studio: Studio, before: Preview | None = None, *, executor: Executor | None = None, remembering: bool = True
) -> Looked:
    """Read the whole site. What cannot be read stays as it was in *before*, and its problems are told.

    Not *remembering*, it parses every file, for when the memory of builds has lost a part of itself.
    """
    problems: list[Problem] = []
    config = _config(studio, problems) or (before.config if before is not None else None)
    if config is None:
        return Looked(None, tuple(problems))
    theme, theme_problems = theme_of(studio.folders, config, studio.extensions)
    problems += theme_problems
    theme = theme or (before.theme if before is not None else None)
    with Memo(studio.folders.memory / "memo.sqlite") as memo:
        remembered = memo if remembering else None
        content = load_content(studio.folders, config, executor=executor, memo=remembered)
        problems += content.problems
        if before is not None:
            content = _with_last_good(content, before.content)
        if theme is None:
            return Looked(None, tuple(problems))
        former = before.content.bodies if before is not None else None
        preview = _assembled(studio, config, content, theme, reading=tuple(problems), memo=remembered)
    preview = replace(preview, fresh=_kept(preview, before), former=former)
    return Looked(preview, preview.problems)


def look_again(studio: Studio, before: Preview, paths: Iterable[str]) -> Preview:
    """Read the briefings at *paths* (as `content/briefings/one.md`), and assemble the site anew."""
    content, reading, fresh = before.content, before.reading, dict(before.fresh)
    briefings = {briefing.path: briefing for briefing in content.briefings}
    places = dict(content.places)
    for path in paths:
        reading = tuple(problem for problem in reading if problem.path != path)
        result = gather(lambda one: _parsed(studio, one, before.config), (path,))
        reading += result.problems
        for one in result.values:
            if one is None:
                briefings.pop(path, None)
                places.pop(path, None)
            else:
                source, parsed = one
                briefings[path], places[path] = parsed.briefing, source
                fresh[parsed.briefing.outline.fingerprint] = parsed.body
    broken = {problem.path for problem in reading if problem.path is not None and problem.severity == "error"}
    content = replace(
        content,
        briefings=tuple(briefings[path] for path in sorted(briefings)),
        places=places,
        broken=tuple(sorted(broken.difference(briefings))),
    )
    with Memo(studio.folders.memory / "memo.sqlite") as memo:
        preview = _assembled(studio, before.config, content, before.theme, reading=reading, memo=memo)
    return replace(preview, fresh=fresh, former=before.former)


def revise(studio: Studio, before: Preview, path: str) -> Preview | None:
    """*before* with the briefing at *path* as it is now, where that moves nothing else.

    None where the site has to be assembled again, or where the file cannot be read: it may be half-written.
    """
    known = next((one for one in before.content.briefings if one.path == path), None)
    if known is None:
        return None
    try:
        found = _parsed(studio, path, before.config)
    except SiteBuilderError:
        return None
    if found is None or not _is_chosen(studio, found[1].briefing, before.config):
        return None
    source, parsed = found
    after = revised(before.site, parsed.briefing, before.config, before.atlas)
    if after is None:
        return None
    content = replace(
        before.content,
        briefings=tuple(parsed.briefing if one.path == path else one for one in before.content.briefings),
        places={**before.content.places, path: source},
    )
    return replace(
        before,
        content=content,
        site=after.site,
        reading=tuple(problem for problem in before.reading if problem.path != path),
        found=(*(problem for problem in before.found if problem.path != path), *after.problems),
        fresh={**before.fresh, parsed.briefing.outline.fingerprint: parsed.body},
    )


def _config(studio: Studio, problems: list[Problem]) -> Config | None:
    try:
        config = load_config(studio.folders)
    except ConfigError as error:
        problems += error.problems
        return None
    address = studio.origin + base_path(config.base_url)
    # Nothing is compressed here, and a preview is nobody else's business.
    return replace(with_base_url(config, address), precompress=())


def _assembled(
    studio: Studio, config: Config, content: Content, theme: Theme, *, reading: tuple[Problem, ...], memo: Memo | None
) -> Preview:
    chosen = parts_of(studio.folders, content, config, studio.options, memo=memo)
    assembled = assemble(chosen.parts, config)
    scope, material = material_of(assembled.site, config, theme, studio.extensions)
    checks = [problem for check in studio.extensions.checks for problem in check(content.briefings, config)]
    return Preview(
        config=config,
        content=content,
        theme=theme,
        site=assembled.site,
        scope=scope,
        material=material,
        atlas=assembled.atlas,
        reading=reading,
        found=(*assembled.problems, *chosen.evidence.problems, *checks),
    )


def _parsed(studio: Studio, path: str, config: Config) -> tuple[scan.Source, Parsed] | None:
    """The briefing at *path*; None where there is no file. Raises ContentError where it cannot be read."""
    folders = studio.folders
    source = scan.find_file(folders.root / path, folders.root)
    if source is None:
        return None
    name = source.path.removeprefix("content/briefings/")
    data = scan.read(source, config.limits.file_bytes)
    return source, parse_briefing(File(source.path, name, data), config)


def _is_chosen(studio: Studio, briefing: Briefing, config: Config) -> bool:
    return bool(select((briefing,), wanted_of(config, studio.options)).chosen)


def _with_last_good(content: Content, before: Content) -> Content:
    """*content*, with what *before* had of the files that cannot be read now."""
    broken = set(content.broken)
    briefings = tuple(one for one in before.briefings if one.path in broken)
    pages = tuple(one for one in before.pages if one.path in broken)
    records = tuple(one for one in before.articles if f"content/articles/{one.id}/article.yml" in broken)
    spoilt = broken.intersection(_AUTHORITY)
    saved = {one.path for one in briefings} | {one.path for one in pages} | spoilt
    return replace(
        content,
        briefings=tuple(sorted((*content.briefings, *briefings), key=lambda one: one.path)),
        pages=tuple(sorted((*content.pages, *pages), key=lambda one: one.path)),
        articles=tuple(sorted((*content.articles, *records), key=lambda one: one.id)),
        authority=before.authority if spoilt else content.authority,
        places={**{path: before.places[path] for path in broken & set(before.places)}, **content.places},
        broken=tuple(sorted(broken.difference(saved))),
    )


def _kept(preview: Preview, before: Preview | None) -> dict[str, Body]:
    """Of the bodies that *before* had read itself, those that are still shown."""
    if before is None:
        return {}
    shown = {briefing.outline.fingerprint for briefing in preview.content.briefings}
    return {name: body for name, body in before.fresh.items() if name in shown}
