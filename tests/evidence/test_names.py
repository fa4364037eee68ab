"""Names are found under every alias, the longest first, and only where they are written as names."""

from site_builder.evidence.names import find_names, find_unknown_names, name_keys, names_of
from site_builder.model.entity import Authority, EntityRecord

NAMES = names_of(
    Authority(
        entities=(
            EntityRecord(id="ann", name="Ann Miller", kind="person", aliases=("Miller", "A. Miller")),
            EntityRecord(id="board", name="Harbour Board", kind="organisation", names={"it": "Ente Porto"}),
            EntityRecord(id="board-north", name="Harbour Board North", kind="organisation"),
            EntityRecord(id="apt", name="Apt", kind="organisation"),
            EntityRecord(id="sao", name="São Tomé Line", kind="organisation"),
        )
    )
)


def found(text):
    return [(name.name, text[name.start : name.end]) for name in find_names(text, NAMES)]


def test_the_longest_name_wins():
    assert found("The Harbour Board North met Ann Miller") == [
        ("Harbour Board North", "Harbour Board North"),
        ("Ann Miller", "Ann Miller"),
    ]


def test_every_alias_and_every_language_counts_with_or_without_accents():
    assert found("Miller dell’Ente Porto e la Sao Tome Line") == [
        ("Ann Miller", "Miller"),
        ("Harbour Board", "Ente Porto"),
        ("São Tomé Line", "Sao Tome Line"),
    ]


def test_a_word_without_its_capital_is_no_name():
    assert found("this is apt, said the miller") == []
    assert found("Apt said no") == [("Apt", "Apt")]


def test_unknown_names_are_runs_of_capitals_within_a_sentence():
    text = "Yesterday Carl Stone met Ann Miller. Old Bridge stays; the EU Commission and Bob’s AI too"
    names = find_unknown_names(text, tuple(find_names(text, NAMES)))
    assert [name.name for name in names] == ["Carl Stone", "EU Commission"]


def test_a_seal_answers_for_runs_that_may_be_names():
    keys = name_keys("Ann Miller of the Harbour Board, who sails, saw Musical.ly")
    assert {"ann miller", "harbour board", "miller of the harbour board", "musical ly", "miller"} <= keys
    assert not {"sails", "who", "board who", "saw"} & keys
