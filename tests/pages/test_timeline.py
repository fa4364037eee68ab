"""The timeline and the archives of months, whose addresses last."""

from dataclasses import replace

import pytest

from site_builder.model.charts import TimelineView
from site_builder.model.moment import Moment
from site_builder.model.views import ArchiveView
from site_builder.pages import timeline
from tests.makers import assembled, briefing, day, planned


def on(number, slug=None):
    return briefing(slug or f"b-{number:03}", date=day(number))


def view_of(kind, site, url, **more):
    view = planned(site, **more)[url].view
    assert isinstance(view, kind)
    return view


def test_the_timeline_tells_years_and_months_newest_first():
    made = assembled(on(0), on(31), on(32), on(400), briefing("undated"))
    view = view_of(TimelineView, made.site, "/timeline/")
    assert [(year.year, year.url, year.count) for year in view.years] == [
        (2027, "/archive/2027/", 1),
        (2026, "/archive/2026/", 3),
    ]
    assert [(month.first.day.month, month.url, month.count) for month in view.years[1].months] == [
        (2, "/archive/2026/02/", 2),
        (1, "/archive/2026/01/", 1),
    ]
    assert (view.total, view.undated) == (4, 1)
    assert view.trend is not None


def test_only_the_newest_months_are_told_so_that_the_page_stays_small(monkeypatch):
    monkeypatch.setattr(timeline, "SHOWN", 3)
    made = assembled(*(on(number) for number in (0, 31, 32, 60, 61)))
    view = view_of(TimelineView, made.site, "/timeline/")
    assert [len(month.cards) for year in view.years for month in year.months] == [2, 0, 0]


def test_a_month_has_its_briefings_and_leads_to_its_neighbours():
    made = assembled(on(0), on(5), on(70))
    view = view_of(ArchiveView, made.site, "/archive/2026/01/")
    assert [card.slug for month in view.months for card in month.cards] == ["b-005", "b-000"]
    assert view.month is not None
    assert view.newer is not None
    assert (view.newer.url, view.newer.first) == ("/archive/2026/03/", Moment(day(59).day))
    assert view.older is None


def test_a_new_briefing_shifts_no_page_of_a_month():
    ten = [on(number) for number in range(10)]
    before, after = (planned(assembled(*some).site, page_size=3) for some in (ten, [*ten, on(12)]))
    oldest = "/archive/2026/01/page/1/"
    slugs = [[card.slug for month in pages[oldest].view.months for card in month.cards] for pages in (before, after)]
    assert slugs == [["b-002", "b-001", "b-000"]] * 2
    assert before[oldest] == after[oldest]


def test_a_briefing_of_another_month_leaves_a_month_alone_but_for_its_neighbours():
    some = [on(number) for number in (0, 31, 60, 90)]
    before, after = (planned(assembled(*more).site) for more in (some, [*some, on(95), on(121)]))
    changed = {url for url, page in after.items() if url.startswith("/archive/2") and page != before.get(url)}
    # May is new, April grows and leads to May; the year tells all.
    assert changed == {"/archive/2026/", "/archive/2026/04/", "/archive/2026/05/"}


def test_years_lead_to_one_another():
    made = assembled(on(0), on(800))
    view = view_of(TimelineView, made.site, "/archive/2026/")
    assert view.newer is not None
    assert (view.newer.name, view.newer.url) == ("2028", "/archive/2028/")


def test_a_site_without_dates_has_a_timeline_that_says_so():
    made = assembled(briefing("a"))
    view = view_of(TimelineView, made.site, "/timeline/")
    assert (view.years, view.total, view.undated, view.trend) == ((), 0, 1, None)


@pytest.mark.parametrize("prefix", ["", "/it"])
def test_pictures_can_be_left_out(prefix):
    made = assembled(*(on(number) for number in (0, 31, 60)))
    view = view_of(TimelineView, made.site, f"{prefix}/timeline/", charts=False, prefix=prefix)
    assert view.trend is None
    assert view.years


def test_editing_a_body_changes_no_page_of_the_timeline():
    one, two = on(0), on(31)
    edited = replace(one, outline=replace(one.outline, fingerprint="another"))
    before, after = (planned(assembled(some, two).site) for some in (one, edited))
    assert {url for url in after if before[url] != after[url] and ("archive" in url or "timeline" in url)} == set()
