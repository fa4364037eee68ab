"""`search: {engine: pagefind}`: the index that Pagefind makes of the briefings' pages, published with them.

Its files differ from run to run (1.5.2), so they are made again only when one of these pages has changed.
"""

from __future__ import annotations

import functools
import importlib.util
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from site_builder.model.problem import Problem, PublishError
from site_builder.publish.edition import Made, Output
from site_builder.publish.record import Record
from site_builder.text.fingerprint import fingerprint

FOLDER = "search/pagefind/"
_BRIEFING = re.compile(r"(?:[^/]+/)?briefings/[^/]+/index\.html")


def is_there() -> bool:
    """Whether Pagefind is installed, with the program that does its work."""
    return all(importlib.util.find_spec(name) is not None for name in ("pagefind", "pagefind_bin"))


def with_index(outputs: Iterable[Output], folder: Path, record: Record) -> Iterator[Output]:
    """*outputs*, and behind them the index of the briefings among them.

    *folder* has the pages of the edition before, and *record* is its record. Raises PublishError where Pagefind fails.
    """
    keys: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as place:
        site, made = Path(place) / "site", Path(place) / "made"
        for output in outputs:
            if _BRIEFING.fullmatch(output.file):
                keys.append((output.file, output.key))
                _put(site / output.file, output.content)
            yield output
        key = fingerprint(_version(), keys)
        before = [file for file in record.files if file.startswith(FOLDER)]
        if before and all(record.files[file].key == key for file in before):
            yield from (Output(file=file, key=key) for file in before)
            return
        for file, _ in keys:
            if not (site / file).exists():
                _put(site / file, (folder / file).read_bytes())
        _run(site, made)
        for path in sorted(path for path in made.rglob("*") if path.is_file()):
            yield Output(file=FOLDER + path.relative_to(made).as_posix(), key=key, content=path.read_bytes())


def _put(path: Path, content: object) -> None:
    """Write a page that was rendered; one that stayed as it was is where it was."""
    data = content.content if isinstance(content, Made) else content
    if isinstance(data, bytes):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _run(site: Path, made: Path) -> None:
    arguments = ["--site", str(site), "--output-path", str(made), "--root-selector", "main"]
    done = subprocess.run(  # noqa: S603  our own interpreter, and paths of ours
        [sys.executable, "-m", "pagefind", *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().rpartition("\n")[2]
        raise PublishError(Problem(f"Pagefind failed: {last[:200]}", code="SB802"))


@functools.cache
def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415  only who uses it waits for it

    return version("pagefind")
