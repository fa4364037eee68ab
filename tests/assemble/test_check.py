"""What is not sound about a site: told with file, line and hint, by the site's own rules."""

import pytest

from site_builder.assemble.check import RESERVED
from site_builder.model.briefing import KeyPoint, Quotation
from site_builder.model.config import Config
from site_builder.model.entity import KIND_PAGES, OWN_TEXTS, Proposal
from site_builder.model.problem import Problem
from tests.makers import CONFIG, article, assembled, briefing, entity, outline, page, source, topic


def told(*briefings, **parts):
    """The problems as (code, path, line, message)."""
    return [(found.code, found.path, found.line, found.message) for found in assembled(*briefings, **parts).problems]


def hints(*briefings, **parts):
    return [found.hint for found in assembled(*briefings, **parts).problems]


PATH = "content/briefings/a.md"


def test_two_files_of_one_address_are_told():
    one, two = briefing("a", path=PATH), briefing("a", path="content/briefings/2026-02-19-a.md", lines={"slug": 4})
    problem = ("SB130", "content/briefings/2026-02-19-a.md", 4, f"the address /briefings/a/ is taken by {PATH}")
    assert told(one, two) == [problem]
    pages = (page("about"), page("about", path="content/pages/sub/about.md"))
    message = "the address /about/ is taken by content/pages/about.md"
    assert told(pages=pages) == [("SB130", "content/pages/sub/about.md", 1, message)]


def test_two_briefings_of_one_id_are_told():
    one, two = briefing("a", id="same"), briefing("b", id="same", lines={"id": 3})
    assert told(one, two) == [("SB130", "content/briefings/b.md", 3, f"the id `same` is taken by {PATH}")]
    assert told(briefing("a"), briefing("b", id="a", lines={"id": 2}))[0][0] == "SB130"


@pytest.mark.parametrize("slug", sorted((RESERVED | set(KIND_PAGES.values())) - OWN_TEXTS))
def test_a_free_page_cannot_have_an_address_of_the_site(slug):
    assert told(pages=(page(slug),))[0][::3] == ("SB130", f"`/{slug}/` is an address of the site itself")


@pytest.mark.parametrize("slug", sorted(OWN_TEXTS))
def test_a_free_page_can_hold_the_words_for_a_page_of_the_site(slug):
    assert told(pages=(page(slug),)) == []


def test_no_rule_can_switch_off_that_two_files_have_one_address():
    config = Config(title="S", base_url="https://example.org", rules={"SB2": "off"})
    assert [code for code, *_ in told(briefing("a"), briefing("a", path="x"), config=config)] == ["SB130"]


def test_a_name_that_no_file_knows_is_told_once_where_it_is_first_used():
    first = briefing("a", entities=("TikTok", "Nobody"), lines={"entities": 4, "entities.1": 6})
    made = told(
        first, briefing("b", entities=("nobody",)), briefing("c", entities=("Nobody",)), entities=(entity("TikTok"),)
    )
    assert made == [("SB210", PATH, 6, "`Nobody` is not in entities.yml (named here, and 2 more)")]
    assert assembled(first).problems[0].severity == "warning"


def test_the_hint_to_an_unknown_name_is_the_nearest_one_or_how_to_add_it():
    known = {"entities": (entity("TikTok"),), "topics": (topic("Rules"),), "sources": (source("Reuters"),)}
    assert hints(briefing("a", entities=("TikTak",)), **known) == ["did you mean `TikTok`?"]
    assert hints(briefing("a", topics=("Rulse",)), **known) == ["did you mean `Rules`?"]
    assert hints(briefing("a", source="Zzz"), **known) == ["add it to sources.yml"]


def test_names_that_ingest_proposed_share_one_problem_where_they_wait():
    proposals = tuple(Proposal(name=f"Person {number}") for number in range(5))
    one, two = briefing("a", entities=("Person 1", "Person 2")), briefing("b", entities=("Person 3", "Person 4"))
    message = "briefings use 4 names that wait here (Person 1, Person 2, Person 3, ...)"
    assert told(one, two, proposals=proposals) == [("SB210", "content/review.yml", 1, message)]


def test_articles_and_evidence_that_are_not_there_are_told():
    made = told(
        briefing(
            "a",
            articles=("some-article", "other-artcle"),
            key_points=(
                KeyPoint(text="x", evidence=("p4", "p13", "paragraph 4")),
                KeyPoint(text="y", evidence=("zzz#p1",)),
            ),
            quotations=(Quotation(text="q", evidence=("other-article#p1",)),),
            lines={
                "articles": 3,
                "articles.1": 5,
                "key_points": 6,
                "key_points.0": 7,
                "key_points.1": 9,
                "quotations": 11,
            },
        ),
        articles=(article("some-article", paragraphs=12), article("other-article")),
    )
    assert made == [
        ("SB211", PATH, 5, "there is no article `other-artcle`"),
        ("SB212", PATH, 7, "`p13` points beyond the article's 12 paragraphs"),
        ("SB212", PATH, 7, "`paragraph 4` is no evidence"),
        ("SB212", PATH, 9, "`zzz#p1` refers to an article that the briefing does not cite"),
        ("SB212", PATH, 11, "`other-article#p1` refers to an article that the briefing does not cite"),
    ]


def test_evidence_without_an_article_is_told():
    made = told(briefing("a", key_points=(KeyPoint(text="x", evidence=("p4",)),), lines={"key_points": 3}))
    assert made == [("SB212", PATH, 3, "`p4` refers to no article")]


def test_what_is_not_complete_is_warned_of():
    made = assembled(
        briefing("a", summary=" \n", lines={"title": 2}),
        briefing("b", review=("Is the date right?", "Who says so?"), lines={"review": 5}),
        briefing("c", status="draft", review=("A draft may have questions",)),
        topics=(topic("Rules", description=""),),
        lines={"topics/rules": 7},
    )
    assert [(found.code, found.path, found.line, found.severity) for found in made.problems] == [
        ("SB220", PATH, 2, "warning"),
        ("SB222", "content/briefings/b.md", 5, "warning"),
        ("SB221", "content/topics.yml", 7, "warning"),
    ]


REMARK = Problem("the image has no alternative text", code="SB206", line=9, column=3)


def test_remarks_on_texts_are_told_of_briefings_pages_and_records():
    made = assembled(
        briefing("a", remarks=(REMARK,)),
        pages=(page("about"),),
        topics=(topic("Rules"),),
        texts={"topics/rules": outline("rules", remarks=(REMARK,))},
        lines={"topics/rules": 7},
    )
    assert [(found.path, found.line, found.column) for found in made.problems] == [
        (PATH, 9, 3),
        ("content/topics.yml", 7, None),
    ]


TRANSLATIONS = [
    ({"translation_of": "original", "language": "it"}, None, None),
    ({"translation_of": "orignal", "language": "it"}, "there is no briefing `orignal`", "did you mean `original`?"),
    ({"translation_of": "a"}, "a translation of itself", "slug of the original"),
    ({"translation_of": "german", "language": "it"}, "`german` is a translation itself", "name `original`"),
    ({"translation_of": "original"}, "`original` is in the same language", "add `language:`"),
    ({"translation_of": "original", "language": "en"}, "in the same language", "add `language:`"),
]


@pytest.mark.parametrize(("head", "message", "hint"), TRANSLATIONS)
def test_a_translation_of_nothing_is_told(head, message, hint):
    others = (briefing("original"), briefing("german", translation_of="original", language="de"))
    problems = assembled(briefing("a", **head, lines={"translation_of": 4}), *others).problems
    assert [(found.code, found.line) for found in problems] == ([] if message is None else [("SB213", 4)])
    for found in problems:
        assert message in found.message
        assert hint in found.hint


def test_a_page_in_the_navigation_that_is_not_there_is_told():
    config = Config(title="S", base_url="https://example.org", navigation=("about", "abuot"))
    problem = assembled(pages=(page("about"),), config=config).problems[0]
    assert (problem.code, problem.path, problem.hint) == ("SB202", "content/site.yml", "did you mean `about`?")
    assert assembled(config=config, broken=("content/pages/about.md",)).problems == ()


def test_a_sound_site_has_no_problem():
    made = assembled(
        briefing("a", topics=("Rules",), entities=("TikTok",), source="Reuters", articles=("x",)),
        topics=(topic("Rules"),),
        entities=(entity("TikTok"),),
        sources=(source("Reuters"),),
        articles=(article("x"),),
        config=CONFIG,
    )
    assert made.problems == ()
