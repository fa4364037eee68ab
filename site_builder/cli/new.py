"""`site-builder new`: a starter site."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from site_builder.cli.arguments import FOLDER
from site_builder.commands.messages import visible
from site_builder.commands.outcome import Door, carried_out, time_of_call
from site_builder.model.hosts import HOSTS, HostName
from site_builder.model.report import Report


@click.command()
@click.argument("folder", type=FOLDER)
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
