"""`site-builder edition`: an e-mail of a week."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from site_builder.cli.arguments import DAY, TIME, in_form
from site_builder.commands import outcome
from site_builder.commands.outcome import Door, carried_out, time_of_call
from site_builder.model.report import Report


@click.command()
@click.option("--week", help="The week that it tells of, as 2026-W08.")
@click.option("--since", type=DAY, help="Instead of a week: the first day, as 2026-02-16.")
@click.option("--until", type=DAY, help="The last day, that of --now by default.")
@click.option("--to", multiple=True, metavar="ADDRESS", help="Whom it is for; with --send once for each.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where the .eml file goes.")
@click.option("--send", is_flag=True, help="Send it through the server that SITE_BUILDER_SMTP_URL names.")
@click.option("--now", type=TIME, help="What its date says, as 2026-02-23T08:00+0100; the end of its days by default.")
@click.option("--base-url", help="The site's address, instead of the one in site.yml.")
@in_form
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
        options, more = Options(now=moment, base_url=base_url), load_plugins(door.plugins_root)
        return run_edition(folders_of(door.root), period, options, dispatch, extensions=more)

    return carried_out(door, run, form, door.root, done=outcome.made_edition, failed="nothing was written")
