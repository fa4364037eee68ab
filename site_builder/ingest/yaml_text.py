"""Values as YAML that people like to read, and that decodes to the same values again."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping
from typing import Any

import yaml

from site_builder.model.moment import Moment


def to_yaml(value: Any) -> str:
    """The YAML of a dataclass: its fields in their order, those at their default left out.

    Block style, one line a text, `evidence` of one passage without a list, quotes only where YAML needs
    them. Moments stand without quotes.
    """
    return dump_yaml(_plain(value))


def dump_yaml(data: Any) -> str:
    """The YAML of dictionaries, lists, texts, numbers and `Moment`s."""
    text = yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=sys.maxsize, default_flow_style=False
    )
    return str(text)


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Indent the items of lists below their name, as people do. The arguments are those that PyYAML gives."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """Equal values are written out each time."""
        return True


def _moment(dumper: yaml.SafeDumper, moment: Moment) -> yaml.Node:
    text = str(moment)
    # The tag that a plain text of this form has anyway, so that it is written without quotes and without a tag.
    tag = dumper.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(str(tag), text)


_Dumper.add_representer(Moment, _moment)


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


_WRITTEN_SINGLE = frozenset({"evidence"})
"""Lists of which one item is the rule: written without dash and line of its own."""


def _single(value: Any, name: str) -> Any:
    return value[0] if name in _WRITTEN_SINGLE and isinstance(value, tuple) and len(value) == 1 else value


def _present(value: Any) -> list[dataclasses.Field[Any]]:
    return [field for field in dataclasses.fields(value) if not _is_default(field, getattr(value, field.name))]


def _is_default(field: dataclasses.Field[Any], value: Any) -> bool:
    if field.default is not dataclasses.MISSING:
        return bool(value == field.default)
    return field.default_factory is not dataclasses.MISSING and value == field.default_factory()
