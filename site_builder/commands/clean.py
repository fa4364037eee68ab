"""Remove what builds have written, and nothing else: the output's own files, and what builds remember."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from site_builder.commands.folders import Folders
from site_builder.model.report import Report
from site_builder.publish.lock import hold
from site_builder.publish.names import RECORD
from site_builder.publish.places import explained, locate
from site_builder.publish.record import encode_record, read_record

_REMEMBERED = ("memo.sqlite", "last.json", "checked.json", "links.json", "pinged.json", "llm.sqlite")


def clean(folders: Folders, *, output: bool = True, memory: bool = True, dry_run: bool = False) -> Report:
    """Remove the *output*'s files that its record names and the *memory* of builds; files of others stay.

    With *dry_run* the notes name what would go. Raises PublishError where the output must not be touched, where a build
    is at work there, or where a file cannot be removed.
    """
    gone: list[Path] = []
    kept: list[str] = []
    if memory:
        endings = ("", "-journal", "-wal", "-shm")
        gone += [path for name in _REMEMBERED for end in endings if (path := folders.memory / f"{name}{end}").is_file()]
    place = locate(folders.output, root=folders.root, inputs=(folders.content, folders.themes, folders.templates))
    if output and place.output.is_dir():
        record = read_record(place.output)
        gone += [place.output / name for name in record.files]
        kept = [f"{folders.output.name}/{name} was changed since the build, and stays" for name in record.damaged]
        kept = [said for said, name in zip(kept, record.damaged, strict=True) if (place.output / name).exists()]
        if (place.output / RECORD).is_file():
            gone.append(place.output / RECORD)
    if dry_run:
        return Report(counts={"removed": len(gone)}, notes=(*(_shown(path, folders.root) for path in gone), *kept))
    if gone:
        with hold(place), explained(place):
            for path in gone:
                path.unlink(missing_ok=True)
    _without_empty(path.parent for path in gone)
    if place.output / RECORD in gone and place.output.is_dir():
        # Files of others are left: without a record, builds would refuse the folder.
        with hold(place), explained(place):
            (place.output / RECORD).write_bytes(encode_record({}))
    return Report(counts={"removed": len(gone)}, notes=tuple(kept))


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _without_empty(parents: Iterable[Path]) -> None:
    """Remove the folders that have become empty, and those above them that then are."""
    for folder in sorted(set(parents), key=lambda path: -len(path.parts)):
        for path in (folder, *folder.parents):
            try:
                path.rmdir()
            except OSError:
                break
