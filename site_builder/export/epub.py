"""An export as an e-book: EPUB 3.3 (w3.org/TR/epub-33), which needs no more than a zip file with a few XML files."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from lxml import etree

from site_builder.export.pieces import Piece, media_type, pieces
from site_builder.model.export import Book

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first that a zip file can say."""
_CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def epub(book: Book) -> bytes:
    """*book* as EPUB; its identifier follows from the site's address and what was selected."""
    names = {url: f"images/{number}.{url.rpartition('.')[2]}" for number, url in enumerate(sorted(book.images))}

    def at(piece: str, place: str) -> str:
        return f"{piece}.xhtml" + (f"#{place}" if place != piece else "")

    found = tuple(pieces(book, at=at, image=lambda url: names[url]))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # Readers know the format by this: the first file, and not compressed (EPUB 3.3, section 4.2.4).
        _put(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _put(archive, "META-INF/container.xml", _CONTAINER.encode())
        _put(archive, "book/package.opf", _package(book, found, names).encode("utf-8", "replace"))
        _put(archive, "book/nav.xhtml", _navigation(book, found).encode("utf-8", "replace"))
        _put(archive, "book/style.css", book.style.encode())
        for piece in found:
            _put(archive, f"book/{piece.id}.xhtml", _chapter(piece).encode("utf-8", "replace"))
        for url, name in names.items():
            _put(archive, f"book/{name}", book.images[url])
    return out.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    archive.writestr(entry, data, method)


def _package(book: Book, found: tuple[Piece, ...], names: Mapping[str, str]) -> str:
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{book.base_url}/#{book.name}")
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        *(f'<item id="{one.id}" href="{one.id}.xhtml" media-type="application/xhtml+xml"/>' for one in found),
        *(
            f'<item id="image-{number}" href="{escape(name)}" media-type="{media_type(url)}"/>'
            for number, (url, name) in enumerate(names.items())
        ),
    ]
    spine = "".join(f'<itemref idref="{one.id}"/>' for one in found)
    direction = ' page-progression-direction="rtl"' if book.direction == "rtl" else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{escape(book.language)}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>\n'
        f"<dc:title>{_text(book.title)}</dc:title>\n<dc:language>{escape(book.language)}</dc:language>\n"
        f"<dc:publisher>{_text(book.publisher)}</dc:publisher>\n<dc:source>{_text(book.base_url)}</dc:source>\n"
        f'<meta property="dcterms:modified">{book.modified}T00:00:00Z</meta>\n'
        "</metadata>\n<manifest>\n"
        + "\n".join(items)
        + f"\n</manifest>\n<spine{direction}>{spine}</spine>\n</package>\n"
    )


def _navigation(book: Book, found: tuple[Piece, ...]) -> str:
    entries = "".join(
        f'<li><a href="{one.id}.xhtml"{_language(one.language, book)}>{_text(one.title)}</a></li>\n' for one in found
    )
    inside = f'<nav epub:type="toc"><h1>{_text(book.contents)}</h1><ol>\n{entries}</ol></nav>\n'
    return _page(book.contents, book.language, inside)


def _chapter(piece: Piece) -> str:
    return _page(piece.title, piece.language, "".join(_as_xml(child) for child in piece.root))


def _page(title: str, language: str, inside: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{escape(language)}" xml:lang="{escape(language)}">\n'
        f'<head><title>{_text(title)}</title><link rel="stylesheet" href="style.css"/></head>\n'
        f"<body>\n{inside}</body>\n</html>\n"
    )


def _as_xml(element: Any) -> str:
    text: str = etree.tostring(element, encoding="unicode", method="xml")
    return text


def _text(text: str) -> str:
    """*text* without what XML cannot hold, escaped."""
    return escape("".join(_allowed(text)), quote=False)


def _allowed(text: str) -> Iterator[str]:
    for sign in text:
        if sign in "\t\n\r" or " " <= sign <= "\ud7ff" or "\ue000" <= sign <= "\ufffd" or sign >= "\U00010000":
            yield sign


def _language(language: str, book: Book) -> str:
    return f' lang="{escape(language)}" xml:lang="{escape(language)}"' if language != book.language else ""
