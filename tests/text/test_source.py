"""Bytes as text: UTF-8 and nothing else, with a place and a guess where it is something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.text.source import read_text
from tests.outcomes import outcome, the_problem_of


def problem_of(data, limit=1000):
    return the_problem_of(read_text, data, limit)


def test_a_byte_order_mark_is_dropped_and_lines_end_alike():
    assert read_text(b"\xef\xbb\xbfa\r\nb\rc\n", 100) == "a\nb\nc\n"


def test_a_tab_is_text():
    assert read_text("a\tb\n\u00a0é漢😀\u200f".encode(), 100) == "a\tb\n\u00a0é漢😀\u200f"


NOT_UTF8 = [
    # (bytes, code, line, column, a piece of the hint)
    ("a\nbé\n".encode("latin-1"), "SB110", 2, 2, "Windows-1252 or Latin-1"),
    ("“a”".encode("cp1252"), "SB110", 1, 1, "Windows-1252 or Latin-1"),
    ("a\r\nb\rcé".encode("latin-1"), "SB110", 3, 2, "Windows-1252"),
    (b"\xef\xbb\xbfab\xff", "SB110", 1, 3, "Windows-1252"),
    ("title".encode("utf-16"), "SB110", 1, 1, "UTF-16"),
    ("title".encode("utf-16-le"), "SB114", 1, 2, "UTF-16"),
    ("title".encode("utf-16-be"), "SB114", 1, 1, "UTF-16"),
    ("title".encode("utf-32"), "SB110", 1, 1, "UTF-32"),
    (b"a\xc0\xafb", "SB110", 1, 2, "a form that is not allowed"),
    (b"ab\xed\xa0\x80", "SB110", 1, 3, "a form that is not allowed"),
    (b"\xf4\x90\x80\x80", "SB110", 1, 1, "save it as UTF-8"),
    ("é".encode()[:1], "SB110", 1, 1, "save it as UTF-8"),
    (b"\x7fELF\x02\x01\x01" + bytes(9) + b"text" * 50, "SB114", 1, 1, "delete it"),
    (b"GIF89a" + b"text" * 50 + b"\0\xff", "SB110", 1, 208, "does not look like text"),
    (b"one\ntwo\0three" * 9, "SB114", 2, 4, "does not look like text"),
    (b"one\n\x1b[31mtwo", "SB114", 2, 1, "delete it"),
    ("one\ntwo\x85".encode(), "SB114", 2, 4, "delete it"),
    ("one\ufffe".encode(), "SB114", 1, 4, "delete it"),
]


@pytest.mark.parametrize(("data", "code", "line", "column", "hint"), NOT_UTF8)
def test_what_is_no_text_is_told_with_its_place_and_a_guess(data, code, line, column, hint):
    problem = problem_of(data)
    assert (problem.code, problem.line, problem.column) == (code, line, column)
    assert hint in problem.hint


def test_control_characters_are_counted():
    assert problem_of(b"a\x01b\x02c\x03").message == "the text holds the control character U+0001, and 2 more"


def test_a_file_may_be_as_large_as_the_limit_and_no_larger():
    assert read_text(b"x" * 10, 10) == "x" * 10
    problem = problem_of(b"x" * 11, 10)
    assert (problem.code, problem.message) == ("SB113", "the file has more than 10 bytes")


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_told(data):
    text, problems = outcome(read_text, data, 1000)
    if text is not None:
        assert text.encode().decode() == text
        assert not {"\r", "\0"} & set(text)
    else:
        (problem,) = problems
        assert problem.line >= 1
        assert problem.column >= 1
