"""`site-builder build`: content becomes a site."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.arguments import FOLDER, executor_option, in_form, jobs_option
from site_builder.commands import outcome
from site_builder.commands.outcome import Door, carried_out, time_of_call
from site_builder.model.report import Report


@click.command()
@click.option("-o", "--output", type=FOLDER, help="Where the site goes; `output` in the site's folder by default.")
@click.option("--base-url", help="The site's address, instead of the one in site.yml.")
@click.option("--drafts", is_flag=True, help="Build drafts too.")
@click.option("--future", is_flag=True, help="Build briefings dated in the future too.")
@click.option("--expired", is_flag=True, help="Build expired briefings too.")
@click.option("--noindex", is_flag=True, help="Ask search engines to stay away, as on a preview.")
@click.option("--memory", type=FOLDER, help="Where to remember; `.site-builder` in the site's folder by default.")
@click.option("--strict", is_flag=True, help="Publish nothing when there are warnings; exit with 1.")
@click.option(
    "--check-reproducible",
    is_flag=True,
    help="Build twice, in other folders, time zones and locales, and compare the bytes; publish nothing.",
)
@jobs_option
@executor_option
@in_form
@click.pass_obj
def build(
    door: Door,
    /,
    *,
    output: Path | None,
    memory: Path | None,
    base_url: str | None,
    jobs: int | None,
    executor: str | None,
    check_reproducible: bool,
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
        if check_reproducible:
            from site_builder.commands.reproducible import check_reproducible as compare

            return compare(folders, options)
        with workers(jobs, executor) as crew:
            return run_build(folders, options, executor=crew, extensions=load_plugins(door.plugins_root))

    done = outcome.reproduced if check_reproducible else outcome.built
    return carried_out(door, run, form, door.root, done=done, strict=flags["strict"])
