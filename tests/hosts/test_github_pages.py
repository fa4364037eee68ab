"""GitHub Pages serves a project's site below a path, and sends no headers: the site works all the same."""

import re
from urllib.parse import urljoin, urlsplit

import pytest

from site_builder.text.headers import meta_policy
from tests.hosts.crawl import crawl
from tests.hosts.served import github_pages


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with github_pages(tmp_path_factory.mktemp("pages"), "/news") as running:
        yield running


def test_every_link_of_the_site_answers_below_the_path(server):
    visited, broken = crawl(server)
    assert broken == []
    assert {"/", "/topics/", "/feed.xml", "/feeds/", "/sitemap.xml"} <= visited


def test_the_page_for_what_is_not_there_works_at_any_depth(server):
    answer = server.get("/a/b/c/none")
    assert answer.status == 404
    found = re.findall(r'(?:href|src)="([^"#]+)"', answer.body.decode())
    assert found
    for address in found:
        whole = urlsplit(urljoin(server.base + "/a/b/c/none", address))
        if whole.netloc == urlsplit(server.base).netloc and whole.path != "/news/404.html":
            assert server.get(whole.path.removeprefix("/news")).status == 200


def test_every_page_states_the_policy_itself_before_it_asks_for_anything(server):
    pages = list(server.folders.output.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        text = page.read_text(encoding="utf-8")
        place = text.index('<meta http-equiv="Content-Security-Policy"')
        assert meta_policy(secure=False).replace("'", "&#39;") in text
        assert place < min(text.index("<link"), text.index("<title"))
        assert "frame-ancestors" not in text


def test_no_file_for_other_hosts_goes_out(server):
    assert [path.name for path in server.folders.output.iterdir() if path.name.startswith("_")] == []
