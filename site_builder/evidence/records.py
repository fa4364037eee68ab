"""What authority files and texts betray by themselves: records that are nearly the same, unused ones, torn letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from site_builder.model.entity import EntityRecord, TopicRecord
from site_builder.model.problem import Problem
from site_builder.text.names import fold

_LEGAL = re.compile(r"\b(?:inc|ltd|llc|plc|corp|co|gmbh|ag|spa|srl|sa|sas|bv|nv|the)\b\.?")
_TORN = re.compile(
    r"[\u00c2-\u00c5\u00e2-\u00ef][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152"
    r"\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178\u00a0-\u00bf]+"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_LEAST = 6
"""Letters from which on one letter more or less may be a slip."""


def near_duplicates(
    records: Iterable[EntityRecord | TopicRecord], family: str, lines: Mapping[str, int]
) -> Iterator[Problem]:
    """Pairs of records whose names differ by a letter, or by signs and company forms; figures tell names apart."""
    seen: dict[str, tuple[str, str]] = {}
    told: set[tuple[str, str]] = set()
    for record in records:
        for name in record.called:
            for key in _skeletons(name):
                owner, other = seen.setdefault(key, (record.id, name))
                pair = (min(owner, record.id), max(owner, record.id))
                if owner == record.id or pair in told or not _near(name, other):
                    continue
                told.add(pair)
                message = f"`{name}` is nearly `{other}`, the name of `{owner}`"
                hint = "make one of them an alias of the other, or tell them apart by a longer name"
                line = lines.get(f"{family}/{record.id}")
                yield Problem(message, code="SB240", path=f"content/{family}.yml", line=line, hint=hint)


def unused(
    records: Iterable[EntityRecord | TopicRecord], used: Iterable[str], family: str, lines: Mapping[str, int]
) -> Iterator[Problem]:
    """Records that nothing names; *used* has the slugs of groups with members."""
    there = frozenset(used)
    for record in records:
        if record.id not in there:
            message = f"no briefing names `{record.id}`"
            line = lines.get(f"{family}/{record.id}")
            hint = "name it where it belongs, or remove it"
            yield Problem(message, code="SB241", path=f"content/{family}.yml", line=line, hint=hint)


def torn_letters(text: str, path: str) -> Iterator[Problem]:
    """Letters that were read in the wrong encoding, replacement signs and control characters in *text*."""
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _TORN.finditer(line):
            meant = mended(match.group())
            if meant != match.group():
                message = f"`{match.group()}` looks like {meant!r} read in the wrong encoding"
                yield Problem(message, code="SB242", path=path, line=number, column=match.start() + 1, hint=_FIX)
        for place in (match.start() for match in re.finditer("\ufffd", line)):
            hint = "look the word up in the article"
            message = "a letter was lost and replaced by \ufffd"
            yield Problem(message, code="SB242", path=path, line=number, column=place + 1, hint=hint)
        for match in _CONTROL.finditer(line):
            message = f"an invisible control character, U+{ord(match.group()):04X}"
            yield Problem(message, code="SB242", path=path, line=number, column=match.start() + 1, hint=_FIX)


def mended(text: str) -> str:
    """*text* with letters read in the wrong encoding put right, and without control characters."""
    return _CONTROL.sub("", _TORN.sub(lambda match: _decoded(match.group()), text))


_FIX = "`site-builder check --fix` mends it"


def _decoded(torn: str) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            data = b"".join(_byte(sign, encoding) for sign in torn)
            found = data.decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        return found if found.isprintable() else torn
    return torn


def _byte(sign: str, encoding: str) -> bytes:
    # cp1252 leaves five bytes undefined; programs pass them through.
    return bytes([ord(sign)]) if "\x80" <= sign <= "\x9f" else sign.encode(encoding)


def _skeletons(name: str) -> Iterator[str]:
    """Keys that near names share: the letters alone, and, for long names, each with one letter left out (one step)."""
    letters = re.sub(r"[\W_]", "", _LEGAL.sub("", fold(name))) or fold(name)
    yield letters
    if len(letters) >= _LEAST:
        yield from (letters[:place] + letters[place + 1 :] for place in range(len(letters)))


def _near(one: str, other: str) -> bool:
    return re.findall(r"\d+", one) == re.findall(r"\d+", other) and fold(one)[:1] == fold(other)[:1]
