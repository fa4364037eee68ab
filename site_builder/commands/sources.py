"""What a site derives from: the SHA-256 of each file of content/ that a build used; whether they are still the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from site_builder.commands.folders import Folders
from site_builder.commands.load import SETTINGS, Content
from site_builder.content import scan
from site_builder.memo import Memo
from site_builder.model.config import Config
from site_builder.model.problem import SiteBuilderError
from site_builder.model.site import Site
from site_builder.publish.record import Sources
from site_builder.text.fingerprint import fingerprint, fingerprint_bytes

_KIND = "sha256"
_AUTHORITY = ("entities", "sources", "topics")


def sources_of(site: Site, content: Content, folders: Folders, config: Config, memo: Memo | None) -> Sources:
    """What *site* derives from.

    A briefing that *memo* knows by its bytes, and an article's file that it knows by its size and time, are not read.
    Raises ContentError where a file went away meanwhile.
    """
    cited = sorted(
        {name for briefing in site.briefings.values() for name in briefing.head.articles} & set(site.articles)
    )
    keys: dict[str, str] = {}
    prints = {briefing.path: briefing.fingerprint for briefing in site.briefings.values()}
    places: dict[str, scan.Source] = {path: content.places[path] for path in prints}
    keys |= {path: fingerprint(path, mark) for path, mark in prints.items()}
    wanted = set(cited)
    for file in content.evidence:
        if file.name.partition("/")[0] in wanted:
            places[file.path] = file
            keys[file.path] = fingerprint(file.path, file.size, file.mtime_ns)
    for file in _others(site, folders):
        places[file.path] = file
    known = memo.get_many(_KIND, keys.values(), str) if memo is not None else {}
    fresh: dict[str, str] = {}
    files: dict[str, str] = {}
    for path, file in sorted(places.items()):
        key = keys.get(path, "")
        if key in known:
            files[path] = known[key]
            continue
        if path in prints or not key:
            data = scan.read(file, config.limits.file_bytes)
            files[path] = hashlib.sha256(data).hexdigest()
            settled = path in prints and fingerprint_bytes(data) == prints[path]
        else:
            # An original may be of any size.
            files[path], settled = scan.asset(file).sha256, True
        if settled:
            fresh[key] = files[path]
    if memo is not None:
        memo.put_many(_KIND, fresh)
        memo.prune(_KIND, keys.values())
    return Sources(files=files, articles={name: site.articles[name].sha256 for name in cited})


def at_hand(sources: Sources, folders: Folders) -> tuple[list[str], list[str]]:
    """The files of *sources* that are in the site's folder with other bytes, and those that are not there."""
    changed: list[str] = []
    absent: list[str] = []
    for path, sha256 in sorted(sources.files.items()):
        try:
            # A path comes from a published file; it is followed only within the content folder.
            inside = path.startswith("content/") and ".." not in path.split("/")
            file = scan.find_file(folders.root / path, folders.root) if inside else None
            found = scan.asset(file).sha256 if file is not None else None
        except (SiteBuilderError, ValueError):
            found = None
        if found is None:
            absent.append(path)
        elif found != sha256:
            changed.append(path)
    return changed, absent


def _others(site: Site, folders: Folders) -> Iterator[scan.Source]:
    names = (SETTINGS, *(f"content/{name}.yml" for name in _AUTHORITY), *(page.path for page in site.pages))
    for name in names:
        file = scan.find_file(folders.root / name, folders.root)
        if file is not None:
            yield file
