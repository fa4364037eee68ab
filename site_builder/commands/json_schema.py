"""JSON Schemas (2020-12) of what people write, from the dataclasses that read it: editors complete and check by them.

A schema is as strict as the decoder where JSON Schema can say so, and never stricter: what an editor marks is wrong.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

from site_builder.commands.fields import texts_of
from site_builder.content.parse import PageFrontMatter
from site_builder.ingest.review import ReviewFile
from site_builder.model.briefing import FrontMatter
from site_builder.model.config import Config
from site_builder.model.entity import EntityRecord, SourceRecord, TopicRecord
from site_builder.model.formats import AtLeast, Format
from site_builder.model.moment import Moment
from site_builder.model.theme import ThemeSettings

Schema = dict[str, Any]
Names = Mapping[str, Sequence[str]]
"""What the site calls its `topics`, `entities`, `sources`, `articles` and `briefings`."""

SCHEMAS: Mapping[str, tuple[Any, str, str]] = {
    "front-matter": (FrontMatter, "Front matter of a briefing", "content/briefings/**/*.md"),
    "page": (PageFrontMatter, "Front matter of a free page", "content/pages/**/*.md"),
    "site": (Config, "Settings of the site", "content/site.yml"),
    "topics": (tuple[TopicRecord, ...], "Topics", "content/topics.yml"),
    "entities": (tuple[EntityRecord, ...], "Entities", "content/entities.yml"),
    "sources": (tuple[SourceRecord, ...], "Sources", "content/sources.yml"),
    "review": (ReviewFile, "Proposals of ingest", "content/review.yml"),
    "theme": (ThemeSettings, "Settings of a theme", "themes/*/theme.yml"),
}
"""By name: what is described, its title, and the files that it holds for."""

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
"""A title may look like a number to YAML, and is a text to us."""
_FORMATS: Mapping[str, Schema] = {
    "language": {"type": "string", "pattern": r"^\s*[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*\s*$"},
    "url": {"type": "string", "pattern": r"^https?://[^\s<>\"\\^`{|}]+$"},
    "slug": {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "timezone": {"type": "string", "minLength": 1},
    "one-line": {"type": ["string", "number", "boolean"], "pattern": r"\S"},
    "colour": {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"},
}
_PLAIN: Mapping[Any, Schema] = {
    str: _TEXT,
    bool: {"enum": [True, False, "yes", "no", "on", "off"]},
    int: {"type": ["integer", "string"], "pattern": "^[+-]?[0-9]{1,18}$"},
    float: {"type": ["number", "string"], "pattern": "^[+-]?([0-9]|[.][0-9])"},
}
_MOMENT: Schema = {
    "type": "string",
    "pattern": r"^\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?[ \t]*"
    r"([Zz]|[+-][0-9]{1,2}(:?[0-9]{2})?)?)?\s*$",
    "examples": ["2026-02-19", "2026-02-19T17:08+01:00"],
}
_NAMED: Mapping[tuple[str, str], str] = {
    ("FrontMatter", "topics"): "topics",
    ("FrontMatter", "entities"): "entities",
    ("FrontMatter", "source"): "sources",
    ("FrontMatter", "articles"): "articles",
    ("FrontMatter", "translation_of"): "briefings",
    ("Quotation", "speaker"): "entities",
    ("TopicRecord", "parent"): "topics",
    ("TopicRecord", "entities"): "entities",
}
"""Fields whose values are names of the site."""


def json_schema(name: str, names: Names | None = None) -> Schema:
    """The schema called *name* in `SCHEMAS`; *names* are offered where one is wanted, and others are allowed."""
    described, title, _ = SCHEMAS[name]
    writer = _Writer(names or {})
    schema = writer.of(described)
    if "$ref" in schema:
        schema = writer.parts.pop(schema["$ref"].rpartition("/")[2])
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    parts = {"$defs": dict(sorted(writer.parts.items()))} if writer.parts else {}
    return head | {key: value for key, value in schema.items() if key != "title"} | parts


class _Writer:
    """One schema being written: collects the schemas of the dataclasses on the way down."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.parts: dict[str, Schema] = {}

    def of(self, hint: Any) -> Schema:
        """The schema of a value of type *hint*."""
        origin, args = get_origin(hint), get_args(hint)
        if origin in {typing.Union, types.UnionType}:
            return self.of(next(arg for arg in args if arg is not types.NoneType))
        if origin is tuple:
            item = self.of(args[0])
            # One item may be written without the list around it; a whole file may not.
            return {"type": "array", "items": item}
        if origin in {Mapping, dict}:
            return {"type": "object", "additionalProperties": self.of(args[1])}
        if hint is Moment:
            return dict(_MOMENT)
        if dataclasses.is_dataclass(hint):
            return self._record(typing.cast("type", hint))
        return self._scalar(hint)

    def _scalar(self, hint: Any) -> Schema:
        origin, args = get_origin(hint), get_args(hint)
        if origin is Literal:
            return {"enum": list(args)}
        if origin is typing.Annotated:
            schema = self.of(args[0])
            for mark in args[1:]:
                if isinstance(mark, AtLeast):
                    schema = schema | {"minimum": mark.number}
                elif isinstance(mark, Format):
                    schema = dict(_FORMATS[mark.name])
            return schema
        return dict(_PLAIN[hint])

    def _record(self, cls: type) -> Schema:
        name = cls.__name__.lstrip("_")
        if name not in self.parts:
            self.parts[name] = {}
            self.parts[name] = self._fields(cls)
        reference = {"$ref": f"#/$defs/{name}"}
        shorthand = getattr(cls, "shorthand", None)
        if shorthand is None:
            return reference
        return {"anyOf": [self.of(typing.get_type_hints(cls, include_extras=True)[shorthand]), reference]}

    def _fields(self, cls: type) -> Schema:
        hints, texts = typing.get_type_hints(cls, include_extras=True), texts_of(cls)
        properties: dict[str, Schema] = {}
        required = []
        for field in dataclasses.fields(cls):
            hint = hints[field.name]
            schema = self._offering(cls, field.name, self.of(hint))
            if get_origin(hint) is tuple:
                schema = {"anyOf": [schema, schema["items"]]}
            if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
                required.append(field.name)
            else:
                # A name without a value behind it is no value.
                schema = {"anyOf": [*schema.get("anyOf", [schema]), {"type": "null"}]}
                if isinstance(field.default, (str, int, float, bool)) and field.default != "":
                    schema["default"] = field.default
            if field.name in texts:
                schema["description"] = texts[field.name]
            properties[field.name] = schema
        described = (cls.__doc__ or "").strip().partition("\n\n")[0]
        whole: Schema = {"type": "object", "description": " ".join(described.split()), "properties": properties}
        return whole | ({"required": required} if required else {}) | {"additionalProperties": False}

    def _offering(self, cls: type, field: str, schema: Schema) -> Schema:
        known = list(dict.fromkeys(self.names.get(_NAMED.get((cls.__name__, field), ""), ())))
        if not known:
            return schema
        if "items" in schema:
            return schema | {"items": {"anyOf": [{"enum": known}, schema["items"]]}}
        return {"anyOf": [{"enum": known}, schema]}
