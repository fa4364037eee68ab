"""The pages of the handbook that are made from the program itself: commands, settings, fields, messages, templates."""

from __future__ import annotations

import dataclasses
import inspect
import re
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any

import click

from site_builder.commands.fields import texts_of
from site_builder.commands.theme_reference import as_markdown, reference
from site_builder.content.parse import PageFrontMatter
from site_builder.model.briefing import FrontMatter
from site_builder.model.codes import CODES
from site_builder.model.config import Config
from site_builder.model.entity import EntityRecord, SourceRecord, TopicRecord
from site_builder.model.explanations import EXPLANATIONS
from site_builder.model.formats import Format
from site_builder.model.moment import Moment
from site_builder.model.theme import ThemeSettings

_FAMILIES = {
    "SB0": "The command line and settings",
    "SB1": "Files of the content folder",
    "SB2": "The site as a whole",
    "SB3": "Themes",
    "SB4": "Publishing",
    "SB5": "Ingest",
    "SB6": "Editions by e-mail",
    "SB7": "Hosts",
}
_FORMATS = {
    "language": "a tag such as `en` or `pt-BR`",
    "url": "a whole address",
    "slug": "small letters, digits and hyphens",
    "timezone": "a name such as `Europe/Rome`",
    "one-line": "text of one line",
    "colour": "a colour such as `#9a3412`",
}


_PLAIN: Mapping[Any, str] = {
    str: "text",
    bool: "`true` or `false`",
    int: "a number",
    float: "a number",
    Moment: "a date, as `2026-02-19` or `2026-02-19T17:08+01:00`",
}


def generated_pages(commands: click.Group) -> dict[str, str]:
    """Markdown files of the handbook by name, for content/briefings."""
    pages = {
        "reference-commands.md": ("Commands", "Every command with its options.", _commands(commands)),
        "reference-settings.md": ("Settings", "All of content/site.yml.", _fields(Config)),
        "reference-front-matter.md": ("Front matter", "What stands at the top of a briefing.", _front_matter()),
        "reference-authority.md": ("Authority files", "Topics, entities and sources.", _authority()),
        "reference-messages.md": ("Messages", "Every code and what it means.", _messages()),
        "reference-templates.md": ("Templates", "What templates are given.", iter([_plain(as_markdown(reference()))])),
    }
    return {name: _page(*page) for name, page in pages.items()}


def _page(title: str, summary: str, blocks: Iterator[str]) -> str:
    head = f"---\n# Made from the program; `pytest tests/test_handbook.py --update` renews it.\ntitle: {title}\n"
    return f"{head}summary: {summary}\ntopics: [reference]\n---\n\n" + "\n\n".join(blocks).rstrip() + "\n"


def _commands(group: click.Group, above: str = "site-builder") -> Iterator[str]:
    if above == "site-builder":
        yield "Before the command:"
        yield _options(group)
    for name, command in sorted(group.commands.items()):
        context = click.Context(command, info_name=f"{above} {name}")
        level = "##" if above == "site-builder" else "###"
        yield f"{level} {' '.join([*above.split()[1:], name])}"
        yield f"```text\n{command.get_usage(context).removeprefix('Usage: ')}\n```"
        yield from _help(command.help or "")
        options = _options(command)
        if options:
            yield options
        if isinstance(command, click.Group):
            yield from _commands(command, f"{above} {name}")


def _help(text: str) -> Iterator[str]:
    for block in re.split(r"\n[ \t]*\n", inspect.cleandoc(text)):
        if block.startswith("\b"):
            _, *lines = block.removeprefix("\b\n").splitlines()
            yield "```sh\n" + "\n".join(line.strip() for line in lines) + "\n```"
        else:
            yield " ".join(block.split())


def _options(command: click.Command) -> str:
    rows = []
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden:
            kind = "" if option.is_flag else f" {_cell(option.make_metavar(click.Context(command)))}"
            names = ", ".join(sorted(option.opts, key=len))
            rows.append(f"| `{names}{kind}` | {_cell(option.help or '')} |")
    return "\n".join(["| option | meaning |", "|---|---|", *rows]) if rows else ""


def _fields(cls: type, heading: str = "") -> Iterator[str]:
    inner: dict[str, type] = {}
    if heading:
        yield f"## {heading}"
    yield _table(cls, inner)
    for name, part in inner.items():
        yield f"### {name}"
        yield from [_paragraph(part)] if _paragraph(part) else []
        yield _table(part, {})


def _table(cls: type, inner: dict[str, type]) -> str:
    hints, texts = typing.get_type_hints(cls, include_extras=True), texts_of(cls)
    rows = ["| name | value | without it | meaning |", "|---|---|---|---|"]
    for field in dataclasses.fields(cls):
        for part in _parts(hints[field.name]):
            inner.setdefault(f"{field.name}", part)
        said = _cell(texts.get(field.name, ""))
        rows.append(f"| `{field.name}` | {_cell(_kind(hints[field.name]))} | {_cell(_default(field))} | {said} |")
    return "\n".join(rows)


def _front_matter() -> Iterator[str]:
    yield from _fields(FrontMatter)
    yield from _fields(PageFrontMatter, "Free pages")


def _authority() -> Iterator[str]:
    for heading, cls in (("topics.yml", TopicRecord), ("entities.yml", EntityRecord), ("sources.yml", SourceRecord)):
        yield from _fields(cls, heading)
    yield from _fields(ThemeSettings, "theme.yml")


def _messages() -> Iterator[str]:
    yield "A message has a code that never changes its meaning. `site-builder explain CODE` says the same."
    for beginning, heading in _FAMILIES.items():
        yield f"## {heading}"
        codes: Mapping[str, str] = {code: text for code, text in CODES.items() if code.startswith(beginning)}
        rows = [f"| `{code}` | {_cell(text)} |" for code, text in sorted(codes.items())]
        yield "\n".join(["| code | meaning |", "|---|---|", *rows])
        for code in sorted(codes):
            if code in EXPLANATIONS:
                yield f"### {code}"
                yield EXPLANATIONS[code].replace("[", "\\[")


def _kind(hint: Any) -> str:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        said = _kind(next(arg for arg in args if arg is not types.NoneType))
    elif origin is tuple:
        said = f"list of {_kind(args[0])}"
    elif origin is typing.Annotated:
        form = next((mark for mark in args[1:] if isinstance(mark, Format)), None)
        said = _FORMATS[form.name] if form is not None else _kind(args[0])
    elif origin is typing.Literal:
        said = ", ".join(f"`{value}`" for value in args)
    elif origin is not None:
        said = f"names, each with {_kind(args[1])}"
    else:
        said = _PLAIN.get(hint, "a group, see below")
    return said


def _parts(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and dataclasses.is_dataclass(hint) and hint is not Moment:
        yield hint
    for inner in typing.get_args(hint):
        if not isinstance(inner, str):
            yield from _parts(inner)


def _default(field: dataclasses.Field[Any]) -> str:
    if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
        return "needed"
    if isinstance(field.default, bool):
        return f"`{str(field.default).lower()}`"
    return f"`{field.default}`" if isinstance(field.default, (str, int, float)) and field.default != "" else ""


def _paragraph(cls: type) -> str:
    return " ".join((cls.__doc__ or "").partition("\n\n")[0].split())


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _plain(text: str) -> str:
    """*text* without its first heading, which is the page's title."""
    return re.sub(r"\A# .*\n+", "", text)
