"""`make score`: how good `ingest` is on the gold data beside the checkout, as a table.

python -m tests.score.score [FOLDER] [--only WORD] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from tests.score.measures import Score, entities, key_points, pages, topics

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "gold-dev"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores; 1 where there is no gold data."""
    parser = argparse.ArgumentParser(description="How good ingest is on the gold data beside the checkout.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--only", default="", help="a part of the name of a set, or of what is measured")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    if not given.folder.is_dir():
        print(f"site-builder: there is no gold data at {given.folder}", file=sys.stderr)
        return 1
    scores = []
    if not given.json:
        print(f"{'set':<34} {'measure':<24} {'P':>6} {'R':>6} {'score':>6}  {'ms CPU':>7}  articles")
    for score in measured(given.folder, given.only):
        scores.append(score)
        if not given.json:
            print(_row(score), flush=True)
    if given.json:
        print(json.dumps([asdict(score) for score in scores], indent=2))
    return 0


def measured(folder: Path, only: str = "") -> Iterator[Score]:
    """All scores whose set or kind has *only* in its name."""
    if only in "html text":
        yield from pages(folder / "html")
    for file in sorted((folder / "entities").glob("*.jsonl")):
        if only in f"entities {file.stem}":
            yield from entities(file)
    for kind, measure in (("topics", topics), ("keypoints", key_points)):
        for file in sorted((folder / kind).glob("*.jsonl")):
            if only in f"{kind} {file.stem}":
                yield from measure(file)


def _row(score: Score) -> str:
    shares = [f"{share:6.3f}" if share is not None else "      " for share in (score.precision, score.recall)]
    return (
        f"{score.name:<34} {score.what:<24} {shares[0]} {shares[1]} {score.value:6.3f}  "
        f"{score.milliseconds:7.1f}  {score.articles}"
    )


if __name__ == "__main__":
    sys.exit(main())
