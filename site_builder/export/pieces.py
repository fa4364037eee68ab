"""The pages of an export as pieces of one document: their ids kept apart, their links led to where they now belong."""

from __future__ import annotations

import mimetypes
import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html

from site_builder.model.export import Book
from site_builder.text.urls import base_path, is_external

_LISTS_OF_IDS = ("aria-labelledby", "aria-describedby", "headers", "for")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the document; its root is a `div` whose children are what it says."""

    id: str
    title: str
    language: str
    root: Any


def pieces(book: Book, *, at: Callable[[str, str], str], image: Callable[[str], str]) -> Iterator[Piece]:
    """The cover and the chapters.

    *at* gives the address of a place in the document, by the id of its piece and its own; *image* that of a picture, by
    what it is below the site's root.
    """
    yield _piece(book, "cover", book.title, book.language, book.cover, at=at, image=image)
    for chapter in book.chapters:
        name = piece_id(chapter.slug)
        yield _piece(book, name, chapter.title, chapter.language, chapter.html, at=at, image=image)


def piece_id(slug: str) -> str:
    """The id of a chapter; an id of XML does not begin with a figure."""
    return f"b-{slug}"


def media_type(url: str) -> str:
    """What a picture is, by its name."""
    return mimetypes.guess_type(posixpath.basename(url))[0] or "application/octet-stream"


def _piece(
    book: Book,
    name: str,
    title: str,
    language: str,
    html: str,
    *,
    at: Callable[[str, str], str],
    image: Callable[[str], str],
) -> Piece:
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    root.tail = None
    inside = {chapter.url: piece_id(chapter.slug) for chapter in book.chapters}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.get("id"):
            element.set("id", _apart(name, element.get("id")))
        for attribute in _LISTS_OF_IDS:
            if element.get(attribute):
                element.set(attribute, " ".join(_apart(name, one) for one in element.get(attribute).split()))
        if element.get("href") is not None:
            element.set("href", _led(element.get("href"), book, name, inside, at))
    for picture in list(root.iter("img")):
        _show(picture, book, image)
    return Piece(name, title, language, root)


def _apart(name: str, id_: str) -> str:
    return f"{name}--{id_}"


def _led(href: str, book: Book, name: str, inside: dict[str, str], at: Callable[[str, str], str]) -> str:
    if href.startswith("#"):
        return at(name, _apart(name, href[1:]))
    if is_external(href) or not href.startswith("/"):
        return href
    path, _, fragment = href.removeprefix(base_path(book.base_url)).partition("#")
    if path in inside:
        return at(inside[path], _apart(inside[path], fragment) if fragment else inside[path])
    return f"{book.base_url}{path}{'#' if fragment else ''}{fragment}"


def _show(picture: Any, book: Book, image: Callable[[str], str]) -> None:
    """Show a picture that came along; of any other, say what it shows."""
    url = (picture.get("src") or "").removeprefix(base_path(book.base_url))
    if url in book.images:
        picture.set("src", image(url))
        picture.attrib.pop("loading", None)
        return
    said = lxml.html.Element("span")
    said.text = picture.get("alt") or ""
    said.tail = picture.tail
    picture.getparent().replace(picture, said)
