"""Templates as texts: what they lean on, and which mistakes can be seen before any page is rendered."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, meta, nodes

from site_builder.model.problem import Problem
from site_builder.model.theme import Theme
from site_builder.render.environment import bare_environment
from site_builder.render.filters import names as filter_names
from site_builder.render.mistakes import syntax_problem
from site_builder.text.fingerprint import fingerprint
from site_builder.text.suggestions import did_you_mean

NEEDED = (
    "home.html",
    "briefing.html",
    "topic.html",
    "entity.html",
    "source.html",
    "index.html",
    "archive.html",
    "timeline.html",
    "network.html",
    "page.html",
    "feeds.html",
    "404.html",
)
"""The templates that every theme has, its own or those of the theme below."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name written out in a template."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a template says, without what it means."""

    mistake: Problem | None = None
    """Where it cannot be read; the rest is empty then."""
    leans_on: frozenset[str | None] = frozenset()
    """What it extends, includes and imports; None where a name is worked out while rendering."""
    needed: tuple[Mention, ...] = ()
    """The templates that have to be there: `ignore missing` and lists of names ask for less."""
    extends: tuple[Mention, ...] = ()
    filters: tuple[Mention, ...] = ()
    tests: tuple[Mention, ...] = ()
    words: tuple[Mention, ...] = ()
    assets: tuple[Mention, ...] = ()


def template_keys(theme: Theme) -> Mapping[str, str]:
    """For each template a fingerprint of all that decides what it makes of a page, besides the page.

    That is its own text, the texts of all that it extends, includes and imports, and the theme's words. A name that is
    worked out while rendering may mean any template, so then it is all of them.
    """
    texts = {name: fingerprint(name, template.text) for name, template in theme.templates.items()}
    strings = fingerprint(theme.strings)
    return {name: fingerprint(strings, sorted(texts[other] for other in _reach(name, theme))) for name in texts}


def problems(theme: Theme, filters: Collection[str] = (), *, whole: bool = True) -> Iterator[Problem]:
    """Every mistake in the templates of *theme* that shows without rendering.

    *filters* are those that plugins add. Where the theme is not *whole*, names that it lacks are passed over.
    """
    known = _Known(
        filters=filter_names(filters),
        tests=frozenset(bare_environment().tests),
        templates=theme.templates if whole else None,
        words=frozenset(key for strings in theme.strings.values() for key in strings) if whole else None,
        assets=theme.assets if whole else None,
    )
    if whole:
        yield from _lacking(theme)
    # A template can be known under two names, its own and the one that names its theme as well.
    for template in {template.path: template for template in theme.templates.values()}.values():
        parsed = _parse(template.text)
        found = [parsed.mistake] if parsed.mistake is not None else [*_unknown(parsed, known)]
        yield from (problem.within(template.path) for problem in found)
    yield from _circles(theme)


def _lacking(theme: Theme) -> Iterator[Problem]:
    for name in NEEDED:
        if name not in theme.templates:
            hint = "add it, or build on a theme that has it: `extends: briefing` in theme.yml"
            yield Problem(f"the theme `{theme.name}` has no template `{name}`", code="SB306", hint=hint)


@dataclass(frozen=True, slots=True)
class _Known:
    """The names that there are; None where that cannot be told."""

    filters: Collection[str]
    tests: Collection[str]
    templates: Collection[str] | None
    words: Collection[str] | None
    assets: Collection[str] | None


def _unknown(parsed: Parsed, known: _Known) -> Iterator[Problem]:
    kinds = (
        (parsed.needed, known.templates, "there is no template `{}`"),
        (parsed.filters, known.filters, "there is no filter `{}`"),
        (parsed.tests, known.tests, "there is no test `{}`"),
        (parsed.words, known.words, "the theme has no words for `{}`"),
        (parsed.assets, known.assets, "the theme has no asset `{}`"),
    )
    for mentions, names, message in kinds:
        for mention in mentions:
            if names is not None and mention.name not in names:
                hint = _HINTS.get(mention.name) or did_you_mean(mention.name, names)
                yield Problem(message.format(mention.name), code="SB303", line=mention.line, hint=hint)


_HINTS = {
    "safe": "escaping cannot be switched off: write HTML in the template, and bodies with `rendered`",
    "format": "join texts with `~`, and use the filters `number` and `date`",
}


def _circles(theme: Theme) -> Iterator[Problem]:
    parents = {name: _parse(template.text).extends for name, template in theme.templates.items()}
    told: set[str] = set()
    for start in sorted(parents):
        way, at = [start], start
        while parents.get(at) and at not in told:
            at = parents[at][0].name
            if at in way:
                circle = way[way.index(at) :]
                told.update(circle)
                template, line = theme.templates[at], parents[at][0].line
                message = f"the template extends itself: {' > '.join([*circle, at])}"
                hint = f"to extend the template of the theme below, write its name: `THEME:{at}`"
                yield Problem(message, code="SB302", path=template.path, line=line, hint=hint)
                break
            way.append(at)


def _reach(name: str, theme: Theme) -> frozenset[str]:
    """*name*, and every template that it can lead to."""
    reached: set[str] = set()
    ahead = [name]
    while ahead:
        at = ahead.pop()
        if at in reached or at not in theme.templates:
            continue
        reached.add(at)
        leans_on = _parse(theme.templates[at].text).leans_on
        if None in leans_on:
            return frozenset(theme.templates)
        ahead += [other for other in leans_on if other is not None]
    return frozenset(reached)


@functools.lru_cache(maxsize=512)
def _parse(text: str) -> Parsed:
    try:
        tree = bare_environment().parse(text)
        mentions = _mentions(tree)
        return Parsed(
            leans_on=frozenset(meta.find_referenced_templates(tree)),
            needed=tuple(_needed(tree, (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport))),
            extends=tuple(_needed(tree, (nodes.Extends,))),
            filters=tuple(Mention(node.name, node.lineno) for node in tree.find_all(nodes.Filter)),
            tests=tuple(Mention(node.name, node.lineno) for node in tree.find_all(nodes.Test)),
            words=tuple(mentions["t"]),
            assets=tuple(mentions["asset"]),
        )
    except TemplateSyntaxError as error:
        return Parsed(mistake=syntax_problem(error, ""))
    except RecursionError:
        return Parsed(
            mistake=Problem("the template nests too deeply", code="SB302", line=1, hint="take it apart into macros")
        )


def _mentions(tree: nodes.Template) -> dict[str, list[Mention]]:
    """The names written out in calls of `t` and `asset`."""
    found: dict[str, list[Mention]] = {"t": [], "asset": []}
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in found and call.args and _is_text(call.args[0]):
            found[call.node.name].append(_named(call.args[0], call.lineno))
    return found


def _needed(tree: nodes.Template, kinds: tuple[type[nodes.Node], ...]) -> Iterator[Mention]:
    for node in tree.find_all(kinds):
        name: nodes.Expr = node.template  # type: ignore[attr-defined]
        if _is_text(name) and not getattr(node, "ignore_missing", False):
            yield _named(name, node.lineno)


def _is_text(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def _named(node: nodes.Expr, line: int) -> Mention:
    return Mention(str(node.value) if isinstance(node, nodes.Const) else "", line)
