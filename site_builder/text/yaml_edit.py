"""Changes to single values of a YAML text that people wrote: every other byte stays, comments and line ends included.

A round trip through a YAML library keeps comments, but folds lines and quotes anew. Here the text itself is cut at the
places that the parser names, and what comes out is read again: where it does not say what was meant, nothing changes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

import yaml

Path = tuple[str | int, ...]
"""The way to a node: names of mappings and numbers of sequences, as `(3, "aliases", 0)`."""

_SAFE = re.compile(r"[^\W_](?:[\w .'’()&/+-]*[\w.'’()+])?")
_CODED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


class StubbornError(Exception):
    """The text is laid out so that the change cannot be made without rewriting more of it."""


def read(text: str) -> Any:
    """What *text* says: mappings, lists and texts, with no guessing. Raises StubbornError where it is no YAML."""
    try:
        return yaml.load(text, yaml.BaseLoader)  # noqa: S506  it makes nothing but lists, mappings and texts
    except yaml.YAMLError as error:
        raise StubbornError(str(error)) from None


def set_text(text: str, path: Path, value: str) -> str:
    """*text* with the scalar at *path* saying *value*, in quotes where it was in quotes."""
    node = _node(text, path)
    if not isinstance(node, yaml.ScalarNode) or node.style in {"|", ">"}:
        raise StubbornError(f"{_shown(path)} is no text of one line")
    return _checked(text, _put(text, node, _scalar(value, node.style)), lambda data: _set(data, path, value))


def add(text: str, path: Path, values: Sequence[str], *, after: str = "") -> str:
    """*text* with *values* at the end of the list at *path*, which is made behind the name *after* where it is missing.

    A list that is written as a single text becomes one between brackets.
    """
    if not values:
        return text
    *above, name = path
    try:
        node = _node(text, path)
    except KeyError:
        changed = _with_field(text, tuple(above), str(name), f"[{', '.join(map(written, values))}]", after)
        return _checked(text, changed, lambda data: _set(data, path, list(values)))
    if isinstance(node, yaml.ScalarNode):
        both = [node.value, *values] if node.value else list(values)
        changed = _put(text, node, f"[{', '.join(map(written, both))}]")
        return _checked(text, changed, lambda data: _set(data, path, both))
    if not isinstance(node, yaml.SequenceNode):
        raise StubbornError(f"{_shown(path)} is no list")
    return _checked(text, _longer(text, node, values), lambda data: _extend(data, path, values))


def add_record(text: str, lines: Sequence[str]) -> str:
    """*text*, a list of records, with one more at its end: *lines* of YAML, the first beginning with `- `."""
    newline = _newline(text)
    data = read(text) or []
    if not isinstance(data, list):
        raise StubbornError("the file is no list")
    record = newline.join(lines) + newline
    indent = ""
    if data:
        root = yaml.compose(text, yaml.SafeLoader)
        if not isinstance(root, yaml.SequenceNode) or root.flow_style:
            raise StubbornError("the list stands between brackets")
        first = root.value[0].start_mark
        indent = _line(text, _dash(text, first.index))[0]
        record = "".join(indent + line + newline for line in lines)
    if text and not text.endswith("\n"):
        text += newline
    gap = newline if data and (newline * 2) in text else ""
    changed = text + gap + record
    (new,) = read("\n".join(lines) + "\n")
    return _checked(text, changed, lambda old: [*(old or []), new])


def remove(text: str, path: Path) -> str:
    """*text* without the item at *path*, whose last part is a number. Comments that fill a line stay."""
    *above, number = path
    parent = _node(text, tuple(above))
    if not isinstance(parent, yaml.SequenceNode) or not isinstance(number, int):
        raise StubbornError(f"{_shown(path)} is no item of a list")
    if parent.flow_style:
        changed = _out_of_flow(text, parent, number)
    elif len(parent.value) == 1 and above:
        # A name whose list has become empty would be followed by nothing.
        changed = _emptied(text, parent)
    else:
        changed = _out_of_block(text, parent, number)
    return _checked(text, changed, lambda data: _drop(data, path))


def drop(text: str, path: Path) -> str:
    """*text* without the name at *path* and its value. Comments that fill a line stay."""
    *above, name = path
    parent = _node(text, tuple(above))
    if not isinstance(parent, yaml.MappingNode):
        raise StubbornError(f"{_shown(path)} is no name of a group")
    pairs = parent.value
    number = next((index for index, (key, _) in enumerate(pairs) if key.value == name), 0)
    if number == 0:
        raise StubbornError(f"{_shown(path)} is the first or not there")
    key, value = pairs[number]
    if parent.flow_style:
        changed = text[: pairs[number - 1][1].end_mark.index] + text[value.end_mark.index :]
    else:
        _, start, _ = _line(text, key.start_mark.index)
        _, _, end = _line(text, max(_end(value) - 1, key.start_mark.index))
        changed = text[:start] + _comments(text[start:end]) + text[end:]
    return _checked(text, changed, lambda data: _drop(data, path))


def written(value: str) -> str:
    """*value* as a scalar that can stand anywhere, in quotes only where it needs them."""
    return _scalar(value, None)


# --- What is said before and after ---


def _checked(before: str, after: str, change: Callable[[Any], Any]) -> str:
    # Through JSON, so that what an alias repeats is two values, of which one changes.
    if read(after) != change(json.loads(json.dumps(read(before)))):
        raise StubbornError("the file is laid out so that it cannot be changed in place")
    return after


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _set(data: Any, path: Path, value: Any) -> Any:
    _at(data, path[:-1])[path[-1]] = value
    return data


def _extend(data: Any, path: Path, values: Sequence[str]) -> Any:
    _at(data, path).extend(values)
    return data


def _drop(data: Any, path: Path) -> Any:
    parent = _at(data, path[:-1])
    del parent[path[-1]]
    # An empty file says nothing, not an empty list.
    return data or None


# --- Where it stands ---


def _node(text: str, path: Path) -> yaml.Node:
    """The node at *path*. Raises KeyError where a mapping has no such name."""
    node = yaml.compose(text, yaml.SafeLoader)
    for step in path:
        if isinstance(node, yaml.MappingNode) and isinstance(step, str):
            node = next((value for key, value in node.value if key.value == step), None)
            if node is None:
                raise KeyError(step)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        else:
            raise StubbornError(f"{_shown(path)} is not there")
    if node is None:
        raise StubbornError("the file is empty")
    return node


def _put(text: str, node: yaml.Node, new: str) -> str:
    return text[: node.start_mark.index] + new + text[node.end_mark.index :]


def _line(text: str, index: int) -> tuple[str, int, int]:
    """The white space before what stands at *index*, and where its line begins and ends, line break included."""
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    return text[start:index], start, len(text) if end < 0 else end + 1


def _dash(text: str, index: int) -> int:
    """Where the dash stands that begins the item at *index*."""
    match = re.search(r"-[ \t]+\Z|-[ \t]*\r?\n[ \t]*\Z", text[:index])
    if match is None or text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip():
        raise StubbornError("an item of a list shares its line with another")
    return match.start()


def _end(node: yaml.Node) -> int:
    """Behind the last sign of *node*; marks of collections reach over what follows them."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.index)


def _newline(text: str) -> str:
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


# --- Changing it ---


def _longer(text: str, node: yaml.SequenceNode, values: Sequence[str]) -> str:
    if node.flow_style:
        end = node.end_mark.index - 1
        inside = text[node.start_mark.index + 1 : end]
        added = ", ".join(map(written, values))
        stripped = inside.rstrip()
        if stripped and not stripped.endswith(","):
            added = f", {added}"
        elif stripped:
            added = f" {added}"
        place = node.start_mark.index + 1 + len(stripped)
        return text[:place] + added + text[place:]
    last = node.value[-1]
    indent = _line(text, _dash(text, last.start_mark.index))[0]
    _, _, end = _line(text, max(_end(last) - 1, last.start_mark.index))
    newline = _newline(text)
    before = text[:end] if text[:end].endswith("\n") else text[:end] + newline
    return before + "".join(f"{indent}- {_scalar(value, None)}{newline}" for value in values) + text[end:]


def _with_field(text: str, above: Path, name: str, value: str, after: str) -> str:
    node = _node(text, above)
    if not isinstance(node, yaml.MappingNode) or not node.value:
        raise StubbornError(f"{_shown(above)} is no group of names and values")
    if node.flow_style:
        end = node.end_mark.index - 1
        stripped = text[:end].rstrip()
        comma = "" if stripped.endswith(",") else ","
        return f"{stripped}{comma} {name}: {value}{text[len(stripped) :]}"
    pairs = {key.value: (key, child) for key, child in node.value}
    key, child = pairs.get(after) or node.value[0]
    first = node.value[0][0].start_mark
    _, _, end = _line(text, max(_end(child) - 1, key.start_mark.index))
    newline = _newline(text)
    before = text[:end] if text[:end].endswith("\n") else text[:end] + newline
    return f"{before}{' ' * first.column}{name}: {value}{newline}{text[end:]}"


def _out_of_flow(text: str, parent: yaml.SequenceNode, number: int) -> str:
    node = parent.value[number]
    start, end = node.start_mark.index, node.end_mark.index
    if number + 1 < len(parent.value):
        end = parent.value[number + 1].start_mark.index
    elif number:
        start = parent.value[number - 1].end_mark.index
    if "#" in text[start:end].replace(text[node.start_mark.index : node.end_mark.index], ""):
        raise StubbornError("a comment stands between the items")
    return text[:start] + text[end:]


def _emptied(text: str, parent: yaml.SequenceNode) -> str:
    dash = _dash(text, parent.value[0].start_mark.index)
    _, start, _ = _line(text, dash)
    _, _, end = _line(text, max(_end(parent.value[0]) - 1, dash))
    before = text[:start].rstrip()
    if not before.endswith(":"):
        raise StubbornError("a comment stands before the only item of a list")
    return f"{before} []{_newline(text)}{_comments(text[start:end])}{text[end:]}"


def _out_of_block(text: str, parent: yaml.SequenceNode, number: int) -> str:
    node = parent.value[number]
    dash = _dash(text, node.start_mark.index)
    _, start, _ = _line(text, dash)
    _, _, end = _line(text, max(_end(node) - 1, dash))
    if number + 1 < len(parent.value):
        # A block scalar at the end reaches over the empty lines behind it.
        _, end_at_most, _ = _line(text, _dash(text, parent.value[number + 1].start_mark.index))
        end = min(end, end_at_most)
    kept = _comments(text[start:end])
    after = text[end:]
    if not kept and (start == 0 or text[:start].endswith(("\n\n", "\r\n\r\n"))):
        # One of the two empty lines that would stand together.
        after = re.sub(r"\A[ \t]*\r?\n", "", after)
    return text[:start] + kept + after


def _comments(piece: str) -> str:
    return "".join(line for line in piece.splitlines(keepends=True) if line.lstrip().startswith("#"))


def _scalar(value: str, style: str | None) -> str:
    if style == "'" and not _CODED.search(value):
        return "'" + value.replace("'", "''") + "'"
    if style is None and _is_safe(value):
        return value
    return json.dumps(value, ensure_ascii=bool(_CODED.search(value)))


def _is_safe(value: str) -> bool:
    """Whether *value* needs no quotes anywhere, and would be a text to other readers of YAML too."""
    return _SAFE.fullmatch(value) is not None and isinstance(yaml.safe_load(value), str)


def _shown(path: Path) -> str:
    return ".".join(map(str, path)) or "the file"
