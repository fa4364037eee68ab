"""Every call of the system that writes may fail: the old site stays whole, or the new one is; the next build heals.

SITE_BUILDER_TEST_FAULTS=1 lets each call of a build fail in turn, 7 every seventh.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.situations import Case, Runner, make_base

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).with_name("faults.c")
STEP = int(os.environ.get("SITE_BUILDER_TEST_FAULTS", "47"))
ERRORS = {name: getattr(errno, name) for name in ("ENOSPC", "EIO", "EACCES", "EMFILE")}
EDITED = {"content/site.yml": b"title: Another site\nbase_url: https://example.org\n"}


@pytest.fixture(scope="module")
def runner(tmp_path_factory):
    if sys.platform != "linux" or shutil.which("cc") is None:
        pytest.skip("calls are made to fail by a library that is compiled here, on Linux")
    library = tmp_path_factory.mktemp("library") / "faults.so"
    command = ["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"the library cannot be compiled: {done.stderr[:200]}")
    made = Runner(preload=library)
    yield made
    made.close()


@pytest.fixture(scope="module")
def base(runner, tmp_path_factory):
    root = tmp_path_factory.mktemp("base") / "site"
    make_base(runner, root)
    return root


def pages(root: Path) -> dict[str, bytes]:
    """What readers can see."""
    output = root / "output"
    files = (path for path in output.rglob("*") if path.is_file() and path.name != ".site-builder.json")
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def edit(root: Path) -> None:
    for name, data in EDITED.items():
        (root / name).write_bytes(data)


@pytest.mark.parametrize("name", ERRORS)
def test_a_call_that_fails_leaves_the_old_site_or_the_new_one(name, runner, base, tmp_path):
    aside = tmp_path / "aside"
    aside.mkdir()
    whole = tmp_path / "whole"
    shutil.copytree(base, whole)
    edit(whole)
    build = Case(name="build")
    assert runner.run(build, whole, aside).code == 0
    old, new = pages(base), pages(whole)
    assert old != new
    tried = failed = 0
    for at in range((list(ERRORS).index(name) * 17) % STEP, 100_000, STEP):
        root = tmp_path / "site"
        shutil.copytree(base, root)
        edit(root)
        result = runner.run(build, root, aside, fault=(at, ERRORS[name]))
        where = f"{name} at call {at}: {result.text[-1000:]}"
        assert result.code in {0, 1}, where
        assert "Traceback" not in result.text, where
        found = pages(root)
        if result.code:
            failed += 1
            assert found in (old, new), where
            assert re.search(r"error SB\d+", result.text), where
            assert "hint: " in result.text, where
        else:
            assert found == new, where
        healed = runner.run(build, root, aside)
        assert healed.code == 0, where + healed.text
        assert pages(root) == new, where
        # What could not be removed goes with the next build that has something to do.
        (root / "content/site.yml").write_bytes(b"title: A third\nbase_url: https://example.org\n")
        assert runner.run(build, root, aside).code == 0
        left = {path.name for path in root.iterdir()} - {"content", "output", ".site-builder"}
        assert left == set(), where
        shutil.rmtree(root)
        tried += 1
        if not result.fired:
            break
    print(f"{tried} calls failed with {name}; {failed} of them stopped the build")
    assert failed > 3


@pytest.mark.parametrize("name", ["ENOSPC", "EIO"])
def test_ingest_that_fails_half_way_is_taken_up_again(name, runner, base, tmp_path):
    aside = tmp_path / "aside"
    aside.mkdir()
    article = (
        b"A harbour opens again\n\nThe harbour of Ruritania opened again on Monday, the mayor said.\n\nShips came.\n"
    )

    def made(root: Path) -> dict[str, bytes]:
        files = (path for path in (root / "content").rglob("*") if path.is_file())
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}

    whole = tmp_path / "whole"
    shutil.copytree(base, whole)
    (whole / "news.txt").write_bytes(article)
    now = {"SOURCE_DATE_EPOCH": "1790000000"}
    call = Case(name="ingest", arguments=("ingest", "news.txt"), environment=now)
    assert runner.run(call, whole, aside).code == 0
    expected = made(whole)
    for at in range(0, 100_000, max(STEP // 8, 1)):
        root = tmp_path / "site"
        shutil.copytree(base, root)
        (root / "news.txt").write_bytes(article)
        result = runner.run(call, root, aside, fault=(at, ERRORS[name]))
        where = f"{name} at call {at}: {result.text[-1000:]}"
        assert result.code in {0, 1}, where
        assert "Traceback" not in result.text, where
        healed = runner.run(call, root, aside)
        assert healed.code == 0, where + healed.text
        assert made(root) == expected, where
        shutil.rmtree(root)
        if not result.fired:
            break
