"""`site-builder check`: all that a build checks, then the built pages, the texts and the records; publishes nothing."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import replace

from site_builder.commands.check_output import check_output, take_over
from site_builder.commands.evidence import check_originals, dossier_of
from site_builder.commands.external import check_external
from site_builder.commands.folders import Folders
from site_builder.commands.hosts import check_host
from site_builder.commands.load import Content, load_config, load_content
from site_builder.commands.making import make
from site_builder.commands.options import Options
from site_builder.commands.unchanged import LastBuild, look, recall, remember
from site_builder.content import scan
from site_builder.engine import engine_fingerprint
from site_builder.evidence.records import mended, near_duplicates, torn_letters, unused
from site_builder.memo import Memo
from site_builder.model.config import Config
from site_builder.model.extensions import Extensions
from site_builder.model.hosts import HostName
from site_builder.model.problem import ConfigError, Problem, SiteBuilderError
from site_builder.model.report import Report
from site_builder.model.severity import by_rules
from site_builder.publish.record import digest, read_bytes
from site_builder.text.fingerprint import fingerprint, fingerprint_bytes
from site_builder.text.names import fold
from site_builder.text.source import read_text

_LETTERS = "letters"
_ANY_TIME = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


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

    The site is built into a folder of its own below the memory, beginning with what the output folder has already, so
    that only what changed is rendered. Where nothing changed since the last check, its report comes again.
    Raises ConfigError where site.yml cannot be used.
    """
    started = time.monotonic()
    config = load_config(folders)
    notes = list(_fix(folders, config)) if fix else []
    extensions = extensions or Extensions()
    built = replace(folders, output=folders.memory / "check")
    memory = folders.memory / "checked.json"
    looked = look(folders.inputs, replace(options, now=_ANY_TIME), extensions.names, host)
    last = None if external or fix else recall(memory, looked, built.output, options.now)
    if last is not None:
        return replace(last, seconds=time.monotonic() - started)
    take_over(folders.output, built.output)
    made = make(built, options, executor=executor, extensions=extensions)
    problems = list(made.report.problems)
    counts = dict(made.report.counts)
    notes += made.report.notes
    with Memo(folders.memory / "memo.sqlite") as memo:
        content = made.content or load_content(folders, config, executor=executor, memo=memo)
        found = [*check_originals(dossier_of(content.articles, content.evidence), memo), *_records(content)]
        found += _texts(folders, config, content, memo)
        if counts:
            address = options.base_url or config.base_url
            pages = check_output(built.output, address, memo, executor=executor, keep_links=external)
            found += pages.problems
            counts["links"] = pages.links
            if external:
                dead, summary = check_external(dict(pages.elsewhere), folders.memory / "links.json", options.now)
                found += dead
                notes.append(summary)
            if host is not None:
                refused, remark = check_host(host, config, built.output)
                found += refused
                notes.append(remark)
    problems += by_rules(found, config.rules)
    report = Report(counts=counts, problems=tuple(dict.fromkeys(problems)), notes=tuple(notes))
    if counts and not external and not fix:
        output = digest(read_bytes(built.output))
        remember(memory, LastBuild(inputs=looked, output=output, since=options.now, until=made.until, report=report))
    return replace(report, seconds=time.monotonic() - started)


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


def _texts(folders: Folders, config: Config, content: Content, memo: Memo) -> list[Problem]:
    """Torn letters in what people write; briefings that *memo* knows are not read again."""
    prints = {briefing.path: briefing.fingerprint for briefing in content.briefings}
    written = list(_written(folders))
    keys = {path: fingerprint(engine_fingerprint(), path, mark) for path, mark in prints.items()}
    known = memo.get_many(_LETTERS, keys.values(), tuple[Problem, ...])
    fresh: dict[str, tuple[Problem, ...]] = {}
    found: list[Problem] = []
    for source in written:
        key = keys.get(source.path, "")
        if key in known:
            found += known[key]
            continue
        try:
            data = scan.read(source, config.limits.file_bytes)
            told = tuple(torn_letters(read_text(data, config.limits.file_bytes), source.path))
        except SiteBuilderError:
            # Whoever parsed it has told.
            continue
        found += told
        if key and fingerprint_bytes(data) == prints[source.path]:
            fresh[key] = told
    memo.put_many(_LETTERS, fresh)
    memo.prune(_LETTERS, keys.values())
    return found


def _written(folders: Folders) -> Iterator[scan.Source]:
    """The files that people write."""
    for name in ("briefings", "pages"):
        yield from scan.list_files(folders.content / name, folders.root).sources
    for name in ("topics", "entities", "sources"):
        source = scan.find_file(folders.content / f"{name}.yml", folders.root)
        if source is not None:
            yield source


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
