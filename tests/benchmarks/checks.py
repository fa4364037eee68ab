"""What `check` costs beside a cold build, on a corpus whose briefings rest on articles; prints, and asserts nothing."""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.layouts import LAYOUTS


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the corpus, build and check it, print seconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=1_000, help="briefings")
    parser.add_argument("--folder", type=Path, help="where the corpus goes; a temporary folder by default")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        root = Path(folder) / "site"
        LAYOUTS["ours"].write(Corpus(chosen.n, articles=True), root)
        wall, processor = _timed(root, "build")
        print(f"{chosen.n} briefings; cold build: {wall:.1f} s, {processor:.1f} s of processors")
        for name in ("check after the build", "check again", "check without any memory"):
            if name.endswith("memory"):
                for memory in ("output", *LAYOUTS["ours"].memory):
                    _remove(root / memory)
            mine = _timed(root, "check")
            ratios = f"{mine[0] / wall:.2f} and {mine[1] / processor:.2f} of it"
            print(f"{name}: {mine[0]:.1f} s, {mine[1]:.1f} s of processors; {ratios}")
    return 0


def _timed(root: Path, command: str) -> tuple[float, float]:
    """Seconds by the clock, and of the processors with all children. Raises CalledProcessError."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([sys.executable, "-m", "site_builder", "-C", str(root), command], check=True, capture_output=True)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - started
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
