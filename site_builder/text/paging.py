"""How a list is cut into pages that never shift."""

from __future__ import annotations


def pages_of_list(count: int, size: int) -> int:
    """The pages of a list of *count* items: each has *size*, but the newest, which grows to twice that less one."""
    return max(1, count // size)
