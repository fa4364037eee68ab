"""Front matter as other generators write it: YAML, TOML, JSON, and the lines of Pelican."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import yaml

_METADATA = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)")


def read_head(text: str, *, metadata: bool = False) -> tuple[dict[str, Any], str]:
    """The fields of *text* by names in small letters, and the body; with *metadata*, lines of `Name: value` count.

    Values are texts, lists and groups; dates are texts. Raises ValueError with a phrase where they cannot be read.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    for fence, read in (("---", _yaml), ("+++", _toml)):
        if text.startswith(f"{fence}\n"):
            head, found, body = text[len(fence) + 1 :].partition(f"\n{fence}")
            if not found and not text[len(fence) + 1 :].startswith(fence):
                raise ValueError("the front matter is never closed")
            if not found:
                head, body = "", text[2 * len(fence) + 1 :]
            return _lowered(read(head)), body.partition("\n")[2].lstrip("\n")
    if text.startswith("{"):
        try:
            head, end = json.JSONDecoder().raw_decode(text)
        except ValueError as error:
            raise ValueError(f"its JSON cannot be read: {error}") from None
        return _lowered(head), text[end:].lstrip("\n")
    return _lines(text) if metadata else ({}, text)


def texts(value: Any) -> list[str]:
    """*value* as a list of texts: a text with commas is several."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, (list, tuple)):
        return []
    return [str(one).strip() for one in value if not isinstance(one, (dict, list)) and str(one).strip()]


def is_true(value: Any) -> bool:
    """Whether *value* says yes."""
    return str(value).strip().lower() in {"true", "yes", "on", "1"}


def _yaml(text: str) -> Any:
    try:
        return yaml.load(text, yaml.BaseLoader)  # noqa: S506  it makes nothing but lists, mappings and texts
    except yaml.YAMLError as error:
        raise ValueError(f"its YAML cannot be read: {' '.join(str(error).split())}") from None


def _toml(text: str) -> Any:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"its TOML cannot be read: {error}") from None


def _lines(text: str) -> tuple[dict[str, Any], str]:
    """Pelican's Markdown begins with lines of `Name: value`, as far as the first empty one."""
    head: dict[str, Any] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines):
        match = _METADATA.fullmatch(line.rstrip())
        if match is None:
            return head, "\n".join(lines[number:]).lstrip("\n")
        head[match[1].lower()] = match[2].strip()
    return head, ""


def _lowered(head: Any) -> dict[str, Any]:
    if head is None:
        return {}
    if not isinstance(head, Mapping):
        raise ValueError("its front matter is no group of names and values")  # noqa: TRY004  bad input, no bug
    return {str(name).lower(): _plain(value) for name, value in head.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()
    return value
