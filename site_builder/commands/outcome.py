"""What every command shares: where it works, how it says what it found, and the code that it leaves with."""

from __future__ import annotations

import datetime as dt
import errno
import os
from collections.abc import Callable, Iterable
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from pathlib import Path

import click

from site_builder.commands.messages import counted, problems_as_text, report_as_json, visible
from site_builder.commands.progress import on_terminal
from site_builder.model.problem import ConfigError, Problem, SiteBuilderError
from site_builder.model.report import Report

ERRORS, USAGE, INTERRUPTED = 1, 2, 130
"""Exit codes besides 0: problems were found; the call or the program itself was wrong; stopped with Ctrl-C."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What every command shares."""

    root: Path
    quiet: bool
    verbose: bool
    plugins: bool = True
    """Whether the site's own plugins may run."""

    @property
    def plugins_root(self) -> Path | None:
        """The folder of the site whose plugins may run."""
        return self.root if self.plugins else None


def carried_out(
    door: Door,
    run: Callable[[], Report],
    form: str,
    root: Path,
    *,
    done: Callable[[Report], str],
    lines: Callable[[Report], Iterable[str]] = lambda _: (),
    failed: str = "the output is as it was",
    strict: bool = False,
    more: Callable[[], dict[str, object]] = dict,
) -> int:
    """Run a command, say what it found, and give the exit code.

    *done* says what was done in one line, *lines* in many; *failed* says what errors mean for what was there before.
    *more* is what a report in JSON holds beside what all reports hold.
    """
    with on_terminal(wanted=form == "text" and not door.quiet):
        report = _report_of(run)
    bad = report.errors > 0 or (strict and report.warnings > 0)
    if form == "json":
        click.echo(report_as_json(report, **more()))
    elif form in {"sarif", "github"}:
        from site_builder.commands.formats import as_github, as_sarif  # noqa: PLC0415  few ask for them

        click.echo(as_sarif(report.problems) if form == "sarif" else as_github(report.problems))
    else:
        said = problems_as_text(report.problems, root)
        if said:
            click.echo(said, err=True)
        if not door.quiet:
            for line in lines(report):
                click.echo(visible(line))
            for note in report.notes:
                click.echo(visible(note), err=True)
            problems = f"{counted(report.errors, 'error')}, {counted(report.warnings, 'warning')}"
            if bad:
                click.echo(f"{problems}; {failed}", err=True)
            else:
                click.echo(f"{done(report)}; {problems}" if report.problems else done(report))
    return ERRORS if bad else 0


def _report_of(run: Callable[[], Report]) -> Report:
    try:
        return run()
    except SiteBuilderError as error:
        return Report(problems=error.problems)
    except (OSError, MemoryError, BrokenExecutor) as error:
        return Report(problems=(_of_the_machine(error),))


def _of_the_machine(error: OSError | MemoryError | BrokenExecutor) -> Problem:
    """What is told where neither the site nor the program is at fault, but the machine that it runs on."""
    if isinstance(error, MemoryError):
        hint = "close other programs, give `--jobs 1`, or raise the limit (`ulimit -v`)"
        return Problem("there is not enough memory", code="SB091", hint=hint)
    if isinstance(error, BrokenExecutor):
        hint = "most often there was not enough memory: close other programs, or give `--jobs 1`"
        return Problem("a worker process was stopped from outside", code="SB091", hint=hint)
    said = (error.strerror or str(error) or type(error).__name__).lower()
    named = error.filename2 or error.filename
    where = f" at {os.fsdecode(named)}" if isinstance(named, (str, bytes, os.PathLike)) else ""
    return Problem(f"the system refuses what is needed: {said}{where}", code="SB090", hint=_HINTS.get(error.errno or 0))


_HINTS = {
    errno.ENOSPC: "free some space, and try again",
    errno.EDQUOT: "free some space, and try again",
    errno.EFBIG: "raise the limit on the size of files (`ulimit -f`), and try again",
    errno.EMFILE: "raise the limit on open files (`ulimit -n`), and try again",
    errno.ENFILE: "close some programs, and try again",
    errno.ENOMEM: "close some programs, and try again",
    errno.EACCES: "mend the permissions, and try again",
    errno.EPERM: "mend the permissions, and try again",
    errno.EROFS: "the file system is read-only",
    errno.EIO: "look at the disk; it reports errors",
}


def time_of_call() -> dt.datetime:
    """The time; that of SOURCE_DATE_EPOCH (seconds since 1970) where it is set, for builds that can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    except (ValueError, OverflowError, OSError):
        hint = "it should be a number of seconds since 1970, or not be set"
        raise ConfigError(Problem(f"SOURCE_DATE_EPOCH is {epoch!r}", code="SB006", hint=hint)) from None


def colour(wanted: str) -> bool | None:
    """Whether colours are used; None leaves it to click, which looks whether it writes to a terminal."""
    if wanted != "auto":
        return wanted == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def ingested(report: Report) -> str:
    """What was read, and what became of it."""
    done = {action: number for action, number in report.counts.items() if number and action != "articles"}
    said = ", ".join(f"{number:,} {action}" for action, number in done.items())
    return f"read {counted(report.counts['articles'], 'article')}: {said}" if said else "there was no article to read"


def checked(report: Report) -> str:
    """What was checked."""
    counts = report.counts
    pages, links = counted(counts["pages"], "page"), counted(counts.get("links", 0), "link")
    statements = f"{counts.get('verified', 0):,} of {counted(counts.get('statements', 0), 'statement')} verified"
    return f"checked {statements}, {pages} with {links} in {report.seconds:.1f} s"


def made_edition(report: Report) -> str:
    """What an edition holds, and where it went."""
    said, sent = counted(report.counts["briefings"], "briefing"), report.counts["sent"]
    return f"sent {said} to {counted(sent, 'address', 'addresses')}" if sent else f"made an e-mail of {said}"


def exported(report: Report) -> str:
    """What an export holds."""
    return f"exported {counted(report.counts['briefings'], 'briefing')}"


def built(report: Report) -> str:
    """What was built."""
    counts = report.counts
    changed = counts["written"] + counts["removed"]
    made = f"{counted(counts['pages'], 'page')}, {counted(counts['feeds'], 'feed')}"
    return f"built {made} in {report.seconds:.1f} s ({changed:,} changed)"


def reproduced(report: Report) -> str:
    """What two builds have in common."""
    return f"{counted(report.counts['files'], 'file')} are the same in two builds, in {report.seconds:.1f} s"


def pinged(report: Report) -> str:
    """Of how many feeds a hub was told."""
    return f"told the hub of {counted(report.counts['told'], 'feed')} of {report.counts['feeds']:,}"


def verified(report: Report) -> str:
    """What was found to be as its build wrote it."""
    counts = report.counts
    said = f"{counted(counts['files'], 'file')} as they were written"
    if counts["at_hand"]:
        said += f"; {counted(counts['at_hand'], 'source')} as they were then"
    if "briefings" in counts:
        said += f"; {counted(counts['briefings'], 'briefing')} give the same files again"
    return said
