"""Lists of briefings on pages: a new briefing never shifts a full page."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.moment import Moment
from site_builder.pages.lists import months, parts
from tests.makers import assembled, briefing, day

CARDS = tuple(assembled(*(briefing(f"b-{n:03}", date=day(n)) for n in range(60))).site.cards.values())


def cut(number, size):
    """The pages of a list of the *number* oldest cards, by address."""
    return {part.url: part for part in parts("/x/", CARDS[len(CARDS) - number :], size)}


def slugs(part):
    return [card.slug for card in part.cards]


def test_a_list_of_nothing_is_one_empty_page():
    ((url, part),) = cut(0, 5).items()
    assert (url, part.cards, part.pager.number, part.pager.total) == ("/x/", (), 1, 1)


@pytest.mark.parametrize(
    ("number", "sizes"),
    [(1, [1]), (5, [5]), (9, [9]), (10, [5, 5]), (14, [9, 5]), (15, [5, 5, 5]), (19, [9, 5, 5])],
)
def test_the_newest_page_grows_and_the_others_are_full(number, sizes):
    made = cut(number, 5)
    assert [len(part.cards) for part in made.values()] == sizes
    assert list(made) == ["/x/", *(f"/x/page/{n}/" for n in range(len(sizes) - 1, 0, -1))]


@given(st.integers(0, 60), st.integers(1, 70))
def test_every_card_stands_on_one_page_in_order(number, size):
    made = cut(number, size)
    assert [slug for part in made.values() for slug in slugs(part)] == [
        card.slug for card in CARDS[len(CARDS) - number :]
    ]
    assert all(len(part.cards) == size for url, part in made.items() if url != "/x/")


@given(st.integers(0, 59), st.integers(1, 20))
def test_a_new_briefing_leaves_every_full_page_as_it_is(number, size):
    before, after = cut(number, size), cut(number + 1, size)
    assert set(before) <= set(after)
    for url in set(before) - {"/x/"}:
        assert slugs(before[url]) == slugs(after[url])
        assert before[url].pager.number == after[url].pager.number


@given(st.integers(0, 60), st.integers(1, 20))
def test_the_pages_of_a_list_lead_to_each_other(number, size):
    made = cut(number, size)
    urls = list(made)
    for place, (url, part) in enumerate(made.items()):
        assert part.url == url
        assert part.pager.newer == (urls[place - 1] if place else None)
        assert part.pager.older == (urls[place + 1] if place + 1 < len(urls) else None)
        assert part.pager.number == len(urls) - place
        assert part.pager.total == len(urls)


def test_months_come_newest_first_and_the_undated_last():
    made = assembled(
        briefing("a", date=Moment(dt.date(2026, 2, 1))),
        briefing("b", date=Moment(dt.date(2026, 2, 28))),
        briefing("c", date=Moment(dt.date(2025, 2, 28))),
        briefing("d"),
    )
    found = [
        (month.year, month.month, [card.slug for card in month.cards]) for month in months(made.site.cards.values())
    ]
    assert found == [(2026, 2, ["b", "a"]), (2025, 2, ["c"]), (0, 0, ["d"])]
    assert months([]) == ()
