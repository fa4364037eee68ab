"""The long trials behind `make torture`: at most half an hour, and a table of what was tried at the end.

python -m tests.hostile.torture [MINUTES]
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from tests.hostile.fuzz import TARGETS
from tests.hostile.soak import soak

ROOT = Path(__file__).parents[2]
READERS = "test_readers_of_fifty_pages_and_their_assets_never_miss_one_while_the_site_is_rebuilt"
KILLS, ROUNDS, FAULT_STEP, PAYLOADS, REBUILDS = 125, 2_000, 9, 40, 200
"""Kills of each of four manners of publishing; edit-build rounds; every ninth call fails; briefings with payloads;
builds with readers."""


def main(minutes: int) -> int:
    """Run all trials within *minutes*; the exit code: 1 where one of them found something."""
    started = time.monotonic()
    found: list[tuple[str, str, bool]] = []
    with tempfile.TemporaryDirectory() as aside:
        every = {"SITE_BUILDER_TEST_SITUATIONS": "1"}
        found.append(("situations", *_tests("tests/hostile/test_situations.py", every, minutes * 60 // 3, "auto")))
        kills = {"SITE_BUILDER_TEST_KILLS": str(KILLS)}
        said, good = _tests("tests/publish/test_kills.py", kills, minutes * 60 // 4)
        found.append(("kills", f"{4 * KILLS if good else 'not all of ' + str(4 * KILLS)} survived; {said}", good))
        rebuilds = {"SITE_BUILDER_TEST_REBUILDS": str(REBUILDS)}
        readers = "tests/hostile/test_moments.py::" + READERS
        found.append(("readers", *_tests(readers, rebuilds, minutes * 60 // 4)))
        faults = {"SITE_BUILDER_TEST_FAULTS": str(FAULT_STEP)}
        found.append(("failing calls", *_tests("tests/hostile/test_faults.py", faults, minutes * 60 // 4)))
        payloads = {"SITE_BUILDER_TEST_PAYLOADS": str(PAYLOADS)}
        found.append(("payloads", *_tests("tests/hostile/test_payloads.py", payloads, minutes * 60 // 8)))
        growth = soak(Path(aside), ROUNDS)
        good = growth.memory < 30 << 20 and growth.handles <= 0 and not growth.files
        shown = f"{growth.memory / (1 << 20):+.1f} MiB, {growth.handles:+} handles, {len(growth.files)} files"
        found.append(("soak", f"{growth.rounds:,} rounds: {shown}", good))
        left = minutes * 60 - (time.monotonic() - started)
        found.append(("fuzzing", *_fuzz(Path(aside), int(max(20, left / len(TARGETS) - 15)))))
    print(f"\nafter {(time.monotonic() - started) / 60:.1f} minutes:")
    for name, said, good in found:
        print(f"  {name:<14} {'' if good else 'FAILED: '}{said}")
    return 0 if all(good for _, _, good in found) else 1


def _tests(path: str, environment: Mapping[str, str], seconds: int, processes: str = "0") -> tuple[str, bool]:
    """What a file of tests says of itself in its last lines, and whether it is content."""
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-n", processes, "-x", "-p", "no:cacheprovider", path]
    print(f"trying {path}", flush=True)
    try:
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=seconds,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"not done after {seconds} s", False
    counted = re.findall(r"\d[\d,]* (?:payloads|calls|rebuilds)[^\n]*", done.stdout)
    if done.returncode != 0:
        print(done.stdout[-3000:])
    return "; ".join([*counted, done.stdout.strip().splitlines()[-1]]), done.returncode == 0


def _fuzz(aside: Path, seconds: int) -> tuple[str, bool]:
    if find_spec("atheris") is None:
        return "skipped: atheris is not installed (dependency group `torture`)", True
    executions, crashes = 0, []
    for target in TARGETS:
        print(f"fuzzing {target}", flush=True)
        findings = aside / target
        command = [sys.executable, "-m", "tests.hostile.fuzz", target, str(seconds), str(findings)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
        number = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
        executions += int(number[1]) if number else 0
        if done.returncode != 0 or number is None:
            crashes.append(target)
            kept = ROOT / ".make" / "findings" / target
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(findings, kept, ignore=shutil.ignore_patterns("seeds"), dirs_exist_ok=True)
            print(done.stderr[-3000:], f"the bytes are in {kept}")
    return f"{executions:,} executions, {len(crashes)} crashes {' '.join(crashes)}", not crashes


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
