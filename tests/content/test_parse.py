"""One file as values: all its problems at once, each at its line in the file."""

import datetime as dt

import pytest

from site_builder.content.parse import File, parse_briefing, parse_page, parse_record
from site_builder.model.config import Config, Limits
from site_builder.model.moment import Moment
from tests.outcomes import problems_of, the_problem_of

CONFIG = Config(title="Site", base_url="https://example.org")


def file(text, name="some-news.md", folder="briefings"):
    data = text if isinstance(text, bytes) else text.encode()
    return File(f"content/{folder}/{name}", name, data)


def briefing(text, name="some-news.md"):
    return parse_briefing(file(text, name), CONFIG)


def test_a_briefing_has_its_head_its_lines_and_its_body():
    parsed = briefing("---\ntitle: Some news\ndate: 2026-02-19\ntopics:\n- a\n- b\n---\n\nAbout [[TikTok]].\n")
    made = parsed.briefing
    assert (made.slug, made.path) == ("some-news", "content/briefings/some-news.md")
    assert (made.head.title, made.head.date) == ("Some news", Moment(dt.date(2026, 2, 19)))
    assert made.lines == {"title": 2, "date": 3, "topics": 4, "topics.0": 5, "topics.1": 6}
    assert [(found.line, found.column) for found in made.outline.references] == [(9, 7), (9, 7)]
    assert len(parsed.body.html) == 3


def test_all_problems_of_a_file_are_told_at_once_with_their_lines():
    text = "---\ntitel: x\ndate: 2026-02-30\n---\n\nA [b](javascript:x).\n"
    found = problems_of(briefing, text)
    assert [(problem.code, problem.line) for problem in found] == [("SB102", 2), ("SB120", 3), ("SB150", 6)]
    assert {problem.path for problem in found} == {"content/briefings/some-news.md"}


def test_a_file_that_is_no_text_or_has_no_fences_tells_just_that():
    assert the_problem_of(briefing, b"---\ntitle: caf\xe9\n---\n").code == "SB110"
    assert the_problem_of(briefing, "title: x\n").code == "SB111"
    small = Config(title="S", base_url="https://example.org", limits=Limits(file_bytes=10))
    assert the_problem_of(parse_briefing, file("---\ntitle: x\n---\n"), small).code == "SB113"


NAMES = [
    ("some-news.md", "some-news"),
    ("2026-02-19-some-news.md", "some-news"),
    ("2026-02-19_some news.md", "some-news"),
    ("2026-02-19.md", "2026-02-19"),
    ("2026/some-news.md", "some-news"),
    ("Some News.MD", "some-news"),
    ("C++.md", "c-plus-plus"),
    ("北京.md", "beijing"),
    ("v1.2.md", "v1-2"),
    ("..md.md", "md"),
]


@pytest.mark.parametrize(("name", "slug"), NAMES)
def test_the_slug_is_made_from_the_name_of_the_file(name, slug):
    assert briefing("---\ntitle: T\n---\n", name).briefing.slug == slug


def test_the_slug_that_a_person_gives_goes_first():
    assert briefing("---\ntitle: T\nslug: other\n---\n").briefing.slug == "other"
    assert briefing("---\ntitle: T\nslug: other\n---\n", "!!!.md").briefing.slug == "other"


def test_a_file_whose_name_gives_no_address_is_told():
    problem = the_problem_of(briefing, "---\ntitle: T\n---\n", "!!!.md")
    assert (problem.code, problem.line) == ("SB131", 1)


@pytest.mark.parametrize("slug", ["../x", "a/b", "A", ".hidden", "a.b", "a%2fb", "con\\x", "x" * 200])
def test_a_slug_that_could_leave_its_place_is_refused(slug):
    problem = the_problem_of(briefing, f"---\ntitle: T\nslug: {slug}\n---\n")
    assert (problem.code, problem.line) == ("SB107", 3)


def test_a_free_page_has_its_own_few_fields():
    text = "---\ntitle: About\ndescription: Who we are.\nlanguage: it\nnoindex: yes\n---\n# Us\n"
    page = parse_page(file(text, "about.md", "pages"), CONFIG).page
    assert (page.slug, page.title, page.description, page.language, page.noindex) == (
        "about",
        "About",
        "Who we are.",
        "it",
        True,
    )
    problem = the_problem_of(parse_page, file("---\ntitle: About\ntopics: x\n---\n", "about.md", "pages"), CONFIG)
    assert (problem.code, problem.line) == ("SB102", 3)


RECORD = f"id: some-article\nsha256: {'0' * 64}\nlanguage: no\nparagraphs: 12\n"


def test_an_article_record_is_read_and_bears_the_name_of_its_folder():
    record = parse_record(file(RECORD, "some-article/article.yml", "articles"), CONFIG)
    assert (record.id, record.language, record.paragraphs) == ("some-article", "no", 12)
    problem = the_problem_of(parse_record, file(RECORD, "other/article.yml", "articles"), CONFIG)
    assert (problem.code, problem.path, problem.line) == ("SB107", "content/articles/other/article.yml", 1)


def test_the_same_bytes_give_the_same_briefing():
    text = "---\ntitle: T\n---\nBody [[A]] [b](c.md)\n"
    assert briefing(text) == briefing(text)
    assert briefing(text).briefing.fingerprint != briefing(text + "\n").briefing.fingerprint
