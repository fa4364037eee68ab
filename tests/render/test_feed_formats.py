"""Atom, JSON Feed and OPML say what the RSS feed says, each in its own way."""

import datetime as dt
import html
import json

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from site_builder.model.briefing import Body, Correction
from site_builder.model.config import Config, FeedOptions, Person
from site_builder.model.feeds import Feed, OpmlView
from site_builder.model.moment import Moment
from site_builder.model.page import Page
from site_builder.model.text import Text
from site_builder.model.views import Named
from site_builder.render.atom import atom
from site_builder.render.json_feed import json_feed
from site_builder.render.opml import opml
from site_builder.render.rss import rss
from tests.render.test_feeds import BODIES, CONFIG, DATE, HOSTILE, card, item, page, plain

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
HUB = Config(
    title="Desk",
    base_url="https://example.org/news",
    publisher=Person(name="The Desk", url="https://desk.example"),
    feeds=FeedOptions(hub="https://hub.example/?a=1&b=2", rights="CC BY 4.0"),
)
UPDATED = Moment(dt.date(2026, 2, 21), dt.time(9, 30), 60)
RICH = item(
    card=card(updated=UPDATED),
    anchors=("#source-1", ""),
    entities=(Named(name="C & A", url="/entities/c-and-a/", kind="organisation"),),
    corrections=(Correction(date=Moment(dt.date(2026, 2, 20)), text="It was <two>."),),
)


def as_atom(*items, config=CONFIG, **fields):
    return atom(page(*items, **fields), config=config, bodies=BODIES)


def as_json(*items, config=CONFIG, **fields):
    return json.loads(json_feed(page(*items, **fields), config=config, bodies=BODIES))


def as_rss(*items, config=CONFIG, **fields):
    return rss(page(*items, **fields), config=config, bodies=BODIES)


def read(data):
    etree.fromstring(data)
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def test_an_atom_feed_says_who_speaks():
    feed = read(as_atom(RICH, config=HUB, id="tag:example.org,2026:/feed.xml")).feed
    assert (feed.id, feed.title, feed.subtitle) == ("tag:example.org,2026:/feed.xml", "Desk", "News, briefly")
    assert (feed.author_detail.name, feed.author_detail.href) == ("The Desk", "https://desk.example")
    assert (feed.rights, feed.generator, feed.updated) == ("CC BY 4.0", "site-builder", "2026-02-21T09:30:00+01:00")
    assert {link.rel: link.href for link in feed.links} == {
        "self": "https://example.org/news/feed.xml",
        "alternate": "https://example.org/news/",
        "hub": "https://hub.example/?a=1&b=2",
    }


def test_an_atom_entry_says_all_that_is_known_of_a_briefing():
    data = as_atom(RICH)
    (entry,) = read(data).entries
    assert (entry.id, entry.title, entry.author) == ("tag:example.org,2026:one", "A title", "Ada Lovelace")
    assert (entry.published, entry.updated) == ("2026-02-19T17:08:00+08:00", "2026-02-21T09:30:00+01:00")
    assert [(tag.term, tag.label) for tag in entry.tags] == [("AI", "AI"), ("C++ & C#", "C++ & C#")]
    assert {link.rel: link.href for link in entry.links} == {
        "alternate": "https://example.org/news/briefings/one/",
        "via": "https://paper.example/a?b=1&c=2",
    }
    assert entry.summary == "What it says."
    assert entry.content[0].type == "text/html"
    assert entry.content[0].value == read(as_rss(RICH)).entries[0].content[0].value
    root = etree.fromstring(data)
    assert (root.get(f"{XML}lang"), root.find(f"{ATOM}entry").get(f"{XML}lang")) == ("en", "it")


def test_without_a_date_atom_says_when_the_site_began_and_not_the_clock():
    feed = read(as_atom(item(card=card(date=None)), id="tag:example.org,2019:/feed.xml"))
    assert feed.feed.updated == feed.entries[0].updated
    assert feed.entries[0].updated.startswith("2019-01-01T00:")
    assert "published" not in feed.entries[0]
    assert read(as_atom(id="tag:example.org,2019:/feed.xml")).feed.updated == "2019-01-01T00:00:00+00:00"


def test_no_two_atom_entries_change_at_once_and_a_newer_one_leaves_the_others_as_they_are():
    day, minute = Moment(dt.date(2026, 2, 19)), Moment(dt.date(2026, 2, 19), dt.time(17, 8), 0)
    dates = [None, day, minute] * 30
    items = [item(id=f"tag:example.org,2026:{n}", card=card(date=date)) for n, date in enumerate(dates)]
    updated = [entry.updated for entry in read(as_atom(*items)).entries]
    assert len(set(updated)) == len(updated) == 90
    assert updated[2::3][-1] == "2026-02-19T17:08:00+00:00"
    assert all(moment.startswith("2026-02-19T00:") for moment in updated[1::3])
    for more in range(1, 20):
        assert [entry.updated for entry in read(as_atom(*items[more:])).entries] == updated[more:]


def test_a_json_feed_says_who_speaks():
    feed = as_json(RICH, config=HUB)
    del feed["items"]
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Desk",
        "home_page_url": "https://example.org/news/",
        "feed_url": "https://example.org/news/feed.xml",
        "description": "News, briefly",
        "icon": "https://example.org/news/icon-512.png",
        "favicon": "https://example.org/news/favicon.ico",
        "language": "en",
        "authors": [{"name": "The Desk", "url": "https://desk.example"}],
        "hubs": [{"type": "WebSub", "url": "https://hub.example/?a=1&b=2"}],
    }


def test_a_json_item_says_all_that_is_known_of_a_briefing():
    (found,) = as_json(RICH)["items"]
    assert found.pop("content_html") == read(as_rss(RICH)).entries[0].content[0].value + "\n"
    assert found == {
        "id": "tag:example.org,2026:one",
        "url": "https://example.org/news/briefings/one/",
        "external_url": "https://paper.example/a?b=1&c=2",
        "title": "A title",
        "summary": "What it says.",
        "date_published": "2026-02-19T17:08:00+08:00",
        "date_modified": "2026-02-21T09:30:00+01:00",
        "tags": ["AI", "C++ & C#"],
        "language": "it",
        "authors": [{"name": "Ada Lovelace"}],
        "_briefing": {
            "about": "https://example.org/news/feeds/",
            "source": "The Paper",
            "entities": [
                {"id": "https://example.org/news/entities/c-and-a/", "name": "C & A", "type": "organisation"},
            ],
            "key_points": [
                {"text": "First <point>", "anchor": "https://example.org/news/briefings/one/#source-1"},
                {"text": "Second"},
            ],
        },
    }


def test_what_is_not_known_is_left_out_of_json_and_never_null():
    bare = item(
        card=card(date=None, summary=""),
        body=None,
        byline=None,
        source=None,
        original_url=None,
        categories=(),
        key_points=(),
    )
    assert as_json(bare)["items"] == [
        {
            "id": "tag:example.org,2026:one",
            "url": "https://example.org/news/briefings/one/",
            "title": "A title",
            "summary": "A title",
            "content_text": "A title",
            "language": "it",
            "_briefing": {"about": "https://example.org/news/feeds/"},
        }
    ]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words_in_every_format(words):
    hostile = item(
        card=card(title=words, summary=words),
        byline=words,
        source=words,
        categories=(words,),
        key_points=(words,),
        corrections=(Correction(date=DATE, text=words),),
    )
    data = as_atom(hostile, title=words, description=words)
    (entry,) = read(data).entries
    assert etree.fromstring(data).findtext(f"{ATOM}entry/{ATOM}id") == "tag:example.org,2026:one"
    (told,) = as_json(hostile, title=words, description=words)["items"]
    # XML readers may change ends of lines.
    assert entry.content[0].value.split() == told["content_html"].split()
    assert told["id"] == "tag:example.org,2026:one"
    assert "\x00" not in told.get("title", "")


ANY = st.text(max_size=30) | st.sampled_from(HOSTILE)


@settings(max_examples=60, deadline=None)
@given(title=ANY, summary=ANY, text=ANY)
def test_any_title_summary_and_text_are_read_back_from_every_format(title, summary, text):
    page_text = Text(fingerprint="any", gaps=(text,))
    bodies = {"any": Body(html=(f'<p>{html.escape(text)} <a href="', f'">{html.escape(summary)}</a></p>'))}
    view = page(item(card=card(title=title, summary=summary), body=page_text), title=title, description=summary)
    for make, path in ((rss, "channel/item/title"), (atom, f"{ATOM}entry/{ATOM}title")):
        data = make(view, config=CONFIG, bodies=bodies)
        (entry,) = read(data).entries
        if plain(title).strip():
            assert (etree.fromstring(data).findtext(path) or "").split() == plain(title).split()
        said = "".join(etree.HTML(entry.content[0].value).itertext())
        assert [word for word in plain(text).split() if word not in said] == []
    (told,) = json.loads(json_feed(view, config=CONFIG, bodies=bodies))["items"]
    if plain(title).strip():
        assert told["title"].split() == plain(title).split()
    assert "<script" not in told["content_html"]


def test_an_update_shows_in_rss_and_leaves_the_date_of_the_article():
    (entry,) = read(as_rss(RICH)).entries
    assert (entry.published, entry.updated) == ("Thu, 19 Feb 2026 17:08:00 +0800", "2026-02-21T09:30:00+01:00")


def test_rss_names_its_hub_and_its_rights():
    feed = read(as_rss(RICH, config=HUB)).feed
    assert {link.rel: link.href for link in feed.links if link.rel in {"hub", "self"}} == {
        "self": "https://example.org/news/feed.xml",
        "hub": "https://hub.example/?a=1&b=2",
    }
    assert feed.rights == "CC BY 4.0"


def test_a_correction_stands_in_the_text_that_readers_get():
    text = read(as_rss(RICH, corrections="Corrections")).entries[0].content[0].value
    assert "<h2>Corrections</h2>\n<ul>\n<li>2026-02-20: It was &lt;two&gt;.</li>\n</ul>" in text


@pytest.mark.parametrize("make", [as_rss, as_atom])
def test_a_feed_at_a_former_address_says_where_it_lives(make):
    links = read(make(RICH, moved_to="/topics/new/feed.xml")).feed.links
    assert [link.href for link in links if link.rel == "self"] == ["https://example.org/news/topics/new/feed.xml"]


def test_a_list_of_feeds_can_be_imported():
    own = Feed(name="A & <B>\x00", url="/feed.xml", page="/")
    topic = Feed(name="Trade", url="/topics/trade/feed.xml", page="/topics/trade/")
    view = OpmlView(title="Desk", groups=(("", (own,)), ("Topics", (topic,)), ("Sources", ())), changed=DATE)
    root = etree.fromstring(opml(Page(url="/feeds.opml", view=view, language="en", format="opml"), config=CONFIG))
    assert root.get("version") == "2.0"
    assert root.findtext("head/title") == "Desk"
    assert root.findtext("head/dateCreated") == "Thu, 19 Feb 2026 17:08:00 +0800"
    first, second = root.find("body")
    assert dict(first.attrib) == {
        "type": "rss",
        "text": "A & <B>",
        "title": "A & <B>",
        "xmlUrl": "https://example.org/news/feed.xml",
        "htmlUrl": "https://example.org/news/",
    }
    assert (second.get("text"), [found.get("text") for found in second]) == ("Topics", ["Trade"])
