"""Dates: every form that is clear, and a reason for every one that is not."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.moment import Moment
from site_builder.text.dates import parse_moment, zone

DAY = dt.date(2026, 2, 9)

MOMENTS = [
    ("2026-02-09", Moment(DAY)),
    ("2026-2-9", Moment(DAY)),
    (" 2026-02-09 ", Moment(DAY)),
    ("2026-02-09 17:08", Moment(DAY, dt.time(17, 8))),
    ("2026-02-09T17:08", Moment(DAY, dt.time(17, 8))),
    ("2026-02-09t7:08:30", Moment(DAY, dt.time(7, 8, 30))),
    ("2026-02-09T17:08:30.123456", Moment(DAY, dt.time(17, 8, 30))),
    ("2026-02-09T17:08Z", Moment(DAY, dt.time(17, 8), 0)),
    ("2026-02-09 17:08 +08:00", Moment(DAY, dt.time(17, 8), 480)),
    ("2026-02-09T17:08+0530", Moment(DAY, dt.time(17, 8), 330)),
    ("2026-02-09T17:08-5", Moment(DAY, dt.time(17, 8), -300)),
    ("2026-02-09T00:00+14:00", Moment(DAY, dt.time(0, 0), 840)),
    ("0001-01-01", Moment(dt.date(1, 1, 1))),
    ("9999-12-31T23:59:59Z", Moment(dt.date(9999, 12, 31), dt.time(23, 59, 59), 0)),
    ("2024-02-29", Moment(dt.date(2024, 2, 29))),
]


@pytest.mark.parametrize(("text", "moment"), MOMENTS)
def test_a_date_is_read_in_every_clear_form(text, moment):
    assert parse_moment(text) == moment


FORM = "should be a date like"
WRONG = [
    ("", FORM),
    ("yesterday", FORM),
    ("09.02.2026", FORM),
    ("02/09/2026", FORM),
    ("9 February 2026", FORM),
    ("20260209", FORM),
    ("26-02-09", FORM),
    ("2026-02", FORM),
    ("2026-W07-1", FORM),
    ("2026-040", FORM),
    ("-2026-02-09", FORM),
    ("2026-02-09T", FORM),
    ("2026-02-09T17", FORM),
    ("2026-02-09T17:08 CET", FORM),
    ("2026-02-09Z", FORM),
    ("2026-02-09T17:08[Europe/Rome]", FORM),
    ("２０２６-02-09", FORM),
    ("2026-02-30", "a day that does not exist"),
    ("2025-02-29", "a day that does not exist"),
    ("2026-13-01", "a day that does not exist"),
    ("2026-00-10", "a day that does not exist"),
    ("0000-01-01", "a day that does not exist"),
    ("2026-02-09T24:00", "a time of day that does not exist"),
    ("2026-02-09T17:60", "a time of day that does not exist"),
    ("2026-12-31T23:59:60Z", "a time of day that does not exist"),
    ("2026-02-09T17:08+15:00", "a time zone that does not exist"),
    ("2026-02-09T17:08+14:30", "a time zone that does not exist"),
    ("2026-02-09T17:08+08:60", "a time zone that does not exist"),
]


@pytest.mark.parametrize(("text", "reason"), WRONG)
def test_what_is_no_date_is_told_why(text, reason):
    with pytest.raises(ValueError, match=reason):
        parse_moment(text)


MOMENT = st.builds(
    Moment,
    st.dates(),
    st.none() | st.times().map(lambda time: time.replace(microsecond=0)),
    st.none() | st.integers(-840, 840),
).filter(lambda moment: moment.time is not None or moment.offset is None)


@given(MOMENT)
def test_a_moment_is_read_as_it_was_written(moment):
    assert parse_moment(str(moment)) == moment


@given(st.text(st.sampled_from("0123456789-:TZ +.") | st.characters(), max_size=30))
def test_any_text_is_a_moment_or_told(text):
    with contextlib.suppress(ValueError):
        assert parse_moment(str(parse_moment(text))) == parse_moment(text)


@pytest.mark.parametrize("name", ["UTC", "Europe/Rome", "Asia/Shanghai", "America/Argentina/Buenos_Aires"])
def test_a_zone_is_known_by_its_name(name):
    assert zone(name).utcoffset(dt.datetime(2026, 2, 9, tzinfo=dt.UTC)) is not None


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Mars/Olympus",
        "../../../etc/passwd",
        "/etc/localtime",
        "a\0b",
        "Europe",
        ".",
        "x" * 10_000,
        "localtime",
        "posixrules",
        "Factory",
        "right/Europe/Rome",
        "posix/UTC",
    ],
)
def test_a_zone_that_is_none_or_another_one_elsewhere_is_refused(name):
    with pytest.raises(ValueError, match="should be a time zone"):
        zone(name)
