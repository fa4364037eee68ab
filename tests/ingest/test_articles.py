"""Articles of our own, and what is to be found in each: `articles/NAME.txt` beside `articles/NAME.yml`.

In the .yml file: `title`, `date`, `publisher`, `byline` (left out: the article leaves it open), `derived` (whether the
title is), `open` (what is only guessed at), `paragraphs`, `kinds` of blocks, `dropped` lines, `entities` that have to
be found with their kind, names that must be `absent`, `speakers` by quotation, words that the text `contains`, `notes`.
"""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from site_builder.ingest.analysis import Knowledge, analyse
from site_builder.ingest.known import compile_names
from site_builder.ingest.reading import read_plain_text

FOLDER = Path(__file__).parent / "articles"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
NOW = dt.date(2026, 3, 1)
CLUES = ("date", "publisher", "byline")


@pytest.fixture(params=NAMES)
def case(request):
    path = FOLDER / f"{request.param}.txt"
    # Every value as text, as it is written: dates and null too.
    expected = yaml.load(path.with_suffix(".yml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    article = read_plain_text(path.read_bytes(), path.name, NOW)
    return article, analyse(article, Knowledge(names=compile_names([]))), expected


def test_there_are_articles_in_six_languages():
    assert {name.partition("-")[0] for name in NAMES} == {
        "english",
        "italian",
        "spanish",
        "german",
        "french",
        "japanese",
    }


def test_the_language_is_told(case):
    article, _, expected = case
    assert article.language == expected["language"]


def test_the_title_is_the_articles_own_or_marked_as_derived(case):
    article, findings, expected = case
    if expected.get("derived") == "true":
        assert findings.title_from is not None
        assert any(note.startswith("title: derived") for note in findings.notes)
        assert not any(clue.what == "title" for clue in article.clues)
    elif "title" in expected:
        assert (findings.title, findings.title_from) == (expected["title"], None)


def test_date_publisher_and_byline_are_found_or_left_open(case):
    _, findings, expected = case
    found = {clue.what: clue.value for clue in findings.chosen if clue.what in CLUES}
    assert found == {what: expected[what] for what in CLUES if what in expected}
    assert [clue.what for clue in findings.open] == expected.get("open", [])


def test_every_clue_gives_its_reason(case):
    article, _, _ = case
    assert all(clue.why and 0 < clue.weight <= 1 for clue in article.clues)


def test_what_is_not_the_article_is_dropped_and_nothing_else(case):
    article, _, expected = case
    assert [drop.line for drop in article.dropped] == [int(line) for line in expected.get("dropped", [])]
    assert all(drop.why for drop in article.dropped)
    if "paragraphs" in expected:
        assert len(article.blocks) == int(expected["paragraphs"])
    if "kinds" in expected:
        assert [block.kind for block in article.blocks] == expected["kinds"]
    text = "\n".join(block.text for block in article.blocks)
    assert all(words in text for words in expected.get("contains", []))


def test_entities_are_found_with_their_kinds(case):
    _, findings, expected = case
    found = {entity.name: entity.kind for entity in findings.entities}
    assert {name: found.get(name) for name in expected["entities"]} == expected["entities"]


def test_capitals_alone_make_no_entity(case):
    _, findings, expected = case
    forms = {form for entity in findings.entities for form in (entity.name, *entity.aliases)}
    assert forms.isdisjoint(expected.get("absent", []))


def test_quotations_have_the_speakers_that_the_text_names(case):
    _, findings, expected = case
    found = {quotation.text: quotation.speaker for quotation in findings.quotations}
    speakers = {text: None if name == "null" else name for text, name in expected.get("speakers", {}).items()}
    assert {text: found.get(text, "not found") for text in speakers} == speakers


def test_key_points_are_passages_of_the_article_in_its_order(case):
    article, findings, _ = case
    texts = {block.number: block.text for block in article.blocks}
    assert findings.key_points
    assert all(texts[point.block][point.start :].startswith(point.text) for point in findings.key_points)
    places = [(point.block, point.start) for point in findings.key_points]
    assert places == sorted(set(places))


def test_what_an_editor_should_look_at_is_noted(case):
    _, findings, expected = case
    assert set(expected.get("notes", [])) <= set(findings.notes)
    for what, field in (("date", "date"), ("publisher", "source")):
        said = any(clue.what == what for clue in (*findings.chosen, *findings.open))
        assert said != (f"{field}: the article does not say" in findings.notes)
