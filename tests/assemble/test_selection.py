"""Which briefings are built: nothing is left out without a word, and no day begins too late."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from site_builder.assemble.selection import Wanted, select
from site_builder.text.dates import parse_moment
from tests.makers import briefing

NOW = dt.datetime(2026, 2, 19, 12, 0, tzinfo=dt.UTC)


def wanted(**more):
    return Wanted(**{"now": NOW, "zone": dt.UTC, **more})


def reasons(*briefings, **more):
    selection = select(briefings, wanted(**more))
    assert len(selection.chosen) + len(selection.left_out) == len(briefings)
    return {left.slug: reason for left, reason in selection.left_out}


DATES = [
    # (date, zone of the site, whether it is in the future at noon of 2026-02-19, UTC)
    ("2026-02-18", "UTC", False),
    ("2026-02-19", "UTC", False),
    ("2026-02-20", "UTC", False),  # it is that day in Kiribati
    ("2026-02-21", "UTC", True),
    ("2026-02-20", "Asia/Tokyo", False),
    ("2026-02-19", "America/Los_Angeles", False),
    ("2026-02-19T11:59", "UTC", False),
    ("2026-02-19T12:00", "UTC", False),
    ("2026-02-19T12:01", "UTC", True),
    ("2026-02-19T12:30", "Europe/Rome", False),
    ("2026-02-19T13:30", "Europe/Rome", True),
    ("2026-02-19T13:30+02:00", "America/Los_Angeles", False),
    ("2026-02-19T07:30-05:00", "Europe/Rome", True),
    ("0001-01-01T00:00+14:00", "UTC", False),
    ("9999-12-31T23:59-12:00", "UTC", True),
]


@pytest.mark.parametrize(("date", "zone", "future"), DATES)
def test_a_briefing_of_today_is_not_in_the_future_wherever_it_is_built(date, zone, future):
    found = reasons(briefing("a", date=parse_moment(date)), zone=ZoneInfo(zone))
    assert found == ({"a": "future"} if future else {})


@pytest.mark.parametrize(
    ("expires", "expired"),
    [("2026-02-19", True), ("2026-02-20", False), ("2026-02-19T12:00", True), ("2026-02-19T12:01", False)],
)
def test_a_briefing_is_left_out_from_the_moment_it_expires(expires, expired):
    assert reasons(briefing("a", expires=parse_moment(expires))) == ({"a": "expired"} if expired else {})


def test_each_kind_is_built_where_it_is_asked_for():
    all_kinds = (
        briefing("plain"),
        briefing("draft", status="draft"),
        briefing("future", date=parse_moment("2027-01-01")),
        briefing("expired", expires=parse_moment("2020-01-01")),
        briefing("all", status="draft", date=parse_moment("2027-01-01"), expires=parse_moment("2020-01-01")),
    )
    assert reasons(*all_kinds) == {"draft": "draft", "future": "future", "expired": "expired", "all": "draft"}
    assert reasons(*all_kinds, drafts=True) == {"future": "future", "expired": "expired", "all": "future"}
    assert reasons(*all_kinds, drafts=True, future=True) == {"expired": "expired", "all": "expired"}
    assert reasons(*all_kinds, drafts=True, future=True, expired=True) == {}


def test_what_is_left_out_is_told_with_the_option_that_builds_it():
    drafts = [briefing(f"draft-{number}", status="draft") for number in range(5)]
    notes = select([*drafts, briefing("late", date=parse_moment("2027-01-01"))], wanted()).notes
    paths = [f"content/briefings/draft-{number}.md" for number in range(3)]
    assert notes == (
        f"5 briefings are drafts and were left out ({', '.join(paths)} and 2 more); --drafts builds them",
        "1 briefing is dated in the future and was left out (content/briefings/late.md); --future builds it",
    )
    assert select([briefing("a")], wanted()).notes == ()
