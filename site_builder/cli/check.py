"""`site-builder check`: what is published is sound."""

from __future__ import annotations

import click

from site_builder.cli.arguments import executor_option, jobs_option
from site_builder.commands import outcome
from site_builder.commands.outcome import Door, carried_out, time_of_call
from site_builder.model.hosts import HOSTS, HostName
from site_builder.model.report import Report


@click.command()
@click.option("--base-url", help="The site's address, instead of the one in site.yml.")
@click.option("--drafts", is_flag=True, help="Check drafts too.")
@click.option("--future", is_flag=True, help="Check briefings dated in the future too.")
@click.option("--expired", is_flag=True, help="Check expired briefings too.")
@click.option("--external", is_flag=True, help="Ask for links to other sites too; answers are kept for a week.")
@click.option("--fix", is_flag=True, help="Mend what is safe to mend: torn letters, control characters.")
@click.option("--host", type=click.Choice(HOSTS), help="Say what this host cannot do for the site.")
@click.option("--strict", is_flag=True, help="Exit with 1 when there are warnings.")
@jobs_option
@executor_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.pass_obj
def check(
    door: Door,
    /,
    *,
    base_url: str | None,
    external: bool,
    fix: bool,
    host: HostName | None,
    strict: bool,
    jobs: int | None,
    executor: str | None,
    form: str,
    **flags: bool,
) -> int:
    """Check briefings against their articles, and everything that a build and its pages can get wrong.

    Nothing is published.

    \b
    Examples:
      site-builder check
      site-builder check --format sarif > problems.sarif
      site-builder check --external --strict
      site-builder check --host github-pages
    """
    from site_builder.commands.build import workers
    from site_builder.commands.check import check as run_check
    from site_builder.commands.folders import folders_of
    from site_builder.commands.options import Options
    from site_builder.plugins import load_plugins

    def run() -> Report:
        options = Options(now=time_of_call(), base_url=base_url, **flags)
        with workers(jobs, executor) as crew:
            return run_check(
                folders_of(door.root),
                options,
                executor=crew,
                extensions=load_plugins(door.plugins_root),
                external=external,
                fix=fix,
                host=host,
            )

    return carried_out(door, run, form, door.root, done=outcome.checked, failed="nothing was published", strict=strict)
