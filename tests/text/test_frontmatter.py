"""Front matter: two fences, and everything that is nearly one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.text.frontmatter import Split, join, split
from site_builder.text.source import read_text
from tests.outcomes import outcome, the_problem_of

HALVES = [
    ("---\ntitle: A\n---\nBody\n", Split("title: A", 2, "Body\n", 4)),
    ("---\ntitle: A\n...\nBody\n", Split("title: A", 2, "Body\n", 4)),
    ("---  \ntitle: A\n---\t\nBody", Split("title: A", 2, "Body", 4)),
    ("\n\n---\ntitle: A\n---\nBody", Split("title: A", 4, "Body", 6)),
    ("---\n---\n", Split("", 2, "", 3)),
    ("---\n---", Split("", 2, "", 3)),
    ("---\na: |\n  ---\n  x\n---\nBody", Split("a: |\n  ---\n  x", 2, "Body", 6)),
    ("---\na: 1\n---\none\n\n---\n\ntwo", Split("a: 1", 2, "one\n\n---\n\ntwo", 4)),
    ("---\na: b --- c\n---\n", Split("a: b --- c", 2, "", 4)),
]


@pytest.mark.parametrize(("text", "halves"), HALVES)
def test_a_file_is_divided_at_its_fences(text, halves):
    assert split(text) == halves


BROKEN = [
    # (text, line, a piece of the message, a piece of the hint)
    ("", 1, "the file is empty", "begin with a line"),
    ("\n \n\t\n", 1, "the file is empty", "begin with a line"),
    ("Body", 1, "does not begin with front matter", "begin with a line `---`"),
    ("\n\nBody", 3, "does not begin with front matter", "begin with a line `---`"),
    ("+++\ntitle = 'A'\n+++\n", 1, "does not begin", "not TOML"),
    ('{"title": "A"}\n', 1, "does not begin", "not JSON"),
    (" ---\ntitle: A\n---\n", 1, "does not begin", "no space or invisible sign"),
    ("--- # comment\ntitle: A\n---\n", 1, "does not begin", "nothing else"),
    ("----\ntitle: A\n----\n", 1, "does not begin", "three hyphens"),
    ("--\ntitle: A\n--\n", 1, "does not begin", "three hyphens"),
    ("—-\ntitle: A\n—-\n", 1, "does not begin", "three hyphens"),
    ("—\ntitle: A\n—\n", 1, "does not begin", "three hyphens"),
    ("\u200b---\ntitle: A\n---\n", 1, "does not begin", "invisible sign"),
    ("---\ntitle: A\n", 1, "never closed", "end it with a line `---`"),
    ("\n---\ntitle: A\n", 2, "never closed", "end it with a line `---`"),
    ("---\ntitle: A\n ---\nBody", 1, "never closed", "unlike line 3"),
    ("---\ntitle: A\n----\nBody", 1, "never closed", "unlike line 3"),
    ("---\ntitle: A\n—\nBody", 1, "never closed", "unlike line 3"),
    ("---\ntitle: A\n+++\nBody", 1, "never closed", "end it with"),
    ("---", 1, "never closed", "end it with"),
]


@pytest.mark.parametrize(("text", "line", "message", "hint"), BROKEN)
def test_a_broken_fence_is_told_with_the_line_that_was_meant(text, line, message, hint):
    problem = the_problem_of(split, text)
    assert (problem.code, problem.line) == ("SB111", line)
    assert message in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nBody\r\n", b"---\rtitle: A\r---\rBody\r", b"---\ntitle: A\n---\nBody\n"],
    ids=["byte order mark and CRLF", "CR", "LF"],
)
def test_the_ends_of_lines_do_not_matter(data):
    assert split(read_text(data, 1000)) == Split("title: A", 2, "Body\n", 4)


def test_what_was_joined_is_divided_again():
    halves = split(join("title: A\n", "Body\n"))
    assert (halves.yaml, halves.body) == ("title: A", "\nBody\n")


@given(st.text(st.sampled_from("-.+ \n\tabé—:"), max_size=40))
def test_a_divided_file_is_whole(text):
    halves, problems = outcome(split, text)
    if halves is None:
        (problem,) = problems
        assert 1 <= problem.line <= text.count("\n") + 1
    else:
        lines = text.split("\n")
        assert "\n".join(lines[halves.body_line - 1 :]) == halves.body
        assert "\n".join(lines[halves.yaml_line - 1 : halves.body_line - 2]) == halves.yaml
