"""Tables as JSON, CSV, JSON-LD and SQLite: the same rows, for other programs."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from site_builder.export.tables import Cell, Table

_NO_TIME = (1980, 1, 1, 0, 0, 0)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a cell begins that a spreadsheet would work out (owasp.org/www-community/attacks/CSV_Injection)."""
_TYPES = {str: "TEXT", int: "INTEGER"}
_KINDS = {
    "person": "Person",
    "organisation": "Organization",
    "product": "Product",
    "place": "Place",
    "law": "Legislation",
    "event": "Event",
    "work": "CreativeWork",
}
"""Kinds of entity in the words of schema.org."""


_CONTEXT = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "@id"} for name in ("sameAs", "url")},
}
"""That of schema.org as far as it is used here, so that nobody has to fetch it."""


def as_json(tables: Iterable[Table]) -> bytes:
    """One object with a list of objects for each table; what is not known is left out."""
    return _json({table.name: list(_objects(table)) for table in tables})


def as_csv(tables: Iterable[Table]) -> bytes:
    """A zip file with a CSV file (RFC 4180, UTF-8 with a byte order mark, as spreadsheets want it) for each table."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for table in tables:
            text = io.StringIO()
            writer = csv.writer(text)
            writer.writerow(column.name for column in table.columns)
            writer.writerows(tuple(map(_defused, row)) for row in table.rows)
            entry = zipfile.ZipInfo(f"{table.name}.csv", _NO_TIME)
            entry.create_system = 3
            data = text.getvalue().encode("utf-8-sig", "replace")
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def as_sqlite(tables: Sequence[Table]) -> bytes:
    """A SQLite database with keys from table to table."""
    database = sqlite3.connect(":memory:")
    try:
        for table in tables:
            database.execute(f"CREATE TABLE {table.name} ({', '.join(_columns(table))})")
            marks = ", ".join("?" * len(table.columns))
            rows = [tuple(map(_storable, row)) for row in table.rows]
            database.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)  # noqa: S608  our own names
        for table in tables:
            for column in table.columns:
                if column.to:
                    name = f"{table.name}_{column.name}"
                    database.execute(f"CREATE INDEX {name} ON {table.name} ({column.name})")
        database.commit()
        return database.serialize()
    finally:
        database.close()


def as_json_ld(tables: Iterable[Table]) -> bytes:
    """A graph in the words of schema.org (json-ld.org 1.1), each thing under the address of its page."""
    found = {table.name: list(_objects(table)) for table in tables}
    urls = {(kind, one["id"]): one["url"] for kind in ("topics", "entities", "sources") for one in found[kind]}
    names: dict[str, list[str]] = {}
    for one in found["entity_names"]:
        names.setdefault(one["entity"], []).append(one["name"])
    graph = [
        *(_thing("Organization", one, url=one.get("homepage"), name=one["name"]) for one in found["sources"]),
        *(
            _thing("DefinedTerm", one, name=one["name"], inDefinedTermSet=_ref(urls.get(("topics", one.get("parent")))))
            for one in found["topics"]
        ),
        *(
            _thing(
                _KINDS.get(one["kind"], "Thing"),
                one,
                name=one["name"],
                alternateName=list(dict.fromkeys(names.get(one["id"], []))),
                sameAs=f"https://www.wikidata.org/entity/{one['wikidata']}" if "wikidata" in one else None,
                url=one.get("homepage"),
            )
            for one in found["entities"]
        ),
        *_reports(found, urls),
    ]
    return _json({"@context": _CONTEXT, "@graph": graph})


def _reports(found: dict[str, list[dict[str, Any]]], urls: dict[tuple[str, str], str]) -> Iterator[dict[str, Any]]:
    about: dict[str, list[object]] = {}
    for table, column, kind in (("briefing_topics", "topic", "topics"), ("briefing_entities", "entity", "entities")):
        for row in found[table]:
            about.setdefault(row["briefing"], []).append(_ref(urls[kind, row[column]]))
    articles = {one["id"]: one for one in found["articles"]}
    based: dict[str, list[object]] = {}
    for row in found["briefing_articles"]:
        one = articles[row["article"]]
        based.setdefault(row["briefing"], []).append(
            _present(
                {
                    "@type": "NewsArticle",
                    "headline": one.get("title"),
                    "url": one.get("url"),
                    "publisher": one.get("publisher"),
                    "datePublished": one.get("date"),
                    "inLanguage": one.get("language"),
                }
            )
        )
    for one in found["briefings"]:
        yield _thing(
            "Report",
            one,
            headline=one["title"],
            url=one["url"],
            description=one.get("summary"),
            datePublished=one.get("date"),
            dateModified=one.get("updated"),
            inLanguage=one["language"],
            wordCount=one["words"],
            sourceOrganization=_ref(urls.get(("sources", one.get("source", "")))),
            about=about.get(one["id"]),
            isBasedOn=based.get(one["id"]),
        )


def _thing(kind: str, one: dict[str, Any], **more: object) -> dict[str, Any]:
    return {"@type": kind, "@id": one["url"], **_present(more)}


def _ref(url: str | None) -> dict[str, str] | None:
    return {"@id": url} if url else None


def _present(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [])}


def _objects(table: Table) -> Iterator[dict[str, Any]]:
    for row in table.rows:
        pairs = zip(table.columns, row, strict=True)
        yield {column.name: value for column, value in pairs if value is not None}


def _columns(table: Table) -> Iterator[str]:
    for column in table.columns:
        key = " PRIMARY KEY" if column.name == "id" else ""
        to = f" REFERENCES {column.to} (id)" if column.to else ""
        yield f"{column.name} {_TYPES[column.kind]}{key}{to}"


def _defused(cell: Cell) -> Cell:
    """*cell* so that no spreadsheet takes it for a formula: with an apostrophe, as they themselves mark text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _storable(cell: Cell) -> Cell:
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
