"""The preview over HTTP: pages, the server's own files, and the stream on which browsers hear of changes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from http import HTTPStatus
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import parse_qs

import uvicorn

from site_builder.commands.serve.answers import OWN, Answer
from site_builder.commands.serve.watching import saves
from site_builder.commands.serve.workshop import Workshop

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_HERE = Path(__file__).parent
_OWN_FILES = {"live.js": "text/javascript; charset=utf-8", "live.css": "text/css; charset=utf-8"}
_LOCAL = ("127.0.0.1", "localhost", "[::1]")
_PULSE = 15.0
"""Seconds after which a line is sent to browsers that hear nothing else, so that nobody hangs up."""


async def serve(workshop: Workshop, listening: socket.socket, *, ready: Callable[[], None]) -> None:
    """Serve *workshop* on *listening*, and follow what is saved, until the process is told to stop."""
    stop = asyncio.Event()
    settings = uvicorn.Config(
        _App(workshop, stop, local=_is_local(listening)),
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )
    following = (asyncio.create_task(_follow(workshop, stop)), asyncio.create_task(workshop.tend()))
    ready()
    try:
        await _Server(settings, stop).serve(sockets=[listening])
    finally:
        stop.set()
        workshop.close()
        for task in following:
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)


async def _follow(workshop: Workshop, stop: asyncio.Event) -> None:
    async for paths in saves(workshop.studio.folders, stop):
        await workshop.saved(paths)


class _Server(uvicorn.Server):
    """A server that ends its streams when it is told to stop, rather than to wait for browsers to hang up."""

    def __init__(self, config: uvicorn.Config, stop: asyncio.Event) -> None:
        super().__init__(config)
        self._stop = stop
        self._running = asyncio.get_running_loop()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._running.call_soon_threadsafe(self._stop.set)
        super().handle_exit(sig, frame)


class _App:
    """The application as ASGI 3 describes it (asgi.readthedocs.io)."""

    def __init__(self, workshop: Workshop, stop: asyncio.Event, *, local: bool) -> None:
        self._workshop, self._stop, self._local = workshop, stop, local

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if self._local and not _names_us(headers.get(b"host", "")):
            # Another site's page may have its name lead to this machine, to read drafts (DNS rebinding).
            await _send(send, _plain(421, "This preview answers to the name of this machine only"), scope["method"])
        elif scope["method"] not in {"GET", "HEAD"}:
            await _send(send, _plain(405, "A site of files can only be read"), scope["method"])
        else:
            await self._get(scope, receive, send)

    async def _get(self, scope: Message, receive: Receive, send: Send) -> None:
        path = scope["path"]
        before, _, own = path.partition(f"/{OWN}/")
        if own == "events":
            await self._events(parse_qs(scope["query_string"].decode("latin-1")), receive, send)
        elif own in _OWN_FILES and OWN not in before:
            data = await asyncio.to_thread((_HERE / own).read_bytes)
            headers = {"Content-Type": _OWN_FILES[own], "Cache-Control": "no-cache"}
            await _send(send, Answer(status=200, headers=headers, body=data), scope["method"])
        else:
            await _send(send, await self._workshop.get(path), scope["method"])

    async def _events(self, asked: dict[str, list[str]], receive: Receive, send: Send) -> None:
        """A stream of server-sent events: `state` says what is wrong, `reload` that the page is not what it was."""
        page, key = asked.get("page", ["/"])[0], asked.get("key", [""])[0]
        headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        gone = asyncio.create_task(_gone(receive))
        stopped = asyncio.create_task(self._stop.wait())
        try:
            async for text in self._news(page, key, {gone, stopped}):
                await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()
            stopped.cancel()

    async def _news(self, page: str, key: str, ends: set[asyncio.Task[Any]]) -> AsyncIterator[str]:
        yield "retry: 500\n\n"
        number, said = -1, ""
        while True:
            now = self._workshop.number
            if now != number:
                number = now
                if await self._workshop.key(page) != key:
                    yield "event: reload\ndata: \n\n"
                state = json.dumps(self._workshop.state(page))
                if state != said:
                    said = state
                    yield f"event: state\ndata: {state}\n\n"
            waiting = asyncio.create_task(self._workshop.changed(number))
            done, _ = await asyncio.wait({waiting, *ends}, timeout=_PULSE, return_when=asyncio.FIRST_COMPLETED)
            if waiting not in done:
                waiting.cancel()
            if done & ends:
                return
            if not done:
                yield ": still here\n\n"


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, answer: Answer, method: str) -> None:
    headers = [
        (name.lower().encode("latin-1"), value.encode("latin-1", "replace")) for name, value in answer.headers.items()
    ]
    headers.append((b"content-length", str(len(answer.body)).encode()))
    with contextlib.suppress(OSError):
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if method == "HEAD" else answer.body})


def _plain(status: int, text: str) -> Answer:
    said = f"{status} {HTTPStatus(status).phrase}: {text}\n"
    return Answer(status=status, headers={"Content-Type": "text/plain; charset=utf-8"}, body=said.encode())


def _is_local(listening: socket.socket) -> bool:
    return str(listening.getsockname()[0]) in {"127.0.0.1", "::1"}


def _names_us(host: str) -> bool:
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    return name in _LOCAL or name.endswith(".localhost")
