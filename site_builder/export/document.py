"""An export as one HTML file that needs nothing besides itself, and as PDF, which is made of that."""

from __future__ import annotations

import base64
import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

import lxml.html

from site_builder.export.pieces import media_type, pieces
from site_builder.model.export import Book

_ANY_TIME = "946684800"
"""2000-01-01: what fonts within a PDF say of the time at which they were cut down."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def standalone(book: Book) -> bytes:
    """*book* as one HTML file, UTF-8: its style and pictures are in it."""
    parts = [
        "<!doctype html>\n",
        f'<html lang="{escape(book.language)}" dir="{book.direction}">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f'<meta name="author" content="{escape(book.publisher)}">\n<title>{escape(book.title)}</title>\n',
        f"<style>\n{book.style}\n{book.print_style}\n</style>\n</head>\n<body>\n",
        *_body(book),
        "</body>\n</html>\n",
    ]
    return "".join(parts).encode("utf-8", "replace")


def can_make_pdf() -> bool:
    """Whether WeasyPrint is installed."""
    return importlib.util.find_spec("weasyprint") is not None


def pdf(book: Book) -> bytes:
    """*book* as PDF, with the fonts of this machine; nothing is fetched.

    The same machine makes the same bytes of the same book (reproducible-builds.org/specs/source-date-epoch).
    """
    import weasyprint  # noqa: PLC0415  an extra, and slow to load
    from weasyprint.urls import URLFetcher  # noqa: PLC0415  likewise

    with _at_no_time():
        document = weasyprint.HTML(string=standalone(book).decode(), url_fetcher=URLFetcher(allowed_protocols=["data"]))
        made: bytes = document.write_pdf(pdf_identifier=book.name.encode())
    return made


def _body(book: Book) -> Iterator[str]:
    def at(_: str, place: str) -> str:
        return f"#{place}"

    def image(url: str) -> str:
        return f"data:{media_type(url)};base64,{base64.b64encode(book.images[url]).decode()}"

    for piece in pieces(book, at=at, image=image):
        language = f' lang="{escape(piece.language)}"' if piece.language != book.language else ""
        inside = "".join(lxml.html.tostring(child, encoding="unicode") for child in piece.root)
        yield f'<section class="piece" id="{escape(piece.id)}"{language}>\n{inside}</section>\n'


@contextmanager
def _at_no_time() -> Iterator[None]:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = before or _ANY_TIME
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
