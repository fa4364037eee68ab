"""The same article in every format gives the same briefing, but for what the format does not carry."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from site_builder.ingest.analysis import Knowledge, analyse
from site_builder.ingest.compose import compose_briefing, compose_front_matter
from site_builder.ingest.draft import Piece
from site_builder.ingest.known import compile_names
from site_builder.ingest.reading import read_one, unpack
from tests.ingest import formats

NOW = dt.date(2026, 3, 1)
LACKS = {
    "letter.eml": {"byline", "original_url"},
    "letters.mbox": {"byline", "original_url"},
    "ferry.docx": {"byline", "original_url", "source", "date"},
    "ferry.pdf": {"byline", "original_url", "source", "date"},
}
"""What a format does not say of an article."""


def read(name, data):
    (piece,) = unpack(data, name, 10_000_000)
    assert isinstance(piece, Piece)
    article = read_one(piece.data, piece.name, NOW, url=piece.url)
    return article, analyse(article, Knowledge(names=compile_names([])))


@pytest.fixture(scope="module")
def of_text():
    return read("ferry.txt", formats.text())


@pytest.mark.parametrize("name", formats.FORMATS)
def test_the_blocks_are_the_same(of_text, name):
    article, _ = read(name, formats.FORMATS[name]())
    assert [(block.kind, block.text) for block in article.blocks] == [
        (block.kind, block.text) for block in of_text[0].blocks
    ]


@pytest.mark.parametrize("name", formats.FORMATS)
def test_the_briefing_is_the_same(of_text, name):
    article, findings = read(name, formats.FORMATS[name]())
    head = compose_front_matter(findings, "same")
    whole = compose_front_matter(of_text[1], "same")
    absent: dict[str, Any] = dict.fromkeys(LACKS.get(name, set()))
    expected = replace(whole, review=(), **absent)
    assert replace(head, review=()) == expected
    assert (
        compose_briefing(article, findings, "same").partition("\n---\n")[2]
        == (compose_briefing(of_text[0], of_text[1], "same").partition("\n---\n")[2])
    )


@pytest.mark.parametrize("name", formats.FORMATS)
def test_the_file_tells_what_it_is_whatever_it_is_called(name):
    if name in {"ferry.md", "list.csv"}:
        pytest.skip("nothing in it says so")
    article, _ = read("something", formats.FORMATS[name]())
    assert article.blocks[0].text == formats.PARAGRAPHS[0]


def test_the_text_has_everything(of_text):
    article, findings = of_text
    assert [block.kind for block in article.blocks] == [
        *["paragraph"] * 3,
        "heading",
        *["paragraph"] * 2,
        *["item"] * 2,
        "paragraph",
    ]
    head = compose_front_matter(findings, "same")
    assert (head.title, str(head.date), head.source, head.byline, head.original_url) == (
        formats.TITLE,
        formats.DATE,
        formats.PUBLISHER,
        formats.BYLINE,
        formats.URL,
    )
