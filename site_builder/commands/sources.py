"""What a site derives from: the SHA-256 of each file of content/ that a build used; whether they are still the same."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.commands.folders import Folders
from site_builder.commands.load import SETTINGS, Content
from site_builder.content import scan
from site_builder.model.problem import SiteBuilderError
from site_builder.model.site import Site
from site_builder.publish.record import Sources

_AUTHORITY = ("entities", "sources", "topics")


def sources_of(site: Site, content: Content, folders: Folders) -> Sources:
    """What *site* derives from. Raises ContentError where a file went away meanwhile."""
    cited = sorted(
        {name for briefing in site.briefings.values() for name in briefing.head.articles} & set(site.articles)
    )
    wanted = set(cited)
    places = {briefing.path: content.places[briefing.path] for briefing in site.briefings.values()}
    places |= {file.path: file for file in content.evidence if file.name.partition("/")[0] in wanted}
    places |= {file.path: file for file in _others(site, folders)}
    files = {path: content.seen.of(file).sha256 for path, file in sorted(places.items())}
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
