"""`site-builder ping`: hubs hear of changed feeds."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.arguments import FOLDER, in_form
from site_builder.commands import outcome
from site_builder.commands.outcome import Door, carried_out
from site_builder.model.report import Report


@click.command()
@click.option("-o", "--output", type=FOLDER, help="Where the site is; `output` in the site's folder by default.")
@click.option("--base-url", help="The site's address, instead of the one in site.yml.")
@click.option("--memory", type=FOLDER, help="Where to remember; `.site-builder` in the site's folder by default.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what the hub would be told, and tell it nothing.")
@in_form
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
