"""A point in time as a newspaper prints it: a day, perhaps a time of day, perhaps a zone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """A civil day, with the time of day where it is known.

    A day without a time stays a day: it is never shifted by a time zone, so it cannot appear a day early in the west.
    """

    day: dt.date
    time: dt.time | None = None
    """Without a zone of its own, to the second."""
    offset: int | None = None
    """Minutes east of UTC, where the text says so."""

    def instant(self, zone: dt.tzinfo) -> dt.datetime:
        """The aware date and time: midnight where the time is not known, in *zone* where the offset is not known."""
        known = zone if self.offset is None else dt.timezone(dt.timedelta(minutes=self.offset))
        return dt.datetime.combine(self.day, self.time or dt.time(), known)

    def __str__(self) -> str:
        if self.time is None:
            return self.day.isoformat()
        clock = self.time.isoformat("seconds" if self.time.second else "minutes")
        return f"{self.day.isoformat()}T{clock}{_offset_text(self.offset)}"


def _offset_text(offset: int | None) -> str:
    if offset is None:
        return ""
    if offset == 0:
        return "Z"
    hours, minutes = divmod(abs(offset), 60)
    return f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"
