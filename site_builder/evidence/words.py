"""The words of a text in the one form in which they are compared: what stays of it after quotes, dashes and spaces.

Two texts say the same words when their normal forms are equal. Capitals, punctuation, kinds of quotes and dashes,
spaces, invisible characters and the separators of thousands do not count; letters, accents, digits and order do.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_THIN = "\u00a0\u2007\u2009\u202f"
"""Spaces that stand within numbers."""
NUMBER = rf"\d{{1,3}}(?:[ .,'’{_THIN}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
"""Digits as people write them: `13,000`, `13 000`, `13.000,50`, `1.2`."""
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_WORD = re.compile(
    rf"(?:(?<!\w)(?:[^\W\d_]\.){{2,}})"
    rf"|(?:(?<![\d.,])(?:{NUMBER})|\d+)"
    rf"|(?:[^\W\d_](?:[^\W\d_]|[{_INVISIBLE}])*)"
)
_UNSEEN = str.maketrans("", "", _INVISIBLE)


class Word(NamedTuple):
    """A word in its normal form, and its place. There are so many that a dataclass would take a third of the check."""

    text: str
    start: int
    end: int
    """Offsets in the text that it was found in."""
    capital: bool
    """Whether it is written like a name: a capital or a digit first, or the rest of such a word (`Musical.ly`)."""


@lru_cache(maxsize=64)  # figures, names and quotations of one sentence are looked for one after the other
def words(text: str) -> tuple[Word, ...]:
    """The words of *text*, which is in Unicode's form NFC, in their order."""
    found: list[Word] = []
    end, was_capital = -2, False
    for match in _WORD.finditer(text):
        raw, (start, after) = match.group(), match.span()
        if start - end > 1 or not was_capital:
            was_capital = raw[0].isupper() or raw[0].isdigit()
        else:
            # What a single sign joins to a name is part of it: the `ly` of `Musical.ly`.
            was_capital = start == end or not text[end].isspace() or raw[0].isupper() or raw[0].isdigit()
        end = after
        found.append(Word(raw.lower() if raw.isascii() and raw.isalpha() else _normal(raw), start, end, was_capital))
    return tuple(found)


def normal_text(text: str) -> str:
    """The words of *text*, in form NFC, with single spaces between them and around: `in` finds whole words only."""
    if text.isascii():
        plain = (raw if raw.isalpha() else _normal(raw) for raw in _WORD.findall(text.lower()))
        return f" {' '.join(plain)} "
    return f" {' '.join(map(_normal, _WORD.findall(text)))} "


def plain_number(written: str) -> str:
    """The value of *written*: `13,000`, `13 000` and `13.000` are `13000`; `2,50` is `2.5`; `2.0` is `2`.

    A mark before three last digits separates thousands, unless the number begins with 0 or another mark comes later.
    """
    digits = _ascii(re.sub(rf"[ '’{_THIN}]", "", written))
    *whole, last = re.split(r"[.,]", digits)
    if not whole:
        return last
    marks = {sign for sign in digits if sign in ".,"}
    if len(marks) == 1 and len(last) == 3 and whole[0] != "0":
        return "".join(whole) + last
    part = last.rstrip("0")
    return "".join(whole) + (f".{part}" if part else "")


def _normal(raw: str) -> str:
    if raw.isalpha():
        return raw.lower() if raw.isascii() else unicodedata.normalize("NFKC", raw).casefold()
    if raw[0].isdigit():
        return plain_number(raw)
    return unicodedata.normalize("NFKC", raw.replace(".", "").translate(_UNSEEN)).casefold()


def _ascii(digits: str) -> str:
    if digits.isascii():
        return digits
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in digits)
