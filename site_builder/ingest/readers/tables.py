"""Lists of articles: CSV with a row of names, JSON Lines, and OPML, which only names feeds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from lxml import etree

from site_builder.ingest.draft import Piece
from site_builder.ingest.readers.declared import decode_page
from site_builder.ingest.readers.feeds import json_fields
from site_builder.ingest.readers.item import MEDIA_TYPE, write_item
from site_builder.ingest.readers.page import is_web_address
from site_builder.model.problem import IngestError, Problem

MOST_ROWS = 200_000
_MOST_SIGNS = 5_000_000
"""Characters of one field."""


def read_csv(data: bytes, name: str) -> Iterator[Piece | Problem]:
    """The rows of a CSV file with names above them (`title`, `text`, `date`, `url`, `author`, `source`, `language`).

    Raises IngestError (SB501) where no column holds text.
    """
    text = decode_page(data)[0]
    csv.field_size_limit(_MOST_SIGNS)
    try:
        dialect: type[csv.Dialect] | str = csv.Sniffer().sniff(text[:20_000], delimiters=",;\t|")
    except csv.Error:
        dialect = "excel"
    rows = csv.DictReader(io.StringIO(text), dialect=dialect)
    names = [str(field).strip().lower() for field in rows.fieldnames or ()]
    if not {
        "text",
        "body",
        "content",
        "content_text",
        "content_html",
        "html",
        "article",
        "article_text",
        "full_text",
        "maintext",
        "url",
        "link",
    } & set(names):
        hint = "name the columns in the first row: title, text, date, url, author, source, language"
        raise IngestError(Problem("no column of this list is the text of an article", code="SB501", hint=hint))
    number = 1
    try:
        for number, row in enumerate(rows, 2):
            if number > MOST_ROWS:
                yield Problem(f"only the first {MOST_ROWS:,} rows were read", code="SB113", severity="warning")
                return
            fields = json_fields({key: value for key, value in row.items() if isinstance(key, str)}, {})
            yield Piece(name=f"{name}, row {number}", data=write_item(fields), media_type=MEDIA_TYPE, url=fields["url"])
    except csv.Error as error:
        yield Problem(f"row {number + 1} cannot be read: {error}".rstrip("."), code="SB501", hint="save the list again")


def read_json_lines(data: bytes, name: str) -> Iterator[Piece | Problem]:
    """The objects of a JSON Lines file, one article a line."""
    for number, row in enumerate(decode_page(data)[0].split("\n"), 1):
        if not row.strip():
            continue
        if number > MOST_ROWS:
            yield Problem(f"only the first {MOST_ROWS:,} lines were read", code="SB113", severity="warning")
            return
        try:
            item = json.loads(row)
        except (ValueError, RecursionError):
            item = None
        if not isinstance(item, dict):
            message, hint = f"line {number} is not a JSON object", "each line has to be one object"
            yield Problem(message, code="SB501", line=number, hint=hint)
            continue
        fields = json_fields(item, {})
        yield Piece(name=f"{name}, line {number}", data=write_item(fields), media_type=MEDIA_TYPE, url=fields["url"])


def read_opml(data: bytes) -> tuple[str, ...]:
    """The addresses of the feeds that an OPML list names, each once. Raises IngestError (SB501)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise IngestError(Problem("the list of feeds cannot be read", code="SB501", hint="look at the file"))
    found = (element.get("xmlUrl") or element.get("url") or "" for element in root.iter("outline"))
    return tuple(dict.fromkeys(address.strip() for address in found if is_web_address(address.strip())))
