"""`site-builder entities`: the desk where they are put in order."""

from __future__ import annotations

import json
from collections.abc import Callable

import click

from site_builder.cli.arguments import in_form
from site_builder.commands.outcome import Door, carried_out
from site_builder.model.report import Report

_KINDS = ("person", "organisation", "product", "place", "law", "event", "work", "other")
dry = click.option("-n", "--dry-run", is_flag=True, help="Show what would change, and change nothing.")


@click.group()
def entities() -> None:
    """Put entities in order: merge, rename, split, and go through what ingest proposes.

    Only what an operation is about changes; comments, order and quotes stay. What an entity was called before becomes
    an alias, so that old names and addresses lead to it. Undo with git, and look first with --dry-run.

    \b
    Examples:
      site-builder entities review
      site-builder entities merge tiktok "Tik Tok"
      site-builder entities rename bytedance "ByteDance Ltd." --dry-run
    """


def listing(family: str) -> click.Command:
    """The command that lists a *family*."""

    @click.command("list")
    @in_form
    @click.pass_obj
    def listed(door: Door, /, *, form: str) -> int:
        """List them with the number of briefings that name each."""
        from site_builder.commands.desk import open_desk
        from site_builder.commands.desk_list import rows
        from site_builder.commands.folders import folders_of

        found: list[dict[str, object]] = []

        def run() -> Report:
            found.extend(rows(open_desk(folders_of(door.root)), "topics" if family == "topics" else "entities"))
            return Report(counts={family: len(found)})

        if form == "json":
            run()
            click.echo(json.dumps(found, indent=2))
            return 0
        width = 0

        def lines(_: Report) -> list[str]:
            nonlocal width
            width = max((len(str(row["id"])) for row in found), default=0)
            return [
                f"{row['briefings']:>6}  {row['id']:<{width}}  {row['name']}"
                + (f"  ({row['kind']})" if "kind" in row else "")
                for row in found
            ]

        return carried_out(door, run, "text", door.root, done=lambda _: f"{len(found)} {family}", lines=lines)

    return listed


def merging(family: str) -> click.Command:
    """The command that makes one of two."""

    @click.command("merge")
    @click.argument("kept")
    @click.argument("gone")
    @dry
    @click.pass_obj
    def merged(door: Door, /, *, kept: str, gone: str, dry_run: bool) -> int:
        """Make GONE a name of KEPT; both are ids or names."""
        from site_builder.commands import desk

        wanted: desk.Family = "topics" if family == "topics" else "entities"
        return _carry_out(door, lambda here: desk.merge(here, wanted, kept, gone), dry_run)

    return merged


def renaming(family: str) -> click.Command:
    """The command that changes a name."""

    @click.command("rename")
    @click.argument("name")
    @click.argument("new")
    @click.option("--id", "id", help="Another id as well: its page gets another address, and the old one leads there.")
    @dry
    @click.pass_obj
    def renamed(door: Door, /, *, name: str, new: str, id: str | None, dry_run: bool) -> int:
        """Call NAME, an id or a name, NEW from now on."""
        from site_builder.commands import desk

        wanted: desk.Family = "topics" if family == "topics" else "entities"
        return _carry_out(door, lambda here: desk.rename(here, wanted, name, new, id=id), dry_run)

    return renamed


@entities.command()
@click.argument("name")
@click.argument("new")
@click.option("--kind", type=click.Choice(_KINDS), help="Of the new one; that of the old one by default.")
@click.option("--alias", "aliases", multiple=True, help="A name of the old one that means the new one from now on.")
@click.option("--in", "briefings", multiple=True, metavar="FILE", help="A briefing that is about the new one.")
@dry
@click.pass_obj
def split(
    door: Door,
    /,
    *,
    name: str,
    new: str,
    kind: str | None,
    aliases: tuple[str, ...],
    briefings: tuple[str, ...],
    dry_run: bool,
) -> int:
    """Make a part of NAME an entity of its own, called NEW."""
    from site_builder.commands import desk

    return _carry_out(
        door, lambda here: desk.split(here, name, new, kind=kind, aliases=aliases, briefings=briefings), dry_run
    )


@entities.command()
@click.argument("name")
@dry
@click.pass_obj
def ignore(door: Door, /, *, name: str, dry_run: bool) -> int:
    """Refuse what ingest proposes under NAME, for ever."""
    from site_builder.commands import desk_proposals
    from site_builder.commands.desk_list import proposal_called

    return _carry_out(door, lambda here: desk_proposals.ignore(here, proposal_called(here, name)), dry_run)


@entities.command()
@click.pass_obj
def review(door: Door, /) -> int:
    """Go through what ingest proposes: accept, merge, rename, change the kind, ignore."""
    from site_builder.commands.desk_review import review as run_review
    from site_builder.commands.folders import folders_of

    def done(report: Report) -> str:
        said = ", ".join(f"{number} {what}" for what, number in report.counts.items() if number)
        return said or "nothing was decided"

    return carried_out(
        door, lambda: run_review(folders_of(door.root), ask=_ask, say=click.echo), "text", door.root, done=done
    )


def _ask(question: str, default: str) -> str | None:
    """The answer; None where there will be none."""
    try:
        return str(click.prompt(question, default=default, show_default=bool(default)))
    except (click.Abort, EOFError):
        click.echo()
        return None


def _carry_out(door: Door, change: Callable[..., dict[str, str]], dry_run: bool) -> int:
    from site_builder.commands import desk
    from site_builder.commands.folders import folders_of

    shown: list[str] = []

    def run() -> Report:
        folders = folders_of(door.root)
        here = desk.open_desk(folders)
        changes = change(here)
        if dry_run:
            desk.after(here, changes)
            shown.extend(desk.diff(here, changes))
            return Report(counts={"changed": len(changes)})
        return desk.write(folders, here, changes)

    def done(report: Report) -> str:
        number = report.counts["changed"]
        said = f"{number} file{'' if number == 1 else 's'}"
        return f"{said} would change" if dry_run else f"changed {said}"

    return carried_out(door, run, "text", door.root, done=done, lines=lambda _: shown, failed="nothing was changed")


for _command in (listing("entities"), merging("entities"), renaming("entities")):
    entities.add_command(_command)
