"""How many planted faults the check finds, and how many harmless changes it takes for faults.

Run as `python -m tests.evidence.rates [SEED]` from the top of the repository.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass

from tests.evidence.faults import FAULTS, HARMLESS, Change, plan
from tests.evidence.sample import ARTICLES, Sample, made, open_sample, sealed


@dataclass(frozen=True)
class Rates:
    """The outcome for one sample."""

    faults: int
    missed: tuple[Change, ...]
    harmless: int
    alarms: tuple[tuple[Change, str], ...]
    kinds: Counter[str]


def measure(sample: Sample, seed: int, count: int) -> Rates:
    """Plant *count* faults and make *count* harmless changes, one at a time."""
    rng = random.Random(seed)
    faults = plan(FAULTS, sample, rng, count)
    harmless = plan(HARMLESS, sample, rng, count)
    before = {name: set(_messages(sample, name, text)) for name, text in sample.files.items()}
    missed = tuple(change for change in faults if not _new(sample, change, before))
    alarms = tuple((change, told[0]) for change in harmless if (told := _new(sample, change, before)))
    return Rates(len(faults), missed, len(harmless), alarms, Counter(change.kind for change in (*faults, *harmless)))


def _new(sample: Sample, change: Change, before: dict[str, set[str]]) -> list[str]:
    return [told for told in _messages(sample, change.name, change.text) if told not in before[change.name]]


def _messages(sample: Sample, name: str, text: str) -> list[str]:
    return [f"{problem.code} {problem.message}" for problem in sample.check(name, text).problems]


def main() -> None:
    """Print both rates for every sample at hand."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    samples = {"the sample site, sealed": sealed()}
    if ARTICLES.is_dir():
        samples |= {"the sample site, texts at hand": open_sample(), "briefings made from the articles": made(seed)}
    for title, sample in samples.items():
        rates = measure(sample, seed, 300)
        found, alarmed = rates.faults - len(rates.missed), len(rates.alarms)
        print(f"{title}: {found} of {rates.faults} faults found ({found / rates.faults:.1%}),", end=" ")
        print(f"{alarmed} of {rates.harmless} harmless changes alarmed ({alarmed / rates.harmless:.1%})")
        print("   ", dict(sorted(rates.kinds.items())))
        for change in rates.missed:
            print(f"    missed: {change.kind} in {change.name}: {change.what[:100]}")
        for change, told in rates.alarms:
            print(f"    alarm: {change.kind} in {change.name}: {told[:160]}")


if __name__ == "__main__":
    main()
