"""`site-builder ping`: tell the site's WebSub hub which feeds have changed, so that it can tell their readers."""

from __future__ import annotations

import contextlib
import http.client
import re
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec

from site_builder.commands.folders import Folders
from site_builder.commands.load import SETTINGS, load_config
from site_builder.content.config import with_base_url
from site_builder.disk.files import read_bounded, write_whole
from site_builder.model.problem import ConfigError, Problem
from site_builder.model.report import Report
from site_builder.publish.record import read_record
from site_builder.text.urls import escape_path

_FEED = re.compile(r"(?:.*/)?feed\.xml|atom\.xml|feed\.json")
_TIMEOUT = 20
"""Seconds that a hub may take for an answer."""
_AGENT = "site-builder"
_LARGEST = 50_000_000
"""Bytes of what was told."""


def ping(folders: Folders, *, base_url: str | None = None, dry_run: bool = False) -> Report:
    """Tell the hub of each feed whose bytes differ from those it was told of last; with *dry_run*, only name them.

    The site should be out by then: a hub fetches the feed when it is told (www.w3.org/TR/websub, section 7). What it
    was told is kept in the memory; without it, all feeds count as changed. Raises ConfigError where there is no hub or
    nothing is built.
    """
    started = time.monotonic()
    config = load_config(folders)
    if base_url is not None:
        config = with_base_url(config, base_url)
    hub = config.feeds.hub
    if hub is None:
        hint = "name one in site.yml, as `feeds: {hub: https://hub.example/}`"
        raise ConfigError(Problem("the site has no hub to be told", code="SB002", path=SETTINGS, hint=hint))
    files = read_record(folders.output).files
    now = {file: entry.sha256 for file, entry in files.items() if _FEED.fullmatch(file)}
    if not now:
        hint = "build the site first, or name its folder with --output"
        raise ConfigError(Problem("there is no feed to tell of", code="SB001", path=folders.output.name, hint=hint))
    memory = folders.memory / "pinged.json"
    told = _recall(memory, hub, config.base_url)
    changed = sorted(file for file, sha256 in now.items() if told.get(file) != sha256)
    addresses = {file: escape_path(f"{config.base_url}/{file}") for file in changed}
    if dry_run:
        notes = tuple(f"would tell {hub} of {address}" for address in addresses.values())
        return Report(counts={"feeds": len(now), "told": 0}, notes=notes, seconds=time.monotonic() - started)
    problems: list[Problem] = []
    done = {file: sha256 for file, sha256 in told.items() if now.get(file) == sha256}
    for file, address in addresses.items():
        problem = _tell(hub, address)
        if problem is not None:
            # What is wrong with the hub is wrong for every feed: it is asked once more by the next ping.
            problems.append(problem)
            break
        done[file] = now[file]
    _remember(memory, hub, config.base_url, done)
    counts = {"feeds": len(now), "told": sum(file in done for file in changed)}
    return Report(counts=counts, problems=tuple(problems), seconds=time.monotonic() - started)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A hub that has moved says so as an error: following it would make the POST a GET."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _tell(hub: str, address: str) -> Problem | None:
    """Tell *hub* that the feed at *address* has changed; what went wrong."""
    said = urlencode({"hub.mode": "publish", "hub.url": address}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": _AGENT}
    request = urllib.request.Request(hub, said, headers)  # noqa: S310  the settings allow http and https only
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=_TIMEOUT):
            return None
    except urllib.error.HTTPError as error:
        with error:
            where = error.headers.get("Location")
        reason = f"it answers {error.code}" + (f", and names {where[:200]}" if where else "")
    except urllib.error.URLError as error:
        reason = str(error.reason).lower()
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = str(error).lower() or type(error).__name__
    hint = "try again later; if it lasts, see whether `feeds.hub` in site.yml is right"
    return Problem(f"the hub {hub} cannot be told of {address}: {reason}", code="SB410", path=SETTINGS, hint=hint)


class _Told(msgspec.Struct, frozen=True):
    hub: str
    base_url: str
    feeds: dict[str, str]


def _recall(memory: Path, hub: str, base_url: str) -> Mapping[str, str]:
    """What *hub* was told of: digests by file."""
    try:
        told = msgspec.json.decode(read_bounded(memory, _LARGEST), type=_Told)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return told.feeds if (told.hub, told.base_url) == (hub, base_url) else {}


def _remember(memory: Path, hub: str, base_url: str, feeds: Mapping[str, str]) -> None:
    data = msgspec.json.encode(_Told(hub, base_url, dict(sorted(feeds.items()))))
    # Where it cannot be kept, the hub is told once more: that costs it a look.
    with contextlib.suppress(OSError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        write_whole(memory, data, durable=False)
