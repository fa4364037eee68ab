"""The handbook for authors of themes: what stands in a theme, and every value that a template is given.

The reference is read off the dataclasses and the filters, so that it cannot say what is not so.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

from site_builder.model import views
from site_builder.model.config import Config
from site_builder.model.page import Frame, Page
from site_builder.render import filters
from site_builder.render.templates import NEEDED

_TEMPLATES = re.compile(r"`([\w.]+\.html)`")
_FEW = 5
"""Members of a union that are named one by one."""
_PLAIN = {"str": "text", "int": "number", "float": "number", "bool": "yes or no", "NoneType": "nothing"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a value, as templates read it: `view.name`."""

    name: str
    type: str
    """In words, as `list of Card`; names of values as they are."""
    required: bool
    """Whether it is always something; others may be empty or absent."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A value that templates see."""

    name: str
    text: str
    templates: tuple[str, ...]
    """Those that are given it as `view`."""
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """A filter of our own."""

    name: str
    arguments: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Everything that a template can name."""

    needed: tuple[str, ...]
    views: tuple[Described, ...]
    """In the order of the templates."""
    everywhere: tuple[Described, ...]
    """`page`, `frame` and `config`."""
    parts: tuple[Described, ...]
    """What these are made of, by name."""
    filters: tuple[Filtered, ...]


def reference() -> Reference:
    """The reference of all views, of what they are made of, and of the filters."""
    shown = [described(view) for view in typing.get_args(views.View) if _templates_of(view)]
    everywhere = [described(cls) for cls in (Page, Frame, Config)]
    known = {one.name for one in (*shown, *everywhere)}
    inner: dict[str, type] = {}
    for cls in [view for view in typing.get_args(views.View) if _templates_of(view)] + [Page, Frame, Config]:
        _collect(cls, inner)
    for function in _own_filters().values():
        for shape in _dataclasses(typing.get_type_hints(function).get("return")):
            inner.setdefault(shape.__name__, shape)
            _collect(shape, inner)
    # `Page.view` leads to every view; those without a template are of no use to authors.
    hidden = {view.__name__ for view in typing.get_args(views.View)}
    parts = [described(inner[name]) for name in sorted(inner) if name not in known | hidden]
    order = {name: number for number, name in enumerate(NEEDED)}
    return Reference(
        needed=NEEDED,
        views=tuple(sorted(shown, key=lambda one: (order.get(one.templates[0], len(order)), one.templates))),
        everywhere=tuple(everywhere),
        parts=tuple(parts),
        filters=tuple(_filters()),
    )


def described(cls: type) -> Described:
    """A dataclass with the texts that stand below its fields."""
    texts = _texts(cls)
    hints = typing.get_type_hints(cls)
    fields = tuple(
        Field(
            name=field.name,
            type=_in_words(hints[field.name]),
            required=field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
            text=texts.get(field.name, ""),
        )
        for field in dataclasses.fields(cls)
    )
    return Described(
        name=cls.__name__, text=inspect.cleandoc(cls.__doc__ or ""), templates=_templates_of(cls), fields=fields
    )


def as_markdown(told: Reference) -> str:
    """The whole handbook."""
    guide = resources.files("site_builder.commands").joinpath("theme_guide.md").read_text(encoding="utf-8")
    lines = [guide.replace("{needed}", ", ".join(f"`{name}`" for name in told.needed)), "## Filters of our own\n"]
    lines += [f"* `{one.name}{one.arguments}`: {_joined(one.text)}" for one in told.filters]
    lines += ["", "Besides these, the filters of Jinja that can do no harm: " + ", ".join(_of_jinja()) + "."]
    lines += ["", "## Views\n", "What `view` is in each template.\n"]
    lines += [line for one in told.views for line in _section(one, "`, `".join(one.templates))]
    lines += ["## On every page\n"]
    lines += [line for one in told.everywhere for line in _section(one, one.name.lower())]
    lines += ["## What they are made of\n"]
    lines += [line for one in told.parts for line in _section(one, "")]
    return "\n".join(lines).rstrip() + "\n"


def _section(one: Described, label: str) -> Iterator[str]:
    yield f"### {one.name}" + (f" (`{label}`)" if label else "") + "\n"
    yield f"{_joined(one.text)}\n"
    yield "| field | what | |"
    yield "|---|---|---|"
    for field in one.fields:
        text = _joined(field.text).replace("|", "\\|")
        yield f"| `{field.name}` | {field.type.replace('|', '/')} | {text} |"
    yield ""


def _joined(text: str) -> str:
    return " ".join(text.split())


def _templates_of(cls: type) -> tuple[str, ...]:
    """The templates that the first sentence of a view names."""
    return tuple(_TEMPLATES.findall((cls.__doc__ or "").partition(":")[0]))


def _collect(cls: type, found: dict[str, type]) -> None:
    for hint in typing.get_type_hints(cls).values():
        for inner in _dataclasses(hint):
            if inner.__name__ not in found:
                found[inner.__name__] = inner
                _collect(inner, found)


def _dataclasses(hint: Any) -> Iterator[type]:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for inner in typing.get_args(hint):
        yield from _dataclasses(inner)


def _texts(cls: type) -> dict[str, str]:
    """The text below each field: Python keeps none of them, so the source is read."""
    (node,) = ast.parse(inspect.cleandoc("\n" + inspect.getsource(cls))).body
    found: dict[str, str] = {}
    last = ""
    for statement in node.body if isinstance(node, ast.ClassDef) else ():
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name)):
                last = name
            case ast.Expr(value=ast.Constant(value=str(text))) if last:
                found[last] = inspect.cleandoc(text)
            case _:
                last = ""
    return found


def _in_words(hint: Any) -> str:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in {types.UnionType, typing.Union}:
        words = "the view" if len(inner) > _FEW else " or ".join(map(_in_words, inner))
    elif origin is typing.Annotated:
        words = _in_words(inner[0])
    elif origin is typing.Literal:
        words = " or ".join(f"`{value}`" for value in inner)
    elif origin is tuple and inner[-1] is Ellipsis:
        words = f"list of {_in_words(inner[0])}"
    elif origin is tuple:
        words = " and ".join(map(_in_words, inner))
    elif len(inner) == 2:
        words = f"{_in_words(inner[1])} by {_in_words(inner[0])}"
    else:
        words = _PLAIN.get(hint.__name__, hint.__name__)
    return words


def _filters() -> Iterator[Filtered]:
    for name, function in _own_filters().items():
        yield Filtered(name=name, arguments=_arguments(function), text=inspect.getdoc(function) or "")


def _own_filters() -> dict[str, Callable[..., Any]]:
    own = {**filters.of_values(), **filters.for_pages(Config(title="-", base_url="https://example.org"), "en")}
    return {name: function for name, function in sorted(own.items()) if function.__module__.startswith("site_builder.")}


def _of_jinja() -> list[str]:
    known = {**filters.of_texts(), **filters.of_values()}
    return [f"`{name}`" for name, function in sorted(known.items()) if function.__module__.startswith("jinja2")]


def _arguments(function: Callable[..., Any]) -> str:
    """What stands in the brackets behind a filter: its arguments after the value that it is applied to."""
    names = [
        name if parameter.default is inspect.Parameter.empty else f"{name}={parameter.default!r}"
        for name, parameter in inspect.signature(function).parameters.items()
        if name != "environment"
    ][1:]
    return f"({', '.join(names)})" if names else ""
