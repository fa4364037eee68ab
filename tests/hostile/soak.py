"""Thousands of rounds of edit and build in one process: what grows is a leak."""

from __future__ import annotations

import os
import random
import resource
from dataclasses import dataclass
from pathlib import Path

from tests.laws.world import made, make_world, other_body, other_summary

_WARM = 20
"""Rounds after which everything that stays has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What was there at the end and not after the first rounds."""

    rounds: int
    memory: int
    """Bytes of this process."""
    handles: int
    files: tuple[str, ...]
    """Beside the site's own."""


def soak(root: Path, rounds: int) -> Growth:
    """Edit a small site and build it *rounds* times; what has grown since the first of them."""
    rng = random.Random(8)
    folders = make_world(root / "site", rng)
    temporary = Path(os.environ.get("TMPDIR", "/tmp"))  # noqa: S108 - looked at, never written
    before = 0, 0
    known: set[str] = set()
    for number in range(rounds):
        rng.choice((other_body, other_summary))(rng, folders)
        made(folders)
        if number == min(_WARM, rounds // 2):
            before = _memory(), _handles()
            known = _names(folders.root, temporary)
    return Growth(
        rounds=rounds,
        memory=_memory() - before[0],
        handles=_handles() - before[1],
        files=tuple(sorted(name for name in _names(folders.root, temporary) - known if "site-builder" in name)),
    )


def _memory() -> int:
    told = Path("/proc/self/statm")
    if told.exists():
        return int(told.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _handles() -> int:
    return len(list(Path("/dev/fd").iterdir()))


def _names(root: Path, temporary: Path) -> set[str]:
    below = {str(path) for path in root.rglob("*") if "output/" not in str(path)}
    return below | {str(path) for path in temporary.iterdir()}
