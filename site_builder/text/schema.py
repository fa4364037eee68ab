"""One decoder for site.yml, theme.yml, the authority files, article records and front matter.

The dataclass is the schema: its type hints decide what a scalar means, so `language: no` stays Norwegian and a title
that looks like a date stays a title. All mistakes are found at once, each with its line.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, TypeVar, get_args, get_origin

from site_builder.model.config import Limits
from site_builder.model.formats import AtLeast, Format
from site_builder.model.moment import Moment
from site_builder.model.problem import ContentError, Problem, SiteBuilderError
from site_builder.text.dates import parse_moment
from site_builder.text.forms import FORMS
from site_builder.text.suggestions import Suggester
from site_builder.text.yaml_nodes import Node, YamlError, compose

T = TypeVar("T")

_BOOLS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_INT = re.compile(r"[+-]?[0-9]{1,18}")
_FLOAT = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What neither HTML nor XML can hold; an escape between double quotes can ask for it."""
_ABSENT = object()
"""What a value that could not be read leaves behind; its problem is already told."""
_MOST = 100
"""Problems of one document that are told one by one."""

Lines = dict[str, int]
"""The line of each field that is present, and of the items of lists and groups: `topics`, `topics.0`, `rules.SB2`."""


def decode(cls: type[T], text: str, error: type[SiteBuilderError] = ContentError, limits: Limits | None = None) -> T:
    """The value of type *cls* (a dataclass, or a tuple of them) that the YAML in *text* describes.

    Raises *error* with all problems; their lines are those of *text*.
    """
    return decode_located(cls, text, error, limits)[0]


def decode_located(
    cls: type[T], text: str, error: type[SiteBuilderError] = ContentError, limits: Limits | None = None
) -> tuple[T, Lines]:
    """Like `decode`, and the lines on which the fields stand, for later complaints."""
    try:
        node = compose(text, limits or Limits())
    except YamlError as mistake:
        raise error(mistake.problem) from None
    decoder = _Decoder()
    if node is None or node.is_null:
        node = Node("sequence" if get_origin(cls) is tuple else "mapping", [], 1, 1)
    value = decoder.read_root(cls, node)
    if decoder.problems:
        raise error(*_first(decoder.problems))
    return typing.cast("T", value), decoder.lines


_Reader = Callable[["_Decoder", Node, str], Any]
"""Gives the value of a node, or `_ABSENT`; the text is the path of names that leads to it, for messages."""


class _Decoder:
    """One reading: collects problems and lines on the way down."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.lines: Lines = {}
        self.suggesters: dict[tuple[str, ...], Suggester] = {}

    def read_root(self, cls: Any, node: Node) -> Any:
        """The value of the whole document."""
        if get_origin(cls) is tuple and node.kind != "sequence":
            self._problem(node, "SB103", "the file should be a list", "begin each record with `- ` and indent the rest")
            return _ABSENT
        return _reader(cls)(self, node, "")

    def record(self, cls: type, node: Node, name: str) -> Any:
        """The value of *node* for a field of the dataclass *cls*, or `_ABSENT`; the methods below are like it."""
        fields = _fields(cls)
        shorthand = getattr(cls, "shorthand", None)
        if node.kind == "scalar" and shorthand is not None:
            value = fields[shorthand](self, node, name)
            return _ABSENT if value is _ABSENT else cls(**{shorthand: value})
        if node.kind != "mapping":
            return self._no_record(node, name, next(iter(fields)))
        values: dict[str, Any] = {}
        empty: dict[str, Node] = {}
        meant: set[str | None] = set()
        for key, child in self._pairs(node):
            if key.value not in fields:
                meant.add(self._unknown(key, name, tuple(fields)))
                continue
            if not name:
                self.lines[key.value] = key.line
            if child.is_null:
                empty[key.value] = key
                continue
            values[key.value] = fields[key.value](self, child, _join(name, key.value))
        missing = [field for field in _required(cls) if field not in values]
        for field in missing:
            if field not in meant:
                self._missing(empty.get(field), node, field, name)
        good = not missing and all(value is not _ABSENT for value in values.values())
        return cls(**values) if good else _ABSENT

    def _no_record(self, node: Node, name: str, first: str) -> Any:
        hint = f"write it as `{first}: ...`, one name and value a line"
        if node.kind == "scalar" and ":" in node.value:
            hint = "put a space after the colon"
        return self._wrong(node, name, "should be a group of names and values", hint)

    def _unknown(self, key: Node, name: str, known: tuple[str, ...]) -> str | None:
        """Tell of a name that is none of *known*, and return the one that was probably meant."""
        suggest = self.suggesters.setdefault(known, Suggester(known))
        hint = suggest(key.value) or f"the names here are {', '.join(known)}"
        self._problem(key, "SB102", f"unknown name `{_shown(key.value)}`{_inside(name)}", hint)
        return suggest.nearest(key.value)

    def _missing(self, key: Node | None, node: Node, field: str, name: str) -> None:
        if key is None:
            self._problem(node, "SB104", f"`{field}` is missing{_inside(name)}", f"add `{field}: ...`")
        else:
            self._problem(key, "SB104", f"`{_join(name, field)}` is empty", "write its value behind the colon")

    def _pairs(self, node: Node) -> Iterator[tuple[Node, Node]]:
        seen: dict[str, int] = {}
        for key, child in node.value:
            if key.kind != "scalar":
                self._problem(key, "SB101", "a list or group cannot be a name", "put it in quotes if it is meant so")
            elif not key.value:
                self._problem(key, "SB101", "a colon without a name before it", "write `name: value`")
            elif key.plain and key.value == "<<":
                self._problem(key, "SB101", "groups cannot be merged by `<<` here", "write the names and values out")
            elif key.value in seen:
                message = f"`{_shown(key.value)}` stands twice, first in line {seen[key.value]}"
                self._problem(key, "SB105", message, "remove one of them")
            else:
                seen[key.value] = key.line
                yield key, child

    def sequence(self, read: _Reader, node: Node, name: str) -> Any:
        # One item may be written without the list around it.
        nodes = node.value if node.kind == "sequence" else [node]
        values = []
        for number, child in enumerate(nodes):
            path = _join(name, str(number))
            self._note(name, path, child)
            values.append(self._item(read, child, path))
        return _ABSENT if any(value is _ABSENT for value in values) else tuple(values)

    def mapping(self, read_key: _Reader, read: _Reader, node: Node, name: str) -> Any:
        if node.kind != "mapping":
            return self._wrong(node, name, "should be a group of names and values")
        values: dict[Any, Any] = {}
        for key, child in self._pairs(node):
            path = f"{name}.{_shown(key.value)}"
            self._note(name, path, key)
            said = read_key(self, key, path)
            value = self._item(read, child, path)
            if said in values:
                self._problem(key, "SB105", f"`{path}` stands twice", "remove one of them")
            values[said] = value
        good = _ABSENT not in values and all(value is not _ABSENT for value in values.values())
        return values if good else _ABSENT

    def _item(self, read: _Reader, node: Node, path: str) -> Any:
        if node.is_null:
            self._problem(node, "SB104", f"`{path}` is empty", "fill or remove it; put `~` or `null` in quotes")
            return _ABSENT
        return read(self, node, path)

    def _note(self, name: str, path: str, node: Node) -> None:
        if "." not in name:
            self.lines[path] = node.line

    def plain(self, hint: Any, node: Node, name: str) -> Any:
        text = self.text(node, name)
        if text is _ABSENT:
            return _ABSENT
        value = _parsed(hint, text)
        if value is _ABSENT:
            kind, example = _KINDS[hint]
            return self._wrong(node, name, f"should be {kind}", f"write `{name.rpartition('.')[2]}: {example}`")
        return value

    def moment(self, node: Node, name: str) -> Any:
        text = self.text(node, name)
        if text is _ABSENT:
            return _ABSENT
        hint = "correct it, or delete the line where the date is not known"
        return self._converted(parse_moment, node, name, text, hint, code="SB120")

    def formatted(self, read: _Reader, marks: tuple[Any, ...], node: Node, name: str) -> Any:
        value = read(self, node, name)
        for mark in marks:
            if value is _ABSENT:
                break
            if isinstance(mark, AtLeast) and value < mark.number:
                value = self._wrong(node, name, f"should be at least {mark.number}", code="SB107")
            elif isinstance(mark, Format):
                value = self._converted(FORMS[mark.name], node, name, value, code="SB107")
        return value

    def literal(self, allowed: tuple[Any, ...], node: Node, name: str) -> Any:
        text = self.text(node, name)
        if text is _ABSENT or text in allowed:
            return text
        suggest = self.suggesters.setdefault(allowed, Suggester(allowed))
        return self._wrong(node, name, f"should be {_list(allowed)}", suggest(text))

    def _converted(
        self, convert: Callable[[str], Any], node: Node, name: str, text: str, hint: str | None = None, *, code: str
    ) -> Any:
        try:
            return convert(text)
        except ValueError as mistake:
            return self._wrong(node, name, str(mistake), hint, code=code)

    def text(self, node: Node, name: str) -> Any:
        if node.kind != "scalar":
            what = "a list" if node.kind == "sequence" else "a group of names and values"
            hint = "put a text with `: `, [ or { in quotes"
            return self._wrong(node, name, f"should be plain text, not {what}", hint)
        control = None if node.value.isprintable() else _CONTROL.search(node.value)
        if control is not None:
            message = f"holds the control character U+{ord(control.group()):04X}"
            return self._wrong(node, name, message, "delete it", code="SB114")
        return node.value

    def _wrong(self, node: Node, name: str, message: str, hint: str | None = None, *, code: str = "SB103") -> Any:
        shown = f" is {_shown(node.value)!r}: it" if node.kind == "scalar" else ""
        self._problem(node, code, f"`{name}`{shown} {message}" if name else f"the file {message}", hint)
        return _ABSENT

    def _problem(self, node: Node, code: str, message: str, hint: str | None) -> None:
        self.problems.append(Problem(message, code=code, line=node.line, column=node.column, hint=hint))


_KINDS: Mapping[type, tuple[str, str]] = {
    bool: ("true or false", "true"),
    int: ("a whole number", "30"),
    float: ("a number", "0.5"),
}
"""What is said of a value that is none of its type, and one that is."""


def _parsed(hint: Any, text: str) -> Any:
    if hint is bool:
        return _BOOLS.get(text.lower(), _ABSENT)
    if hint is int:
        return int(text) if _INT.fullmatch(text) else _ABSENT
    if hint is float:
        return float(text) if _FLOAT.fullmatch(text) else _ABSENT
    raise TypeError(f"the decoder does not know how to read {hint!r}")


def _first(problems: list[Problem]) -> list[Problem]:
    """*problems* by place; where there are very many, the first ones and the number of the others."""
    ordered = sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0))
    if len(ordered) <= _MOST:
        return ordered
    last = ordered[_MOST]
    message = f"there are {len(ordered) - _MOST:,} more mistakes from here on"
    return [*ordered[:_MOST], Problem(message, code=last.code, line=last.line, hint="mend those above first")]


@functools.cache
def _reader(hint: Any) -> _Reader:
    """How a value of type *hint* is read, found out once."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        inner = _reader(next(arg for arg in args if arg is not types.NoneType))
        return lambda decoder, node, name: None if node.is_null else inner(decoder, node, name)
    if origin is tuple:
        item = _reader(args[0])
        return lambda decoder, node, name: decoder.sequence(item, node, name)
    if origin in {Mapping, dict}:
        key, value = map(_reader, args)
        return lambda decoder, node, name: decoder.mapping(key, value, node, name)
    if dataclasses.is_dataclass(hint) and hint is not Moment:
        return lambda decoder, node, name: decoder.record(typing.cast("type", hint), node, name)
    return _scalar_reader(hint)


def _scalar_reader(hint: Any) -> _Reader:
    origin, args = get_origin(hint), get_args(hint)
    if origin is typing.Annotated:
        base, marks = _reader(args[0]), args[1:]
        return lambda decoder, node, name: decoder.formatted(base, marks, node, name)
    if origin is Literal:
        return lambda decoder, node, name: decoder.literal(args, node, name)
    if hint is str:
        return _Decoder.text
    if hint is Moment:
        return _Decoder.moment
    return lambda decoder, node, name: decoder.plain(hint, node, name)


@functools.cache
def _fields(cls: type) -> dict[str, _Reader]:
    hints = typing.get_type_hints(cls, include_extras=True)
    return {field.name: _reader(hints[field.name]) for field in dataclasses.fields(cls)}


@functools.cache
def _required(cls: type) -> tuple[str, ...]:
    missing = dataclasses.MISSING
    return tuple(f.name for f in dataclasses.fields(cls) if f.default is missing and f.default_factory is missing)


def _join(name: str, part: str) -> str:
    return f"{name}.{part}" if name else part


def _inside(name: str) -> str:
    return f" in `{name}`" if name else ""


def _list(words: tuple[Any, ...]) -> str:
    *most, last = (f"`{word}`" for word in words)
    return f"{', '.join(most)} or {last}" if most else last


def _shown(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
