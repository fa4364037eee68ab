"""`site-builder build --check-reproducible`: two builds of a site in other circumstances, compared byte by byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from site_builder.commands.folders import Folders
from site_builder.commands.options import Options
from site_builder.model.problem import Problem, SiteBuilderError
from site_builder.model.report import Report

_PARTS = ("content", "themes", "templates")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Circumstances:
    """What may not make a difference."""

    folder: str
    environment: Mapping[str, str]
    jobs: int
    umask: int


_ONE = _Circumstances(
    folder="one",
    environment={"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    jobs=1,
    umask=0o077,
)
_OTHER = _Circumstances(
    folder="another folder/é",
    environment={"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242", "HOME": "/"},
    jobs=3,
    umask=0o002,
)


def check_reproducible(folders: Folders, options: Options) -> Report:
    """Build copies of the site in two sets of circumstances, and compare each file of the two outputs.

    They differ in folder, time zone, locale, hash seed, number of processes and umask. The site itself, its output and
    its memory are not touched. A difference is an error (SB408). Raises SiteBuilderError where the site does not build,
    OSError where there is no room for the copies.
    """
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="site-builder-") as aside:
        trees = [_built(folders, options, Path(aside) / where.folder, where) for where in (_ONE, _OTHER)]
    one, other = trees
    different = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    problems = tuple(
        Problem(
            f"{name} is not the same in two builds",
            code="SB408",
            hint="look for what depends on time, place or chance in a plugin or a theme; else it is a bug of ours",
        )
        for name in different
    )
    return Report(
        counts={"files": len(one), "different": len(different)}, problems=problems, seconds=time.monotonic() - started
    )


def _built(folders: Folders, options: Options, root: Path, where: _Circumstances) -> dict[str, str]:
    """The digests of what is built at *root* from a copy of the site, by name."""
    root.mkdir(parents=True)
    for part in _PARTS:
        if (folders.root / part).is_dir():
            shutil.copytree(folders.root / part, root / part, symlinks=True)
    command = [sys.executable, "-m", "site_builder", "-C", str(root), "build", "--jobs", str(where.jobs)]
    command += [f"--{name}" for name in ("drafts", "future", "expired", "noindex") if getattr(options, name)]
    if options.base_url is not None:
        command += ["--base-url", options.base_url]
    now = {"SOURCE_DATE_EPOCH": str(int(options.now.timestamp()))}
    paths = os.pathsep.join(path for path in (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH")) if path)
    environment = {**os.environ, "NO_COLOR": "1", **where.environment, **now, "PYTHONPATH": paths}
    done = subprocess.run(  # noqa: S603  our own program
        command,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        umask=where.umask,
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        hint = "run `site-builder build` and mend what it tells"
        raise SiteBuilderError(Problem(f"the site does not build: {last}", code="SB408", hint=hint))
    files = (path for path in (root / "output").rglob("*") if path.is_file())
    found = {path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}
    addresses = root / "content" / "addresses.json"
    return found | (
        {"content/addresses.json": sha256(addresses.read_bytes()).hexdigest()} if addresses.is_file() else {}
    )
