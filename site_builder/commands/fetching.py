"""Articles by the address that a person names: asked for politely, within bounds, from public hosts only."""

from __future__ import annotations

import http.client
import ipaddress
import json
import re
import socket
import ssl
import time
import urllib.robotparser
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from site_builder import __version__
from site_builder.disk.files import read_bounded, write_whole
from site_builder.model.problem import IngestError, Problem

AGENT = f"site-builder/{__version__}"
"""How we name ourselves; robots.txt may speak of `site-builder`."""
SECONDS = 20.0
"""What one answer may take, from the question to its last byte."""
PAUSE = 1.0
"""Seconds between two questions to one host."""
_JUMPS = 5
_ROBOTS = 500_000
_LARGEST_MEMORY = 50_000_000
_MOVED = frozenset({301, 302, 303, 307, 308})
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/feed+json": ".json",
    "application/json": ".json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer."""

    url: str
    """Where it came from in the end."""
    name: str
    """As a file would be called that holds it."""
    data: bytes


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Asks hosts, one question at a time; what did not change since the last time is not sent again."""

    memory: Path
    """The file in which answers' marks (ETag, Last-Modified) are kept."""
    limit: int
    """Bytes of an answer."""
    private: bool = False
    """Whether hosts of this machine and its own network may be asked: for tests, and for those who know why."""
    _marks: dict[str, dict[str, str]] | None = None
    _robots: dict[str, urllib.robotparser.RobotFileParser] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched | None:
        """What stands at *url*; None where it is what it was the last time. Raises IngestError (SB501, SB113)."""
        if not self._may(url):
            hint = "save the page from your browser, and ingest the file"
            raise IngestError(Problem(f"{url}: its robots.txt asks programs not to read it", code="SB501", hint=hint))
        known = self._known().get(url, {})
        asked = {"If-None-Match": known.get("etag", ""), "If-Modified-Since": known.get("modified", "")}
        status, headers, data, final = self._follow(url, {name: value for name, value in asked.items() if value})
        if status == 304:
            return None
        if status != 200:
            hint = "open it in your browser; save the page from there, and ingest the file"
            raise IngestError(Problem(f"{url}: the answer is {status}", code="SB501", hint=hint))
        self._known()[url] = {
            name: headers[header]
            for name, header in (("etag", "etag"), ("modified", "last-modified"))
            if header in headers
        }
        return Fetched(url=final, name=_name(final, headers.get("content-type", "")), data=data)

    def keep(self) -> None:
        """Keep the marks of answers for the next time."""
        if self._marks:
            self.memory.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.memory, json.dumps(self._marks, sort_keys=True).encode(), durable=False)

    def _known(self) -> dict[str, dict[str, str]]:
        if self._marks is None:
            try:
                told = json.loads(read_bounded(self.memory, _LARGEST_MEMORY))
            except (OSError, ValueError, RecursionError):
                told = {}
            held = told if isinstance(told, dict) else {}
            self._marks = {str(url): _texts(marks) for url, marks in held.items()}
        return self._marks

    def _may(self, url: str) -> bool:
        """Whether the host's robots.txt (RFC 9309) lets us read *url*; one that is not there lets everyone."""
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._robots:
            rules = urllib.robotparser.RobotFileParser()
            status, _, data, _ = self._follow(f"{place}/robots.txt", {}, limit=_ROBOTS)
            if status in {401, 403} or status >= 500:
                rules.parse(["User-agent: *", "Disallow: /"])
            else:
                rules.parse(data.decode("utf-8", "replace").splitlines() if status == 200 else [])
            self._robots[place] = rules
        return self._robots[place].can_fetch("site-builder", url)

    def _follow(
        self, url: str, headers: Mapping[str, str], limit: int | None = None
    ) -> tuple[int, Mapping[str, str], bytes, str]:
        for _ in range(_JUMPS + 1):
            status, told, data = self._ask(url, headers, limit or self.limit)
            if status not in _MOVED or "location" not in told:
                return status, told, data, url
            url = urljoin(url, told["location"])
        hint = "open it in your browser; does it end anywhere?"
        raise IngestError(Problem(f"{url}: it leads on more than {_JUMPS} times", code="SB501", hint=hint))

    def _ask(self, url: str, headers: Mapping[str, str], limit: int) -> tuple[int, Mapping[str, str], bytes]:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise IngestError(Problem(f"{url}: only http and https are read", code="SB501", hint="look at the address"))
        wait = self._asked.get(parts.hostname, 0.0) + PAUSE - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        try:
            return self._answer(url, headers, limit)
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = str(error)[:150] or type(error).__name__
            hint = "is the address right, and is there a network?"
            raise IngestError(Problem(f"{url}: it cannot be reached: {reason}", code="SB501", hint=hint)) from None
        finally:
            self._asked[parts.hostname] = time.monotonic()

    def _answer(self, url: str, headers: Mapping[str, str], limit: int) -> tuple[int, Mapping[str, str], bytes]:
        parts = urlsplit(url)
        until = time.monotonic() + SECONDS
        connection = self._connection(parts.scheme, parts.hostname or "", parts.port)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            sent = {
                "User-Agent": AGENT,
                "Accept-Encoding": "identity",
                "Accept": "*/*",
                "Connection": "close",
                **headers,
            }
            connection.request("GET", re.sub(r"[\x00-\x20\x7f]", "", path), headers=sent)
            with connection.getresponse() as response:
                told = {name.lower(): value for name, value in response.getheaders()}
                return response.status, told, _body(response, url, limit, until)
        finally:
            connection.close()

    def _connection(self, scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
        """A connection to an address of *host* that was looked at; what the name leads to next time changes nothing."""
        number = port or (443 if scheme == "https" else 80)
        found = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)
        addresses = [str(entry[4][0]) for entry in found]
        if not self.private and not all(ipaddress.ip_address(one.partition("%")[0]).is_global for one in addresses):
            raise OSError("it is an address of this machine or its own network")
        held = socket.create_connection((addresses[0], number), timeout=SECONDS)
        if scheme == "https":
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(host, number, timeout=SECONDS)
            held = ssl.create_default_context().wrap_socket(held, server_hostname=host)
        else:
            connection = http.client.HTTPConnection(host, number, timeout=SECONDS)
        connection.sock = held
        return connection


def _body(response: http.client.HTTPResponse, url: str, limit: int, until: float) -> bytes:
    """All of an answer, as far as *limit* and the moment *until* let it come."""
    blocks: list[bytes] = []
    size = 0
    while block := response.read1(65_536):
        blocks.append(block)
        size += len(block)
        if size > limit:
            hint = "save what you need of it, or raise `limits: file_bytes:` in site.yml"
            raise IngestError(Problem(f"{url}: more than {limit:,} bytes", code="SB113", hint=hint))
        if time.monotonic() > until:
            raise TimeoutError("it takes too long")
    return b"".join(blocks)


def is_address(text: str) -> bool:
    """Whether what a person typed is an address rather than a path."""
    return re.match(r"https?://", text, re.IGNORECASE) is not None


def _name(url: str, media_type: str) -> str:
    parts = urlsplit(url)
    last = re.sub(r"[^\w.-]+", "-", parts.path.rstrip("/").rpartition("/")[2])[:80] or parts.netloc
    ending = _ENDINGS.get(media_type.partition(";")[0].strip().lower(), "")
    return last if not ending or last.endswith(ending) else last + ending


def _texts(marks: Any) -> dict[str, str]:
    return (
        {str(name): value for name, value in marks.items() if isinstance(value, str)} if isinstance(marks, dict) else {}
    )
