"""What a search looks words up under: `themes/briefing/assets/search.js` folds a reader's words in the same way."""

from __future__ import annotations

import functools
import re
import unicodedata

LONGEST = 32
"""Characters of a term; what is longer is cut off."""

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Scripts that put no spaces between words (Thai to Khmer, Chinese, Japanese), and Korean, which puts few."""
_RUN = re.compile(f"([{_UNSPACED}]+)")
_ANY_RUN = re.compile(f"[{_UNSPACED}]")
_HIGHEST = "\uffff"
_LETTERS = (("ß", "ss"), ("ς", "σ"), ("ø", "o"), ("đ", "d"), ("ł", "l"), ("æ", "ae"), ("œ", "oe"), ("ı", "i"))
"""Letters that Unicode does not take apart, and that people type in another way."""


def folded(text: str) -> str:
    """*text* without case, marks and compatibility forms (NFKD, marks removed, NFC, lower case)."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    bare = _marks(max(apart) > _HIGHEST).sub("", apart)
    plain = unicodedata.normalize("NFC", bare).lower()
    if not plain.isascii():
        for letter, plainer in _LETTERS:
            plain = plain.replace(letter, plainer)
    return plain


def terms(text: str) -> list[str]:
    """The terms of *text* in their order: words, folded; of scripts without spaces, every two neighbouring signs."""
    plain = folded(text)
    words = _WORD.findall(plain)
    if not plain.isascii() and _ANY_RUN.search(plain):
        words = [term for word in words for term in _of_word(word)]
    if max(map(len, words), default=0) > LONGEST:
        words = [word[:LONGEST] for word in words]
    return words


def is_unspaced(sign: str) -> bool:
    """Whether *sign* is of a script in which words are not told apart by spaces."""
    return _ANY_RUN.match(sign) is not None


def _of_word(word: str) -> list[str]:
    found: list[str] = []
    for number, part in enumerate(_RUN.split(word)):
        if number % 2 == 0:
            found += [part] if part else []
        else:
            found += [part[at : at + 2] for at in range(max(1, len(part) - 1))]
    return found


@functools.cache
def _marks(all_of_them: bool) -> re.Pattern[str]:
    """What Unicode calls a mark: accents, vowel points, variation selectors.

    Those above U+FFFF are left out unless *all_of_them* are asked for: a set with them takes fifty times as long.
    """
    places = (*range(0x20000), *range(0xE0100, 0xE01F0)) if all_of_them else range(0x10000)
    marks = "".join(sign for sign in map(chr, places) if unicodedata.category(sign)[0] == "M")
    return re.compile(f"[{re.escape(marks)}]")
