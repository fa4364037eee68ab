"""`site-builder import`: what people wrote for another generator."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.arguments import in_form
from site_builder.commands.messages import counted
from site_builder.commands.outcome import Door, carried_out
from site_builder.model.report import Report


@click.command("import")
@click.argument("generator", type=click.Choice(["hugo", "jekyll", "obsidian", "pelican"]))
@click.argument("path", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@in_form
@click.pass_obj
def moving_in(door: Door, /, *, generator: str, path: Path, dry_run: bool, form: str) -> int:
    """Take over the posts, notes and pages of another generator's site in PATH.

    Titles, dates, tags, drafts, former addresses, links, images and texts are kept. Files that are there already are
    not touched.

    \b
    Examples:
      site-builder import hugo ../old-site --dry-run
      site-builder import obsidian ~/notes
    """
    from site_builder.commands.folders import folders_of
    from site_builder.commands.imports.command import import_site

    def done(report: Report) -> str:
        counts = report.counts
        made = ", ".join(counted(counts[name], name[:-1]) for name in ("briefings", "pages", "assets"))
        drafts = f" ({counted(counts['drafts'], 'draft')})" if counts["drafts"] else ""
        return f"{'would take' if dry_run else 'took'} over {made}{drafts}"

    return carried_out(
        door,
        lambda: import_site(folders_of(door.root), generator, path, dry_run=dry_run),
        form,
        door.root,
        done=done,
        failed="the rest was taken over",
    )
