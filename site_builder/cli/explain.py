"""`site-builder explain`: what a code of a problem means."""

from __future__ import annotations

import click

from site_builder.model.codes import CODES
from site_builder.model.explanations import EXPLANATIONS
from site_builder.text.suggestions import did_you_mean


@click.command()
@click.argument("code")
def explain(code: str) -> int:
    """Say what the problem CODE means.

    \b
    Example:
      site-builder explain SB201
    """
    known = code.upper()
    if known not in CODES:
        raise click.BadParameter(f"there is no problem {code}; {did_you_mean(known, CODES) or 'they begin with SB'}")
    click.echo(f"{known}: {CODES[known]}")
    if known in EXPLANATIONS:
        click.echo(f"\n{EXPLANATIONS[known]}")
    return 0
