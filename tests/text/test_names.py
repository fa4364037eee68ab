"""Names: one key for all spellings of a name, and different keys for different names."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.text.names import fold

SAME = [
    ("TikTok", "tiktok"),
    ("Liang  Rubo", " liang rubo "),
    ("Cafè", "CAFE\u0300"),
    ("São Paulo", "sao paulo"),
    ("Straße", "STRASSE"),
    ("l’IA", "l'IA"),
    ("“Sora”", '"sora"'),
    ("E\u2011mail", "e-mail"),
    ("2020–2021", "2020-2021"),
    ("TikTok™", "TikTok"),
    ("Tik\u00adTok", "TikTok"),
    ("Tik\u200bTok", "TikTok"),
    ("ﬁne", "fine"),
    ("ＡＢＣ", "abc"),
    ("İstanbul", "istanbul"),
    ("Ёлка", "елка"),
    ("שָׁלוֹם", "שלום"),
    ("مُحَمَّد", "محمد"),
    ("한국", unicodedata.normalize("NFD", "한국")),
    ("バス", unicodedata.normalize("NFD", "バス")),
    ("New\u00a0York", "New York"),
    ("A\tB\nC", "a b c"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_have_one_key(one, other):
    assert fold(one) == fold(other)


DIFFERENT = [("C", "C++"), ("C", "C#"), ("C++", "C#"), ("バス", "ハス"), ("กา", "ก้า"), ("a-b", "ab"), (".NET", "NET")]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_have_different_keys(one, other):
    assert fold(one) != fold(other)


@given(st.text())
@example("ͅ")
@example("ŉ`")
@example("ᾴ")
def test_a_key_is_its_own_key(name):
    assert fold(fold(name)) == fold(name)


@given(st.text())
def test_case_and_spaces_around_do_not_matter(name):
    assert fold(f"  {name} ") == fold(name)
    assert fold(unicodedata.normalize("NFD", name)) == fold(unicodedata.normalize("NFC", name))
