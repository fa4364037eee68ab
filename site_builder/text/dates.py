"""Dates as people type them in front matter."""

from __future__ import annotations

import datetime as dt
import errno
import re
import zoneinfo

from site_builder.model.moment import Moment

_MOMENT = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"
    r"(?:(?:[Tt]|[ \t]+)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r"[ \t]*(?P<zone>[Zz]|[+-][0-9]{1,2}(?::?[0-9]{2})?)?)?"
)
_NOT_THE_SAME_EVERYWHERE = re.compile(r"localtime|posixrules|Factory|(?:posix|right)/.*")
"""Names that mean another zone on another machine, or that count leap seconds."""


def parse_moment(text: str) -> Moment:
    """A moment from `2026-02-19`, `2026-02-19 17:08`, `2026-02-19T17:08:30+08:00` and the like (ISO 8601, RFC 3339).

    Raises ValueError with a phrase on what is wrong.
    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        raise ValueError("should be a date like 2026-02-19 or 2026-02-19T17:08+01:00")
    try:
        day = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        raise ValueError("is a day that does not exist") from None
    if match["hour"] is None:
        return Moment(day)
    try:
        clock = dt.time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        raise ValueError("has a time of day that does not exist") from None
    return Moment(day, clock, _offset(match["zone"]))


def _offset(text: str | None) -> int | None:
    if text is None:
        return None
    if text in "Zz":
        return 0
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if hours * 60 + minutes > 14 * 60 or minutes > 59:
        raise ValueError("has a time zone that does not exist")
    return (-1 if text[0] == "-" else 1) * (hours * 60 + minutes)


def zone(name: str) -> dt.tzinfo:
    """The time zone of an IANA name as `Europe/Rome`. Raises ValueError where there is none."""
    found = None
    if not _NOT_THE_SAME_EVERYWHERE.fullmatch(name):
        try:
            found = zoneinfo.ZoneInfo(name)
        except OSError as error:
            if error.errno in {errno.EMFILE, errno.ENFILE, errno.ENOMEM}:
                raise
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            pass
    if found is None:
        raise ValueError("should be a time zone like Europe/Rome or UTC")
    return found
