"""Hostile situations as values, and what is asked of each: one way of trying them all.

A case changes a small site that was built before, runs the command line, and is judged: the exit code is a documented
one, there is no traceback, time and memory are bounded, errors have a code and a place and leave the output as it was,
pages are whole and safe, nothing is written elsewhere.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import html5lib

from site_builder.model.codes import CODES
from tests.hostile.server import MEMORY

ROOT = Path(__file__).parents[2]
SECONDS = 10
Maker = Callable[[Path], object]
Files = Mapping[str, str | bytes | Maker]

SITE = """\
title: A site
base_url: https://example.org
description: It is tried.
navigation: [about]
feeds: {items: 5}
"""
BASE: dict[str, str] = {
    "content/site.yml": SITE,
    "content/topics.yml": "- {id: trade, title: Trade, description: What is bought and sold.}\n",
    "content/entities.yml": "- {id: acme, name: Acme, kind: organisation, description: A company.}\n",
    "content/sources.yml": "- {id: herald, name: The Herald, homepage: 'https://herald.example'}\n",
    "content/articles/first/article.yml": (
        "id: first\nsha256: 1d135182065e146dfedf42e7c3576fd042f0b9073d256b3699e59d3542f3245d\ntitle: First\n"
    ),
    "content/pages/about.md": "---\ntitle: About\n---\n\nOf this site.\n",
    "content/briefings/one.md": (
        "---\ntitle: One\ndate: 2026-01-02\nsummary: The first one.\nsource: The Herald\ntopics: [trade]\n"
        "entities: [Acme]\n---\n\nText of one, about [[Acme]].\n"
    ),
    "content/briefings/two.md": "---\ntitle: Two\ndate: 2026-01-03\nsummary: The second.\n---\n\n[One](one.md).\n",
    "content/assets/map.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
}
X = "content/briefings/x.md"
"""Where most cases put their text."""
_OURS = {"output", ".site-builder", ".output.site-builder-work"}
_PLACE = re.compile(r"^ +(?:(?P<line>\d+)(?::(?P<column>\d+))?)?  +(?P<severity>error|warning) (?P<code>SB\d{3})  (.*)")
_SAFE = re.compile(r"(?:https?|mailto|tel):|[/#.?\w%-][^:]*$|$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A situation, and what may become of it."""

    name: str
    files: Files = field(default_factory=dict)
    """By path below the site's folder: text, bytes, or a function that makes something there."""
    says: str | tuple[str, ...] = ()
    """Codes, all of which are told as errors or warnings; none: a page is made, and no error told."""
    line: int | None = None
    """Of the first problem."""
    shows: tuple[str, ...] = ()
    """Texts that stand on a page, or in what is said."""
    arguments: tuple[str, ...] = ("build", "-j", "1")
    environment: Mapping[str, str] = field(default_factory=dict)
    code: int | None = None
    """The exit code; 1 where an error is told, else 0, unless something else is said here."""
    limits: Mapping[str, int] = field(default_factory=dict)
    umask: int = 0o022
    either: bool = False
    """Whether a page will do as well as a problem: then only the general demands hold."""
    needs: Callable[[], str | None] = lambda: None
    """Why it cannot be tried here; None where it can."""
    writes: tuple[str, ...] = ()
    """What besides the output it may write, as beginnings of paths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A problem as it was printed."""

    path: str
    line: int | None
    severity: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a call."""

    code: int
    seconds: float
    memory: int
    text: str
    """All that was said."""
    fired: bool = False
    """Whether a call was made to fail."""
    problems: tuple[Said, ...]


class Runner:
    """Calls the command line: each call in a process of its own, forked from one that has it loaded already."""

    def __init__(self, *, preload: Path | None = None) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}
        if preload is not None:
            environment["LD_PRELOAD"] = str(preload)
        command = [sys.executable, "-m", "tests.hostile.server"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment, cwd=ROOT)

    def run(self, case: Case, folder: Path, aside: Path, *, fault: tuple[int, int] | None = None) -> Result:
        """Run the command of *case* in *folder*; what it says goes into *aside*.

        *fault* lets one call that writes fail: how many succeed before it, and the number of the error.
        """
        call = {
            "arguments": case.arguments,
            "folder": str(folder),
            "environment": dict(case.environment),
            "stdout": str(aside / "stdout"),
            "stderr": str(aside / "stderr"),
            "seconds": SECONDS,
            "limits": dict(case.limits),
            "umask": case.umask,
            "fault": fault,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(call) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        said = "".join((aside / name).read_text("utf-8", "replace") for name in ("stdout", "stderr"))
        return Result(**answer, text=said, problems=tuple(problems_in(said)))

    def close(self) -> None:
        """End the process behind it."""
        self._process.communicate()


def problems_in(text: str) -> list[Said]:
    """The problems in what was printed."""
    found, path = [], ""
    for line in text.split("\n"):
        match = _PLACE.match(line)
        if match is not None:
            number = int(match["line"]) if match["line"] else None
            found.append(Said(path=path, line=number, severity=match["severity"], code=match["code"]))
        elif line and not line.startswith(" "):
            path = line
    return found


def make_base(runner: Runner, root: Path) -> None:
    """The small site at *root*, built."""
    put(root, BASE)
    aside = root.parent / "aside"
    aside.mkdir(exist_ok=True)
    result = runner.run(Case(name="base"), root, aside)
    assert result.code == 0, result.text


def put(root: Path, files: Files) -> None:
    """Make *files* below *root*."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            path.write_bytes(content.encode("utf-8", "surrogatepass"))
        elif isinstance(content, bytes):
            path.write_bytes(content)
        else:
            content(path)


def judge(case: Case, runner: Runner, base: Path, place: Path) -> list[str]:
    """Try *case* on a copy of the site at *base*, in the folder *place*; what is wrong."""
    place.mkdir()
    root = place / "site"
    shutil.copytree(base, root, symlinks=True)
    (place / "outside").mkdir()
    (place / "outside" / "canary").write_text("canary")
    aside = place.parent / f"{place.name}-said"
    aside.mkdir(exist_ok=True)
    put(root, case.files)
    output, others = footprint(root / "output"), _others(place)
    result = runner.run(case, root, aside)
    return [
        *_of_the_call(case, result),
        *_of_the_problems(case, result),
        *_of_the_output(case, result, root / "output", output),
        *(f"touched {name}" for name in _changed(others, _others(place)) if not name.startswith(case.writes or "\0")),
        *_of_what_is_shown(case, result, root / "output"),
    ]


def footprint(folder: Path) -> dict[str, object]:
    """What *folder* holds, by what changes when it is written."""
    found: dict[str, object] = {}
    for at, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = os.path.join(at, name)  # noqa: PTH118 - names may be no text
            status = os.lstat(path)
            is_folder = os.path.isdir(path)  # noqa: PTH112
            shown = os.path.relpath(path, folder).encode("utf-8", "backslashreplace").decode()
            found[shown] = (status.st_mode, *(() if is_folder else (status.st_size, status.st_mtime_ns)))
    return found


def _others(place: Path) -> dict[str, object]:
    """All but what is the tool's own."""
    found = footprint(place)
    ours = tuple(f"site/{name}" for name in _OURS)
    return {name: what for name, what in found.items() if not name.startswith(ours) and "addresses.json" not in name}


def _changed(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _of_the_call(case: Case, result: Result) -> list[str]:
    wrong = []
    if result.code < 0:
        wrong.append(f"died of signal {-result.code}")
    if "Traceback" in result.text or "is a bug" in result.text:
        wrong.append("traceback: " + result.text[-1500:])
    if result.seconds > SECONDS or result.memory > MEMORY:
        wrong.append(f"took {result.seconds:.1f} s and {result.memory >> 20} MiB")
    if result.code not in {0, 1, 2, 130} or (case.code is None and result.code == 2):
        wrong.append(f"exit code {result.code}: {result.text[-500:]}")
    if case.code is not None and result.code != case.code:
        wrong.append(f"exit code {result.code}, not {case.code}: {result.text[-500:]}")
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", result.text):
        wrong.append("a control character reached the terminal")
    return wrong


def _of_the_problems(case: Case, result: Result) -> list[str]:
    wrong = []
    told = {problem.code for problem in result.problems}
    codes = {case.says} if isinstance(case.says, str) else set(case.says)
    errors = [problem for problem in result.problems if problem.severity == "error"]
    if not codes <= told:
        wrong.append(f"said {sorted(told)}, not {sorted(codes)}: {result.text[:800]}")
    if not codes and not case.either and case.code is None and errors:
        wrong.append(f"said {errors}: {result.text[:800]}")
    if told - CODES.keys():
        wrong.append(f"unknown codes {told - CODES.keys()}")
    if case.code is None and result.code != (1 if errors else 0):
        wrong.append(f"exit code {result.code} with {len(errors)} errors: {result.text[:500]}")
    if case.line is not None and (not result.problems or case.line not in {one.line for one in result.problems}):
        wrong.append(f"lines {[problem.line for problem in result.problems]}, not {case.line}: {result.text[:500]}")
    if len(result.text) > 400_000:
        wrong.append(f"said {len(result.text)} characters")
    return wrong


def _of_the_output(case: Case, result: Result, output: Path, before: Mapping[str, object]) -> list[str]:
    if result.code != 0 or case.arguments[0] != "build":
        touched = _changed(before, footprint(output)) if output.exists() or before else []
        return [f"the output was touched: {touched[:5]}"] if touched else []
    wrong = []
    for path in sorted(output.rglob("*.html")):
        if path.is_file() and path.stat().st_size < 3_000_000:
            wrong += [f"{path.relative_to(output)}: {harm}" for harm in unsafe(path.read_text("utf-8"))]
    return wrong


def _of_what_is_shown(case: Case, result: Result, output: Path) -> list[str]:
    if not case.shows:
        return []
    texts = [result.text, *(path.read_text("utf-8", "replace") for path in output.rglob("*") if path.is_file())]
    return [f"nowhere: {text!r}: {result.text[-800:]}" for text in case.shows if not any(text in one for one in texts)]


def unsafe(page: str) -> list[str]:
    """What of a page could do harm, or shows that it is not whole."""
    found = []
    if not page.rstrip().endswith("</html>"):
        found.append("it is not whole")
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    for element in tree.iter():
        name = str(element.tag)
        if name in {"iframe", "object", "embed", "applet", "base"}:
            found.append(f"<{name}>")
        if name == "script" and element.get("type") != "application/ld+json" and "src" not in element.attrib:
            found.append(f"<script>{(element.text or '')[:60]}")
        for attribute, value in element.attrib.items():
            if str(attribute).lower().startswith("on") or attribute in {"style", "srcdoc"}:
                found.append(f"{attribute}={value[:60]}")
            if attribute in {"href", "src", "action", "formaction", "data"}:
                bare = re.sub(r"[\x00-\x20]", "", value)
                if not _SAFE.match(bare):
                    found.append(f"{attribute}={value[:60]}")
    return found


def briefing(body: str = "Text.", **fields: Any) -> str:
    """A briefing with *fields*, which are written as they are."""
    head = "".join(f"{name}: {value}\n" for name, value in {"title": "X", "summary": "S.", **fields}.items())
    return f"---\n{head}---\n\n{body}\n"
