"""Saved web pages: their text by trafilatura in its precision mode, what they say of themselves by `page.py`."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from site_builder.ingest.draft import Draft
from site_builder.ingest.lines import Line
from site_builder.ingest.readers.declared import decode_page
from site_builder.ingest.readers.page import page_clues, read_page
from site_builder.model.article import Clue, Dropped
from site_builder.model.problem import IngestError, Problem

MOST_SIGNS = 12_000_000
"""Characters of a page that are read; what is more is cut off. No article is longer, only what surrounds it."""
MOST_NODES = 100_000
"""Elements of a page that are looked at."""

_SHORT = 400
"""Characters of text below which other ways of reading are tried: the precision mode can be too strict."""
_CODE = re.compile(r"<(script|style|template|svg|noscript|iframe|object|canvas|math)\b[^>]{0,2000}>", re.IGNORECASE)
_DATA_ADDRESS = re.compile(r"data:[\w/+.-]{0,60};base64,[A-Za-z0-9+/=\s]{200,}")
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
_HEADS = {f"h{level}": level for level in range(1, 7)}
_DEEPEST = 150


def read_html(data: bytes, url: str = "") -> Draft:
    """The article on the page *data*: its text without what surrounds it, and what the page says of it.

    Nothing is executed or fetched. Raises IngestError (SB502) where the page has no text, (SB501) where it is no page.
    """
    text, encoding = decode_page(data)
    lines, clues, title, dropped = read_markup(text[:MOST_SIGNS], url)
    return Draft(lines=lines, media_type="text/html", encoding=encoding, clues=clues, title=title, dropped=dropped)


def read_markup(text: str, url: str = "") -> tuple[tuple[Line, ...], tuple[Clue, ...], str | None, tuple[Dropped, ...]]:
    """Lines, clues, headline and what was hidden, of a page that is decoded already."""
    tree = _tree(without_code(text))
    page = read_page(tree, url)
    dropped = tuple(_without_hidden(tree))
    told = _told(page.body)
    lines = _body(tree) or told
    if not lines:
        hint = "is it a page that only a program in the browser fills? Save it from there"
        raise IngestError(Problem("the page holds no text of an article", code="SB502", hint=hint))
    if _length(lines) < _SHORT and _length(told) > 2 * _length(lines):
        lines = told
    return lines, page_clues(page, text), page.title, dropped


def fragment_lines(markup: str) -> tuple[Line, ...]:
    """The lines of a piece of HTML that is an article and nothing else, as feeds and mails carry it."""
    if not markup.strip():
        return ()
    tree = _tree(without_code(markup[:MOST_SIGNS]))
    tuple(_without_hidden(tree))
    return _numbered(_rows(tree))


def without_code(text: str) -> str:
    """*text* without scripts, styles and the like, but for JSON-LD; in one pass, whatever is left open."""
    text = _DATA_ADDRESS.sub("", text)
    lower = text.lower()
    kept: list[str] = []
    position = 0
    unclosed: set[str] = set()
    for match in _CODE.finditer(text):
        name = match[1].lower()
        if match.start() < position or name in unclosed or "ld+json" in match.group():
            continue
        end = lower.find(f"</{name}", match.end())
        if end < 0:
            unclosed.add(name)
            continue
        kept += [text[position : match.start()], " "]
        position = lower.find(">", end) + 1 or len(text)
    kept.append(text[position:])
    return "".join(kept)


def _tree(text: str) -> Any:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        hint = "look at the file: is it a page?"
        raise IngestError(Problem("the page cannot be read as HTML", code="SB501", hint=hint)) from None
    nodes = 0
    for nodes, _ in enumerate(tree.iter(), 1):
        if nodes > MOST_NODES:
            message = f"the page has more than {MOST_NODES:,} elements"
            raise IngestError(Problem(message, code="SB501", hint="save only the article, or its text"))
    return tree


def _without_hidden(tree: Any) -> Iterator[Dropped]:
    """Take out of *tree* what no reader of the page sees, and tell of it."""
    for element in list(tree.iter(etree.Element)):
        style = element.get("style") or ""
        hidden = element.get("hidden") is not None or (style and _HIDDEN_STYLE.search(style))
        if not hidden or element.tag in {"html", "body"} or element.getparent() is None:
            continue
        words = _SPACES.sub(" ", "".join(element.itertext())).strip()
        if words:
            why = "text that the page hides from its readers"
            yield Dropped(line=element.sourceline or 1, text=words[:200], why=why)
        tail = element.tail
        parent, before = element.getparent(), element.getprevious()
        parent.remove(element)
        if tail and before is not None:
            before.tail = (before.tail or "") + tail
        elif tail:
            parent.text = (parent.text or "") + tail


def _body(tree: Any) -> tuple[Line, ...]:
    """The article's lines: strict first, and more generous where hardly anything is left."""
    best: tuple[Line, ...] = ()
    for mode in ({"favor_precision": True}, {}, {"favor_recall": True}):
        lines = _extracted(tree, mode)
        if _length(lines) > (1.5 * _length(best) if best else 0):
            best = lines
        if _length(best) >= _SHORT:
            break
    return best


def _extracted(tree: Any, mode: Mapping[str, Any]) -> tuple[Line, ...]:
    from copy import deepcopy  # noqa: PLC0415  only pages need it

    # It takes 0.3 seconds to load, and only pages need it.
    from trafilatura import bare_extraction  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document: Any = bare_extraction(deepcopy(tree), include_comments=False, include_formatting=True, **mode)
    if document is None or document.body is None:
        return ()
    return _numbered(_rows(document.body))


def _numbered(rows: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line(number, text) for number, text in enumerate(rows, 1) if text)


def _rows(root: Any) -> Iterator[str]:
    """The text of *root*, one row a paragraph, heading or item; blocks are told by their tags, HTML's or TEI's."""
    run: list[str] = []
    mark = ""
    # An explicit stack: hostile pages nest deeper than Python may recurse.
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        block = element.tag in _BLOCKS
        if leaving:
            if block:
                yield from _row(mark, run)
                mark = ""
            if element is not root:
                run.append(element.tail or "")
            continue
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            if element is not root:
                run.append(element.tail or "")
            continue
        if block:
            yield from _row(mark, run)
            mark = _mark(element) or mark
        elif element.tag in {"br", "lb"}:
            yield from _row(mark, run)
        run.append(element.text or "")
        stack.append((element, True))
        stack += [(child, False) for child in reversed(element)]
    yield from _row(mark, run)


_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "blockquote",
        "quote",
        "pre",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "row",
        "cell",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "list",
        "item",
        "body",
        "html",
        "address",
        "nav",
        "form",
        "fieldset",
        "hr",
        "center",
    ]
)
_SKIPPED = frozenset(
    [
        "title",
        "meta",
        "link",
        "script",
        "style",
        "template",
        "svg",
        "noscript",
        "iframe",
        "object",
        "canvas",
        "button",
        "select",
        "textarea",
        "graphic",
    ]
)


def _row(mark: str, run: list[str]) -> Iterator[str]:
    text = _SPACES_BUT_FIXED.sub(" ", "".join(run)).strip()
    run.clear()
    if text:
        yield f"{mark}{text}"


_SPACES_BUT_FIXED = re.compile(r"[^\S\u00a0\u202f]+")


def _mark(element: Any) -> str:
    if element.tag in _HEADS:
        return "#" * _HEADS[element.tag] + " "
    if element.tag == "head":
        level = (element.get("rend") or "h2").removeprefix("h")
        return "#" * (int(level) if level.isdigit() else 2) + " "
    return "- " if element.tag in {"li", "item"} else ""


def _told(body: str | None) -> tuple[Line, ...]:
    """The text that a page's JSON-LD holds: without paragraphs where the publisher left them out."""
    if not body:
        return ()
    if "<p" in body.lower():
        return fragment_lines(body)
    return _numbered(_SPACES_BUT_FIXED.sub(" ", row).strip() for row in body.split("\n"))


def _length(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)
