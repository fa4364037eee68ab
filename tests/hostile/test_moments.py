"""Moments: signals, readers that go away, and others who are at work at the same time. All through the command line."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_builder.commands.folders import Folders
from site_builder.disk.lock import locked
from tests.hostile.situations import ROOT
from tests.laws.world import make_world, retitle, tree

if sys.platform == "win32":
    pytest.skip("Windows knows no such signals", allow_module_level=True)

pytestmark = pytest.mark.slow

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "SOURCE_DATE_EPOCH": "1780000000"}
COMMAND = [sys.executable, "-m", "site_builder"]


def begun(root: Path, *arguments: str, **more) -> subprocess.Popen[str]:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **more}
    return subprocess.Popen([*COMMAND, "-C", str(root), *arguments], env=ENVIRONMENT, **pipes)


def done(root: Path, *arguments: str, **more) -> tuple[int, str]:
    process = begun(root, *arguments, **more)
    out, err = process.communicate(timeout=120)
    return process.returncode, (out or "") + (err or "")


@pytest.fixture
def site(tmp_path):
    folders = make_world(tmp_path / "site", random.Random(5), briefings=30)
    assert done(folders.root, "build")[0] == 0
    # From the second edition on the one before is kept beside the site, where it is large.
    retitle(folders, "The edition before")
    assert done(folders.root, "build")[0] == 0
    return folders


def beside(folders: Folders) -> list[str]:
    """What lies beside the output."""
    return sorted(path.name for path in folders.root.iterdir())


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_build_that_is_asked_to_end_leaves_the_old_site_or_the_new_one(site, name):
    before = tree(site.output)
    neighbours = beside(site)
    number = getattr(signal, name)
    for seconds in (0.5, 1.0, 1.5, 2.0):
        retitle(site, f"Title {seconds}")
        with begun(site.root, "build", "-j", "2", start_new_session=True) as process:
            time.sleep(seconds)
            process.send_signal(number)
            _, err = process.communicate(timeout=60)
        assert "bug in site-builder" not in err
        if process.returncode != 0:
            assert process.returncode in {130, 128 + number, -number}, err
    assert done(site.root, "build")[0] == 0
    assert tree(site.output) != before
    assert beside(site) == neighbours


def test_a_reader_that_goes_away_harms_nothing(site):
    retitle(site, "Nobody listens")
    reading, writing = os.pipe()
    os.close(reading)
    code, said = done(site.root, "build", stdout=writing)
    os.close(writing)
    assert code in {0, 1}
    assert "Traceback" not in said
    assert b"Nobody listens" in (site.output / "index.html").read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_what_cannot_be_said_is_told_where_it_can_be(site):
    retitle(site, "Nothing can be said")
    with Path("/dev/full").open("w") as full:
        code, said = done(site.root, "build", stdout=full)
    assert code == 1
    assert "cannot be written" in said
    assert "Traceback" not in said
    assert b"Nothing can be said" in (site.output / "index.html").read_bytes()


def test_closed_streams_harm_nothing(site):
    retitle(site, "All is closed")
    command = " ".join(["exec", sys.executable, "-m", "site_builder", "-C", f"'{site.root}'", "build", "<&- >&- 2>&-"])
    assert subprocess.run(["sh", "-c", command], env=ENVIRONMENT, check=False, timeout=120).returncode == 0
    assert b"All is closed" in (site.output / "index.html").read_bytes()


def test_two_builds_at_once_both_end_with_the_new_site(site):
    neighbours = beside(site)
    retitle(site, "Both of them")
    processes = [begun(site.root, "build", "-j", "1") for _ in range(3)]
    said = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    assert b"Both of them" in (site.output / "index.html").read_bytes()
    assert done(site.root, "build", "-j", "1")[0] == 0
    assert beside(site) == neighbours


def test_an_ingest_waits_for_another_and_then_says_who_it_is(site, tmp_path):
    article = tmp_path / "news.txt"
    article.write_text("A harbour opens\n\nThe harbour of Ruritania opened again on Monday, its mayor said.\n")
    with locked(site.content / ".ingest.lock"):
        code, said = done(site.root, "ingest", str(article))
    assert code == 1
    assert "SB505" in said
    assert f"process {os.getpid()}" in said
    assert done(site.root, "ingest", str(article))[0] == 0
    assert not (site.content / ".ingest.lock").exists()


def test_two_ingests_at_once_take_in_everything_once(site, tmp_path):
    for number in range(6):
        name = "abcdef"[number] * 4
        text = f"Harbour {name} opens\n\nThe harbour {name} opened again on Monday, its mayor said to us.\n"
        (tmp_path / f"news{number}.txt").write_text(text)
    files = [str(path) for path in sorted(tmp_path.glob("news*.txt"))]
    processes = [begun(site.root, "ingest", "-j", "1", *files) for _ in range(3)]
    said = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    records = list((site.content / "articles").glob("*/article.yml"))
    assert len(records) == 1 + len(files)


def test_readers_of_fifty_pages_and_their_assets_never_miss_one_while_the_site_is_rebuilt(site):
    rng = random.Random(7)
    pages = [path.relative_to(site.output) for path in sorted(site.output.rglob("*.html"))[:50]]
    assert len(pages) == 50
    harm: list[str] = []
    seen: set[str] = set()
    looks = assets = 0
    rebuilds = int(os.environ.get("SITE_BUILDER_TEST_REBUILDS", "8"))
    command = [sys.executable, "-m", "tests.hostile.rebuilds", str(site.root), str(rebuilds)]
    with subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            looks += 1
            found = look(site.output, rng.choice(pages))
            if isinstance(found, str):
                harm.append(found)
            else:
                assets += len(found)
                seen |= found
        _, err = process.communicate()
    assert process.returncode == 0, err
    assert harm == []
    # Each edition had files of its own, and of most of them a page was seen.
    assert len(seen) > rebuilds
    print(f"{rebuilds} rebuilds, {looks:,} looks at pages, {assets:,} at {len(seen)} assets; none was missing or mixed")


def look(output: Path, page: Path) -> set[str] | str:
    """The assets of our own that *page* names, all of which are there at that moment; or what is wrong."""
    # The folder as it is at this moment: a switch gives its name to another one.
    folder = os.open(output, os.O_RDONLY | os.O_DIRECTORY)
    try:
        data = read_at(folder, page.as_posix())
        if not data.rstrip().endswith(b"</html>"):
            return f"{page} is cut after {len(data)} bytes"
        names = set(re.findall(r'(?:href|src)="/(assets/[^"?#]+)"', data.decode()))
        for name in names:
            if not read_at(folder, name):
                return f"{name} is empty, which {page} names"
    except OSError as error:
        # Of a folder that has made room meanwhile the next edition is made: that was not one moment.
        is_past = not os.path.samestat(os.fstat(folder), output.stat())
        return set() if is_past else f"{page}: {error}"
    finally:
        os.close(folder)
    return names


def read_at(folder: int, name: str) -> bytes:
    with open(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as file:  # noqa: PTH123 - of a handle
        return file.read()
