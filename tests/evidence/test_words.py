"""Two texts say the same words whatever their quotes, dashes, spaces and capitals; other words are other words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.evidence.words import normal_text, plain_number, words

SAME = [
    ("cease-and-desist letters", "cease‑and–desist letters"),
    ("l’innovazione", "l'innovazione"),
    ("“so”, she said", '"So" she said'),
    ("a\u00a0word\u202fhere", "a word\nhere"),
    ("co\u00adoperation", "cooperation"),
    ("U.S. firms", "US firms"),
    ("13,000 people", "13 000 people"),
    ("13.000 Menschen", "13\u202f000 Menschen"),
    ("1.200.000,50 euro", "1,200,000.5 euro"),
    ("1’200 Franken", "1200 Franken"),
    ("Straße", "STRASSE"),
    ("ﬁne", "fine"),
]
OTHER = [
    ("papà", "papa"),
    ("2.5", "25"),
    ("13,000", "13,001"),
    ("he can", "he cannot"),
    ("a b", "b a"),
    ("C", "C and D"),
]
NUMBERS = {
    "13,000": "13000",
    "13 000": "13000",
    "13.000": "13000",
    "1,200,000": "1200000",
    "1.2": "1.2",
    "2.0": "2",
    "2,50": "2.5",
    "0.125": "0.125",
    "1.200,50": "1200.5",
    "12'000": "12000",
    "100": "100",
    "007": "007",
    "٣": "3",
}


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_words_are_the_same(one, other):
    assert normal_text(one) == normal_text(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_words_are_other(one, other):
    assert normal_text(one) != normal_text(other)


@pytest.mark.parametrize(("written", "value"), NUMBERS.items())
def test_a_number_has_one_form(written, value):
    assert plain_number(written) == value


def test_words_know_their_places_and_whether_they_are_written_like_a_name():
    text = "The Musical.ly app of 2014"
    found = words(text)
    assert [text[word.start : word.end] for word in found] == ["The", "Musical", "ly", "app", "of", "2014"]
    assert [word.capital for word in found] == [True, True, True, False, False, True]


@given(st.text())
def test_any_text_has_words_in_order_without_overlap(text):
    composed = unicodedata.normalize("NFC", text)
    place = 0
    for word in words(composed):
        assert place <= word.start < word.end <= len(composed)
        assert " " not in word.text
        place = word.end
