"""`site-builder check`: all that a build checks, then the built pages, the texts and the records; publishes nothing."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from site_builder.assemble.selection import next_change
from site_builder.commands.bodies import ForgottenBodyError
from site_builder.commands.collector import quiet
from site_builder.commands.evidence import check_originals, dossier_of
from site_builder.commands.external import check_external
from site_builder.commands.fix import mend, mendings, written_files
from site_builder.commands.folders import Folders
from site_builder.commands.hosts import check_host
from site_builder.commands.inspection import inspect
from site_builder.commands.load import Content, load_config
from site_builder.commands.making import bodies_in_use, make, pages_of, trial
from site_builder.commands.options import Options
from site_builder.commands.preparing import material_of, prepare, wanted_of
from site_builder.commands.unchanged import LastBuild, look, recall, remember
from site_builder.content import scan
from site_builder.engine import engine_fingerprint
from site_builder.evidence.records import near_duplicates, torn_letters, unused
from site_builder.memo import Memo
from site_builder.model.config import Config
from site_builder.model.extensions import Extensions
from site_builder.model.hosts import HostName
from site_builder.model.problem import Problem, SiteBuilderError
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

    Nothing is published: of a page that an earlier check knows nothing is read, one that a build has made is read where
    it is, and only the others are rendered. Where nothing changed since the last check, its report comes again.
    Raises ConfigError where site.yml cannot be used.
    """
    started = time.monotonic()
    config = load_config(folders)
    notes = [mend(one) for one in mendings(folders, config)] if fix else []
    extensions = extensions or Extensions()
    memory = folders.memory / "checked.json"
    settings = (replace(options, now=_ANY_TIME), os.fsencode(folders.output), extensions.names, host)
    looked = look(folders.inputs, *settings)
    last = None if external or fix else recall(memory, looked, folders.output, options.now)
    if last is not None:
        return replace(last, seconds=time.monotonic() - started)
    with quiet():
        try:
            with Memo(folders.memory / "memo.sqlite") as memo:
                checked = _check(folders, options, executor, extensions, memo)
        except ForgottenBodyError:
            # The memo lost a part of itself: it may only ever cost time.
            with tempfile.TemporaryDirectory() as other, Memo(Path(other) / "memo.sqlite") as memo:
                checked = _check(folders, options, executor, extensions, memo)
    found, counts = list(checked.problems), checked.counts
    notes += checked.notes
    if counts and external:
        dead, summary = check_external(checked.elsewhere, folders.memory / "links.json", options.now)
        found += by_rules(dead, config.rules)
        notes.append(summary)
    if counts and host is not None:
        refused, remark = _on_host(host, folders, options, executor, extensions)
        found += by_rules(refused, config.rules)
        notes.append(remark)
    report = Report(counts=counts, problems=tuple(dict.fromkeys(found)), notes=tuple(notes))
    if counts and not external and not fix:
        output = digest(read_bytes(folders.output))
        remember(memory, LastBuild(inputs=looked, output=output, since=options.now, until=checked.until, report=report))
    return replace(report, seconds=time.monotonic() - started)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    counts: Mapping[str, int]
    """Nothing where mistakes kept the pages from being looked at."""
    elsewhere: Mapping[str, str]
    until: dt.datetime | None


def _check(
    folders: Folders, options: Options, executor: Executor | None, extensions: Extensions, memo: Memo
) -> _Checked:
    ready = prepare(folders, options, executor, extensions, memo)
    content, config = ready.content, ready.config
    problems = list(ready.problems)
    found = [*check_originals(dossier_of(content.articles, content.evidence), content.seen), *_records(content)]
    found += _texts(folders, config, content, memo)
    counts: dict[str, int] = {}
    elsewhere: Mapping[str, str] = {}
    if ready.theme is not None:
        scope, material = material_of(ready.site, config, ready.theme, extensions)
        pages = partial(pages_of, ready, scope, extensions, memo, executor)
        if any(problem.severity == "error" for problem in problems):
            # Mistakes in templates show only when something is rendered: one page of each makes the list whole.
            problems += trial(pages(), material, content.bodies)
        else:
            try:
                seen = inspect(
                    pages, material, bodies=content.bodies, output=folders.output, memo=memo, executor=executor
                )
            except SiteBuilderError as error:
                problems += error.problems
            else:
                found += seen.problems
                elsewhere = seen.elsewhere
                verified = ready.evidence.verified.values()
                counts = {
                    **seen.counts,
                    "briefings": len(ready.site.cards),
                    "statements": sum(one.statements for one in verified),
                    "verified": sum(one.verified for one in verified),
                }
                content.bodies.keep_only(bodies_in_use(content))
    content.seen.remember()
    return _Checked(
        problems=(*problems, *by_rules(found, config.rules)),
        notes=(*ready.notes, *memo.notes),
        counts=counts,
        elsewhere=elsewhere,
        until=next_change(content.briefings, wanted_of(config, options)),
    )


def _on_host(
    host: HostName, folders: Folders, options: Options, executor: Executor | None, extensions: Extensions
) -> tuple[tuple[Problem, ...], str]:
    """What *host* cannot do for the site: that depends on the size of every file, so it is built, beside the memory."""
    built = replace(folders, output=folders.memory / "check")
    make(built, replace(options, strict=False), executor=executor, extensions=extensions)
    return check_host(host, load_config(folders), built.output)


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
    written = list(written_files(folders))
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
