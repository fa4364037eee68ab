"""Which word lists serve which language."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import fields, replace

from site_builder.ingest.lexicons.english import ENGLISH
from site_builder.ingest.lexicons.french import FRENCH
from site_builder.ingest.lexicons.german import GERMAN
from site_builder.ingest.lexicons.italian import ITALIAN
from site_builder.ingest.lexicons.spanish import SPANISH
from site_builder.ingest.lexicons.value import Lexicon

LEXICONS: tuple[Lexicon, ...] = (ENGLISH, ITALIAN, SPANISH, FRENCH, GERMAN)


@functools.cache
def lexicon(language: str) -> Lexicon:
    """The word lists for a language tag; all of them together where the language has none of its own."""
    base = language.partition("-")[0].lower()
    words = next((words for words in LEXICONS if words.language == base), None)
    # Names of institutions stand in their own language in any text: University of Hertfordshire, Corte dei Conti.
    return replace(words, joiners=_all_together().joiners) if words is not None else _all_together()


@functools.cache
def _all_together() -> Lexicon:
    merged = ENGLISH
    for other in LEXICONS[1:]:
        changes = {}
        for field in fields(Lexicon):
            mine, theirs = getattr(merged, field.name), getattr(other, field.name)
            if isinstance(mine, frozenset):
                changes[field.name] = mine | theirs
            elif isinstance(mine, Mapping):
                changes[field.name] = {**theirs, **mine}
        merged = replace(merged, **changes)
    return replace(merged, language="und")
