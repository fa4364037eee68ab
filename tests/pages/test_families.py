"""What each kind of page says."""

import dataclasses

import pytest

from site_builder.model.briefing import KeyPoint, Link, Quotation
from site_builder.model.views import (
    ArchiveView,
    BriefingView,
    FeedsView,
    FeedView,
    GroupIndexView,
    GroupView,
    HomeView,
    NotFoundView,
)
from tests.makers import article, assembled, briefing, day, entity, outline, page, planned, source, topic, wiki


def view_of(kind, made, url, **more):
    view = planned(made.site, **more)[url].view
    assert isinstance(view, kind)
    return view


def test_the_home_page_shows_the_newest_and_the_most_mentioned():
    made = assembled(
        *(briefing(f"b-{n:02}", date=day(n), entities=("Often",) + (("Rare",) if n == 3 else ())) for n in range(40)),
        entities=(entity("Often"), entity("Rare", names={"en": "Seldom"}), entity("Never")),
        topics=(topic("Rules"),),
    )
    view = view_of(HomeView, made, "/")
    cards = [card.slug for month in view.months for card in month.cards]
    assert cards == [f"b-{n:02}" for n in range(39, 9, -1)]
    assert [(found.name, found.count) for found in view.entities] == [("Often", 40), ("Seldom", 1)]
    assert view.topics == ()
    assert (view.total, view.archive) == (40, "/briefings/")


def briefing_view(*briefings, slug="a", **parts):
    return view_of(BriefingView, assembled(*briefings, **parts), f"/briefings/{slug}/")


def test_a_briefing_leads_to_its_neighbours_in_time():
    three = [briefing(slug, date=day(n)) for n, slug in enumerate("abc")]
    views = [briefing_view(*three, slug=slug) for slug in "abc"]
    assert [(view.older and view.older.name, view.newer and view.newer.name) for view in views] == [
        (None, "Title of b"),
        ("Title of a", "Title of c"),
        ("Title of b", None),
    ]


def test_evidence_leads_to_the_articles_of_the_page():
    points = (KeyPoint(text="One.", evidence=("p4", "second#p1", "zzz#p1", "rubbish"), quote="Q"),)
    view = briefing_view(
        briefing("a", articles=("first", "second", "gone"), key_points=points),
        articles=(article("first", title="The first"), article("second", url="https://example.com/2")),
    )
    (statement,) = view.key_points
    assert (statement.text, statement.quote) == ("One.", "Q")
    assert [(found.label, found.url, found.title) for found in statement.evidence] == [
        ("¶\u00a04", "#source-1", "The first"),
        ("¶\u00a01", "#source-2", "second"),
    ]
    assert [found.id for found in view.articles] == ["first", "second"]


def test_a_speaker_has_a_page_where_the_briefing_names_him():
    quotations = tuple(Quotation(text="Words", speaker=name) for name in ("LIANG RUBO", "Someone", None))
    view = briefing_view(
        briefing("a", entities=("Rubo",), quotations=quotations),
        entities=(entity("Liang Rubo", "person", aliases=("Rubo",)), entity("Someone")),
    )
    assert [found.speaker for found in view.quotations] == [
        Link(name="LIANG RUBO", url="/entities/liang-rubo/"),
        Link(name="Someone", url=""),
        None,
    ]


@pytest.mark.parametrize(
    ("own", "recorded", "expected"),
    [
        ("https://a.example/", "https://b.example/", "https://a.example/"),
        (None, "https://b.example/", "https://b.example/"),
        (None, None, None),
    ],
)
def test_the_original_is_that_of_the_briefing_or_of_its_main_article(own, recorded, expected):
    made = assembled(briefing("a", original_url=own, articles=("first",)), articles=(article("first", url=recorded),))
    assert view_of(BriefingView, made, "/briefings/a/").original_url == expected
    assert [item.original_url for item in view_of(FeedView, made, "/feed.xml").items] == [expected]


def test_what_a_briefing_names_is_said_in_its_language():
    made = assembled(
        briefing("a", language="it", entities=("China",), topics=("Rules",), date=day(1)),
        briefing("b", entities=("China",), date=day(2)),
        entities=(entity("China", "place", names={"it": "Cina"}),),
        topics=(topic("Rules"),),
    )
    view = view_of(BriefingView, made, "/briefings/a/")
    assert [found.name for found in view.entities] == ["Cina"]
    assert [(found.card.slug, found.shared[0].name) for found in view.related] == [("b", "Cina")]
    assert planned(made.site)["/briefings/a/"].language == "it"


def test_a_briefing_without_a_summary_is_described_by_its_first_point():
    made = assembled(briefing("a", summary="", key_points=(KeyPoint(text="One."),)), briefing("b", summary=""))
    pages = planned(made.site)
    heads = [pages[f"/briefings/{slug}/"].head for slug in "ab"]
    assert [head.description for head in heads if head is not None] == ["One.", ""]


def test_drafts_are_hidden_from_robots_and_left_out_of_feeds():
    made = assembled(briefing("a", status="draft", topics=("Rules",)), briefing("b", noindex=True))
    pages = planned(made.site)
    heads = [pages[f"/briefings/{slug}/"].head for slug in "ab"]
    assert [head.noindex for head in heads if head is not None] == [True, True]
    assert [item.card.slug for item in view_of(FeedView, made, "/feed.xml").items] == ["b"]
    assert view_of(FeedView, made, "/topics/rules/feed.xml").items == ()


def group_world():
    return assembled(
        briefing("a", topics=("Rules", "Chips"), entities=("TikTok", "China"), date=day(1)),
        briefing("b", topics=("Rules",), entities=("TikTok",), source="Reuters", date=day(2)),
        briefing("c", topics=("Rules",), entities=("TikTok", "China"), date=day(3)),
        briefing("d", topics=("Rules",)),
        topics=(
            topic("Rules", names={"en": "The rules"}),
            topic("Chips", parent="rules"),
            topic("Fabs", parent="chips"),
        ),
        entities=(
            entity("TikTok", "product", aliases=("Douyin",), homepage="https://example.com", wikidata="Q1"),
            entity("China", "place"),
            entity("Alone", "other"),
        ),
        sources=(source("Reuters"),),
        texts={"topics/rules": outline("rules", wiki("TikTok"))},
    )


def test_a_group_tells_its_span_and_what_it_meets():
    made = group_world()
    view = view_of(GroupView, made, "/topics/rules/")
    assert (view.name, view.total, view.first, view.last) == ("The rules", 4, day(1), day(3))
    assert [(found.name, found.count) for found in view.together] == [("TikTok", 3), ("China", 2)]
    assert view.topics == ()
    assert view.text is not None
    assert view.text.gaps == ("/entities/tiktok/", "TikTok")
    assert [found.name for found in view.children] == ["Chips"]
    tiktok = view_of(GroupView, made, "/entities/tiktok/")
    assert [(found.name, found.count) for found in tiktok.together] == [("China", 2)]
    assert [(found.name, found.count) for found in tiktok.topics] == [("The rules", 3), ("Chips", 1)]
    assert (tiktok.aliases, tiktok.homepage, tiktok.wikidata) == (("Douyin",), "https://example.com", "Q1")


def test_the_way_above_a_group_is_told():
    pages = planned(group_world().site)

    def crumbs(url):
        head = pages[url].head
        assert head is not None
        return [link.url for link in head.crumbs]

    assert crumbs("/topics/fabs/") == ["/", "/topics/", "/topics/rules/", "/topics/chips/"]
    assert crumbs("/entities/tiktok/") == ["/", "/entities/", "/products/"]
    assert crumbs("/entities/alone/") == ["/", "/entities/"]
    assert crumbs("/products/") == ["/", "/entities/"]
    assert crumbs("/briefings/a/") == ["/", "/briefings/"]


def test_a_group_without_briefings_and_text_is_hidden_from_robots_and_has_no_feed():
    pages = planned(group_world().site)
    head = pages["/entities/alone/"].head
    assert head is not None
    assert (head.noindex, head.feed) == (True, None)
    assert "/entities/alone/feed.xml" not in pages


def test_an_index_lists_its_groups_by_kind_and_name():
    made = group_world()
    view = view_of(GroupIndexView, made, "/entities/")
    assert [found.name for found in view.groups] == ["TikTok", "China", "Alone"]
    assert [link.url for link in view.kinds] == ["/products/", "/places/"]
    products = view_of(GroupIndexView, made, "/products/")
    assert ([found.name for found in products.groups], products.kind) == (["TikTok"], "product")
    assert [found.name for found in view_of(GroupIndexView, made, "/topics/").groups] == ["Chips", "Fabs", "The rules"]
    assert "/people/" not in planned(made.site)


def test_the_archive_has_all_briefings():
    made = assembled(*(briefing(f"b-{n}", date=day(n)) for n in range(7)))
    newest = view_of(ArchiveView, made, "/briefings/", page_size=3)
    oldest = view_of(ArchiveView, made, "/briefings/page/1/", page_size=3)
    assert [card.slug for month in oldest.months for card in month.cards] == ["b-2", "b-1", "b-0"]
    assert (newest.total, oldest.total) == (7, 3)


def test_every_feed_is_listed_for_people():
    view = view_of(FeedsView, group_world(), "/feeds/")
    assert "/feed.xml" in [link.url for link in view.site]
    assert [link.url for link in (*view.topics, *view.sources)] == [
        "/topics/chips/feed.xml",
        "/topics/rules/feed.xml",
        "/sources/reuters/feed.xml",
    ]
    assert [link.name for link in view.topics] == ["Chips", "The rules"]


@pytest.mark.parametrize(
    ("head", "id"),
    [
        ({}, "tag:example.org,2026:a"),
        ({"id": "minted"}, "tag:example.org,2026:minted"),
        ({"id": "tag:old.example,2020:x"}, "tag:old.example,2020:x"),
        ({"id": "urn:uuid:1"}, "urn:uuid:1"),
        ({"id": "https://old.example/a"}, "https://old.example/a"),
    ],
)
def test_the_id_of_a_feed_item_outlives_its_address(head, id):
    made = assembled(briefing("a", **head))
    assert [item.id for item in view_of(FeedView, made, "/feed.xml").items] == [id]
    renamed = assembled(briefing("b", **{"id": "a", **head}))
    assert [item.id for item in view_of(FeedView, renamed, "/feed.xml").items] == [id]


def test_a_feed_may_carry_summaries_alone():
    made = assembled(briefing("a"))
    assert [item.body for item in view_of(FeedView, made, "/feed.xml", full_text=False).items] == [None]
    assert view_of(FeedView, made, "/feed.xml", description="").description == "Site"


def test_a_free_page_speaks_its_own_language():
    found = planned(assembled(pages=(page("about", language="it", description="Chi siamo."),)).site)["/about/"]
    assert found.language == "it"
    assert found.head is not None
    assert (found.head.title, found.head.description) == ("Page about", "Chi siamo.")


def test_the_page_for_what_is_not_found_offers_topics():
    assert [found.name for found in view_of(NotFoundView, group_world(), "/404.html").topics] == ["The rules", "Chips"]


def test_editing_a_body_changes_its_own_page_and_its_feeds():
    one, two = briefing("a", topics=("Rules",), date=day(1)), briefing("b", topics=("Rules",), date=day(2))
    edited = dataclasses.replace(one, outline=outline("another body", words=300), fingerprint="f" * 32)
    before, after = planned(assembled(one, two).site), planned(assembled(edited, two).site)
    changed = {url for url in before if before[url] != after[url]}
    assert {url for url in changed if not isinstance(after[url].view, FeedView)} == {
        "/briefings/a/",
        "/briefings/a/index.md",
    }
    assert {"/feed.xml", "/topics/rules/feed.xml"} <= changed


def test_a_new_briefing_changes_few_pages_of_many():
    def world(number):
        return planned(
            assembled(*(briefing(f"b-{n:03}", topics=(f"T{n % 20}",), date=day(n)) for n in range(number))).site
        )

    before, after = world(200), world(201)
    changed = {url for url in after if before.get(url) != after[url]}
    assert len(after) > 250
    assert {"/", "/briefings/b-200/", "/briefings/b-199/", "/topics/t0/", "/feed.xml"} <= changed
    assert len(changed) < 40


def test_a_briefing_names_its_topics_in_its_own_language_and_lists_in_the_site_s():
    topics = (topic("Rules", names={"it": "Regole"}),)
    site = assembled(briefing("a", topics=("Rules",), language="it"), topics=topics).site
    pages = planned(site)
    own, listed = pages["/briefings/a/"].view, pages["/"].view
    assert isinstance(own, BriefingView)
    assert isinstance(listed, HomeView)
    assert [link.name for link in own.card.topics] == ["Regole"]
    assert [link.name for link in listed.months[0].cards[0].topics] == ["Rules"]
