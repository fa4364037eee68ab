import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.ingest.lexicon import lexicon
from site_builder.ingest.paragraphs import ANALYSED, read_paragraphs
from site_builder.ingest.sentences import split_sentences
from site_builder.ingest.tokens import tokenise
from site_builder.ingest.unspaced import count_words
from site_builder.model.article import Block


def sentences(text, language="en"):
    return [text[start:end] for start, end in split_sentences(text, lexicon(language))]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["On Thursday (Feb. 19) the U.S. government said no.", "It costs 3.5 million."]),
        ("en", ["Dr. J. K. Smith of Acme Inc. agreed.", "He works at Acme Inc.", "The end of the U.S.", "But it is."]),
        ("en", ["“Is it?” she asked.", "“So.”", "Then she left."]),
        ("en", ["Is it No. 5 or no. 6?", "No.", "It isn't."]),
        ("en", ["The end…", "And more! yes it goes on."]),
        ("it", ["Il sig. Rossi ha detto: «Non vengo».", "Poi è uscito.", "La S.p.A. ha chiuso."]),
        ("de", ["Am 5. Juli kam Dr. Müller.", "Er ging z. B. nach Berlin.", "Das war 1999.", "Dann nicht mehr."]),
        ("fr", ["M. Dupont est venu.", "Mme Durand aussi."]),
        ("es", ["El Sr. López vive en EE.UU. desde 1999.", "¿Por qué?", "Nadie lo sabe."]),
        ("ja", ["町は発表した。", "費用は三百万円だ。"]),
    ],
)
def test_sentences_end_where_they_end(language, expected):
    joint = "" if language == "ja" else " "
    assert sentences(joint.join(expected), language) == expected


@given(st.text(alphabet='aA .!?"”»。1\n', max_size=80))
def test_sentences_cover_everything_but_space_in_order(text):
    spans = split_sentences(text, lexicon("en"))
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert (
        "".join(text[start:end] for start, end in spans).split()
        == "".join(part for part in [text[start:end] for start, end in spans]).split()
    )
    assert "".join("".join(text[s:e] for s, e in spans).split()) == "".join(text.split())


def words(text, language="en"):
    lex = lexicon(language)
    return tokenise(text, split_sentences(text, lex), lex)


def test_words_lose_possessives_and_elided_articles_but_keep_their_place():
    text = "ByteDance’s team and users' data"
    assert [(t.text, t.possessive) for t in words(text)] == [
        ("ByteDance", True),
        ("team", False),
        ("and", False),
        ("users", True),
        ("data", False),
    ]
    italian = "L’OpenAI e l’azienda dell’Aquila"
    assert [t.text for t in words(italian, "it")] == ["OpenAI", "e", "azienda", "Aquila"]
    assert all(italian[t.start : t.end] == t.text for t in words(italian, "it"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Musical.ly and AT&T in the U.S. on www.example.org/a?b",
            ["Musical.ly", "and", "AT&T", "in", "the", "U.S.", "on"],
        ),
        ("Seedance 2.0 and GPT-4 at 3,000.50", ["Seedance", "2.0", "and", "GPT-4", "at", "3,000.50"]),
        ("write to a@example.org now", ["write", "to", "now"]),
        ("end.Next", ["end", "Next"]),
        ("C++ and C#", ["C++", "and", "C#"]),
    ],
)
def test_words_are_taken_as_people_write_them(text, found):
    assert [token.text for token in words(text)] == found


def test_a_capital_proves_nothing_at_the_beginning_of_sentences_and_quotations():
    text = 'Rain fell. She said, "Nothing is left of it all." It was the app "Raindrop" of Apple.'
    opening = {token.text for token in words(text) if token.is_capital and token.opens}
    assert opening == {"Rain", "She", "Nothing", "It"}


def test_a_line_of_capitals_is_shouting_and_a_list_of_names_is_not():
    blocks = [
        Block(kind="heading", text="Why The Port Of Marrow Closed", number=1, line=1),
        Block(kind="paragraph", text="Anna Berg, Otto Lind, Max Roe and Eva Holm came.", number=2, line=2),
        Block(kind="paragraph", text="THE PORT IS CLOSED UNTIL FURTHER NOTICE", number=3, line=3),
        Block(kind="heading", text="What comes next", number=4, line=4),
    ]
    shouting = [paragraph.is_shouting for paragraph in read_paragraphs(None, blocks, lexicon("en"))]
    assert shouting == [True, False, True, False]


def test_a_text_is_searched_up_to_a_limit():
    blocks = [Block(kind="paragraph", text="word " * 30_000, number=n, line=n) for n in range(1, 5)]
    paragraphs = read_paragraphs("A headline", blocks, lexicon("en"))
    assert [paragraph.number for paragraph in paragraphs] == [0, 1, 2]
    assert sum(len(paragraph.text) for paragraph in paragraphs[1:]) <= ANALYSED


def test_scripts_without_spaces_are_counted_by_signs():
    assert count_words("two words") == 2
    assert count_words("図書館は開く and two") == 5
