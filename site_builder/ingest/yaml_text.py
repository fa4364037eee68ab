"""Values as YAML that people like to read, and that decodes to the same values again.

PyYAML's own emitter folds, and takes longer than all the rest of ingest; what is written here is so simple (mappings,
lists, single lines) that only the quoting of a text needs care.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from site_builder.model.moment import Moment

_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What cannot stand in YAML as it is, and the line separators that some readers take for line ends."""
_NEEDS_QUOTES = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`\s]|.*(?::\s|\s#|:$|\s$)|\.\.\.$")
_WRITTEN_SINGLE = frozenset({"evidence"})
"""Lists of which one item is the rule: written without dash and line of its own."""


def to_yaml(value: Any) -> str:
    """The YAML of a dataclass: its fields in their order, those at their default left out.

    Block style, one line a text, `evidence` of one passage without a list, quotes only where YAML needs them. Moments
    stand without quotes.
    """
    return dump_yaml(_plain(value))


def dump_yaml(data: Any) -> str:
    """The YAML of dictionaries, lists, texts, numbers, truth values and `Moment`s; empty where there is nothing."""
    return "".join(f"{line}\n" for line in _lines(data, ""))


def _lines(data: Any, indent: str) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _entry(f"{indent}{_scalar(key)}:", value, f"{indent}  ")
    else:
        for item in data:
            nested = list(_lines(item, f"{indent}  ")) if isinstance(item, (Mapping, list)) and item else []
            if nested:
                yield f"{indent}- {nested[0].removeprefix(f'{indent}  ')}"
                yield from nested[1:]
            else:
                yield f"{indent}- {_scalar(item)}"


def _entry(name: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, (Mapping, list)) and value:
        yield name
        yield from _lines(value, indent)
    else:
        yield f"{name} {_scalar(value)}"


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, Moment)):
        return str(value)
    if isinstance(value, (Mapping, list)):
        return "{}" if isinstance(value, Mapping) else "[]"
    return _text(str(value))


def _text(text: str) -> str:
    if _UNPRINTABLE.search(text):
        return '"' + _UNPRINTABLE.sub(_escaped, text.replace("\\", "\\\\").replace('"', '\\"')) + '"'
    if not text or _NEEDS_QUOTES.match(text) or _means_something_else(text):
        return "'" + text.replace("'", "''") + "'"
    return text


def _means_something_else(text: str) -> bool:
    """Whether YAML would take the plain text for a number, a date, a truth value or nothing at all."""
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    return any(pattern.match(text) for _, pattern in (*resolvers.get(text[0], ()), *resolvers.get(None, ())))


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _plain(value: Any) -> Any:
    if isinstance(value, Moment):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(_single(getattr(value, field.name), field.name)) for field in _present(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value


def _single(value: Any, name: str) -> Any:
    return value[0] if name in _WRITTEN_SINGLE and isinstance(value, tuple) and len(value) == 1 else value


def _present(value: Any) -> list[dataclasses.Field[Any]]:
    return [field for field in dataclasses.fields(value) if not _is_default(field, getattr(value, field.name))]


def _is_default(field: dataclasses.Field[Any], value: Any) -> bool:
    if field.default is not dataclasses.MISSING:
        return bool(value == field.default)
    return field.default_factory is not dataclasses.MISSING and value == field.default_factory()
