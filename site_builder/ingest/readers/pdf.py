"""PDF files: the text of their pages, put together to paragraphs by where its lines stand and how large they are."""

from __future__ import annotations

import io
import logging
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from site_builder.ingest.draft import Draft
from site_builder.ingest.lines import Line
from site_builder.model.article import Clue, Dropped
from site_builder.model.problem import IngestError, Problem

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 300
"""Pages that are read; no article is longer."""
_MOST_CONTENT = 20_000_000
"""Bytes of one page's drawing commands, unpacked."""
_ENDED = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_PAGE_NUMBER = re.compile(
    r"(?:page|pagina|seite|página)?\s*\d{1,4}(?:\s*(?:/|of|di|von|de|sur)\s*\d{1,4})?", re.IGNORECASE
)
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


@dataclass(slots=True)
class _Row:
    """A line of print."""

    page: int
    y: float
    x: float
    size: float
    parts: list[tuple[float, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(text for _, text in self.parts).split())


def read_pdf(data: bytes) -> Draft:
    """The article in a PDF file. Nothing in it is run or followed. Raises IngestError (SB501, SB502)."""
    try:
        from pypdf import PdfReader  # noqa: PLC0415  only PDF files need it
        from pypdf.errors import PyPdfError  # noqa: PLC0415
    except ImportError:
        hint = "install it: pip install 'site-builder[documents]'"
        raise IngestError(Problem("reading PDF files needs pypdf", code="SB501", hint=hint)) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            hint = "save it again without its password"
            raise IngestError(Problem("the PDF file is locked with a password", code="SB501", hint=hint))
        pages = [list(_rows(page, number)) for number, page in enumerate(reader.pages[:MOST_PAGES])]
        about: Any = reader.metadata or {}
    except (
        PyPdfError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        RecursionError,
        OverflowError,
        NotImplementedError,
        AssertionError,
        OSError,
        ZeroDivisionError,
    ):
        # What pypdf raises on files that are broken; IngestError is none of these.
        raise IngestError(Problem("the PDF file cannot be read", code="SB501", hint="print it to PDF again")) from None
    rows, dropped = _without_margins(pages)
    lines = tuple(Line(number, text) for number, text in enumerate(_paragraphs(rows), 1))
    if not lines:
        hint = "its pages are pictures: run it through text recognition (OCR) first"
        raise IngestError(Problem("the PDF file has no text", code="SB502", hint=hint))
    title, clues = _about(about, lines)
    return Draft(lines=lines, media_type=MEDIA_TYPE, clues=clues, title=title, dropped=dropped)


def _rows(page: Any, number: int) -> Iterator[_Row]:
    """The lines of print of one page, from top to bottom as they are drawn."""
    contents = page.get_contents()
    if contents is None or len(contents.get_data()) > _MOST_CONTENT:
        return
    rows: list[_Row] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _: Any, size: float) -> None:
        if not text.strip("\n"):
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        height = abs(size * (tm[3] or tm[1] or 1) * (cm[3] or cm[1] or 1)) or 1.0
        for place, piece in enumerate(text.split("\n")):
            if not piece.strip() and not (rows and piece):
                continue
            last = rows[-1] if rows else None
            if last is not None and place == 0 and abs(last.y - y) < 0.45 * max(height, last.size):
                last.parts.append((x, piece))
                if piece.strip():
                    last.size = max(last.size, height)
            elif piece.strip():
                rows.append(_Row(number, y, x, height, [(x, piece)]))

    page.extract_text(visitor_text=visit)
    yield from (row for row in rows if row.text)


def _without_margins(pages: Sequence[Sequence[_Row]]) -> tuple[list[_Row], tuple[Dropped, ...]]:
    """The rows without running heads, running feet and page numbers: what comes again at the edge of several pages."""
    edges = Counter(
        _shape(row.text) for rows in pages for row in {id(row): row for row in (*rows[:2], *rows[-2:])}.values()
    )
    kept: list[_Row] = []
    dropped: list[Dropped] = []
    for rows in pages:
        for place, row in enumerate(rows):
            at_edge = place < 2 or place >= len(rows) - 2
            again = len(pages) > 1 and edges[_shape(row.text)] >= max(2, len(pages) // 2)
            if at_edge and (again or _PAGE_NUMBER.fullmatch(row.text)):
                dropped.append(
                    Dropped(line=row.page + 1, text=row.text[:200], why="a running head, foot or page number")
                )
            else:
                kept.append(row)
    return kept, tuple(dropped)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", text.casefold())


def _paragraphs(rows: Sequence[_Row]) -> Iterator[str]:
    """Rows joined to paragraphs: a wide gap, another size, an indent, or a short row that ends a sentence divides."""
    if not rows:
        return
    sizes = Counter[float]()
    for row in rows:
        sizes[round(row.size, 1)] += len(row.text)
    usual = sizes.most_common(1)[0][0]
    gaps = [a.y - b.y for a, b in pairwise(rows) if a.page == b.page and 0 < a.y - b.y < 4 * usual]
    leading = statistics.median_low(gaps) if gaps else 1.2 * usual
    widths = sorted(len(row.text) for row in rows if abs(row.size - usual) < 0.6)
    full = widths[int(len(widths) * 0.8)] if widths else 80
    group: list[_Row] = []
    for row in rows:
        if group and _divides(group[-1], row, leading / usual, full):
            yield _joined(group, usual)
            group = []
        group.append(row)
    yield _joined(group, usual)


def _divides(before: _Row, row: _Row, leading: float, full: int) -> bool:
    if abs(before.size - row.size) > 0.8:
        return True
    ended = _ENDED.search(before.text) is not None
    if before.page != row.page or row.y > before.y:
        return ended
    if before.y - row.y > 1.35 * leading * row.size:
        return True
    indented = row.x - before.x > 0.6 * row.size and ended
    return indented or (ended and len(before.text) < 0.75 * full)


def _joined(group: Sequence[_Row], usual: float) -> str:
    text = group[0].text
    for row in group[1:]:
        joined = text.endswith("-") and not text.endswith(" -") and row.text[:1].islower()
        text = text[:-1] + row.text if joined else f"{text} {row.text}"
    large = group[0].size > 1.15 * usual and len(text) < 200
    return f"## {text}" if large else text


def _about(about: Any, lines: Sequence[Line]) -> tuple[str | None, tuple[Clue, ...]]:
    """The headline: the file's own title where its first lines show it, else the first large line."""
    told = _text(about, "/Title")
    heads = [line.text.lstrip("# ") for line in lines[:6]]
    clues: list[Clue] = []
    title = None
    if told and any(_plain(told) == _plain(head) for head in heads):
        title = next(head for head in heads if _plain(told) == _plain(head))
        clues.append(Clue(what="title", value=title, why="the file's title, which its first page shows", weight=0.95))
    else:
        large = next((line for line in lines[:4] if line.text.startswith("## ")), None)
        if large is not None:
            title = large.text[3:]
            clues.append(Clue(what="title", value=title, why="the large print at the beginning", weight=0.85))
    author = _text(about, "/Author")
    if author:
        clues.append(Clue(what="byline", value=author, why="the file names its author", weight=0.55))
    created = _DATE.match(_text(about, "/CreationDate"))
    if created is not None:
        clues.append(
            Clue(what="date", value="-".join(created.groups()), why="the file was made on that day", weight=0.4)
        )
    return title, tuple(clues)


def _text(about: Any, name: str) -> str:
    value = about.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
