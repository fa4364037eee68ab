"""The decoder: a dataclass and a YAML text give a value, or every mistake with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.model.briefing import FrontMatter, KeyPoint
from site_builder.model.config import Config, Limits
from site_builder.model.entity import EntityRecord
from site_builder.model.formats import AtLeast, Language, Line, Slug, Url, ZoneName
from site_builder.model.moment import Moment
from site_builder.model.problem import ConfigError
from site_builder.text.dates import parse_moment
from site_builder.text.schema import decode, decode_located
from tests import outcomes


@dataclass(frozen=True, kw_only=True)
class Inner:
    shorthand: ClassVar[str] = "text"

    text: str
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Sample:
    name: str = ""
    count: int = 0
    share: float = 0.0
    on: bool = False
    when: Moment | None = None
    state: Literal["draft", "published"] = "published"
    tags: tuple[Line, ...] = ()
    inner: Inner | None = None
    many: tuple[Inner, ...] = ()
    table: Mapping[Language, str] = field(default_factory=dict)
    language: Language | None = None
    url: Url | None = None
    slug: Slug | None = None
    zone: ZoneName | None = None
    line: Line | None = None
    size: Annotated[int, AtLeast(1)] = 1


def problems_of(cls, text, **more):
    return outcomes.problems_of(decode, cls, text, **more)


VALUES = [
    # The field's type says what a scalar means; YAML's own guesses do not.
    ("name: no", "name", "no"),
    ("name: 1.10", "name", "1.10"),
    ("name: 2026-02-19", "name", "2026-02-19"),
    ("name: 0x1F", "name", "0x1F"),
    ("name: 12:30:45", "name", "12:30:45"),
    ("name: .nan", "name", ".nan"),
    ("name: 'null'", "name", "null"),
    ('name: "~"', "name", "~"),
    ("name: !!str 12", "name", "12"),
    ("name: true", "name", "true"),
    ("name: a#b", "name", "a#b"),
    ("name: |\n  one\n  two\n", "name", "one\ntwo\n"),
    ("name: >-\n  one\n  two\n", "name", "one two"),
    ('name: "tab\\tand \\u00e9"', "name", "tab\tand é"),
    ("name: 'it''s'", "name", "it's"),
    ("language: no", "language", "no"),
    ("language: PT_br", "language", "pt-BR"),
    ("language: zh-hant-tw", "language", "zh-Hant-TW"),
    ("count: 010", "count", 10),
    ("count: -3", "count", -3),
    ("count: '7'", "count", 7),
    ("share: 1e3", "share", 1000.0),
    ("share: .5", "share", 0.5),
    ("on: yes", "on", True),
    ("on: Off", "on", False),
    ("on: TRUE", "on", True),
    ("when: 2026-02-19", "when", parse_moment("2026-02-19")),
    ("when: 2026-02-19 17:08", "when", parse_moment("2026-02-19T17:08")),
    ("state: draft", "state", "draft"),
    ("tags: [a, b]", "tags", ("a", "b")),
    ("tags: one  and\tonly", "tags", ("one and only",)),
    ("tags:\n- a\n- b", "tags", ("a", "b")),
    ("tags: []", "tags", ()),
    ("inner: just text", "inner", Inner(text="just text")),
    ("inner: {text: a, number: 2}", "inner", Inner(text="a", number=2)),
    ("many: [a, {text: b}]", "many", (Inner(text="a"), Inner(text="b"))),
    ("many: alone", "many", (Inner(text="alone"),)),
    ("table: {IT: Cina, en_GB: China}", "table", {"it": "Cina", "en-GB": "China"}),
    ("url: https://example.org/a?b=c#d", "url", "https://example.org/a?b=c#d"),
    ("zone: Europe/Rome", "zone", "Europe/Rome"),
    ("line: '  two   words '", "line", "two words"),
    ("name: &a x\nline: *a", "line", "x"),
    # A field without a value is as good as absent.
    ("name:", "name", ""),
    ("when: ~", "when", None),
    ("tags: null", "tags", ()),
    ("", "name", ""),
    ("# only a comment", "name", ""),
    ("---\n...\n", "name", ""),
    ("{}", "name", ""),
]


@pytest.mark.parametrize(("text", "name", "value"), VALUES)
def test_the_type_of_a_field_says_what_its_text_means(text, name, value):
    assert getattr(decode(Sample, text), name) == value


MISTAKES = [
    # (text, code, line, column, a piece of the message, a piece of the hint)
    ("nmae: x", "SB102", 1, 1, "unknown name `nmae`", "did you mean `name`?"),
    ("zzzzzz: x", "SB102", 1, 1, "unknown name `zzzzzz`", "the names here are name, count"),
    ("inner: {text: a, nmber: 1}", "SB102", 1, 18, "unknown name `nmber` in `inner`", "`number`"),
    ("name: a\nname: b", "SB105", 2, 1, "`name` stands twice, first in line 1", "remove"),
    ("table: {it: a, IT: b}", "SB105", 1, 16, "`table.IT` stands twice", "remove"),
    ("inner: {number: 1}", "SB104", 1, 8, "`text` is missing in `inner`", "add `text: ...`"),
    ("inner: {text: , number: 1}", "SB104", 1, 9, "`inner.text` is empty", "behind the colon"),
    ("tags: [a, , b]", "SB101", 1, 11, "", ""),
    ("tags:\n- a\n-\n- b", "SB104", 3, 2, "`tags.1` is empty", "fill or remove"),
    ("table: {it: }", "SB104", 1, 13, "`table.it` is empty", "fill or remove"),
    ("name: [a]", "SB103", 1, 7, "`name` should be plain text, not a list", "in quotes"),
    ("name: {a: b}", "SB103", 1, 7, "not a group of names and values", "in quotes"),
    ("count: 0o14", "SB103", 1, 8, "`count` is '0o14': it should be a whole number", ""),
    ("count: 1_000", "SB103", 1, 8, "a whole number", ""),
    ("count: 1.5", "SB103", 1, 8, "a whole number", ""),
    ("count: ١٢", "SB103", 1, 8, "a whole number", ""),
    ("count: 9999999999999999999", "SB103", 1, 8, "a whole number", ""),
    ("share: .nan", "SB103", 1, 8, "should be a number", ""),
    ("share: .inf", "SB103", 1, 8, "should be a number", ""),
    ("on: 1", "SB103", 1, 5, "true or false", ""),
    ("when: 30/02/2026", "SB120", 1, 7, "should be a date like 2026-02-19", ""),
    ("when: 2026-02-30", "SB120", 1, 7, "is a day that does not exist", ""),
    ("state: drfat", "SB103", 1, 8, "should be `draft` or `published`", "did you mean `draft`?"),
    ("size: 0", "SB107", 1, 7, "should be at least 1", ""),
    ("language: english", "SB107", 1, 11, "a language tag like en, it", ""),
    ("url: example.org", "SB107", 1, 6, "a whole address", ""),
    ("slug: Two Words", "SB107", 1, 7, "as two-words", ""),
    ("zone: Mars/Olympus", "SB107", 1, 7, "a time zone like", ""),
    ("line: '  '", "SB107", 1, 7, "should not be empty", ""),
    ('line: "a\\u202eb"', "SB107", 1, 7, "U+202E", ""),
    ('name: "\\x07"', "SB114", 1, 7, "U+0007", "delete"),
    ('name: "\\0"', "SB114", 1, 7, "U+0000", "delete"),
    ('name: "\\uffff"', "SB114", 1, 7, "U+FFFF", "delete"),
    ("inner: [1, 2]", "SB103", 1, 8, "should be a group of names and values", "`text: ...`"),
    ("table: it", "SB103", 1, 8, "a group of names and values", ""),
    ("- a\n- b", "SB103", 1, 1, "the file should be a group", "one name and value a line"),
    ("name:x", "SB103", 1, 1, "the file", "a space after the colon"),
    ("just words", "SB103", 1, 1, "the file", "`name: ...`"),
    ("? [a]\n: b", "SB101", 1, 3, "a list or group cannot be a name", "quotes"),
    ('"": x', "SB101", 1, 1, "a colon without a name", "`name: value`"),
    ("inner: &a {text: x}\nmany:\n- <<: *a", "SB101", 3, 3, "cannot be merged", "write the names"),
]


@pytest.mark.parametrize(("text", "code", "line", "column", "message", "hint"), MISTAKES)
def test_a_mistake_is_told_with_code_place_and_hint(text, code, line, column, message, hint):
    first = problems_of(Sample, text)[0]
    assert (first.code, first.line, first.column) == (code, line, column)
    assert message in first.message
    assert hint in (first.hint or "")


def test_all_mistakes_are_told_in_the_order_of_their_places():
    text = "count: x\nnmae: y\ninner: {number: z}\nwhen: never\n"
    found = problems_of(Sample, text)
    assert [(problem.line, problem.code) for problem in found] == [
        (1, "SB103"),
        (2, "SB102"),
        (3, "SB104"),
        (3, "SB103"),
        (4, "SB120"),
    ]


def test_a_misspelt_name_is_not_told_as_missing_too():
    (found,) = problems_of(FrontMatter, "titel: Some title\n")
    assert (found.code, found.hint) == ("SB102", "did you mean `title`?")


def test_a_missing_name_is_told_though_another_one_is_unknown():
    assert [problem.code for problem in problems_of(FrontMatter, "zzzzzz: x\n")] == ["SB102", "SB104"]


def test_an_empty_name_is_told_where_it_stands():
    (found,) = problems_of(FrontMatter, "language: en\ntitle:\n")
    assert (found.message, found.line) == ("`title` is empty", 2)


def test_the_error_is_of_the_kind_that_the_caller_names():
    with pytest.raises(ConfigError):
        decode(Config, "title: x", ConfigError)


def test_thousands_of_mistakes_are_summed_up():
    text = "".join(f"unknown{number}: x\n" for number in range(5000))
    found = problems_of(Sample, text)
    assert len(found) == 101
    assert found[-1].message == "there are 4,900 more mistakes from here on"
    assert found[-1].line == 101


def test_a_list_of_records_may_not_be_written_as_a_group():
    (found,) = problems_of(tuple[EntityRecord, ...], "tiktok:\n  name: TikTok\n")
    assert found.message == "the file should be a list"


def test_an_empty_file_is_an_empty_list_of_records():
    assert decode(tuple[EntityRecord, ...], "# none yet\n") == ()


def test_the_lines_of_fields_items_and_records_are_told():
    text = "\ntags:\n- a\n\n- b\ntable:\n  it: x\nmany: [{text: a}]\n"
    lines = decode_located(Sample, text)[1]
    assert lines == {"tags": 2, "tags.0": 3, "tags.1": 5, "table": 6, "table.it": 7, "many": 8, "many.0": 8}
    records = "- id: a\n  name: A\n  kind: person\n\n- id: b\n  name: B\n  kind: place\n"
    assert decode_located(tuple[EntityRecord, ...], records)[1] == {"0": 1, "1": 5}


def test_the_fields_of_front_matter_are_read():
    head = decode(
        FrontMatter,
        "title: 1984\ndate: 2026-02-19T17:08+08:00\nlanguage: no\ntopics: regulation\nentities: [TikTok, C++]\n"
        "key_points:\n- Plain.\n- text: Told.\n  evidence: p4\n",
    )
    assert (head.title, head.language, head.topics, head.entities) == (
        "1984",
        "no",
        ("regulation",),
        ("TikTok", "C++"),
    )
    assert head.key_points == (KeyPoint(text="Plain."), KeyPoint(text="Told.", evidence=("p4",)))


def test_rules_may_be_switched_off_without_quotes():
    text = "title: T\nbase_url: https://example.org\nrules: {SB2: off, SB210: error}\n"
    assert decode(Config, text).rules == {"SB2": "off", "SB210": "error"}


YAML_MISTAKES = [
    # (text, code, line, column, a piece of the message, a piece of the hint)
    ("name: Foo: bar", "SB101", 1, 10, "a colon cannot stand here", "in quotes"),
    ("name: 1\n  count: 2", "SB101", 2, 8, "a colon cannot stand here", "same column"),
    ("name: x\ntopics\n", "SB101", 2, 1, "no `name: value`", "a colon and a space"),
    ('name: "x\ncount: 1\n', "SB101", 1, 7, "a quote is opened here and never closed", "same quote"),
    ("name: 'it's'\n", "SB101", 1, 11, "does not fit", "behind a closing quote"),
    ('name: "x" y\n', "SB101", 1, 11, "does not fit", "behind a closing quote"),
    ("tags: [a, b\ncount: 1\n", "SB101", 1, 7, "a list is opened here by `[`", "close it"),
    ("inner: {text: a\ncount: 1\n", "SB101", 1, 8, "a group is opened here by `{`", "close it"),
    ("tags: a]: b", "SB101", 1, 9, "a colon cannot", "quotes"),
    ("name: ]", "SB101", 1, 7, "a bracket has no partner", "quotes"),
    ("name:\n\tx: 1", "SB101", 2, 1, "a tab cannot stand here", "indent with spaces"),
    ("name: @x", "SB101", 1, 7, "a text cannot begin with `@`", "quotes"),
    ("name: `x`", "SB101", 1, 7, "a text cannot begin with ```", "quotes"),
    ("name: %x", "SB101", 1, 7, "a text cannot begin with `%`", "quotes"),
    ("name: &\n", "SB101", 1, 8, "& and *", "quotes"),
    ("name: *x", "SB101", 1, 7, "the alias `*x` names no anchor", "quotes"),
    ("name: !x y", "SB101", 1, 7, "the tag `!x` has no meaning", "quotes"),
    ("name: !!python/object:os.system x", "SB101", 1, 7, "has no meaning here", "remove it"),
    ("name: !!binary aGk=", "SB101", 1, 7, "has no meaning here", "remove it"),
    ("name: - x", "SB101", 1, 7, "a list cannot begin here", "on the next line"),
    ('name: "\\q"', "SB101", 1, 8, "this escape is not known", "backslash twice"),
    ('name: "\\ud800"', "SB101", 1, 10, "stands for no character", "the character itself"),
    ("name: > x\n", "SB101", 1, 9, "nothing can follow `|` or `>`", "on the next line"),
    ("  name: 1\ncount: 2", "SB101", 2, 1, "does not belong", "same column"),
    ("name: 1\n...\ncount: 2", "SB101", 3, 1, "does not belong", "nothing can follow"),
    ("name: 1\n---\ncount: 2", "SB101", 2, 1, "a second YAML document", "remove the line"),
    ("name: \x07", "SB114", 1, 7, "U+0007", "delete it"),
    ("a: 1\nname: x\0", "SB114", 2, 8, "U+0000", "delete it"),
    ("name: \ud800", "SB114", 1, 7, "U+D800", "delete it"),
    ("name: \x85", "SB114", 1, 7, "U+0085", "delete it"),
    ("name: &a [*a]", "SB106", 1, 11, "the alias `*a` contains itself", "write the value out"),
    ("tags: [", "SB101", 1, 8, "", ""),
    ('"', "SB101", 1, 1, "never closed", "same quote"),
    ("%YAML 9.9\n---\nname: x", "SB101", 1, 1, "", ""),
]


@pytest.mark.parametrize(("text", "code", "line", "column", "message", "hint"), YAML_MISTAKES)
def test_what_is_no_yaml_is_told_in_words_that_help(text, code, line, column, message, hint):
    (found,) = problems_of(Sample, text)
    assert (found.code, found.line, found.column) == (code, line, column)
    assert message in found.message
    assert hint in (found.hint or "")


def test_a_line_separator_that_was_pasted_along_does_not_end_a_line():
    text = "name: one\u2028two\u2029three\ncount: x\n"
    (found,) = problems_of(Sample, text)
    assert found.line == 2
    assert decode(Sample, "name: one\u2028two").name == "one two"


def test_a_byte_order_mark_at_the_beginning_is_no_part_of_the_name():
    assert decode(Sample, "\ufeffname: x").name == "x"


BOMBS = {
    "aliases": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(
        f"{new}: &{new} [{','.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "merges": "a: &a {x: 1}\n" + "".join(f"k{n}: &k{n} {{<<: [*a, *a]}}\n" for n in range(200_000)),
    "a list in a list in a list": "[" * 100_000,
    "groups": "{a: " * 100_000,
    "lists of one line": "- " * 100_000,
    "open questions": "? " * 100_000,
    "depth by aliases": "a: &a0 [x]\n" + "".join(f"b{n}: &a{n + 1} [*a{n}]\n" for n in range(1000)),
    "values": "tags: [" + "x," * 600_000 + "]",
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_yaml_that_explodes_is_told(text):
    found = problems_of(Sample, text, limits=Limits(yaml_nodes=20_000))
    assert [problem.code for problem in found] == ["SB106"]
    assert found[0].line


def test_the_limits_are_those_of_the_site():
    text = "many: [{text: x}, {text: y}]"
    decode(Sample, text, limits=Limits(yaml_nodes=9, yaml_depth=3))
    assert problems_of(Sample, text, limits=Limits(yaml_nodes=8))[0].message == "the YAML holds more than 8 values"
    assert "deeper than 2 levels" in problems_of(Sample, text, limits=Limits(yaml_depth=2))[0].message


def test_aliases_are_followed_within_the_limits():
    text = "inner: &a {text: x}\nmany: [*a, *a]\n"
    assert decode(Sample, text).many == (Inner(text="x"), Inner(text="x"))


YAMLISH = st.text(st.sampled_from("abn: -[]{}#&*!|>'\"%@`\n\t ?,\\0~\ud800\u2028é") | st.characters(), max_size=60)
LINES = st.lists(
    st.tuples(st.sampled_from([*Sample.__dataclass_fields__, "nmae", "<<", "?", ""]), YAMLISH), max_size=6
).map(lambda pairs: "\n".join(f"{name}: {value}" for name, value in pairs))


@given(YAMLISH | LINES)
@example("a: &a !!str\n? *a\n")
@example("- - - ]")
@example("'\n")
@example("\n\n[")
def test_any_text_is_read_or_told_with_a_place(text):
    for cls in (Sample, FrontMatter, Config, tuple[EntityRecord, ...]):
        _, problems = outcomes.outcome(decode, cls, text)
        for problem in problems:
            assert 1 <= problem.line <= text.count("\n") + 1
            assert problem.column >= 1
            assert len(problem.message) < 500


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(st.characters(codec="ascii"))))
def test_an_unknown_name_is_always_told_at_its_own_line(fields):
    names = [name for name in fields if name not in Sample.__dataclass_fields__ and name != "null"]
    text = "".join(f"{name}: x\n" for name in names)
    if names:
        found = problems_of(Sample, text)
        assert [(problem.code, problem.line) for problem in found] == [
            ("SB102", number) for number in range(1, len(names) + 1)
        ]
