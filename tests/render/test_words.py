"""The theme's words: in the page's language, in the form that a number asks for, and never HTML by accident."""

import pytest
from markupsafe import Markup

from site_builder.model.problem import ThemeError
from site_builder.model.theme import Strings
from site_builder.render.sandbox import UnknownNameError
from site_builder.render.strings import gap_problems, read_locale
from site_builder.render.words import PAGE_NAMES, page_words, phrases, say
from tests.render import samples

STRINGS: dict[str, Strings] = {
    "en": {"hello": "Hello", "only": "Only English", "files": {"one": "{n} file", "other": "{n} files"}},
    "pt": {"hello": "Olá", "base": "base"},
    "pt-BR": {"hello": "Oi"},
    "fr": {"files": {"one": "{n} fichier", "many": "{n} de fichiers", "other": "{n} fichiers"}},
    "pl": {"files": {"one": "{n} plik", "few": "{n} pliki", "many": "{n} plików", "other": "{n} pliku"}},
    "ar": {"files": {"zero": "لا ملفات", "two": "ملفان", "few": "{n} ملفات", "other": "{n} ملف"}},
}


def said(language, key, n=None, **values):
    return say(phrases(STRINGS, language), key, n, values, language)


@pytest.mark.parametrize(
    ("language", "key", "words"),
    [
        ("pt-BR", "hello", "Oi"),
        ("pt-PT", "hello", "Olá"),
        ("pt-BR", "base", "base"),
        ("pt-BR", "only", "Only English"),
        ("ja", "hello", "Hello"),
    ],
)
def test_words_are_looked_up_from_the_language_to_its_base_to_english(language, key, words):
    assert said(language, key) == words


@pytest.mark.parametrize(
    ("language", "n", "words"),
    [
        ("en", 0, "0 files"),
        ("en", 1, "1 file"),
        ("en", 1234, "1,234 files"),
        ("fr", 0, "0 fichier"),
        ("fr", 1, "1 fichier"),
        ("fr", 2, "2 fichiers"),
        ("fr", 1_000_000, "1\u202f000\u202f000 de fichiers"),
        ("pl", 1, "1 plik"),
        ("pl", 3, "3 pliki"),
        ("pl", 5, "5 plików"),
        ("pl", 22, "22 pliki"),
        ("ar", 0, "لا ملفات"),
        ("ar", 2, "ملفان"),
        ("ar", 11, "11 ملف"),
        # German has no words here: the English ones, by the English rule, with German figures.
        ("de", 1234, "1.234 files"),
    ],
)
def test_a_number_decides_on_the_form_by_the_rule_of_the_words_language(language, n, words):
    assert said(language, "files", n) == words


def test_words_and_values_are_text_and_html_stays_html():
    known = phrases({"en": {"by": "<b> by {who}"}}, "en")
    assert say(known, "by", None, {"who": "A & B"}, "en") == "&lt;b&gt; by A &amp; B"
    assert say(known, "by", None, {"who": Markup("<i>A</i>")}, "en") == "&lt;b&gt; by <i>A</i>"


@pytest.mark.parametrize(
    ("key", "values", "message"),
    [
        ("helo", {}, "the theme has no words for `helo`"),
        ("files", {}, "the words for `files` depend on a number"),
        ("by", {}, "the words for `by` need a value for `who`"),
    ],
)
def test_what_cannot_be_said_is_a_mistake(key, values, message):
    known = phrases({**STRINGS, "en": {**STRINGS["en"], "by": "by {who}"}}, "en")
    with pytest.raises(UnknownNameError, match=message):
        say(known, key, None, values, "en")


def test_the_names_of_our_own_pages_are_always_there():
    bare = page_words(samples.theme({}), "xx")
    assert set(PAGE_NAMES) <= set(bare)
    assert bare["not_found"] == "Not found"


def test_words_for_headings_leave_out_those_that_need_a_number():
    theme = samples.theme({}, STRINGS)
    words = page_words(theme, "pt-BR")
    assert words["hello"] == "Oi"
    assert "files" not in words


def test_a_locale_file_may_be_empty():
    assert read_locale("").strings == {}
    assert read_locale("# only a comment\n").strings == {}


def test_what_looks_like_another_type_stays_text():
    assert read_locale("a: no\nb: 2026-02-19\nc: 1_000\nd:\n").strings == {
        "a": "no",
        "b": "2026-02-19",
        "c": "1_000",
        "d": "",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n", [(1, "SB304")]),
        ("text", [(1, "SB304")]),
        ("a: x\na: y\n", [(2, "SB105")]),
        ("a: {other: x, other: y}\n", [(1, "SB105")]),
        ("a: {other: {other: x}}\n", [(1, "SB304")]),
        ("a: [x]\nb: {one: x}\n", [(1, "SB304"), (2, "SB304")]),
        ("? [a]\n: b\n", [(1, "SB304")]),
        ("a: !!python/object:os.system x\n", [(1, "SB101")]),
        ("a: &x [*x]\n", [(1, "SB106")]),
    ],
)
def test_every_mistake_of_a_locale_file_has_its_line(text, expected):
    with pytest.raises(ThemeError) as caught:
        read_locale(text)
    assert [(problem.line, problem.code) for problem in caught.value.problems] == expected


def test_a_plural_may_use_the_number_wherever_it_stands():
    locale = read_locale("a: {one: one of {n}, other: '{n} of {all}'}".replace("one of {n}", "'one of {n}'"))
    reference = {"a": {"one": "one", "other": "{n} of {all}"}}
    assert list(gap_problems(locale, reference)) == []


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_catalogues_that_come_with_the_program_are_whole(language):
    strings = samples.briefing_theme().strings
    assert set(strings[language]) == set(strings["en"])
    for key, words in strings[language].items():
        assert isinstance(words, str) == isinstance(strings["en"][key], str), key


def test_a_page_in_a_language_without_words_speaks_that_of_the_site_before_english():
    strings = {"en": {"topics": "Topics", "feeds": "Feeds"}, "it": {"topics": "Temi"}}
    known = phrases(strings, "ar", "it")
    assert say(known, "topics", None, {}, "ar") == "Temi"
    assert say(known, "feeds", None, {}, "ar") == "Feeds"
