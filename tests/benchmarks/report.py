"""What the benchmark found, as a table for the terminal and as RESULTS.md."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import Run

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
MEANINGS = {
    "cold": "cold build",
    "nothing": "nothing changed",
    "body": "one body edited",
    "title": "one title edited",
    "theme": "theme edited",
    "added": "one briefing added",
}


def _machine() -> dict[str, str]:
    """What the figures depend on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One run of the benchmark."""

    briefings: int
    seed: int
    rounds: int
    versions: dict[str, str]
    runs: dict[str, dict[str, list[Run]]]
    """Scenario and tool to runs."""
    machine: dict[str, str] = field(default_factory=_machine)


def as_text(result: Result) -> str:
    """The table for a terminal."""
    head = [f"{result.briefings:,} briefings, medians of {result.rounds} alternating runs"]
    head += [f"{name}: {said}" for name, said in result.machine.items()]
    rows = [_HEADINGS, *_rows(result)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = [
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    return "\n".join([*head, "", *lines])


def write_results(result: Result) -> Path:
    """Keep *result* beside those of other sizes, and make RESULTS.md of all."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{result.briefings}.json"
    path.write_text(json.dumps(asdict(result), indent=1) + "\n", encoding="utf-8")
    return renew()


def renew() -> Path:
    """Make RESULTS.md of everything in results/."""
    kept = sorted((_read(path) for path in RESULTS.glob("[0-9]*.json")), key=lambda result: result.briefings)
    target = HERE / "RESULTS.md"
    target.write_text(
        "\n".join([_INTRODUCTION, *_growth(kept), *(_section(result) for result in kept), *_texts()]),
        encoding="utf-8",
    )
    return target


_HEADINGS = ("scenario", "generator", "wall s", "CPU s", "peak MiB", "files", "MiB", "ours/it wall", "ours/it CPU")

_TEXTS = {
    "parallel": "What a second process is worth, {:,} briefings",
    "checks": "What `check` costs beside a cold build, {:,} briefings",
    "profile": "The profile of a cold build of {:,} briefings",
}
"""Files in results/ by the beginning of their names, and their headings here."""

_INTRODUCTION = """# Results

Made by `make bench N=... BENCH_ARGS=--write`; README.md says what is measured. Each figure is the median of alternating
runs of whole processes. *peak* is the memory of the largest process; *files* and *MiB* are what a build wrote;
*ours/it* below 1 means that ours takes less.
"""


def _rows(result: Result) -> Iterator[tuple[str, ...]]:
    for scenario, by_tool in result.runs.items():
        mine = next((by_tool[name] for name in by_tool if name.startswith("ours")), None)
        for name, runs in by_tool.items():
            against = mine if mine is not None and not name.startswith("ours") else None
            yield (
                MEANINGS[scenario],
                name,
                f"{_wall(runs):.2f}",
                f"{_cpu(runs):.2f}",
                f"{median(run.peak for run in runs) / 2**20:,.0f}",
                f"{median(run.files for run in runs):,.0f}",
                f"{median(run.written for run in runs) / 2**20:,.1f}",
                f"{_wall(against) / _wall(runs):.3f}" if against else "",
                f"{_cpu(against) / _cpu(runs):.3f}" if against else "",
            )


def _wall(runs: Sequence[Run]) -> float:
    return median(run.wall for run in runs)


def _cpu(runs: Sequence[Run]) -> float:
    return median(run.cpu for run in runs)


def _section(result: Result) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in result.versions.items())
    where = "; ".join(f"{name}: {said}" for name, said in result.machine.items())
    lines = [
        f"## {result.briefings:,} briefings",
        "",
        f"{result.rounds} rounds. {versions}. {where}.",
        "",
        *_table(_HEADINGS, _rows(result)),
        "",
    ]
    return "\n".join(lines)


def _growth(kept: Sequence[Result]) -> Iterator[str]:
    """Milliseconds for each briefing of a cold build, by size: of the clock, and of all processors."""
    if len(kept) < 2:
        return
    names = list(dict.fromkeys(name for result in kept for name in result.runs.get("cold", {})))
    rows = []
    for name in names:
        found = [result.runs.get("cold", {}).get(name) for result in kept]
        for what, of in (("wall", _wall), ("CPU", _cpu)):
            each = [
                of(runs) / result.briefings * 1000 if runs else None for result, runs in zip(kept, found, strict=True)
            ]
            known = [figure for figure in each if figure is not None]
            growth = f"{known[-1] / known[0]:.2f}" if len(known) > 1 else ""
            rows.append((name, what, *("" if figure is None else f"{figure:.2f}" for figure in each), growth))
    yield "## Growth: milliseconds a briefing, cold\n"
    yield "\n".join(_table(("generator", "", *(f"{result.briefings:,}" for result in kept), "largest/smallest"), rows))
    yield ""


def _table(headings: Sequence[str], rows: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"|{'|'.join('---' if column < 1 else '--:' for column in range(len(headings)))}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _texts() -> Iterator[str]:
    for name, title in _TEXTS.items():
        for path in sorted(RESULTS.glob(f"{name}-*.txt"), key=lambda path: int(path.stem.partition("-")[2])):
            size = int(path.stem.partition("-")[2])
            text = path.read_text(encoding="utf-8").rstrip()
            yield f"## {title.format(size)}\n\n```\n{text}\n```\n"


def _read(path: Path) -> Result:
    said = json.loads(path.read_text(encoding="utf-8"))
    runs = {
        scenario: {name: [Run(**run) for run in found] for name, found in by_tool.items()}
        for scenario, by_tool in said.pop("runs").items()
    }
    return Result(**said, runs=runs)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
