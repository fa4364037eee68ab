"""Former addresses lead to present ones, and ids outlive both."""

import pytest

from site_builder.assemble.addresses import identities
from site_builder.content.addresses import encode_addresses, parse_addresses
from site_builder.model.addresses import Addresses, Resident
from site_builder.model.config import Config, FeedOptions
from site_builder.model.problem import ContentError
from tests.makers import CONFIG, assembled, briefing, day, entity, page, planned, source, topic


def record(authority="example.org,2026", **residents):
    """A record; `briefings__a=("/briefings/a/",)` is the resident `briefings/a`."""
    found = {key.replace("__", "/").replace("_", "-"): Resident(at=at) for key, at in residents.items()}
    return Addresses(authority=authority, residents=found)


def moved(made):
    return dict(made.site.addresses.moved)


def codes(made):
    return [problem.code for problem in made.problems]


def told(made, code):
    return [problem for problem in made.problems if problem.code == code]


def again(before, *briefings, **more):
    """The next build, which knows what the one before published."""
    return assembled(*briefings, addresses=before.site.addresses, **more)


def test_a_changed_slug_leads_on_by_itself():
    first = assembled(briefing("old", id="x"))
    second = again(first, briefing("new", id="x"))
    assert moved(second) == {"/briefings/old/": "/briefings/new/"}
    assert codes(second) == []


def test_chains_are_made_short_and_a_return_ends_them():
    one = assembled(briefing("a", id="x"))
    two = again(one, briefing("b", id="x"))
    three = again(two, briefing("c", id="x"))
    assert moved(three) == {"/briefings/a/": "/briefings/c/", "/briefings/b/": "/briefings/c/"}
    back = again(three, briefing("a", id="x"))
    assert moved(back) == {"/briefings/b/": "/briefings/a/", "/briefings/c/": "/briefings/a/"}


def test_two_briefings_may_change_places():
    one = assembled(briefing("a", id="x"), briefing("b", id="y"))
    two = again(one, briefing("b", id="x"), briefing("a", id="y"))
    assert moved(two) == {}
    three = again(two, briefing("c", id="x"), briefing("a", id="y"))
    assert moved(three) == {"/briefings/b/": "/briefings/c/"}


def test_a_new_briefing_may_live_at_a_former_address():
    one = assembled(briefing("a", id="x"))
    two = again(one, briefing("b", id="x"))
    three = again(two, briefing("b", id="x"), briefing("a", id="y"))
    assert moved(three) == {}
    assert codes(three) == []


def test_the_same_site_twice_gives_the_same_record():
    makers = (briefing("a", topics=("Trade",)), briefing("b", entities=("Acme",)))
    parts = {"topics": (topic("Trade"),), "entities": (entity("Acme"),), "pages": (page("about"),)}
    first = assembled(*makers, **parts)
    assert again(first, *makers, **parts).site.addresses == first.site.addresses
    data = encode_addresses(first.site.addresses)
    assert encode_addresses(parse_addresses(data)) == data


def test_a_briefing_that_is_gone_is_told_with_a_way_out():
    second = again(assembled(briefing("a", id="x"), briefing("b")), briefing("b"))
    (problem,) = told(second, "SB249")
    assert problem.severity == "warning"
    assert problem.message == "the address /briefings/a/ was published, and leads nowhere"
    assert problem.hint is not None
    assert "`id: x`" in problem.hint
    assert "gone: [/briefings/a/]" in problem.hint
    config = Config(title="Site", base_url="https://example.org", gone=("/briefings/a/",))
    assert told(again(second, briefing("b"), config=config), "SB249") == []


def test_a_draft_keeps_its_address_and_is_not_told():
    second = again(assembled(briefing("a", id="x")), left_out=((briefing("a", id="x"), "draft"),))
    assert codes(second) == []
    third = again(second, briefing("b", id="x"))
    assert moved(third) == {"/briefings/a/": "/briefings/b/"}


def test_nobody_is_missed_while_a_file_cannot_be_read():
    second = again(assembled(briefing("a", id="x")), broken=("content/briefings/a.md",))
    assert codes(second) == []
    assert "briefings/x" in second.site.addresses.residents


@pytest.mark.parametrize(
    ("first", "second", "path"),
    [
        (topic("Trade"), topic("Trade", id="commerce", aliases=("trade",)), "topics"),
        (entity("Open AI"), entity("OpenAI", aliases=("Open AI",)), "entities"),
        (entity("Acme"), entity("Acme", id="acme-inc"), "entities"),
        (source("Herald"), source("The Herald", aliases=("herald",)), "sources"),
    ],
)
def test_a_renamed_group_leads_on_with_its_feed_and_pages(first, second, path):
    named = {"topics": "topics", "entities": "entities", "sources": "source"}[path]
    called = {"topics": ("Trade",), "entities": (first.name,), "sources": first.name}[path]
    config = Config(title="Site", base_url="https://example.org", page_size=2)
    many = [briefing(f"b-{number}", date=day(number), **{named: called}) for number in range(5)]
    before = assembled(*many, config=config, **{path: (first,)})
    after = again(before, *many, config=config, **{path: (second,)})
    assert codes(after) == []
    old, new = f"/{path}/{first.id}/", f"/{path}/{second.id}/"
    assert moved(after) == {old: new, f"{old}feed.xml": f"{new}feed.xml", f"{old}page/1/": f"{new}page/1/"}


def test_a_list_that_shrinks_leads_to_what_is_left():
    config = Config(title="Site", base_url="https://example.org", page_size=2)
    many = [briefing(f"b-{number}", date=day(number)) for number in range(6)]
    before = assembled(*many, config=config)
    drafts = tuple((one, "draft") for one in many[3:])
    after = again(before, *many[:3], config=config, left_out=drafts)
    assert moved(after) == {"/briefings/page/1/": "/briefings/", "/briefings/page/2/": "/briefings/"}


def test_a_feed_without_briefings_stays():
    before = assembled(briefing("a", topics=("Trade",)), topics=(topic("Trade"),))
    after = again(before, briefing("a"), topics=(topic("Trade"),))
    assert "/topics/trade/feed.xml" in planned(after.site)
    assert "/topics/trade/feed.xml" not in planned(assembled(briefing("a"), topics=(topic("Trade"),)).site)


def test_vanished_groups_of_a_family_are_one_warning():
    names = tuple(f"Name {number}" for number in range(5))
    before = assembled(briefing("a", entities=names), entities=tuple(entity(name) for name in names))
    (problem,) = told(again(before, briefing("a")), "SB249")
    assert problem.message == (
        "/entities/name-0/, /entities/name-1/, /entities/name-2/ and 2 more were published, and lead nowhere"
    )


# --- What people write under `redirects:`. ---


def test_redirects_of_briefings_and_pages_lead_to_them():
    made = assembled(
        briefing("a", redirects=("/2019/old.html", "/briefings/alt/")), pages=(page("about", redirects=("/who/",)),)
    )
    assert moved(made) == {
        "/2019/old.html": "/briefings/a/",
        "/briefings/alt/": "/briefings/a/",
        "/who/": "/about/",
    }
    gone = again(made, briefing("a"), pages=(page("about"),))
    assert moved(gone) == moved(made), "what was published once stays, without the line too"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/briefings/b/", "taken by content/briefings/b.md"),
        ("/briefings/b", "taken by content/briefings/b.md"),
        ("/briefings/B/", "can hardly be told from /briefings/b/, which is taken by content/briefings/b.md"),
        ("/briefings/%62/", "taken by content/briefings/b.md"),
        ("/briefings/b/index.html", "taken by content/briefings/b.md"),
        ("/topics/trade/", "taken by content/topics.yml"),
        ("/about/", "taken by content/pages/about.md"),
        ("/who/", "taken by content/briefings/a.md"),
        ("/briefings/a/", "is the present one"),
        ("/feed.xml", "of the site itself"),
        ("/topics/trade/feed.xml", "of the site itself"),
        ("/assets/x.css", "of the site itself"),
        ("/_headers", "of the site itself"),
        ("/", "cannot be a former address"),
        ("old", "cannot be a former address"),
        ("//evil.example/", "cannot be a former address"),
        ("https://example.org/old/", "cannot be a former address"),
        ("/old?x=1", "cannot be a former address"),
        ("/old/*", "cannot be a former address"),
        ("/a/../b/", "cannot be a former address"),
        ("/a b/", "cannot be a former address"),
        ("/a\nX-Evil: 1", "cannot be a former address"),
    ],
)
def test_a_former_address_that_cannot_be_is_told_with_both_files(text, said):
    made = assembled(
        briefing("a", redirects=(text,), lines={"redirects": 4, "redirects.0": 5}),
        briefing("b"),
        pages=(page("about", redirects=("/who/",)),),
        topics=(topic("Trade"),),
    )
    problems = told(made, "SB130")
    assert [problem.severity for problem in problems] == ["error"]
    assert said in problems[0].message


def test_forms_of_unicode_are_one_address():
    made = assembled(briefing("a", redirects=("/caf\u00e9/",)), briefing("b", redirects=("/cafe\u0301/",)))
    (problem,) = told(made, "SB130")
    assert "content/briefings/a.md" in problem.message
    assert problem.path == "content/briefings/b.md"


def test_a_briefing_cannot_live_where_the_pages_of_the_list_are():
    (problem,) = told(assembled(briefing("page")), "SB130")
    assert "/briefings/page/" in problem.message


# --- Ids. ---


def test_without_an_id_a_briefing_is_known_by_its_address_then_by_its_file():
    published = record(briefings__a=("/briefings/a/",), briefings__b=("/briefings/b/",))
    path = "content/briefings/2026-02-19-a.md"
    assert identities([briefing("a", path="content/briefings/other.md")], published) == {"a": "a"}
    assert identities([briefing("fresh", path=path)], published) == {"fresh": "a"}
    assert identities([briefing("new")], published) == {"new": "new"}


def test_a_newcomer_does_not_take_the_id_of_one_who_moved():
    published = record(briefings__a=("/briefings/moved/",))
    moved_on = briefing("moved", path="content/briefings/x.md")
    newcomer = briefing("a", path="content/briefings/a.md")
    found = identities([newcomer, moved_on], published)
    assert found == {"moved": "a", "a": "a-2"}


def test_feed_ids_stay_when_the_site_moves_to_another_host():
    before = assembled(briefing("a"))
    config = Config(title="Site", base_url="https://elsewhere.example")
    assert again(before, briefing("a"), config=config).site.addresses.authority == "example.org,2026"


def test_another_authority_than_the_published_one_is_told():
    before = assembled(briefing("a"))
    config = Config(title="Site", base_url="https://example.org", feeds=FeedOptions(authority="other.example,2020"))
    (problem,) = told(again(before, briefing("a"), config=config), "SB250")
    assert "example.org,2026" in problem.message
    assert told(again(before, briefing("a"), config=CONFIG), "SB250") == []


def since(made, slug):
    return made.site.addresses.residents[f"briefings/{slug}"].since


def test_a_briefing_without_a_date_gets_one_for_feeds_that_stays():
    first = assembled(briefing("a"), briefing("b", date=day(3)))
    assert (since(first, "a"), since(first, "b")) == (day(3).day, None)
    second = again(first, briefing("a"), briefing("b", date=day(3)), briefing("c", date=day(9)), briefing("d"))
    assert (since(second, "a"), since(second, "d")) == (day(3).day, day(9).day)
    assert parse_addresses(encode_addresses(second.site.addresses)).residents == second.site.addresses.residents
    items = {item.card.slug: item.since for item in planned(second.site)["/feed.xml"].view.items}
    assert items == {"a": day(3), "b": None, "c": None, "d": day(9)}
    assert since(again(second, briefing("a", date=day(1))), "a") is None


# --- The file. ---


def test_the_record_has_a_line_for_each_resident():
    made = assembled(briefing("b", id="tag:x,2020:1"), briefing("a", topics=("Trade",)), topics=(topic("Trade"),))
    lines = encode_addresses(made.site.addresses).decode().splitlines()
    assert lines[2:] == [
        '"authority":"example.org,2026",',
        '"residents":{',
        '"briefings/a":{"at":["/briefings/a/"]},',
        '"briefings/tag:x,2020:1":{"at":["/briefings/b/"]},',
        '"lists/briefings":{"at":["/briefings/"],"pages":1},',
        '"topics/trade":{"at":["/topics/trade/"],"pages":1}',
        "}}",
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"version":2,"residents":{}}',
        b'{"version":1,"residents":{"x":{"at":["/a/"]}}}',
        b'{"version":1,"residents":{"briefings/x":{"at":[]}}}',
        b'{"version":1,"residents":{"briefings/x":{"at":["//evil.example/"]}}}',
        b'<<<<<<< HEAD\n{"version":1,"residents":{}}',
    ],
)
def test_a_record_that_cannot_be_read_is_an_error(data):
    with pytest.raises(ContentError) as caught:
        parse_addresses(data)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("SB112", "content/addresses.json")
