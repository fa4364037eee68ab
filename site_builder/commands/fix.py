"""What can be mended for certain in the files that people write: torn letters and control characters."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.commands.folders import Folders
from site_builder.commands.load import load_config
from site_builder.content import scan
from site_builder.evidence.records import mended
from site_builder.model.config import Config
from site_builder.model.problem import ConfigError, Problem
from site_builder.model.report import Report


@dataclass(frozen=True, slots=True)
class Mending:
    """A file as it is, and as it should be."""

    source: scan.Source
    before: str
    after: str

    @property
    def diff(self) -> Iterator[str]:
        """What changes, as a unified diff."""
        old, new = self.before.splitlines(), self.after.splitlines()
        return difflib.unified_diff(old, new, f"a/{self.source.path}", f"b/{self.source.path}", lineterm="")


def written_files(folders: Folders) -> Iterator[scan.Source]:
    """The files that people write. Raises ContentError where one is no file of the site."""
    for name in ("briefings", "pages"):
        yield from scan.list_files(folders.content / name, folders.root).sources
    for name in ("topics", "entities", "sources"):
        source = scan.find_file(folders.content / f"{name}.yml", folders.root)
        if source is not None:
            yield source


def mendings(folders: Folders, config: Config) -> Iterator[Mending]:
    """Every file that can be mended; nothing is written. Raises ContentError where one cannot be read."""
    for source in written_files(folders):
        try:
            text = scan.read(source, config.limits.file_bytes).decode("utf-8")
        except UnicodeDecodeError:
            continue
        better = mended(text)
        if better != text:
            yield Mending(source, text, better)


def mend(mending: Mending) -> str:
    """Write the better text; a sentence on it. Raises ConfigError where the file cannot be written."""
    location = mending.source.location
    beside = location.with_name(f".{location.name}.tmp")
    try:
        beside.write_bytes(mending.after.encode())
        beside.replace(location)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problem = Problem(f"the file cannot be written: {reason}", code="SB005", path=mending.source.path)
        raise ConfigError(problem) from error
    return f"mended the letters of {mending.source.path}"


def fix(folders: Folders, *, dry_run: bool = False) -> Report:
    """Mend every file that can be mended; with *dry_run* say what would change. The notes have a line for each.

    Raises SiteBuilderError where a file cannot be read or written.
    """
    config = load_config(folders)
    found = tuple(mendings(folders, config))
    said = [line for one in found for line in one.diff] if dry_run else [mend(one) for one in found]
    return Report(counts={"changed": len(found)}, notes=tuple(said))
