"""`site-builder build`: nothing where nothing changed, else all that has to be made. Heavy rooms are entered late."""

from __future__ import annotations

import datetime as dt
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from site_builder.commands.collector import quiet, quieten
from site_builder.commands.folders import Folders
from site_builder.commands.options import Options
from site_builder.commands.unchanged import Inputs, LastBuild, forget, look, recall, remember
from site_builder.disk.files import read_bounded
from site_builder.model.extensions import Extensions
from site_builder.model.report import Report
from site_builder.publish.record import digest, read_bytes

ADDRESSES = "content/addresses.json"
"""The record of all addresses that the site has published."""
_LARGEST = 100_000_000
"""Bytes of that record that are looked at; a larger one is an error."""
_LOOK = 2.0
"""Seconds between two looks whether the process is still there that workers work for."""
_ANY_TIME = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def build(
    folders: Folders, options: Options, *, executor: Executor | None = None, extensions: Extensions | None = None
) -> Report:
    """Make the output folder what the content folder says, as a whole or not at all.

    On errors (with `strict`, on warnings too) the output is left untouched, and the report has every problem that was
    found. Where no input has changed since the last build, its report comes again, and nothing is read.
    """
    started = time.monotonic()
    extensions = extensions or Extensions()
    memory = folders.memory / "last.json"
    record = folders.root / ADDRESSES
    settings = (replace(options, now=_ANY_TIME), os.fsencode(folders.output), extensions.names)
    looked = look(folders.inputs, *settings, but=record)
    known = _read(record)
    last = recall(memory, _with(looked, known), folders.output, options.now)
    if last is not None:
        return replace(last, seconds=time.monotonic() - started)
    from site_builder.commands.addresses import keep  # noqa: PLC0415  likewise
    from site_builder.commands.making import make  # noqa: PLC0415  half a second that an unchanged site need not wait

    with quiet():
        made = make(folders, options, executor=executor, extensions=extensions)
    report = made.report
    if made.addresses is not None and not (options.drafts or options.future or options.expired or options.noindex):
        report = replace(report, problems=(*report.problems, *keep(record, made.addresses, known, _LARGEST)))
    if report.counts:
        output = digest(read_bytes(folders.output))
        # What this build wrote into the content folder is no change that the next one has to look at.
        inputs = _with(looked, _read(record))
        remember(memory, LastBuild(inputs=inputs, output=output, since=options.now, until=made.until, report=report))
    else:
        forget(memory)
    return replace(report, seconds=time.monotonic() - started)


def _read(record: Path) -> bytes:
    try:
        return read_bounded(record, _LARGEST) if record.is_file() else b""
    except OSError:
        return b""


def _with(looked: Inputs, record: bytes) -> Inputs:
    """The inputs, and the record of addresses, which builds themselves write."""
    return replace(looked, signature=f"{looked.signature} {digest(record)}")


def _begin_work() -> None:
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    quieten()
    # Ctrl-C reaches all processes of a terminal; the one that shared the work out ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end_with(parent: int) -> None:
    """End this process soon after its *parent*: where that is killed, a worker would wait for work for ever."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


@contextmanager
def workers(jobs: int | None, address: str | None = None) -> Iterator[Executor | None]:
    """An executor of at most *jobs* processes, by default as many as there are processors; None where that is one.

    With *address*, `dask://HOST:PORT`, the workers of that cluster; raises ConfigError where there is none.
    Processes start when the first large piece of work is given to them, so a small site does not pay for them.
    """
    if address is not None:
        from site_builder.commands.cluster import cluster  # noqa: PLC0415  few have one

        with cluster(address) as executor:
            yield executor
        return
    count = jobs or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1))
    if count == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  as above

    with ProcessPoolExecutor(count, initializer=_begin_work) as processes:
        yield processes
