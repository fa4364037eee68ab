"""A title for an article that has lost its own: the best sentence, cut to what a title can hold."""

from __future__ import annotations

import re

from site_builder.ingest.findings import Passage
from site_builder.ingest.lexicons.value import Lexicon

MAX_SIGNS = 90
"""Signs of a derived title; what is longer is cut between words and ends with an ellipsis."""

_CLAUSE = re.compile(r"[,;:]\s|\s[—–-]\s|\.\s")
_APPOSITION = re.compile(r"(?P<name>[^,]{2,60}), (?P<aside>[^,;:.]{3,90}), (?P<rest>[^\W\dA-Z].*)")
_END = re.compile(r"[.!。]+(?P<close>[\"'”’»)\]]*)$")
_FEWEST_WORDS = 5


def derive_title(passage: Passage, words: Lexicon) -> str:
    """A title made from the sentence in *passage*: without a connective before it, an aside, and later clauses."""
    text = _without_connective(passage.text, words)
    aside = _APPOSITION.fullmatch(text)
    if aside is not None and _first_word(aside["aside"]) in _aside_openings(words):
        text = f"{aside['name']} {aside['rest']}"
    text = _END.sub(r"\g<close>", text)
    if len(text) > MAX_SIGNS:
        text = _first_clauses(text)
    if len(text) > MAX_SIGNS:
        text = text[:MAX_SIGNS].rpartition(" ")[0].rstrip(" ,;:–—-(“\"'") + "…"
    return text


def _without_connective(text: str, words: Lexicon) -> str:
    before, comma, rest = text.partition(", ")
    if comma and before.lower() in words.connectives and rest:
        return rest[0].upper() + rest[1:]
    return text


def _first_word(text: str) -> str:
    """The first word in small letters, without an elided article: `azienda` of `l’azienda`."""
    return re.split(r"[’']", text.split(maxsplit=1)[0])[-1].lower()


def _aside_openings(words: Lexicon) -> frozenset[str]:
    return words.articles | words.roles | frozenset(words.nouns)


def _first_clauses(text: str) -> str:
    """*text* up to the last border of a clause that leaves it short enough, but at least five words."""
    borders = [
        match.start()
        for match in _CLAUSE.finditer(text)
        if match.start() <= MAX_SIGNS and len(text[: match.start()].split()) >= _FEWEST_WORDS
    ]
    return text[: borders[-1]] if borders else text
