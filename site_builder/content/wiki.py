r"""`[[TikTok]]`, `[[TikTok|the app]]`, `[[topic:regulation]]` and evidence, `[[p4]]`, in Markdown.

The label is plain text. In a table the bar is written `\|`, as in GitHub's Markdown, where a bar ends the cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from site_builder.text.evidence import parse_evidence

_WIKI = re.compile(r"\[\[(?P<target>[^\[\]|]{1,200})(?:\|(?P<label>[^\[\]]{1,200}))?\]\]")
_PREFIX = re.compile(r"(?:topic|entity|source|briefing|page):[ \t]*(?=.)", re.IGNORECASE)


def wiki_plugin(parser: MarkdownIt, gap: str) -> None:
    """Teach *parser* the rule; *gap* marks the places that are filled in later.

    The tokens are called `wiki`; their `content` is the target, their `tag` is `wiki` or `evidence`, and in their
    `meta` stand `label` (may be empty), `name` (what a reader sees of it where the target is not known), `breaks` (line
    breaks within it) and `at` (as in `places`).
    """

    def render(_renderer: Any, tokens: Sequence[Token], number: int, _options: Any, _env: Any) -> str:
        token = tokens[number]
        label = escapeHtml(token.meta["label"]) if token.meta["label"] else gap
        return f'<a class="{token.tag}" href="{gap}">{label}</a>'

    parser.inline.ruler.before("link", "wiki", wiki)
    parser.add_render_rule("wiki", render)


def wiki(state: StateInline, silent: bool) -> bool:
    """The rule: whether a wiki link begins at the state's position; pushes its token unless *silent*."""
    # A link cannot stand within a link.
    if state.linkLevel or not state.src.startswith("[[", state.pos):
        return False
    match = _WIKI.match(state.src, state.pos, state.posMax)
    if match is None or not match["target"].strip():
        return False
    if not silent:
        token = state.push("wiki", "", 0)
        token.content = " ".join(match["target"].split())
        token.tag = "wiki" if parse_evidence(token.content) is None else "evidence"
        label = " ".join((match["label"] or "").split())
        name = label or _PREFIX.sub("", token.content, count=1)
        token.meta = {"label": label, "name": name, "breaks": match.group().count("\n"), "at": match.start()}
    state.pos = match.end()
    return True
