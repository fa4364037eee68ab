"""`site-builder completion`: the shell completes commands, options and names."""

from __future__ import annotations

import click

_FILES = {
    "bash": "~/.bashrc",
    "zsh": "~/.zshrc",
    "fish": "~/.config/fish/completions/site-builder.fish",
}


@click.command()
@click.argument("shell", type=click.Choice(tuple(_FILES)))
@click.pass_context
def completion(context: click.Context, /, *, shell: str) -> int:
    """Print the script by which SHELL completes commands and options.

    \b
    Examples:
      site-builder completion bash >> ~/.bashrc
      site-builder completion fish > ~/.config/fish/completions/site-builder.fish
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    if made is None:
        raise click.BadParameter(f"nothing is known of {shell}")
    click.echo(made(context.find_root().command, {}, "site-builder", "_SITE_BUILDER_COMPLETE").source())
    return 0
