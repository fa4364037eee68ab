"""`site-builder schema`: what editors complete and check by."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.commands.messages import counted
from site_builder.commands.outcome import Door, carried_out
from site_builder.model.report import Report

_NAMES = ("front-matter", "page", "site", "topics", "entities", "sources", "review", "theme", "decap")


@click.command()
@click.argument("name", type=click.Choice(_NAMES), required=False)
@click.option("--write", is_flag=True, help="Renew the schemas in .vscode/, with the site's names as they are now.")
@click.pass_obj
def schema(door: Door, /, *, name: str | None, write: bool) -> int:
    """Print a JSON Schema of what people write, or the configuration of Decap CMS (`decap`).

    In a site's folder the names of its topics, entities and sources are in it, so that editors can offer them.

    \b
    Examples:
      site-builder schema front-matter > front-matter.schema.json
      site-builder schema --write
    """
    from site_builder.commands.folders import folders_of
    from site_builder.commands.schemas import decap_config, schema_text, write_schemas

    if (name is None) == (not write):
        raise click.UsageError("name one schema, or say --write")

    said: list[str] = []

    def run() -> Report:
        if write:
            return write_schemas(folders_of(door.root))
        is_site = (Path(door.root) / "content" / "site.yml").is_file()
        folders = folders_of(door.root) if is_site else None
        said.append(decap_config() if name == "decap" else schema_text(str(name), folders))
        return Report()

    def done(report: Report) -> str:
        if said:
            return said[0].rstrip("\n")
        schemas = counted(report.counts["schemas"], "schema")
        return f"{schemas} in .vscode/schemas, {counted(report.counts['written'], 'file')} written"

    return carried_out(door, run, "text", door.root, done=done, failed="nothing was written")
