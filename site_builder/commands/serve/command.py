"""Opens the door for browsers, reads the site, and serves it until Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass

from site_builder.commands.build import workers
from site_builder.commands.folders import Folders
from site_builder.commands.options import Options
from site_builder.commands.progress import finished
from site_builder.commands.serve.preview import Studio
from site_builder.commands.serve.server import serve as serve_workshop
from site_builder.commands.serve.workshop import Workshop
from site_builder.model.extensions import Extensions
from site_builder.model.problem import ConfigError, Problem
from site_builder.text.urls import base_path

FIRST_PORT = 8000
_PORTS = 100
"""How many are tried where none was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where browsers should find the preview."""

    host: str = "127.0.0.1"
    port: int | None = None
    """The first free one from 8000 on where it is absent."""
    open: bool = False
    """Whether a browser is opened there."""


def serve(
    folders: Folders,
    options: Options,
    address: Address,
    *,
    say: Callable[[str], None],
    announce: Callable[[str], None],
    extensions: Extensions | None = None,
) -> None:
    """Serve the site at *folders* until the process is told to stop. *announce* is given the address once it answers.

    *say* is given what is wrong, whenever that changes. Raises ConfigError where there is no such port to be had.
    """
    listening = _listening(address)
    host = f"[{address.host}]" if ":" in address.host else address.host
    shown = "127.0.0.1" if host in {"0.0.0.0", "[::]"} else host  # noqa: S104  who asks for it gets it
    origin = f"http://{shown}:{listening.getsockname()[1]}"
    workshop = Workshop(
        Studio(folders=folders, options=options, extensions=extensions or Extensions(), origin=origin), say
    )
    with workers(None) as executor:
        workshop.start(executor)
    finished()

    def ready() -> None:
        prefix = base_path(workshop.preview.config.base_url) if workshop.preview is not None else ""
        announce(f"{origin}{prefix}/")
        if address.open:
            with contextlib.suppress(webbrowser.Error):
                webbrowser.open(f"{origin}{prefix}/")

    asyncio.run(serve_workshop(workshop, listening, ready=ready))


def _listening(address: Address) -> socket.socket:
    ports = range(FIRST_PORT, FIRST_PORT + _PORTS) if address.port is None else (address.port,)
    reason: OSError | None = None
    for port in ports:
        try:
            return socket.create_server(
                (address.host, port), family=socket.AF_INET6 if ":" in address.host else socket.AF_INET
            )
        except OSError as error:
            reason = error
    where = f"{address.host}:{address.port or FIRST_PORT}"
    why = (reason.strerror if reason is not None else None) or str(reason)
    message = f"nothing can be served at {where}: {why[:1].lower()}{why[1:]}"
    raise ConfigError(Problem(message, code="SB007", hint="name another --port, or another --host"))
