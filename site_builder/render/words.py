"""The theme's words in the language of a page, with the form that a number asks for."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from site_builder.model.entity import KIND_PAGES
from site_builder.model.theme import Strings, Theme
from site_builder.render import locales
from site_builder.render.sandbox import UnknownNameError
from site_builder.text.suggestions import did_you_mean

LAST_RESORT = "en"
"""Where neither the page's language nor that of the site has a word, it is taken from here."""

PAGE_NAMES = (
    "briefings",
    "topics",
    "entities",
    "sources",
    "timeline",
    "network",
    "editions",
    "feeds",
    "search",
    *KIND_PAGES.values(),
    "not_found",
)
"""The keys of the words that name our own pages."""

_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words for one key."""

    words: str | Mapping[str, str]
    """By plural category where a number decides."""
    language: str
    """Of these words, which need not be the page's; the plural rule is theirs."""


def phrases(strings: Mapping[str, Strings], language: str, site: str = LAST_RESORT) -> Mapping[str, Phrase]:
    """All phrases for a page in *language*: `pt-BR` before `pt`, before the language of the *site*, before English."""
    found: dict[str, Phrase] = {}
    for tag in (LAST_RESORT, *reversed(_lookup(site)), *reversed(_lookup(language))):
        found |= {key: Phrase(words, tag) for key, words in strings.get(tag, {}).items()}
    return found


def lacking(strings: Mapping[str, Strings], language: str) -> tuple[str, ...]:
    """The keys that there are words for in English, and none in *language*, not even in what it is a form of."""
    known = {key for tag in _lookup(language) for key in strings.get(tag, {})}
    return tuple(sorted(set(strings.get(LAST_RESORT, {})) - known))


def page_words(theme: Theme, language: str, site: str = LAST_RESORT) -> Mapping[str, str]:
    """The phrases that no number decides, for headings that are made outside templates; gaps as `{name}` stay.

    The names of the site's own pages are always there: in English where the theme has no words for them.
    """
    known = phrases(theme.strings, language, site)
    plain = {key: phrase.words for key, phrase in known.items() if isinstance(phrase.words, str)}
    return {**{name: name.replace("_", " ").capitalize() for name in PAGE_NAMES}, **plain}


def say(known: Mapping[str, Phrase], key: str, n: float | None, values: Mapping[str, Any], language: str) -> Markup:
    """The words for *key* as HTML, with *n* and *values* in the gaps.

    The words of a theme are text, not HTML, and so are values, unless they are Markup already. Raises UnknownNameError
    where there is no such key, or a value for a gap is not given.
    """
    if key not in known:
        raise UnknownNameError(f"the theme has no words for `{key}`", did_you_mean(key, known))
    phrase = known[key]
    words = phrase.words
    if not isinstance(words, str):
        if n is None:
            raise UnknownNameError(f"the words for `{key}` depend on a number", f"write `t('{key}', 3)`")
        words = words.get(locales.plural(n, phrase.language), words["other"])
    filled = values if n is None else {"n": locales.number(n, language), **values}
    return Markup("".join(_pieces(words, filled, key)))  # noqa: S704 - each piece is escaped


def gaps(words: str) -> frozenset[str]:
    """The names of the values that *words* ask for."""
    return frozenset(_GAP.findall(words))


def _pieces(words: str, values: Mapping[str, Any], key: str) -> Iterator[str]:
    """*words* with the gaps filled, as HTML."""
    for number, piece in enumerate(_split(words)):
        if number % 2 == 0:
            yield piece
        elif piece in values:
            yield escape(values[piece])
        else:
            raise UnknownNameError(
                f"the words for `{key}` need a value for `{piece}`", f"write `t('{key}', {piece}=...)`"
            )


@functools.lru_cache(maxsize=4096)
def _split(words: str) -> tuple[str, ...]:
    """What stands between gaps, as HTML, and every second piece the name of a gap."""
    return tuple(str(escape(piece)) if number % 2 == 0 else piece for number, piece in enumerate(_GAP.split(words)))


def _lookup(language: str) -> list[str]:
    """The tags to look under, the nearest first: `zh-Hant-TW`, `zh-Hant`, `zh` (RFC 4647, lookup)."""
    parts = language.split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
