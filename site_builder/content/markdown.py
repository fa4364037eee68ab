"""Markdown to HTML with gaps: CommonMark, tables, footnotes, strikethrough, heading anchors and wiki links.

What a link within the site leads to is not known here, so its address is left as a gap and told as a `Reference`.
Raw HTML is text like any other, unless a site allows some (`raw_html.py`), and there are no inline styles: both serve
the strict content security policy.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from markdown_it.rules_core import StateCore, text_join
from mdit_py_plugins.footnote import footnote_plugin

from site_builder.content.parsers import Parser, TooDeepError
from site_builder.content.places import places_plugin
from site_builder.content.raw_html import has_raw_html, raw_html_plugin, sanitised, without_marks
from site_builder.content.tokens import GAP, Reading
from site_builder.content.wiki import wiki_plugin
from site_builder.model.briefing import Body, Outline
from site_builder.model.config import Limits, MarkdownOptions
from site_builder.model.problem import ContentError, Problem
from site_builder.text.fingerprint import fingerprint

DEPTH = 32
"""Levels of blocks; a quotation is one, a list two. Beyond it markdown-it would leave the text out, without a word."""
INLINE_DEPTH = 10
"""Levels of brackets within brackets; what is deeper is text. The time for a text of brackets grows with it."""
QUOTES = 2000
"""Quotation marks of one block that the typographer takes on: its time grows with the square of them."""

_QUOTE = re.compile(r"['\"]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A rendered text: what others may know of it, and the HTML itself."""

    outline: Outline
    body: Body


def render_markdown(
    text: str, options: MarkdownOptions, *, first_line: int = 1, limits: Limits | None = None
) -> Marked:
    """*text* as HTML with gaps; *first_line* is its place in the file, for messages.

    Raises ContentError for links of schemes that are not allowed, and for texts that are too long or nest too deep.
    """
    most = (limits or Limits()).markdown_characters
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")
    if len(text) > most:
        hint = "split it, or raise `limits: markdown_characters:` in site.yml"
        message = f"the text has more than {most:,} characters"
        raise ContentError(Problem(message, code="SB113", line=first_line, hint=hint))
    allows_html = options.html == "sanitise"
    if allows_html:
        text = without_marks(text)
    parser = _parser(options.typographer, allows_html)
    env: dict[str, Any] = {}
    try:
        tokens = parser.parse(text, env)
    except TooDeepError as error:
        too_deep = _TooMuchError(error.args[0], "lists and quotations nest too deep here", "flatten them")
        raise ContentError(too_deep.problem(first_line)) from None
    except _TooMuchError as error:
        raise ContentError(error.problem(first_line)) from None
    reading = Reading(text.split("\n"), first_line)
    reading.read(tokens, env)
    if reading.problems:
        raise ContentError(*reading.problems)
    rendered = parser.renderer.render(tokens, parser.options, env)
    references = reading.references
    if allows_html and has_raw_html(tokens):
        rendered, order = sanitised(rendered, GAP)
        references = [references[number] for number in order]
    pieces = tuple(rendered.split(GAP))
    outline = Outline(
        fingerprint=fingerprint(pieces),
        references=tuple(references),
        headings=tuple(reading.headings),
        words=reading.words,
        remarks=tuple(reading.remarks),
    )
    return Marked(outline, Body(html=pieces))


class _TooMuchError(Exception):
    """The text asks for more than a page is worth: a line (from 0), a message and a hint."""

    def problem(self, first_line: int) -> Problem:
        line, message, hint = self.args
        return Problem(message, code="SB113", line=line + first_line, hint=hint)


_NOTES = '<hr class="footnotes-sep">\n<div class="footnotes" role="doc-endnotes">\n<ol class="footnotes-list">\n'


@functools.cache
def _parser(typographer: bool, allows_html: bool) -> Parser:
    """A parser of blocks, which has another one for what stands within them: markdown-it counts both depths as one."""
    parser = Parser("commonmark", {"maxNesting": DEPTH, "typographer": typographer}, depth=DEPTH)
    parser.enable(["table"])
    # `render_markdown` has done it.
    parser.disable(["normalize"])
    parser.use(footnote_plugin)
    parser.use(wiki_plugin, gap=GAP)
    parser.core.ruler.at("inline", functools.partial(_read_inlines, _inline_parser(allows_html)))
    parser.core.ruler.at("text_join", _join_texts)
    parser.core.ruler.before("footnote_tail", "footnotes_defined", _note_footnotes)
    if typographer:
        parser.enable(["replacements", "smartquotes"])
        parser.core.ruler.before("smartquotes", "quotes_counted", _count_quotes)
    if allows_html:
        parser.use(raw_html_plugin)
    parser.add_render_rule("table_open", lambda *_: '<div class="table-scroll" tabindex="0"><table>\n')
    parser.add_render_rule("table_close", lambda *_: "</table></div>\n")
    # A section would want a heading, for which there are no words here that are in the text's language.
    parser.add_render_rule("footnote_block_open", lambda *_: _NOTES)
    parser.add_render_rule("footnote_block_close", lambda *_: "</ol>\n</div>\n")
    return parser


@functools.cache
def _inline_parser(allows_html: bool) -> Parser:
    parser = Parser("commonmark", {"maxNesting": INLINE_DEPTH}, depth=DEPTH)
    parser.enable(["strikethrough"])
    parser.use(footnote_plugin)
    parser.use(places_plugin)
    parser.use(wiki_plugin, gap=GAP)
    if allows_html:
        parser.use(raw_html_plugin)
    return parser


def _read_inlines(parser: Parser, state: StateCore) -> None:
    parse, env = parser.inline.parse, state.env
    for token in state.tokens:
        if token.type == "inline" and "html" not in token.meta:
            parse(token.content, parser, env, token.children if token.children is not None else [])


def _join_texts(state: StateCore) -> None:
    """The rule of markdown-it, where it finds work: only escapes and entities leave texts apart."""
    if any(token.type == "inline" and ("\\" in token.content or "&" in token.content) for token in state.tokens):
        text_join(state)


def _note_footnotes(state: StateCore) -> None:
    """Keep where footnotes are defined: those that nothing refers to vanish in the next step."""
    opened = (token for token in state.tokens if token.type == "footnote_reference_open")
    state.env["defined"] = [(token.meta["label"], token.map[0] if token.map else 0) for token in opened]


def _count_quotes(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and len(_QUOTE.findall(token.content)) > QUOTES:
            message = f"more than {QUOTES:,} quotation marks stand in one paragraph"
            hint = "split it, or set `typographer: false` under `markdown:` in site.yml"
            raise _TooMuchError(token.map[0] if token.map else 0, message, hint)
