"""YAML as a tree of nodes that know where they stand, in bounded time and memory.

PyYAML's own composer recurses, and expands aliases without an end in sight; here the events of libyaml are put together
by a loop that counts. Nothing is constructed: a tag such as `!!python/object` is a mistake, not a command.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from site_builder.model.config import Limits
from site_builder.model.problem import Problem
from site_builder.text.yaml_mistakes import described

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: slower, and its messages differ a little
    from yaml import SafeLoader as Loader  # type: ignore[assignment]


@dataclass(slots=True, eq=False)
class Node:
    """A scalar (`value` is text), a sequence (`value` is a list of nodes) or a mapping (a list of pairs of nodes)."""

    kind: str
    value: Any
    line: int
    """From 1."""
    column: int
    """From 1."""
    plain: bool = False
    """A scalar without quotes, which YAML might take for a number, a date or nothing at all."""
    size: int = 1
    """How many nodes the tree has, aliases counted where they are used."""
    depth: int = 1

    @property
    def is_null(self) -> bool:
        """Whether this is nothing: empty, `~` or `null` without quotes."""
        return self.kind == "scalar" and self.plain and self.value in {"", "~", "null", "Null", "NULL"}


class YamlError(Exception):
    """The text is not YAML that we read; carries one `Problem`."""

    @property
    def problem(self) -> Problem:
        """What is wrong, and where."""
        problem: Problem = self.args[0]
        return problem


_FORBIDDEN = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.1 (chapter 5.1) does not count as printable; and NEL, CR and other line ends that nobody sees."""
_LINE_ENDS = ("\u2028", "\u2029")
"""YAML 1.1 ends lines here as well, and nobody else does: pasted from elsewhere, they would break a title in two."""

_PLAIN_TAGS = frozenset(
    {
        None,
        "!",
        *(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp")),
    }
)


def compose(text: str, limits: Limits) -> Node | None:
    r"""The root node of the one document in *text*, whose lines end with `\n`; None where there is none.

    Raises YamlError.
    """
    control = _FORBIDDEN.search(text)
    if control is not None:
        raise YamlError(_control(text, control))
    readable = text
    for sign in _LINE_ENDS:
        readable = readable.replace(sign, " ")
    try:
        return _Composer(limits).compose(yaml.parse(readable, Loader=Loader))
    except yaml.YAMLError as error:
        raise YamlError(described(error, readable)) from None


class _Composer:
    """The state of one reading: the nodes still open, the anchors seen, and how much is left to spend."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.root: Node | None = None
        self.open: list[Node] = []
        self.keys: list[Node | None] = []
        self.anchors: dict[str, Node] = {}

    def compose(self, events: Iterator[yaml.Event]) -> Node | None:
        for event in events:
            # Most are scalars.
            if isinstance(event, yaml.ScalarEvent):
                self._check_tag(event)
                node = self._add(_node("scalar", event, event.value, plain=not event.style), event)
                self._anchor(event, node)
            elif isinstance(event, yaml.SequenceStartEvent):
                self._start("sequence", event)
            elif isinstance(event, yaml.MappingStartEvent):
                self._start("mapping", event)
            elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                self.keys.pop()
                self._add(self.open.pop(), event)
            elif isinstance(event, yaml.AliasEvent):
                self._add(self._alias(event), event)
            elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                raise _error("SB101", "a second YAML document begins here", event, "remove the line `---`")
        return self.root

    def _start(self, kind: str, event: yaml.CollectionStartEvent) -> None:
        self._check_tag(event)
        if len(self.open) >= self.limits.yaml_depth:
            raise self._too_deep(event)
        node = _node(kind, event, [])
        self._anchor(event, node)
        self.open.append(node)
        self.keys.append(None)

    def _add(self, node: Node, event: yaml.Event) -> Node:
        if not self.open:
            self.root = node
            return node
        parent = self.open[-1]
        parent.size += node.size
        parent.depth = max(parent.depth, node.depth + 1)
        if parent.size > self.limits.yaml_nodes:
            most, aliases = self.limits.yaml_nodes, " once its aliases are followed" if self.anchors else ""
            hint = "split it, write fewer aliases, or raise `limits: yaml_nodes:` in site.yml"
            raise _error("SB106", f"the YAML holds more than {most:,} values{aliases}", event, hint)
        if len(self.open) + node.depth > self.limits.yaml_depth + 1:
            raise self._too_deep(event)
        if parent.kind == "sequence":
            parent.value.append(node)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = node
        else:
            parent.value.append((key, node))
            self.keys[-1] = None
        return node

    def _too_deep(self, event: yaml.Event) -> YamlError:
        message = f"the YAML nests deeper than {self.limits.yaml_depth} levels"
        return _error("SB106", message, event, "flatten it; put a text that begins with [ or { in quotes")

    def _anchor(self, event: yaml.NodeEvent, node: Node) -> None:
        if event.anchor is not None:
            self.anchors[event.anchor] = node

    def _alias(self, event: yaml.AliasEvent) -> Node:
        name = event.anchor or ""
        node = self.anchors.get(name)
        if node is None:
            hint = "put a text that begins with * in quotes"
            raise _error("SB101", f"the alias `*{_shown(name)}` names no anchor", event, hint)
        if any(node is parent for parent in self.open):
            raise _error("SB106", f"the alias `*{_shown(name)}` contains itself", event, "write the value out")
        return node

    def _check_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag not in _PLAIN_TAGS:
            hint = "remove it, or put a text that begins with ! in quotes"
            raise _error("SB101", f"the tag `{_shown(str(event.tag))}` has no meaning here", event, hint)


def _node(kind: str, event: yaml.Event, value: Any, *, plain: bool = False) -> Node:
    mark = event.start_mark
    return Node(kind, value, mark.line + 1, mark.column + 1, plain) if mark else Node(kind, value, 1, 1, plain)


def _error(code: str, message: str, event: yaml.Event, hint: str) -> YamlError:
    line, column = _place(event)
    return YamlError(Problem(message, code=code, line=line, column=column, hint=hint))


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _control(text: str, match: re.Match[str]) -> Problem:
    before = text[: match.start()]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message = f"the control character U+{ord(match.group()):04X} cannot stand in YAML"
    return Problem(message, code="SB114", line=line, column=column, hint="delete it")


def _shown(name: str) -> str:
    return name if len(name) <= 60 else name[:57] + "..."
