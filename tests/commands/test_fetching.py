"""Articles by their address: from a real server on this machine, politely and within bounds."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from site_builder.commands import fetching
from site_builder.commands.fetching import Fetcher
from site_builder.model.problem import IngestError
from tests.commands.ingesting import NOW, make_site, run
from tests.ingest import formats


class Server(ThreadingHTTPServer):
    """It remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str | None]] = []


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self):
        self.server.asked.append((self.path, self.headers.get("If-None-Match")))
        if self.path == "/robots.txt":
            return self.answer(200, b"User-agent: *\nDisallow: /secret\n", "text/plain")
        if self.path == "/ferry":
            if self.headers.get("If-None-Match") == '"1"':
                return self.answer(304, b"", "text/html")
            return self.answer(200, formats.html(), "text/html; charset=utf-8", ETag='"1"')
        if self.path == "/moved":
            return self.answer(301, b"", "text/html", Location="/ferry")
        if self.path == "/circle":
            return self.answer(302, b"", "text/html", Location="/circle")
        if self.path == "/large":
            return self.answer(200, b"a" * 300_000, "text/html")
        if self.path == "/feed":
            return self.answer(200, formats.rss(), "application/rss+xml")
        return self.answer(404, b"", "text/html")

    def answer(self, status, data, media_type, **headers):
        self.send_response(status)
        for name, value in {"Content-Type": media_type, "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(fetching, "PAUSE", 0.0)
    server = Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def address(server):
    return f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def fetcher(tmp_path):
    return Fetcher(memory=tmp_path / "fetched.json", limit=100_000, private=True)


def test_a_page_is_fetched_once_and_asked_for_again_only_if_it_changed(server, address, fetcher, tmp_path):
    first = fetcher.fetch(f"{address}/ferry")
    assert (first.data, first.name, first.url) == (formats.html(), "ferry.html", f"{address}/ferry")
    fetcher.keep()
    later = Fetcher(memory=tmp_path / "fetched.json", limit=100_000, private=True)
    assert later.fetch(f"{address}/ferry") is None
    assert server.asked == [("/robots.txt", None), ("/ferry", None), ("/robots.txt", None), ("/ferry", '"1"')]


def test_a_page_that_has_moved_is_found(address, fetcher):
    assert fetcher.fetch(f"{address}/moved").url == f"{address}/ferry"


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("/secret/page", "SB501", "robots.txt"),
        ("/circle", "SB501", "more than 5 times"),
        ("/large", "SB113", "100,000 bytes"),
        ("/nothing", "SB501", "404"),
    ],
)
def test_what_cannot_be_had_is_a_problem_with_a_hint(address, fetcher, path, code, said):
    with pytest.raises(IngestError) as caught:
        fetcher.fetch(address + path)
    (problem,) = caught.value.problems
    assert (problem.code, bool(problem.hint)) == (code, True)
    assert said in problem.message


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.0.0.1", "2130706433", "[::]"]
)
def test_hosts_of_the_own_network_are_not_asked(tmp_path, host):
    with pytest.raises(IngestError) as caught:
        Fetcher(memory=tmp_path / "fetched.json", limit=1000).fetch(f"http://{host}/")
    assert "cannot be reached" in caught.value.problems[0].message


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/", "http://"])
def test_other_addresses_are_refused(fetcher, url):
    with pytest.raises(IngestError):
        fetcher.fetch(url)


@pytest.mark.slow
def test_ingest_takes_addresses_of_pages_and_feeds(tmp_path, address):
    site = make_site(tmp_path)
    report = run(site, "pool.txt", addresses=[f"{address}/ferry", f"{address}/feed", f"{address}/gone"], private=True)
    assert [(outcome.action, outcome.origin) for outcome in report.outcomes] == [
        ("created", "ferry.html"),
        ("joined", "feed.xml, item 1"),
        ("created", "pool.txt"),
    ]
    assert [problem.code for problem in report.problems] == ["SB501"]
    again = run(site, "pool.txt", addresses=[f"{address}/ferry"], private=True, now=NOW)
    assert "has not changed" in again.notes[0]
