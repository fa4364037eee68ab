import pytest

from site_builder.ingest.entities import find_entities
from site_builder.ingest.findings import Passage
from site_builder.ingest.headlining import MAX_SIGNS, derive_title
from site_builder.ingest.keypoints import find_key_points
from site_builder.ingest.known import compile_names
from site_builder.ingest.lexicon import lexicon
from site_builder.ingest.paragraphs import read_paragraphs
from site_builder.ingest.scoring import MAX_SENTENCES
from site_builder.model.article import Block

ARTICLE = (
    "The ferry company Norrline will replace its three diesel ferries by electric ones before the end of the decade.",
    "However, it has not said who will build the ferries. The first electric ferry is to sail between Ost and Vik.",
    "Norrline expects each electric ferry to save four hundred tons of diesel a year.",
    "It rained on the day of the announcement. A band played.",
    "The town of Vik will build the charging station, which costs nine million euros, at its own expense.",
    "“We do not want smoke over our harbour any more. We want silence,” the mayor of Vik said.",
)


def points(*texts, headline=None, kinds=None):
    blocks = [
        Block(kind=(kinds or {}).get(n, "paragraph"), text=text, number=n, line=n) for n, text in enumerate(texts, 1)
    ]
    words = lexicon("en")
    paragraphs = read_paragraphs(headline, blocks, words)
    return find_key_points(paragraphs, find_entities(paragraphs, words, compile_names([])), words)


def test_key_points_are_whole_sentences_in_the_order_of_the_text():
    chosen = points(*ARTICLE)
    assert len(chosen.key_points) == 3
    assert [point.block for point in chosen.key_points] == sorted(point.block for point in chosen.key_points)
    assert all(point.text in ARTICLE[point.block - 1] for point in chosen.key_points)
    assert chosen.key_points[0].evidence == "p1"


def test_the_summary_is_the_sentence_that_says_most():
    assert points(*ARTICLE).summary.text == ARTICLE[0]


def test_sentences_that_lean_on_others_or_are_torn_out_of_quotations_are_not_chosen():
    chosen = {point.text for point in points(*ARTICLE).key_points}
    assert not any(text.startswith(("However", "It ", "“We", "We want")) for text in chosen)


def test_nothing_is_said_twice():
    again = "Norrline will replace its three diesel ferries by electric ones before the end of this decade, it said."
    chosen = [point.text for point in points(ARTICLE[0], again, *ARTICLE[2:]).key_points]
    assert sum("three diesel ferries" in text for text in chosen) == 1


def test_headings_and_items_are_not_chosen():
    chosen = points("Electric ferries of Norrline and Vik are electric ferries.", *ARTICLE, kinds={1: "item"})
    assert all(point.block > 1 for point in chosen.key_points)


@pytest.mark.parametrize("texts", [("One sentence only.",), ("no end and no capital",), ("Ha!",)])
def test_a_short_text_still_gives_what_it_has(texts):
    chosen = points(*texts)
    assert [point.text for point in chosen.key_points] == list(texts)


def test_no_text_gives_nothing():
    assert points().summary is None


def test_a_long_text_is_compared_up_to_a_limit():
    texts = [f"The ferry number {n} sails between Ost and Vik at {n} o'clock." for n in range(MAX_SENTENCES + 50)]
    chosen = points(*texts)
    assert all(point.block <= MAX_SENTENCES for point in chosen.key_points)


@pytest.mark.parametrize(
    ("sentence", "language", "title"),
    [
        ("The council voted for a pool.", "en", "The council voted for a pool"),
        ("However, the council voted for a pool.", "en", "The council voted for a pool"),
        ("Norrline, the ferry company, buys three ships.", "en", "Norrline buys three ships."[:-1]),
        ("Norrline, l’azienda dei traghetti, compra tre navi.", "it", "Norrline compra tre navi"),
        (
            "The council voted for a pool on the eastern shore, which had been asked for by many people for years.",
            "en",
            "The council voted for a pool on the eastern shore",
        ),
        ("“It is over,” the mayor said.", "en", "“It is over,” the mayor said"),
        ("Is it over?", "en", "Is it over?"),
    ],
)
def test_a_title_is_derived_from_a_sentence(sentence, language, title):
    assert derive_title(Passage(text=sentence, block=1, start=0), lexicon(language)) == title


def test_a_long_sentence_is_cut_between_words():
    title = derive_title(Passage(text="word " * 60 + "end.", block=1, start=0), lexicon("en"))
    assert title.endswith("word…")
    assert len(title) <= MAX_SIGNS + 1
