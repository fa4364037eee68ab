"""Scripts that put no spaces between words (Chinese, Japanese, Thai ...): a text's length and what it consists of."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
_PER_WORD = 2
"""Signs that count as one word."""


def is_unspaced(sign: str) -> bool:
    """Whether *sign* is a letter of such a script."""
    return _UNSPACED.match(sign) is not None


def count_words(text: str) -> int:
    """The words of *text*; two signs without spaces between words count as one."""
    signs = len(_UNSPACED.findall(text))
    return len(_UNSPACED.sub(" ", text).split()) + signs // _PER_WORD if signs else len(text.split())


def pieces(word: str) -> Iterator[str]:
    """*word* itself, or its pairs of neighbouring signs where it is of such a script."""
    if len(word) > _PER_WORD and is_unspaced(word[0]):
        yield from (word[start : start + _PER_WORD] for start in range(len(word) - _PER_WORD + 1))
    else:
        yield word
