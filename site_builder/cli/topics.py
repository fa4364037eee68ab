"""`site-builder topics`: the desk where they are put in order."""

from __future__ import annotations

import click

from site_builder.cli.entities import listing, merging, renaming


@click.group()
def topics() -> None:
    """Put topics in order: list, merge, rename.

    \b
    Example:
      site-builder topics merge regulation rules
    """


for _command in (listing("topics"), merging("topics"), renaming("topics")):
    topics.add_command(_command)
