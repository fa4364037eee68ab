"""Markdown articles: headings and lists as they stand, links and emphasis as text, front matter as clues."""

from __future__ import annotations

import re
from typing import Any

import yaml
from markdown_it import MarkdownIt

from site_builder.ingest.characters import mend
from site_builder.ingest.decoding import decode_article
from site_builder.ingest.draft import Draft
from site_builder.ingest.lines import Line
from site_builder.ingest.readers.page import is_web_address, moment_text
from site_builder.model.article import Clue

_FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_MOST_FRONT = 65_536
_FIELDS = {
    "title": "title",
    "headline": "title",
    "date": "date",
    "published": "date",
    "author": "byline",
    "authors": "byline",
    "byline": "byline",
    "source": "publisher",
    "publisher": "publisher",
    "site": "publisher",
    "url": "url",
    "original_url": "url",
    "canonical": "url",
    "link": "url",
    "lang": "language",
    "language": "language",
}


def read_markdown(data: bytes) -> Draft:
    """The article that is written in Markdown. Raises IngestError (SB501) where the bytes are no text."""
    decoded = decode_article(data)
    text = mend(decoded.text).text
    front = _FRONT.match(text[:_MOST_FRONT])
    clues = _clues(front["yaml"]) if front is not None else ()
    body = text[front.end() :] if front is not None else text
    skipped = text.count("\n", 0, front.end()) if front is not None else 0
    title = next((clue.value for clue in clues if clue.what == "title"), None)
    return Draft(
        lines=_lines(body, skipped), media_type="text/markdown", encoding=decoded.encoding, clues=clues, title=title
    )


def _lines(body: str, skipped: int) -> tuple[Line, ...]:
    lines: list[Line] = []
    mark, number = "", 0
    for token in MarkdownIt("commonmark", {"html": False}).enable("table").parse(body):
        if token.map is not None:
            number = token.map[0] + 1 + skipped
        if token.type == "heading_open":
            mark = "#" * int(token.tag[1:]) + " "
        elif token.type == "list_item_open":
            mark = "- "
        elif token.type in {"heading_close", "list_item_close"}:
            mark = ""
        elif token.type in {"fence", "code_block"}:
            lines += [Line(number, " ".join(row.split())) for row in token.content.split("\n") if row.strip()]
        elif token.type == "inline":
            text = " ".join(_inline(token.children or []).split(" "))
            lines += [Line(number, mark + " ".join(row.split())) for row in text.split("\n\n") if row.strip()]
            mark = "" if mark == "- " else mark
    return tuple(lines)


def _inline(tokens: list[Any]) -> str:
    """The words of a paragraph; a hard break begins a new line of its own, a picture is left out."""
    parts = []
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n\n")
    return "".join(parts)


def _clues(front: str) -> tuple[Clue, ...]:
    """What front matter says, whatever wrote it: only scalars and flat lists are looked at."""
    try:
        node = yaml.compose(front, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return ()
    if not isinstance(node, yaml.MappingNode):
        return ()
    clues = []
    for key, value in node.value:
        what = _FIELDS.get(str(key.value).lower()) if isinstance(key, yaml.ScalarNode) else None
        text = _scalar(value)
        if what is None or not text:
            continue
        if what == "date":
            text = moment_text(text) or ""
        if what == "language":
            text = text[:2].lower()
        if text and (what != "url" or is_web_address(text)):
            why = f"the front matter's {key.value} says so"
            clues.append(Clue(what=what, value=text, why=why, weight=0.95))  # type: ignore[arg-type]
    return tuple(clues)


def _scalar(node: Any) -> str:
    if isinstance(node, yaml.ScalarNode):
        return " ".join(str(node.value).split())
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(str(one.value) for one in node.value[:20] if isinstance(one, yaml.ScalarNode))
    return ""
