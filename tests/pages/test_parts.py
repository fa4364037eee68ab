"""A site whose languages have parts of their own: what stands where, and how one part leads to another."""

from dataclasses import replace
from functools import partial

from site_builder.model.config import Config, LanguagePart
from site_builder.model.files import SitemapView
from site_builder.model.page import Page
from site_builder.model.views import BriefingView, GroupView, HomeView
from site_builder.pages.parts import with_parts
from site_builder.pages.plan import plan
from tests import makers

CONFIG = Config(
    title="Ports",
    base_url="https://example.org",
    languages={"it": LanguagePart(title="Porti", description="In breve.", navigation=("chi-siamo",))},
)
BRIEFINGS = (
    makers.briefing("harbour", date=makers.day(3), topics=("Ports",), entities=("Genoa", "Rotterdam")),
    makers.briefing("hafen", date=makers.day(2), language="de", topics=("Ports",)),
    makers.briefing(
        "porto", date=makers.day(1), language="it-CH", topics=("Ports",), entities=("Genoa",), translation_of="harbour"
    ),
)
PLACES = (
    makers.entity("Genoa", kind="place", names={"it": "Genova"}),
    makers.entity("Rotterdam", kind="place"),
    makers.entity("Nowhere", kind="place"),
)
PAGES = (makers.page("about"), makers.page("chi-siamo", language="it", title="Chi siamo"))


def assembled(*briefings, **parts):
    return makers.assembled(
        *(briefings or BRIEFINGS), config=CONFIG, topics=(makers.topic("Ports"),), entities=PLACES, pages=PAGES, **parts
    )


def planned(site) -> dict[str, Page]:
    scope = with_parts(makers.scope(title=CONFIG.title), CONFIG, lambda language: {**makers.WORDS, "said_in": language})
    pages = list(plan(site, scope, ()))
    found = {page.url: page for page in pages}
    assert len(found) == len(pages), "two pages have one address"
    return found


def test_briefings_stand_in_the_part_of_their_language_and_others_in_the_site_s_own():
    pages = planned(assembled().site)
    assert {"/briefings/harbour/", "/briefings/hafen/", "/it/briefings/porto/"} <= set(pages)
    assert not {"/briefings/porto/", "/it/briefings/harbour/"} & set(pages)
    home, other = pages["/"].view, pages["/it/"].view
    assert isinstance(home, HomeView)
    assert isinstance(other, HomeView)
    assert [card.slug for month in home.months for card in month.cards] == ["harbour", "hafen"]
    assert [card.slug for month in other.months for card in month.cards] == ["porto"]


def test_each_part_has_feeds_search_lists_and_a_404_page_of_its_own_and_the_site_one_sitemap():
    pages = planned(assembled().site)
    for name in ("feed.xml", "atom.xml", "feed.json", "404.html", "briefings/", "feeds/", "topics/", "llms.txt"):
        assert {f"/{name}", f"/it/{name}"} <= set(pages)
    once = ("sitemap.xml", "robots.txt", "favicon.ico", "_headers")
    assert [name for name in once if f"/it/{name}" in pages] == []


def test_a_group_has_a_page_where_it_has_briefings_and_is_called_what_its_language_calls_it():
    pages = planned(assembled().site)
    assert {"/entities/genoa/", "/it/entities/genoa/", "/entities/rotterdam/", "/entities/nowhere/"} <= set(pages)
    assert not {"/it/entities/rotterdam/", "/it/entities/nowhere/"} & set(pages)
    view = pages["/it/entities/genoa/"].view
    assert isinstance(view, GroupView)
    assert (view.name, view.total) == ("Genova", 1)


def test_links_of_a_text_stay_in_its_part_where_they_can():
    text = (*makers.wiki("Genoa"), *makers.wiki("Rotterdam"), *makers.link("/topics/ports/"), *makers.link("/feeds/"))
    porto = replace(BRIEFINGS[2], outline=makers.outline("porto", text))
    gaps = assembled(*BRIEFINGS[:2], porto).site.gaps["briefings/porto"]
    assert [gap for gap in gaps if gap.startswith("/")] == [
        "/it/entities/genoa/",
        "/entities/rotterdam/",
        "/it/topics/ports/",
        "/it/feeds/",
    ]


def test_translations_and_like_pages_name_each_other_the_original_first():
    pages = planned(assembled().site)
    for url in ("/briefings/harbour/", "/it/briefings/porto/"):
        head, view = pages[url].head, pages[url].view
        assert head is not None
        assert isinstance(view, BriefingView)
        assert [(one.language, one.url, one.home) for one in head.alternates] == [
            ("en", "/briefings/harbour/", "/"),
            ("it-CH", "/it/briefings/porto/", "/it/"),
        ]
        assert len(view.translations) == 1
    shared = pages["/it/topics/ports/"].head
    alone = pages["/entities/rotterdam/"].head
    assert shared is not None
    assert alone is not None
    assert [one.url for one in shared.alternates] == ["/topics/ports/", "/it/topics/ports/"]
    assert alone.alternates == ()
    sitemap = pages["/sitemap.xml"].view
    assert isinstance(sitemap, SitemapView)
    assert sitemap.alternates["/it/"] == (("en", "/"), ("it", "/it/"))


def test_free_pages_belong_to_the_part_of_their_language_and_stand_in_its_footer():
    pages = planned(assembled().site)
    assert {"/about/", "/it/chi-siamo/"} <= set(pages)
    assert assembled().problems == ()


def test_two_parts_may_have_pages_of_one_name_and_no_page_may_have_the_name_of_a_part():
    both = makers.assembled(
        config=replace(CONFIG, languages={"it": LanguagePart()}),
        pages=(makers.page("about"), makers.page("about", language="it", path="content/pages/it/about.md")),
    )
    assert both.problems == ()
    assert {page.url for page in both.site.pages} == {"/about/", "/it/about/"}
    taken = makers.assembled(config=replace(CONFIG, languages={"it": LanguagePart()}), pages=(makers.page("it"),))
    assert [problem.code for problem in taken.problems] == ["SB130"]


def test_what_moves_into_a_part_leaves_its_address_behind():
    together = partial(
        makers.assembled,
        *BRIEFINGS,
        config=replace(CONFIG, languages={}),
        entities=PLACES,
        topics=(makers.topic("Ports"),),
    )
    after = assembled(addresses=together().site.addresses)
    assert after.site.addresses.moved["/briefings/porto/"] == "/it/briefings/porto/"
    assert "it/topics/ports" in after.site.addresses.residents
    back = together(addresses=after.site.addresses)
    assert back.site.addresses.moved["/it/briefings/porto/"] == "/briefings/porto/"
    assert back.site.addresses.moved["/it/topics/ports/"] == "/topics/ports/"
