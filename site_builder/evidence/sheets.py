"""What a page says about its neighbours, in a few hundred bytes: names of files and parts rather than addresses.

A sound site is known to be sound from its sheets alone. Where a sheet names what is nowhere, `pages.py` reads the page
itself, and says where in it the mistake is.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from lxml import etree

from site_builder.evidence.pages import CHARACTERS, feed_faults, part_of, target_of

REDIRECTS = "_redirects"
"""The file of rules, which is kept whole."""
_LINKS = etree.XPath(
    '//@href[not(parent::link[@rel="canonical" or @rel="alternate"])] | //@src | //@poster', smart_strings=False
)
_PARTS = etree.XPath("//@id | //a/@name", smart_strings=False)
_IS_SILENT = etree.XPath("boolean(//img[not(@alt)])")
_NAME_BYTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a page says about its neighbours. Files and parts go by `name_of`, joined."""

    links: int = 0
    leads: bytes = b""
    """The files of the site that it links, itself left out."""
    parts: bytes = b""
    """The parts of pages that it links."""
    has: bytes = b""
    """The parts that it has itself."""
    silent: bool = False
    """Whether a picture has no alternative text."""
    faults: tuple[str, ...] = ()
    """Why it cannot be used."""
    elsewhere: tuple[str, ...] = ()
    """The addresses of other sites that it links."""
    text: str = ""
    """The rules, if it is the file of redirects."""


def has_parts(file: str) -> bool:
    """Whether the parts of *file* are known: those of a page are, those of a PDF are not."""
    return file.endswith((".html", ".xml")) and not file.endswith("sitemap.xml")


def make_sheet(data: bytes, file: str, base_url: str) -> Sheet:
    """The sheet of the file *file* (below the output folder) with these bytes, of a site at *base_url*."""
    if file == REDIRECTS:
        return Sheet(text=data.decode("utf-8", "replace"))
    if not has_parts(file):
        return Sheet()
    return _of_page(data, file, base_url) if file.endswith(".html") else Sheet(faults=feed_faults(data))


@lru_cache(maxsize=200_000)  # a site links its own pages again and again
def name_of(file: str, part: str = "") -> bytes:
    """The name of a file, or of a part of it: 8 bytes of BLAKE2b; of a million, two share one in 37 million sites."""
    return hashlib.blake2b(f"{file}#{part}".encode("utf-8", "surrogatepass"), digest_size=_NAME_BYTES).digest()


def names_in(joined: bytes) -> tuple[int, ...]:
    """The names in *joined*, as numbers."""
    return struct.unpack(f"<{len(joined) // _NAME_BYTES}Q", joined)


def _of_page(data: bytes, file: str, base_url: str) -> Sheet:
    try:
        tree = etree.fromstring(data[:CHARACTERS], etree.HTMLParser(encoding="utf-8"))
    except (etree.ParseError, ValueError) as error:
        return Sheet(faults=(str(error),))
    if tree is None:
        return Sheet(faults=("it is empty",))
    leads: dict[str, None] = {}
    parts: dict[tuple[str, str], None] = {}
    elsewhere: list[str] = []
    addresses = dict.fromkeys(address.strip() for address in _LINKS(tree))
    addresses.pop("", None)
    for address in addresses:
        target, fragment = target_of(address, file, base_url)
        if target is None:
            elsewhere += [address.partition("#")[0]] if urlsplit(address).scheme in {"http", "https"} else []
            continue
        if target != file:
            leads[target] = None
        part = part_of(fragment)
        if part and has_parts(target):
            parts[target, part] = None
    return Sheet(
        links=len(addresses),
        leads=b"".join(map(name_of, leads)),
        parts=b"".join(name_of(*part) for part in parts),
        has=_joined((file, part) for part in dict.fromkeys(_PARTS(tree))),
        silent=_IS_SILENT(tree),
        elsewhere=tuple(dict.fromkeys(elsewhere)),
    )


def _joined(names: Iterable[tuple[str, str]]) -> bytes:
    # Not through the cache: the parts of one page are named by few others.
    return b"".join(name_of.__wrapped__(file, part) for file, part in names if part)
