"""When two spellings of a name are the same name."""

from __future__ import annotations

import functools
import re
import unicodedata

_SPACES = re.compile(r"\s+")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´′", "'"),
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("™®©"),
    }
)
_MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
"""Accents of Latin, Greek and Cyrillic, and the vowel points of Hebrew and Arabic: often left out when a name is typed.
The marks of other scripts are letters of their own (the Japanese ba is not ha)."""


@functools.lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """The key under which a name is looked up.

    Without case, accents, kinds of quote and dash, invisible signs, and extra spaces. Signs that tell names apart stay:
    `C`, `C++` and `C#` have different keys. A key is its own key.
    """
    if name.isascii():
        return " ".join(name.lower().replace("`", "'").split())
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name.translate(_ALIKE)).casefold())
    bare = _MARKS.sub("", plain.translate(_ALIKE))
    seen = "".join(sign for sign in bare if sign.isascii() or unicodedata.category(sign) != "Cf")
    return _SPACES.sub(" ", unicodedata.normalize("NFC", seen)).strip()
