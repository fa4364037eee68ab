"""Dates, numbers and names of languages as people write them, by Babel; remembered, since pages repeat them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Literal

from babel import Locale, UnknownLocaleError, dates, numbers
from babel.core import get_global

from site_builder.model.charts import Unit
from site_builder.model.moment import Moment

DateForm = Literal["long", "short", "month", "full"]

_INTERNATIONAL = {"en": "en_001"}
"""Plain English is nobody's in particular: `20 February 2026`, not the American order, which `en-US` asks for."""
_LAST_RESORT = "en_001"


@functools.lru_cache(maxsize=256)
def locale(language: str) -> Locale:
    """The nearest locale that Babel knows for a BCP 47 tag; English where it knows none."""
    parts = language.split("-")
    for length in range(len(parts), 0, -1):
        tag = "_".join(parts[:length])
        try:
            return Locale.parse(_INTERNATIONAL.get(tag, tag))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(_LAST_RESORT)


@functools.lru_cache(maxsize=8192)
def date(moment: Moment, form: DateForm, language: str) -> str:
    """*moment* in words: `long` 20 February 2026, `short` 20 Feb 2026, `month` February 2026, `full` with the time.

    A day is never shifted: it is written as it stands in the briefing. A zone that is known stands behind the time.
    """
    known = locale(language)
    match form:
        case "short":
            return dates.format_date(moment.day, "medium", known)
        case "month":
            return dates.format_skeleton("yMMMM", moment.day, locale=known)
        case "full" if moment.time is not None:
            day = dates.format_date(moment.day, "long", known)
            clock = dates.format_skeleton("Hm", moment.time, locale=known)
            zone = "" if moment.offset is None else f" {_zone(moment.offset)}"
            return f"{day}, {clock}{zone}"
        case "long" | "full":
            return dates.format_date(moment.day, "long", known)
    raise ValueError(f"a date has the forms long, short, month and full, not {form!r}")


@functools.lru_cache(maxsize=1024)
def month_alone(moment: Moment, language: str) -> str:
    """The month of *moment* without its year: `February`, in the form that stands alone (CLDR `LLLL`)."""
    return dates.format_date(moment.day, "LLLL", locale=locale(language))


@functools.lru_cache(maxsize=4096)
def step(first: Moment, unit: Unit, language: str) -> str:
    """A day, week, month, quarter or year by its first day; a week as that day."""
    match unit:
        case "day" | "week":
            return date(first, "short", language)
        case "month":
            return date(first, "month", language)
        case "quarter":
            return dates.format_skeleton("yQQQ", first.day, locale=locale(language))
        case "year":
            return dates.format_skeleton("y", first.day, locale=locale(language))


@functools.lru_cache(maxsize=4096)
def number(value: float, language: str) -> str:
    """*value* with the separators of *language*."""
    return numbers.format_decimal(value, locale=locale(language))


@functools.lru_cache(maxsize=4096)
def plural(value: float, language: str) -> str:
    """The plural category of *value*: `zero`, `one`, `two`, `few`, `many` or `other`."""
    return str(locale(language).plural_form(value))


@functools.lru_cache(maxsize=1024)
def language_name(language: str, shown_in: str) -> str:
    """The name of *language* in another: `Italian`; the tag itself where Babel has no name for it."""
    try:
        known = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return language
    return known.get_display_name(locale(shown_in)) or language


@functools.lru_cache(maxsize=256)
def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return locale(language).text_direction


@functools.lru_cache(maxsize=256)
def with_territory(language: str) -> str:
    """The tag in the form that Open Graph wants, `it_IT`: with the territory where the language is most spoken."""
    tag = language.replace("-", "_")
    first, *rest = tag.split("_")
    likely: Mapping[str, str] = get_global("likely_subtags")
    territory = next((part for part in rest if len(part) == 2), None)
    if territory is None:
        territory = next((likely[key].split("_")[-1] for key in (tag, first) if key in likely), None)
    return first if territory is None else f"{first}_{territory}"


def _zone(offset: int) -> str:
    hours, minutes = divmod(abs(offset), 60)
    sign = "−" if offset < 0 else "+"
    return "UTC" if offset == 0 else f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")
