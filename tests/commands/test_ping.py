"""Hubs are told of the feeds that changed, once."""

import random
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from site_builder.commands.ping import ping
from site_builder.model.problem import ConfigError
from tests.laws.world import made, make_world, retitle, write


class Server(ThreadingHTTPServer):
    """What it was told, and what it answers."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Hub)
        self.heard: list[tuple[str, str, dict[str, list[str]]]] = []
        self.answer = 204


class Hub(BaseHTTPRequestHandler):
    """Writes down what it is told."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        hub = self.server
        assert isinstance(hub, Server)
        hub.heard.append((self.path, self.headers["Content-Type"], parse_qs(body)))
        self.send_response(hub.answer)
        if hub.answer == 301:
            self.send_header("Location", "https://elsewhere.example/")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def hub():
    server = Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def world(tmp_path, hub):
    folders = make_world(tmp_path / "site", random.Random(1))
    address = f"http://127.0.0.1:{hub.server_port}/hub?x=1"
    path = folders.content / "site.yml"
    write(path, path.read_text(encoding="utf-8").replace("feeds:\n", f"feeds:\n  hub: {address}\n"))
    made(folders)
    return folders


def heard(hub):
    found = [body["hub.url"][0] for _, _, body in hub.heard]
    hub.heard.clear()
    return found


def test_the_first_time_a_hub_is_told_of_every_feed_in_its_own_words(world, hub):
    report = ping(world)
    assert report.problems == ()
    assert report.counts["told"] == report.counts["feeds"] == len(hub.heard)
    path, kind, body = hub.heard[0]
    assert (path, kind) == ("/hub?x=1", "application/x-www-form-urlencoded")
    assert (body["hub.mode"], body["hub.url"]) == (["publish"], ["https://example.org/atom.xml"])
    assert {"https://example.org/feed.xml", "https://example.org/feed.json"} <= set(heard(hub))


def test_then_it_is_told_of_what_changed_only(world, hub):
    ping(world)
    heard(hub)
    assert ping(world).counts["told"] == 0
    assert heard(hub) == []
    path = world.content / "briefings/b0.md"
    write(path, path.read_text(encoding="utf-8").replace("summary: ", "summary: Again. "))
    made(world)
    ping(world)
    found = heard(hub)
    assert found
    assert all("feed" in address or "atom" in address for address in found)
    assert ping(world).counts["told"] == 0


def test_a_dry_run_names_the_feeds_and_tells_nobody(world, hub):
    report = ping(world, dry_run=True)
    assert heard(hub) == []
    assert any("of https://example.org/feed.xml" in note for note in report.notes)
    assert ping(world).counts["told"] == report.counts["feeds"]


@pytest.mark.parametrize(("answer", "said"), [(500, "answers 500"), (404, "answers 404"), (301, "elsewhere.example")])
def test_a_hub_that_refuses_is_told_of_and_asked_again(world, hub, answer, said):
    hub.answer = answer
    (problem,) = ping(world).problems
    assert (problem.code, said in problem.message) == ("SB410", True)
    assert len(heard(hub)) == 1
    hub.answer = 202
    assert ping(world).counts["told"] == len(heard(hub)) > 1


def test_a_hub_that_is_not_there_is_a_problem(world, hub):
    hub.shutdown()
    hub.server_close()
    (problem,) = ping(world).problems
    assert "cannot be told" in problem.message


def test_another_address_of_the_site_counts_as_other_feeds(world, hub):
    ping(world)
    heard(hub)
    ping(world, base_url="https://moved.example/news/")
    assert "https://moved.example/news/feed.xml" in heard(hub)


def test_without_a_hub_or_without_a_site_there_is_nothing_to_tell(world, hub, tmp_path):
    unbuilt = make_world(tmp_path / "other", random.Random(1))
    with pytest.raises(ConfigError, match="has no hub"):
        ping(unbuilt)
    write(unbuilt.content / "site.yml", (world.content / "site.yml").read_text(encoding="utf-8"))
    with pytest.raises(ConfigError, match="no feed"):
        ping(unbuilt)


def test_a_title_that_changes_every_feed_is_told_for_every_feed(world, hub):
    ping(world)
    heard(hub)
    retitle(world, "Another world")
    made(world)
    assert ping(world).counts["told"] == len(heard(hub)) > 5
