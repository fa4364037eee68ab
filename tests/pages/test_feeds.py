"""Which feeds a site has, and where they are named."""

import datetime as dt

import pytest

from site_builder.model.briefing import Correction
from site_builder.model.config import Config, SavedSelection
from site_builder.model.feeds import OpmlView
from site_builder.model.moment import Moment
from site_builder.model.views import FeedsView, FeedView
from tests.makers import assembled, briefing, day, entity, planned, source, topic

GROUPS = {"topics": (topic("Rules"),), "entities": (entity("TikTok"),), "sources": (source("Herald"),)}


def selection(name="pick", title="Our pick", **conditions):
    return SavedSelection(name=name, title=title, **conditions)


def made(*selections, briefings=None):
    config = Config(title="Site", base_url="https://example.org", selections=selections)
    return assembled(*(BRIEFINGS if briefings is None else briefings), config=config, **GROUPS)


BRIEFINGS = (
    briefing("a", date=day(1), topics=("Rules",), entities=("TikTok",), source="Herald"),
    briefing("b", date=day(2), topics=("Rules",), language="it"),
    briefing("c", date=day(3), entities=("TikTok",), language="pt-BR"),
)


def slugs(page):
    assert isinstance(page.view, FeedView)
    return [item.card.slug for item in page.view.items]


def test_the_site_has_one_feed_in_three_formats():
    pages = planned(made().site)
    assert [pages[url].format for url in ("/feed.xml", "/atom.xml", "/feed.json")] == ["rss", "atom", "json_feed"]
    assert pages["/feed.xml"].view == pages["/atom.xml"].view == pages["/feed.json"].view


def test_each_language_has_a_feed_where_there_are_several():
    pages = planned(made().site)
    assert slugs(pages["/feeds/languages/it/feed.xml"]) == ["b"]
    assert pages["/feeds/languages/pt-br/feed.xml"].language == "pt-BR"
    one = planned(made(briefings=BRIEFINGS[:1]).site)
    assert not [url for url in one if url.startswith("/feeds/languages/")]


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({"topic": "rules"}, ["b", "a"]),
        ({"topic": "Rules", "entity": "tiktok"}, ["a"]),
        ({"language": "it"}, ["b"]),
        ({"source": "Herald", "language": "it"}, []),
        ({"entity": "Nobody"}, []),
    ],
)
def test_a_selection_has_the_briefings_that_meet_all_its_conditions(conditions, found):
    page = planned(made(selection(**conditions)).site)["/feeds/pick/feed.xml"]
    assert slugs(page) == found
    assert page.view.title == "Our pick – Site"


@pytest.mark.parametrize(
    ("selections", "code", "said"),
    [
        ((selection(topic="Rule"),), "SB102", "names `Rule`, which is not in topics.yml"),
        ((selection(),), "SB107", "has no condition"),
        ((selection(language="it"), selection(language="en")), "SB130", "two selections have the name `pick`"),
    ],
)
def test_a_selection_that_cannot_be_is_told(selections, code, said):
    (problem,) = [problem for problem in made(*selections).problems if problem.path == "content/site.yml"]
    assert (problem.code, said in problem.message) == (code, True)
    assert problem.hint


def correction(number, text):
    return Correction(date=Moment(dt.date(2026, 2, number)), text=text)


def test_corrections_have_a_feed_newest_first_with_ids_that_stay():
    one = briefing("a", id="x", corrections=(correction(3, "One."), correction(3, "Two."), correction(1, "Three.")))
    page = planned(assembled(one, briefing("b", corrections=(correction(2, "Four."),))).site)["/corrections/feed.xml"]
    assert [(item.id.partition(":")[2], item.card.summary) for item in page.view.items] == [
        ("example.org,2026:x/corrections/2026-02-03", "One."),
        ("example.org,2026:x/corrections/2026-02-03-2", "Two."),
        ("example.org,2026:b/corrections/2026-02-02", "Four."),
        ("example.org,2026:x/corrections/2026-02-01", "Three."),
    ]
    assert "/corrections/feed.xml" not in planned(made().site)


def test_every_feed_is_named_for_people_and_for_readers():
    pages = planned(made(selection(topic="Rules")).site)
    written = {url for url, page in pages.items() if page.format in {"rss", "atom", "json_feed"}}
    view = pages["/feeds/"].view
    assert isinstance(view, FeedsView)
    families = (view.site, view.topics, view.entities, view.sources, view.languages, view.selections)
    assert {feed.url for family in families for feed in family} == written
    opml = pages["/feeds.opml"].view
    assert isinstance(opml, OpmlView)
    assert {feed.url for _, feeds in opml.groups for feed in feeds} == written - {"/atom.xml", "/feed.json"}
    assert opml.changed == day(3)


def test_drafts_are_in_no_feed():
    draft = briefing("d", status="draft", topics=("Rules",), language="de", corrections=(correction(1, "One."),))
    pages = planned(made(selection(topic="Rules"), briefings=(*BRIEFINGS, draft)).site)
    assert not [url for url, page in pages.items() if isinstance(page.view, FeedView) and "d" in slugs(page)]
    assert "/feeds/languages/de/feed.xml" not in pages
