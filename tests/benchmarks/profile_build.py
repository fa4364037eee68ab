"""Where the time of our build goes: by room, by library and by function, on the benchmark's corpus, in one process.

The program is looked at again and again, by the clock of the processor's time, and what it is doing is counted. Unlike
a profiler that follows every call this slows nothing down, so small functions do not look dear; and it does not matter
how busy the machine is.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import hashlib
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType, FrameType
from typing import Self

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.layouts import LAYOUTS
from tests.benchmarks.report import RESULTS, renew
from tests.benchmarks.tools import CACHE, ROOT, snapshot

INTERVAL = 0.001
"""Seconds of the processor between two looks; it is the kernel's own tick, often 0.004, where that is longer."""
ROOMS = {
    "content": "parse",
    "assemble": "assemble",
    "evidence": "check evidence",
    "pages": "plan",
    "key": "key",
    "render": "render",
    "publish": "publish",
    "memo": "remember",
    "commands": "compose",
    "": "start and end",
}
"""Folders of the package and what is done there. What they use of text/, model/ and libraries counts for them."""
_KEYS = {"_planned", "template_keys", "engine_fingerprint"}
"""Functions that name pages and what they are made from, wherever they are."""


class Looks:
    """What was seen."""

    def __init__(self) -> None:
        self.count = 0
        self.collecting = 0.0
        """Seconds of the processor in the garbage collector, which are a part of those of rooms and functions."""
        self.collections = 0
        self.rooms: Counter[str] = Counter()
        self.own: Counter[CodeType] = Counter()
        self.libraries: Counter[str] = Counter()
        self.whole: Counter[CodeType] = Counter()
        """Each function once a look, however often it is on the stack."""

    def __enter__(self) -> Self:
        gc.callbacks.append(self._collected)
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
        return self

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        gc.callbacks.remove(self._collected)

    def _collected(self, phase: str, _info: object) -> None:
        if phase == "start":
            self.collecting -= time.process_time()
        else:
            self.collecting += time.process_time()
            self.collections += 1

    def _look(self, _number: int, frame: FrameType | None) -> None:
        self.count += 1
        if frame is not None:
            self.own[frame.f_code] += 1
        room = library = None
        seen = set()
        while frame is not None:
            code = frame.f_code
            seen.add(code)
            room = room or _room(code)
            library = library or _library(code.co_filename)
            frame = frame.f_back
        self.rooms[room or ""] += 1
        self.libraries[library or "Python"] += 1
        self.whole.update(seen)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the profile."""
    wanted = _arguments(arguments)
    sys.path.insert(0, str(snapshot(wanted.checkout, "profile")))
    folder = CACHE / "sites" / str(wanted.briefings) / "profile"
    _corpus(folder, wanted.briefings)
    text = "\n".join(_profile(folder, wanted))
    print(text)
    if wanted.write:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"profile-{wanted.briefings}.txt").write_text(text + "\n", encoding="utf-8")
        renew()
    return 0


def _profile(folder: Path, wanted: argparse.Namespace) -> Iterator[str]:
    _prepare(folder, wanted.briefings, wanted.edit)
    if wanted.no_gc:
        gc.disable()
    wall, cpu = time.perf_counter(), time.process_time()
    with Looks() as looks:
        _build(folder)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    each = cpu / max(1, looks.count)
    collector = ", no garbage collector" if wanted.no_gc else ""
    yield f"{wanted.briefings:,} briefings, {_EDITS[wanted.edit]}, one process{collector}"
    yield f"{wall:.2f} s, of these {cpu:.2f} s of the processor, looked at {looks.count:,} times"
    yield f"{looks.collections:,} collections of garbage, {looks.collecting:.2f} s of the processor"
    yield ""
    yield f"{'room':60}{'s':>8}{'%':>6}"
    for name, room in ROOMS.items():
        yield _line(room, looks.rooms[name], each, looks.count)
    yield ""
    yield f"{'library, what it calls of Python included':60}{'s':>8}{'%':>6}"
    for name, number in looks.libraries.most_common(wanted.functions):
        yield _line(name, number, each, looks.count)
    yield ""
    yield f"{'function, what it calls of Python in C included':60}{'s':>8}{'%':>6}"
    for code, number in looks.own.most_common(wanted.functions):
        yield _line(_shown(code), number, each, looks.count)
    yield ""
    yield f"{'function, with all that it calls':60}{'s':>8}{'%':>6}"
    for code, number in looks.whole.most_common(2 * wanted.functions):
        yield _line(_shown(code), number, each, looks.count)


def _line(name: str, number: int, each: float, count: int) -> str:
    return f"{name[-60:]:60}{number * each:8.2f}{100 * number / max(1, count):6.1f}"


def _room(code: CodeType) -> str | None:
    if "/site_builder/" not in code.co_filename:
        return None
    if code.co_name in _KEYS:
        return "key"
    room = code.co_filename.rpartition("/site_builder/")[2].partition("/")[0].removesuffix(".py")
    return room if room in ROOMS else None


def _library(file: str) -> str | None:
    if "/site-packages/" in file:
        return file.rpartition("/site-packages/")[2].partition("/")[0]
    if "/site_builder/" in file:
        return "ours: " + "/".join(file.rpartition("/site_builder/")[2].split("/")[:2])
    return "ours: compiled templates" if file.endswith(".html") else None


def _shown(code: CodeType) -> str:
    file = code.co_filename
    for marker in ("/site-packages/", "/site_builder/", "/themes/", "/templates/", "/lib/"):
        if marker in file:
            file = file.rpartition(marker)[2]
            break
    return f"{file}:{code.co_firstlineno} {code.co_name}"


_EDITS = {"cold": "cold build", "nothing": "nothing changed", "body": "one body edited", "title": "one title edited"}


def _corpus(folder: Path, size: int) -> None:
    """Write the corpus, unless it is there as it would be written."""
    stamp = folder / ".corpus"
    sources = b"".join((Path(__file__).parent / name).read_bytes() for name in ("corpus.py", "layouts.py"))
    digest = hashlib.sha256(sources).hexdigest()
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != digest:
        LAYOUTS["ours"].write(Corpus(size), folder)
        stamp.write_text(digest, encoding="utf-8")


def _prepare(folder: Path, size: int, edit: str) -> None:
    if edit == "cold":
        for name in ("output", ".site-builder"):
            shutil.rmtree(folder / name, ignore_errors=True)
        (folder / "content/addresses.json").unlink(missing_ok=True)
        return
    layout, briefing = LAYOUTS["ours"], Corpus(size)[size // 2]
    layout.write_briefing(folder, briefing)
    _build(folder)
    file = layout.file(folder, briefing)
    text = file.read_text(encoding="utf-8")
    if edit == "body":
        file.write_text(f"{text}\nOne sentence more.\n", encoding="utf-8")
    elif edit == "title":
        file.write_text(text.replace("title: ", "title: Edited ", 1), encoding="utf-8")


def _build(folder: Path) -> None:
    # Of the copy, which is on the path by now.
    from site_builder.commands.build import build
    from site_builder.commands.folders import folders_of
    from site_builder.commands.options import Options

    report = build(folders_of(folder), Options(now=dt.datetime.now(dt.UTC)))
    if report.problems:
        raise SystemExit("\n".join(map(str, report.problems[:10])))


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.profile_build", description=__doc__)
    parser.add_argument("-n", "--briefings", type=int, default=1_000)
    parser.add_argument("--edit", choices=_EDITS, default="cold", help="what was done before the build")
    parser.add_argument("--functions", type=int, default=25, help="how many functions are told")
    parser.add_argument("--no-gc", action="store_true", help="without the garbage collector")
    parser.add_argument("--checkout", type=Path, default=ROOT, help="where our source is; another one, to compare")
    parser.add_argument("--write", action="store_true", help="keep the profile for RESULTS.md")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
