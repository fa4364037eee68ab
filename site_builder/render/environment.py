"""The Jinja environment of a theme: what its templates are made of, compiled once and kept.

Templates see `page`, `view`, `config` and `frame`, the filters of `filters.py`, and the functions `t` and `asset`; the
site itself is out of their reach, so a page says only what its own value carries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from types import CodeType
from typing import Any, TypeVar

from jinja2 import BaseLoader, Template, TemplateNotFound
from jinja2.environment import Environment
from jinja2.utils import Cycler, Joiner, Namespace
from markupsafe import Markup

from site_builder.model.config import Config
from site_builder.model.extensions import Filter
from site_builder.model.page import Frame, Page
from site_builder.model.theme import Theme
from site_builder.render import budget, filters, words
from site_builder.render.json_ld import json_ld
from site_builder.render.keeping import kept
from site_builder.render.sandbox import Missing, Sandbox, UnknownNameError
from site_builder.text.fingerprint import fingerprint
from site_builder.text.suggestions import did_you_mean

Kept = TypeVar("Kept")

_WORDS = 10_000
"""Phrases that stay at hand in a language."""
_KEPT = 64
"""How many environments, and sets of compiled templates, stay at hand: more than a site has languages."""

# Pure memoisation: what stands here follows from its key, so it may be shared and lost.
_ENVIRONMENTS: dict[Any, Sandbox] = {}
_CODE: dict[Any, dict[str, CodeType]] = {}
_AT_HAND: dict[Any, tuple[Sandbox, Theme, Config, Frame, Mapping[str, Filter]]] = {}
"""The same by the identity of what they are made of, which is not reused while it is held here."""


def bare_environment(extensions: Mapping[str, Filter] | None = None) -> Sandbox:
    """An environment without a theme, a page's language or a site: enough to parse and compile."""
    environment = Sandbox(
        autoescape=True,
        undefined=Missing,
        finalize=budget.printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters = {
        **{name: budget.bounded_filter(function, of_text=True) for name, function in filters.of_texts().items()},
        **{name: budget.bounded_filter(function) for name, function in filters.of_values().items()},
        **{name: budget.bounded_filter(function) for name, function in (extensions or {}).items()},
        "_each": budget.each,
        "_joined": budget.joined,
        "_printed": budget.printed_operand,
        "_built": budget.built,
    }
    environment.globals = {"range": budget.bounded_range, "namespace": Namespace, "cycler": Cycler, "joiner": Joiner}
    return environment


def environment_for(
    theme: Theme, config: Config, frame: Frame, language: str, extensions: Mapping[str, Filter]
) -> Sandbox:
    """The environment in which *theme* renders the pages of one language."""
    at_hand = (id(theme), id(config), id(frame), language, id(extensions))
    if at_hand in _AT_HAND:
        return _AT_HAND[at_hand][0]
    environment = _environment(theme, config, frame, language, extensions)
    return _kept(_AT_HAND, at_hand, (environment, theme, config, frame, extensions))[0]


def _environment(
    theme: Theme, config: Config, frame: Frame, language: str, extensions: Mapping[str, Filter]
) -> Sandbox:
    text = _theme_name(theme)
    key = (text, fingerprint(config, frame), language, tuple(sorted(extensions.items())))
    known = _ENVIRONMENTS.get(key)
    if known is not None:
        return known
    environment = bare_environment(extensions)
    environment.loader = _Loader(theme, _kept(_CODE, (text, key[-1]), {}))
    own = filters.for_pages(config, language)
    environment.filters |= {
        name: budget.bounded_filter(function) for name, function in own.items() if name not in extensions
    }
    functions = _functions(theme, config, frame, language)
    environment.globals |= {"config": config, "frame": frame, **functions}
    environment.own = frozenset(functions.values()) - {kept}
    return _kept(_ENVIRONMENTS, key, environment)


def _functions(theme: Theme, config: Config, frame: Frame, language: str) -> dict[str, Callable[..., Any]]:
    known = words.phrases(theme.strings, language, config.language)
    href = filters.for_pages(config, language)["href"]

    said: dict[Any, Markup] = {}

    def t(key: str, /, n: float | None = None, **values: Any) -> Markup:
        """The theme's words for *key*, in the form that *n* asks for."""
        if values or not isinstance(n, (int, type(None))):
            return words.say(known, key, n, values, language)
        # Most words are asked for on every page.
        found = said.get((key, n))
        if found is None:
            found = words.say(known, key, n, values, language)
            if len(said) < _WORDS:
                said[key, n] = found
        return found

    def asset(name: str) -> str:
        """The address of a file of the theme's assets folder."""
        if name not in frame.assets:
            raise UnknownNameError(f"the theme has no asset `{name}`", did_you_mean(name, frame.assets))
        address: str = href(frame.assets[name])
        return address

    def structured_data(page: Page) -> Markup:
        """What *page* says of itself to machines, as JSON-LD in its `<script>`; nothing where the site wants none."""
        text = json_ld(page, config, frame) if config.json_ld else ""
        # Every `<` in it is an escape.
        return Markup(f'<script type="application/ld+json">{text}</script>\n') if text else Markup("")  # noqa: S704

    return {"t": t, "asset": asset, "kept": kept, "structured_data": structured_data}


class _Loader(BaseLoader):
    """Templates of a theme by name, compiled when they are first asked for."""

    def __init__(self, theme: Theme, code: dict[str, CodeType]) -> None:
        self.theme = theme
        self.code = code

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:  # noqa: A002
        code = self.code.get(name)
        if code is None:
            template = self.theme.templates.get(name)
            if template is None:
                raise TemplateNotFound(name)
            code = self.code[name] = environment.compile(template.text, name, template.path)
        return environment.template_class.from_code(environment, code, globals or {})


def _theme_name(theme: Theme) -> str:
    texts = [(name, template.path, template.text) for name, template in theme.templates.items()]
    return fingerprint(sorted(texts), theme.strings)


def _kept(memo: dict[Any, Kept], key: Any, value: Kept) -> Kept:
    """*value*, or what another thread kept under *key* in the meantime; the oldest goes when there are too many."""
    while len(memo) >= _KEPT:
        memo.pop(next(iter(memo)), None)
    return memo.setdefault(key, value)
