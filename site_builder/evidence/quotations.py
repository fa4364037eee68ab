"""Quotations in running text: where they begin and end, and what they claim to repeat word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.evidence.words import words

LEAST = 4
"""The words from which on a quotation is held to its source; shorter ones may be a manner of speaking."""

_DEPTH = 8
"""Quotations within quotations; nobody writes more, and marks without an end must not cost more and more."""
_CLOSES = {
    "“": "”“",
    "„": "“”‟",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
}
"""The marks that may end a quotation, by the one that began it (Unicode, chapter 6.2)."""
_MARKS = re.compile("[" + "".join(sorted({*_CLOSES, *"".join(_CLOSES.values())})) + "]")
_GAP = re.compile(r"(?P<before>\w*)\[(?P<inside>[^\[\]]{0,200})\](?P<after>\w*)|…|\.(?:\s?\.){2,}")
_ATTRIBUTION = re.compile(r"[ \t]*(?:--+|[–—―])[ \t]*(?P<who>\S.*)")


@dataclass(frozen=True, slots=True)
class Found:
    """A quotation in a text."""

    text: str
    """Without the marks around it."""
    start: int
    """The offset of `text`."""
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a quotation that stand one behind the other."""

    words: tuple[str, ...]
    far: bool
    """Whether anything may stand before them: behind an ellipsis. Behind a bracket only some words may."""


def quotations(text: str) -> Iterator[Found]:
    """The outermost quotations of *text* that have an end."""
    opened: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text):
        mark, place = match.group(), match.start()
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        depth = _closed(opened, mark, before, after)
        if depth is not None:
            start = opened[depth][1] + 1
            del opened[depth:]
            if not opened:
                yield Found(text[start:place], start, place)
        elif len(opened) < _DEPTH and _opens(mark, before, after):
            opened.append((mark, place))


def block_quotation(text: str) -> tuple[Found, str] | None:
    """The quotation and the attribution of the block quote *text*, or None where it has no attribution."""
    lines = text.rstrip().split("\n")
    number = next((number for number in range(len(lines) - 1, 0, -1) if _ATTRIBUTION.fullmatch(lines[number])), None)
    if number is None:
        return None
    match = _ATTRIBUTION.fullmatch(lines[number])
    quoted = "\n".join(lines[:number])
    start = len(quoted) - len(quoted.lstrip())
    return Found(quoted.strip(), start, start + len(quoted.strip())), match["who"].strip() if match is not None else ""


def parts(quotation: str) -> tuple[Part, ...]:
    """What *quotation* repeats: its words, cut where brackets or an ellipsis say that something is not as it was."""
    found: list[Part] = []
    place, far = 0, False
    for match in _GAP.finditer(quotation):
        found += _part(quotation[place : match.start()], far)
        far = match["inside"] is None or match["inside"].strip() in {"…", "...", ". . ."}
        place = match.end()
    found += _part(quotation[place:], far)
    return tuple(found)


def length(quotation: str) -> int:
    """How many words of the source *quotation* repeats, `cease-and-desist` counted as one."""
    return len(re.findall(r"\S*\w\S*", _GAP.sub(" ", quotation)))


def _part(text: str, far: bool) -> list[Part]:
    said = tuple(word.text for word in words(text))
    return [Part(said, far)] if said else []


def _closed(opened: list[tuple[str, int]], mark: str, before: str, after: str) -> int | None:
    """The depth of the quotation that *mark* ends, if it ends one."""
    if mark == "’" and after.isalpha():
        return None
    for depth in range(len(opened) - 1, -1, -1):
        opening = opened[depth][0]
        if mark in _CLOSES[opening]:
            # The same sign begins and ends: which of them it is, the spaces around it say.
            same = mark == opening and mark != '"'
            if same and (before.isspace() or after.isalnum()):
                continue
            return depth
    return None


def _opens(mark: str, before: str, after: str) -> bool:
    # French sets a space behind its guillemets.
    if mark not in _CLOSES or (after.isspace() and mark != "«"):
        return False
    if mark in "‘»›«":
        return not before.isalnum()
    # Inches and minutes stand behind a digit.
    return not (mark == '"' and before.isalnum())
