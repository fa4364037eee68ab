"""content/addresses.json: every address that the site has published, kept with the content so that none is ever lost.

One line for each resident, sorted: a rename is a change of one line in version control.
"""

from __future__ import annotations

import msgspec

from site_builder.model.addresses import Addresses, Resident
from site_builder.model.problem import ContentError, Problem

PATH = "content/addresses.json"
MAX_BYTES = 100_000_000
"""It is ours, and grows with the site: a million addresses take about as much."""
_MOST_PAGES = 100_000
"""Of a list of briefings. Each can become a redirect, so a record that says more is none of ours."""
_VERSION = 1
_ABOUT = "Every address that this site has published. `site-builder build` writes it; keep it with the content."


class _Written(msgspec.Struct, frozen=True):
    version: int
    residents: dict[str, Resident]
    authority: str | None = None


_DECODER = msgspec.json.Decoder(_Written)


def parse_addresses(data: bytes) -> Addresses:
    """The record in *data*. Raises ContentError where it is none."""
    if len(data) > MAX_BYTES:
        message = f"the record of addresses has more than {MAX_BYTES:,} bytes"
        raise ContentError(Problem(message, code="SB113", path=PATH, hint="take it back from version control"))
    try:
        written = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        written = None
    if written is None or not _is_sound(written):
        hint = "take it back from version control; without it, old addresses that were renamed lead nowhere"
        raise ContentError(Problem("the record of addresses cannot be read", code="SB112", path=PATH, hint=hint))
    return Addresses(authority=written.authority, residents=written.residents)


def _said(resident: Resident) -> dict[str, object]:
    """What there is to say: most residents have nothing but an address."""
    said: dict[str, object] = {"at": resident.at, "pages": resident.pages, "since": resident.since}
    return {name: value for name, value in said.items() if value}


def _is_sound(written: _Written) -> bool:
    addresses = (url for found in written.residents.values() for url in found.at)
    return (
        written.version == _VERSION
        and all("/" in key and found.at and 0 <= found.pages <= _MOST_PAGES for key, found in written.residents.items())
        and all(url.startswith("/") and not url.startswith("//") for url in addresses)
    )


def encode_addresses(addresses: Addresses) -> bytes:
    """The bytes of the record: JSON, sorted, a line for each resident."""
    encode = msgspec.json.Encoder().encode
    lines = [encode(key) + b":" + encode(_said(found)) for key, found in sorted(addresses.residents.items())]
    head = (b'"about":' + encode(_ABOUT), b'"version":%d' % _VERSION, b'"authority":' + encode(addresses.authority))
    return b"{" + b",\n".join(head) + b',\n"residents":{\n' + b",\n".join(lines) + b"\n}}\n"
