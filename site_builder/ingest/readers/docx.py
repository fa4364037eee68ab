"""Word documents (.docx): paragraphs, headings, lists and the rows of tables, and what the document says of itself."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from site_builder.ingest.draft import Draft
from site_builder.ingest.lines import Line
from site_builder.model.article import Clue
from site_builder.model.problem import IngestError, Problem

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_BYTES = 200_000_000
"""Of the document unpacked; pictures take most of it."""
MOST_TEXT = 40_000_000
"""Bytes of its text with markup, unpacked."""


def read_docx(data: bytes) -> Draft:
    """The article in a Word document. Macros, pictures and links are left alone. Raises IngestError (SB501, SB502)."""
    _refuse_bombs(data)
    try:
        import docx  # noqa: PLC0415  only documents need it
        from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415
    except ImportError:
        hint = "install it: pip install 'site-builder[documents]'"
        raise IngestError(Problem("reading Word documents needs python-docx", code="SB501", hint=hint)) from None
    try:
        document: Any = docx.Document(io.BytesIO(data))
        rows = list(_rows(document))
        clues = tuple(_clues(document.core_properties))
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, SyntaxError, zipfile.BadZipFile, zlib.error):
        # SyntaxError is the base of lxml's XMLSyntaxError.
        raise IngestError(Problem("the document cannot be read", code="SB501", hint="save it again as .docx")) from None
    title = next((text for style, text in rows if style == "title"), None)
    lines = tuple(
        Line(number, _mark(style) + text) for number, (style, text) in enumerate(rows, 1) if text and style != "title"
    )
    if not lines:
        raise IngestError(Problem("the document has no text", code="SB502", hint="is its text in pictures?"))
    if title is not None:
        clues = (Clue(what="title", value=title, why="the paragraph with the style Title", weight=0.95), *clues)
    else:
        title = next((clue.value for clue in clues if clue.what == "title" and _stands(clue.value, lines)), None)
        clues = tuple(clue for clue in clues if clue.what != "title" or clue.value == title)
    return Draft(lines=lines, media_type=MEDIA_TYPE, clues=clues, title=title)


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = [(one.filename, one.file_size) for one in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, OSError):
        raise IngestError(Problem("the document is torn", code="SB501", hint="save it again as .docx")) from None
    text = sum(size for name, size in sizes if name.endswith((".xml", ".rels")))
    if sum(size for _, size in sizes) > MOST_BYTES or text > MOST_TEXT:
        raise IngestError(Problem("the document unpacks to too much", code="SB113", hint="save only its text"))


def _rows(document: Any) -> Iterator[tuple[str, str]]:
    """Pairs of style and text of the body's paragraphs, in order, with tables row by row."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
                yield "", " ".join(cell for cell in cells if cell)
            continue
        style = (block.style.name if block.style is not None else "").lower()
        for text in block.text.split("\n"):
            yield style, " ".join(text.split(" ")).strip()


def _mark(style: str) -> str:
    if style.startswith("heading"):
        level = style.removeprefix("heading").strip()
        return "#" * (int(level) if level in set("123456") else 2) + " "
    return "- " if style.startswith("list") else ""


def _stands(title: str, lines: tuple[Line, ...]) -> bool:
    """Whether the title of the document's properties is one of its first lines: often it is a template's name."""
    return any(line.text.lstrip("# ") == title for line in lines[:5])


def _clues(properties: Any) -> Iterator[Clue]:
    for what, value in (("title", properties.title), ("byline", properties.author)):
        text = " ".join((value or "").split())
        if text and text.lower() not in {"python-docx", "user", "admin", "microsoft office user"}:
            yield Clue(what=what, value=text, why="the document's properties say so", weight=0.55)  # type: ignore[arg-type]
    if properties.created is not None and properties.created.year >= 1990:
        day = properties.created.date().isoformat()
        yield Clue(what="date", value=day, why="the document was created on that day", weight=0.4)
