"""`site-builder ingest`: articles become draft briefings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from site_builder.cli.arguments import in_form
from site_builder.commands import outcome
from site_builder.commands.outcome import Door, carried_out, time_of_call
from site_builder.model.report import Report


@click.command()
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--into", default="content", show_default=True, help="The content folder that briefings go into.")
@click.option("--explain", is_flag=True, help="Show every clue, and every line that was dropped.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@in_form
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
