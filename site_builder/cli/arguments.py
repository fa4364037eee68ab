"""Arguments that several commands take."""

from __future__ import annotations

from pathlib import Path

import click

FOLDER = click.Path(path_type=Path, file_okay=False)
DAY = click.DateTime(["%Y-%m-%d"])
TIME = click.DateTime(["%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M:%S%z"])
in_form = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to report."
)
jobs_option = click.option(
    "-j", "--jobs", type=click.IntRange(1), help="Processes at most; as many as there are processors by default."
)
executor_option = click.option("--executor", metavar="dask://HOST:PORT", help="A Dask cluster that does the work.")
