"""site.yml: every mistake with its line, and addresses that can be built on."""

import pytest

from site_builder.content.config import parse_config, with_base_url
from site_builder.model.config import Config, LanguagePart
from site_builder.model.problem import ConfigError
from tests.outcomes import problems_of, the_problem_of

GOOD = "title: Site\nbase_url: https://example.org\n"


def test_two_lines_are_a_configuration():
    assert parse_config(GOOD) == Config(title="Site", base_url="https://example.org")


def test_the_address_of_a_site_has_no_slash_at_its_end():
    assert parse_config("title: S\nbase_url: https://example.org/news/\n").base_url == "https://example.org/news"
    assert with_base_url(parse_config(GOOD), "https://other.example/").base_url == "https://other.example"


WRONG = [
    ("base_url: example.org", "SB107", "a whole address"),
    ("base_url: ftp://example.org", "SB107", "a whole address"),
    ("base_url: https://example.org/?a=b", "SB107", "end with the host or a path"),
    ("base_url: https://example.org/#a", "SB107", "end with the host or a path"),
    ("timezone: Mars/Olympus", "SB107", "a time zone"),
    ("language: english", "SB107", "a language tag"),
    ("page_size: 0", "SB107", "at least 1"),
    ("page_size: many", "SB103", "a whole number"),
    ("rules: {SB21O: error}", "SB107", "no rule `SB21O`"),
    ("rules: {SB101: off}", "SB107", "no rule `SB101`"),
    ("rules: {SB2: never}", "SB103", "`off`, `warn` or `error`"),
    ("feeds: {items: -1}", "SB107", "at least 1"),
    ("markdown: {typographer: maybe}", "SB103", "true or false"),
    ("limits: {file_bytes: 1e9}", "SB103", "a whole number"),
    ("colour: red", "SB102", "unknown name"),
    ("publisher: {url: https://example.org}", "SB104", "`name` is missing"),
]


@pytest.mark.parametrize(("line", "code", "message"), WRONG)
def test_a_setting_that_cannot_be_used_is_told_at_its_line(line, code, message):
    text = "title: Site\n" + ("" if line.startswith("base_url") else "base_url: https://example.org\n") + line + "\n"
    problem = the_problem_of(parse_config, text)
    assert (problem.code, problem.line) == (code, text.count("\n"))
    assert message in problem.message


def test_a_rule_may_be_named_by_its_beginning():
    assert parse_config(GOOD + "rules: {SB2: off, SB21: warn, SB210: error}\n").rules["SB21"] == "warn"


def test_each_rule_that_is_not_known_is_told_at_its_own_line():
    found = problems_of(parse_config, GOOD + "rules:\n  SB210: warn\n  SB299: warn\n  XX: off\n")
    assert [(problem.line, problem.code) for problem in found] == [(5, "SB107"), (6, "SB107")]


@pytest.mark.parametrize(
    "url", ["", "example.org", "javascript:alert(1)", "https://example.org/?x", "https://a b/", "/x"]
)
def test_a_base_url_of_the_command_line_is_held_to_the_same(url):
    with pytest.raises(ConfigError, match="should be a whole address"):
        with_base_url(parse_config(GOOD), url)


def test_further_languages_have_parts_with_words_of_their_own():
    config = parse_config(GOOD + "languages:\n  it: {title: Sito, navigation: [chi-siamo]}\n  pt_br: {}\n")
    assert config.languages == {"it": LanguagePart(title="Sito", navigation=("chi-siamo",)), "pt-BR": LanguagePart()}


def test_the_site_s_own_language_has_no_part():
    problem = the_problem_of(parse_config, GOOD + "language: it\nlanguages: {it: {}}\n")
    assert (problem.code, problem.line) == ("SB107", 4)
