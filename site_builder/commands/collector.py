"""Python's garbage collector, kept out of the way while a build makes millions of values that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (100_000, 50, 100)
"""Objects made before the youngest are looked through, and how often that leads to a look at the older ones. The usual
700 make it look through the same values again and again: a tenth of the time of a cold build. Switched off, it would
let the cycles that parsers and templates leave behind pile up."""


def quieten() -> None:
    """Let the collector of this process run seldom, and leave alone what is there already."""
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)


@contextmanager
def quiet() -> Iterator[None]:
    """Let the collector run seldom while this lasts."""
    before = gc.get_threshold()
    quieten()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
