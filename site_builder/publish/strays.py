"""What lies in the output folder and no build wrote: never deleted, carried from edition to edition."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from site_builder.model.problem import Problem, PublishError
from site_builder.publish.files import Survey
from site_builder.publish.names import Names, folders_of
from site_builder.publish.places import Place, readable
from site_builder.publish.record import Record


def strays(place: Place, found: Survey, record: Record, names: Names, files: Collection[str]) -> Survey:
    """What of *found*, all that is in the output, is not ours: neither in *record* nor among the new edition's *files*.

    Raises PublishError where the new edition, whose *names* are given, needs the place of such a file.
    """
    ours = {*record.files, *record.damaged}
    # After a torn record nobody can tell whose a file was; where the site has a file, it surely was the site's.
    trusting = record.state == "torn"
    loose = {file: inode for file, inode in found.files.items() if file not in ours}
    rivals = {file: names.rival(file) for file in (*loose, *found.others)}
    problems = [_in_the_way(file, rival, place) for file, rival in sorted(rivals.items()) if rival is not None]
    if problems and not trusting:
        raise PublishError(*problems)
    known = folders_of((*ours, *files))
    return Survey(
        files={file: inode for file, inode in loose.items() if rivals[file] is None},
        others={file: inode for file, inode in found.others.items() if rivals[file] is None},
        folders={folder for folder in found.folders if folder not in known and names.rival(folder) is None},
    )


def warnings(found: Survey, place: Place) -> Iterator[Problem]:
    """A word on the strays *found*, but for what git needs and desktops leave."""
    strange = sorted(file for file in (*found.files, *found.others) if not _is_expected(file))
    if strange:
        some = ", ".join(readable(file) for file in strange[:3]) + (" ..." if len(strange) > 3 else "")
        number = "a file" if len(strange) == 1 else f"{len(strange):,} files"
        yield Problem(
            f"{place.shown} holds {number} that no build wrote: {some}",
            code="SB405",
            severity="warning",
            hint="they stay where they are; delete them, or move them to content/assets/ to publish them with the site",
        )


def _is_expected(file: str) -> bool:
    return file.startswith(".git") or file.rpartition("/")[2] in {".DS_Store", "Thumbs.db", "desktop.ini"}


def _in_the_way(file: str, rival: str, place: Place) -> Problem:
    return Problem(
        f"no build wrote {place.shown}{readable(file)}, and it is in the place of {readable(rival)}",
        code="SB401",
        hint="move it away, or into content/assets/ to publish it with the site",
    )
