"""`site-builder doctor`: what may get in the way."""

from __future__ import annotations

import click

from site_builder.cli.arguments import in_form
from site_builder.commands.outcome import Door, carried_out
from site_builder.model.report import Report


@click.command()
@in_form
@click.pass_obj
def doctor(door: Door, /, *, form: str) -> int:
    """Say what on this machine or in this folder may get in the way. Changes nothing.

    \b
    Example:
      site-builder doctor
    """
    from site_builder.commands.doctor import doctor as run_doctor
    from site_builder.commands.folders import folders_of

    def run() -> Report:
        is_site = (door.root / "content" / "site.yml").is_file()
        return run_doctor(folders_of(door.root) if is_site else None)

    def done(report: Report) -> str:
        return "there is something to look at" if report.problems else "all is well"

    return carried_out(door, run, form, door.root, done=done, failed="a build would stop at these")
