"""Quotations are found in all usual marks of five languages, and apostrophes, inches and code are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.evidence.markdown import Places, pieces
from site_builder.evidence.quotations import block_quotation, length, parts, quotations

CASES = [
    ("en", "He “saw it”, she “did not”", ["saw it", "did not"]),
    ("en", 'He "saw it" and left', ["saw it"]),
    ("en", "‘the companies of old’ said", ["the companies of old"]),
    ("en", "the companies’ plan and the people’s plan", []),
    ("en", 'a 5" pipe and a 7" one', []),
    ("en", "“a ‘nested one’ here”", ["a ‘nested one’ here"]),
    ("en", "“never closed", []),
    ("it", "dice «ha visto», poi “basta“ e va", ["ha visto", "basta"]),
    ("it", "l’azienda “non c’è più”", ["non c’è più"]),
    ("es", "dijo «no lo sé» y “nada más”", ["no lo sé", "nada más"]),
    ("fr", "il dit « c’est la vie » et « rien »", [" c’est la vie ", " rien "]),
    ("fr", "il dit «\u00a0c’est tout\u00a0»", ["\u00a0c’est tout\u00a0"]),
    ("de", "er sagt „das ist gut“ und »noch eins« und ‚drittes‘", ["das ist gut", "noch eins", "drittes"]),
    ("de", "„außen ‚innen‘ weiter“ und ›so‹", ["außen ‚innen‘ weiter", "so"]),
    ("de", "er sagt „das ist gut” und geht", ["das ist gut"]),
    ("ja", "彼は「そうだ」と言った", ["そうだ"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_quotations_are_found(language, text, expected):
    assert [found.text for found in quotations(text)] == expected


@given(st.text(alphabet="“”\"'‘’«»„‚‹› ab.\n"))
def test_quotations_of_any_text_stand_where_they_say(text):
    for found in quotations(text):
        assert text[found.start : found.end] == found.text


def test_brackets_and_ellipses_cut_a_quotation_into_parts():
    cut = parts("[T]he better … the data [for training] models, reject[ed] it [...] now")
    assert [(" ".join(part.words), part.far) for part in cut] == [
        ("better", False),
        ("the data", True),
        ("models", False),
        ("it", False),
        ("now", True),
    ]
    assert length("the cease-and-desist letter [of May] … came") == 4


def test_a_block_quote_with_an_attribution_is_a_quotation():
    found = block_quotation("  We saw the river rise.\n  It rose fast.\n  — Ann Miller, mayor")
    assert found is not None
    assert found[0].text == "We saw the river rise.\n  It rose fast."
    assert found[1] == "Ann Miller, mayor"
    assert block_quotation("  Only a remark.\n  And another.") is None


MARKDOWN = """\
# 3. A heading

Text with `code “not this one here”` and [a “label of four words”](https://example.org/“no-not-this-either”).[^1]

```
“not this one either”
```

| A | row “of a table here” [[p3]] |
|---|---|

1. An item “with words of its own” [[other#p2]]
2. A second

> Quoted words stand here.
> — Ann Miller

Linked: [[TikTok]], [[Kelly Zhang|Zhang]], [[entity:PYMNTS]] &amp; more.

[^1]: A note “with a quotation in it”.
[ref]: https://example.org/1234
"""


def test_pieces_keep_what_people_read_in_its_place():
    found = pieces(MARKDOWN)
    assert [piece.kind for piece in found] == ["heading", "text", "row", "row", "text", "text", "quote", "text", "note"]
    quoted = [q.text for piece in found for q in quotations(piece.text)]
    assert quoted == ["label of four words", "of a table here", "with words of its own", "with a quotation in it"]
    assert [mark.target for piece in found for mark in piece.evidence] == ["p3", "other#p2"]
    linked = found[7]
    assert [mark.target for mark in linked.names] == ["TikTok", "Kelly Zhang", "entity:PYMNTS"]
    assert linked.text.split() == ["Linked:", "TikTok", ",", "Zhang", ",", "PYMNTS", "&", "more."]
    places = Places(MARKDOWN)
    for piece in found:
        for quotation in quotations(piece.text):
            line, column = places.line(piece.start + quotation.start), places.column(piece.start + quotation.start)
            assert MARKDOWN.split("\n")[line - 1][column - 1 :].startswith(quotation.text)


@given(st.text(alphabet="[]()|`>#-*1.^:! \n“”abp\\&;~<"))
def test_any_markdown_has_pieces_that_lie_in_it(text):
    place = 0
    for piece in pieces(text):
        assert place <= piece.start
        assert piece.start + len(piece.text) <= len(text)
        place = piece.start


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "“" * 20_000,
        "[[" * 10_000,
        "`" * 20_001,
        "![" * 10_000,
        "> " * 10_000,
        "[a](" * 5_000,
        "…“x[" * 5_000,
    ],
)
def test_hostile_text_is_read_in_little_time(text):
    for piece in pieces(text):
        for quotation in quotations(piece.text):
            parts(quotation.text)
