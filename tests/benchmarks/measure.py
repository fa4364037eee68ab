"""One run of a program, as its operating system saw it.

Run as a script, this file is the small process between the benchmark and what it measures: what a child has as its
peak memory begins with that of the process which started it, so that process has to be small.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Survey = dict[str, tuple[int, int, int]]
"""Path to inode, time of the last change in nanoseconds, and size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all processors, of the process and of all that it started and waited for."""
    peak: int
    """Bytes: the resident memory of the largest of its processes, at its largest."""
    files: int
    """Files that are new or changed afterwards."""
    written: int
    """Their bytes."""


class FailedError(Exception):
    """The program did not end well; carries the end of what it said."""


def measure(command: Sequence[str], folder: Path, env: Mapping[str, str], written: Sequence[Path]) -> Run:
    """Run *command* in *folder*: what it takes, and what changes in the paths *written*. Raises FailedError."""
    before = _survey(written)
    # What others have written must not go to the disk in our time: some programs wait for the disk, and some do not.
    os.sync()
    small = [sys.executable, "-I", "-S", str(Path(__file__).resolve()), *command]
    done = subprocess.run(small, cwd=folder, env={**os.environ, **env}, capture_output=True, text=True, check=False)
    said = done.stdout.rstrip().rpartition("\n")
    if done.returncode != 0:
        raise FailedError((done.stdout + done.stderr)[-3_000:])
    usage = json.loads(said[2])
    changed = [found for path, found in _survey(written).items() if before.get(path) != found]
    return Run(
        wall=usage["wall"],
        cpu=usage["cpu"],
        peak=usage["peak"],
        files=len(changed),
        written=sum(size for _, _, size in changed),
    )


def _survey(paths: Sequence[Path]) -> Survey:
    found = {str(path): _status(path.lstat()) for path in paths if path.is_file()}
    ahead = [str(path) for path in paths if path.is_dir()]
    while ahead:
        with os.scandir(ahead.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    ahead.append(entry.path)
                else:
                    found[entry.path] = _status(entry.stat(follow_symlinks=False))
    return found


def _status(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_mtime_ns, status.st_size


def _main(command: list[str]) -> int:
    """Run *command*, print what it took as the last line, and give its exit code."""
    started = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - started
    # Linux counts in KiB, macOS in bytes.
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    sys.stdout.write(json.dumps({"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": peak}) + "\n")
    return os.waitstatus_to_exitcode(status) and 1


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
