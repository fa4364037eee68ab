"""Words are counted as a reader counts them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content.words import count_words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("One, two; three.", 3),
        ("it's a well-known fact", 4),
        ("a-a-a-a", 1),
        ("a - b -- c", 3),
        ("snake_case is two", 4),
        ("'quoted' words-", 2),
        ("it’s ünïcödé", 2),
        ("中文字 and words", 3),
        ("1,000.5", 3),
    ],
)
def test_words_are_counted(text, number):
    assert count_words([text]) == number


@given(st.lists(st.text(alphabet="ab1'-_ .\n", max_size=12), max_size=4))
def test_bytes_are_counted_as_matches_would_be(texts):
    assert count_words(texts) == sum(len(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)) for text in texts)
