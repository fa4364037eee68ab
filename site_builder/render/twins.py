"""The Markdown twin of a briefing's page, for programs that read text: `index.md` beside `index.html`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import html
from lxml.etree import _Element

from site_builder.model.briefing import Body
from site_builder.model.config import Config
from site_builder.model.page import Page
from site_builder.model.theme import Theme
from site_builder.model.views import BriefingView
from site_builder.render import locales
from site_builder.render.feeds import filled, whole
from site_builder.render.words import page_words

_LANGUAGES = 64
"""Languages whose words stay at hand."""
# Pure memoisation, by the identity of the theme, which is not reused while it is held here.
_WORDS: dict[tuple[int, str, str], tuple[Theme, Mapping[str, str]]] = {}

_SPACE = re.compile(r"\s+")
_SIGNS = re.compile(r"([\\`*_\[\]<>])")
_LINE_START = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s)", re.MULTILINE)
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**", "s": "~~", "del": "~~"}
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_BLOCKS = frozenset({*_HEADINGS, "p", "ul", "ol", "blockquote", "pre", "table", "hr", "div", "section", "figure", "dl"})


def twin(page: Page, *, theme: Theme, config: Config, bodies: Mapping[str, Body]) -> bytes:
    """The Markdown (CommonMark, with tables) of the briefing of *page*, UTF-8; all its addresses are whole.

    *bodies* holds at least the bodies that `page.texts` names, by fingerprint; of *theme* only the words are used.
    """
    shown = page.view
    if not isinstance(shown, BriefingView):
        raise TypeError(f"{page.url} is no briefing")
    words = _words(theme, page.language, config.language)
    card = shown.card
    parts = [f"# {_escaped(card.title)}", _escaped(card.summary), _facts(shown, words, config)]
    if shown.key_points:
        points = "\n".join(f"- {_escaped(point.text)}" for point in shown.key_points)
        parts.append(f"## {_escaped(words.get('key_points', 'Key points'))}\n\n{points}")
    base = whole(card.url, config)
    parts += markdown_blocks(filled(bodies[shown.body.fingerprint], shown.body), base, config.base_url)
    if shown.articles:
        unnamed = words.get("untitled_article", "An article")
        named = (_escaped(one.title or one.publisher or unnamed) for one in shown.articles)
        rows = [
            f"{number}. [{name}]({one.url})" if one.url else f"{number}. {name}"
            for number, (name, one) in enumerate(zip(named, shown.articles, strict=True), 1)
        ]
        parts.append("\n".join([f"## {_escaped(words.get('provenance', 'Sources'))}\n", *rows]))
    return ("\n\n".join(filter(None, parts)) + "\n").encode("utf-8", "replace")


def markdown_blocks(text: str, url: str, root: str) -> list[str]:
    """The HTML *text* of a body as blocks of Markdown.

    Links that begin with `#` lead to *url*, those that begin with `/` below *root*.
    """
    if not text.strip():
        return []
    parsed = html.fragment_fromstring(text, create_parent="div")
    return [*_Reader(url, root).blocks(parsed)]


def _words(theme: Theme, language: str, site: str) -> Mapping[str, str]:
    """`page_words`, put together once: it took a quarter of the time of a page."""
    key = (id(theme), language, site)
    if key not in _WORDS:
        if len(_WORDS) >= _LANGUAGES:
            _WORDS.clear()
        _WORDS[key] = (theme, page_words(theme, language, site))
    return _WORDS[key][1]


def _facts(shown: BriefingView, words: Mapping[str, str], config: Config) -> str:
    card = shown.card
    rows = [
        (
            words.get("published", "Published"),
            locales.date(card.date, "long", card.language) if card.date is not None else "",
        ),
        (words.get("source", "Source"), card.source.name if card.source is not None else ""),
        (words.get("original", "Original"), f"<{shown.original_url}>" if shown.original_url is not None else ""),
        (words.get("topics", "Topics"), ", ".join(topic.name for topic in card.topics)),
        ("URL", f"<{whole(card.url, config)}>"),
    ]
    return "\n".join(
        f"- {_escaped(name)}: {value if value.startswith('<') else _escaped(value)}" for name, value in rows if value
    )


class _Reader:
    """Makes Markdown of elements; knows where addresses start from."""

    def __init__(self, url: str, root: str) -> None:
        self.url = url
        self.root = root

    def blocks(self, parent: _Element) -> Iterator[str]:
        """The blocks below *parent*, one after the other."""
        loose = _text(parent.text)
        for child in parent:
            if child.tag in _BLOCKS:
                if loose.strip():
                    yield loose.strip()
                loose = ""
                yield from self._block(child)
            else:
                loose += self._inline(child)
            loose += _text(child.tail)
        if loose.strip():
            yield loose.strip()

    def _block(self, element: _Element) -> Iterator[str]:
        tag = str(element.tag)
        match tag:
            case "p":
                yield _LINE_START.sub(r"\1\\\2", self._inlines(element))
            case "pre":
                yield f"```\n{''.join(element.itertext()).rstrip()}\n```"
            case "hr":
                yield "---"
            case "ul" | "ol":
                yield self._list(element, ordered=tag == "ol")
            case "blockquote":
                yield _behind("> ", "\n\n".join(self.blocks(element)))
            case "table":
                yield self._table(element)
            case _ if tag in _HEADINGS:
                yield f"{_HEADINGS[tag]} {self._inlines(element)}"
            case _:
                yield from self.blocks(element)

    def _list(self, element: _Element, *, ordered: bool) -> str:
        first = int(element.get("start") or 1)
        items = []
        for number, item in enumerate(element, first):
            mark = f"{number}. " if ordered else "- "
            text = "\n\n".join(self.blocks(item))
            items.append(mark + _behind(" " * len(mark), text)[len(mark) :] if text else mark.rstrip())
        return "\n".join(items)

    def _table(self, element: _Element) -> str:
        rows = [[self._inlines(cell).replace("|", r"\|") for cell in row] for row in element.iter("tr")]
        width = max(map(len, rows), default=0)
        if not width:
            return ""
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
        return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])

    def _inlines(self, parent: _Element) -> str:
        pieces = [_text(parent.text)]
        for child in parent:
            pieces += (self._inline(child), _text(child.tail))
        return "".join(pieces).strip()

    def _inline(self, element: _Element) -> str:
        tag = str(element.tag)
        if tag == "br":
            return "\\\n"
        if tag == "img":
            return f"![{_escaped(element.get('alt') or '')}]({self._whole(element.get('src') or '')})"
        if tag == "code":
            return _code("".join(element.itertext()))
        inner = self._inlines(element)
        if not inner:
            return ""
        if tag == "a" and element.get("href"):
            return f"[{inner}]({self._whole(element.get('href') or '')})"
        mark = _MARKS.get(tag, "")
        return f"{mark}{inner}{mark}"

    def _whole(self, address: str) -> str:
        if address.startswith("#"):
            address = self.url + address
        elif address.startswith("/") and not address.startswith("//"):
            address = self.root + address
        return address.replace(" ", "%20").replace("(", "%28").replace(")", "%29")


def _text(text: str | None) -> str:
    if not text:
        return ""
    # Nothing to join in most texts, which is seen at once.
    return _escaped(text if text.isprintable() and "  " not in text else _SPACE.sub(" ", text))


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _behind(mark: str, text: str) -> str:
    return "\n".join(f"{mark}{line}".rstrip() if not line else mark + line for line in text.split("\n"))
