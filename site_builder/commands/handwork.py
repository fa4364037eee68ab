"""Which briefings people have edited, by what ingest wrote last: known only where both are at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from site_builder.commands.folders import Folders
from site_builder.commands.ingest_folder import BASES
from site_builder.commands.seen import Seen
from site_builder.content import scan
from site_builder.model.briefing import Briefing
from site_builder.model.config import Config
from site_builder.model.problem import SiteBuilderError

_ID = re.compile(rb"^id:[^\n]*", re.MULTILINE)
_STATUS = re.compile(rb"^status:[^\n]*\n", re.MULTILINE)


def edited_by_hand(
    briefings: Iterable[Briefing], places: Mapping[str, scan.Source], folders: Folders, config: Config, seen: Seen
) -> dict[str, bool]:
    """By slug: whether a person has changed what ingest wrote, but for its status, which says that it was read.

    A briefing that ingest did not write, or whose base in content/.ingest is not there, is left out.
    """
    found: dict[str, bool] = {}
    bases = folders.content / BASES
    if not bases.is_dir():
        return found
    limit = config.limits.file_bytes
    for briefing in briefings:
        if not briefing.head.articles:
            continue
        try:
            file = scan.find_file(bases / f"{briefing.head.articles[0]}.md", folders.root)
            if file is None:
                continue
            if seen.of(file).mark == briefing.fingerprint:
                found[briefing.slug] = False
                continue
            base = scan.read(file, limit)
            text = scan.read(places[briefing.path], limit)
        except SiteBuilderError:
            continue
        # Another briefing may rest on the same article.
        if _first(base) == _first(text):
            found[briefing.slug] = _STATUS.sub(b"", base, count=1) != _STATUS.sub(b"", text, count=1)
    return found


def _first(text: bytes) -> bytes | None:
    match = _ID.search(text)
    return match.group().strip() if match is not None else None
