"""No text that people or articles bring runs in a page, with the security policy and without it: in Chromium."""

from __future__ import annotations

import functools
import os
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from site_builder.commands.folders import folders_of
from site_builder.text.headers import default_rules
from tests.hostile.payloads import make_site
from tests.laws.world import make

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PAYLOADS = int(os.environ.get("SITE_BUILDER_TEST_PAYLOADS", "10"))
"""Briefings that carry some twenty payloads each."""
WATCH = """
window.hits = [];
for (const name of ['alert', 'confirm', 'prompt', 'print'])
  window[name] = (what) => { window.hits.push(String(what)); };
"""
ASK = """() => ({
  hits: window.hits,
  handlers: [...document.querySelectorAll('*')].flatMap(e => [...e.attributes])
    .filter(a => /^on/i.test(a.name) || /^(srcdoc|style)$/i.test(a.name)).map(a => a.name + '=' + a.value),
  addresses: [...document.querySelectorAll('[href],[src],[action],[formaction],[data]')]
    .flatMap(e => ['href', 'src', 'action', 'formaction', 'data'].map(n => e.getAttribute(n)))
    .filter(a => a && /^[\\s\\u0000-\\u0020]*(javascript|data|vbscript):/i.test(a)),
  strange: [...document.querySelectorAll('iframe,object,embed,base,form:not([role=search]),marquee')].length,
})"""


class Quiet(SimpleHTTPRequestHandler):
    policy = ""

    def log_message(self, format: str, *args: object) -> None:
        return

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def guess_type(self, path: object) -> str:
        # Lists that browsers would save are opened as pages.
        return "text/xml" if str(path).endswith(".opml") else super().guess_type(str(path))


class Policed(Quiet):
    policy = default_rules(secure=False)[0][1]["Content-Security-Policy"]


@pytest.fixture(scope="module", params=["escape", "sanitise"])
def site(request, tmp_path_factory):
    root = tmp_path_factory.mktemp("payloads") / "site"
    count = make_site(root, PAYLOADS, request.param)
    folders = folders_of(root)
    report = make(folders)
    assert report.errors == 0, report.problems[:5]
    return folders.output, count


@pytest.mark.parametrize("handler", [Quiet, Policed], ids=["without a policy", "with one"])
def test_no_payload_runs_anywhere(browser, site, handler):
    output, count = site
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=output))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/"
    context = browser.new_context()
    context.add_init_script(WATCH)
    tab = context.new_page()
    dialogs: list[str] = []
    asked: list[str] = []

    def closed(dialog):
        dialogs.append(dialog.message)
        dialog.dismiss()

    tab.on("dialog", closed)
    tab.on("request", lambda request: asked.append(request.url))
    harm = {}
    seen = 0
    for path in wanted(output):
        tab.goto(base + path.relative_to(output).as_posix(), wait_until="load")
        found = tab.evaluate(ASK)
        seen += 1
        if any(found.values()):
            harm[path.name] = found
    context.close()
    server.shutdown()
    server.server_close()
    assert (harm, dialogs) == ({}, [])
    assert [url for url in asked if not url.startswith(base)] == []
    assert count >= 200
    print(f"{count} payloads defused on {seen} pages")


def test_a_payload_that_is_not_defused_is_seen(browser, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p title='x' onclick='alert(1)'>a<img src=x onerror=alert(2)><a href='javascript:alert(3)'>b</a>")
    context = browser.new_context()
    context.add_init_script(WATCH)
    tab = context.new_page()
    tab.goto(page.as_uri(), wait_until="load")
    tab.wait_for_function("() => window.hits.length > 0")
    found = tab.evaluate(ASK)
    context.close()
    assert found["hits"] == ["2"]
    assert len(found["handlers"]) == 2
    assert found["addresses"] == ["javascript:alert(3)"]


def wanted(output: Path) -> list[Path]:
    """Pages, feeds and pictures that a browser shows; of many lists of one kind, some."""
    pages = sorted(output.rglob("*.html"))
    others = [path for name in ("*.xml", "*.svg", "*.opml", "*.json") for path in sorted(output.rglob(name))[:12]]
    return [path for path in [*pages, *others] if not path.name.startswith(".")]
