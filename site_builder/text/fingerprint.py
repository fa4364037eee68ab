"""Names for values: equal values have equal fingerprints, on any machine and in any process."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def fingerprint(*values: Any) -> str:
    """32 hexadecimal digits that name *values*: dataclasses, containers, numbers, text, bytes, dates.

    BLAKE2b of the values' MessagePack encoding with sorted keys; never of pickles, since equal values can have
    different ones.
    """
    return hashlib.blake2b(_ENCODER.encode(values), digest_size=16).hexdigest()


def fingerprint_bytes(data: bytes) -> str:
    """32 hexadecimal digits that name *data*."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
