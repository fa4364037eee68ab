"""Evidence leads to the passage in the original where that has an address; an entity's page repeats what was said."""

import datetime as dt

from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Briefing, Card, FrontMatter, KeyPoint, Link, Outline, Quotation
from site_builder.model.entity import Group
from site_builder.model.moment import Moment
from site_builder.model.site import Site
from site_builder.pages.evidence import evidence_links
from site_builder.pages.said import MOST, said_of

SHA = "ab" * 32


def site(*, url="https://example.org/a#top", passages=None, briefings=1):
    head = FrontMatter(
        title="One",
        articles=("first", "second"),
        key_points=(
            KeyPoint(text="The harbour board, says A. Miller, waits.", evidence=("p2",)),
            KeyPoint(text="Nobody is named.", evidence=("p3",)),
        ),
        quotations=(Quotation(text="we wait, so-so", speaker="Ann Miller", evidence=("p4",)),),
    )
    slugs = [f"b{number}" for number in range(briefings)]
    card = {
        slug: Card(
            slug=slug,
            title="One",
            url=f"/briefings/{slug}/",
            date=Moment(dt.date(2026, 1, 1)),
            updated=None,
            language="en",
            summary="",
            draft=False,
            source=Link(name="P", url="/p/"),
            topics=(),
            minutes=1,
            fingerprint=slug,
        )
        for slug in slugs
    }
    outline = Outline(fingerprint="x")
    return Site(
        briefings={s: Briefing(slug=s, path=s, head=head, outline=outline, fingerprint=s) for s in slugs},
        cards=card,
        groups={},
        memberships={},
        articles={
            "first": ArticleRecord(id="first", sha256=SHA, url=url),
            "second": ArticleRecord(id="second", sha256=SHA),
        },
        passages=passages or {},
    )


def urls(where, texts, **wanted):
    return [link.url for link in evidence_links(where, where.briefings["b0"], texts, **wanted)]


def test_words_that_are_quoted_are_looked_for_in_the_original():
    assert urls(site(), ["p2"], quote="so, so-so") == ["https://example.org/a#:~:text=so%2C%20so%2Dso"]


def test_a_passage_is_looked_for_where_its_ends_are_known():
    assert urls(site(passages={"first#p2": "A,z"}), ["p2"]) == ["https://example.org/a#:~:text=A,z"]


def test_without_an_address_or_words_the_link_stays_on_the_page():
    assert urls(site(), ["p2", "second#p1"]) == ["#source-1", "#source-2"]
    assert urls(site(url=None), ["p2"], quote="so") == ["#source-1"]
    assert urls(site(url=None), ["p2"], url="/briefings/b0/") == ["/briefings/b0/#source-1"]


def test_changed_words_are_not_looked_for():
    assert urls(site(), ["p2"], quote="so [they] say") == urls(site(), ["p2"], quote="so … say") == ["#source-1"]


def group(members):
    return Group(
        family="entities", kind="person", slug="ann-miller", name="Ann Miller", members=members, aliases=("A. Miller",)
    )


def test_an_entitys_page_says_what_was_said_of_it_and_by_it():
    of, by = said_of(site(), group(("b0",)))
    assert (of.before, of.name, of.after, of.quoted) == ("The harbour board, says ", "A. Miller", ", waits.", False)
    assert of.evidence[0].url == "/briefings/b0/#source-1"
    assert (by.before, by.quoted) == ("we wait, so-so", True)
    assert by.evidence[0].url.startswith("https://example.org/a#:~:text=we%20wait")


def test_long_lists_end():
    many = site(briefings=40)
    assert len(said_of(many, group(tuple(many.briefings)))) == MOST
