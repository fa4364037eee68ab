"""What is wrong with a page as browsers, screen readers and search engines meet it, as far as its HTML shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree, html

_HEADINGS = re.compile(r"h[1-6]")
_DATA_SCRIPTS = frozenset({"application/ld+json", "application/json"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a page."""

    code: str
    message: str
    hint: str = ""


def faults(data: bytes, *, language: str, right_to_left: bool, mark: str) -> Iterator[Fault]:
    """All faults of a page (HTML in UTF-8) that should be in *language*.

    *mark* is a class that an element can only have where a text became HTML.
    """
    text = data.decode("utf-8", "replace")
    try:
        tree = html.document_fromstring(text)
    except (etree.ParserError, ValueError) as error:
        yield Fault("SB308", f"the page cannot be read as HTML: {error}")
        return
    if not text.lstrip("\ufeff \n\r\t").lower().startswith("<!doctype html>"):
        yield Fault("SB308", "the page does not begin with <!doctype html>", "browsers would lay it out as in 1998")
    yield from _frame(tree, language, right_to_left)
    yield from _ids(tree)
    yield from _headings(tree)
    yield from _running(tree)
    for element in tree.xpath("//*[contains(@class, $mark)]", mark=mark):
        yield Fault("SB311", f"a text of the content became HTML (<{element.tag}>)", "let Jinja escape it")
    for picture in tree.iter("img"):
        if picture.get("alt") is None:
            yield Fault("SB245", f"the picture {picture.get('src', '')} has no alternative text", "give it an `alt`")


def links(data: bytes) -> tuple[str, ...]:
    """The addresses of a page (HTML in UTF-8) that it links or loads, each once; those of the same page left out."""
    try:
        tree = html.document_fromstring(data.decode("utf-8", "replace"))
    except (etree.ParserError, ValueError):
        return ()
    found = tree.xpath("//@href | //@src | //@poster")
    return tuple(dict.fromkeys(str(target).strip() for target in found if not str(target).startswith("#")))


def _frame(tree: html.HtmlElement, language: str, right_to_left: bool) -> Iterator[Fault]:
    """What every page has once."""
    if tree.get("lang") != language:
        hint = 'write <html lang="{{ page.language }}" dir="{{ page.language|direction }}">'
        yield Fault("SB308", f"the page does not say its language: <html lang> is {tree.get('lang')!r}", hint)
    elif right_to_left and tree.get("dir") != "rtl":
        hint = 'write <html lang="{{ page.language }}" dir="{{ page.language|direction }}">'
        yield Fault("SB308", 'the page is written from right to left and does not say dir="rtl"', hint)
    title = tree.find(".//title")
    if title is None or not (title.text or "").strip():
        yield Fault("SB308", "the page has no <title>", "{{ page.head.title }} is what it is called")
    if not tree.xpath("//meta[@name='viewport']"):
        yield Fault("SB308", 'the page has no <meta name="viewport">', "without it telephones show it tiny")
    for tag, count in (("h1", len(list(tree.iter("h1")))), ("main", len(list(tree.iter("main"))))):
        if count != 1:
            yield Fault("SB308", f"the page has {count or 'no'} <{tag}>", "every page has one")
    first = next(tree.iter("a"), None)
    target = (first.get("href") or "") if first is not None else ""
    if not target.startswith("#") or not tree.xpath("//*[@id=$id]", id=target[1:]):
        hint = 'begin with <a href="#main_text">, and give <main> that id'
        yield Fault("SB308", "the first link does not skip to the text", hint)


def _ids(tree: html.HtmlElement) -> Iterator[Fault]:
    counts = Counter(tree.xpath("//@id"))
    for name, count in counts.items():
        if count > 1:
            yield Fault("SB309", f"the id `{name}` stands {count} times on the page")
    for target in dict.fromkeys(tree.xpath("//a/@href[starts-with(., '#')]")):
        if target[1:] and target[1:] not in counts and not target.startswith("#:~:"):
            yield Fault("SB244", f"the link {target} leads to no part of the page")


def _headings(tree: html.HtmlElement) -> Iterator[Fault]:
    levels = [int(element.tag[1]) for element in tree.iter() if _is_heading(element)]
    if levels and levels[0] != 1:
        yield Fault("SB309", f"the first heading is an <h{levels[0]}>", "begin with <h1>")
    for before, after in pairwise(levels):
        if after > before + 1:
            yield Fault("SB309", f"an <h{after}> follows an <h{before}>", "headings go down one level at a time")


def _running(tree: html.HtmlElement) -> Iterator[Fault]:
    """What the response headers forbid: browsers would leave it out."""
    hint = "put it into a file of the theme's assets"
    for script in tree.iter("script"):
        if not script.get("src") and script.get("type") not in _DATA_SCRIPTS:
            yield Fault("SB310", "the page has a script in it, which the response headers forbid", hint)
    if next(tree.iter("style"), None) is not None:
        yield Fault("SB310", "the page has a <style> in it, which the response headers forbid", hint)
    for element in tree.iter():
        for name in element.attrib if isinstance(element.tag, str) else ():
            if name == "style":
                yield Fault("SB310", f"<{element.tag}> has a `style`, which the response headers forbid", hint)
            elif str(name).startswith("on"):
                yield Fault("SB310", f"<{element.tag}> has `{name}`, which the response headers forbid", hint)


def _is_heading(element: html.HtmlElement) -> bool:
    return isinstance(element.tag, str) and _HEADINGS.fullmatch(element.tag) is not None
