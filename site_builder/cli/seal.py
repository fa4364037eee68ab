"""`site-builder seal`: what proves a quotation where its article is not."""

from __future__ import annotations

import click

from site_builder.cli.arguments import in_form
from site_builder.commands.messages import counted
from site_builder.commands.outcome import Door, carried_out
from site_builder.model.report import Report


@click.command()
@click.argument("articles", nargs=-1)
@in_form
@click.pass_obj
def seal(door: Door, /, *, articles: tuple[str, ...], form: str) -> int:
    """Write seals of ARTICLES (ids; all that have a text by default), to check briefings where the texts are not.

    \b
    Example:
      site-builder seal
    """
    from site_builder.commands.folders import folders_of
    from site_builder.commands.seal import seal as run_seal

    def done(report: Report) -> str:
        return f"sealed {counted(report.counts['sealed'], 'article')}, {report.counts['unchanged']} unchanged"

    return carried_out(
        door, lambda: run_seal(folders_of(door.root), articles), form, door.root, done=done, failed="see above"
    )
