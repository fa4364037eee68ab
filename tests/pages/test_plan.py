"""The plan as a whole: one page an address, every address that a page names, and nothing that hides another."""

import dataclasses
import re

import pytest

from site_builder.assemble.check import RESERVED
from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import KeyPoint, Quotation
from site_builder.model.entity import KIND_PAGES
from site_builder.model.files import PlainView, SitemapView
from site_builder.model.page import Page
from site_builder.model.site import Asset
from site_builder.model.views import FeedView, GroupView
from site_builder.pages.frame import frame
from site_builder.pages.plan import plan
from tests.makers import (
    article,
    assembled,
    briefing,
    day,
    entity,
    link,
    outline,
    page,
    planned,
    scope,
    source,
    topic,
    wiki,
)

KINDS = (*KIND_PAGES, "other")


def world(number=30, **parts):
    """A site in which everything occurs."""
    made = assembled(
        *(
            briefing(
                f"news-{n}",
                date=day(n) if n else None,
                topics=(("Rules", "Chips")[n % 2],),
                entities=tuple(f"Name {kind}" for kind in KINDS[n % 4 :]),
                source="Reuters",
                articles=("some-article",),
                key_points=(KeyPoint(text="A point.", evidence=("p1",)),),
                quotations=(Quotation(text="Words", speaker="Name person", evidence=("p2",)),),
                references=[*wiki("Chips"), *link("/places/"), *link("../pages/about.md"), *link("/assets/a.png")],
            )
            for n in range(number)
        ),
        topics=(topic("Rules"), topic("Chips", parent="rules"), topic("Empty", description="")),
        entities=tuple(entity(f"Name {kind}", kind) for kind in KINDS),
        sources=(source("Reuters"),),
        articles=(article("some-article", url="https://example.com/x", title="The article", paragraphs=3),),
        assets=(Asset(name="a.png", path="/x/a.png", sha256="a" * 64, size=1),),
        pages=(page("about", wiki("Rules")),),
        texts={"topics/rules": outline("rules", wiki("Reuters"))},
        **parts,
    )
    assert [problem.code for problem in made.problems if problem.severity == "error"] == []
    return made.site


THEME = (Asset(name="style.css", path="/t/style.css", sha256="b" * 64, size=1),)


def addresses(value):
    """Every address below the site's root that *value* holds, at any depth."""
    if isinstance(value, ArticleRecord):
        return
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from addresses(getattr(value, field.name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from addresses(item)
    elif isinstance(value, str) and value.startswith("/"):
        yield value.partition("#")[0]


def test_every_address_that_a_page_names_is_a_page():
    site = world()
    pages = planned(site, THEME, page_size=5)
    named = {
        url
        for found in pages.values()
        for part in (found.head, found.view)
        if not isinstance(found.view, PlainView) and found.format in {"html", "rss", "sitemap"}
        for url in addresses(part)
    }
    assert named - set(pages) == set()
    assert {"/", "/topics/rules/", "/people/", "/briefings/page/1/", "/topics/rules/feed.xml", "/about/"} <= named
    made = frame(site, scope(footer=("about",)), {})
    assert set(addresses(made)) <= set(pages)


def test_every_name_of_ours_below_the_root_is_kept_from_free_pages():
    taken = RESERVED | set(KIND_PAGES.values())
    names = {url.split("/")[1] for url in planned(world(), THEME)}
    assert {name for name in names if re.fullmatch(r"[a-z0-9-]+", name)} - {"about"} <= taken


def test_every_page_has_its_file_below_the_output_and_no_file_is_a_folder():
    files = [found.file for found in planned(world(), THEME, page_size=5).values()]
    folders = {file.rsplit("/", depth)[0] for file in files for depth in range(1, file.count("/") + 1)}
    assert len(set(map(str.lower, files))) == len(files)
    assert not folders & set(files)
    for file in files:
        assert not file.startswith(("/", "."))
        assert ".." not in file.split("/")


def test_pages_that_say_something_else_each_day_do_not_exist():
    assert planned(world(), THEME) == planned(world(), THEME)


def test_a_site_without_anything_has_its_few_pages():
    pages = planned(assembled().site)
    assert {"/", "/briefings/", "/feed.xml", "/feeds/", "/404.html", "/robots.txt", "/sitemap.xml"} <= set(pages)
    assert not any(url.startswith(("/topics", "/entities", "/sources")) for url in pages)


def test_a_site_with_errors_can_still_be_planned():
    made = assembled(
        briefing("a", topics=("Nobody",), entities=("Nobody",), articles=("gone",), references=wiki("Zzz")),
        briefing("a", path="content/briefings/other.md"),
        pages=(page("briefings"), page("about"), page("about", path="content/pages/x/about.md")),
    )
    assert made.problems
    assert list(plan(made.site, scope(), ()))


def test_the_sitemap_lists_what_may_be_found_with_the_day_of_its_change():
    site = assembled(
        briefing("a", date=day(0), updated=day(5), topics=("Rules",)),
        briefing("b", date=day(3), topics=("Rules",)),
        briefing("hidden", noindex=True, date=day(9)),
        briefing("draft", status="draft"),
        topics=(topic("Empty", description=""), topic("Rules")),
        pages=(page("about"), page("secret", noindex=True)),
    ).site
    view = planned(site)["/sitemap.xml"].view
    assert isinstance(view, SitemapView)
    entries = dict(view.entries)
    assert entries["/briefings/a/"] == "2026-01-06"
    assert entries["/briefings/b/"] == entries["/topics/rules/"] == "2026-01-04"
    assert entries["/about/"] is None
    hidden = {"/briefings/hidden/", "/briefings/draft/", "/secret/", "/404.html", "/topics/empty/", "/feed.xml"}
    assert not hidden & set(entries)
    assert list(view.entries) == sorted(view.entries)


def test_a_preview_asks_robots_to_stay_away_and_has_no_sitemap():
    pages = planned(world(3), noindex=True)
    assert pages["/robots.txt"].view == PlainView(text="User-agent: *\nDisallow: /\n")
    assert "/sitemap.xml" not in pages
    said = planned(world(3))["/robots.txt"].view
    assert isinstance(said, PlainView)
    assert "Sitemap: https://example.org/sitemap.xml\n" in said.text


def test_a_plugin_may_add_pages_which_the_sitemap_knows():
    def family(site, scope):
        head = planned(site)["/about/"].head
        yield Page(url="/more/", view=PlainView(text=""), language="en", head=head)

    pages = {found.url: found for found in plan(world(1), scope(), (), (family,))}
    view = pages["/sitemap.xml"].view
    assert isinstance(view, SitemapView)
    assert ("/more/", None) in view.entries


def changed(before, after):
    return {url for url in before.keys() | after.keys() if before.get(url) != after.get(url)}


def test_a_new_briefing_changes_no_older_page_of_a_list():
    before, after = planned(world(33), page_size=5), planned(world(34), page_size=5)
    old_pages = {url for url in before if "/page/" in url}
    assert len(old_pages) > 10
    touched = changed(before, after)
    # Where a list gets a page more, what stands beside the newest page leads to the new one; nothing else may change.
    longer = {url.partition("page/")[0] for url in after.keys() - before.keys() if "/page/" in url}
    still = {url for url in old_pages if url.partition("page/")[0] not in longer}
    assert still
    assert not still & touched


def test_an_older_page_of_a_group_is_of_its_own_briefings_alone():
    pages = planned(world(40), page_size=5)
    newest, oldest = pages["/topics/rules/"].view, pages["/topics/rules/page/1/"].view
    assert isinstance(newest, GroupView)
    assert isinstance(oldest, GroupView)
    assert (newest.total, oldest.total) == (20, 5)
    assert newest.text is not None
    assert newest.together
    assert (oldest.text, oldest.together, oldest.children) == (None, (), ())


def test_assets_that_are_equal_in_name_and_content_are_one_page():
    twins = tuple(Asset(name=name, path=f"/x/{name}", sha256="c" * 64, size=1) for name in ("A b.png", "a-b.png"))
    pages = planned(assembled(assets=twins).site, (*THEME, *THEME))
    assert [url for url in pages if url.startswith("/assets/")] == [
        "/assets/a-b.cccccccccc.png",
        "/assets/theme/style.bbbbbbbbbb.css",
    ]


@pytest.mark.parametrize("url", ["/feed.xml", "/topics/rules/feed.xml", "/entities/name-person/feed.xml"])
def test_a_feed_carries_the_newest_briefings_of_its_page(url):
    view = planned(world(), feed_items=5)[url].view
    assert isinstance(view, FeedView)
    slugs = [item.card.slug for item in view.items]
    assert len(slugs) == 5
    assert slugs == sorted(slugs, key=lambda slug: -int(slug.partition("-")[2]))
