"""Every link within the site leads somewhere, or is told with the nearest name."""

import pytest

from site_builder.model.briefing import Heading, Reference
from site_builder.model.site import Asset
from site_builder.text.urls import digest_url
from tests.makers import CONFIG, article, assembled, briefing, day, entity, link, outline, page, source, topic, wiki

SHA = "ab" * 32
WORLD = {
    "topics": (topic("Rules", names={"it": "Regole"}), topic("Chips")),
    "entities": (
        entity("TikTok"),
        entity("China", "place", names={"it": "Cina"}),
        entity("C#", id="c-sharp"),
        entity("Mission: Impossible", "work", id="mission-impossible"),
        entity("#MeToo", id="metoo"),
        entity("Rules of the Game", "work", aliases=("Chips",)),
    ),
    "sources": (source("Reuters"),),
    "articles": (article("some-article", paragraphs=12), article("open-article")),
    "assets": (Asset(name="map one.png", path="/x/map one.png", sha256=SHA, size=1),),
    "pages": (page("about", title="About us"),),
    "texts": {"topics/rules": outline("rules", headings=(Heading(level=2, id="law", text="Law"),))},
}
OTHER = briefing("other", title="Other news", headings=(Heading(level=2, id="part-one", text="Part one"),), date=day(1))
MAP = digest_url("/assets", "map one.png", SHA)


def found(references, **more):
    """The gaps of a briefing that refers so, and the problems as (code, message, hint)."""
    world = {**WORLD, **more.pop("world", {})}
    this = briefing("this", references=references, date=day(2), articles=("some-article", "open-article"), **more)
    made = assembled(this, OTHER, **world)
    problems = [problem for problem in made.problems if problem.path == "content/briefings/this.md"]
    return made.site.gaps.get("briefings/this", ()), problems


WIKI = [
    # (written, address, what a reader sees)
    ("TikTok", "/entities/tiktok/", "TikTok"),
    ("tiktok", "/entities/tiktok/", "TikTok"),
    ("TIKTOK", "/entities/tiktok/", "TIKTOK"),
    ("Cina", "/entities/china/", "Cina"),
    ("china", "/entities/china/", "China"),
    ("entity:Chips", "/entities/rules-of-the-game/", "Chips"),
    ("topic:Chips", "/topics/chips/", "Chips"),
    ("topic:chips", "/topics/chips/", "Chips"),
    ("Topic: chips", "/topics/chips/", "Chips"),
    ("source:reuters", "/sources/reuters/", "Reuters"),
    ("Other news", "/briefings/other/", "Other news"),
    ("OTHER NEWS", "/briefings/other/", "OTHER NEWS"),
    ("other", "/briefings/other/", "Other news"),
    ("briefing:other", "/briefings/other/", "Other news"),
    ("page:about", "/about/", "About us"),
    ("About us", "/about/", "About us"),
    ("other#part-one", "/briefings/other/#part-one", "Other news"),
    ("briefing:other#part-one", "/briefings/other/#part-one", "Other news"),
    ("topic:rules#law", "/topics/rules/#law", "Rules"),
    ("other#source-2", "/briefings/other/#source-2", "Other news"),
    ("C#", "/entities/c-sharp/", "C#"),
    ("#MeToo", "/entities/metoo/", "#MeToo"),
    ("Mission: Impossible", "/entities/mission-impossible/", "Mission: Impossible"),
    ("entity:Mission: Impossible", "/entities/mission-impossible/", "Mission: Impossible"),
]


@pytest.mark.parametrize(("written", "url", "name"), WIKI)
def test_a_wiki_link_leads_to_what_is_called_so(written, url, name):
    assert found(wiki(written)) == ((url, name), [])


def test_an_id_is_said_in_the_language_of_the_text():
    assert found(wiki("china"), language="it")[0] == ("/entities/china/", "Cina")
    assert found(wiki("China"), language="it")[0] == ("/entities/china/", "China")


NOWHERE = [
    # (written, code, a piece of the message, a piece of the hint)
    ("TikTak", "SB201", "`[[TikTak]]` leads nowhere", "did you mean `TikTok`?"),
    ("topic:Rulse", "SB201", "leads nowhere", "did you mean `Rules`?"),
    ("Zzzzzz", "SB201", "leads nowhere", "add it to entities.yml"),
    ("topic:TikTok", "SB201", "leads nowhere", ""),
    ("briefing:TikTok", "SB201", "leads nowhere", ""),
    ("Chips", "SB204", "could mean /entities/rules-of-the-game/, /topics/chips/", "[[topic:...]]"),
    ("other#part-two", "SB203", "leads to no heading", "did you mean `part-one`?"),
    ("other#zzz", "SB203", "leads to no heading", "part-one"),
    ("TikTok#zzz", "SB203", "leads to no heading", "no headings"),
    ("Zzz#part-one", "SB201", "leads nowhere", ""),
]


@pytest.mark.parametrize(("written", "code", "message", "hint"), NOWHERE)
def test_a_wiki_link_that_leads_nowhere_is_told_once_with_the_nearest_name(written, code, message, hint):
    gaps, (problem,) = found(wiki(written, line=9, column=4))
    assert gaps == ("#", written)
    assert (problem.code, problem.line, problem.column) == (code, 9, 4)
    assert message in problem.message
    assert hint in (problem.hint or "")


LINKS = [
    ("other.md", "/briefings/other/"),
    ("./other.md", "/briefings/other/"),
    ("../briefings/other.md", "/briefings/other/"),
    ("/briefings/other.md", "/briefings/other/"),
    ("other.md#part-one", "/briefings/other/#part-one"),
    ("other.md#part%2Done", "/briefings/other/#part-one"),
    ("other.md#source-1", "/briefings/other/#source-1"),
    ("../pages/about.md", "/about/"),
    ("/about/", "/about/"),
    ("/briefings/other/", "/briefings/other/"),
    ("/topics/rules/", "/topics/rules/"),
    ("/topics/rules/#law", "/topics/rules/#law"),
    ("/entities/tiktok/", "/entities/tiktok/"),
    ("/", "/"),
    ("/briefings/", "/briefings/"),
    ("/topics/", "/topics/"),
    ("/places/", "/places/"),
    ("/feeds/", "/feeds/"),
    ("/feed.xml", "/feed.xml"),
    ("/assets/map%20one.png", MAP),
    ("../assets/map%20one.png#here", f"{MAP}#here"),
]


@pytest.mark.parametrize(("written", "url"), LINKS)
def test_a_link_leads_to_a_file_or_page_of_the_site(written, url):
    assert found(link(written)) == ((url,), [])


DEAD = [
    ("othr.md", "SB202", "the link `othr.md` leads to no file", "did you mean `briefings/other.md`?"),
    ("../../../etc/passwd", "SB202", "leads to no file", ""),
    ("/people/", "SB202", "leads to no file", ""),
    ("/topics/zzz/", "SB202", "leads to no file", ""),
    ("other.md#part-two", "SB203", "leads to no heading of that page", "did you mean `part-one`?"),
    ("../assets/mapone.png", "SB202", "leads to no file", "did you mean `assets/map one.png`?"),
    ("?q=x", "SB202", "leads to no file", ""),
    ("%00", "SB202", "leads to no file", ""),
]


@pytest.mark.parametrize(("written", "code", "message", "hint"), DEAD)
def test_a_link_that_leads_nowhere_is_told(written, code, message, hint):
    gaps, (problem,) = found(link(written))
    assert gaps == ("#",)
    assert problem.code == code
    assert message in problem.message
    assert hint in (problem.hint or "")


def test_an_image_shows_a_file_and_no_page():
    assert found(link("../assets/map%20one.png", "image"))[0] == (MAP,)
    _, (problem,) = found(link("other.md", "image"))
    assert (problem.code, problem.message) == ("SB202", "the image `other.md` leads to no file of the site")


EVIDENCE = [
    ("p4", "#source-1", "¶\u00a04"),
    ("p12", "#source-1", "¶\u00a012"),
    ("some-article#p4", "#source-1", "¶\u00a04"),
    ("open-article#p99", "#source-2", "¶\u00a099"),
]


@pytest.mark.parametrize(("written", "url", "name"), EVIDENCE)
def test_evidence_leads_to_the_article_on_the_page(written, url, name):
    references = [Reference(kind="evidence", target=written, part=part, line=9) for part in ("url", "name")]
    assert found(references) == ((url, name), [])


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("p13", "points beyond the article's 12 paragraphs", ""),
        ("some-artcle#p4", "does not cite", "did you mean `some-article`?"),
        ("other-article#p4", "does not cite", ""),
    ],
)
def test_evidence_that_leads_to_no_passage_is_told(written, message, hint):
    _, (problem,) = found([Reference(kind="evidence", target=written, part="url", line=9)])
    assert problem.code == "SB212"
    assert message in problem.message
    assert hint in (problem.hint or "")


def test_evidence_on_a_page_that_cites_nothing_is_told():
    made = assembled(pages=(page("about", [Reference(kind="evidence", target="p4", part="url", line=3)]),))
    (problem,) = made.problems
    assert (problem.code, problem.path, problem.line) == ("SB212", "content/pages/about.md", 3)


def test_a_link_to_what_is_not_built_says_why():
    draft = briefing("draft", title="Draft news")
    for written in (wiki("Draft news"), wiki("briefing:draft"), link("draft.md")):
        _, (problem,) = found(written, world={"left_out": ((draft, "draft"),)})
        assert "leads to a briefing that is not built (draft)" in problem.message


def test_a_link_to_a_file_with_errors_of_its_own_is_told_when_that_is_mended():
    broken = {"broken": ("content/briefings/torn.md",)}
    for written in (wiki("torn"), link("torn.md")):
        assert found(written, world=broken)[1] == []


def test_without_its_authority_file_no_name_is_called_unknown():
    broken = {"broken": ("content/entities.yml",), "entities": (), "topics": (), "sources": ()}
    references = [*wiki("TikTok"), *wiki("topic:Rules"), *link("/entities/tiktok/"), *wiki("briefing:zzz")]
    _, problems = found(references, world=broken, entities=("TikTok",), topics=("Rules",))
    assert [problem.message for problem in problems] == ["`[[briefing:zzz]]` leads nowhere"]


def test_a_text_of_an_authority_file_refers_like_any_other_and_is_told_at_its_record():
    texts = {"topics/rules": outline("rules", [*wiki("TikTok", line=2), *wiki("Zzz", line=3), *link("pages/about.md")])}
    made = assembled(**{**WORLD, "texts": texts}, lines={"topics/rules": 7})
    assert made.site.gaps["topics/rules"] == ("/entities/tiktok/", "TikTok", "#", "Zzz", "/about/")
    (problem,) = (problem for problem in made.problems if problem.code == "SB201")
    assert (problem.path, problem.line, problem.column) == ("content/topics.yml", 7, None)


def test_a_name_that_hundreds_of_briefings_share_is_told_in_a_line():
    made = assembled(
        *(briefing(f"b-{number}", title="Same", date=day(number)) for number in range(300)),
        briefing("this", references=wiki("Same"), date=day(301)),
    )
    (problem,) = made.problems
    assert problem.code == "SB204"
    assert "and 295 more" in problem.message
    assert len(problem.message) < 200


def test_thousands_of_broken_links_are_told_and_the_first_get_a_suggestion():
    names = tuple(entity(f"Name number {number}") for number in range(3000))
    references = [piece for number in range(3000) for piece in wiki(f"Nme number {number}")]
    made = assembled(briefing("this", references=references), entities=names, config=CONFIG)
    problems = [problem for problem in made.problems if problem.code == "SB201"]
    assert len(problems) == 3000
    assert sum("did you mean" in (problem.hint or "") for problem in problems) == 20
