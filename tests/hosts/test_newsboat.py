"""A real feed reader subscribes to a real server, and sees each briefing once whatever is renamed."""

import contextlib
import functools
import shutil
import sqlite3
import subprocess
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import html5lib
import pytest

from site_builder.commands.folders import folders_of
from tests.laws.world import made, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("newsboat") is None, reason="newsboat is not installed"),
]

SITE = "title: News\nbase_url: {base_url}\nlanguage: en\nrules: {{SB2: warn}}\n"
BRIEFING = "---\n{slug}title: {title}\nid: {id}\ndate: 2026-02-{day:02}\nsummary: In short.\n---\n\nThe {id} text.\n"


class Quiet(SimpleHTTPRequestHandler):
    """Sends files, and says nothing."""

    def log_message(self, *_):
        pass


@pytest.fixture
def folders(tmp_path):
    """A site whose output is served at its own address."""
    output = tmp_path / "site" / "output"
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(output)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    write(tmp_path / "site/content/site.yml", SITE.format(base_url=f"http://127.0.0.1:{server.server_port}"))
    yield folders_of(tmp_path / "site")
    server.shutdown()
    server.server_close()


def brief(folders, number, *, title=None, slug=""):
    text = BRIEFING.format(slug=slug, title=title or f"Title {number}", id=f"minted-{number}", day=number)
    write(folders.content / f"briefings/b{number}.md", text)


def discovered(folders, kind):
    """The address that a reader finds in the site's front page, among feeds of *kind*."""
    page = html5lib.parse((folders.output / "index.html").read_bytes(), namespaceHTMLElements=False)
    links = [link for link in page.iter("link") if link.get("rel") == "alternate" and link.get("type") == kind]
    return links[0].get("href")


class Reader:
    """newsboat with one subscription, and what it keeps."""

    def __init__(self, home, address):
        self.home = home
        home.mkdir()
        write(home / "urls", f"{address}\n")
        write(home / "config", "auto-reload no\n")
        self.cache = home / "cache.db"

    def reload(self):
        command = ["newsboat", "-u", "urls", "-C", "config", "-c", str(self.cache), "-x", "reload"]
        environment = {"HOME": str(self.home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "no_proxy": "*"}
        subprocess.run(command, cwd=self.home, env=environment, check=True, timeout=60, capture_output=True)

    def items(self):
        with contextlib.closing(sqlite3.connect(self.cache)) as cache:
            rows = cache.execute("SELECT guid, title, unread, content FROM rss_item ORDER BY pubDate").fetchall()
        return [(guid.rpartition(":")[2], title, bool(unread), content) for guid, title, unread, content in rows]

    def read_all(self):
        with contextlib.closing(sqlite3.connect(self.cache)) as cache:
            cache.execute("UPDATE rss_item SET unread = 0")
            cache.commit()


@pytest.mark.parametrize("kind", ["application/rss+xml", "application/atom+xml"])
def test_a_title_a_slug_and_a_new_briefing_make_one_new_item(folders, tmp_path, kind):
    for number in range(1, 6):
        brief(folders, number)
    made(folders)
    reader = Reader(tmp_path / "reader", discovered(folders, kind))
    reader.reload()
    items = reader.items()
    assert [guid for guid, *_ in items] == [f"minted-{number}" for number in range(1, 6)]
    assert all(unread for _, _, unread, _ in items)
    assert all(f"<p>The {guid} text.</p>" in content for guid, _, _, content in items)

    reader.read_all()
    brief(folders, 1, title="Another title")
    brief(folders, 2, slug="slug: another-slug\n")
    brief(folders, 6)
    made(folders)
    reader.reload()
    items = reader.items()
    assert [guid for guid, *_ in items] == [f"minted-{number}" for number in range(1, 7)]
    assert [guid for guid, _, unread, _ in items if unread] == ["minted-6"]
    assert {guid: title for guid, title, _, _ in items}["minted-1"] == "Another title"

    made(folders)
    reader.reload()
    assert [guid for guid, _, unread, _ in reader.items() if unread] == ["minted-6"]
