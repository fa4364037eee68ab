"""nginx and Caddy, with what `new --host` and `build` wrote for them, serve a site as its `_headers` would."""

import gzip
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from site_builder.commands.build import build
from site_builder.commands.load import load_config
from site_builder.commands.options import Options
from site_builder.model.config import Config
from site_builder.model.files import ServerView
from site_builder.model.page import Page
from site_builder.render.servers import server as render_server
from site_builder.text.headers import default_rules
from tests.hosts import served
from tests.hosts.crawl import crawl

pytestmark = pytest.mark.slow

FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture(
    scope="module",
    params=[("nginx", ""), ("nginx", "/news"), ("caddy", ""), ("caddy", "/news")],
    ids=lambda param: f"{param[0]}{param[1]}",
)
def server(request, tmp_path_factory):
    name, prefix = request.param
    with getattr(served, name)(tmp_path_factory.mktemp(name), prefix) as running:
        yield running


TYPES = {
    "/": "text/html; charset=utf-8",
    "/briefings/library-lends-tools/": "text/html; charset=utf-8",
    "/feed.xml": "application/rss+xml; charset=utf-8",
    "/topics/public-libraries/feed.xml": "application/rss+xml; charset=utf-8",
    "/robots.txt": "text/plain; charset=utf-8",
    "/sitemap.xml": "text/xml; charset=utf-8",
}


@pytest.mark.parametrize("path", TYPES)
def test_every_file_has_its_type(server, path):
    answer = server.get(path)
    assert answer.status == 200
    kind = answer.headers["content-type"].lower()
    # A sitemap may be either (RFC 7303); text/xml needs the charset, which nginx adds.
    assert kind.replace("application/xml", "text/xml; charset=utf-8") == TYPES[path]


def asset(server, ending):
    found = next((server.folders.output / "assets").rglob(f"*{ending}"))
    return "/" + found.relative_to(server.folders.output).as_posix()


def test_assets_have_their_types_and_are_kept_for_ever(server):
    for ending, kind in ((".css", "text/css"), (".svg", "image/svg+xml")):
        answer = server.get(asset(server, ending))
        assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, kind)
        assert answer.headers["cache-control"] == FOR_EVER


def everywhere():
    return {name.lower(): value for name, value in dict(default_rules(secure=False))["/*"].items()}


@pytest.mark.parametrize("path", ["/", "/feed.xml", "/topics/sharing/feed.xml", "/none/", "/assets/none.css", "ASSET"])
def test_the_headers_come_with_every_answer(server, path):
    answer = server.get(asset(server, ".css") if path == "ASSET" else path)
    assert {name: answer.headers.get(name) for name in everywhere()} == everywhere()
    assert answer.headers["cache-control"] == (FOR_EVER if path == "ASSET" else "no-cache")


@pytest.mark.parametrize(
    "path", ["/none/", "/none", "/assets/none.css", "/none/feed.xml", "/404.html", "/.site-builder.json", "CONF", "/_x"]
)
def test_what_is_not_there_or_not_for_readers_gets_the_page_for_that(server, path):
    answer = server.get(f"/_{server.name}.conf" if path == "CONF" else path)
    assert answer.status == 404
    assert answer.body == (server.folders.output / "404.html").read_bytes()
    assert answer.headers["content-type"].lower() == "text/html; charset=utf-8"


def test_a_folder_without_its_slash_is_told_where_it_is(server):
    answer = server.get("/topics")
    assert answer.status in {301, 308}
    assert urlsplit(answer.headers["location"]).path == urlsplit(server.base).path + "/topics/"


def test_an_unchanged_file_is_not_sent_again(server):
    for path in ("/", "/feed.xml"):
        first = server.get(path)
        by_tag = server.get(path, If_None_Match=first.headers["etag"])
        by_date = server.get(path, If_Modified_Since=first.headers["last-modified"])
        assert (by_tag.status, by_tag.body, by_date.status, by_date.body) == (304, b"", 304, b"")
        assert server.get(path, If_None_Match='"other"').status == 200


def test_texts_are_compressed_while_they_are_sent(server):
    answer = server.get("/", Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert gzip.decompress(answer.body) == server.get("/").body


def test_precompressed_files_are_sent_as_they_lie_there(server):
    feed = server.folders.output / "topics/sharing/feed.xml"
    packed = gzip.compress(feed.read_bytes(), mtime=0)
    feed.with_name("feed.xml.gz").write_bytes(packed)
    feed.with_name("feed.xml.br").write_bytes(b"brotli")
    for encoding, body in (("gzip", packed), *([("br", b"brotli")] if server.brotli else [])):
        answer = server.get("/topics/sharing/feed.xml", Accept_Encoding=encoding)
        assert (answer.headers["content-encoding"], answer.body) == (encoding, body)
        assert answer.headers["content-type"].lower() == "application/rss+xml; charset=utf-8"
        assert "accept-encoding" in answer.headers["vary"].lower()
        assert (
            server.get(
                "/topics/sharing/feed.xml", Accept_Encoding=encoding, If_None_Match=answer.headers["etag"]
            ).status
            == 304
        )
    assert server.get("/topics/sharing/feed.xml").body == feed.read_bytes()


MOVES = (
    ("/briefings/old-name/", "/briefings/library-lends-tools/"),
    ("/2020/Old%20Post.html", "/topics/sharing/"),
    ("/old%22quote%5C$x%7By/", "/topics/?a=$b{c}"),
    ("/caf%C3%A9/", "https://elsewhere.example/caf%C3%A9"),
    ("/Topics/Sharing/", "/topics/sharing/"),
)


# The last three would each be a second place of one name.
GONE = ("/old/report.html", "/old/folder/", "/caf%C3%A9/gone/", "/old/folder", "/briefings/old-name", "/404.html")


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def moved(request, tmp_path_factory):
    """A server of a site some of whose addresses have moved."""
    folder = tmp_path_factory.mktemp("moved")

    def written(folders):
        rules = default_rules(secure=False)
        view = ServerView(server=request.param, prefix="/news", rules=rules, redirects=MOVES, gone=GONE)
        page = Page(url=f"/_{request.param}.conf", view=view, language="en", format="server")
        (folders.output / page.file).write_bytes(render_server(page, config=load_config(folders)))

    with getattr(served, request.param)(folder, "/news", before=written) as running:
        yield running


def test_former_addresses_lead_to_those_that_took_their_place(moved):
    for old, new in MOVES:
        wanted = ("/news" + new if new.startswith("/") else new).replace("{", "%7B").replace("}", "%7D")
        for path in {old, old.rstrip("/")}:
            answer = moved.get(path)
            assert (answer.status, answer.headers["location"].replace("%24", "$")) == (301, wanted)
            assert answer.headers["x-content-type-options"] == "nosniff"
    assert moved.get("/topics/sharing/").status == 200
    assert moved.get("/2020/old%20post.html").status == 404


def test_what_is_gone_for_good_says_so_with_a_page(moved):
    for url in GONE[:4]:
        answer = moved.get(url)
        assert (answer.status, answer.body) == (410, (moved.folders.output / "404.html").read_bytes())
        assert answer.headers["content-type"].lower() == "text/html; charset=utf-8"
    assert moved.get("/Old/Folder/").status == 404


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_a_briefing_that_is_renamed_answers_at_its_former_address(tmp_path, name):
    def renamed(folders):
        old = folders.content / "briefings/library-lends-tools.md"
        old.rename(old.with_name("tools-on-loan.md"))
        with (folders.content / "site.yml").open("a", encoding="utf-8") as settings:
            settings.write("gone: [/press/2019/]\nprecompress: [gz]\n")
        report = build(folders, Options(now=served.NOW))
        assert report.errors == 0, report.problems

    with getattr(served, name)(tmp_path, "/news", before=renamed) as running:
        answer = running.get("/briefings/library-lends-tools/")
        assert (answer.status, answer.headers["location"]) == (301, "/news/briefings/tools-on-loan/")
        assert running.get("/briefings/tools-on-loan/").status == 200
        assert running.get("/press/2019/").status == 410
        # The page as the build compressed it, and not as the server would.
        answer = running.get("/briefings/tools-on-loan/", Accept_Encoding="gzip")
        packed = running.folders.output / "briefings/tools-on-loan/index.html.gz"
        assert (answer.headers["content-encoding"], answer.body) == ("gzip", packed.read_bytes())
        _, broken = crawl(running)
        assert broken == []


def test_a_preview_asks_search_engines_to_stay_away():
    for name in ("nginx", "caddy"):
        view = ServerView(server=name, prefix="", rules=default_rules())
        page = Page(url="/x", view=view, language="en", format="server")
        config = Config(title="Desk", base_url="https://example.org")
        assert b"X-Robots-Tag" not in render_server(page, config=config)
        assert b"X-Robots-Tag" in render_server(page, config=replace(config, noindex=True))


def test_every_link_of_the_site_answers(server):
    visited, broken = crawl(server)
    assert broken == []
    assert {"/", "/topics/", "/feed.xml", "/feeds/"} <= visited
    assert len(visited) > 15
