"""`site-builder theme`: what authors of themes need."""

from __future__ import annotations

import click

from site_builder.cli.arguments import in_form
from site_builder.commands.messages import counted
from site_builder.commands.outcome import Door, carried_out, time_of_call
from site_builder.model.report import Report


@click.group()
def theme() -> None:
    """Check a theme, or print the handbook of themes.

    \b
    Examples:
      site-builder theme check mine
      site-builder theme docs > THEMES.md
    """


@theme.command()
@click.argument("name", metavar="NAME")
@click.option("--strict", is_flag=True, help="Exit with 1 when there are warnings.")
@in_form
@click.pass_obj
def check(door: Door, /, *, name: str, strict: bool, form: str) -> int:
    """Try the theme NAME on a site that has every kind of page and awkward texts, and say what is wrong.

    Nothing of your site is read but its folder `themes/`, and nothing is written.

    \b
    Examples:
      site-builder theme check mine
      site-builder theme check briefing --strict
    """
    from site_builder.commands.options import Options
    from site_builder.commands.theme_check import check_theme
    from site_builder.plugins import load_plugins

    def run() -> Report:
        return check_theme(
            name,
            door.root.resolve(),
            Options(now=time_of_call(), drafts=True),
            extensions=load_plugins(door.plugins_root),
        )

    def done(report: Report) -> str:
        pages, templates = counted(report.counts["pages"], "page"), counted(report.counts["templates"], "template")
        return f"tried {templates} on {pages}"

    return carried_out(door, run, form, door.root, done=done, failed=f"the theme {name} needs mending", strict=strict)


@theme.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    show_default=True,
    help="The handbook for people, or its reference for programs.",
)
def docs(*, form: str) -> None:
    """Print the handbook of themes: how one is made, and everything that a template is given.

    \b
    Example:
      site-builder theme docs > THEMES.md
    """
    from site_builder.commands.theme import handbook

    click.echo(handbook(form))
