"""`site-builder verify`: a published folder is untouched."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.arguments import in_form
from site_builder.commands import outcome
from site_builder.commands.outcome import Door, carried_out, time_of_call
from site_builder.model.report import Report


@click.command()
@click.argument("output", type=click.Path(path_type=Path, file_okay=False))
@click.option("--base-url", help="The address that the folder was built for, if not the one in site.yml.")
@click.option("--drafts", is_flag=True, help="It was built with drafts.")
@click.option("--future", is_flag=True, help="It was built with briefings dated in the future.")
@click.option("--expired", is_flag=True, help="It was built with expired briefings.")
@click.option("--noindex", is_flag=True, help="It was built with --noindex.")
@click.option("--quick", is_flag=True, help="Compare digests only; do not make the pages again.")
@in_form
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
        return run_verify(folders, output, options, extensions=load_plugins(door.plugins_root), rebuild=not quick)

    return carried_out(door, run, form, door.root, done=outcome.verified, failed="the folder cannot be trusted")
