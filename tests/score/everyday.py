"""Makes site_builder/ingest/data/everyday.en.txt.xz, the most frequent English words.

    pip install english-words && python -m tests.score.everyday

From symspellpy's dictionary (MIT), which was made of Google Books Ngrams (CC BY 3.0) and SCOWL, the 5,000 most frequent
words; of these, what Webster's dictionary of 1934 has without a capital (`web2` of english-words, public domain), so
that no name is among them.
"""

from __future__ import annotations

import importlib
import lzma
from importlib import resources
from pathlib import Path

from site_builder.ingest.gazetteer import is_given_name, places

TARGET = Path(__file__).resolve().parents[2] / "site_builder" / "ingest" / "data" / "everyday.en.txt.xz"
_MOST = 5_000


def main() -> None:
    """Write the file."""
    english_words = importlib.import_module("english_words")
    listed = (resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
    words = [line.split()[0] for line in listed.split("\n")[:_MOST] if line.strip()]
    small = english_words.get_english_words_set(["web2"])
    names = places()
    kept = sorted(
        word
        for word in words
        if len(word) > 2 and _is_in(word, small) and not is_given_name(word) and word not in names
    )
    TARGET.write_bytes(lzma.compress("\n".join(kept).encode("ascii"), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(kept):,} words, {TARGET.stat().st_size:,} bytes")


def _is_in(word: str, small: frozenset[str] | set[str]) -> bool:
    endings = (("", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
    return any(word.endswith(end) and word[: len(word) - len(end)] + instead in small for end, instead in endings)


if __name__ == "__main__":
    main()
