"""Language tags, evidence, addresses in YAML, suggestions."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.text.evidence import Passage, parse_evidence
from site_builder.text.forms import FORMS, one_line, url
from site_builder.text.languages import normalise_language
from site_builder.text.suggestions import Suggester, did_you_mean


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("EN", "en"),
        ("pt_br", "pt-BR"),
        ("ZH-hant", "zh-Hant"),
        ("zh-HANT-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-1996", "de-1996"),
        ("sl-ROZAJ", "sl-rozaj"),
        (" it ", "it"),
    ],
)
def test_a_language_tag_gets_its_usual_form(text, tag):
    assert normalise_language(text) == tag
    assert normalise_language(tag) == tag


@pytest.mark.parametrize(
    "text", ["", "e", "english", "en-", "-en", "en--GB", "en GB", "it\n<b>", "x-y", "中文", "1", "en/it"]
)
def test_what_is_no_language_tag_is_refused(text):
    with pytest.raises(ValueError, match="should be a language tag"):
        normalise_language(text)


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("p4", Passage(None, 4)),
        ("p999999", Passage(None, 999999)),
        ("some-article#p12", Passage("some-article", 12)),
        ("p4#p4", Passage("p4", 4)),
    ],
)
def test_evidence_names_an_article_and_a_paragraph(text, passage):
    assert parse_evidence(text) == passage


@pytest.mark.parametrize(
    "text",
    ["", "p", "p0", "p04", "P4", "4", "¶4", "p4 ", "p4\n", "a#4", "A#p4", "a--b#p4", "#p4", "p-1", "p4-6", "p1000000"],
)
def test_nothing_else_is_evidence(text):
    assert parse_evidence(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://localhost:8000/x",
        "https://bücher.example/ä",
        "https://[::1]/x",
        "HTTPS://EXAMPLE.ORG",
        "https://example.org/a?b=c&d=%20#e",
    ],
)
def test_a_whole_address_is_kept(text):
    assert url(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "/x",
        "//example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "https:///x",
        "https://a b.org",
        "https://example.org/a b",
        "https://example.org:99999/",
        "https://example.org:0/",
        "https://user:word@example.org/",
        "https://example.org@evil.example/",
        "https://[broken",
        'https://example.org/"onclick=',
        "https://example.org/<b>",
        "https://example.org\\x",
        "https://exa\tmple.org",
        "https://example.org/\n",
        "https://,/",
    ],
)
def test_what_is_no_whole_address_is_refused(text):
    with pytest.raises(ValueError, match="should be a whole address"):
        url(text)


def test_a_line_that_only_looks_empty_is_empty():
    for text in ("", " \t\n", "\u200b", "\ufeff \u2060"):
        with pytest.raises(ValueError, match="should not be empty"):
            one_line(text)


def test_a_line_keeps_the_marks_that_its_script_needs():
    assert one_line("\u200fمرحبا\u200e  نص") == "\u200fمرحبا\u200e نص"


@given(st.sampled_from(sorted(FORMS)), st.text())
def test_every_form_takes_its_own_answer_again(name, text):
    with contextlib.suppress(ValueError):
        kept = FORMS[name](text)
        assert FORMS[name](kept) == kept


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("titel", ["title", "date"], "did you mean `title`?"),
        ("TITLE", ["title"], "did you mean `title`?"),
        ("cafe", ["Café", "care"], "did you mean `Café`?"),
        ("zzz", ["title", "date"], None),
        ("x", [], None),
        ("x" * 100_000, ["x" * 99_999], None),
    ],
)
def test_the_nearest_name_is_suggested(word, known, hint):
    assert did_you_mean(word, known) == hint
    assert Suggester(known)(word) == hint


def test_among_equals_the_order_of_names_does_not_matter():
    assert did_you_mean("abcx", ["abcz", "abcy"]) == did_you_mean("abcx", ["abcy", "abcz"])


def test_only_the_first_words_are_compared_and_later_ones_looked_up():
    suggest = Suggester((f"Name {number}" for number in range(1000)), careful=2)
    assert suggest("Nme 1")
    assert suggest("Nme 2")
    assert suggest("Nme 1") == "did you mean `Name 1`?"
    assert suggest("Nme 3") is None
    assert suggest("NAME 3") == "did you mean `Name 3`?"


def test_names_are_not_read_before_the_first_question():
    names = iter(["a", "b"])
    suggest = Suggester(names)
    assert next(names) == "a"
    suggest("x")
    assert list(names) == []
