"""`site-builder ingest`: articles become draft briefings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.arguments import executor_option, in_form
from site_builder.commands import outcome
from site_builder.commands.outcome import Door, carried_out, time_of_call
from site_builder.model.report import Report

if TYPE_CHECKING:
    from site_builder.commands.ingest_report import Outcome


@click.command()
@click.argument("paths", type=click.Path(), nargs=-1, required=True)
@click.option("--into", default="content", show_default=True, help="The content folder that briefings go into.")
@click.option("--explain", is_flag=True, help="Show every clue, and every line that was dropped.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written and how briefings would change.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Processes at most; by default that depends on the work.")
@executor_option
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write a page with all findings there.")
@click.option("--private", is_flag=True, help="Also fetch from hosts of this machine and its own network.")
@click.option("--engine", type=click.Choice(["rules", "llm"]), default="rules", show_default=True, help="What drafts.")
@click.option("--llm-url", help="With --engine llm: the server, as http://127.0.0.1:11434/v1.")
@click.option("--llm-model", help="With --engine llm: the name of the model.")
@click.option("--llm-tokens", type=click.IntRange(1), default=500_000, show_default=True, help="Of one run, at most.")
@in_form
@click.pass_obj
def ingest(
    door: Door,
    /,
    *,
    paths: tuple[str, ...],
    into: str,
    explain: bool,
    dry_run: bool,
    jobs: int | None,
    executor: str | None,
    report: Path | None,
    private: bool,
    engine: str,
    llm_url: str | None,
    llm_model: str | None,
    llm_tokens: int,
    form: str,
) -> int:
    """Turn the articles in PATHS, files, folders or addresses, into draft briefings.

    Text, web pages, Markdown, mails, PDF and Word files; feeds, mailboxes, archives and lists of them.
    What a person has changed in a briefing stays.

    \b
    Examples:
      site-builder ingest articles/
      site-builder ingest --explain one-article.html
      site-builder ingest --report findings.html feed.xml letters.mbox
      site-builder ingest https://example.org/news/feed.xml
      site-builder ingest --engine llm --llm-url http://127.0.0.1:11434/v1 --llm-model llama3.1 articles/
    """
    from contextlib import ExitStack

    from site_builder.commands.build import workers
    from site_builder.commands.fetching import is_address
    from site_builder.commands.ingest import ingest as run_ingest
    from site_builder.commands.ingest_page import ReportPage
    from site_builder.commands.ingest_report import format_outcome, outcome_as_data
    from site_builder.commands.messages import visible
    from site_builder.commands.progress import is_watched
    from site_builder.plugins import load_plugins

    told: list[dict[str, object]] = []
    in_words = form == "text" and not door.quiet
    progress = _Progress(in_words and is_watched())

    def run() -> Report:
        root = door.root.resolve()
        with ExitStack() as stack:
            page = stack.enter_context(ReportPage(report)) if report is not None else None

            def tell(one: Outcome) -> None:
                if page is not None:
                    page.add(one)
                if form == "json":
                    told.append(outcome_as_data(one))
                elif in_words and (explain or door.verbose or one.action != "unchanged"):
                    progress.clear()
                    for line in format_outcome(one, explain=explain, diff=dry_run):
                        click.echo(visible(line))
                progress.step()

            extensions, drafter = load_plugins(door.plugins_root), None
            if engine == "llm":
                from site_builder.commands.language_model import begun

                drafter = stack.enter_context(begun(root, into, llm_url, llm_model, llm_tokens))
                extensions = replace(extensions, names=(*extensions.names, drafter.endpoint.name))
            found = run_ingest(
                [Path(path) for path in paths if not is_address(path)],
                root,
                addresses=[path for path in paths if is_address(path)],
                private=private,
                into=into,
                now=time_of_call(),
                dry_run=dry_run,
                jobs=jobs,
                executor=stack.enter_context(workers(None, executor)) if executor is not None else None,
                afresh=explain or report is not None,
                extensions=extensions,
                engine=drafter,
                tell=tell,
            )
            progress.clear()
            if page is not None:
                page.finish(found)
            return found

    return carried_out(
        door,
        run,
        form,
        door.root,
        done=outcome.ingested,
        failed="nothing else was stopped",
        more=lambda: {"articles": told},
    )


class _Progress:
    """A line on the terminal that counts articles while there are many."""

    def __init__(self, shown: bool) -> None:
        self._shown = shown
        self._count = 0

    def step(self) -> None:
        """One more article is done."""
        self._count += 1
        if self._shown and self._count % 10 == 0:
            click.echo(f"\r{self._count:,} articles", nl=False, err=True)

    def clear(self) -> None:
        """Take the line away, before others are written."""
        if self._shown and self._count >= 10:
            click.echo("\r" + " " * 30 + "\r", nl=False, err=True)
