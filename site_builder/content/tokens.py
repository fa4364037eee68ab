"""One walk over the tokens of a Markdown text: what it refers to, its headings, its length, and what is wrong with it.

On the way the tokens are made ready for rendering: addresses within the site become gaps, headings get their ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from site_builder.content.places import Piece
from site_builder.content.words import count_words
from site_builder.model.briefing import Heading, Reference, ReferenceKind, ReferencePart
from site_builder.model.problem import Problem
from site_builder.text.slugs import slugify
from site_builder.text.suggestions import Suggester
from site_builder.text.urls import is_external, is_safe_link

GAP = "\0"
"""Marks a gap in the HTML; markdown-it replaces any NUL of the author's."""
RESERVED_IDS = frozenset({"main", "main_text", "content", "top"})
"""Places that the templates of themes have of their own; so are `source-1`, `p-1`, `fn1` and their like."""

_RESERVED_ID = re.compile(r"(?:source|point|p)-?\d+|fn(?:ref)?\d*(?:-\d+)?")
_ALIGN = re.compile(r"text-align:\s*(left|right|center)")
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\s]{1,60})\]")


class Reading:
    """What is found on the way, for one text."""

    def __init__(self, lines: Sequence[str], first_line: int) -> None:
        """*lines* are those of the text, which begins in line *first_line* of its file."""
        self.references: list[Reference] = []
        self.headings: list[Heading] = []
        self.problems: list[Problem] = []
        """What no page can be made with."""
        self.remarks: list[Problem] = []
        """What the site's rules may object to."""
        self.words = 0
        self._lines = lines
        self._first_line = first_line
        self._ids: dict[str, int] = {}
        self._fragments: list[tuple[str, int, int | None]] = []
        self._notes: dict[int, Piece] = {}
        self._piece = Piece(text="", line=0, source=lines)
        self._said: list[str] = []
        """Texts whose words are counted at the end."""

    def read(self, tokens: list[Token], env: dict[str, Any]) -> None:
        """Walk over *tokens*, all of a text, in the order in which they are rendered; *env* is the parser's."""
        shift = 1 if any(token.type == "heading_open" and token.tag == "h1" for token in tokens) else 0
        for number, token in enumerate(tokens):
            if token.type in {"heading_open", "heading_close"}:
                token.tag = f"h{min(6, int(token.tag[1]) + shift)}"
            elif token.type in {"th_open", "td_open"}:
                _class_for_style(token)
            if token.type == "heading_open":
                self._heading(token, tokens[number + 1])
            elif token.type == "footnote_open":
                self._piece = self._notes.get(token.meta["id"], self._piece)
            elif token.type in {"fence", "code_block"}:
                self._said.append(token.content)
            elif token.type == "inline":
                self._inline(token)
        self.words = count_words(self._said)
        self._check_fragments()
        self._check_footnotes(env)

    def _heading(self, opening: Token, inline: Token) -> None:
        text = " ".join("".join(_plain(inline.children or ())).split())
        name = self._new_id(slugify(text) or "part")
        opening.attrSet("id", name)
        self.headings.append(Heading(level=int(opening.tag[1]), id=name, text=text))

    def _new_id(self, base: str) -> str:
        taken = base in self._ids or base in RESERVED_IDS or _RESERVED_ID.fullmatch(base) is not None
        name, number = base, self._ids.get(base, 1)
        while taken:
            number += 1
            name = f"{base}-{number}"
            taken = name in self._ids
        self._ids[base] = number
        self._ids.setdefault(name, 1)
        return name

    def _inline(self, token: Token) -> None:
        if token.map is not None:
            before = self._piece if self._piece.line == token.map[0] else None
            self._piece = Piece(text=token.content, line=token.map[0], source=self._lines, before=before)
        line = self._piece.line
        for child in token.children or ():
            match child.type:
                case "softbreak" | "hardbreak":
                    line += 1
                case "text":
                    self._said.append(child.content)
                    self._check_notes(child.content, line)
                case "code_inline":
                    self._said.append(child.content)
                case "wiki":
                    self._wiki(child)
                    line += child.meta["breaks"]
                case "link_open":
                    self._address(child, "href", "link")
                case "image":
                    self._image(child)
                case "footnote_ref" if "at" in child.meta:
                    self._notes[child.meta["id"]] = self._piece.note(child.meta["at"])

    def _wiki(self, token: Token) -> None:
        kind: ReferenceKind = "evidence" if token.tag == "evidence" else "wiki"
        line, column = self._place(token)
        parts: tuple[ReferencePart, ...] = ("url",) if token.meta["label"] else ("url", "name")
        for part in parts:
            self.references.append(Reference(kind=kind, target=token.content, part=part, line=line, column=column))
        if kind == "wiki" or token.meta["label"]:
            self._said.append(token.meta["name"])

    def _image(self, token: Token) -> None:
        line, column = self._place(token)
        alt = "".join(_plain(token.children or ()))
        # What the picture shows may be said with a wiki link, which an attribute cannot hold.
        token.children = [Token("text", "", 0, content=alt)]
        if not alt.strip():
            hint = "say in the square brackets what the picture shows"
            self._remark("SB206", "the image has no alternative text", line, column, hint)
        token.attrSet("loading", "lazy")
        self._address(token, "src", "image")

    def _address(self, token: Token, attribute: str, kind: ReferenceKind) -> None:
        url = str(token.attrGet(attribute) or "")
        line, column = self._place(token)
        if not is_safe_link(url) or not is_safe_link(unquote(url)):
            scheme = unquote(url).partition(":")[0].strip()
            message = f"links with `{scheme[:40]}:` are not allowed"
            hint = "use http, https, mailto or tel"
            if kind == "image":
                message, hint = f"images with `{scheme[:40]}:` are not allowed", "put the picture into content/assets"
            self.problems.append(Problem(message, code="SB150", line=line, column=column, hint=hint))
        elif not url:
            self._remark("SB202", f"the {kind} has no address", line, column, "write it between the parentheses")
        elif url.startswith("#") and kind == "link":
            self._fragments.append((unquote(url[1:]), line, column))
        elif is_external(url):
            self._external(token, url, kind, line, column)
        else:
            self.references.append(Reference(kind=kind, target=url, part="url", line=line, column=column))
            token.attrSet(attribute, GAP)

    def _external(self, token: Token, url: str, kind: ReferenceKind, line: int, column: int | None) -> None:
        if kind == "image":
            hint = "put it into content/assets; the site's security policy lets browsers load nothing from elsewhere"
            self._remark("SB207", "the image lies on another host, and will not be shown", line, column, hint)
        elif not url.startswith(("mailto:", "tel:")):
            token.attrSet("rel", "external")

    def _place(self, token: Token) -> tuple[int, int | None]:
        """The line in the file and the column of *token*, both from 1."""
        line, column = self._piece.place(token.meta.get("at", 0))
        return line + self._first_line, column

    def _check_notes(self, text: str, line: int) -> None:
        for match in _FOOTNOTE.finditer(text) if "[^" in text else ():
            hint = f"add a line `[^{match['label']}]: ...`, or write a backslash before the bracket"
            self._remark("SB205", f"the footnote `{match.group()}` is not written", line + self._first_line, None, hint)

    def _check_fragments(self) -> None:
        suggest = Suggester(self._ids)
        for fragment, line, column in self._fragments:
            if fragment not in self._ids and not _RESERVED_ID.fullmatch(fragment):
                hint = suggest(fragment) or f"the headings are {_some(heading.id for heading in self.headings)}"
                self._remark("SB203", f"`#{fragment[:80]}` leads to no heading of this text", line, column, hint)

    def _check_footnotes(self, env: dict[str, Any]) -> None:
        refs = env.get("footnotes", {}).get("refs", {})
        first: dict[str, int] = {}
        for label, at in env.get("defined", ()):
            line = at + self._first_line
            if label in first:
                message = f"the footnote `[^{label[:60]}]` is written twice, first in line {first[label]}"
                self._remark("SB205", message, line, None, "give one of them another name: only one of them is shown")
            elif refs.get(f":{label}", -1) < 0:
                message = f"nothing refers to the footnote `[^{label[:60]}]`, so it is not shown"
                self._remark("SB205", message, line, None, "refer to it, or delete it")
            first.setdefault(label, line)

    def _remark(self, code: str, message: str, line: int, column: int | None, hint: str) -> None:
        self.remarks.append(Problem(message, code=code, line=line, column=column, hint=hint))


def _class_for_style(token: Token) -> None:
    match = _ALIGN.search(str(token.attrs.pop("style", "")))
    if match is not None:
        token.attrSet("class", f"align-{match.group(1)}")


def _plain(tokens: Sequence[Token]) -> Iterator[str]:
    """What a reader sees of *tokens*, without markup and without the numbers of evidence and footnotes."""
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                yield token.content
            case "softbreak" | "hardbreak":
                yield " "
            case "wiki" if token.tag == "wiki" or token.meta["label"]:
                yield token.meta["name"]
            case "image":
                yield from _plain(token.children or ())


def _some(names: Iterable[str]) -> str:
    known = list(names)
    return ", ".join(known[:10]) + (" ..." if len(known) > 10 else "") or "none"
