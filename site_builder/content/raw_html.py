"""HTML within Markdown, where `markdown: {html: sanitise}` allows it: few tags, in pairs, and nh3 over the whole.

What is not allowed stays the text that it is without the setting, so nothing vanishes unseen: tags and attributes that
are on no list, tags without their other half, addresses of other schemes. Tags that pass are written anew from what was
read of them; `a` and `img` become links and images of Markdown, with all that is checked there. Comments are left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from site_builder.text.urls import ALLOWED_SCHEMES, is_safe_link

DEPTH = 20
"""Tags of HTML within one another."""
LONGEST = 2_000
"""Characters of a tag."""

_EVERY = frozenset({"dir", "lang"})
_PLAIN = frozenset[str]()
_PHRASES: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "rp", "rt"), _PLAIN),
    **dict.fromkeys(("ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var", "br", "wbr"), _PLAIN),
    "a": frozenset({"href", "title"}),
    "abbr": frozenset({"title"}),
    "data": frozenset({"value"}),
    "del": frozenset({"datetime"}),
    "img": frozenset({"alt", "height", "src", "title", "width"}),
    "ins": frozenset({"datetime"}),
    "time": frozenset({"datetime"}),
}
_BLOCKS: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("aside", "blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "hr"), _PLAIN),
    **dict.fromkeys(("li", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"), _PLAIN),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "details": frozenset({"open"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"abbr", "colspan", "rowspan", "scope"}),
}
_ALLOWED: Final[Mapping[str, frozenset[str]]] = {**_PHRASES, **_BLOCKS}
_ROWS = frozenset({"tbody", "tfoot"})
_ENDED_BY: Final[Mapping[str, frozenset[str]]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dd", "dt"}),
    "dd": frozenset({"dd", "dt"}),
    "td": frozenset({"td", "th", "tr"}) | _ROWS,
    "th": frozenset({"td", "th", "tr"}) | _ROWS,
    "tr": frozenset({"tr"}) | _ROWS,
    "thead": _ROWS,
    "tbody": _ROWS,
    "tfoot": _ROWS,
}
"""Tags that need no other half within one that has it, and what ends them
(html.spec.whatwg.org/multipage/syntax.html#optional-tags)."""
_VOID = frozenset({"br", "col", "hr", "img", "wbr"})
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)"
    r"(?P<attributes>(?:\s+[a-zA-Z_:][a-zA-Z0-9_:.-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*)\s*/?>"
)
"""An open or a closing tag as CommonMark 0.31 has it (spec.commonmark.org/0.31.2/#raw-html)."""
_ATTRIBUTE = re.compile(r"\s+([^\s=]+)(?:\s*=\s*('[^']*'|\"[^\"]*\"|[^\s\"']+))?")
_COMMENT = re.compile(r"<!--[^<>]{0,2000}-->")
_OWN: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6", "p", "section"], _PLAIN),
    "pre": _PLAIN,
    "a": frozenset({"rel"}),
    "div": frozenset({"role", "tabindex"}),
    "img": frozenset({"loading"}),
    "*": frozenset({"class", "id", *_EVERY}),
}
"""What our own HTML has besides; the tags of authors have lost it before."""
_GAP_BEGINS, _GAP_ENDS = "\ufdd0", "\ufdd1"
"""They stand around the number of a gap while nh3 reads: Unicode has them for a program's own use."""
_GAP = re.compile(f"{_GAP_BEGINS}([0-9]+){_GAP_ENDS}")


def raw_html_plugin(parser: MarkdownIt) -> None:
    """Teach *parser* the allowed tags; where blocks have another parser than what stands in them, teach both."""
    parser.block.ruler.before("heading", "raw_html", _block, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.inline.ruler.before("autolink", "raw_html", _inline)
    parser.core.ruler.push("raw_html", _settle)


def without_marks(text: str) -> str:
    """*text* without the signs that `sanitised` needs for itself."""
    return text.replace(_GAP_BEGINS, "\N{REPLACEMENT CHARACTER}").replace(_GAP_ENDS, "\N{REPLACEMENT CHARACTER}")


def has_raw_html(tokens: Iterable[Token]) -> bool:
    """Whether an author's tag is among *tokens*, or within one of them."""
    return any("html" in child.meta for token in tokens for child in token.children or ())


def sanitised(text: str, gap: str) -> tuple[str, list[int]]:
    """*text* as nh3 lets it pass, every element closed; and of which number (from 0) the gaps are that stand in it now.

    A parser of HTML may move what stands at an impossible place, such as text between the rows of a table.
    """
    pieces = text.split(gap)
    numbered = [piece + f"{_GAP_BEGINS}{number}{_GAP_ENDS}" for number, piece in enumerate(pieces[:-1])]
    clean = _cleaner().clean("".join([*numbered, pieces[-1]]))
    return _GAP.sub(gap, clean), [int(number) for number in _GAP.findall(clean)]


def _cleaner() -> nh3.Cleaner:
    names = {*_ALLOWED, *_OWN} - {"*"}
    return nh3.Cleaner(
        tags=names,
        clean_content_tags=set(),
        attributes={name: {*_ALLOWED.get(name, ()), *_OWN.get(name, ())} for name in [*names, "*"]},
        url_schemes=set(ALLOWED_SCHEMES),
        link_rel=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Raw:
    """A tag that an author wrote, of an allowed name with allowed attributes."""

    name: str
    end: bool
    attributes: Mapping[str, str]

    @property
    def is_block(self) -> bool:
        return self.name in _BLOCKS


def _read_tag(found: re.Match[str]) -> _Raw | None:
    """The tag, or None where it is not allowed."""
    name = found["name"].lower()
    if name not in _ALLOWED or (found["end"] and (found["attributes"] or name in _VOID)):
        return None
    attributes: dict[str, str] = {}
    for key, value in _ATTRIBUTE.findall(found["attributes"]):
        key = key.lower()  # noqa: PLW2901 - the same attribute, as HTML spells it
        if key in attributes or (key not in _EVERY and key not in _ALLOWED[name]):
            return None
        attributes[key] = html.unescape(value[1:-1] if value[:1] in {'"', "'"} else value)
    if not all(is_safe_link(attributes.get(key, "")) for key in ("href", "src")):
        return None
    return _Raw(name=name, end=bool(found["end"]), attributes=attributes)


def _raw_token(raw: _Raw, source: str, at: int) -> Token:
    return Token("raw", "", 0, content=source, meta={"raw": raw, "at": at})


def _inline(state: StateInline, silent: bool) -> bool:
    """The rule for tags among words."""
    end = min(state.posMax, state.pos + LONGEST)
    comment = _COMMENT.match(state.src, state.pos, end)
    if comment is not None:
        state.pos = comment.end()
        return True
    found = _TAG.match(state.src, state.pos, end)
    raw = _read_tag(found) if found is not None else None
    if found is None or raw is None or raw.is_block:
        return False
    if not silent:
        if state.pending:
            state.pushPending()
        state.tokens.append(_raw_token(raw, found.group(), state.pos))
        if raw.name == "a":
            state.linkLevel = max(0, state.linkLevel + (-1 if raw.end else 1))
    state.pos = found.end()
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule for lines that begin with a tag of a block: they go on to the next empty line."""
    at, last = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if state.is_code_block(start) or not state.src.startswith("<", at):
        return False
    if state.src.startswith("<!--", at):
        return _block_comment(state, start, end, silent)
    found = _TAG.match(state.src, at, min(last, at + LONGEST))
    raw = _read_tag(found) if found is not None else None
    if raw is None or not raw.is_block:
        return False
    if silent:
        return True
    following = start + 1
    while following < end and not state.isEmpty(following) and state.sCount[following] >= state.blkIndent:
        following += 1
    token = state.push("inline", "", 0)
    token.content = state.getLines(start, following, state.blkIndent, True)
    token.map = [start, following]
    token.meta = {"html": True}
    token.children = _pieces(token.content)
    state.line = following
    return True


def _block_comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.env.get("comments_end", False):
        return False
    at = state.src.find("-->", state.bMarks[start])
    if at < 0:
        # No need to look again, whatever number of comments is begun.
        state.env["comments_end"] = True
        return False
    last = next((line for line in range(start, end) if state.eMarks[line] >= at + 3), None)
    if last is None or state.src[at + 3 : state.eMarks[last]].strip():
        return False
    if not silent:
        state.line = last + 1
    return True


def _pieces(text: str) -> list[Token]:
    """The tags of lines of HTML, and the text between them."""
    made: list[Token] = []
    begin = 0

    def say(until: int) -> None:
        if until > begin:
            said = html.unescape(_COMMENT.sub("", text[begin:until]))
            made.append(Token("text", "", 0, content=said.replace("\0", "\N{REPLACEMENT CHARACTER}")))

    for found in _TAG.finditer(text):
        raw = _read_tag(found)
        if raw is not None:
            say(found.start())
            made.append(_raw_token(raw, found.group(), found.start()))
            begin = found.end()
    say(len(text))
    return made


def _settle(state: StateCore) -> None:
    """Find the other half of each tag: what has one is HTML, what has none is text."""
    frames: list[list[Token]] = [[]]
    for token in state.tokens:
        if token.type == "inline":
            _settle_line(token.children or [], frames[-1])
        elif token.nesting == 1:
            frames.append([])
        elif token.nesting == -1:
            frames.pop()


def _settle_line(tokens: list[Token], outer: list[Token]) -> None:
    """Likewise within a block; *outer* holds the tags of blocks that are open before it, and after it."""
    frames = [outer]
    for token in tokens:
        raw: _Raw | None = token.meta.get("raw")
        if raw is None:
            if token.nesting == 1:
                frames.append([])
            elif token.nesting == -1:
                frames.pop()
            continue
        token.type = "text"
        if raw.name in _VOID:
            _become_html(token, raw)
        elif raw.end:
            _close(token, raw, frames[-1])
        else:
            _open(token, raw, frames[-1])
    while outer and not _is_block(outer[-1]):
        outer.pop()


def _open(token: Token, raw: _Raw, open_tags: list[Token]) -> None:
    while open_tags and raw.name in _ENDED_BY.get(_name(open_tags[-1]), ()):
        ended = open_tags.pop()
        if open_tags:
            _inner(open_tags[-1]).append(ended)
    # A block within a phrase would be torn apart, and the phrase be repeated in each piece.
    if len(open_tags) < DEPTH and not (raw.is_block and open_tags and not _is_block(open_tags[-1])):
        open_tags.append(token)


def _close(token: Token, raw: _Raw, open_tags: list[Token]) -> None:
    names = [_name(opened) for opened in open_tags]
    if raw.name not in names:
        return
    at = len(names) - 1 - names[::-1].index(raw.name)
    opened = open_tags[at]
    _inner(opened).extend(other for other in open_tags[at + 1 :] if _name(other) in _ENDED_BY)
    del open_tags[at:]
    _become_html(token, raw)
    settled = [opened]
    while settled:
        one = settled.pop()
        _become_html(one, one.meta["raw"])
        settled.extend(_inner(one))


def _name(token: Token) -> str:
    raw: _Raw = token.meta["raw"]
    return raw.name


def _inner(token: Token) -> list[Token]:
    """Tags within *token* that become HTML with it."""
    found: list[Token] = token.meta.setdefault("inner", [])
    return found


def _is_block(token: Token) -> bool:
    return _name(token) in _BLOCKS


def _become_html(token: Token, raw: _Raw) -> None:
    token.meta["html"] = True
    attributes: dict[str, str | int | float] = dict(raw.attributes)
    if raw.name == "a":
        token.type, token.tag, token.nesting = ("link_close", "a", -1) if raw.end else ("link_open", "a", 1)
        token.attrs = attributes
    elif raw.name == "img":
        alt = str(attributes.pop("alt", ""))
        token.type, token.tag, token.content = "image", "img", alt
        token.children = [Token("text", "", 0, content=alt)]
        token.attrs = {"src": attributes.pop("src", ""), "alt": "", **attributes}
    else:
        said = "".join(f' {key}="{html.escape(str(value))}"' for key, value in attributes.items())
        token.type, token.content = "html_inline", f"</{raw.name}>" if raw.end else f"<{raw.name}{said}>"
