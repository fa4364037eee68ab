"""Numbers as text, as source maps write them: groups of five bits, the lowest first, 32 added to all but the last.

Text and not bytes, because hosts compress text on its way and leave other files as they are.
"""

from __future__ import annotations

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


def posting(gap: int, impact: int) -> str:
    """A posting *gap* briefings after the one before, from 1."""
    return encoded((gap - 1) * LEVELS + impact)


def gaps(numbers: list[int]) -> str:
    """*numbers*, rising, each as its distance from the one before less one."""
    before, signs = -1, []
    for number in numbers:
        signs.append(encoded(number - before - 1))
        before = number
    return "".join(signs)
