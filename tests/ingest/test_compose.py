import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from site_builder.ingest.analysis import Knowledge, analyse
from site_builder.ingest.compose import (
    briefing_slug,
    compose_briefing,
    compose_record,
    markdown_text,
    mint_id,
    one_line,
    record_text,
)
from site_builder.ingest.known import compile_names
from site_builder.ingest.reading import read_plain_text
from site_builder.ingest.yaml_text import dump_yaml, to_yaml
from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import FrontMatter, KeyPoint, Quotation
from site_builder.model.entity import Proposal
from site_builder.model.moment import Moment
from site_builder.text.frontmatter import split
from site_builder.text.schema import decode
from site_builder.text.slugs import is_slug

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
NOW = dt.date(2026, 3, 1)

# What a file may hold: no control characters, and no halves of surrogate pairs.
signs = st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("'\"#:-&*!|>%@`{}[],?~=<>\\ 0123456789")
lines = st.text(signs, min_size=1, max_size=60).map(one_line).filter(bool)
tricky = st.sampled_from(
    [
        "no",
        "null",
        "~",
        "2026-02-19",
        "1e5",
        "0x1F",
        "- item",
        "a: b",
        "# no comment",
        "yes",
        "[x]",
        "{y}",
        "!tag",
        "&a",
        "*b",
        "'",
        '"',
        "%",
        "@x",
        "`",
    ]
)
texts = lines | tricky
moments = st.builds(
    Moment,
    st.dates(min_value=dt.date(1000, 1, 1)),
    st.none() | st.times().map(lambda time: time.replace(microsecond=0)),
    st.none(),
)


@given(
    st.builds(
        FrontMatter,
        title=texts,
        date=st.none() | moments,
        id=st.none() | texts,
        language=st.sampled_from([None, "en", "no", "pt-BR"]),
        status=st.sampled_from(["draft", "published"]),
        summary=st.just("") | texts,
        source=st.none() | texts,
        key_points=st.lists(
            st.builds(KeyPoint, text=texts, evidence=st.lists(texts, max_size=2).map(tuple), quote=st.none() | texts),
            max_size=2,
        ).map(tuple),
        quotations=st.lists(st.builds(Quotation, text=texts, speaker=st.none() | texts), max_size=2).map(tuple),
        topics=st.lists(texts, max_size=3).map(tuple),
        entities=st.lists(texts, max_size=3).map(tuple),
        noindex=st.booleans(),
        review=st.lists(texts, max_size=3).map(tuple),
    )
)
def test_front_matter_is_written_so_that_it_is_read_as_the_same_value(front):
    assert decode(FrontMatter, to_yaml(front)) == front


@given(st.lists(st.builds(Proposal, name=texts, aliases=st.lists(texts, max_size=2).map(tuple), why=texts), max_size=3))
def test_lists_of_records_are_read_as_the_same_values(proposals):
    text = dump_yaml([{"name": p.name, "aliases": list(p.aliases), "why": p.why} for p in proposals])
    assert decode(tuple[Proposal, ...], text) == tuple(proposals)


@given(st.lists(st.text(signs | st.characters(exclude_categories=["Cs"]), max_size=20) | tricky, max_size=5))
def test_other_readers_of_yaml_take_texts_for_texts(texts):
    assert yaml.safe_load(dump_yaml({"texts": texts})) == {"texts": texts}


def test_the_yaml_is_as_people_write_it():
    front = FrontMatter(
        title="Città: più “cara” 😀",
        date=Moment(dt.date(2021, 7, 5), dt.time(17, 8)),
        status="draft",
        key_points=(KeyPoint(text="x " * 80 + "end", evidence=("p4",)),),
        entities=("OpenAI", "no"),
    )
    assert to_yaml(front).splitlines() == [
        "title: 'Città: più “cara” 😀'",
        "date: 2021-07-05T17:08",
        "status: draft",
        "key_points:",
        f"  - text: {'x ' * 80}end",
        "    evidence: p4",
        "entities:",
        "  - OpenAI",
        "  - 'no'",
    ]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_briefing_reads_back_with_everything_tied_to_its_passage(path):
    article = read_plain_text(path.read_bytes(), path.name, NOW)
    findings = analyse(article, Knowledge(names=compile_names([])))
    parts = split(compose_briefing(article, findings, "some-id"))
    front = decode(FrontMatter, parts.yaml)
    blocks = {f"p{block.number}": one_line(block.text) for block in article.blocks}
    assert (front.id, front.articles, front.status) == ("some-id", ("some-id",), "draft")
    assert front.key_points
    assert all(point.text in blocks[point.evidence[0]] for point in front.key_points)
    assert all(quotation.text in blocks[quotation.evidence[0]] for quotation in front.quotations)
    assert front.review
    assert parts.body.count("> ") == len(front.key_points)
    assert len(article.blocks) == 1 or len(parts.body) < article.size


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_record_says_what_the_article_says_and_no_more(path):
    article = read_plain_text(path.read_bytes(), path.name, NOW)
    findings = analyse(article, Knowledge(names=compile_names([])))
    record = compose_record(article, findings, "some-id", None)
    assert decode(ArticleRecord, record_text(record)) == record
    assert (record.title is None) == (findings.title_from is not None)
    assert record.paragraphs == len(article.blocks)
    assert "media_type: text/plain\nencoding: " in record_text(record)


def test_the_blocks_of_an_article_count_from_one_as_the_numbered_text_does():
    article = read_plain_text(ARTICLES[0].read_bytes(), "x.txt", NOW)
    assert [block.number for block in article.blocks] == list(range(1, len(article.blocks) + 1))
    assert all("\n" not in block.text for block in article.blocks)


def test_ids_are_readable_and_stable():
    digits = "3f2a" + "0" * 60
    assert mint_id("Council votes for pool", digits) == "council-votes-for-pool-3f2a"
    assert mint_id("Council votes for pool", digits, 8) == "council-votes-for-pool-3f2a0000"
    long = mint_id("A very long title that goes on and on about swimming pools everywhere", digits)
    assert is_slug(long)
    assert len(long) <= 45
    assert is_slug(briefing_slug("港町の図書館"))
    assert briefing_slug("???") == "article"


def rendered(text):
    html = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(f"> {markdown_text(text)} x")
    inner = html.strip().removeprefix("<blockquote>\n<p>").removesuffix(" x</p>\n</blockquote>")
    return inner.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


@pytest.mark.parametrize(
    "text",
    [
        "[[wiki]] and [link](x) and ![image](y)",
        "**bold** _emphasis_ snake_case ~~struck~~ `code`",
        "<script>alert(1)</script> & &amp; &copy;",
        "# no heading",
        "- no item",
        "1. no item",
        "12) no item",
        "+ no item",
        "a [^1] footnote, a | table | b",
        "back\\slash",
        "=== and --- lines",
        "> no quotation",
    ],
)
def test_a_passage_shows_as_it_is_written(text):
    assert rendered(text) == text


@given(st.text(signs, max_size=40).map(one_line).filter(bool))
def test_no_text_of_an_article_becomes_markup(text):
    assert rendered(text) == text
