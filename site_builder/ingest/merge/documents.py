"""Merging a briefing by field and by paragraph. What a person wrote or deleted always stands; differences are told."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from site_builder.ingest.merge.fields import Field, Item, NotPlainError, read_fields, read_items, write_items
from site_builder.ingest.merge.sequences import merge_items
from site_builder.model.problem import ContentError
from site_builder.text.frontmatter import split

T = TypeVar("T")

APART = frozenset({"topics", "entities", "articles", "review", "redirects", "key_points", "quotations"})
"""Lists whose items stand for themselves."""
_IN_PLACE = frozenset({"key_points", "quotations"})
"""Lists in which a changed item takes the place of another: beside a person's version it would say the same twice."""
_SETTLED_ONE_BY_ONE = frozenset({"review"})
"""Lists of questions: who has deleted all of them has answered these, and not those that come later."""

_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})")
_BLANKS = re.compile(r"(?:[ \t]*\n)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A place that a person changed and that ingest would write differently now; the person's version stands."""

    field: str
    """The name of the field, or `text`."""
    ours: str
    """As it stands; empty where the person deleted it."""
    theirs: str
    """As it would be written now; empty where it would be gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedText:
    """A briefing, merged."""

    text: str
    conflicts: tuple[Conflict, ...] = ()
    refused: frozenset[str] = frozenset()
    """What a person has deleted, by digests, for the next time."""


def merge_documents(base: str, ours: str, theirs: str, refused: frozenset[str] = frozenset()) -> MergedText:
    """*ours*, the briefing as it stands, with what is new in *theirs* since *base*.

    *refused* is what the last merge gave as such. Where *ours* cannot be taken apart (broken front matter), it stays as
    it is, and the whole is one conflict.
    """
    if theirs in (base, ours):
        return MergedText(text=ours, refused=refused)
    if ours == base and not refused:
        return MergedText(text=theirs)
    breaks = "\r\n" if "\r\n" in ours else "\n"
    try:
        parts = [split(text.replace("\r\n", "\n").removeprefix("\ufeff")) for text in (base, ours, theirs)]
        fields = [read_fields(part.yaml + "\n") for part in parts]
    except (ContentError, NotPlainError):
        return MergedText(text=ours, conflicts=(Conflict(field="all", ours="", theirs=theirs),), refused=refused)
    merging = _Merging(refused)
    front = merging.front([{one.key: one for one in found} for found, _ in fields], [f.key for f in fields[2][0]])
    body = merging.body([part.body for part in parts])
    text = f"---\n{front}{fields[1][1]}---\n{body}".replace("\n", breaks)
    return MergedText(text=text, conflicts=tuple(merging.conflicts), refused=frozenset(merging.refused))


class _Merging:
    """One merge: it gathers conflicts and what was deleted while it goes through fields and paragraphs."""

    def __init__(self, refused: frozenset[str]) -> None:
        self.conflicts: list[Conflict] = []
        self.refused = set(refused)

    def front(self, fields: Sequence[dict[str, Field]], order: Sequence[str]) -> str:
        """The front matter: the person's fields in the person's order, new ones behind those that they follow."""
        base, ours, theirs = fields
        for key in {*base} - {*ours} - _SETTLED_ONE_BY_ONE:
            self._refuse("field", key)
        written: dict[str, str] = {}
        for key in ours:
            text = self._field(key, base.get(key), ours[key], theirs.get(key))
            if text:
                written[key] = text
        for place, key in enumerate(order):
            if key in ours:
                continue
            if key in base and key in _SETTLED_ONE_BY_ONE:
                written = _inserted(written, key, self._new_items(key, base[key], theirs[key]), order[:place])
            elif key in base:
                if base[key].value != theirs[key].value:
                    self.conflicts.append(Conflict(field=key, ours="", theirs=theirs[key].text.strip("\n")))
            elif not self._is_refused("field", key):
                written = _inserted(written, key, theirs[key].text, order[:place])
        return "".join(written.values())

    def _field(self, key: str, base: Field | None, ours: Field, theirs: Field | None) -> str:
        """The text of one field that stands in the person's file; empty where it goes."""
        self.refused.discard(_digest("field", key))
        touched = base is None or ours.text.strip() != base.text.strip()
        if theirs is None:
            if touched and base is not None and base.value != ours.value:
                self.conflicts.append(Conflict(field=key, ours=ours.text.strip("\n"), theirs=""))
            return ours.text if touched else ""
        merged = self._list(key, base, ours, theirs)
        if merged is not None:
            return merged
        if not touched:
            return theirs.text
        if theirs.value != ours.value and (base is None or theirs.value != base.value):
            self.conflicts.append(Conflict(field=key, ours=ours.text.strip("\n"), theirs=theirs.text.strip("\n")))
        return ours.text

    def _list(self, key: str, base: Field | None, ours: Field, theirs: Field) -> str | None:
        """The same for a list, item by item; None where it is none."""
        found = [read_items(one) if one is not None else None for one in (base, ours, theirs)]
        mine, new = found[1], found[2]
        if mine is None or new is None or (base is not None and found[0] is None):
            return None
        before = found[0].items if found[0] is not None else ()
        merged, listed = self._merged(
            key, [before, mine.items, new.items], lambda item: item.value, apart=key in APART - _IN_PLACE
        )
        if not merged:
            return ours.text
        return write_items(mine, listed)

    def _new_items(self, key: str, base: Field, theirs: Field) -> str:
        """What is new in a list of which a person has settled everything."""
        before, new = read_items(base), read_items(theirs)
        if before is None or new is None:
            return ""
        _, listed = self._merged(key, [before.items, (), new.items], lambda item: item.value, apart=True)
        return write_items(new, listed)

    def body(self, bodies: Sequence[str]) -> str:
        """The text behind the front matter, by paragraphs; the blank lines between them stay as the person has them."""
        blocks = [_paragraphs(body) for body in bodies]
        lead = _BLANKS.match(bodies[1])
        merged, listed = self._merged("text", blocks, lambda block: " ".join(block[0].split()), apart=False)
        if not merged:
            return bodies[1]
        text = lead.group() if lead is not None else ""
        for place, (words, blanks) in enumerate(listed):
            last = place == len(listed) - 1
            text += words + ("".join(f"\n{row}" for row in blanks or ("",)) + ("" if last else "\n"))
        return text

    def _merged(
        self, field: str, sides: Sequence[Sequence[T]], key: Callable[[T], str], *, apart: bool
    ) -> tuple[bool, list[T]]:
        """The merged list, and whether anything of it differs from the person's."""
        base, ours, theirs = ([key(item) for item in side] for side in sides)
        for item in set(base) - set(ours):
            self._refuse(field, item)
        for item in ours:
            self.refused.discard(_digest(field, item))
        refused = frozenset(item for item in theirs if self._is_refused(field, item))
        plan = merge_items(base, ours, theirs, refused, apart=apart)
        for clash in plan.clashes:
            shown = [
                _shown([side[place] for place in places])
                for side, places in ((sides[1], clash.ours), (sides[2], clash.theirs))
            ]
            self.conflicts.append(Conflict(field=field, ours=shown[0], theirs=shown[1]))
        listed = [sides[1 if side == "ours" else 2][place] for side, place in plan.items]
        same = plan.items == tuple(("ours", place) for place in range(len(ours)))
        return not same, listed

    def _refuse(self, field: str, item: str) -> None:
        self.refused.add(_digest(field, item))

    def _is_refused(self, field: str, item: str) -> bool:
        return _digest(field, item) in self.refused


def _inserted(written: dict[str, str], key: str, text: str, before: Sequence[str]) -> dict[str, str]:
    """*written* with a new field behind the last of those that stand before it in the new file."""
    anchor = next((one for one in reversed(before) if one in written), None)
    if anchor is None:
        return {key: text} | written
    result: dict[str, str] = {}
    for one, words in written.items():
        result[one] = words
        if one == anchor:
            result[key] = text
    return result


def _paragraphs(body: str) -> list[tuple[str, tuple[str, ...]]]:
    """Pairs of a paragraph and the blank lines behind it; code between fences is one paragraph."""
    found: list[tuple[list[str], list[str]]] = []
    fence = ""
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            found[-1][0].append(line)
            fence = "" if mark is not None and mark["mark"].startswith(fence) and not line.strip(" `~") else fence
            continue
        if not line.strip():
            if found:
                found[-1][1].append(line)
            continue
        if not found or found[-1][1]:
            found.append(([], []))
        found[-1][0].append(line)
        fence = mark["mark"] if mark is not None else ""
    return [("\n".join(words), tuple(blanks)) for words, blanks in found]


def _shown(items: Iterable[object]) -> str:
    texts = [
        item.text if isinstance(item, Item) else item[0] if isinstance(item, tuple) else str(item) for item in items
    ]
    return "\n\n".join(str(text).strip("\n") for text in texts)


def _digest(field: str, item: str) -> str:
    return hashlib.blake2b(f"{field}\x1f{item}".encode("utf-8", "replace"), digest_size=8).hexdigest()
