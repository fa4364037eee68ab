"""How long a save takes to show in a browser: our server's preview beside Hugo's and Eleventy's, in a real Chromium.

A tab stands open on a briefing. A word is added to the file, and the clock runs until the tab shows it, whatever the
server and the page do in between. It prints, and asserts nothing about time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, sync_playwright

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.tools import ROOT, MissingError, Tool, ours, peer, snapshot

PORT = 18_400
EDITS = ("body", "title")
_PATIENCE = 120.0
_SEEN = "word => document.body !== null && document.body.innerText.includes(word)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table: the first page after the start, then the median and the worst of the edits, in milliseconds."""
    wanted = _arguments(arguments)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("there is no Chromium here", file=sys.stderr)
        return 1
    corpus = Corpus(wanted.briefings)
    print(f"{wanted.briefings:,} briefings; milliseconds from the save to the tab, {wanted.runs} saves each")
    print(f"{'server':18}{'first page':>12}" + "".join(f"{edit + ' median':>16}{'worst':>9}" for edit in EDITS))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in wanted.only:
            try:
                tool = ours(None, snapshot(ROOT, "serve"), ROOT) if name == "ours" else peer(name)
            except MissingError as error:
                print(f"{name:18}missing: {error}")
                continue
            with tempfile.TemporaryDirectory(dir=wanted.folder) as folder:
                tool.layout.write(corpus, Path(folder))
                print(_measured(browser.new_page(), tool, Path(folder), corpus, wanted.runs), flush=True)
        browser.close()
    return 0


def _measured(tab: Page, tool: Tool, folder: Path, corpus: Corpus, runs: int) -> str:
    briefing = corpus[len(corpus) // 2]
    file, address = tool.layout.file(folder, briefing), f"http://127.0.0.1:{PORT}/briefings/{briefing.slug}/"
    began = time.perf_counter()
    with _server(tool, folder, address):
        first = 1000 * (time.perf_counter() - began)
        tab.goto(address)
        # Some servers open their own connection a moment after the page.
        time.sleep(2)
        said = f"{tool.name:18}{first:12,.0f}"
        text = file.read_text(encoding="utf-8")
        for edit in EDITS:
            times = []
            for number in range(runs):
                word = f"{edit}word{number}"
                edited = f"{text}\n{word}\n" if edit == "body" else text.replace("title: ", f"title: {word} ", 1)
                edited = edited.replace(f'title: {word} "', f'title: "{word} ', 1)
                began = time.perf_counter()
                file.write_text(edited, encoding="utf-8")
                try:
                    tab.wait_for_function(_SEEN, arg=word, polling=4, timeout=1000 * _PATIENCE)
                except Error as error:
                    return f"{said}   {edit}: {str(error).splitlines()[0]}"
                times.append(1000 * (time.perf_counter() - began))
                time.sleep(1.5 if len(corpus) < 5000 else 6)
            said += f"{statistics.median(times):16,.0f}{max(times):9,.0f}"
    return said


@contextmanager
def _server(tool: Tool, folder: Path, address: str) -> Iterator[None]:
    """*tool*'s server, answering at *address*."""
    options = {
        "hugo": ("server", "--port", str(PORT), "--bind", "127.0.0.1", "--disableFastRender"),
        "eleventy": ("--serve", f"--port={PORT}"),
    }
    command = [sys.executable, "-m", "site_builder", "serve", "--port", str(PORT)]
    if tool.name != "ours":
        command = [*tool.command, *options[tool.name]]
    environment = {**os.environ, **tool.env}
    log = folder / "server.log"
    with log.open("w", encoding="utf-8") as out:
        process: subprocess.Popen[Any] = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=out, stderr=out, start_new_session=True
        )
    try:
        _wait(address, process, log)
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _wait(address: str, process: subprocess.Popen[Any], log: Path) -> None:
    until = time.monotonic() + 10 * _PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise MissingError((log.read_text(encoding="utf-8").strip().splitlines() or ["it ended"])[-1])
        try:
            with urllib.request.urlopen(address, timeout=_PATIENCE):  # noqa: S310  our own server's
                return
        except urllib.error.HTTPError as error:
            if error.code >= 500:
                raise MissingError(f"it answered {error.code}: {log.read_text(encoding='utf-8')[-300:]}") from None
            time.sleep(0.02)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise MissingError("it did not answer")


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--briefings", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument(
        "--folder", default=None, help="where the sites are written for the time; the system's otherwise"
    )
    parser.add_argument("--only", type=lambda text: text.split(","), default=["ours", "hugo", "eleventy"])
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
