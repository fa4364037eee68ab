"""The site as a whole: its order, its cards, and that editing a body shows nowhere else."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.config import Config
from site_builder.model.moment import Moment
from site_builder.text.dates import parse_moment
from tests.makers import assembled, briefing, day, outline, source, topic


def test_briefings_come_newest_first_the_undated_last():
    made = assembled(
        briefing("b-undated"),
        briefing("a-undated"),
        briefing("old", date=day(1)),
        briefing("noon", date=parse_moment("2026-06-01T12:00")),
        briefing("day", date=parse_moment("2026-06-01")),
        briefing("noon-in-tokyo", date=parse_moment("2026-06-01T12:00+09:00")),
        briefing("same-noon", date=parse_moment("2026-06-01T12:00Z")),
    )
    order = ["noon", "same-noon", "noon-in-tokyo", "day", "old", "a-undated", "b-undated"]
    assert list(made.site.briefings) == list(made.site.cards) == order


def test_a_date_without_a_zone_is_of_the_site():
    rome = Config(title="S", base_url="https://example.org", timezone="Asia/Tokyo")
    one, two = (
        briefing("a", date=parse_moment("2026-06-01T12:00")),
        briefing("b", date=parse_moment("2026-06-01T06:00Z")),
    )
    assert list(assembled(one, two, config=rome).site.cards) == ["b", "a"]
    assert list(assembled(one, two).site.cards) == ["a", "b"]


@given(st.permutations(range(8)))
def test_the_order_of_files_on_the_disk_does_not_matter(order):
    all_of_them = [briefing(f"b-{n}", date=day(n // 3), entities=(f"E{n % 3}",), topics=("T",)) for n in range(8)]
    assert assembled(*(all_of_them[n] for n in order)).site == assembled(*all_of_them).site


@pytest.mark.parametrize("date", ["0001-01-01T00:00+14:00", "0001-01-01", "9999-12-31T23:59-14:00", "9999-12-31"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_first_and_the_last_day_have_their_place(date, zone):
    config = Config(title="S", base_url="https://example.org", timezone=zone)
    made = assembled(briefing("a", date=parse_moment(date)), briefing("b", date=day(1)), config=config)
    assert list(made.site.cards) == (["b", "a"] if date.startswith("0001") else ["a", "b"])


def test_a_card_says_what_other_pages_show():
    made = assembled(
        briefing("a", title="T", date=day(1), topics=("Rules",), source="Reuters", status="draft", words=1000),
        topics=(topic("Rules"),),
        sources=(source("Reuters"),),
    )
    card = made.site.cards["a"]
    assert (card.title, card.url, card.language, card.draft, card.minutes) == ("T", "/briefings/a/", "en", True, 4)
    assert card.source is not None
    assert (card.source.url, [link.name for link in card.topics]) == ("/sources/reuters/", ["Rules"])


def test_a_short_briefing_takes_a_minute():
    assert assembled(briefing("a", words=0)).site.cards["a"].minutes == 1


def test_editing_a_body_leaves_everything_else_as_it_is():
    one, two = briefing("a", entities=("X",), date=day(1)), briefing("b", entities=("X",), date=day(2))
    edited = dataclasses.replace(one, outline=outline("another body", words=301), fingerprint="f" * 32)
    before, after = assembled(one, two).site, assembled(edited, two).site
    assert before.cards == after.cards
    assert before.groups == after.groups
    assert before.related == after.related


@pytest.mark.parametrize(
    "head",
    [{"title": "X"}, {"summary": "X"}, {"date": Moment(dt.date(2025, 1, 1))}, {"language": "it"}, {"topics": ("X",)}],
)
def test_a_card_that_says_something_else_has_another_fingerprint(head):
    one, other = assembled(briefing("a")).site.cards["a"], assembled(briefing("a", **head)).site.cards["a"]
    assert one.fingerprint != other.fingerprint


def test_translations_know_each_other():
    made = assembled(
        briefing("a"),
        briefing("b", translation_of="a", language="it"),
        briefing("c", translation_of="a", language="de"),
        briefing("alone"),
        briefing("lost", translation_of="zzz", language="fr"),
    )
    assert made.site.translations == {"a": ("b", "c"), "b": ("a", "c"), "c": ("a", "b")}
