import pytest

from site_builder.ingest.blocks import make_blocks
from site_builder.ingest.cleaning import clean
from site_builder.ingest.furniture import furniture, head_furniture
from site_builder.ingest.lines import read_lines
from site_builder.ingest.repetition import repeated_lines

BODY = "The council of Harrow voted for a new swimming pool on the eastern shore, after a debate of many hours.\n"


OTHER = "Whoever wants to swim has to wait until the builders have found a dry summer and enough tiles for it.\n"


def cleaned(text):
    return clean(read_lines(text))


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Published: Jul 05, 2021 05:08 PM", "published"),
        ("Pubblicato il 9 aprile 2024", "published"),
        ("Aktualisiert am 3. Mai 2022", "updated"),
        ("Date night in 2021 was on 5 July, she said, and nobody else had wanted to come along with her", None),
        ("Published in 1999, the book sold well.", None),
        ("Source: Xinhua", "publisher"),
        ("source: our own research", None),
        ("https://example.org/2021/07/05/pool", "url"),
        ("© 2021 Harrow Gazette. All rights reserved.", "copyright"),
        ("A new pool in Harrow Photo: VCG", "caption"),
        ("A man swims (AP Photo/Jane Doe)", "caption"),
        ("Photo taken on Aug. 21 shows a pool. (Xinhua)", "caption"),
        ("He won a prize for a photo by his brother.", None),
        ("They were given credit by the bank.", None),
        ("The pool opens in May, the mayor said. (Reuters)", None),
        ("Images released by police show a man with three dogs near the pool.", None),
        ("Share", "navigation"),
        ("Share this article", "navigation"),
        ("Read also: Why the pool is late", "navigation"),
        ("Leggi anche: Perché la piscina è in ritardo", "navigation"),
        ("Sign up for our newsletter to get the news every morning.", "navigation"),
        ("More stories emerged of people who had lost their money in the fund.", None),
        ("Facebook Twitter WhatsApp", "navigation"),
        ("5 min read", "navigation"),
        ("Reporting by Jane Doe; Editing by Max Roe", "byline"),
        ("By and by the water rose.", None),
    ],
)
def test_lines_that_show_what_they_are(line, role):
    found = furniture(line)
    assert (found.role if found else None) == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("SOURCE / COMPANIES", "breadcrumb"),
        ("Home > News > Sport", "breadcrumb"),
        ("Esteri", "section"),
        ("By Jane Doe and Max de Roe", "byline"),
        ("Von Klaus Behrens", "byline"),
        ("By the river", None),
        ("Either / or: the council decides today whether the pool is built", None),
    ],
)
def test_lines_above_the_text_need_to_show_less(line, role):
    found = head_furniture(line)
    assert (found.role if found else None) == role


def test_a_headline_is_told_by_its_words_coming_again():
    assert cleaned(f"Harrow votes for pool\n\n{BODY}").headline.text == "Harrow votes for pool"
    assert cleaned(f"Ten ways to cook rice\n\n{BODY}").headline is None


@pytest.mark.parametrize(
    "line", ["Harrow votes for its pool.", "Harrow council: votes, pools and debates;", "- Harrow council votes"]
)
def test_a_sentence_or_an_item_is_no_headline(line):
    assert cleaned(f"{line}\n\n{BODY}").headline is None


def test_a_line_above_the_headline_goes_whatever_it_says():
    result = cleaned(f"Pool saga\nHarrow council votes for a pool\n{BODY}")
    assert result.headline.text == "Harrow council votes for a pool"
    assert [drop.why for drop in result.dropped] == ["a short line above the headline"]


def test_a_title_may_be_labelled_or_marked():
    assert cleaned(f"Title: Anything at all\n{BODY}").headline.text == "Anything at all"
    assert cleaned(f"# Anything at all\n{BODY}").headline.text == "Anything at all"


def test_doubled_lines_go_and_the_first_stays():
    result = cleaned(f"{BODY}Another paragraph that says something else about the pool and its water.\n{BODY}")
    assert [(drop.line, drop.why) for drop in result.dropped] == [(3, "a repetition of line 1")]


def test_a_caption_repeated_without_its_credit_goes_too():
    caption = "Swimmers wait in front of the old pool of Harrow on a rainy Monday"
    result = cleaned(f"{caption} Photo: VCG\n{BODY}{caption}\n{BODY.replace('council', 'mayor')}")
    assert [drop.line for drop in result.dropped][:2] == [1, 3]


def test_paragraphs_that_share_a_phrase_stay():
    texts = [f"The mayor said in a statement that the pool would cost {n} million euros in {n} years." for n in "abc"]
    unlike = [
        "One thing is sure about it.",
        "Two things are not sure about it at all.",
        "Three remain to be seen here.",
    ]
    assert repeated_lines([f"{a} {b}" for a, b in zip(texts, unlike, strict=True)]) == {}


@pytest.mark.parametrize("tail", ["I", "Th", "Read", "…", "3"])
def test_a_fragment_at_the_end_goes(tail):
    result = cleaned(f"{BODY}{BODY.replace('Harrow', 'Marrow')[:60]} and more was not decided.\n{tail}")
    assert [drop.text for drop in result.dropped] == [tail]


def test_a_piece_of_a_word_behind_the_last_stop_goes_but_an_address_stays():
    assert [drop.text for drop in cleaned(BODY.strip() + "ational").dropped] == ["ational"]
    address = BODY.strip().removesuffix(".") + " at pools.com"
    assert cleaned(address).dropped == ()


def test_what_is_dropped_is_shown_shortened():
    result = cleaned(f"{BODY}Read also: {'why the pool is late ' * 6}\n")
    assert all(len(drop.text) <= 201 for drop in result.dropped)
    assert len(result.dropped) == 1


def test_nothing_is_left_of_a_page_without_an_article():
    assert cleaned("Home\nMenu\nSearch\n").kept == ()


def kinds(text):
    return [(block.kind, block.text, block.line) for block in make_blocks(cleaned(text).kept)]


def test_blocks_are_headings_paragraphs_and_items():
    items = "1. first thing\n2. second thing\n* third thing\n"
    text = f"{BODY}\nWhat comes next\n{OTHER}{items}The pool opens when it is ready, and not a single day before that."
    assert [kind for kind, _, _ in kinds(text)] == [
        "paragraph",
        "heading",
        "paragraph",
        "item",
        "item",
        "item",
        "paragraph",
    ]
    assert [text for kind, text, _ in kinds(text) if kind == "item"] == ["first thing", "second thing", "third thing"]


def test_a_number_that_begins_a_sentence_is_no_mark_of_an_item():
    assert kinds(f"12. It was the twelfth pool, and the {BODY}")[0][0] == "paragraph"


def test_markdown_headings_lose_their_marks():
    assert kinds(f"{BODY}\n## Money\n{OTHER}")[1][:2] == ("heading", "Money")
