from __future__ import annotations

import datetime as dt
import locale
import os
import re
import shutil
import sqlite3
import subprocess
import time
import unicodedata
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from site_builder.model.briefing import Body, Card, Link
from site_builder.model.config import Config
from site_builder.model.files import HeadersView
from site_builder.model.moment import Moment
from site_builder.model.page import Page
from site_builder.model.text import Text
from site_builder.model.views import FeedItem, FeedView
from site_builder.render.feeds import entries
from site_builder.render.rss import rss

CONFIG = Config(title="Desk", base_url="https://example.org/news", timezone="Europe/Rome")
DATE = Moment(dt.date(2026, 2, 19), dt.time(17, 8), 480)
BODIES = {
    "b1": Body(
        html=(
            '<h2 id="part">Part</h2>\n<p>See <a href="',
            '">',
            (
                '</a>, <a href="#part">above</a> and <a href="https://other.example/?a=1&amp;b=2">there</a>. '
                'He wrote href=&quot;#no&quot;.</p>\n<p><img src="'
            ),
            '" alt="A map" loading="lazy"> <a href="',
            '">¶ 4</a></p>\n',
        )
    )
}
GAPS = ("/topics/ai & co/", "AI & <co>", "/assets/map.0a1b.png", "#source-1")

HOSTILE = [
    "]]>",
    "a ]]]]>> b <![CDATA[ c",
    "AT&T & &amp; &#0; &nosuch;",
    "<script>alert(1)</script>",
    "</title></item></channel>",
    "<!-- comment --> <?xml version='1.0'?>",
    "control \x00\x01\x08\x0b\x1f\x7f\x80\x9f signs",
    "\ud83d half a sign, \ufffe \uffff none",
    "👩‍👩‍👧 🇮🇹 emoji",
    "\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd \u200f",
    "ünïcödé 日本語 \U0001f000",
    "' \" ` quotes",
    "x" * 2_000,
    "line\nbreak\r\nand\ttab",
    "\x00",
]


def card(**fields: Any) -> Card:
    known: dict[str, Any] = {
        "slug": "one",
        "title": "A title",
        "url": "/briefings/one/",
        "date": DATE,
        "updated": None,
        "language": "it",
        "summary": "What it says.",
        "draft": False,
        "source": Link(name="The Paper", url="/sources/the-paper/"),
        "topics": (),
        "minutes": 3,
        "fingerprint": "c1",
    }
    return Card(**known | fields)


def item(**fields: Any) -> FeedItem:
    known: dict[str, Any] = {
        "id": "tag:example.org,2026:one",
        "card": card(),
        "body": Text(fingerprint="b1", gaps=GAPS),
        "byline": "Ada Lovelace",
        "original_url": "https://paper.example/a?b=1&c=2",
        "source": "The Paper",
        "categories": ("AI", "C++ & C#"),
        "key_points": ("First <point>", "Second"),
    }
    return FeedItem(**known | fields)


def page(*items: FeedItem, **fields: Any) -> Page:
    known: dict[str, Any] = {"title": "Desk", "description": "News, briefly", "link": "/", "items": items}
    return Page(url="/feed.xml", view=FeedView(**known | fields), language="en", format="rss")


def feed(*items: FeedItem, config: Config = CONFIG, **fields: Any) -> bytes:
    return rss(page(*items, **fields), config=config, bodies=BODIES)


def read(data: bytes) -> Any:
    """The feed as a reader's library sees it, after a strict parser had no objection."""
    etree.fromstring(data)
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def test_the_channel_says_whose_feed_it_is():
    data = feed(item(), link="/topics/ai/", title="AI – Desk")
    channel = read(data).feed
    assert channel.title == "AI – Desk"
    assert channel.link == "https://example.org/news/topics/ai/"
    assert channel.subtitle == "News, briefly"
    assert channel.language == "en"
    assert channel.ttl == "60"
    assert channel.generator == "site-builder"
    assert channel.docs == "https://www.rssboard.org/rss-specification"
    (self_link,) = [link for link in channel.links if link.rel == "self"]
    assert (self_link.href, self_link.type) == ("https://example.org/news/feed.xml", "application/rss+xml")


def test_an_item_says_all_that_is_known_of_a_briefing():
    (entry,) = read(feed(item())).entries
    assert entry.title == "A title"
    assert entry.link == "https://example.org/news/briefings/one/"
    assert entry.id == "tag:example.org,2026:one"
    assert entry.guidislink is False
    assert entry.published == "Thu, 19 Feb 2026 17:08:00 +0800"
    assert entry.author == "Ada Lovelace"
    assert [tag.term for tag in entry.tags] == ["AI", "C++ & C#"]
    assert entry.dc_source == "https://paper.example/a?b=1&c=2"
    assert entry.summary == "What it says."


def test_the_item_names_its_language():
    assert b"<dc:language>it</dc:language>" in feed(item())


def content(data: bytes) -> str:
    return str(read(data).entries[0].content[0].value)


def test_the_content_is_the_whole_briefing_with_whole_addresses():
    assert content(feed(item())) == (
        "<p>What it says.</p>\n"
        "<ul>\n<li>First &lt;point&gt;</li>\n<li>Second</li>\n</ul>\n"
        '<h2 id="part">Part</h2>\n'
        '<p>See <a href="https://example.org/news/topics/ai%20&amp;%20co/">AI &amp; &lt;co&gt;</a>, '
        '<a href="https://example.org/news/briefings/one/#part">above</a> and '
        '<a href="https://other.example/?a=1&amp;b=2">there</a>. He wrote href=&quot;#no&quot;.</p>\n'
        '<p><img src="https://example.org/news/assets/map.0a1b.png" alt="A map"> '
        '<a href="https://example.org/news/briefings/one/#source-1">¶ 4</a></p>\n'
        '<p><cite><a href="https://paper.example/a?b=1&amp;c=2">The Paper</a></cite></p>'
    )


def test_a_name_that_looks_like_an_address_stays_a_name():
    body = Body(html=('<p><a href="', '">', "</a></p>"))
    text = Text(fingerprint="b", gaps=("/entities/r/", "/r/news & more"))
    data = rss(page(item(body=text)), config=CONFIG, bodies={"b": body})
    assert '<a href="https://example.org/news/entities/r/">/r/news &amp; more</a>' in content(data)


def test_an_address_that_would_run_something_leads_nowhere():
    body = Body(html=('<p><a href="', '">x</a></p>'))
    for evil in ("javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x"):
        text = Text(fingerprint="b", gaps=(evil,))
        data = rss(page(item(body=text)), config=CONFIG, bodies={"b": body})
        assert '<a href="https://example.org/news/briefings/one/#">x</a>' in content(data)


def test_a_feed_of_summaries_has_no_content():
    data = feed(item(body=None))
    assert b"content:encoded" not in data
    assert read(data).entries[0].summary == "What it says."


def test_the_description_is_html_and_comes_before_the_content():
    data = feed(item(card=card(summary='Fish & chips <b>"now"</b>')))
    description = etree.fromstring(data).findtext("channel/item/description")
    assert description == 'Fish &amp; chips &lt;b&gt;"now"&lt;/b&gt;'
    assert data.index(b"<description>Fish") < data.index(b"<content:encoded>")


def test_an_item_without_a_summary_is_described_by_what_it_has():
    assert read(feed(item(card=card(summary="")))).entries[0].summary == "First &lt;point&gt;"
    assert read(feed(item(card=card(summary=""), key_points=()))).entries[0].summary == "A title"


@pytest.mark.parametrize(
    ("byline", "source", "creator"),
    [("Ada", "The Paper", "Ada"), (None, "The Paper", "The Paper"), (None, None, None), ("\x00", None, None)],
)
def test_the_creator_is_who_is_known(byline, source, creator):
    (entry,) = read(feed(item(byline=byline, source=source))).entries
    assert entry.get("author") == creator


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (Moment(dt.date(2026, 2, 19)), "Thu, 19 Feb 2026 00:00:00 +0100"),
        (Moment(dt.date(2026, 7, 5), dt.time(17, 8)), "Sun, 05 Jul 2026 17:08:00 +0200"),
        (Moment(dt.date(2026, 7, 5), dt.time(17, 8, 9), 0), "Sun, 05 Jul 2026 17:08:09 +0000"),
        (Moment(dt.date(2026, 7, 5), dt.time(17, 8), -570), "Sun, 05 Jul 2026 17:08:00 -0930"),
        (Moment(dt.date(1850, 1, 1)), "Tue, 01 Jan 1850 00:00:00 +0050"),  # Rome was 49 minutes and 56 seconds ahead
        (Moment(dt.date(1, 1, 1), dt.time(0, 0), 840), "Mon, 01 Jan 0001 00:00:00 +1400"),
        (Moment(dt.date(9999, 12, 31), dt.time(23, 59), -720), "Fri, 31 Dec 9999 23:59:00 -1200"),
    ],
)
def test_dates_are_those_of_the_paper(moment, said):
    data = feed(item(card=card(date=moment)), item(card=card(date=DATE)))
    assert etree.fromstring(data).findtext("channel/item/pubDate") == said


def test_a_briefing_without_a_date_has_that_of_its_publication_or_none():
    data = feed(item(card=card(date=None)))
    assert b"pubDate" not in data
    assert b"lastBuildDate" not in data
    assert b"lastBuildDate" not in feed()
    since = feed(item(card=card(date=None), since=Moment(dt.date(2026, 2, 1))))
    assert etree.fromstring(since).findtext("channel/item/pubDate") == "Sun, 01 Feb 2026 00:00:00 +0100"


def test_the_feed_is_as_old_as_its_newest_item():
    old, new = Moment(dt.date(2020, 1, 1)), Moment(dt.date(2026, 2, 19), dt.time(12), 0)
    one, two = item(card=card(date=old)), item(card=card(date=old, updated=new))
    for items in ((one, two), (two, one)):
        built = etree.fromstring(feed(*items)).findtext("channel/lastBuildDate")
        assert parsedate_to_datetime(built or "") == new.instant(dt.UTC)


def test_the_same_feed_has_the_same_bytes_at_any_time_and_place(monkeypatch):
    before = feed(item(), item(byline=None))
    time.sleep(1.01)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    if hasattr(time, "tzset"):
        time.tzset()
    known = locale.setlocale(locale.LC_ALL)
    try:
        for name in ("it_IT.UTF-8", "de_DE.UTF-8", "C.UTF-8", "C"):
            try:
                locale.setlocale(locale.LC_ALL, name)
            except locale.Error:
                continue
            assert feed(item(), item(byline=None)) == before
    finally:
        locale.setlocale(locale.LC_ALL, known)
        monkeypatch.undo()
        if hasattr(time, "tzset"):
            time.tzset()


def test_the_order_of_the_items_is_kept():
    titles = [f"{number}" for number in (3, 1, 2)]
    assert [entry.title for entry in read(feed(*(item(card=card(title=title)) for title in titles))).entries] == titles


def test_people_who_open_the_feed_are_told_what_it_is():
    lines = feed(item()).decode().splitlines()
    assert lines[1] == (
        "<!-- This is a feed: paste this address into a feed reader. Human page: https://example.org/news/feeds/ -->"
    )
    assert lines[2].startswith("<rss ")


@pytest.mark.parametrize("host", ["xn--bcher-kva.example", "a---b.example", "a----b.example"])
def test_two_hyphens_in_the_address_do_not_end_the_comment(host):
    data = feed(item(), config=replace(CONFIG, base_url=f"https://{host}"))
    (comment,) = re.findall(r"<!--(.*)-->\n<rss", data.decode())
    assert "--" not in comment
    assert read(data).feed.link == f"https://{host}/"


def plain(text: str) -> str:
    """What is left of a text in XML."""
    kept = (sign for sign in text if sign in "\t\n\r" or unicodedata.category(sign) not in {"Cc", "Cs"})
    return "".join(sign for sign in kept if sign not in "\ufffe\uffff")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_words(text):
    body = Body(html=(f"<p>{text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</p>",))
    hostile = item(
        id=f"tag:example.org,2026:{text}",
        card=card(title=text, summary=text),
        body=Text(fingerprint="b"),
        byline=text,
        source=text,
        categories=(text, "AI"),
        key_points=(text,),
    )
    other = item(card=card(title="The other"))
    data = rss(page(hostile, other, title=text, description=text), config=CONFIG, bodies={**BODIES, "b": body})
    assert len(read(data).entries) == 2
    root = etree.fromstring(data)
    (title, _) = root.findall("channel/item/title") if plain(text) else (None, None)
    if title is not None:
        assert title.text is not None
        assert title.text.replace("\r\n", "\n") == plain(text).replace("\r\n", "\n")
    encoded = root.findtext("channel/item/{http://purl.org/rss/1.0/modules/content/}encoded") or ""
    assert "<script" not in encoded
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", data.decode())
    assert root.findall("channel/item/title")[-1].text == "The other"


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=30), summary=st.text(max_size=30), word=st.text(max_size=30))
def test_any_words_make_a_feed(title, summary, word):
    made = item(card=card(title=title, summary=summary), byline=word, categories=(word,), key_points=(word,))
    data = feed(made, title=word, description=word)
    root = etree.fromstring(data)
    assert (root.findtext("channel/item/title") or "").replace("\r", "\n") == plain(title).replace("\r", "\n")
    assert data == feed(made, title=word, description=word)


def test_entries_are_ready_for_any_format():
    (entry,) = entries(page(item(card=card(updated=DATE))).view, CONFIG, BODIES)  # type: ignore[arg-type]
    assert entry.url == "https://example.org/news/briefings/one/"
    assert entry.published == entry.updated == dt.datetime(2026, 2, 19, 9, 8, tzinfo=dt.UTC)
    assert entry.summary == "What it says."
    assert entry.original_url == "https://paper.example/a?b=1&c=2"


def test_a_page_without_items_is_no_feed():
    with pytest.raises(TypeError):
        rss(Page(url="/x", view=HeadersView(rules=()), language="en", format="rss"), config=CONFIG, bodies={})


@pytest.mark.skipif(shutil.which("newsboat") is None, reason="newsboat is not installed")
def test_newsboat_shows_title_date_text_and_author(tmp_path: Path):
    (tmp_path / "feed.xml").write_bytes(feed(item(), item(id="tag:example.org,2026:two", card=card(title=HOSTILE[0]))))
    (tmp_path / "urls").write_text(f"file://{tmp_path}/feed.xml\n")
    (tmp_path / "config").write_text("")
    files = ["-u", "urls", "-c", "cache.db", "-C", "config"]
    command = ["newsboat", *files, "-x", "reload"]
    subprocess.run(command, cwd=tmp_path, env={**os.environ, "HOME": str(tmp_path)}, capture_output=True, check=True)
    with sqlite3.connect(tmp_path / "cache.db") as database:
        rows = database.execute(
            "SELECT guid, title, author, url, pubDate, content FROM rss_item ORDER BY guid"
        ).fetchall()
    database.close()
    assert [row[0] for row in rows] == ["tag:example.org,2026:one", "tag:example.org,2026:two"]
    _, title, author, url, date, text = rows[0]
    assert (title, author) == ("A title", "Ada Lovelace")
    assert url == "https://example.org/news/briefings/one/"
    assert date == DATE.instant(dt.UTC).timestamp()
    assert "AI &amp; &lt;co&gt;" in text
    assert rows[1][1] == "]]>"
