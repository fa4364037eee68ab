"""The five articles that the project was begun with, as scraped. They are not ours, and lie beside the checkout."""

import datetime as dt
from pathlib import Path

import pytest

from site_builder.ingest.analysis import Knowledge, analyse
from site_builder.ingest.known import compile_names
from site_builder.ingest.reading import read_plain_text

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "articles"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the articles are not beside this checkout")
NOW = dt.date(2026, 11, 1)


@pytest.fixture(scope="module")
def found():
    """Article and findings by the first digits of the file's name."""
    knowledge = Knowledge(names=compile_names([]))
    articles = {p.name[:3]: read_plain_text(p.read_bytes(), p.name, NOW) for p in sorted(FOLDER.glob("*.txt"))}
    return {name: (article, analyse(article, knowledge)) for name, article in articles.items()}


def entities(found, name):
    return {entity.name: entity.kind for entity in found[name][1].entities}


def test_the_languages(found):
    assert [article.language for article, _ in found.values()] == ["en", "en", "en", "en", "it"]


def test_titles_where_the_text_has_them(found):
    assert found["002"][1].title == "ByteDance denies report of selling AI technology"
    assert found["001"][1].title.startswith("ByteDance goes all in with AI")
    assert [name for name, (_, findings) in found.items() if findings.title_from is not None] == ["000", "003", "004"]


def test_dates_where_the_text_has_them(found):
    dates = {name: next((c.value for c in f.chosen if c.what == "date"), None) for name, (_, f) in found.items()}
    assert dates == {"000": "2026-02-19", "001": None, "002": "2021-07-05T17:08", "003": None, "004": None}


def test_publishers_stay_open(found):
    assert not any(clue.what == "publisher" for _, findings in found.values() for clue in findings.chosen)
    assert [(clue.what, clue.value) for clue in found["000"][1].open] == [("publisher", "PYMNTS")]


def test_junk_is_gone_and_nothing_else(found):
    dropped = {name: [drop.line for drop in article.dropped] for name, (article, _) in found.items()}
    assert dropped == {"000": [], "001": [1, 20], "002": [1, 3, 4, 6, 20, 22], "003": [], "004": [5]}
    assert [len(article.blocks) for article, _ in found.values()] == [11, 17, 8, 28, 7]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "000",
            "ByteDance:organisation TikTok:product OpenAI:organisation Sora:product Seedance_2.0:product",
        ),
        ("001", "Liang_Rubo:person Zhang_Yiming:person Kelly_Zhang_Nan:person CapCut:product Jiang_Lu:person"),
        ("001", "ByteDance:organisation OpenAI:organisation Sora:product Tim_Cook:person Baidu:organisation"),
        ("002", "BytePlus:organisation TikTok:product Financial_Times:organisation Donald_Trump:person"),
        (
            "003",
            "Disney:organisation Seedance_2.0:product Ramesh_Srinivasan:person Nick_Corvino:person Red_Note:product",
        ),
        ("004", "ByteDance:organisation CapCut:product DouBao:product BuboGPT:product Flow:organisation"),
    ],
)
def test_entities_with_their_kinds(found, name, expected):
    wanted = dict(pair.replace("_", " ").split(":") for pair in expected.split())
    there = entities(found, name)
    assert {entity: there.get(entity) for entity in wanted} == wanted


def test_the_founder_is_told_from_the_executive_of_the_same_name(found):
    founder = next(entity for entity in found["001"][1].entities if entity.name == "Zhang Yiming")
    assert [(mention.block, mention.text) for mention in founder.mentions] == [
        (2, "Zhang Yiming"),
        (10, "Zhang"),
        (13, "Zhang"),
        (13, "Zhang"),
    ]


def test_misspelt_names_are_joined(found):
    model = next(entity for entity in found["003"][1].entities if entity.name == "Seedance 2.0")
    assert {"Seadance 2.0", "SeaDance 2.0"} <= set(model.aliases)


RIGHT = {
    "000": """ByteDance, Bloomberg News, Seedance 2.0, TikTok, OpenAI, Sora, United States, Doubao, PYMNTS, ChatGPT,
        Meta, Pinterest, Hollywood""",
    "001": """ByteDance, TikTok, Zhang Yiming, ChatGPT, OpenAI, Sora, Liang Rubo, SCMP, Jiemian, CapCut,
        Kelly Zhang Nan, Douyin, Beijing, Jiang Lu, Google, VideoPoet, Doubao, Cici AI, Baidu, Alibaba Group Holding,
        Boximator, China Entrepreneur, Alex Zhu, Musical.ly, Zhu Wenjia, Apple, Tim Cook, United States""",
    "002": "ByteDance, TikTok, BytePlus, Financial Times, United States, China, Goat, Douyin, Donald Trump",
    "003": """ByteDance, Seedance 2.0, China, Tom Cruise, Brad Pitt, Rogia Creamers, Donald Trump, Kanye West, Disney,
        Ramesh Srinivasan, University of California, Leiden University, OpenAI, Sora, DeepSeek, Hollywood, Paramount,
        TikTok, Motion Picture Association of America, SAG-AFTRA, Lunar New Year, Rhett Reese, Deadpool, Red Note,
        Cyberspace Administration of China, Nick Corvino, China Talk, Mickey Mouse, Minnie Mouse, United States,
        Soviet Union, Netherlands""",
    "004": """ByteDance, TikTok, CapCut, DouBao, BuboGPT, Flow, Douyin, Misure Interinali, Silicon Valley, Cina,
        Stati Uniti, Europa""",
}
"""Read through by hand: all that they name, but for a platform of one letter and a name within a compound."""


def test_no_entity_is_false_and_none_is_missing(found):
    right = {name: {entity.strip() for entity in text.split(",")} for name, text in RIGHT.items()}
    there = {name: set(entities(found, name)) for name in found}
    # Two names are long, and known by their beginning.
    shortened = {name: {e.partition(", ")[0].partition(" per ")[0] for e in names} for name, names in there.items()}
    assert shortened == right


def test_speakers(found):
    quotations = found["003"][1].quotations
    assert [quotation.speaker for quotation in quotations] == [
        "Ramesh Srinivasan",
        "Ramesh Srinivasan",
        "Rhett Reese",
        "Rogia Creamers",
        "Rogia Creamers",
        None,
        "Rogia Creamers",
        "Rogia Creamers",
        "Ramesh Srinivasan",
        "Ramesh Srinivasan",
        None,
    ]
    assert [quotation.speaker for quotation in found["002"][1].quotations] == ["BytePlus", "ByteDance"]
    assert [quotation.speaker for quotation in found["001"][1].quotations] == ["Kelly Zhang Nan"]
