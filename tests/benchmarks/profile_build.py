"""Where the time of our build goes: by room, by library and by function, on the benchmark's corpus, in one process.

The seconds of the rooms are measured without the profiler, which makes small functions look dear; those of the
functions with it.
"""

from __future__ import annotations

import argparse
import cProfile
import datetime as dt
import gc
import importlib
import pstats
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.layouts import LAYOUTS
from tests.benchmarks.report import RESULTS, renew
from tests.benchmarks.tools import CACHE, ROOT, snapshot

ROOMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("look for changes", ("commands.unchanged:look",)),
    ("parse", ("commands.making:load_content", "commands.build:load_content")),
    ("theme", ("commands.making:load_theme", "commands.build:load_theme")),
    ("assemble", ("commands.making:assemble", "commands.build:assemble")),
    ("evidence", ("commands.making:check_evidence",)),
    ("memory", ("memo:Memo.get_many", "memo:Memo.put_many", "memo:Memo.prune")),
    ("plan", ("commands.making:plan", "commands.build:plan")),
    ("key", ("commands.edition:_planned", "commands.build:_keys")),
    ("render", ("commands.edition:render_job", "commands.build:_render")),
    ("read record", ("commands.making:read_record", "commands.build:read_record")),
    ("publish", ("commands.making:publish", "commands.build:publish")),
)
"""Rooms, and the functions in whose time they are: in the module where they are looked up, those that exist."""

Function = tuple[str, int, str]


class Clock:
    """Seconds of the processor by room; the time of a room within another counts for the inner one only."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._stack: list[str] = []
        self._since = time.process_time()

    def start(self) -> None:
        """Begin; what no room is charged with is the rest."""
        self._since = time.process_time()

    def stop(self) -> None:
        """End."""
        self._pass()

    def timed(self, room: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """*function*, on the clock; what it yields is on the clock as well."""

        def call(*args: Any, **kwargs: Any) -> Any:
            self._enter(room)
            try:
                result = function(*args, **kwargs)
            finally:
                self._leave()
            return self._each(room, result) if isinstance(result, Iterator) else result

        return call

    def _each(self, room: str, items: Iterator[Any]) -> Iterator[Any]:
        while True:
            self._enter(room)
            try:
                item = next(items)
            except StopIteration:
                return
            finally:
                self._leave()
            yield item

    def _enter(self, room: str) -> None:
        self._pass()
        self._stack.append(room)

    def _leave(self) -> None:
        self._pass()
        self._stack.pop()

    def _pass(self) -> None:
        now = time.process_time()
        self.seconds[self._stack[-1] if self._stack else ""] += now - self._since
        self._since = now


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the profile."""
    wanted = _arguments(arguments)
    folder = CACHE / "sites" / str(wanted.briefings) / "profile"
    if not folder.is_dir():
        LAYOUTS["ours"].write(Corpus(wanted.briefings), folder)
    sys.path.insert(0, str(snapshot(wanted.checkout, "profile")))
    lines = [f"{wanted.briefings:,} briefings, {'nothing changed' if wanted.warm else 'cold build'}, one process"]
    lines += _by_room(folder, warm=wanted.warm, collect=not wanted.no_gc)
    lines += _by_function(folder, warm=wanted.warm, count=wanted.functions)
    text = "\n".join(lines)
    print(text)
    if wanted.write:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"profile-{wanted.briefings}.txt").write_text(text + "\n", encoding="utf-8")
        renew()
    return 0


def _by_room(folder: Path, *, warm: bool, collect: bool) -> Iterator[str]:
    _prepare(folder, warm=warm)
    clock = Clock()
    modules = [f"site_builder.{place.partition(':')[0]}" for _, places in ROOMS for place in places]
    for name in dict.fromkeys(modules):
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:
            continue
    undo = [step for room, places in ROOMS for place in places for step in _put_on_the_clock(clock, room, place)]
    if not collect:
        gc.disable()
    started, cpu = time.perf_counter(), time.process_time()
    try:
        clock.start()
        _build(folder)
        clock.stop()
    finally:
        gc.enable()
        for step in undo:
            step()
    wall, cpu = time.perf_counter() - started, time.process_time() - cpu
    yield f"{wall:.2f} s, of these {cpu:.2f} s of the processor{'' if collect else ', without the garbage collector'}"
    yield ""
    yield f"{'room':20}{'s':>8}{'%':>6}"
    for room in (*(name for name, _ in ROOMS), ""):
        seconds = clock.seconds.get(room, 0.0)
        yield f"{room or 'the rest':20}{seconds:8.2f}{100 * seconds / cpu:6.1f}"
    yield ""


def _put_on_the_clock(clock: Clock, room: str, place: str) -> Iterator[Callable[[], None]]:
    module, _, path = place.partition(":")
    owner: Any = sys.modules.get(f"site_builder.{module}")
    *above, name = path.split(".")
    for part in above:
        owner = getattr(owner, part, None)
    function = getattr(owner, name, None)
    if function is not None:
        setattr(owner, name, clock.timed(room, function))
        yield lambda: setattr(owner, name, function)


def _by_function(folder: Path, *, warm: bool, count: int) -> Iterator[str]:
    _prepare(folder, warm=warm)
    profile = cProfile.Profile(time.process_time)
    profile.runcall(_build, folder)
    stats: dict[Function, Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    total = sum(own for _, _, own, _, _ in stats.values())
    yield f"With the profiler: {total:.2f} s"
    yield ""
    yield f"{'by library, what it calls of Python itself included':60}{'s':>8}{'%':>6}"
    for name, seconds in sorted(_by_library(stats).items(), key=lambda pair: -pair[1])[:24]:
        yield f"{name:60}{seconds:8.2f}{100 * seconds / total:6.1f}"
    yield ""
    yield f"{'function, by its own time':60}{'own s':>8}{'%':>6}{'with callees':>14}{'calls':>12}"
    yield from _functions(stats, total, count, lambda row: row[2])
    yield ""
    yield f"{'function of ours, with all that it calls':60}{'own s':>8}{'%':>6}{'with callees':>14}{'calls':>12}"
    mine = {function: row for function, row in stats.items() if "site_builder/" in function[0]}
    yield from _functions(mine, total, count, lambda row: row[3])


def _functions(stats: dict[Function, Any], total: float, count: int, key: Callable[[Any], float]) -> Iterator[str]:
    for function, row in sorted(stats.items(), key=lambda pair: -key(pair[1]))[:count]:
        _, calls, own, whole, _ = row
        yield f"{_shown(function):60}{own:8.2f}{100 * own / total:6.1f}{whole:14.2f}{calls:12,}"


def _by_library(stats: dict[Function, Any]) -> dict[str, float]:
    """Own time by library. What is built into Python counts for who calls it."""
    seconds: dict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in stats.items():
        if function[0] not in {"~", "<string>"} and not function[0].startswith("<"):
            seconds[_library(function[0])] += own
            continue
        for caller, (_, _, share, _) in callers.items():
            seconds[_library(caller[0])] += share
    return seconds


def _library(file: str) -> str:
    if "site-packages/" in file:
        return file.partition("site-packages/")[2].partition("/")[0]
    if "/site_builder/" in file:
        parts = file.partition("/site_builder/")[2].split("/")
        return "site_builder " + "/".join(parts[:2])
    if file.startswith("<template") or file.endswith(".html"):
        return "compiled templates"
    return "Python's own library" if file.endswith(".py") else file


def _shown(function: Function) -> str:
    file, line, name = function
    if file == "~":
        return name[:59]
    for marker in ("site-packages/", "site_builder/", "python3."):
        if marker in file:
            file = file.rpartition(marker)[2]
            break
    return f"{file}:{line} {name}"[-59:]


def _prepare(folder: Path, *, warm: bool) -> None:
    if warm:
        _build(folder)
        return
    for name in ("output", ".site-builder"):
        shutil.rmtree(folder / name, ignore_errors=True)


def _build(folder: Path) -> None:
    from site_builder.commands.build import build
    from site_builder.commands.folders import folders_of
    from site_builder.commands.options import Options

    report = build(folders_of(folder), Options(now=dt.datetime.now(dt.UTC)))
    if report.problems:
        raise SystemExit("\n".join(map(str, report.problems[:10])))


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.profile_build", description=__doc__)
    parser.add_argument("-n", "--briefings", type=int, default=1_000)
    parser.add_argument("--functions", type=int, default=30, help="how many functions are told")
    parser.add_argument("--warm", action="store_true", help="build once before, so that nothing has changed")
    parser.add_argument("--no-gc", action="store_true", help="without the garbage collector")
    parser.add_argument("--checkout", type=Path, default=ROOT, help="where our source is; another one, to compare")
    parser.add_argument("--write", action="store_true", help="keep the profile for RESULTS.md")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
