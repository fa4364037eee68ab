"""Numbered paragraphs: what is written is read back, and numbers that do not count are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.problem import ContentError
from site_builder.text.numbered import parse_numbered, write_numbered

PARAGRAPHS = st.lists(st.lists(st.text("ab[]p1é ’", min_size=1).map(str.strip).filter(bool)).map(" ".join).filter(bool))


def test_each_paragraph_stands_behind_its_number():
    assert write_numbered(["One.", "Two\N{NO-BREAK SPACE}words."]) == "[p1] One.\n\n[p2] Two\N{NO-BREAK SPACE}words.\n"


@given(PARAGRAPHS)
def test_what_is_written_is_read_back(paragraphs):
    assert parse_numbered(write_numbered(paragraphs)) == tuple(" ".join(text.split()) for text in paragraphs)


def test_a_line_without_a_number_belongs_to_the_paragraph_above():
    assert parse_numbered("[p1] One\ntwo.\n\nthree.\n[p2] Four.\n") == ("One two. three.", "Four.")


@pytest.mark.parametrize(
    ("text", "line"), [("Nothing before.\n[p1] One.", 1), ("[p1] One.\n[p3] Three.", 2), ("[p2] Two.", 1)]
)
def test_numbers_that_do_not_count_are_told_with_their_line(text, line):
    with pytest.raises(ContentError) as caught:
        parse_numbered(text)
    assert (caught.value.problems[0].code, caught.value.problems[0].line) == ("SB236", line)
