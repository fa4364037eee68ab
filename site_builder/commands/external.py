"""Links to other sites: asked for politely, one at a time for each host, and remembered for a week."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from site_builder import __version__
from site_builder.disk.files import read_bounded, write_whole
from site_builder.model.problem import Problem

_AGENT = f"site-builder/{__version__} (link check)"
_SECONDS = 10
_PAUSE = 1.0
"""Seconds between two questions to one host."""
_LARGEST = 50_000_000
"""Bytes of the answers that are kept."""
_HOSTS = 8
"""Hosts that are asked at the same time."""
_FRESH = dt.timedelta(days=7)
_CLOSED = frozenset({401, 402, 403, 405, 406, 407, 429, 451, 503, 999})
"""Answers of hosts that do not talk to programs: the page may be there."""


def check_external(links: Mapping[str, str], memory: Path, now: dt.datetime) -> tuple[list[Problem], str]:
    """The problems of *links* (address to the file that has it), and a sentence that sums up.

    Answers are kept in the file *memory*; only what worked is not asked again for a week.
    """
    known = _recall(memory, now)
    wanted = sorted(set(links) - known.keys())
    by_host: dict[str, list[str]] = {}
    for address in wanted:
        by_host.setdefault(urlsplit(address).netloc, []).append(address)
    answers: dict[str, str] = {}
    if by_host:
        with ThreadPoolExecutor(_HOSTS) as executor:
            for told in executor.map(_ask_host, by_host.values()):
                answers.update(told)
    worked = {address: now.isoformat() for address, fault in answers.items() if not fault}
    _remember(memory, {address: when for address, when in {**known, **worked}.items() if address in links})
    dead = [
        Problem(f"{address} does not work: {fault}", code="SB248", path=f"output/{links[address]}")
        for address, fault in sorted(answers.items())
        if fault
    ]
    said = f"{len(links)} addresses elsewhere: {len(dead)} do not work, {len(wanted)} asked, the rest remembered"
    return dead, said


def _ask_host(addresses: list[str]) -> dict[str, str]:
    told: dict[str, str] = {}
    for number, address in enumerate(addresses):
        if number:
            time.sleep(_PAUSE)
        told[address] = _ask(address, "HEAD")
    return told


def _ask(address: str, method: str) -> str:
    """Why *address* does not work; empty where it does, or where its host does not talk to programs."""
    request = urllib.request.Request(address, method=method, headers={"User-Agent": _AGENT})  # noqa: S310  http(s) only
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS):  # noqa: S310
            return ""
    except urllib.error.HTTPError as error:
        if method == "HEAD" and error.code in {400, 404, 405, 500, 501}:
            # Some hosts know only GET.
            return _ask(address, "GET")
        return "" if error.code in _CLOSED else f"the answer is {error.code}"
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        return str(reason)[:200] or type(error).__name__


def _recall(memory: Path, now: dt.datetime) -> dict[str, str]:
    try:
        data = json.loads(read_bounded(memory, _LARGEST))
        return {
            str(address): str(when) for address, when in data.items() if now - dt.datetime.fromisoformat(when) < _FRESH
        }
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _remember(memory: Path, answers: Mapping[str, str]) -> None:
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        write_whole(memory, json.dumps(answers, indent=1, sort_keys=True).encode(), durable=False)
    except OSError:
        # It costs time at the next check.
        return
