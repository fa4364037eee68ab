"""The pages from A to Z: every briefing stands on one, and none moves because another came."""

from dataclasses import replace

import pytest

from site_builder.commands.bodies import Bodies
from site_builder.commands.search import Indexing
from site_builder.model.site import Site
from site_builder.pages.search import LEAST, pages
from tests.makers import WORDS, assembled, briefing, scope

TITLES = ["Ähre", "apple", "Über uns", "ёлка", "中国", "日本", "42 ships", "— !", "zebra", "Zoo"]


def made(*titles, **more):
    site = assembled(*(briefing(f"b{number}", title=title) for number, title in enumerate(titles))).site
    return planned(site, **more)


def planned(site: Site, **more):
    words = {**WORDS, "search": "Search"}
    return {page.url: page for page in pages(site, scope(words=words, search="own", **more), ()) if page.head}


def test_a_small_site_has_one_page_with_all():
    found = made(*TITLES)
    assert set(found) == {"/search/"}
    view = found["/search/"].view
    assert [one.title for one in view.briefings] == [
        "Ähre", "apple", "Über uns", "zebra", "Zoo", "ёлка", "中国", "日本", "42 ships", "— !",
    ]  # fmt: skip
    assert view.letters == ()


def test_a_large_site_has_a_page_for_each_letter():
    found = made(*TITLES, *(f"Tale {number}" for number in range(LEAST)))
    letters = {link.name: link.url for link in found["/search/"].view.letters}
    assert list(letters) == ["A", "T", "U", "Z", "Е", "文", "0–9", "…"]
    assert letters["A"] == "/search/a/"
    assert letters["Е"] == "/search/u0435/"
    assert [one.title for one in found[letters["文"]].view.briefings] == ["中国", "日本"]
    assert [one.title for one in found["/search/0-9/"].view.briefings] == ["42 ships"]
    listed = [one.url for url, page in found.items() if url != "/search/" for one in page.view.briefings]
    assert len(listed) == len(set(listed)) == len(TITLES) + LEAST


@pytest.fixture(scope="module")
def large():
    return [f"Tale {number:04}" for number in range(0, 3000, 2)]


def test_a_long_letter_is_cut_and_one_title_more_changes_one_page(large):
    before = made(*large)
    after = made(*large, "Tale 1501")
    assert before.keys() == after.keys()
    assert len(before) > 5
    lists = {url for url in before if url != "/search/" if before[url].view.briefings != after[url].view.briefings}
    assert len(lists) == 1
    assert all(len(page.view.briefings) >= LEAST for url, page in list(before.items())[1:-1])
    ranges = before["/search/t/"].view.ranges
    assert [link.url for link in ranges] == [url for url in before if url != "/search/"]


def test_pages_have_the_prefix_of_their_scope():
    assert set(made("One", prefix="/it")) == {"/it/search/"}


def test_a_site_without_search_has_none_of_it():
    site = assembled(briefing("one")).site
    indexing = Indexing(Bodies(None), None, None, text=False)
    assert list(indexing.pages(site, scope(search="off"))) == []
    assert list(indexing.pages(replace(site, cards={}), scope(search="own"))) == []
    urls = [page.url for page in indexing.pages(site, scope(search="own", words={**WORDS, "search": "Search"}))]
    assert {"/search/", "/search/index/meta.json"} <= set(urls)
