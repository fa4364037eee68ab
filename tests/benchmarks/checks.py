"""What `check` costs beside a cold build, on a corpus whose briefings rest on articles; prints, and asserts nothing."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.layouts import LAYOUTS
from tests.benchmarks.measure import Run, measure
from tests.benchmarks.report import RESULTS, renew
from tests.benchmarks.tools import ROOT, snapshot

_BUILD, _AFTER, _EDITED, _AGAIN, _COLD = (
    "cold build",
    "check after the build",
    "check after an edit",
    "check again",
    "check without any memory",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the corpus, build and check it in turns, print medians and ratios."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.checks", description=__doc__)
    parser.add_argument("-n", type=int, default=1_000, help="briefings")
    parser.add_argument("--runs", type=int, default=3, help="rounds; the medians are told")
    parser.add_argument("--jobs", type=int, help="processes at most; as many as there are processors by default")
    parser.add_argument("--folder", type=Path, help="where the corpus goes; a temporary folder by default")
    parser.add_argument("--checkout", type=Path, default=ROOT, help="where our source is; another one, to compare")
    parser.add_argument("--write", action="store_true", help="keep the table for RESULTS.md")
    chosen = parser.parse_args(arguments)
    source = snapshot(chosen.checkout, "checks")
    runs: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        root = Path(folder) / "site"
        corpus = Corpus(chosen.n, articles=True)
        LAYOUTS["ours"].write(corpus, root)
        for _ in range(chosen.runs):
            for name in (_BUILD, _AFTER, _EDITED, _AGAIN, _COLD):
                if name in {_BUILD, _COLD}:
                    _forget(root)
                if name == _EDITED:
                    _edit(LAYOUTS["ours"].file(root, corpus[chosen.n // 2]))
                jobs = [] if chosen.jobs is None else ["--jobs", str(chosen.jobs)]
                command = [sys.executable, "-m", "site_builder", "build" if name == _BUILD else "check", *jobs]
                runs.setdefault(name, []).append(measure(command, root, {"PYTHONPATH": str(source)}, ()))
    text = "\n".join(_table(chosen.n, chosen.runs, runs))
    print(text)
    if chosen.write:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"checks-{chosen.n}.txt").write_text(text + "\n", encoding="utf-8")
        renew()
    return 0


def _table(briefings: int, rounds: int, runs: dict[str, list[Run]]) -> Iterator[str]:
    yield f"{briefings:,} briefings, medians of {rounds} rounds; ratios are those to the cold build"
    build = runs[_BUILD]
    for name, made in runs.items():
        wall, cpu, peak = (median(getattr(run, what) for run in made) for what in ("wall", "cpu", "peak"))
        ratios = [
            median(getattr(one, what) / getattr(by, what) for one, by in zip(made, build, strict=True))
            for what in ("wall", "cpu")
        ]
        yield (
            f"{name:25} {wall:7.2f} s {ratios[0]:6.3f}   CPU {cpu:7.2f} s {ratios[1]:6.3f}   {peak / 2**20:6.0f} MiB"
        )


def _edit(file: Path) -> None:
    with file.open("a", encoding="utf-8") as text:
        text.write("\nOne sentence more.\n")


def _forget(root: Path) -> None:
    layout = LAYOUTS["ours"]
    for name in (layout.output, *layout.memory):
        path = root / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
