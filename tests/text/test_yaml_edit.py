"""Single values of a YAML text change in place: every other byte stays."""

import pytest

from site_builder.text.yaml_edit import StubbornError, add, add_record, drop, read, remove, set_text, written

TEXT = """\
# Who is named.

- id: one   # the first
  name: "One"
  aliases: [Uno, 'Ein']  # of it

# Two is special.
- id: two
  name: Two
  aliases:
    - Due
    # a comment
    - Zwei
  description: >-
    Long text
    of two lines.

- {id: three, name: Three}
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (lambda text: set_text(text, (0, "name"), "Won"), 'name: "One"', 'name: "Won"'),
        (lambda text: set_text(text, (1, "name"), "Two: 2"), "name: Two\n", 'name: "Two: 2"\n'),
        (lambda text: set_text(text, (0, "aliases", 1), "It's"), "'Ein'", "'It''s'"),
        (lambda text: add(text, (0, "aliases"), ["Un", "a, b"]), "[Uno, 'Ein']", "[Uno, 'Ein', Un, \"a, b\"]"),
        (lambda text: add(text, (1, "aliases"), ["Deux"]), "    - Zwei\n", "    - Zwei\n    - Deux\n"),
        (
            lambda text: add(text, (2, "aliases"), ["Tre"], after="name"),
            "{id: three, name: Three}",
            "{id: three, name: Three, aliases: [Tre]}",
        ),
        (lambda text: remove(text, (0, "aliases", 0)), "[Uno, 'Ein']", "['Ein']"),
        (lambda text: remove(text, (0, "aliases", 1)), "[Uno, 'Ein']", "[Uno]"),
        (lambda text: remove(text, (1, "aliases", 0)), "    - Due\n", ""),
        (lambda text: drop(text, (1, "name")), "  name: Two\n", ""),
        (lambda text: drop(text, (2, "name")), "{id: three, name: Three}", "{id: three}"),
        (lambda text: remove(text, (2,)), "- {id: three, name: Three}\n", ""),
        (
            lambda text: add_record(text, ["- id: four", "  name: Four"]),
            "name: Three}\n",
            "name: Three}\n\n- id: four\n  name: Four\n",
        ),
    ],
)
def test_only_the_value_changes(newline, change, old, new):
    assert TEXT.count(old) == 1
    assert change(TEXT.replace("\n", newline)) == TEXT.replace(old, new).replace("\n", newline)


def test_a_record_that_goes_leaves_the_comments_of_whole_lines():
    after = remove(TEXT, (1,))
    assert "# Two is special." in after
    assert "    # a comment\n" in after
    assert [record["id"] for record in read(after)] == ["one", "three"]


def test_a_missing_list_is_made_behind_the_name_that_is_told():
    assert add("- id: a\n  name: A\n  kind: b\n", (0, "aliases"), ["C"], after="name") == (
        "- id: a\n  name: A\n  aliases: [C]\n  kind: b\n"
    )
    assert add("- id: a\n  text: |\n    b\n", (0, "aliases"), ["C"], after="text").endswith("    b\n  aliases: [C]\n")


def test_a_text_in_the_place_of_a_list_becomes_one():
    assert add("topics: one\n", ("topics",), ["two"]) == "topics: [one, two]\n"


def test_the_last_item_of_a_list_leaves_an_empty_list():
    assert remove("a:\n  - b\nc: d\n", ("a", 0)) == "a: []\nc: d\n"
    assert remove("a: [b]\n", ("a", 0)) == "a: []\n"


@pytest.mark.parametrize("text", ["- a: b\n  name: |\n    block\n", "- &x {name: A}\n- *x\n"])
def test_what_cannot_be_changed_in_place_is_refused(text):
    with pytest.raises(StubbornError):
        set_text(text, (len(read(text)) - 1, "name"), "B")


@pytest.mark.parametrize(
    "value",
    [
        "plain",
        "Two words",
        "no",
        "12",
        "a: b",
        "#x",
        "- y",
        "",
        " z",
        "it's",
        '"q"',
        "é",
        "\x85",
        "null",
        "2026-01-01",
        "*a",
        "a, b",
    ],
)
def test_a_written_value_is_read_as_it_was(value):
    assert read(f"- {written(value)}") == [value]
    assert read(f"[{written(value)}]") == [value]


def test_an_empty_file_gets_its_first_record():
    assert add_record("# nothing yet\n", ["- id: a"]) == "# nothing yet\n- id: a\n"
