"""Slugs: any name becomes something that can stand in an address, or nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.text.slugs import MAX_LENGTH, is_slug, slugify

SLUGS = [
    ("Some News", "some-news"),
    ("C", "c"),
    ("C++", "c-plus-plus"),
    ("C#", "c-sharp"),
    ("AT&T", "at-and-t"),
    ("Disney+", "disney-plus"),
    ("100%", "100-percent"),
    ("China's rules", "chinas-rules"),
    ("l’intelligence", "lintelligence"),
    ("U.S. and U.S.A.", "us-and-usa"),
    ("Seedance 2.0", "seedance-2-0"),
    ("GPT-4.5", "gpt-4-5"),
    ("a/b\\c", "a-b-c"),
    ("..", ""),
    ("../../etc/passwd", "etc-passwd"),
    ("a\0b\nc", "a-b-c"),
    ("  -- Ünïcödé --  ", "unicode"),
    ("Straße", "strasse"),
    ("ﬁne ①", "fine-1"),
    ("北京", "beijing"),
    ("Привет, мир", "privet-mir"),
    ("한국", "hangug"),
    ("١٢٣", "123"),
    ("❤️", "heart"),
    ("!?…", ""),
    ("", ""),
    ("\ud800", ""),
    ("%2e%2e%2f", "percent-2e-percent-2e-percent-2f"),
]


@pytest.mark.parametrize(("name", "slug"), SLUGS)
def test_a_name_becomes_a_slug(name, slug):
    assert slugify(name) == slug


def test_a_long_name_is_cut_between_words():
    slug = slugify("word " * 100)
    assert slug == "-".join(["word"] * 16)
    assert len(slug) <= MAX_LENGTH


def test_a_long_word_is_cut_within():
    assert slugify("x" * 300) == "x" * MAX_LENGTH


@given(st.text() | st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F)))
@example("a" * 79 + "-b")
@example("-" * 100 + "a")
def test_a_slug_is_empty_or_can_stand_in_an_address(name):
    slug = slugify(name)
    assert slug == "" or is_slug(slug)
    assert slugify(slug) == slug
    assert len(slug) <= MAX_LENGTH


@pytest.mark.parametrize("text", ["a", "a-b", "2026-02-19", "a1", "x" * 160])
def test_small_letters_digits_and_single_hyphens_are_a_slug(text):
    assert is_slug(text)


@pytest.mark.parametrize(
    "text", ["", "-", "a-", "-a", "a--b", "A", "a b", "a.b", "a/b", "é", "a\n", "a\0", "١", "x" * 161, "a_b"]
)
def test_nothing_else_is_a_slug(text):
    assert not is_slug(text)
