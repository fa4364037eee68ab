"""Which briefings are built: drafts, future and expired ones stay out unless asked for, and never without a word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.model.briefing import Briefing
from site_builder.model.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which kinds of briefing are built besides the published, current ones."""

    now: dt.datetime
    """Aware: what future and expired are measured by."""
    zone: dt.tzinfo
    """Of moments that have none of their own."""
    drafts: bool = False
    future: bool = False
    expired: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """The briefings that are built, those that are not, and why."""

    chosen: tuple[Briefing, ...]
    left_out: tuple[tuple[Briefing, str], ...]
    """With the reason: `draft`, `future` or `expired`."""

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence on each reason, with the option that would change it."""
        counts: dict[str, list[str]] = {}
        for briefing, reason in self.left_out:
            counts.setdefault(reason, []).append(briefing.path)
        return tuple(_note(reason, paths) for reason, paths in sorted(counts.items()))


def select(briefings: Iterable[Briefing], wanted: Wanted) -> Selection:
    """Divide *briefings* into those that are built and those that are not."""
    chosen: list[Briefing] = []
    left_out: list[tuple[Briefing, str]] = []
    for briefing in briefings:
        reason = _reason(briefing, wanted)
        if reason is None:
            chosen.append(briefing)
        else:
            left_out.append((briefing, reason))
    return Selection(tuple(chosen), tuple(left_out))


def next_change(briefings: Iterable[Briefing], wanted: Wanted) -> dt.datetime | None:
    """The first moment after now at which `select` would choose otherwise; None where there is none."""
    moments: list[dt.datetime] = []
    for briefing in briefings:
        if briefing.head.date is not None and not wanted.future:
            moments.append(_begins(briefing.head.date, wanted))
        if briefing.head.expires is not None and not wanted.expired:
            moments.append(briefing.head.expires.instant(wanted.zone))
    return min((moment for moment in moments if moment > wanted.now), default=None)


def _reason(briefing: Briefing, wanted: Wanted) -> str | None:
    head = briefing.head
    if head.status == "draft" and not wanted.drafts:
        return "draft"
    if head.date is not None and not wanted.future and _begins(head.date, wanted) > wanted.now:
        return "future"
    if head.expires is not None and not wanted.expired and head.expires.instant(wanted.zone) <= wanted.now:
        return "expired"
    return None


def _begins(moment: Moment, wanted: Wanted) -> dt.datetime:
    # A day without a time is not in the future on that day, wherever the build server stands: the first zone decides.
    if moment.time is None:
        return dt.datetime.combine(moment.day, dt.time(), dt.timezone(dt.timedelta(hours=14)))
    return moment.instant(wanted.zone)


_OPTIONS = {"draft": "--drafts", "future": "--future", "expired": "--expired"}
_WORDS = {
    "draft": ("a draft", "drafts"),
    "future": ("dated in the future", "dated in the future"),
    "expired": ("expired", "expired"),
}


def _note(reason: str, paths: list[str]) -> str:
    one, many = _WORDS[reason]
    shown = ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")
    if len(paths) == 1:
        return f"1 briefing is {one} and was left out ({shown}); {_OPTIONS[reason]} builds it"
    return f"{len(paths)} briefings are {many} and were left out ({shown}); {_OPTIONS[reason]} builds them"
