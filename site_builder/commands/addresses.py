"""The record of published addresses: written by builds that publish, and only when it changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from site_builder.content.addresses import PATH, encode_addresses
from site_builder.disk.files import read_bounded, write_whole
from site_builder.model.addresses import Addresses
from site_builder.model.problem import Problem


def keep(path: Path, addresses: Addresses) -> Iterator[Problem]:
    """Make the file at *path* hold *addresses*, as a whole or not at all; a warning where that is impossible."""
    data = encode_addresses(addresses)
    try:
        if path.is_file() and read_bounded(path, len(data)) == data:
            return
        write_whole(path, data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"the record of addresses cannot be written: {reason}"
        hint = "without it, old addresses are forgotten when something is renamed"
        yield Problem(message, code="SB005", path=PATH, hint=hint, severity="warning")
