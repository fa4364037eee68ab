"""Which weeks have an edition, what it holds, and when its feed tells of it."""

import datetime as dt
from dataclasses import replace

import pytest

from site_builder.model.moment import Moment
from site_builder.model.views import EditionsView, EditionView, FeedsView, FeedView
from site_builder.pages.frame import frame
from tests.makers import WORDS, assembled, briefing, entity, planned, scope, topic

WORDS_HERE = {**WORDS, "editions": "Editions", "edition_week": "Week {week}, {year}"}


def on(slug, day, **more):
    return briefing(slug, date=Moment(dt.date.fromisoformat(day)), **more)


def made(*briefings, **more):
    site = assembled(*briefings, topics=(topic("Rules"),), entities=(entity("TikTok"), entity("Acme"))).site
    return planned(site, weekly=True, words=WORDS_HERE, **more)


def slugs(page):
    assert isinstance(page.view, EditionView)
    return [card.slug for card in page.view.cards]


THREE = (
    on("a", "2026-02-15"),
    on("b", "2026-02-16", entities=("TikTok",), topics=("Rules",)),
    on("c", "2026-02-22", entities=("TikTok", "Acme")),
    on("d", "2026-03-04"),
)


def test_a_site_that_does_not_ask_for_editions_has_none():
    pages = planned(assembled(*THREE).site, words=WORDS_HERE)
    assert [url for url in pages if "edition" in url] == []


def test_a_week_has_the_briefings_from_monday_to_sunday_newest_first():
    pages = made(*THREE)
    assert [url for url in pages if url.startswith("/editions/2")] == [
        "/editions/2026-W10/",
        "/editions/2026-W08/",
        "/editions/2026-W07/",
    ]
    week = pages["/editions/2026-W08/"]
    assert slugs(week) == ["c", "b"]
    assert (str(week.view.first), str(week.view.last)) == ("2026-02-16", "2026-02-22")
    assert week.view.week == (2026, 8)
    assert [(mention.name, mention.count) for mention in week.view.entities] == [("TikTok", 2), ("Acme", 1)]
    assert week.head.title == "Week 8, 2026"


def test_weeks_without_briefings_are_passed_over():
    week = made(*THREE)["/editions/2026-W08/"].view
    assert (week.newer.url, week.older.url) == ("/editions/2026-W10/", "/editions/2026-W07/")
    ends = made(*THREE)
    assert ends["/editions/2026-W10/"].view.newer is None
    assert ends["/editions/2026-W07/"].view.older is None


@pytest.mark.parametrize(
    ("day", "url"),
    [
        ("2024-12-30", "/editions/2025-W01/"),
        ("2027-01-03", "/editions/2026-W53/"),
        ("2026-01-01", "/editions/2026-W01/"),
        ("0999-06-01", "/editions/0999-W22/"),
        ("9999-12-26", "/editions/9999-W51/"),
    ],
)
def test_weeks_are_those_of_iso_8601(day, url):
    assert url in made(on("a", day))


def test_a_day_is_that_of_the_briefing_whatever_its_zone():
    late = Moment(dt.date(2026, 2, 22), dt.time(23, 59), -600)
    assert slugs(made(briefing("a", date=late))["/editions/2026-W08/"]) == ["a"]


def test_briefings_without_a_date_are_in_no_edition():
    assert [url for url in made(briefing("a")) if "edition" in url] == []


def feed(pages):
    page = pages["/editions/feed.xml"]
    assert isinstance(page.view, FeedView)
    return [(item.id, str(item.card.date), [card.slug for card in item.listing]) for item in page.view.items]


def test_the_feed_tells_of_weeks_that_are_over():
    assert feed(made(*THREE)) == [
        ("tag:example.org,2026:edition-2026-W08", "2026-02-22", ["c", "b"]),
        ("tag:example.org,2026:edition-2026-W07", "2026-02-15", ["a"]),
    ]
    assert feed(made(on("a", "2026-02-15"))) == []


def test_a_draft_is_in_no_feed_and_ends_no_week():
    draft = on("z", "2026-03-20", status="draft")
    assert feed(made(*THREE, draft)) == feed(made(*THREE))
    assert slugs(made(*THREE, draft)["/editions/2026-W12/"]) == ["z"]


def test_the_feed_carries_no_more_items_than_others():
    assert len(feed(made(*THREE, feed_items=1))) == 1


def test_the_list_the_feeds_and_the_navigation_name_the_editions():
    pages = made(*THREE)
    listed = pages["/editions/"].view
    assert isinstance(listed, EditionsView)
    assert [link.name for link in listed.editions] == ["Week 10, 2026", "Week 8, 2026", "Week 7, 2026"]
    assert listed.feed == "/editions/feed.xml"
    assert pages["/editions/2026-W08/"].head.feed.url == "/editions/feed.xml"
    feeds = pages["/feeds/"].view
    assert isinstance(feeds, FeedsView)
    assert "/editions/feed.xml" in [one.url for one in feeds.selections]
    shared = frame(assembled(*THREE).site, scope(weekly=True, words=WORDS_HERE), {})
    assert "/editions/" in [link.url for link in shared.navigation]
    assert "/editions/" not in [link.url for link in frame(assembled(*THREE).site, scope(), {}).navigation]


def test_another_title_changes_the_edition_of_its_week_only():
    before = made(*THREE)
    other = (*THREE[:1], replace(THREE[1], head=replace(THREE[1].head, title="Another")), *THREE[2:])
    after = made(*other)
    changed = {url for url in before if url.startswith("/editions/") and before[url] != after[url]}
    assert changed == {"/editions/2026-W08/", "/editions/feed.xml"}
