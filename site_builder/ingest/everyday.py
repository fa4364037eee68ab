"""The most frequent words of English (data/README.md says from where): a capital alone does not make a name of them."""

from __future__ import annotations

import functools
import lzma
from importlib import resources


def is_everyday(word: str, language: str) -> bool:
    """Whether *word*, in lower case, is one of them; of other languages none is known."""
    return language == "en" and word in _words()


@functools.cache
def _words() -> frozenset[str]:
    data = (resources.files("site_builder") / "ingest" / "data" / "everyday.en.txt.xz").read_bytes()
    return frozenset(lzma.decompress(data).decode("ascii").split("\n"))
