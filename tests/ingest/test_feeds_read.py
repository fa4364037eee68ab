"""Quirks of feeds, as feedparser reads them."""

import json

import pytest

from site_builder.ingest.draft import Piece
from site_builder.ingest.reading import unpack

HEAD = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title><link>https://courier.example/news/</link>'
)


def items(data, name="feed.xml"):
    found = []
    for piece in unpack(data if isinstance(data, bytes) else data.encode(), name, 10_000_000):
        assert isinstance(piece, Piece), piece
        found.append(json.loads(piece.data))
    return found


def rss(item, head=HEAD):
    return f"{head}<item>{item}</item></channel></rss>"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Sun, 04 May 2025 08:15:00 GMT", "2025-05-04T08:15:00+00:00"),
        ("Sun, 04 May 2025 08:15:00 +0200", "2025-05-04T08:15:00+02:00"),
        ("Sun, 04 May 2025 08:15:00 EST", "2025-05-04T08:15:00-05:00"),
        ("Sun, 4 May 25 08:15 Z", "2025-05-04T08:15:00+00:00"),
        ("2025-05-04T08:15:00+02:00", "2025-05-04T08:15:00+02:00"),
        ("2025-05-04", "2025-05-04"),
        ("yesterday", None),
    ],
)
def test_dates_in_all_their_forms(written, read):
    (item,) = items(rss(f"<title>A</title><pubDate>{written}</pubDate><description>x</description>"))
    assert item.get("date_published") == read


def test_html_in_titles_is_text():
    (item,) = items(rss("<title>&lt;b&gt;Ships&lt;/b&gt; &amp;amp; sea</title><description>x</description>"))
    assert item["title"] == "Ships & sea"


def test_relative_links_are_completed_where_the_feed_says_how():
    feed = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://courier.example/news/"><title>Courier</title>
    <entry><title>A</title><link href="ships.html"/><content type="html">x</content></entry></feed>"""
    (item,) = items(feed)
    assert item["url"] == "https://courier.example/news/ships.html"


def test_an_item_without_an_id_or_link_is_one_all_the_same():
    (item,) = items(rss("<description>Only words.</description>"))
    assert item["content_html" if "content_html" in item else "content_text"] == "Only words."
    assert "id" not in item


def test_namespaces_may_have_any_prefix():
    head = HEAD.replace(
        "<rss ", '<rss xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/" '
    )
    (item,) = items(
        rss("<title>A</title><d:creator>Eva</d:creator><c:encoded>&lt;p&gt;Long text.&lt;/p&gt;</c:encoded>", head)
    )
    assert (item["authors"], item["content_html"]) == ("Eva", "<p>Long text.</p>")


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1252"])
def test_an_encoding_that_is_declared_wrongly_is_found(declared):
    feed = rss("<title>Città e perché</title><description>x</description>").replace(
        "?>", f' encoding="{declared}"?>', 1
    )
    (item,) = items(feed.encode("cp1252" if declared == "utf-8" else declared))
    assert item["title"] == "Città e perché"


def test_a_feed_that_is_not_well_formed_gives_what_can_be_read():
    found = items(rss("<title>A & B</title><description>x</description>")[:-20])
    assert [item["title"] for item in found] == ["A & B"]


def test_json_feeds_and_plain_lists_of_objects_are_read():
    assert items(json.dumps({"items": [{"title": "A", "content_text": "x"}]}), "feed.json")[0]["content_text"] == "x"
    assert items(json.dumps([{"headline": "A", "body": "x", "date": "2025-05-04"}]), "list.json") == [
        {"version": "site-builder-item-1", "title": "A", "date_published": "2025-05-04", "content_text": "x"}
    ]
