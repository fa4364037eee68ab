"""Numbers as text, as source maps write them: groups of five bits, the lowest first, 32 added to all but the last.

Text and not bytes, because hosts compress text on its way and leave other files as they are.
"""

from __future__ import annotations

import functools
from itertools import pairwise

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
LEVELS = 16
"""Of impact: a posting is written as the number of briefings that are passed over, times this, and the impact."""


def encoded(number: int) -> str:
    """*number*, from 0, as one sign or more."""
    if number < 32:
        return SIGNS[number]
    signs = ""
    while number >= 32:
        signs += SIGNS[number & 31 | 32]
        number >>= 5
    return signs + SIGNS[number]


@functools.cache
def table(size: int) -> tuple[bytes, ...]:
    """The numbers below *size* as `encoded` writes them, for those who write very many."""
    return tuple(encoded(number).encode() for number in range(size))


def gaps(numbers: list[int]) -> str:
    """*numbers*, rising, each as its distance from the one before less one."""
    return "".join([encoded(after - before - 1) for before, after in pairwise([-1, *numbers])])
