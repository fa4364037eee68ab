"""Templates at arm's length: what they may touch of what they are given, and what they are told when they miss."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sized
from types import BuiltinMethodType, FunctionType
from typing import Any

from jinja2 import StrictUndefined, Template, nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer

from site_builder.render.budget import CALL, MAX_NUMBER, RefusedError, bounded_concat, charge, check_text, price, shown
from site_builder.render.compiling import Generator
from site_builder.text.suggestions import did_you_mean

_TEXT = (
    "capitalize casefold count endswith find isalnum isalpha isdigit islower isspace isupper lower lstrip partition "
    "removeprefix removesuffix rfind rpartition rsplit rstrip split splitlines startswith strip title upper"
)
_TEXT_METHODS = frozenset(_TEXT.split())
_MAPPING_METHODS = frozenset({"get", "items", "keys", "values"})
_DAY_FIELDS = frozenset({"year", "month", "day", "hour", "minute", "second", "isoformat", "weekday", "isoweekday"})


class UnknownNameError(UndefinedError):
    """A template named something that does not exist."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class Missing(StrictUndefined):
    """A name that does not exist: an error on any use, which says what was meant."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = UndefinedError
    ) -> None:
        if issubclass(exc, SecurityError):
            raised: Any = exc
        else:
            raised = functools.partial(_unknown, obj, name, hint)
        super().__init__(hint, obj, name, raised)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with a budget, and with a list of what may be touched rather than of what may not."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})
    concat = staticmethod(bounded_concat)
    code_generator_class = Generator
    shown = staticmethod(shown)
    own: frozenset[Callable[..., Any]] = frozenset()
    """Functions of ours among the globals, which may be called as they are."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What `obj.attribute` means in a template."""
        # Most of what templates read are fields of our values: this way round all other questions halves a page's time.
        kind = type(obj)
        if attribute in _fields(kind):
            # The code of templates reads it by itself from now on.
            self.readable(attribute).add(kind)
            return getattr(obj, attribute)
        if kind is TemplateModule and type(macro := obj.__dict__.get(attribute)) is Macro:
            return macro
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What `obj[argument]` means in a template, and the attributes that filters such as `map` are given."""
        if type(argument) is str and argument in _fields(type(obj)):
            return getattr(obj, argument)
        return super().getitem(obj, argument)

    @staticmethod
    def readable(attribute: str) -> set[type]:
        """The types of which a template has read the field *attribute*, as the code of templates asks for them."""
        return _READABLE.setdefault(attribute, set())

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read this: fields of our values, and the harmless methods of texts and mappings."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        if isinstance(obj, Mapping):
            return attr in _MAPPING_METHODS
        if dataclasses.is_dataclass(obj):
            return attr in _fields(type(obj))
        if isinstance(obj, (dt.date, dt.time)):
            return attr in _DAY_FIELDS
        # What is left are the things that Jinja gives to templates itself: loop, namespace, macros, imported templates.
        return type(obj).__module__.startswith("jinja2.")

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """What a template gets in place of something that it may not touch: an error on any use."""
        message = f"`{attribute}` of {_kind(obj)} is out of reach of templates"
        return self.undefined(message, name=attribute, obj=obj, exc=RefusedError)

    def wrap_str_format(self, value: Any) -> None:  # noqa: ARG002 - a part of Jinja's sandbox
        """No formatting by methods: `format` reaches into objects and can blow up a text."""
        return

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Any call in a template."""
        if type(obj) is Macro:
            charge(CALL)
            return obj(context.eval_ctx, *args, **kwargs)
        if type(obj) is FunctionType and obj in self.own:
            charge(CALL)
            return obj(*args, **kwargs)
        # A recursive loop walks its argument without passing `_each`.
        charge(CALL + (len(args[0]) if args and isinstance(obj, LoopContext) and isinstance(args[0], Sized) else 0))
        if isinstance(obj, BuiltinMethodType):
            charge(price(obj.__self__))
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """`+`, `*`, `**` and `%`: on numbers that stay small, and `+` on texts and lists."""
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            charge(price(left) + price(right))
            check_text(len(left) + len(right))
        elif operator == "+" and isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
            charge(len(left) + len(right))
        elif not (_is_number(left) and _is_number(right)):
            if isinstance(left, Undefined) or isinstance(right, Undefined):
                return super().call_binop(context, operator, left, right)
            raise RefusedError(f"`{operator}` is for numbers here", "join texts with `~`, and repeat them with a loop")
        elif operator == "**" and (abs(right) > 100 or abs(left) > MAX_NUMBER):
            raise RefusedError("a number grows too large")
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, int) and abs(result) > MAX_NUMBER:
            raise RefusedError("a number grows too large")
        return result

    def get_template(self, name: str | Template, *args: Any, **kwargs: Any) -> Template:
        """A template by name: for a page, and for every `extends`, `include` and `import`."""
        charge(CALL)
        return super().get_template(name, *args, **kwargs)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier)):
            raise TemplateSyntaxError("escaping cannot be switched off", node.lineno, name, filename)
        return tree

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        return super()._generate(_Counting().visit(source), name, filename, defer_init)


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    wrapped = nodes.Filter(node, name, [], [], None, None)
    wrapped.set_lineno(node.lineno)
    wrapped.environment = node.environment
    return wrapped


_FIELDS: dict[type, frozenset[str]] = {}
"""What `_fields` found; types are few."""
_READABLE: dict[str, set[type]] = {}
"""What `Sandbox.readable` gives: by name, the types with such a field, as far as they were met."""


def _fields(kind: type) -> frozenset[str]:
    """What a template may read of values of *kind*: fields and properties of dataclasses and of loops, no methods."""
    known = _FIELDS.get(kind)
    if known is None:
        known = _FIELDS[kind] = _fields_of(kind)
    return known


def _fields_of(kind: type) -> frozenset[str]:
    found = {name for name in dir(kind) if isinstance(getattr(kind, name), property)}
    if dataclasses.is_dataclass(kind):
        found |= {field.name for field in dataclasses.fields(kind)}
    elif kind is not LoopContext:
        return frozenset()
    return frozenset(name for name in found if not name.startswith("_"))


class _Counting(NodeTransformer):
    """Leads everything that repeats, joins or builds through filters that count."""

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        if isinstance(node, (nodes.Tuple, nodes.List, nodes.Dict)) and _is_settled(node):
            return node
        self.generic_visit(node, *args, **kwargs)
        match node:
            case nodes.For():
                node.iter = _filtered(node.iter, "_each")
            case nodes.Concat():
                node.nodes = [part if _is_settled(part) else _filtered(part, "_printed") for part in node.nodes]
                return _filtered(node, "_joined")
            case nodes.Tuple() | nodes.List() | nodes.Dict():
                return _filtered(node, "_built")
        return node


def _is_settled(node: nodes.Expr) -> bool:
    """Whether *node* is the same whenever it is worked out, or no value at all but a place for one."""
    if isinstance(node, nodes.Tuple) and node.ctx != "load":
        return True
    try:
        node.as_const()
    except nodes.Impossible:
        return False
    return True


def _unknown(obj: Any, name: str | None, hint: str | None, _message: str) -> UnknownNameError:
    """The error for *name* of *obj*; Jinja's own message is put into our words."""
    if hint is not None:
        return UnknownNameError(hint.rstrip("."))
    if obj is missing:
        return UnknownNameError(f"`{name}` is not known here", "templates see `page`, `view`, `config` and `frame`")
    if dataclasses.is_dataclass(obj):
        fields = [field.name for field in dataclasses.fields(obj)]
        return UnknownNameError(
            f"{_kind(obj)} has no `{name}`", did_you_mean(str(name), fields) or f"it has {', '.join(fields)}"
        )
    if obj is None:
        return UnknownNameError(f"`{name}` is asked of something absent", "test it with `{% if %}` before")
    return UnknownNameError(f"{_kind(obj)} has no `{name}`")


def _kind(obj: Any) -> str:
    plain = {
        "str": "a text",
        "int": "a number",
        "tuple": "a list",
        "list": "a list",
        "dict": "a mapping",
        "NoneType": "nothing",
    }
    name = type(obj).__name__
    return plain.get(name, f"`{name}`")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float))
