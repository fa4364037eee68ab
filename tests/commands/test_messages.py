"""Problems are told with their place, an excerpt and a caret, and no text of a stranger commands the terminal."""

import json

import click
import pytest

from site_builder.commands.messages import counted, problems_as_text, report_as_json, visible
from site_builder.model.problem import Problem
from site_builder.model.report import Report


@pytest.fixture
def said(tmp_path):
    """What is said of problems of the file `a.md`, given its text."""

    def say(text, *problems):
        data = text if isinstance(text, bytes) else text.encode()
        (tmp_path / "a.md").write_bytes(data)
        return click.unstyle(problems_as_text(problems, tmp_path))

    return say


def problem(message="it is wrong", **more):
    return Problem(message, **{"code": "SB103", "path": "a.md", **more})


def test_a_problem_has_its_file_place_excerpt_caret_and_hint(said):
    assert said("---\ntitel: x\n", problem("unknown name `titel`", line=2, column=1, hint="did you mean `title`?")) == (
        "a.md\n"
        "      2:1  error SB103  unknown name `titel`\n"
        "           | titel: x\n"
        "           | ^\n"
        "           hint: did you mean `title`?\n"
    )


def test_problems_stand_by_file_and_line_whatever_their_order(said):
    late, early = problem("late", line=10), problem("early", line=2)
    other = problem("elsewhere", path="0.md", line=99)
    assert said("", late, other, early).splitlines() == [
        "0.md",
        "       99  error SB103  elsewhere",
        "",
        "a.md",
        "        2  error SB103  early",
        "       10  error SB103  late",
    ]


def test_a_problem_without_a_place_names_none(said):
    assert said("x", problem(path=None)) == "(no file)\n           error SB103  it is wrong\n"
    assert said("x", problem(column=5)) == "a.md\n           error SB103  it is wrong\n"


def test_a_warning_is_called_one(said):
    assert "warning SB103" in said("", problem(severity="warning"))


def test_no_problems_are_no_text(said):
    assert said("") == ""


CARETS = [
    # (line of the file, column of the problem, what the caret stands below)
    ("abc", 1, "a"),
    ("abc", 3, "c"),
    ("abc", 4, ""),  # behind the end, where something is missing
    ("\tabc", 2, "a"),  # a tabulator takes one place in an excerpt
    ("日本語x", 4, "x"),  # each takes two places
    ("e\u0301x", 3, "x"),  # an accent takes none
    ("a\x1bx", 3, "x"),  # a sign that is not shown is replaced by one that is
    ("a" * 500 + "x" + "b" * 500, 501, "x"),
]


@pytest.mark.parametrize(("line", "column", "below"), CARETS)
def test_the_caret_stands_below_the_place(said, line, column, below):
    _, _, excerpt, caret, *_ = said(f"first\n{line}\nlast", problem(line=2, column=column)).splitlines()
    assert caret.endswith("^")
    places = "".join(sign * (2 if sign in "日本語" else 0 if sign == "\u0301" else 1) for sign in excerpt)
    assert places[len(caret) - 1 :][:1] == below


def test_a_long_line_is_cut_around_the_place(said):
    shown = said("a" * 2_000_000, problem(line=1, column=1_000_000))
    assert len(shown) < 400


def test_a_place_that_is_not_in_the_file_has_no_excerpt(said):
    for line, column in ((5, 1), (1, 40)):
        assert "^" not in said("ab", problem(line=line, column=column))
    assert "|" not in said("\n   \n", problem(line=2, column=1))


def test_windows_and_old_mac_line_ends_count_as_ends(said):
    assert "| two" in said(b"one\r\ntwo\r\n", problem(line=2))
    assert "| two" in said(b"one\rtwo\r", problem(line=2))


def test_a_file_that_is_not_utf8_or_not_there_is_told_all_the_same(said):
    assert "| caf\N{REPLACEMENT CHARACTER}" in said(b"caf\xe9", problem(line=1))
    assert said("x", problem(path="missing.md", line=1)) == "missing.md\n        1  error SB103  it is wrong\n"


HOSTILE = [
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x9b31m",
    "\r",
    "\x00",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ud800",
    "\udc80",
    "\u2028",
]


@pytest.mark.parametrize("sign", HOSTILE)
def test_no_text_of_a_stranger_commands_the_terminal(said, sign, tmp_path):
    bad = f"a{sign}b"
    named = problem(f"`{bad}` is wrong", hint=f"write {bad}")
    elsewhere = problem(path=f"{bad}.md", line=1)
    text = said(bad.encode("utf-8", "replace") + b"\n", named, problem(line=1, column=1), elsewhere)
    assert sign not in text
    assert all(character.isprintable() or character == "\n" for character in text)


def test_what_can_be_shown_stays_as_it_is():
    for text in ("Zürich, naïve – “quoted” 日本語 עברית", "emoji 😀"):
        assert visible(text) == text
    assert visible("12\N{NARROW NO-BREAK SPACE}%\N{IDEOGRAPHIC SPACE}") == "12 % "


def test_json_carries_everything_in_ascii():
    one = problem("„falsch“ \udc80\x1b", line=2, column=3, hint="so")
    text = report_as_json(Report(counts={"pages": 2}, problems=(one,), notes=("a note",), seconds=1.23456), more=[1])
    assert text.isascii()
    assert "\x1b" not in text
    assert json.loads(text) == {
        "counts": {"pages": 2},
        "problems": [
            {
                "message": "„falsch“ \udc80\x1b",
                "code": "SB103",
                "path": "a.md",
                "line": 2,
                "column": 3,
                "hint": "so",
                "severity": "error",
            }
        ],
        "notes": ["a note"],
        "seconds": 1.235,
        "errors": 1,
        "warnings": 0,
        "more": [1],
    }


@pytest.mark.parametrize(
    ("call", "text"),
    [
        ((0, "page"), "0 pages"),
        ((1, "page"), "1 page"),
        ((1234, "page"), "1,234 pages"),
        ((2, "entity", "entities"), "2 entities"),
    ],
)
def test_things_are_counted_in_words(call, text):
    assert counted(*call) == text
