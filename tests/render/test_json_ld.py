"""What pages say to machines: schema.org in JSON-LD."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from site_builder.model.charts import MonthLink
from site_builder.model.page import Head, Picture
from site_builder.model.views import (
    ArchiveView,
    BriefingView,
    EvidenceLink,
    GroupView,
    HomeView,
    Named,
    NotFoundView,
    Statement,
)
from site_builder.render.json_ld import HEADLINE, json_ld
from tests.render import samples

PICTURE = Picture(url="/briefings/some-briefing/card.png", alt="x", width=1200, height=630)

EMPTY = re.compile(r':(?:null|""|\[\]|\{\})')
NO_HEAD = Head(title="", description="")


def said(page, config=samples.CONFIG, frame=samples.FRAME):
    """The nodes of a page by type, the first of each."""
    document = json.loads(json_ld(page, config, frame))
    assert document.pop("@context") == "https://schema.org"
    nodes: dict[str, Any] = {}
    for node in document.get("@graph", [document]):
        nodes.setdefault(node["@type"], node)
    return nodes


def of_kind(view):
    return next((page, page.view) for page in samples.pages() if isinstance(page.view, view))


def briefing(title=samples.AWKWARD["plain"], **changes):
    """A briefing's page, its view changed, and the view."""
    page = samples.briefing(samples.card(title, summary=title))
    assert isinstance(page.view, BriefingView)
    view = replace(page.view, **{"articles": (samples.ARTICLE,), **changes})
    return replace(page, view=view), view


def test_a_briefing_says_what_it_is_based_on_and_about():
    entities = (Named(name="Some Studio", url="/entities/some-studio/", kind="organisation", wikidata="Q1"),)
    page, view = briefing(entities=entities)
    node = said(replace(page, head=replace(page.head or NO_HEAD, image=PICTURE)))["NewsArticle"]
    assert node["headline"] == view.card.title
    assert node["datePublished"] == node["dateModified"] == "2026-02-20"
    assert node["isBasedOn"][0]["url"] == samples.ARTICLE.url
    assert node["isBasedOn"][0]["author"] == {"@type": "Person", "name": "A. Writer"}
    assert [one["name"] for one in node["about"]] == ["Copyright", "Film", "Some Studio"]
    assert node["about"][-1]["sameAs"] == ["https://www.wikidata.org/wiki/Q1"]
    assert node["image"] == [
        {"@type": "ImageObject", "url": f"https://example.org{PICTURE.url}", "width": 1200, "height": 630}
    ]
    assert node["publisher"]["name"] == "The Desk"


def test_a_briefing_of_several_articles_is_a_report():
    page, _ = briefing(articles=(samples.ARTICLE, replace(samples.ARTICLE, id="other")))
    assert "Report" in said(page)


def test_a_briefing_cites_each_passage_of_the_originals_once():
    link = EvidenceLink(label="¶ 3", url="https://daily.example/a#:~:text=some%20words", title="A headline")
    point = Statement(text="It draws.", quote=None, evidence=(link, link))
    page, _ = briefing(key_points=(point, point), quotations=())
    node = said(page)["NewsArticle"]
    assert node["citation"] == [{"@type": "CreativeWork", "name": "A headline", "url": link.url}]


def test_an_entity_is_what_its_page_is_about():
    page, view = of_kind(GroupView)
    nodes = said(page)
    assert nodes["CollectionPage"]["about"]["name"] == view.name
    listed = nodes["CollectionPage"]["mainEntity"]
    assert listed["numberOfItems"] == view.total
    assert listed["itemListElement"][0]["url"] == f"https://example.org{view.cards[0].url}"
    assert page.head is not None
    assert [one["name"] for one in nodes["BreadcrumbList"]["itemListElement"]][-1] == page.head.title


def test_a_month_is_called_by_its_name():
    page, view = of_kind(ArchiveView)
    month = MonthLink(first=samples.moment("2026-02-01"), url=page.url)
    nodes = said(replace(page, language="it", view=replace(view, month=month)))
    assert nodes["CollectionPage"]["name"] == "febbraio 2026"
    assert nodes["BreadcrumbList"]["itemListElement"][-1]["name"] == "febbraio 2026"


def test_the_home_page_offers_a_search_only_where_there_is_one():
    page, _ = of_kind(HomeView)
    assert "potentialAction" not in said(page)["WebSite"]
    found = said(page, frame=replace(samples.FRAME, search="/search/"))["WebSite"]["potentialAction"]
    assert found["target"]["urlTemplate"] == "https://example.org/search/?q={search_term_string}"


@pytest.mark.parametrize("text", samples.AWKWARD.values(), ids=samples.AWKWARD)
def test_no_text_ends_the_script(text):
    page, _ = briefing(text)
    assert "<" not in json_ld(page, samples.CONFIG, samples.FRAME)
    headline = said(page)["NewsArticle"]["headline"]
    assert len(headline) <= HEADLINE
    assert headline == text or text.startswith(headline.removesuffix("…"))


def test_nothing_is_said_without_a_value():
    for page in samples.pages():
        text = json_ld(page, samples.CONFIG, samples.FRAME)
        assert bool(text) is not isinstance(page.view, NotFoundView)
        assert not EMPTY.search(text)
