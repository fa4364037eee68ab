"""Mending the single characters of a scraped text: what is invisible, torn, or was decoded twice."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SOFT_HYPHEN = re.compile(r"\u00ad\n?[ \t]*")
# Zero-width space and word joiner, byte order marks inside, marks and overrides of direction, interlinear annotation.
_INVISIBLE = re.compile(r"[\u200b\u2060-\u2064\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\u180e]")
# Joiners matter in Arabic, Indic scripts and emoji; between Latin letters they are noise.
_JOINER = re.compile(r"(?<=[\x00-\u05ff])[\u200c\u200d]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_C1 = re.compile(r"[\x80-\x9f]")
# UTF-8 read as Windows-1252: a lead byte and what its continuation bytes look like. Closing guillemets and quotes are
# left out behind a single capital letter, where they may be meant: «CAFÃ».
_TAIL = (
    "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d"
    "\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_TWICE = re.compile(
    rf"\u00e2[{_TAIL}]{{2}}|\u00f0[{_TAIL}]{{3}}|[\u00c3\u00c2\u00c4\u00c5](?![\u00bb\u201d\u2019\u203a])[{_TAIL}]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mended:
    """A text whose characters can be relied on."""

    text: str
    mojibake: int
    """How many sequences had been decoded twice, and were put right."""
    lost: int
    """How many characters were beyond repair: they stand as U+FFFD."""


def mend(text: str) -> Mended:
    """*text* without invisible and control characters, with words joined that a soft hyphen tore apart.

    No-break spaces and all kinds of quote stay as they are. Sequences that are UTF-8 decoded as Windows-1252 are put
    right where two of them, or one that can be nothing else, stand in the text.
    """
    text = _SURROGATE.sub("\ufffd", text)
    text, mojibake = _undo_double_decoding(text)
    text = _C1.sub(_as_windows_1252, text)
    text = _SOFT_HYPHEN.sub("", text)
    text = _INVISIBLE.sub("", text)
    text = _JOINER.sub("", text)
    text = _CONTROL.sub("", text)
    return Mended(text, mojibake, text.count("\ufffd"))


def _undo_double_decoding(text: str) -> tuple[str, int]:
    found = [match.group() for match in _TWICE.finditer(text)]
    if not any(len(sequence) > 2 for sequence in found) and len(found) < 2:
        return text, 0
    mended = 0

    def undo(match: re.Match[str]) -> str:
        nonlocal mended
        try:
            right = b"".join(_byte(sign) for sign in match.group()).decode("utf-8")
        except (UnicodeDecodeError, UnicodeEncodeError):
            return match.group()
        mended += 1
        return right

    return _TWICE.sub(undo, text), mended


def _byte(sign: str) -> bytes:
    return bytes([ord(sign)]) if ord(sign) < 0x100 else sign.encode("cp1252")


def _as_windows_1252(match: re.Match[str]) -> str:
    """A control character of ISO 8859-1 is nearly always a quote or dash of Windows-1252."""
    return bytes([ord(match.group())]).decode("cp1252", "ignore")
