"""Dates, months, weekdays and times of day in running text, in English, Italian, Spanish, French and German.

The names come from the Unicode CLDR by way of Babel. Each reading is a set of keys: `d:2026-02-19`, `md:02-19`,
`ym:2026-02`, `m:02`, `y:2026`, `w:4` (ISO 8601: Monday is 1), `t:17:08`.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel.dates import get_day_names, get_month_names

LANGUAGES = ("en", "it", "es", "fr", "de")
_CAPITAL = frozenset({"en", "de"})
"""Languages that write months and weekdays with a capital; without one it is another word (`march`)."""
_BEFORE_MAY = r"(?:[Ii]n|[Oo]f|[Bb]y|[Ss]ince|[Uu]ntil|[Ff]rom|[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|[Nn]ext|[Tt]his)[\s-]"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or time in a text."""

    start: int
    end: int
    readings: tuple[tuple[str, ...], ...]
    """For each way to read it the keys that it is made of, the most exact first."""


@dataclass(frozen=True, slots=True)
class _Names:
    months: dict[str, int]
    weekdays: dict[str, int]
    pattern: re.Pattern[str]
    bare: re.Pattern[str]


def keys_of(day: dt.date | None, time: dt.time | None = None) -> frozenset[str]:
    """Every key that a known day and time make true."""
    keys: set[str] = set()
    if day is not None:
        keys.update(_keys(day.year, day.month, day.day))
    if time is not None:
        keys.add(f"t:{time.hour:02}:{time.minute:02}")
    return frozenset(keys)


def dates(text: str, language: str) -> Iterator[Dated]:
    """The dates and times of *text*; months and weekdays by name where *language* (two letters) is known."""
    taken: list[tuple[int, int]] = []
    digits = _DIGIT.search(text) is not None
    in_digits = (*_numeric(text), *_named(text, language), *_times(text)) if digits else ()
    for found in (*in_digits, *_bare(text, language)):
        if all(found.end <= start or found.start >= end for start, end in taken):
            taken.append((found.start, found.end))
            yield found


def _keys(year: int | None, month: int | None, day: int | None) -> tuple[str, ...]:
    """Exact keys before wide ones; empty where there is no such day."""
    if month is not None and not 1 <= month <= 12:
        return ()
    if month is not None and day is not None:
        try:
            dt.date(year or 2024, month, day)
        except ValueError:
            return ()
    keys = []
    if year and month and day:
        keys.append(f"d:{year:04}-{month:02}-{day:02}")
    if month and day:
        keys.append(f"md:{month:02}-{day:02}")
    if year and month:
        keys.append(f"ym:{year:04}-{month:02}")
    if month:
        keys.append(f"m:{month:02}")
    if year:
        keys.append(f"y:{year:04}")
    return tuple(keys)


_DIGIT = re.compile(r"\d")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_SLASHED = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)")


def _numeric(text: str) -> Iterator[Dated]:
    for match in _ISO.finditer(text):
        keys = _keys(int(match[1]), int(match[2]), int(match[3]))
        if keys:
            yield Dated(match.start(), match.end(), (keys,))
    for match in _SLASHED.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        year += 2000 if year < 100 else 0
        readings = (_keys(year, second, first), _keys(year, first, second) if match[2] == "/" else ())
        good = tuple(dict.fromkeys(keys for keys in readings if keys))
        if good:
            yield Dated(match.start(), match.end(), good)


_TIME = re.compile(
    r"(?<![\d:.,])(\d{1,2})(?::|h| h )(\d{2})(?![\d:])(?:\s?([ap])\.?\s?m\b\.?)?"
    r"|(?<![\d:.,])(\d{1,2})(?:\.(\d{2}))?\s?(?:([ap])\.?m\b\.?|Uhr\b)",
    re.IGNORECASE,
)


def _times(text: str) -> Iterator[Dated]:
    for match in _TIME.finditer(text):
        hour, minute = int(match[1] or match[4]), int(match[2] or match[5] or 0)
        half = (match[3] or match[6] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour < 24 and minute < 60:
            yield Dated(match.start(), match.end(), ((f"t:{hour:02}:{minute:02}",),))


def _named(text: str, language: str) -> Iterator[Dated]:
    names = _names(language)
    for match in names.pattern.finditer(text) if names is not None else ():
        month = names.months[match["month"].lower().rstrip(".")] if names is not None else 0
        day = int(match["before"] or match["after"] or 0) or None
        year = int(match["year"] or 0) or None
        short = len(match["month"].rstrip(".")) <= 3 and day is None
        keys = _keys(year, month, day)
        if (
            keys
            and (day or year)
            and not (short and match["month"].islower())
            and _is_written_right(match["month"], language)
        ):
            yield Dated(match.start(), match.end(), (keys,))


def _bare(text: str, language: str) -> Iterator[Dated]:
    names = _names(language)
    for match in names.bare.finditer(text) if names is not None else ():
        word = match.group().lower()
        if names is None or not _is_written_right(match.group(), language):
            continue
        if (
            language == "en"
            and word == "may"
            and not re.search(_BEFORE_MAY + r"$", text[max(0, match.start() - 7) : match.start()])
        ):
            continue
        key = f"m:{names.months[word]:02}" if word in names.months else f"w:{names.weekdays[word]}"
        yield Dated(match.start(), match.end(), ((key,),))


def _is_written_right(word: str, language: str) -> bool:
    return language not in _CAPITAL or word[0].isupper()


@functools.cache
def _names(language: str) -> _Names | None:
    if language not in LANGUAGES:
        return None
    months: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, language).items():
                months.setdefault(name.lower().rstrip("."), number)
    months |= {
        "en": {"sept": 9},
        "it": {"sett": 9},
        "es": {"sep": 9, "setiembre": 9},
        "fr": {"fevr": 2},
        "de": {"jän": 1, "jänner": 1, "sept": 9},
    }[language]
    weekdays = {name.lower(): number + 1 for number, name in get_day_names("wide", "stand-alone", language).items()}
    weekdays |= {"sonnabend": 6} if language == "de" else {}
    wide = [name.lower() for name in get_month_names("wide", "stand-alone", language).values()]
    either = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    pattern = re.compile(
        rf"(?:(?<![\d.,:])(?P<before>\d{{1,2}})(?:st|nd|rd|th|er|º|°|ª|\.)?(?:\s+(?:of|de|di))?\s+)?"
        rf"(?<!\w)(?P<month>(?:{either})\b\.?)"
        rf"(?:\s+(?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\s?(?:%|{either})\b))?"
        rf"(?:,?\s+(?:de\s+|del\s+|of\s+)?(?P<year>(?:1[89]|20)\d{{2}})(?![\d:%]|[.,]\d))?",
        re.IGNORECASE,
    )
    bare = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted({*wide, *weekdays}, key=len, reverse=True)))})(?!\w)",
        re.IGNORECASE,
    )
    return _Names(months, weekdays, pattern, bare)
