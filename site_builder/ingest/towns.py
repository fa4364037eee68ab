"""The names of 86,000 towns, from GeoNames (CC BY 4.0, see data/README.md): what a name could stand for, no proof."""

from __future__ import annotations

import functools
import lzma
from importlib import resources

from site_builder.ingest.tokens import plain_form


def is_town(name: str) -> bool:
    """Whether a town has this name; many are those of people as well."""
    return plain_form(name) in _towns()


@functools.cache
def _towns() -> frozenset[str]:
    data = (resources.files("site_builder") / "ingest" / "data" / "towns.txt.xz").read_bytes()
    return frozenset(lzma.decompress(data).decode("ascii").split("\n"))
