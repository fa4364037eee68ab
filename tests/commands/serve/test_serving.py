"""A real server before a real Chromium: pages follow saves, mistakes lie over the last good page, Ctrl-C ends it."""

import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
from contextlib import contextmanager
from urllib.request import Request, urlopen

import pytest

from tests.laws.world import make_world

PATIENCE = 30_000
PANEL = "() => document.querySelector('site-builder-preview')?.shadowRoot.querySelector('pre')?.textContent ?? ''"


@contextmanager
def serving(root, *options):
    """A server's process and its address."""
    command = [sys.executable, "-u", "-m", "site_builder", "-C", str(root), "serve", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found is not None, (line, process.stderr.read())
        yield process, found[0].rstrip(";")
    finally:
        process.kill()
        process.communicate()


def get(url, **headers):
    """The status and the body at *url*."""
    try:
        with urlopen(Request(url, headers=headers), timeout=30) as given:  # noqa: S310
            return given.status, given.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


@pytest.fixture
def folders(tmp_path):
    return make_world(tmp_path, random.Random(1))


def test_the_server_answers_writes_no_output_and_ends_with_ctrl_c(folders):
    with serving(folders.root, "--port", "0") as (process, url):
        assert get(url)[0] == 200
        assert get(f"{url}no/")[0] == 404
        assert b"EventSource" in get(f"{url}_site-builder/live.js")[1]
        # A stream that is open does not keep it from ending.
        stream = urlopen(f"{url}_site-builder/events?page=/&key=", timeout=30)  # noqa: S310
        assert b"retry" in stream.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        stream.close()
    assert process.returncode == 130
    assert errors.splitlines()[-1] == "stopped"
    assert "Traceback" not in errors
    assert not folders.output.exists()


def test_a_strange_name_of_this_machine_is_refused(folders):
    with serving(folders.root, "--port", "0") as (_, url):
        assert get(url, Host="evil.example")[0] == 421
        assert get(url, Host="localhost:1")[0] == 200


def test_the_next_free_port_is_taken_unless_one_is_asked_for(folders):
    with serving(folders.root) as (_, first), serving(folders.root) as (_, second):
        assert first != second
        port = first.rstrip("/").rpartition(":")[2]
        command = [sys.executable, "-m", "site_builder", "-C", str(folders.root), "serve", "--port", port]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "SB007" in done.stderr


def shows(tab, words):
    tab.wait_for_function("words => document.body?.innerText.includes(words)", arg=words, timeout=PATIENCE)


def overlay(tab, words):
    tab.wait_for_function(f"words => ({PANEL})().includes(words)", arg=words, timeout=PATIENCE)
    return tab.evaluate(PANEL)


def no_overlay(tab):
    tab.wait_for_function(f"() => ({PANEL})() === ''", timeout=PATIENCE)


@pytest.mark.browser
@pytest.mark.slow
def test_a_tab_follows_what_is_saved(browser, folders):
    path = folders.content / "briefings/b1.md"
    text = path.read_text("utf-8")
    tab = browser.new_page()
    said = []
    tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    with serving(folders.root, "--port", "0") as (_, url):
        tab.goto(f"{url}briefings/b1/")
        path.write_text(f"{text}\nA body that was edited.\n", "utf-8")
        shows(tab, "A body that was edited.")

        # An editor that replaces the file, and leaves its own files beside it.
        (path.parent / ".b1.md.swp").write_bytes(b"\0\1")
        (path.parent / "b1.md~").write_text("title: [", "utf-8")
        draft = path.parent / "4913"
        draft.write_text(text.replace("title: Story", "title: Retold story"), "utf-8")
        draft.replace(path)
        shows(tab, "Retold story")

        # Half a file, then the whole.
        with path.open("w", encoding="utf-8") as file:
            file.write(text[:40])
            file.flush()
            time.sleep(0.05)
            file.write(text[40:].replace("title: Story", "title: Whole story"))
        shows(tab, "story")

        # A mistake lies over the last good page, with the words of the terminal.
        path.write_text(text.replace("title:", "titel:", 1), "utf-8")
        shown = overlay(tab, "SB102")
        assert tab.locator("h1").inner_text()
        command = [sys.executable, "-m", "site_builder", "-C", str(folders.root), "build"]
        assert shown.strip() in subprocess.run(command, check=False, capture_output=True, text=True).stderr
        assert re.search(r"\| titel: Story.*\n +\| \^", shown)
        path.write_text(text, "utf-8")
        no_overlay(tab)

        # A broken template: the page stays, and says why.
        (folders.root / "templates").mkdir()
        broken = folders.root / "templates/briefing.html"
        broken.write_text("{{ page.nothing.at.all }}", "utf-8")
        assert "templates/briefing.html" in overlay(tab, "templates/briefing.html")
        assert tab.locator("h1").inner_text()
        broken.unlink()
        no_overlay(tab)

        # A file that goes, and one that comes.
        path.rename(path.with_name("b1-renamed.md"))
        tab.wait_for_function("() => !document.querySelector('article')", timeout=PATIENCE)
        path.with_name("b1-renamed.md").rename(path)
        shows(tab, "Story")
        tab.goto(url)
        (path.parent / "new.md").write_text("---\ntitle: Brand new\nstatus: draft\n---\n\nText.\n", "utf-8")
        shows(tab, "Brand new")
        (folders.root / "themes/own/assets/style.css").write_text("body { color: rgb(1, 2, 3) }\n", "utf-8")
        tab.wait_for_function("() => getComputedStyle(document.body).color === 'rgb(1, 2, 3)'", timeout=PATIENCE)
    tab.wait_for_function(
        "() => document.querySelector('site-builder-preview').shadowRoot.textContent.includes('stopped')"
    )
    tab.close()
    # But for the page that was gone and the server that stopped, nothing was refused: the policy of the site holds.
    assert [text for text in said if "Content Security Policy" in text] == []


@pytest.mark.browser
@pytest.mark.slow
def test_a_site_that_is_broken_from_the_start_shows_itself_once_it_is_mended(browser, folders):
    settings = folders.content / "site.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("title:", "titel:", 1), "utf-8")
    tab = browser.new_page()
    with serving(folders.root, "--port", "0") as (_, url):
        assert tab.goto(url).status == 500
        overlay(tab, "content/site.yml")
        settings.write_text(text, "utf-8")
        shows(tab, "The world")
        folders.content.rename(folders.root / "elsewhere")
        overlay(tab, "there is no content/site.yml here")
        shows(tab, "The world")
        (folders.root / "elsewhere").rename(folders.content)
        no_overlay(tab)
    tab.close()


def test_a_port_below_a_path_leads_to_the_path(folders):
    settings = folders.content / "site.yml"
    settings.write_text(settings.read_text("utf-8").replace("example.org", "example.org/news"), "utf-8")
    with serving(folders.root, "--port", "0") as (_, url):
        assert url.endswith("/news/")
        assert get(url)[0] == 200
        with socket.create_connection((url.split("/")[2].split(":")[0], int(url.split(":")[2].split("/")[0]))) as raw:
            raw.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
            assert b"405" in raw.recv(200)
