"""`make bench N=1000`: our build beside those of other generators, on one corpus, in one run. It asserts nothing."""

from __future__ import annotations

import argparse
import dataclasses
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.corpus import Briefing, Corpus
from tests.benchmarks.measure import FailedError, Run, measure
from tests.benchmarks.report import Result, as_text, write_results
from tests.benchmarks.tools import CACHE, PEERS, ROOT, MissingError, Tool, everything, ours, peer, snapshot

Runs = dict[str, dict[str, list[Run]]]
"""Scenario and tool to runs."""
SCENARIOS = ("cold", "nothing", "body", "title", "theme", "added")


@dataclass(frozen=True, slots=True)
class Contestant:
    """A generator with a folder of its own, in which it finds the corpus."""

    tool: Tool
    folder: Path
    corpus: Corpus

    @property
    def written(self) -> tuple[Path, ...]:
        """The folders and files that it may write."""
        layout = self.tool.layout
        return tuple(self.folder / name for name in (layout.output, *layout.memory))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write the results where that is asked for."""
    wanted = _arguments(arguments)
    tools = _tools(wanted.only, wanted.jobs, wanted.checkout)
    corpus = Corpus(wanted.briefings, wanted.seed)
    contestants = []
    for tool in tools:
        _say(f"writing {len(corpus):,} briefings for {tool.name} {tool.version}")
        folder = CACHE / "sites" / str(len(corpus)) / tool.name
        tool.layout.write(corpus, folder)
        contestants.append(Contestant(tool, folder, corpus))
    runs: Runs = {scenario: {} for scenario in wanted.scenarios}
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _rounds(contestants, wanted.scenarios, wanted.runs, runs)
    except KeyboardInterrupt:
        _say("stopped; what has been measured so far:")
    result = Result(
        briefings=len(corpus),
        seed=wanted.seed,
        rounds=wanted.runs,
        versions={c.tool.name: c.tool.version for c in contestants},
        runs=runs,
    )
    print(as_text(result))
    if wanted.write:
        _say(f"wrote {write_results(result)}")
    return 0


def _rounds(contestants: Sequence[Contestant], scenarios: Sequence[str], rounds: int, runs: Runs) -> None:
    """Add to *runs*. In a round all tools do one scenario after the other, each round in another order."""
    left = list(contestants)
    for number in range(rounds):
        for contestant in left:
            _restore(contestant)
        for scenario in SCENARIOS:
            if scenario not in scenarios and scenario != "cold":
                continue
            turn = number % max(1, len(left))
            for contestant in left[turn:] + left[:turn]:
                try:
                    run = _one(contestant, scenario, number, measured=scenario in scenarios)
                except FailedError as error:
                    _say(f"{contestant.tool.name}, {scenario}: FAILED, left out from here on\n{error}")
                    left.remove(contestant)
                    continue
                if run is not None:
                    runs[scenario].setdefault(contestant.tool.name, []).append(run)
                    took = f"{run.wall:8.2f} s, CPU {run.cpu:7.2f} s"
                    _say(f"round {number + 1} {scenario:8} {contestant.tool.name:9} {took}")
            if scenario == "cold" and set(scenarios) != {"cold"}:
                _make_warm(left, measured="cold" in scenarios)


def _one(contestant: Contestant, scenario: str, number: int, *, measured: bool) -> Run | None:
    if not measured:
        return None
    if scenario == "cold":
        _forget(contestant)
    shown = _edit(contestant, scenario, number)
    tool = contestant.tool
    command = tool.cold if scenario == "cold" and tool.cold is not None else tool.command
    run = measure(command, contestant.folder, tool.env, contestant.written)
    _check(contestant, shown)
    return run


def _make_warm(contestants: Iterable[Contestant], *, measured: bool) -> None:
    """Build once more where the cold build was not measured, or left nothing that helps the next one."""
    for contestant in contestants:
        if not measured or contestant.tool.cold is not None:
            measure(contestant.tool.command, contestant.folder, contestant.tool.env, ())


def _edit(contestant: Contestant, scenario: str, number: int) -> Mapping[str, str]:
    """Do what the scenario is about; output files, and what they have to say afterwards."""
    layout, folder, corpus = contestant.tool.layout, contestant.folder, contestant.corpus
    mark = f"Edition {number}"
    match scenario:
        case "body":
            briefing = _body(corpus)
            layout.write_briefing(folder, dataclasses.replace(briefing, body=(*briefing.body, f"\n{mark}.\n")))
        case "title":
            briefing = _title(corpus)
            layout.write_briefing(folder, dataclasses.replace(briefing, title=f"{mark} {briefing.title.lower()}"))
        case "added":
            briefing = dataclasses.replace(corpus[len(corpus)], summary=f"{mark}.")
            layout.write_briefing(folder, briefing)
            return {f"briefings/{briefing.slug}/index.html": mark, "index.html": briefing.title}
        case "theme":
            base = folder / layout.base
            text = base.read_text(encoding="utf-8")
            base.write_text(text.replace("</footer>", f"<p>{mark}</p>\n</footer>"), encoding="utf-8")
            return {f"briefings/{corpus.slug(0)}/index.html": mark, "index.html": mark}
        case _:
            return {"index.html": corpus[len(corpus) - 1].title}
    return {f"briefings/{briefing.slug}/index.html": mark}


def _restore(contestant: Contestant) -> None:
    """Take back all edits."""
    layout, folder, corpus = contestant.tool.layout, contestant.folder, contestant.corpus
    for briefing in (_body(corpus), _title(corpus)):
        layout.write_briefing(folder, briefing)
    layout.file(folder, corpus[len(corpus)]).unlink(missing_ok=True)
    for path in contestant.written:
        if path.is_file():  # what is remembered of addresses: one that was taken back would be missed
            path.unlink()
    base = folder / layout.base
    kept = folder / f"{base.name}.original"
    if kept.exists():
        shutil.copyfile(kept, base)
    else:
        shutil.copyfile(base, kept)


def _forget(contestant: Contestant) -> None:
    for path in contestant.written:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _check(contestant: Contestant, shown: Mapping[str, str]) -> None:
    for file, text in shown.items():
        path = contestant.folder / contestant.tool.layout.output / file
        if not path.is_file() or text not in path.read_text(encoding="utf-8"):
            raise FailedError(f"{file} does not say {text!r}")


def _body(corpus: Corpus) -> Briefing:
    return corpus[len(corpus) // 2]


def _title(corpus: Corpus) -> Briefing:
    return corpus[len(corpus) // 3]


def _tools(only: Sequence[str], jobs: Sequence[int], checkout: Path) -> list[Tool]:
    tools = []
    if {"ours", "all"} & set(only):
        source = snapshot(checkout, "bench")
        tools += [ours(number, source, checkout) for number in jobs or (None,)] if "ours" in only else []
        tools += [everything(source, checkout)] if "all" in only else []
    for name in (name for name in PEERS if name in only):
        try:
            tools.append(peer(name))
        except MissingError as error:
            _say(f"{name} is missing: {error}")
    return tools


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench", description=__doc__)
    known = ("ours", "all", *PEERS)
    parser.add_argument("-n", "--briefings", type=int, default=1_000, help="how many briefings the corpus has")
    parser.add_argument("--only", type=_names(known), default=known, help=f"some of {','.join(known)}")
    parser.add_argument("--scenarios", type=_names(SCENARIOS), default=SCENARIOS, help=f"of {','.join(SCENARIOS)}")
    parser.add_argument("--runs", type=int, default=3, help="rounds; the medians are told")
    parser.add_argument(
        "--jobs", type=_numbers, default=(), help="our processes, as 1,2 to measure one beside the other"
    )
    parser.add_argument("--checkout", type=Path, default=ROOT, help="where our source is; another one, to compare")
    parser.add_argument("--seed", type=int, default=1, help="of the corpus")
    parser.add_argument("--write", action="store_true", help="keep the results, and renew RESULTS.md")
    return parser.parse_args(arguments)


def _names(known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    def names(text: str) -> tuple[str, ...]:
        found = tuple(text.split(","))
        unknown = set(found) - set(known)
        if unknown:
            raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: not one of {', '.join(known)}")
        return found

    return names


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(","))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
