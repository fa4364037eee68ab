"""markdown-it with less to do: each rule is asked only where it can begin, and plain text and plain tags are quick.

What comes out is what markdown-it makes without this file, sign by sign; only the way there is shorter.
`tests/content/test_parsers.py` holds the two together.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

_BLOCK_STARTS: Final[Mapping[str, str]] = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "raw_html": "<",
    "heading": "#",
}
"""The first signs of blocks, of the rules that look at them; others may begin with any sign."""
_INLINE_STARTS: Final[Mapping[str, str]] = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "wiki": "[",
    "footnote_inline": "^",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "raw_html": "<",
    "entity": "&",
}
"""The same for what stands within blocks, where every rule but `text` begins with a sign of its own."""
_SIGN = re.compile(f"[{re.escape(''.join(sorted(set(''.join(_INLINE_STARTS.values())))))}]")
_PLAIN_LINK = re.compile(
    r"(?:https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?=[/?#]|$))?(?!//)(?:[A-Za-z0-9_.~/?=#-]|%[0-9A-F]{2})*"
)
"""Addresses that stay as they are when they are normalised."""


class Parser(MarkdownIt):
    """The parts below, and no opinion on where a link may lead."""

    def __init__(self, preset: str, options: MutableMapping[str, Any] | None = None, *, depth: int) -> None:
        """*depth* is that of blocks, where `Blocks` gives up."""
        super().__init__("zero", renderer_cls=Renderer)
        self.block = Blocks(depth)
        self.inline = Inlines()
        self.configure(preset, {**(options or {}), "html": False, "xhtmlOut": False})

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the names of markdown-it
        """True: an unsafe link is told as a problem by `Reading`; markdown-it would show its source, without a word."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """*url* percent-encoded."""
        return url if _PLAIN_LINK.fullmatch(url) else super().normalizeLink(url)


class TooDeepError(Exception):
    """Blocks nest deeper than is allowed: the line, from 0."""


class Blocks(ParserBlock):
    """The blocks of markdown-it, which says nothing where it stops at too deep a level."""

    def __init__(self, depth: int) -> None:
        super().__init__()
        self._depth = depth

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """As in markdown-it, but for the rules that are left out and the end at too deep a level."""
        if state.level >= self._depth:
            raise TooDeepError(startLine)
        line, empty = startLine, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            for rule in self._rules(state.src[state.bMarks[line] + state.tShift[line]]):
                if rule(state, line, endLine, False):
                    break
            state.tight = not empty
            line = state.line
            # A paragraph may have taken the empty line behind it, in a list within a list.
            empty = empty or ((line - 1) < endLine and state.isEmpty(line - 1))
            if line < endLine and state.isEmpty(line):
                empty = True
                line += 1
                state.line = line

    def _rules(self, sign: str) -> tuple[Callable[..., bool], ...]:
        return self._by_sign.get(sign, self._others)

    @functools.cached_property
    def _by_sign(self) -> Mapping[str, tuple[Callable[..., bool], ...]]:
        return _by_sign(self.ruler, _BLOCK_STARTS)

    @functools.cached_property
    def _others(self) -> tuple[Callable[..., bool], ...]:
        return _beginning_with("", self.ruler, _BLOCK_STARTS)


class Inlines(ParserInline):
    """What stands within blocks."""

    def parse(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        """As in markdown-it: the tokens of *src* are put into *tokens*, which are empty."""
        if _SIGN.search(src) is None:
            if src:
                tokens.append(Token("text", "", 0, content=src))
            return tokens
        return super().parse(src, md, env, tokens)

    def tokenize(self, state: StateInline) -> None:
        """As in markdown-it, in one leap from sign to sign."""
        source, end = state.src, state.posMax
        deepest = state.md.options["maxNesting"]
        while (at := state.pos) < end:
            found = _SIGN.search(source, at, end)
            sign = found.start() if found is not None else end
            if sign > at:
                state.append_pending(source[at:sign])
                state.pos = sign
                if sign == end:
                    break
            for rule in self._by_sign[source[sign]] if state.level < deepest else ():
                if rule(state, False):
                    break
            else:
                state.append_pending(source[sign])
                state.pos = sign + 1
        if state.pending:
            state.pushPending()

    @functools.cached_property
    def _by_sign(self) -> Mapping[str, tuple[Callable[..., bool], ...]]:
        return _by_sign(self.ruler, _INLINE_STARTS)


def _by_sign(ruler: Any, starts: Mapping[str, str]) -> dict[str, tuple[Callable[..., bool], ...]]:
    """For each sign the rules that may begin with it, in the order of *ruler*."""
    return {sign: _beginning_with(sign, ruler, starts) for sign in set("".join(starts.values()))}


def _beginning_with(sign: str, ruler: Any, starts: Mapping[str, str]) -> tuple[Callable[..., bool], ...]:
    named = zip(ruler.get_active_rules(), ruler.getRules(""), strict=True)
    return tuple(
        rule for name, rule in named if name != "text" and (name not in starts or (sign and sign in starts[name]))
    )


class Renderer(RendererHTML):
    """HTML of tokens; tags without attributes, which are most of them, are put together in one step."""

    def renderToken(  # noqa: N802
        self,
        tokens: Sequence[Token],
        idx: int,
        options: OptionsDict,  # noqa: ARG002
        env: MutableMapping[str, Any],  # noqa: ARG002
    ) -> str:
        """As in markdown-it, where `xhtmlOut` is off."""
        token = tokens[idx]
        if token.hidden:
            return ""
        attributes = self.renderAttrs(token) if token.attrs else ""
        if not token.block:
            return f"</{token.tag}{attributes}>" if token.nesting == -1 else f"<{token.tag}{attributes}>"
        if token.nesting == -1:
            return f"</{token.tag}{attributes}>\n"
        start = "\n<" if idx and tokens[idx - 1].hidden else "<"
        end = ">\n"
        if token.nesting == 1 and idx + 1 < len(tokens):
            following = tokens[idx + 1]
            is_closed = following.nesting == -1 and following.tag == token.tag
            if following.type == "inline" or following.hidden or is_closed:
                end = ">"
        return f"{start}{token.tag}{attributes}{end}"
