"""`site-builder clean`: what builds have written goes."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.arguments import FOLDER, in_form
from site_builder.commands.messages import counted
from site_builder.commands.outcome import Door, carried_out
from site_builder.model.report import Report


@click.command()
@click.option("-o", "--output", type=FOLDER, help="Where the site is; `output` in the site's folder by default.")
@click.option("--memory", type=FOLDER, help="Where builds remember; `.site-builder` in the site's folder by default.")
@click.option("--only", type=click.Choice(["output", "memory"]), help="Only this; both by default.")
@click.option("-n", "--dry-run", is_flag=True, help="Name what would go, and remove nothing.")
@in_form
@click.pass_obj
def clean(
    door: Door, /, *, output: Path | None, memory: Path | None, only: str | None, dry_run: bool, form: str
) -> int:
    """Remove the built site and what builds remember; files that site-builder did not write stay.

    \b
    Example:
      site-builder clean --dry-run
    """
    from site_builder.commands.clean import clean as run_clean
    from site_builder.commands.folders import folders_of

    def run() -> Report:
        folders = folders_of(door.root, output, memory)
        return run_clean(folders, output=only != "memory", memory=only != "output", dry_run=dry_run)

    def done(report: Report) -> str:
        return f"{'would remove' if dry_run else 'removed'} {counted(report.counts['removed'], 'file')}"

    return carried_out(door, run, form, door.root, done=done)
