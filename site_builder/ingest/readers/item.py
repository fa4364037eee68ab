"""One item of a feed or one row of a list, as JSON with the names of JSON Feed 1.1 (jsonfeed.org/version/1.1).

That JSON is what is kept as the item's original: the item is known again by it, wherever it stands in a later feed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from site_builder.ingest.draft import Draft
from site_builder.ingest.lines import Line, read_lines
from site_builder.ingest.media import ITEM_MARK
from site_builder.ingest.readers.html import fragment_lines
from site_builder.ingest.readers.page import is_web_address, moment_text
from site_builder.model.article import Clue
from site_builder.model.problem import IngestError, Problem

MEDIA_TYPE = "application/json"
_NAMES = ("title", "url", "date_published", "authors", "publisher", "language", "content_html", "content_text", "id")


def write_item(fields: Mapping[str, str]) -> bytes:
    """*fields* as the JSON of one item. Equal fields give equal bytes.

    The names: `title`, `url`, `date_published` (ISO 8601), `authors`, `publisher`, `language`, `id`, and `content_html`
    or `content_text`.
    """
    written = {"version": "site-builder-item-1"} | {name: fields[name] for name in _NAMES if fields.get(name)}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def read_item(data: bytes) -> Draft:
    """The article in the JSON of one item. Raises IngestError (SB501, SB502)."""
    try:
        fields = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict) or not data.startswith(ITEM_MARK):
        raise IngestError(Problem("this is not the JSON of one item", code="SB501", hint="ingest the feed it is of"))
    told = {name: fields[name] for name in _NAMES if isinstance(fields.get(name), str)}
    lines = _lines(told)
    if not lines:
        hint = "the feed names it and does not carry it; save the page that it links"
        raise IngestError(Problem("the item has no text", code="SB502", hint=hint))
    return Draft(lines=lines, media_type=MEDIA_TYPE, clues=tuple(_clues(told)), title=told.get("title") or None)


def _lines(told: Mapping[str, Any]) -> tuple[Line, ...]:
    if told.get("content_html"):
        return fragment_lines(told["content_html"])
    return tuple(line for line in read_lines(told.get("content_text", "")) if line.text)


def _clues(told: Mapping[str, str]) -> list[Clue]:
    clues = []
    for what, name, weight in (("title", "title", 0.95), ("publisher", "publisher", 0.8), ("byline", "authors", 0.9)):
        if told.get(name):
            clues.append(Clue(what=what, value=told[name], why=f"the item's {name} says so", weight=weight))  # type: ignore[arg-type]
    if is_web_address(told.get("url", "")):
        clues.append(Clue(what="url", value=told["url"], why="the item's link", weight=0.9))
    date = moment_text(told.get("date_published", ""))
    if date is not None:
        clues.append(Clue(what="date", value=date, why="the item says when it was published", weight=0.9))
    if told.get("language"):
        clues.append(Clue(what="language", value=told["language"][:2].lower(), why="the feed says so", weight=0.6))
    return clues
