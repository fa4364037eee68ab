"""The preview answers as the site's host would: redirects, what is gone or missing, headers, sites below a path."""

import random

import pytest

from site_builder.commands.options import Options
from site_builder.commands.serve.answers import Shown, answer
from site_builder.commands.serve.finding import Finder
from site_builder.commands.serve.preview import Studio, look
from site_builder.model.extensions import Extensions
from tests.laws.world import NOW, make_world


def seen(studio, before=None):
    """The preview of a site that has one."""
    preview = look(studio, before).preview
    assert preview is not None
    return preview


def shown_with(tmp_path, settings="", base_url="https://example.org"):
    folders = make_world(tmp_path, random.Random(1))
    path = folders.content / "site.yml"
    path.write_text(path.read_text("utf-8").replace("https://example.org", base_url) + settings, "utf-8")
    briefing = folders.content / "briefings/b1.md"
    briefing.write_text(briefing.read_text("utf-8").replace("title:", "redirects: [/old/]\ntitle:", 1), "utf-8")
    studio = Studio(folders=folders, options=Options(now=NOW), extensions=Extensions(), origin="http://127.0.0.1:8000")
    preview = seen(studio)
    return Shown(preview, Finder(preview, Extensions()))


def test_a_page_comes_with_the_headers_of_the_host_and_a_script_that_they_allow(tmp_path):
    given = answer(shown_with(tmp_path), "/")
    assert given.status == 200
    assert given.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in given.headers["Content-Security-Policy"]
    assert "Strict-Transport-Security" not in given.headers
    assert b'<script src="/_site-builder/live.js"' in given.body.partition(b"</head>")[0]


def test_a_host_that_sends_no_headers_sends_none_here(tmp_path):
    given = answer(shown_with(tmp_path, "host: github-pages\n"), "/")
    assert set(given.headers) == {"Content-Type", "Cache-Control"}


@pytest.mark.parametrize(
    ("path", "status", "target"),
    [("/old/", 301, "/briefings/b1/"), ("/old", 301, "/briefings/b1/"), ("/topics", 301, "/topics/")],
)
def test_addresses_lead_on_as_on_a_host(tmp_path, path, status, target):
    given = answer(shown_with(tmp_path), path)
    assert (given.status, given.headers["Location"]) == (status, target)


@pytest.mark.parametrize("path", ["/no/", "/no", "/../content/site.yml", "/_headers", "/_redirects", "/topics/no.xml"])
def test_what_is_not_there_is_the_page_for_it(tmp_path, path):
    given = answer(shown_with(tmp_path), path)
    assert given.status == 404
    assert b"<h1" in given.body


def test_what_is_gone_says_so(tmp_path):
    assert answer(shown_with(tmp_path, "gone: [/away/]\n"), "/away/").status == 410


def test_hosts_without_redirects_send_pages_that_lead_on(tmp_path):
    given = answer(shown_with(tmp_path, "host: s3\n"), "/old/")
    assert given.status == 200
    assert b"http-equiv" in given.body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
    ],
)
def test_files_have_the_types_that_the_host_gives_them(tmp_path, path, kind):
    given = answer(shown_with(tmp_path), path)
    assert (given.status, given.headers["Content-Type"]) == (200, kind)
    assert b"live.js" not in given.body


def test_a_site_below_a_path_stays_below_it(tmp_path):
    shown = shown_with(tmp_path, base_url="https://example.org/news")
    assert answer(shown, "/").headers["Location"] == "/news/"
    assert answer(shown, "/news").headers["Location"] == "/news/"
    page = answer(shown, "/news/")
    assert b'src="/news/_site-builder/live.js"' in page.body
    assert b'href="/news/topics/"' in page.body
    assert answer(shown, "/news/topics").headers["Location"] == "/news/topics/"
    assert answer(shown, "/newsroom/").status == 404
