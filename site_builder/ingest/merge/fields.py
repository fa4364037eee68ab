"""Front matter as a list of fields, each with its text as it stands: comments and all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import yaml

_CAN_STAND_IN_BRACKETS = re.compile(r"[^\[\]{},\"'\n#&*!|>%@`]+|\"[^\"\\\n]*\"|'[^'\n]*'")
_KEY = re.compile(r"""(?P<quote>["']?)(?P<key>[A-Za-z_][\w-]*)(?P=quote)[ \t]*:(?:[ \t]|$)""")


@dataclass(frozen=True, slots=True)
class Field:
    """One field."""

    key: str
    text: str
    """Its lines, with the comments and blank lines above it; ends with a line break."""
    value: str
    """What it says, whatever way it is written."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a field that is a list."""

    text: str
    """Its lines without the indent of the list; ends with a line break."""
    value: str


@dataclass(frozen=True, slots=True)
class Items:
    """A field that is a list."""

    lead: str
    """The comments and blank lines above it."""
    name: str
    """The line with its name, up to where an item may stand."""
    items: tuple[Item, ...]
    indent: str
    flow: bool
    """Whether it is written on one line, in brackets."""


class NotPlainError(Exception):
    """The front matter is no mapping, or is written in a way that cannot be taken apart by lines."""


def read_fields(text: str) -> tuple[tuple[Field, ...], str]:
    """The fields of a front matter, in order, and what stands behind the last one. Raises NotPlainError."""
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    starts = [(number, match["key"]) for number, line in enumerate(lines) if (match := _KEY.match(line)) is not None]
    node = _composed(text)
    if node is None:
        return (), text
    if not isinstance(node, yaml.MappingNode):
        raise NotPlainError
    names = [key.value for key, _ in node.value]
    real = [(key.start_mark.line, key.value) for key, _ in node.value]
    # A line within a text over several lines may look like a name: only those count that YAML takes for one.
    if not set(real) <= set(starts) or len(set(names)) != len(names) or "\t" in text:
        raise NotPlainError
    begins = [_with_comments(lines, number) for number, _ in real]
    ends = [*begins[1:], len(lines)]
    fields = []
    for (_, key), begin, end, (_, value) in zip(real, begins, ends, node.value, strict=True):
        fields.append(Field(key, "".join(f"{line}\n" for line in lines[begin:end]), canonical(value)))
    lead = "".join(f"{line}\n" for line in lines[: begins[0]]) if begins else ""
    if lead:
        fields[0] = Field(fields[0].key, lead + fields[0].text, fields[0].value)
    return tuple(fields), ""


def read_items(field: Field) -> Items | None:
    """The items of a field that is a list; None where it is none, or is written so that it cannot be taken apart."""
    node = _composed(field.text)
    if not isinstance(node, yaml.MappingNode):
        return None
    key, value = node.value[0]
    lines = field.text.split("\n")[:-1]
    lead = "".join(f"{line}\n" for line in lines[: key.start_mark.line])
    name = f"{field.key}:"
    if isinstance(value, yaml.ScalarNode) and not value.value and not value.style:
        return Items(lead, name, (), "  ", flow=False)
    if not isinstance(value, yaml.SequenceNode):
        return None
    if value.flow_style:
        return _in_brackets(field.text, value, lead, name)
    # The mark of an item stands at its value, which may begin on a line below its dash: then it is left alone.
    starts = [one.start_mark.line for one in value.value]
    indent = value.start_mark.column
    dashed = all(lines[start][indent:].startswith("-") and not lines[start][:indent].strip() for start in starts)
    if not dashed or len(set(starts)) != len(starts):
        return None
    begins = [_with_comments(lines, start) for start in starts]
    begins[0] = max(begins[0], key.start_mark.line + 1)
    ends = [*begins[1:], len(lines)]
    items = tuple(
        Item("".join(_cut(line, indent) + "\n" for line in lines[begin:end]), canonical(one))
        for begin, end, one in zip(begins, ends, value.value, strict=True)
    )
    return Items(lead, lines[key.start_mark.line], items, " " * indent, flow=False)


def write_items(mine: Items, listed: Iterable[Item]) -> str:
    """The text of a list field that holds *listed*, written as *mine* is; empty where it holds nothing."""
    listed = tuple(listed)
    if not listed:
        return ""
    bare = [item.text.strip().removeprefix("- ") for item in listed]
    if mine.flow and all(_CAN_STAND_IN_BRACKETS.fullmatch(text) for text in bare):
        return f"{mine.lead}{mine.name} [{', '.join(bare)}]\n"
    rows = []
    for item in listed:
        text = item.text if item.text.lstrip().startswith(("- ", "#", "-\n")) else f"- {item.text}"
        rows += [f"{mine.indent}{line}\n" if line.strip() else "\n" for line in text.split("\n")[:-1]]
    return f"{mine.lead}{mine.name}\n" + "".join(rows)


def _in_brackets(text: str, value: yaml.SequenceNode, lead: str, name: str) -> Items | None:
    if not all(isinstance(one, yaml.ScalarNode) for one in value.value) or "#" in text[value.start_mark.index :]:
        return None
    items = (
        Item(text[one.start_mark.index : one.end_mark.index].strip() + "\n", canonical(one)) for one in value.value
    )
    return Items(lead, name, tuple(items), "  ", flow=True)


def canonical(node: yaml.Node) -> str:
    """What a node says, whatever way it is written."""
    if isinstance(node, yaml.ScalarNode):
        return " ".join(str(node.value).split())
    if isinstance(node, yaml.SequenceNode):
        return "[" + "\x1f".join(canonical(one) for one in node.value) + "]"
    pairs = sorted((canonical(key), canonical(value)) for key, value in node.value)
    return "{" + "\x1f".join(f"{key}\x1e{value}" for key, value in pairs) + "}"


def _composed(text: str) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise NotPlainError from error
    if "&" in text and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
        raise NotPlainError
    return node


def _with_comments(lines: list[str], start: int) -> int:
    """The first of the comments and blank lines that stand directly above line *start*."""
    while start > 0 and (not lines[start - 1].strip() or lines[start - 1].lstrip().startswith("#")):
        start -= 1
    return start


def _cut(line: str, indent: int) -> str:
    return line[indent:] if not line[:indent].strip() else line.lstrip()
