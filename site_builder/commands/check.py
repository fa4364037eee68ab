"""`site-builder check`: all that a build checks, then the built pages, the texts and the records; publishes nothing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from site_builder.commands.evidence import check_originals, dossier_of
from site_builder.commands.external import check_external
from site_builder.commands.folders import Folders
from site_builder.commands.hosts import check_host
from site_builder.commands.load import Content, load_config, load_content
from site_builder.commands.making import make
from site_builder.commands.options import Options
from site_builder.content import scan
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
from site_builder.evidence.records import mended, near_duplicates, torn_letters, unused
from site_builder.memo import Memo
from site_builder.model.config import Config
from site_builder.model.extensions import Extensions
from site_builder.model.hosts import HostName
from site_builder.model.problem import ConfigError, Problem, SiteBuilderError
from site_builder.model.report import Report
from site_builder.model.severity import by_rules
from site_builder.publish.record import read_record
from site_builder.text.fingerprint import fingerprint
from site_builder.text.names import fold
from site_builder.text.source import read_text

_KIND = "sheet"
_REDIRECTS = "_redirects"


def check(
    folders: Folders,
    options: Options,
    *,
    executor: Executor | None = None,
    extensions: Extensions | None = None,
    external: bool = False,
    fix: bool = False,
    host: HostName | None = None,
) -> Report:
    """Check the site at *folders*; with *external* the links to other sites too, with *fix* mend what is safe to mend.

    With *host*, what that host cannot do for the site is told as well.

    The site is built into a folder of its own below the memory, so that a second check renders only what changed.
    Raises ConfigError where site.yml cannot be used.
    """
    started = time.monotonic()
    config = load_config(folders)
    notes = list(_fix(folders, config)) if fix else []
    built = replace(folders, output=folders.memory / "check")
    report = make(built, options, executor=executor, extensions=extensions).report
    problems = list(report.problems)
    counts = dict(report.counts)
    notes += report.notes
    with Memo(folders.memory / "memo.sqlite") as memo:
        content = load_content(folders, config, executor=executor, memo=memo)
        found = [*check_originals(dossier_of(content.articles, content.evidence)), *_records(content)]
        found += _texts(folders, config)
        if report.counts:
            sheets, files = _sheets(built.output, memo)
            address = options.base_url or config.base_url
            found += check_pages(sheets, files, address)
            found += _orphans(sheets, address)
            found += _redirects(built.output, files)
            counts["links"] = sum(len(sheet.links) for sheet in sheets.values())
            if external:
                wanted = external_links(sheets, address)
                dead, summary = check_external(wanted, folders.memory / "links.json", options.now)
                found += dead
                notes.append(summary)
            if host is not None:
                refused, remark = check_host(host, config, built.output)
                found += refused
                notes.append(remark)
    problems += by_rules(found, config.rules)
    seconds = time.monotonic() - started
    return Report(counts=counts, problems=tuple(dict.fromkeys(problems)), notes=tuple(notes), seconds=seconds)


def _records(content: Content) -> Iterator[Problem]:
    authority, lines = content.authority.authority, content.authority.lines
    used = {fold(name) for briefing in content.briefings for name in (*briefing.head.entities, *briefing.head.topics)}
    outlines = [
        *(briefing.outline for briefing in content.briefings),
        *(page.outline for page in content.pages),
        *content.authority.texts.values(),
    ]
    for outline in outlines:
        used.update(
            fold(ref.target.partition(":")[2] or ref.target) for ref in outline.references if ref.kind == "wiki"
        )
    for family, records in (("entities", authority.entities), ("topics", authority.topics)):
        yield from near_duplicates(records, family, lines)
        named = [record.id for record in records if used & {fold(name) for name in (record.id, *record.called)}]
        yield from unused(records, named, family, lines)


def _texts(folders: Folders, config: Config) -> list[Problem]:
    found: list[Problem] = []
    for source in _written(folders):
        try:
            text = read_text(scan.read(source, config.limits.file_bytes), config.limits.file_bytes)
        except SiteBuilderError:
            # Whoever parsed it has told.
            continue
        found += torn_letters(text, source.path)
    return found


def _written(folders: Folders) -> Iterator[scan.Source]:
    """The files that people write."""
    for name in ("briefings", "pages"):
        yield from scan.list_files(folders.content / name, folders.root).sources
    for name in ("topics", "entities", "sources"):
        source = scan.find_file(folders.content / f"{name}.yml", folders.root)
        if source is not None:
            yield source


def _sheets(output: Path, memo: Memo) -> tuple[dict[str, Sheet], tuple[str, ...]]:
    """Every page and feed of *output* as a sheet, from *memo* where its bytes are known; and all files."""
    files = read_record(output).files
    made_by = fingerprint(engine_fingerprint())
    keys = {
        file: fingerprint(made_by, file.endswith(".html"), entry.sha256)
        for file, entry in files.items()
        if file.endswith((".html", ".xml")) and not file.endswith("sitemap.xml")
    }
    known = memo.get_many(_KIND, keys.values(), Sheet)
    fresh: dict[str, Sheet] = {}
    for file, key in keys.items():
        if key not in known and key not in fresh:
            data = (output / file).read_bytes()
            fresh[key] = read_page(data) if file.endswith(".html") else read_feed(data)
    memo.put_many(_KIND, fresh)
    memo.prune(_KIND, keys.values())
    return {file: known.get(key) or fresh[key] for file, key in keys.items()}, tuple(files)


def _orphans(sheets: Mapping[str, Sheet], address: str) -> Iterator[Problem]:
    for file in orphans(sheets, address):
        hint = "link it from a page, or list it in `navigation` of site.yml"
        yield Problem("no other page links this one", code="SB241", path=f"{BUILT}/{file}", hint=hint)


def _redirects(output: Path, files: Iterable[str]) -> Iterator[Problem]:
    there = tuple(files)
    if _REDIRECTS in there:
        yield from check_redirects((output / _REDIRECTS).read_text("utf-8"), there)


def _fix(folders: Folders, config: Config) -> Iterator[str]:
    """Mend torn letters and remove control characters; a sentence for each file that was changed."""
    for source in _written(folders):
        data = scan.read(source, config.limits.file_bytes)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        better = mended(text)
        if better == text:
            continue
        beside = source.location.with_name(f".{source.location.name}.tmp")
        try:
            beside.write_bytes(better.encode())
            beside.replace(source.location)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ConfigError(
                Problem(f"the file cannot be written: {reason}", code="SB005", path=source.path)
            ) from error
        yield f"mended the letters of {source.path}"
