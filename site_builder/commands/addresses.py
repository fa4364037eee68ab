"""The record of published addresses: written by builds that publish, and only when it changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from site_builder.content.addresses import PATH, encode_addresses, parse_addresses
from site_builder.disk.files import read_bounded, write_whole
from site_builder.disk.lock import BusyError, locked
from site_builder.model.addresses import Addresses, Resident
from site_builder.model.problem import Problem, SiteBuilderError

_LOCK = ".addresses.lock"
_PATIENCE = 10.0
"""Seconds to wait for another build that writes the record, which is a matter of milliseconds."""
_NOBODY = Resident(at=())


def keep(path: Path, addresses: Addresses, before: bytes, most: int) -> Iterator[Problem]:
    """Make the file at *path* hold *addresses*, as a whole or not at all; a warning where that is impossible.

    *before* is what stood in the file when the build began, *most* the largest number of bytes that is looked at. What
    another build has added to it since then is kept.
    """
    try:
        with ExitStack() as held:
            if encode_addresses(addresses) == _read(path, most):
                return
            held.enter_context(locked(path.with_name(_LOCK), patience=_PATIENCE))
            data = encode_addresses(_with_news(addresses, _read(path, most), before))
            if data != _read(path, most):
                write_whole(path, data)
    except (OSError, BusyError) as error:
        reason = ((error.strerror if isinstance(error, OSError) else None) or str(error)).lower()
        message = f"the record of addresses cannot be written: {reason}"
        hint = "without it, old addresses are forgotten when something is renamed"
        yield Problem(message, code="SB005", path=PATH, hint=hint, severity="warning")


def _read(path: Path, most: int) -> bytes:
    return read_bounded(path, most) if path.is_file() else b""


def _with_news(addresses: Addresses, now: bytes, before: bytes) -> Addresses:
    if now in {before, b""}:
        return addresses
    try:
        news = parse_addresses(now)
        known = parse_addresses(before) if before else Addresses()
    except SiteBuilderError:
        return addresses  # someone tore it meanwhile: ours is whole
    return joined(addresses, news, known)


def joined(ours: Addresses, theirs: Addresses, before: Addresses) -> Addresses:
    """*ours* and what *theirs* has that *before* had not; where two say who lives at an address now, ours holds."""
    homes = {resident.at[0] for resident in ours.residents.values() if resident.at}
    found = dict(ours.residents)
    for key, resident in theirs.residents.items():
        known, here = before.residents.get(key, _NOBODY), found.get(key, _NOBODY)
        new = tuple(at for at in resident.at if at not in known.at and at not in here.at and at not in homes)
        if key in found:
            found[key] = replace(here, at=(*here.at, *new), pages=max(here.pages, resident.pages))
        elif key not in before.residents and new:
            found[key] = replace(resident, at=new)
    return replace(ours, authority=ours.authority or theirs.authority, residents=dict(sorted(found.items())))
