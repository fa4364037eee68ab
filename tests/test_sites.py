"""Golden sites: small site folders, and what becomes of them. `pytest --update` renews what is expected."""

import difflib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SITES = Path(__file__).parent / "sites"
THEMES = Path(__file__).parents[1] / "themes"
WRITTEN = ("content", "templates", "themes")
RECORD = ".site-builder.json"
# The address of a file of a theme holds a piece of its digest. It is left out here, so that not every page changes with
# a line of the theme's style.
DIGEST = re.compile(rb"(?<=\.)[0-9a-f]{10}(?=\.[a-z])")


@pytest.fixture
def site(request, tmp_path):
    """A copy of the golden site that the test names, to be built."""
    for part in WRITTEN:
        if (SITES / request.param / part).exists():
            shutil.copytree(SITES / request.param / part, tmp_path / request.param / part)
    return tmp_path / request.param


def build(site, *options):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SITE_BUILDER_")}
    environment |= {"SOURCE_DATE_EPOCH": "1780272000", "NO_COLOR": "1"}  # 2026-06-01
    command = [sys.executable, "-m", "site_builder", "-C", site.name, "build", *options]
    return subprocess.run(
        command, cwd=site.parent, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def tree(folder):
    """Every file of an output folder, pieces of digests left out, as are copies of the program's own theme files."""
    own = {path.read_bytes() for path in THEMES.glob("*/assets/**/*") if path.is_file()}
    files = ((path.relative_to(folder), path.read_bytes()) for path in folder.rglob("*") if path.is_file())
    return {
        DIGEST.sub(b"DIGEST", name.as_posix().encode()).decode(): DIGEST.sub(b"DIGEST", described(name, data))
        for name, data in files
        if name.name != RECORD and data not in own
    }


def described(name, data):
    """*data*; of pictures that are drawn only the size, since their dots vary with the libraries that draw."""
    if name.suffix == ".png":
        width, height = (int.from_bytes(data[start : start + 4], "big") for start in (16, 20))
        return f"PNG, {width} x {height}\n".encode()
    return b"ICO\n" if name.suffix == ".ico" else data


def check(expected, found, updating):
    """Compare two trees, or make *found* the expected one."""
    if updating:
        shutil.rmtree(expected, ignore_errors=True)
        for name, data in found.items():
            path = expected / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return
    files = (path for path in expected.rglob("*") if path.is_file())
    wanted = {path.relative_to(expected).as_posix(): path.read_bytes() for path in files}
    told = "".join(
        line for name in sorted(wanted | found) for line in difference(name, wanted.get(name), found.get(name))
    )
    if told:
        pytest.fail(f"{told[:10_000]}\nIf this is as it should be: pytest --update", pytrace=False)


def difference(name, wanted, found):
    if wanted == found:
        return []
    before, after = ((data or b"").decode("utf-8", "replace").splitlines(keepends=True) for data in (wanted, found))
    return difflib.unified_diff(before, after, f"expected/{name}", f"found/{name}")


@pytest.mark.parametrize("site", ["tiny", "themed", "multilingual", "parts"], indirect=True)
def test_a_site_becomes_what_is_expected_of_it(site, updating):
    done = build(site, "--strict")
    assert (done.returncode, done.stderr) == (0, "")
    check(SITES / site.name / "expected", tree(site / "output"), updating)


@pytest.mark.parametrize("site", ["broken"], indirect=True)
def test_ten_broken_inputs_are_told_in_one_run_with_file_line_and_hint(site, updating):
    (site / "output").mkdir()
    (site / "output" / "index.html").write_text("as it was", encoding="utf-8")
    done = build(site)
    assert (done.returncode, done.stdout) == (1, "")
    check(SITES / site.name / "expected", {"report.txt": done.stderr.encode()}, updating)
    assert tree(site / "output") == {"index.html": b"as it was"}
    assert {path.name for path in site.iterdir()} <= {"content", "output", "templates", ".site-builder"}


BROKEN = [
    # (what is broken, path, line, code)
    ("bad YAML", "content/briefings/bad-yaml.md", 3, "SB101"),
    ("wrong type", "content/briefings/wrong-type.md", 4, "SB103"),
    ("unknown key", "content/briefings/unknown-name.md", 2, "SB102"),
    ("unclosed front matter", "content/briefings/never-closed.md", 1, "SB111"),
    ("not UTF-8", "content/briefings/not-utf-8.md", 6, "SB110"),
    ("duplicate slug", "content/briefings/two.md", 4, "SB130"),
    ("unknown wiki link", "content/briefings/wiki-link.md", 8, "SB201"),
    ("impossible date", "content/briefings/impossible-date.md", 4, "SB120"),
    ("template error", "templates/page.html", 3, "SB302"),
    ("missing theme", "content/site.yml", 3, "SB301"),
]


@pytest.mark.parametrize(("path", "line", "code"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_the_report_that_is_expected_names_each_of_the_ten(path, line, code):
    report = (SITES / "broken" / "expected" / "report.txt").read_text(encoding="utf-8")
    (said,) = (part for part in report.split("\n\n") if part.startswith(f"{path}\n"))
    # The problem itself, then excerpt, caret and hint further to the right.
    assert re.search(rf"^ *{line}(:\d+)?  error {code}  .*(\n {{11}}.*)*\n {{11}}hint: ", said, re.MULTILINE)
