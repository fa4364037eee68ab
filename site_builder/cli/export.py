"""`site-builder export`: briefings to take away."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from site_builder.cli.arguments import DAY, in_form
from site_builder.commands import outcome
from site_builder.commands.outcome import Door, carried_out, time_of_call
from site_builder.model.report import Report

if TYPE_CHECKING:
    from site_builder.commands.export import Form


@click.command()
@click.argument("kind", metavar="FORM", type=click.Choice(["html", "epub", "pdf", "json", "csv", "jsonld", "sqlite"]))
@click.option("--topic", help="Only briefings on this topic: its id or name.")
@click.option("--entity", help="Only briefings that name this entity.")
@click.option("--since", type=DAY, help="The first day, as 2026-02-16.")
@click.option("--until", type=DAY, help="The last day.")
@click.option("--all", "everything", is_flag=True, help="All briefings.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where the file goes.")
@click.option("--base-url", help="The site's address, instead of the one in site.yml.")
@in_form
@click.pass_obj
def export(
    door: Door,
    /,
    *,
    kind: str,
    topic: str | None,
    entity: str | None,
    since: dt.datetime | None,
    until: dt.datetime | None,
    everything: bool,
    output: Path | None,
    base_url: str | None,
    form: str,
) -> int:
    """Write briefings to one file.

    FORM is html (one file that needs nothing else), epub or pdf, to read and print, with contents and evidence; or
    json, csv, jsonld or sqlite, for other programs.

    \b
    Examples:
      site-builder export epub --topic regulation
      site-builder export pdf --since 2026-02-01 --until 2026-02-28 -o february.pdf
      site-builder export sqlite --all
    """
    from site_builder.commands.export import Choice
    from site_builder.commands.export import export as run_export
    from site_builder.commands.folders import folders_of
    from site_builder.commands.options import Options
    from site_builder.plugins import load_plugins

    if everything == any((topic, entity, since, until)):
        raise click.UsageError("say which briefings: --topic, --entity, --since, --until; or --all")

    def run() -> Report:
        choice = Choice(
            topic=topic, entity=entity, since=since.date() if since else None, until=until.date() if until else None
        )
        options = Options(now=time_of_call(), base_url=base_url)
        folders, more = folders_of(door.root), load_plugins(door.plugins_root)
        return run_export(folders, cast("Form", kind), choice, options, file=output, extensions=more)

    return carried_out(door, run, form, door.root, done=outcome.exported, failed="nothing was written")
