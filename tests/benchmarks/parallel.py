"""What a second process is worth: builds by one and by two in turns, in all and in the parts that are shared out."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.layouts import LAYOUTS
from tests.benchmarks.report import RESULTS, renew
from tests.benchmarks.tools import CACHE, ROOT, snapshot

PARTS = {"parse": "parsing", "render": "edition"}
"""What is shared out, and the module of the shell that does it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    wanted = _arguments(arguments)
    if wanted.child:
        return _child(wanted.folder, wanted.child)
    folder = CACHE / "sites" / str(wanted.briefings) / "parallel"
    LAYOUTS["ours"].write(Corpus(wanted.briefings), folder)
    source = snapshot(wanted.checkout, "parallel")
    runs: dict[int, list[dict[str, float]]] = {1: [], 2: []}
    for number in range(wanted.runs):
        for jobs in (1, 2) if number % 2 == 0 else (2, 1):
            _forget(folder)
            os.sync()
            command = [sys.executable, "-m", "tests.benchmarks.parallel", "--child", str(jobs), "--folder", str(folder)]
            env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(source), str(ROOT)))}
            done = subprocess.run(command, env=env, cwd=source, capture_output=True, text=True, check=True)
            runs[jobs].append(json.loads(done.stdout.splitlines()[-1]))
    text = "\n".join(_table(wanted.briefings, wanted.runs, runs))
    print(text)
    if wanted.write:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"parallel-{wanted.briefings}.txt").write_text(text + "\n", encoding="utf-8")
        renew()
    return 0


def _table(briefings: int, rounds: int, runs: dict[int, list[dict[str, float]]]) -> Iterator[str]:
    yield f"{briefings:,} briefings, cold; medians of {rounds} rounds; seconds"
    yield f"{'':40}{'1 process':>12}{'2 processes':>12}{'ratio':>8}"
    for what in runs[1][0]:
        one, two = (median(run[what] for run in runs[jobs]) for jobs in (1, 2))
        yield f"{what:40}{one:12.2f}{two:12.2f}{one / two if two else 0:8.2f}"


def _child(folder: Path, jobs: int) -> int:
    """Build in this process, with the time of the parts that are shared out."""
    from importlib import import_module

    from site_builder.commands.build import build, workers
    from site_builder.commands.folders import folders_of
    from site_builder.commands.options import Options

    spent: dict[str, float] = {}

    def timed(real: Any, name: str) -> Any:
        def in_order(*values: Any, **named: Any) -> Iterator[Any]:
            started = time.perf_counter()
            yield from real(*values, **named)
            spent[name] = spent.get(name, 0.0) + time.perf_counter() - started

        return in_order

    for name, module in PARTS.items():
        there = import_module(f"site_builder.commands.{module}")
        there.in_order = timed(there.in_order, name)  # type: ignore[attr-defined]
    started = time.perf_counter()
    with workers(jobs) as executor:
        build(folders_of(folder), Options(now=dt.datetime.now(dt.UTC)), executor=executor)
    whole = time.perf_counter() - started
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    mine, others = (usage.ru_utime + usage.ru_stime for usage in used)
    said = {
        "parse, with what is remembered": spent.get("parse", 0.0),
        "render, with plan, keys and writing": spent.get("render", 0.0),
        "both": sum(spent.values()),
        "the whole build": whole,
        "CPU of the process that shares out": mine,
        "CPU of all": mine + others,
    }
    print(json.dumps(said))
    return 0


def _forget(folder: Path) -> None:
    layout = LAYOUTS["ours"]
    for name in (layout.output, *layout.memory):
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.parallel", description=__doc__)
    parser.add_argument("-n", "--briefings", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=3, help="rounds; the medians are told")
    parser.add_argument("--checkout", type=Path, default=ROOT, help="where our source is; another one, to compare")
    parser.add_argument("--write", action="store_true", help="keep the table for RESULTS.md")
    parser.add_argument("--child", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
