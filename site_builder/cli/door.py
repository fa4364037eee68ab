"""The group of all commands, and what becomes of whatever goes wrong in them."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from pathlib import Path

import click

from site_builder import __version__
from site_builder.cli.arguments import FOLDER
from site_builder.cli.build import build
from site_builder.cli.check import check
from site_builder.cli.clean import clean
from site_builder.cli.completion import completion
from site_builder.cli.doctor import doctor
from site_builder.cli.edition import edition
from site_builder.cli.entities import entities
from site_builder.cli.explain import explain
from site_builder.cli.export import export
from site_builder.cli.fix import fix
from site_builder.cli.imports import moving_in
from site_builder.cli.ingest import ingest
from site_builder.cli.new import new
from site_builder.cli.ping import ping
from site_builder.cli.schema import schema
from site_builder.cli.seal import seal
from site_builder.cli.serve import serve
from site_builder.cli.theme import theme
from site_builder.cli.topics import topics
from site_builder.cli.verify import verify
from site_builder.commands.outcome import ERRORS, INTERRUPTED, USAGE, Door, colour


def main() -> None:
    """Run the command line and leave with its exit code."""
    _leave_tidily()
    try:
        code = cli(standalone_mode=False)
        _say_all()
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except BrokenPipeError:
        _fall_silent()
        sys.exit(ERRORS)
    except OSError as error:
        # What a command does with files is told by the command: this is about what was to be said.
        _fall_silent()
        with contextlib.suppress(OSError, ValueError):
            click.echo(f"what was to be said cannot be written: {(error.strerror or str(error)).lower()}", err=True)
        sys.exit(ERRORS)
    except Exception:  # noqa: BLE001  the last word on whatever went wrong
        click.echo("This is a bug in site-builder: please report it with the lines below.", err=True)
        import traceback

        traceback.print_exc()
        sys.exit(USAGE)


def _say_all() -> None:
    """Bring to its readers what Python still holds back. Raises OSError."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # it is None where the caller closed it
            stream.flush()


def _fall_silent() -> None:
    """Let nobody hear the rest: Python would complain once more when it flushes at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                os.dup2(nowhere, stream.fileno())


def _leave_tidily() -> None:
    """Let a request to end the program clear up behind it, as Ctrl-C does, rather than end it on the spot."""
    if threading.current_thread() is not threading.main_thread():
        return  # another program's thread may not ask for signals
    for number in (getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)):
        # Where someone ignores it (nohup), it stays ignored.
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _stop)


def _stop(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_DFL)  # the second time at once
    sys.exit(128 + number)


@click.group(
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
        "auto_envvar_prefix": "SITE_BUILDER",
    }
)
@click.version_option(__version__, prog_name="site-builder")
@click.option("-C", "--root", type=FOLDER, default=".", help="The site's folder; the current one by default.")
@click.option("--no-plugins", is_flag=True, help="Run no code of the site's plugins/ folder, as for a stranger's site.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@click.option("-v", "--verbose", is_flag=True, help="Say more.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colours.")
@click.pass_context
def cli(context: click.Context, /, *, root: Path, no_plugins: bool, quiet: bool, verbose: bool, color: str) -> None:
    """Turn news articles into a site of briefings, each claim tied to the passage it rests on."""
    context.obj = Door(root=root, quiet=quiet, verbose=verbose, plugins=not no_plugins)
    context.color = colour(color)


for _command in (
    new,
    moving_in,
    ingest,
    entities,
    topics,
    build,
    serve,
    check,
    fix,
    edition,
    export,
    seal,
    verify,
    ping,
    theme,
    schema,
    explain,
    doctor,
    clean,
    completion,
):
    cli.add_command(_command)
