"""`site-builder serve`: a preview that follows every save."""

from __future__ import annotations

import click

from site_builder.commands.outcome import Door, carried_out, time_of_call
from site_builder.model.report import Report


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Who may come: this machine, or 0.0.0.0 for all.")
@click.option("--port", type=click.IntRange(0, 65535), help="The first free one from 8000 on by default.")
@click.option("--open", "open_browser", is_flag=True, help="Open a browser there.")
@click.option("--published", is_flag=True, help="Show what `build` would: no drafts, nothing dated in the future.")
@click.pass_obj
def serve(door: Door, /, *, host: str, port: int | None, open_browser: bool, published: bool) -> int:
    """Show the site on this machine, drafts included, and follow every save in the browser.

    Pages are made when they are asked for; nothing is written into the output folder. Stop with Ctrl-C.

    \b
    Examples:
      site-builder serve --open
      site-builder serve --host 0.0.0.0 --port 8080
    """
    from site_builder.commands.folders import folders_of
    from site_builder.commands.options import Options
    from site_builder.commands.serve.command import Address
    from site_builder.commands.serve.command import serve as run_serve
    from site_builder.plugins import load_plugins

    def announce(address: str) -> None:
        click.echo(f"serving {address}" + ("" if door.quiet else "; stop with Ctrl-C"))

    def run() -> Report:
        options = Options(now=time_of_call(), drafts=not published, future=not published)
        run_serve(
            folders_of(door.root),
            options,
            Address(host=host, port=port, open=open_browser),
            say=lambda text: click.echo(text, err=True),
            announce=announce,
            extensions=load_plugins(door.plugins_root),
        )
        return Report()

    return carried_out(door, run, "text", door.root, done=lambda _: "stopped", failed="nothing was served")
