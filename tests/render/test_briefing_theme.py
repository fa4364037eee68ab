"""The theme that comes with the program: every kind of page, ordinary and awkward, is clean HTML and says enough."""

import re
import warnings
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest

from site_builder.model.briefing import Link
from site_builder.model.feeds import Feed
from site_builder.model.page import Alternate, Head
from site_builder.model.search import SearchView
from site_builder.model.views import Mention, Month
from site_builder.render.pages import render
from tests.render import samples

THEME = samples.briefing_theme()
KINDS = {f"{page.template}{number}": page for number, page in enumerate(samples.pages())}
HTML = "{http://www.w3.org/1999/xhtml}"
MAX_STYLE = 12 * 1024


def text_of(page, **changes):
    given = {"config": samples.CONFIG, "frame": samples.FRAME, "bodies": samples.BODIES, **changes}
    return render(page, theme=THEME, **given).decode()


def parse(text):
    """The tree of an HTML page; a mistake that browsers would mend in silence is an error."""
    parser = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return parser.parse(text)


def tree_of(page, **changes):
    return parse(text_of(page, **changes))


def find(tree, tag, /, **attributes):
    """All elements of that name whose attributes are as given; `class_` and the like stand for `class`."""
    wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    return [
        element
        for element in tree.iter(HTML + tag)
        if all(
            value in (element.get(key) or "").split(" ") or element.get(key) == value for key, value in wanted.items()
        )
    ]


def words(element):
    return " ".join("".join(element.itertext()).split())


def scripts(tree):
    """Those that a browser would run; JSON-LD is data."""
    return [script for script in find(tree, "script") if script.get("type") != "application/ld+json"]


def meta(tree, **attributes):
    (element,) = find(tree, "meta", **attributes)
    return element.get("content")


@pytest.fixture(params=KINDS)
def page(request):
    return KINDS[request.param]


def test_every_page_is_html_without_mistakes(page):
    tree_of(page)


def test_every_page_has_what_machines_look_for(page):
    tree = tree_of(page)
    (root,) = [tree] if tree.tag == HTML + "html" else find(tree, "html")
    assert root.get("lang") == page.language
    assert root.get("dir") == "ltr"
    assert len(find(tree, "h1")) == 1
    assert len(find(tree, "main")) == 1
    (title,) = find(tree, "title")
    assert words(title)
    assert meta(tree, name="description")
    (canonical,) = find(tree, "link", rel="canonical")
    assert canonical.get("href") == f"https://example.org{page.url}"
    assert meta(tree, property="og:url") == canonical.get("href")
    assert meta(tree, property="og:locale") == "en_US"
    styles = ["style.css", *(["search.css"] if isinstance(page.view, SearchView) else [])]
    assert [link.get("href") for link in find(tree, "link", rel="stylesheet")] == [samples.ASSETS[it] for it in styles]
    assert (
        find(tree, "link", rel="alternate", type="application/rss+xml")[-1].get("href")
        == "https://example.org/feed.xml"
    )
    assert len(find(tree, "meta", name="theme-color")) == 2


def test_no_page_has_a_script_or_a_style_of_its_own(page):
    tree = tree_of(page)
    searches = isinstance(page.view, SearchView) and page.view.index != ""
    assert [script.get("src") for script in scripts(tree)] == ([samples.ASSETS["search.js"]] if searches else [])
    assert find(tree, "style") == []
    assert [element for element in tree.iter() if "style" in element.attrib] == []
    assert [key for element in tree.iter() for key in element.attrib if str(key).startswith("on")] == []


def test_headings_go_down_one_level_at_a_time(page):
    levels = [
        int(element.tag[-1]) for element in tree_of(page).iter() if re.fullmatch(HTML + "h[1-6]", str(element.tag))
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_no_id_stands_twice_and_no_fragment_leads_nowhere(page):
    tree = tree_of(page)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    fragments = {(link.get("href") or "")[1:] for link in find(tree, "a") if (link.get("href") or "").startswith("#")}
    # A table of contents leads to headings that the hand-made body need not have.
    assert {name for name in fragments if not name.startswith("part-")} <= set(ids)


def test_landmarks_that_there_are_several_of_have_names(page):
    tree = tree_of(page)
    names = [element.get("aria-label") for element in find(tree, "nav")]
    assert all(names)
    assert len(set(names)) == len(names)


def test_the_first_link_skips_to_the_text(page):
    first = find(tree_of(page), "a")[0]
    assert first.get("href") == "#main_text"


@pytest.mark.parametrize("name", samples.AWKWARD)
def test_awkward_words_stay_words(name):
    awkward = samples.AWKWARD[name]
    card = samples.card(
        awkward,
        summary=awkward,
        topics=(Link(name=awkward, url="/topics/x/"),),
        source=Link(name=awkward, url="/sources/x/"),
    )
    mention = Mention(name=awkward, url="/entities/x/", kind="other", count=1)
    config = replace(samples.CONFIG, title=awkward, description=awkward)
    frame = replace(samples.FRAME, home=Link(name=awkward, url="/"), feeds=(Feed(name=awkward, url="/feed.xml"),))
    shown = " ".join(awkward.split())
    pages = (
        samples.briefing(card, byline=awkward),
        samples.home(months=(Month(year=2026, month=2, cards=(card,)),), entities=(mention,)),
        samples.group(name=awkward, aliases=(awkward,), cards=(card,), together=(mention,)),
    )
    for page in pages:
        headed = replace(page, head=Head(title=awkward, description=awkward))
        tree = tree_of(headed, config=config, frame=frame)
        assert scripts(tree) == find(tree, "img") == []
        assert [key for element in tree.iter() for key in element.attrib if str(key).startswith("on")] == []
        assert " ".join((meta(tree, property="og:title") or "").split()).startswith(shown)
        assert shown in words(tree)


@pytest.mark.parametrize("language", ["ar", "he", "fa"])
def test_pages_in_scripts_from_the_right_say_so(language):
    tree = tree_of(samples.briefing(samples.card(samples.AWKWARD["arabic"], language=language)))
    (root,) = [tree] if tree.tag == HTML + "html" else find(tree, "html")
    assert (root.get("lang"), root.get("dir")) == (language, "rtl")


def test_words_in_another_language_are_marked_and_others_are_not():
    headlines = {words(h): h.get("lang") for h in find(tree_of(samples.home()), "h3")}
    assert headlines[samples.AWKWARD["arabic"]] == "ar"
    assert headlines["Another headline"] is None


def test_a_briefing_shows_its_evidence():
    tree = tree_of(samples.briefing())
    (points,) = find(tree, "section", class_="key-points")
    assert "It draws from a sentence. only two lines ¶ 3" in words(points)
    (reference,) = find(points, "a")
    assert reference.get("href") == "#source-1"
    (source,) = find(tree, "li", id="source-1")
    assert "A headline of its own" in words(source)
    assert "19 February 2026" in words(source)
    (digest,) = find(source, "code")
    assert words(digest) == "0123456789ab…"
    assert digest.get("title") == samples.ARTICLE.sha256
    (nameless,) = find(tree, "li", id="source-2")
    assert "publisher not known" in words(nameless)


def test_a_briefing_says_who_said_what_and_what_was_corrected():
    shown = words(tree_of(samples.briefing()))
    assert "We had no say in it An Actor ¶ 3" in shown
    assert "22 February 2026 An earlier version named the wrong studio." in shown


def test_a_briefing_of_which_little_is_known_claims_nothing():
    tree = tree_of(samples.bare_briefing())
    shown = words(tree)
    assert "date unknown" in shown
    assert "None" not in shown
    assert find(tree, "time") == []
    assert find(tree, "section", class_="key-points") == []
    assert [link for link in find(tree, "a") if not link.get("href")] == []


def test_translations_are_linked_for_people_and_for_search_engines():
    page = samples.briefing()
    here = Alternate(language="en", url=page.url, home="/")
    there = Alternate(language="it", url="/briefings/film-it/", home="/")
    tree = tree_of(replace(page, head=replace(page.head or Head(title="", description=""), alternates=(here, there))))
    alternates = {
        link.get("hreflang"): link.get("href") for link in find(tree, "link", rel="alternate") if link.get("hreflang")
    }
    assert alternates == {
        "en": "https://example.org/briefings/some-briefing/",
        "it": "https://example.org/briefings/film-it/",
        "x-default": "https://example.org/briefings/some-briefing/",
    }
    assert [words(link) for link in find(tree, "a", hreflang="it")] == ["Italian"]


@pytest.mark.parametrize(
    ("page", "config_noindex", "expected"),
    [
        (samples.simple("404.html"), False, True),
        (samples.home(), False, False),
        (samples.home(), True, True),
    ],
)
def test_search_engines_are_sent_away_where_they_should_be(page, config_noindex, expected):
    tree = tree_of(page, config=replace(samples.CONFIG, noindex=config_noindex))
    assert bool(find(tree, "meta", name="robots")) == expected


def test_drafts_are_marked():
    assert words(find(tree_of(samples.briefing(samples.card(draft=True))), "strong", class_="draft")[0]) == "Draft"
    assert find(tree_of(samples.briefing()), "strong", class_="draft") == []


def test_a_page_knows_where_it_stands():
    current = [
        (words(link), link.get("aria-current"))
        for link in find(tree_of(samples.group()), "a")
        if link.get("aria-current")
    ]
    assert current == [("Entities", "true")]


def test_the_own_feed_of_a_page_comes_first():
    feeds = [link.get("href") for link in find(tree_of(samples.group()), "link", rel="alternate")]
    assert feeds == [
        "https://example.org/entities/seedance/feed.xml",
        "https://example.org/feed.xml",
        "https://example.org/atom.xml",
    ]


def test_pages_of_a_list_have_titles_of_their_own_and_lead_to_one_another():
    tree = tree_of(samples.group("topic.html"))
    assert words(find(tree, "title")[0]) == "Seedance – page 2 (topic) – AI Briefings"
    assert [link.get("href") for link in find(tree, "a", rel="prev")] == ["/topics/film/"]
    assert [link.get("href") for link in find(tree, "a", rel="next")] == ["/topics/film/page/1/"]


def test_a_long_title_is_not_made_longer():
    title = words(find(tree_of(samples.briefing(samples.card(samples.AWKWARD["long"]))), "title")[0])
    assert title == samples.AWKWARD["long"]


def test_a_site_below_a_path_has_all_its_links_there(page):
    tree = tree_of(page, config=replace(samples.CONFIG, base_url="https://example.org/news"))
    links = [e.get("href") or e.get("src") or "" for e in tree.iter() if e.get("href") or e.get("src")]
    assert [link for link in links if link.startswith("/") and not link.startswith("/news/")] == []
    assert [link for link in links if link.startswith("https://example.org/") and "/news/" not in link] == []


def test_every_page_speaks_italian_too(page):
    shown = words(tree_of(replace(page, language="it")))
    assert "Salta al contenuto" in shown
    assert not re.search(r"\b(?:briefings from|Skip to|Key points|Mentioned together|Published|Follow)\b", shown)


def test_empty_lists_leave_no_empty_boxes():
    page = samples.home(months=(), entities=(), topics=(), total=0)
    tree = tree_of(page)
    assert "There is no briefing here yet." in words(tree)
    assert [words(e) for e in tree.iter(HTML + "ul") if len(e) == 0] == []


def test_the_style_sheet_is_small_and_asks_for_nothing():
    style = Path(THEME.assets["style.css"].path).read_text(encoding="utf-8")
    assert len(style.encode()) < MAX_STYLE
    assert not re.search(r"@import|url\(|@font-face", style)
    assert not re.search(r"(?:margin|padding|border|text-align)(?:-|: *)(?:left|right)\b", style), "sides are logical"
