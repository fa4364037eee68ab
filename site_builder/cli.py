"""The door: arguments in, exit code out. Heavy rooms are entered late, so that `--help` is quick."""

from __future__ import annotations

import datetime as dt
import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from site_builder import __version__
from site_builder.commands import outcome
from site_builder.commands.messages import counted, visible
from site_builder.commands.outcome import ERRORS, INTERRUPTED, USAGE, Door, carried_out, colour, time_of_call
from site_builder.model.codes import CODES
from site_builder.model.explanations import EXPLANATIONS
from site_builder.model.hosts import HOSTS, HostName
from site_builder.model.report import Report
from site_builder.text.suggestions import did_you_mean

_FOLDER = click.Path(path_type=Path, file_okay=False)
_DAY = click.DateTime(["%Y-%m-%d"])
_TIME = click.DateTime(["%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M:%S%z"])
_format = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to report."
)


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        code = cli(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except BrokenPipeError:
        # Who read our output has gone. Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ERRORS)
    except Exception:  # noqa: BLE001  the last word on whatever went wrong
        click.echo("This is a bug in site-builder: please report it with the lines below.", err=True)
        import traceback

        traceback.print_exc()
        sys.exit(USAGE)


@click.group(
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
        "auto_envvar_prefix": "SITE_BUILDER",
    }
)
@click.version_option(__version__, prog_name="site-builder")
@click.option("-C", "--root", type=_FOLDER, default=".", help="The site's folder; the current one by default.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@click.option("-v", "--verbose", is_flag=True, help="Say more.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colours.")
@click.pass_context
def cli(context: click.Context, root: Path, quiet: bool, verbose: bool, color: str) -> None:
    """Turn news articles into a site of briefings, each claim tied to the passage it rests on."""
    context.obj = Door(root=root, quiet=quiet, verbose=verbose)
    context.color = colour(color)


@cli.command()
@click.argument("folder", type=_FOLDER)
@click.option("--title", default="Briefings", show_default=True, help="The site's title.")
@click.option("--language", default="en", show_default=True, help="The site's language, as en or it.")
@click.option("--host", type=click.Choice(HOSTS), default=HOSTS[0], show_default=True, help="Who will serve the site.")
@click.pass_obj
def new(door: Door, /, *, folder: Path, title: str, language: str, host: HostName) -> int:
    """Make a starter site in FOLDER, which builds as it is.

    \b
    Example:
      site-builder new my-site --title "The AI race"
      site-builder new my-site --host github-pages
    """
    from site_builder.commands.new import new as make

    target = door.root / folder

    def run() -> Report:
        return make(target, title=title, language=language, host=host, year=time_of_call().year)

    def done(_: Report) -> str:
        return f"made a site in {visible(str(folder))}; next: site-builder -C {shlex.quote(visible(str(target)))} build"

    return carried_out(door, run, "text", target, done=done)


@cli.command()
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--into", default="content", show_default=True, help="The content folder that briefings go into.")
@click.option("--explain", is_flag=True, help="Show every clue, and every line that was dropped.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@_format
@click.pass_obj
def ingest(door: Door, /, *, paths: tuple[Path, ...], into: str, explain: bool, dry_run: bool, form: str) -> int:
    """Turn the articles in PATHS, files or folders, into draft briefings.

    A briefing that a person has edited is never touched.

    \b
    Examples:
      site-builder ingest articles/
      site-builder ingest --explain one-article.txt
    """
    from site_builder.commands.ingest import ingest as run_ingest
    from site_builder.commands.ingest_report import IngestReport, format_outcome
    from site_builder.plugins import load_plugins

    def run() -> Report:
        root = door.root.resolve()
        return run_ingest(paths, root, into=into, now=time_of_call(), dry_run=dry_run, extensions=load_plugins())

    def lines(report: Report) -> Iterator[str]:
        outcomes = report.outcomes if isinstance(report, IngestReport) else ()
        for one in outcomes:
            if explain or door.verbose or one.action != "unchanged":
                yield from format_outcome(one, explain=explain)

    return carried_out(
        door, run, form, door.root, done=outcome.ingested, lines=lines, failed="nothing else was stopped"
    )


@cli.command()
@click.option("-o", "--output", type=_FOLDER, help="Where the site goes; `output` in the site's folder by default.")
@click.option("--base-url", help="The site's address, instead of the one in site.yml.")
@click.option("--drafts", is_flag=True, help="Build drafts too.")
@click.option("--future", is_flag=True, help="Build briefings dated in the future too.")
@click.option("--expired", is_flag=True, help="Build expired briefings too.")
@click.option("--noindex", is_flag=True, help="Ask search engines to stay away, as on a preview.")
@click.option("--memory", type=_FOLDER, help="Where to remember; `.site-builder` in the site's folder by default.")
@click.option("--strict", is_flag=True, help="Publish nothing when there are warnings; exit with 1.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), help="Processes at most; as many as there are processors by default."
)
@_format
@click.pass_obj
def build(
    door: Door,
    /,
    *,
    output: Path | None,
    memory: Path | None,
    base_url: str | None,
    jobs: int | None,
    form: str,
    **flags: bool,
) -> int:
    """Make the output folder what the content folder says.

    On errors nothing is published, and all of them are listed.

    \b
    Examples:
      site-builder build
      site-builder build --drafts --base-url https://preview.example.org
    """
    from site_builder.commands.build import build as run_build
    from site_builder.commands.build import workers
    from site_builder.commands.folders import folders_of
    from site_builder.commands.options import Options
    from site_builder.plugins import load_plugins

    def run() -> Report:
        folders = folders_of(door.root, output, memory)
        options = Options(now=time_of_call(), base_url=base_url, **flags)
        with workers(jobs) as executor:
            return run_build(folders, options, executor=executor, extensions=load_plugins())

    return carried_out(door, run, form, door.root, done=outcome.built, strict=flags["strict"])


@cli.command()
@click.option("--base-url", help="The site's address, instead of the one in site.yml.")
@click.option("--drafts", is_flag=True, help="Check drafts too.")
@click.option("--future", is_flag=True, help="Check briefings dated in the future too.")
@click.option("--expired", is_flag=True, help="Check expired briefings too.")
@click.option("--external", is_flag=True, help="Ask for links to other sites too; answers are kept for a week.")
@click.option("--fix", is_flag=True, help="Mend what is safe to mend: torn letters, control characters.")
@click.option("--host", type=click.Choice(HOSTS), help="Say what this host cannot do for the site.")
@click.option("--strict", is_flag=True, help="Exit with 1 when there are warnings.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), help="Processes at most; as many as there are processors by default."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.pass_obj
def check(
    door: Door,
    /,
    *,
    base_url: str | None,
    external: bool,
    fix: bool,
    host: HostName | None,
    strict: bool,
    jobs: int | None,
    form: str,
    **flags: bool,
) -> int:
    """Check briefings against their articles, and everything that a build and its pages can get wrong.

    Nothing is published.

    \b
    Examples:
      site-builder check
      site-builder check --format sarif > problems.sarif
      site-builder check --external --strict
      site-builder check --host github-pages
    """
    from site_builder.commands.build import workers
    from site_builder.commands.check import check as run_check
    from site_builder.commands.folders import folders_of
    from site_builder.commands.options import Options
    from site_builder.plugins import load_plugins

    def run() -> Report:
        options = Options(now=time_of_call(), base_url=base_url, **flags)
        with workers(jobs) as executor:
            return run_check(
                folders_of(door.root),
                options,
                executor=executor,
                extensions=load_plugins(),
                external=external,
                fix=fix,
                host=host,
            )

    return carried_out(door, run, form, door.root, done=outcome.checked, failed="nothing was published", strict=strict)


@cli.command()
@click.option("--week", help="The week that it tells of, as 2026-W08.")
@click.option("--since", type=_DAY, help="Instead of a week: the first day, as 2026-02-16.")
@click.option("--until", type=_DAY, help="The last day, that of --now by default.")
@click.option("--to", multiple=True, metavar="ADDRESS", help="Whom it is for; with --send once for each.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where the .eml file goes.")
@click.option("--send", is_flag=True, help="Send it through the server that SITE_BUILDER_SMTP_URL names.")
@click.option("--now", type=_TIME, help="What its date says, as 2026-02-23T08:00+0100; the end of its days by default.")
@click.option("--base-url", help="The site's address, instead of the one in site.yml.")
@_format
@click.pass_obj
def edition(
    door: Door,
    /,
    *,
    week: str | None,
    since: dt.datetime | None,
    until: dt.datetime | None,
    to: tuple[str, ...],
    output: Path | None,
    send: bool,
    now: dt.datetime | None,
    base_url: str | None,
    form: str,
) -> int:
    """Make an e-mail of the briefings of a week, or of any days: as a file, or sent.

    \b
    Examples:
      site-builder edition --week 2026-W08
      site-builder edition --since 2026-02-01 --until 2026-02-28 -o february.eml
      site-builder edition --week 2026-W08 --to readers@example.org --send
    """
    from site_builder.commands.digest import Dispatch, period_of
    from site_builder.commands.digest import edition as run_edition
    from site_builder.commands.folders import folders_of
    from site_builder.commands.options import Options
    from site_builder.plugins import load_plugins

    if (week is None) == (since is None) or (week is not None and until is not None):
        raise click.UsageError("name either --week, or --since and perhaps --until")
    if (send and not to) or (not send and len(to) > 1):
        raise click.UsageError("name whom to --send it to with --to; without --send, one at most")

    def run() -> Report:
        moment = now or time_of_call()
        period = period_of(week, since, until or moment)
        dispatch = Dispatch(to=to, send=send, file=output, dated=now or (moment if send else None))
        options, more = Options(now=moment, base_url=base_url), load_plugins()
        return run_edition(folders_of(door.root), period, options, dispatch, extensions=more)

    return carried_out(door, run, form, door.root, done=outcome.made_edition, failed="nothing was written")


@cli.command()
@click.argument("articles", nargs=-1)
@_format
@click.pass_obj
def seal(door: Door, /, *, articles: tuple[str, ...], form: str) -> int:
    """Write seals of ARTICLES (ids; all that have a text by default), to check briefings where the texts are not.

    \b
    Example:
      site-builder seal
    """
    from site_builder.commands.folders import folders_of
    from site_builder.commands.seal import seal as run_seal

    def done(report: Report) -> str:
        return f"sealed {counted(report.counts['sealed'], 'article')}, {report.counts['unchanged']} unchanged"

    return carried_out(
        door, lambda: run_seal(folders_of(door.root), articles), form, door.root, done=done, failed="see above"
    )


@cli.command()
@click.argument("output", type=click.Path(path_type=Path, file_okay=False))
@click.option("--base-url", help="The address that the folder was built for, if not the one in site.yml.")
@click.option("--drafts", is_flag=True, help="It was built with drafts.")
@click.option("--future", is_flag=True, help="It was built with briefings dated in the future.")
@click.option("--expired", is_flag=True, help="It was built with expired briefings.")
@click.option("--noindex", is_flag=True, help="It was built with --noindex.")
@click.option("--quick", is_flag=True, help="Compare digests only; do not make the pages again.")
@_format
@click.pass_obj
def verify(door: Door, /, *, output: Path, base_url: str | None, quick: bool, form: str, **flags: bool) -> int:
    """Prove that the published folder OUTPUT is untouched, and derives from this site's files as they are now.

    \b
    Example:
      site-builder verify output
    """
    from site_builder.commands.folders import Folders
    from site_builder.commands.options import Options
    from site_builder.commands.verify import verify as run_verify
    from site_builder.plugins import load_plugins

    def run() -> Report:
        options = Options(now=time_of_call(), base_url=base_url, **flags)
        folders = Folders(root=door.root.resolve(), output=output)
        return run_verify(folders, output, options, extensions=load_plugins(), rebuild=not quick)

    return carried_out(door, run, form, door.root, done=outcome.verified, failed="the folder cannot be trusted")


@cli.command()
@click.option("-o", "--output", type=_FOLDER, help="Where the site is; `output` in the site's folder by default.")
@click.option("--base-url", help="The site's address, instead of the one in site.yml.")
@click.option("--memory", type=_FOLDER, help="Where to remember; `.site-builder` in the site's folder by default.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what the hub would be told, and tell it nothing.")
@_format
@click.pass_obj
def ping(door: Door, /, *, base_url: str | None, dry_run: bool, form: str, **places: Path | None) -> int:
    """Tell the site's hub, once the site is out, which feeds changed since it was told last.

    \b
    Example:
      site-builder ping
    """
    from site_builder.commands.folders import folders_of
    from site_builder.commands.ping import ping as run_ping

    def run() -> Report:
        return run_ping(folders_of(door.root, **places), base_url=base_url, dry_run=dry_run)

    return carried_out(door, run, form, door.root, done=outcome.pinged, failed="the rest is told next time")


@cli.command()
@click.argument("code")
def explain(code: str) -> int:
    """Say what the problem CODE means.

    \b
    Example:
      site-builder explain SB201
    """
    known = code.upper()
    if known not in CODES:
        raise click.BadParameter(f"there is no problem {code}; {did_you_mean(known, CODES) or 'they begin with SB'}")
    click.echo(f"{known}: {CODES[known]}")
    if known in EXPLANATIONS:
        click.echo(f"\n{EXPLANATIONS[known]}")
    return 0
