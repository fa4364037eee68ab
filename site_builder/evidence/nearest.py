"""The passage that comes nearest to a quotation, and where the two differ."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from site_builder.evidence.words import Word, words

_CANDIDATES = 3
"""Paragraphs that are compared word by word."""
_LEAST = 0.5
"""How much of a quotation a passage has to share to be called near."""


def nearest(quotation: str, articles: Sequence[tuple[str, Sequence[str]]], main: str) -> str | None:
    """A sentence on the passage of *articles* (ids and paragraphs) that is nearest; None where none is near.

    `p4` is a paragraph of the article *main*, `other#p4` one of another.
    """
    said = words(unicodedata.normalize("NFC", quotation))
    wanted = {word.text for word in said}
    ranked: list[tuple[int, str, str]] = []
    for name, paragraphs in articles:
        for number, text in enumerate(paragraphs, start=1):
            place = f"p{number}" if name == main else f"{name}#p{number}"
            ranked.append((len(wanted & {word.text for word in words(text)}), place, text))
    ranked.sort(key=lambda entry: -entry[0])
    best: tuple[float, str, str, str] | None = None
    for _, place, text in ranked[:_CANDIDATES]:
        share, passage, difference = _compared(said, text)
        if best is None or share > best[0]:
            best = share, place, passage, difference
    if best is None or best[0] < _LEAST:
        return None
    return f"{best[1]} says “{best[2]}”{': ' + best[3] if best[3] else ''}"


def _compared(said: Sequence[Word], text: str) -> tuple[float, str, str]:
    """How much of *said* the best stretch of *text* shares, that stretch, and the difference."""
    passage = words(unicodedata.normalize("NFC", text))
    wanted, given = [word.text for word in said], [word.text for word in passage]
    matcher = SequenceMatcher(None, wanted, given, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks or not wanted:
        return 0.0, "", ""
    anchor = max(blocks, key=lambda block: block.size)
    first = max(0, anchor.b - anchor.a)
    last = min(len(given), first + len(wanted))
    stretch = given[first:last]
    compared = SequenceMatcher(None, wanted, stretch, autojunk=False)
    changes = [
        f"`{' '.join(wanted[a:b]) or '…'}` for `{' '.join(stretch[c:d]) or '…'}`"
        for tag, a, b, c, d in compared.get_opcodes()
        if tag != "equal"
    ]
    shown = " ".join(text[passage[first].start : passage[last - 1].end].split())
    return compared.ratio(), shown, "; ".join(changes[:3])
