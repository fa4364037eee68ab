"""Former addresses, as each host understands them."""

import pytest

from site_builder.model.addresses import MovedView, RedirectsView
from site_builder.model.config import Config
from site_builder.model.files import ServerView
from site_builder.model.page import Page
from site_builder.model.views import FeedView
from site_builder.render.redirects import moved, redirects
from tests import makers
from tests.makers import assembled, briefing, entity, planned

CONFIG = Config(title="Site", base_url="https://example.org/news")
ACME, AJAX = entity("Acme"), entity("Ajax", aliases=("Acme",))


def world():
    before = assembled(briefing("a", id="x", entities=("Acme",)), entities=(ACME,))
    one = briefing("b", id="x", entities=("Acme",), redirects=("/alt.html", "/alt.php", "/caf%C3%A9"))
    return assembled(one, entities=(AJAX,), addresses=before.site.addresses).site


def lines(view, config=None):
    page = Page(url="/_redirects", view=view, language="en", format="redirects")
    return redirects(page, config=config or makers.CONFIG).decode().splitlines()


def test_a_host_that_reads_a_file_gets_one_and_no_pages():
    pages = planned(world())
    assert lines(pages["/_redirects"].view) == [
        "/alt.html /briefings/b/ 301",
        "/alt.php /briefings/b/ 301",
        "/briefings/a/ /briefings/b/ 301",
        "/briefings/a /briefings/b/ 301",
        "/caf%C3%A9 /briefings/b/ 301",
        "/entities/acme/ /entities/ajax/ 301",
        "/entities/acme /entities/ajax/ 301",
        "/entities/acme/feed.xml /entities/ajax/feed.xml 301",
    ]
    assert not [page for page in pages.values() if page.format == "moved"]


def test_a_host_without_redirects_gets_pages_and_feeds_in_their_places():
    pages = planned(world(), redirects="pages")
    found = {url: page.view.target for url, page in pages.items() if isinstance(page.view, MovedView)}
    assert found == {
        "/alt.html": "/briefings/b/",
        "/briefings/a/": "/briefings/b/",
        "/café/": "/briefings/b/",
        "/entities/acme/": "/entities/ajax/",
    }
    feed = pages["/entities/acme/feed.xml"].view
    assert isinstance(feed, FeedView)
    assert feed.moved_to == "/entities/ajax/feed.xml"
    assert "/_redirects" not in pages
    sitemap = pages["/sitemap.xml"].view
    assert not {"/briefings/a/", "/entities/acme/"} & {url for url, _ in sitemap.entries}


def test_both_are_written_so_that_the_pages_do_not_stand_before_the_file():
    pages = planned(world(), redirects="both")
    assert "/briefings/a/ /briefings/b/ 301!" in lines(pages["/_redirects"].view)
    assert "/briefings/a/" in pages


@pytest.mark.parametrize("host", ["nginx", "caddy"])
def test_a_server_is_told_in_its_own_configuration(host):
    pages = planned(world(), host=host, redirects="none")
    view = pages[f"/_{host}.conf"].view
    assert isinstance(view, ServerView)
    assert ("/briefings/a/", "/briefings/b/") in view.redirects
    assert "/_redirects" not in pages


def test_a_site_where_nothing_moved_has_no_file():
    assert "/_redirects" not in planned(assembled(briefing("a")).site)


def test_what_is_gone_says_so_where_the_host_can():
    gone = {"gone": ("/briefings/z/", "/briefings/b/")}
    assert lines(planned(world(), **gone)["/_redirects"].view)[-1] == "/briefings/z/ /404.html 410"
    assert "410" not in str(lines(planned(world(), host="cloudflare", **gone)["/_redirects"].view))


def test_a_rule_cannot_be_made_to_mean_something_else():
    view = RedirectsView(moved=(("/a:b/*c d\r\n/x", "/e f/"),))
    assert lines(view) == ["/a%3Ab/%2Ac%20d%0D%0A/x /e%20f/ 301"]


def test_below_a_path_browsers_are_told_the_whole_address():
    view = RedirectsView(moved=(("/a/", "/b/"),))
    assert lines(view, CONFIG)[0] == "/a/ https://example.org/news/b/ 301"


def test_a_page_at_a_former_address_leads_on_by_refresh_canonical_and_link():
    view = MovedView(target='/a"b/', title="<Moved>")
    html = moved(Page(url="/old/", view=view, language="it", format="moved"), config=CONFIG).decode()
    assert '<html lang="it">' in html
    assert '<link rel="canonical" href="https://example.org/news/a%22b/">' in html
    assert '<meta http-equiv="refresh" content="0; url=https://example.org/news/a%22b/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<a href="https://example.org/news/a%22b/">&lt;Moved&gt;</a>' in html
