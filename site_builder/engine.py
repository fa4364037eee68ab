"""What makes the pages: our own source, and the libraries whose output ends up in them.

Its fingerprint is a part of every key, so there is no version constant that someone could forget to raise.
"""

from __future__ import annotations

import functools
import hashlib
import platform
from collections.abc import Iterator
from importlib import metadata, resources
from importlib.resources.abc import Traversable

LIBRARIES = (
    "anyascii",
    "Babel",
    "feedgen",
    "font-source-sans-pro",
    "font-source-serif-pro",
    "fonttools",
    "Jinja2",
    "lxml",
    "markdown-it-py",
    "MarkupSafe",
    "mdit-py-plugins",
    "msgspec",
    "networkx",
    "numpy",
    "Pillow",
    "PyYAML",
    "resvg-py",
)
"""Those that a page could look different without. Python itself is not among them: it must not make a difference."""

_DATA = frozenset({"__pycache__", "themes", "starter"})
"""Folders of the package that are no source: a theme has a fingerprint of its own."""


@functools.cache
def engine_fingerprint() -> str:
    """32 hexadecimal digits that name the code which makes pages; equal code has equal ones, wherever it is."""
    digest = hashlib.blake2b(digest_size=16)
    for name in LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    for path, file in sorted(_source(resources.files("site_builder"), ""), key=lambda found: found[0]):
        content = file.read_bytes()
        digest.update(f"{path} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def versions() -> dict[str, str]:
    """The versions of everything that a report of a mistake should name: ours, Python's, and those of the libraries."""
    names = ("site-builder", *LIBRARIES)
    return {"Python": platform.python_version()} | {name: _version(name) for name in names}


def _source(folder: Traversable, below: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name not in _DATA:
                yield from _source(entry, f"{below}{entry.name}/")
        elif entry.name.endswith(".py"):
            yield below + entry.name, entry


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"
