"""`site-builder fix`: what can be mended for certain."""

from __future__ import annotations

import click

from site_builder.cli.arguments import in_form
from site_builder.commands.messages import counted
from site_builder.commands.outcome import Door, carried_out
from site_builder.model.report import Report


@click.command()
@click.option("-n", "--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@in_form
@click.pass_obj
def fix(door: Door, /, *, dry_run: bool, form: str) -> int:
    """Mend what can be mended for certain: torn letters and control characters.

    \b
    Example:
      site-builder fix --dry-run
    """
    from site_builder.commands.fix import fix as run_fix
    from site_builder.commands.folders import folders_of

    def done(report: Report) -> str:
        return f"{counted(report.counts['changed'], 'file')} {'would change' if dry_run else 'mended'}"

    return carried_out(
        door,
        lambda: run_fix(folders_of(door.root), dry_run=dry_run),
        form,
        door.root,
        done=done,
        failed="the other files are as they were",
    )
