"""A sheet says what a page links, in names; the page itself is read only where something is wrong."""

import pytest

from site_builder.evidence.pages import check_page, read_page, target_of
from site_builder.evidence.sheets import make_sheet, name_of, names_in

BASE = "https://example.org/news"
FILE = "briefings/one/index.html"
PAGE = """<!doctype html><html><head><link rel="canonical" href="https://example.org/news/briefings/one/">
<link rel="stylesheet" href="/news/assets/site.css"></head><body id="top">
<a href="/news/topics/ai/#newest">AI</a> <a href="../two/">two</a> <a href="#top">up</a>
<a href="https://example.org/news/report.pdf#page=3">a report</a> <a name="old"></a>
<a href="https://elsewhere.example/a#b">there</a> <a href="mailto:a@example.org">a</a>
<img src="/news/a.png" alt=""></body></html>"""


def named(*places):
    return {number for place in places for number in names_in(name_of(*place))}


def test_a_sheet_names_files_and_parts_and_keeps_addresses_elsewhere():
    sheet = make_sheet(PAGE.encode(), FILE, BASE)
    files = ["assets/site.css", "topics/ai/index.html", "briefings/two/index.html", "report.pdf", "a.png"]
    assert set(names_in(sheet.leads)) == named(*((file,) for file in files))
    # A PDF has parts that nobody here knows.
    assert set(names_in(sheet.parts)) == named(("topics/ai/index.html", "newest"), (FILE, "top"))
    assert set(names_in(sheet.has)) == named((FILE, "top"), (FILE, "old"))
    assert sheet.elsewhere == ("https://elsewhere.example/a",)
    assert (sheet.links, sheet.silent, sheet.faults) == (8, False, ())


def test_a_silent_picture_and_an_empty_page_are_seen():
    assert make_sheet(b'<p><img src="/a.png"></p>', FILE, BASE).silent
    assert make_sheet(b"  ", FILE, BASE).faults
    assert make_sheet(b"<rss><channel/></rss>", "feed.xml", BASE).faults[0] == "its channel has no <title>"


def test_a_close_look_finds_the_line_of_what_leads_nowhere():
    there = {FILE, "assets/site.css", "topics/ai/index.html", "report.pdf"}
    found = check_page(
        read_page(PAGE.replace(' alt=""', "").encode()), FILE, BASE, there=there, has_part=lambda _, part: part == "top"
    )
    assert sorted((problem.code, problem.line) for problem in found) == [
        ("SB243", 3),
        ("SB243", 6),
        ("SB244", 3),
        ("SB244", 4),
        ("SB245", 6),
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/news/", ("index.html", "")),
        ("", (FILE, "")),
        ("#a%20b", (FILE, "a b")),
        ("x.png", ("briefings/one/x.png", "")),
        ("..", ("briefings/index.html", "")),
        ("?page=2", (FILE, "")),
        ("//example.org/news/a/", ("a/index.html", "")),
        ("//other.example/", (None, "")),
        ("https://example.org/news/a/#b:~:text=c", ("a/index.html", "b:~:text=c")),
        ("tel:1", (None, "")),
    ],
)
def test_where_an_address_leads(address, expected):
    assert target_of(address, FILE, BASE) == expected
