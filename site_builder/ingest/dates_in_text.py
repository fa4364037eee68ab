"""Dates as articles print them, in the languages that ingest has word lists for: found, read, and given a year."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale

from site_builder.model.moment import Moment

LANGUAGES = ("en", "it", "es", "fr", "de")
_ZONES = {
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "est": -300,
    "edt": -240,
    "pst": -480,
    "pdt": -420,
    "cet": 60,
    "cest": 120,
    "mez": 60,
    "mesz": 120,
    "jst": 540,
}
"""Minutes east of UTC; names that mean several zones (CST, BST, IST) or change with the season (ET) are left out."""
_MORE_MONTHS = {
    "sept": 9,
    "sett": 9,
    "set": 9,
    "janv": 1,
    "avr": 4,
    "juil": 7,
    "déc": 12,
    "ene": 1,
    "dic": 12,
    "märz": 3,
    "mrz": 3,
    "jänner": 1,
}
_MORE_DAYS = {"tues": 1, "thur": 3, "thurs": 3, "lunedi": 0, "martedi": 1, "mercoledi": 2, "giovedi": 3, "venerdi": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a text, as far as the text says it."""

    start: int
    end: int
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    """Monday is 0."""
    time: dt.time | None = None
    offset: int | None = None
    """Minutes east of UTC."""

    def moment(self, year: int | None = None) -> Moment | None:
        """The date in its own year or in *year*; None where that day does not exist."""
        try:
            return Moment(dt.date(self.year or year or 0, self.month, self.day), self.time, self.offset)
        except ValueError:
            return None

    @property
    def weekday_agrees(self) -> bool:
        """Whether a weekday stands there, and the day of that year is one."""
        moment = self.moment()
        return self.weekday is not None and moment is not None and moment.day.weekday() == self.weekday


def find_dates(text: str, *, month_first: bool | None = None) -> Iterator[FoundDate]:
    """The dates in *text*, in order; at least day and month have to be there, by name or as figures.

    Where both of two figures may be the month, *month_first* decides; where it is None such a date is left out.
    """
    for match in _pattern().finditer(text):
        found = _read(match, text, month_first)
        if found is not None:
            yield found


def year_by_weekday(found: FoundDate, now: dt.date) -> Moment | None:
    """The most recent day up to *now* on which *found*'s day, month and weekday agree; None where it has no weekday.

    Within six to eleven years every such day falls on every weekday once; further back nobody would leave the year out.
    """
    if found.weekday is None:
        return None
    for year in range(now.year, now.year - 12, -1):
        moment = found.moment(year)
        if moment is not None and moment.day <= now and moment.day.weekday() == found.weekday:
            return moment
    return None


@functools.cache
def month_names() -> dict[str, int]:
    """The number of a month by its name or abbreviation, in lower case and without a full stop."""
    names = dict(_MORE_MONTHS)
    for language in LANGUAGES:
        months = Locale(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    if not name.isdigit():
                        names.setdefault(name.lower().rstrip("."), number)
    return names


@functools.cache
def weekday_names() -> dict[str, int]:
    """The number of a weekday by its name or abbreviation, Monday being 0."""
    names = dict(_MORE_DAYS)
    for language in LANGUAGES:
        days = Locale(language).days
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in days[context][width].items():
                    names.setdefault(name.lower().rstrip("."), number)
    return names


@functools.cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, month_names()), key=len, reverse=True))
    days = "|".join(sorted(map(re.escape, weekday_names()), key=len, reverse=True))
    return re.compile(
        rf"""
        (?<![\w-])
        (?:(?P<weekday>{days})\b\.?,?\ ?(?:the\ |den\ |dem\ |le\ |il\ |el\ )?(?P<open>\()?\ ?)?
        (?:
            (?P<iso>(?P<iso_year>(?:19|20)\d\d)[-/.](?P<iso_month>\d{{1,2}})[-/.](?P<iso_day>\d{{1,2}}))(?!\d)
          | (?P<month1>{months})\b\.?\ (?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\ (?P<year1>(?:19|20)\d\d)\b)?
          | (?P<day2>\d{{1,2}})(?:st|nd|rd|th|\.|º|°|er)?\ (?:of\ |de\ )?(?P<month2>{months})\b\.?
            (?:,?\ (?:de\ |del\ )?(?P<year2>(?:19|20)\d\d)\b)?
          | (?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<second>\d{{1,2}})(?P=mark)(?P<year3>(?:19|20)\d\d)(?!\d)
        )
        (?(open)\)?)
        (?:
            (?:T|,?\ (?:at\ |a\ las\ |alle\ (?:ore\ )?|ore\ |um\ |à\ |[-–|]\ )?)
            (?P<hour>\d{{1,2}})(?:[:h](?P<minute>\d\d)(?::(?P<second_of>\d\d)(?:\.\d{{1,6}})?)?)?
            \ ?(?P<half>[ap]\.?m\b\.?)?(?:\ ?Uhr\b)?
            (?:\ ?\(?(?P<zone>[A-Z]{{2,4}}\b|Z\b|(?:UTC|GMT)?[+-]\d{{1,2}}(?::?\d\d)?)\)?)?
        )?
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _read(match: re.Match[str], text: str, month_first: bool | None) -> FoundDate | None:
    numbers = _numbers(match, month_first)
    if numbers is None:
        return None
    year, month, day = numbers
    time = _time(match)
    end = match.end() if time is not None else _end_of_day(match)
    offset = _offset(match["zone"]) if time is not None else None
    weekday = weekday_names().get((match["weekday"] or "").lower().rstrip(".")) if match["weekday"] else None
    found = FoundDate(
        start=match.start(), end=end, year=year, month=month, day=day, weekday=weekday, time=time, offset=offset
    )
    # A leap year stands in for the year that is not known.
    return found if found.moment(2000) is not None and text[match.start() : end].strip() else None


def _numbers(match: re.Match[str], month_first: bool | None) -> tuple[int | None, int, int] | None:
    if match["iso"]:
        return int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"])
    if match["month1"]:
        return _year(match["year1"]), month_names()[match["month1"].lower()], int(match["day1"])
    if match["month2"]:
        return _year(match["year2"]), month_names()[match["month2"].lower()], int(match["day2"])
    return _all_figures(int(match["first"]), int(match["second"]), match, month_first)


def _all_figures(
    first: int, second: int, match: re.Match[str], month_first: bool | None
) -> tuple[int | None, int, int] | None:
    year = int(match["year3"])
    if second > 12:
        return year, first, second
    # Full stops mean day first everywhere; and of equal figures the order does not matter.
    if first > 12 or second == first or match["mark"] == ".":
        return year, second, first
    if month_first is None:
        return None
    return (year, first, second) if month_first else (year, second, first)


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _time(match: re.Match[str]) -> dt.time | None:
    if match["hour"] is None or (match["minute"] is None and match["half"] is None):
        return None
    hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second_of"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    try:
        return dt.time(hour, minute, second)
    except ValueError:
        return None


def _end_of_day(match: re.Match[str]) -> int:
    """Where the day ends, when what follows it is no time of day."""
    ends = [match.end(name) for name in ("iso", "day1", "year1", "month2", "year2", "year3") if match[name]]
    end = max(ends)
    text = match.string
    if match["open"] and text[end : end + 1] == ")":
        end += 1
    return end


def _offset(zone: str | None) -> int | None:
    if zone is None:
        return None
    if zone.lower() in _ZONES:
        return _ZONES[zone.lower()]
    figures = re.search(r"([+-])(\d{1,2}):?(\d\d)?$", zone)
    if figures is None or int(figures[2]) > 14:
        return None
    return (1 if figures[1] == "+" else -1) * (int(figures[2]) * 60 + int(figures[3] or 0))
