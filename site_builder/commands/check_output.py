"""Checks the pages and feeds of a built folder: those that are new; what was found in the others is remembered."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from site_builder.commands.flow import in_chunks, in_order
from site_builder.engine import engine_fingerprint
from site_builder.evidence.pages import (
    BUILT,
    Sheet,
    check_pages,
    check_redirects,
    external_links,
    orphans,
    read_feed,
    read_page,
)
from site_builder.memo import Memo
from site_builder.model.problem import Problem
from site_builder.publish.files import link
from site_builder.publish.names import RECORD
from site_builder.publish.record import Entry, read_bytes, read_record
from site_builder.text.fingerprint import fingerprint

_SHEET, _PAGES = "sheet", "pages"
_REDIRECTS = "_redirects"
_CHUNK = 100
"""Pages that one job reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What was found in a built folder."""

    problems: tuple[Problem, ...]
    links: int
    elsewhere: tuple[tuple[str, str], ...] = ()
    """Addresses of other sites, each with a file that links it; empty where nobody asked for them."""


def check_output(
    output: Path, address: str, memo: Memo, *, executor: Executor | None = None, keep_links: bool = False
) -> Pages:
    """Check the folder *output*, which a build just wrote for a site at *address*.

    Of a folder with the record that *memo* knows nothing is read; else only pages whose bytes are new. *keep_links*
    asks for the links to other sites.
    """
    files = read_record(output).files
    made_by = fingerprint(engine_fingerprint())
    whole = fingerprint(made_by, address, [(file, entry.sha256) for file, entry in sorted(files.items())])
    known = memo.get_many(_PAGES, [whole], Pages).get(whole)
    if known is not None and not keep_links:
        return known
    sheets, sound = _sheets(output, files, made_by, memo, executor)
    problems = [*check_pages(sheets, files, address), *_orphans(sheets, address), *_redirects(output, files)]
    pages = Pages(problems=tuple(problems), links=sum(len(sheet.links) for sheet in sheets.values()))
    memo.put_many(_PAGES, {whole: pages} if sound else {})
    memo.prune(_PAGES, [whole])
    if not keep_links:
        return pages
    elsewhere = tuple(external_links(sheets, address).items())
    return Pages(problems=pages.problems, links=pages.links, elsewhere=elsewhere)


def take_over(output: Path, built: Path) -> None:
    """Begin the folder *built*, where there is none, with links to the files of the published folder *output*.

    Files are never written in place, so nothing that happens to one folder happens to the other.
    """
    if built.exists():
        return
    record, data = read_record(output), read_bytes(output)
    if data is None or record.state != "ours" or record.damaged:
        return
    beside = built.with_name(f"{built.name}.{os.getpid()}")
    try:
        beside.mkdir(parents=True)
        for file in record.files:
            (beside / file).parent.mkdir(parents=True, exist_ok=True)
            link(str(output / file), str(beside / file))
        (beside / RECORD).write_bytes(data)
        beside.rename(built)
    except OSError:
        # It would only have saved time.
        with contextlib.suppress(OSError):
            shutil.rmtree(beside)


def _sheets(
    output: Path, files: Mapping[str, Entry], made_by: str, memo: Memo, executor: Executor | None
) -> tuple[dict[str, Sheet], bool]:
    """Every page and feed as a sheet, from *memo* where its bytes are known; and whether all are as they were built."""
    keys = {
        file: fingerprint(made_by, file.endswith(".html"), entry.sha256)
        for file, entry in files.items()
        if file.endswith((".html", ".xml")) and not file.endswith("sitemap.xml")
    }
    sheets = memo.get_many(_SHEET, keys.values(), Sheet)
    fresh = {key: file for file, key in keys.items() if key not in sheets}
    jobs = in_chunks(((key, file, files[file].sha256) for key, file in fresh.items()), _CHUNK)
    all_sound = True
    for made in in_order(partial(_read, output=output), jobs, executor, is_large=_is_large):
        sheets.update({key: sheet for key, sheet, _ in made})
        # A file that someone changed by hand is not what its name in the record stands for.
        all_sound &= all(sound for _, _, sound in made)
        memo.put_many(_SHEET, {key: sheet for key, sheet, sound in made if sound})
    memo.prune(_SHEET, keys.values())
    return {file: sheets[key] for file, key in keys.items()}, all_sound


def _is_large(job: tuple[tuple[str, str, str], ...]) -> bool:
    return len(job) > _CHUNK // 4


def _read(job: Iterable[tuple[str, str, str]], *, output: Path) -> list[tuple[str, Sheet, bool]]:
    """Keys, files and digests as keys, sheets, and whether the bytes are those of the digest."""
    found = []
    for key, file, sha256 in job:
        data = (output / file).read_bytes()
        sheet = read_page(data) if file.endswith(".html") else read_feed(data)
        found.append((key, sheet, hashlib.sha256(data).hexdigest() == sha256))
    return found


def _orphans(sheets: Mapping[str, Sheet], address: str) -> Iterator[Problem]:
    for file in orphans(sheets, address):
        hint = "link it from a page, or list it in `navigation` of site.yml"
        yield Problem("no other page links this one", code="SB241", path=f"{BUILT}/{file}", hint=hint)


def _redirects(output: Path, files: Iterable[str]) -> Iterator[Problem]:
    there = tuple(files)
    if _REDIRECTS in there:
        yield from check_redirects((output / _REDIRECTS).read_text("utf-8"), there)
