"""Several forms of one name: `Liang` is Liang Rubo, `FT` the Financial Times, `Seedance` Seedance 2.0."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from site_builder.ingest.gazetteer import places, territory
from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.tokens import plain_form
from site_builder.model.entity import EntityKind

_VERSIONED = re.compile(r"(?P<base>.+?)[\s-](?P<version>[vV]?\d{1,3}(?:\.\d{1,3})*)")
_LONGEST_COMPARED = 60


def name_words(name: str) -> list[str]:
    """The words of a name, folded; a version behind a hyphen is a word of its own."""
    return [plain_form(part) for part in re.split(r"[\s-]+", name) if part]


def initials_of(form: str) -> tuple[str, ...]:
    """The initials by which *form* may be called: of its capitalised words, and of all its words."""
    parts = re.findall(r"[^\W\d_]+", form)
    if len(parts) < 2:
        return ()
    main = "".join(part[0] for part in parts if part[0].isupper()).upper()
    return tuple(dict.fromkeys((main, "".join(part[0] for part in parts).upper())))


def is_short_for(name: str, form: str, form_kind: EntityKind, words: Lexicon) -> bool:
    """Whether *name* is a short form of *form*: a surname, the part before a version or `Group Holding`, initials."""
    short, full = _parts(name), _parts(form)
    if len(short) >= len(full) and not (len(short) == 1 and short[0].isupper()):
        return False
    if plain_form(name) in places():
        # Paris is no short form of Paris Hilton, nor Washington of George Washington.
        return False
    if _is_without_extras(name, short, form, full, words):
        return True
    if form_kind == "person":
        return _is_part_of_person(short, full)
    return form_kind != "place" and len(short) == 1 and is_initials(name, form)


def _is_without_extras(name: str, short: Sequence[str], form: str, full: Sequence[str], words: Lexicon) -> bool:
    """Whether *name* is *form* without its version, its country (`US Federal Reserve`) or words like `Holding`."""
    versioned = _VERSIONED.fullmatch(form)
    if versioned is not None and plain_form(versioned["base"]) == plain_form(name):
        return True
    if territory(full[0]) is not None and [*map(plain_form, full[1:])] == [*map(plain_form, short)]:
        return True
    return _starts(short, full) and all(part.lower().strip(".") in words.heads for part in full[len(short) :])


def is_initials(acronym: str, form: str) -> bool:
    """Whether *acronym* consists of the first letters of *form*'s words, small words left out or not."""
    letters = acronym.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and letters in initials_of(form)


def spelling_variant(first: str, second: str) -> bool:
    """Whether two names are one edit apart, long enough, and begin alike: perhaps a slip of the pen."""
    one, two = plain_form(first), plain_form(second)
    if one == two or one[:1] != two[:1] or len(one) > _LONGEST_COMPARED:
        return False
    letters = min(sum(map(str.isalpha, one)), sum(map(str.isalpha, two)))
    return letters >= 7 and _digits(one) == _digits(two) and _one_edit(one, two)


def share_version(first: str, second: str) -> bool:
    """Whether both names carry the same version."""
    one, two = _VERSIONED.fullmatch(first), _VERSIONED.fullmatch(second)
    return one is not None and two is not None and one["version"] == two["version"]


def best_form(forms: Iterable[tuple[str, int]]) -> str:
    """The form that names the thing best, out of pairs of form and frequency: the fullest, then the most frequent."""
    return max(forms, key=lambda pair: (len(_parts(pair[0])), not _is_shouted(pair[0]), pair[1]))[0]


def _is_shouted(name: str) -> bool:
    """Whether a name of several words, or a long one, stands in capitals, as in a dateline."""
    return name.isupper() and len(name) > 5


def _is_part_of_person(short: Sequence[str], full: Sequence[str]) -> bool:
    one, whole = [plain_form(part) for part in short], [plain_form(part) for part in full]
    if len(one) == 1:
        return len(one[0]) > 1 and one[0] in {whole[0], whole[-1]}
    return whole[: len(one)] == one or whole[-len(one) :] == one or (whole[0] == one[0] and whole[-1] == one[-1])


def _starts(short: Sequence[str], full: Sequence[str]) -> bool:
    return [plain_form(part) for part in full[: len(short)]] == [plain_form(part) for part in short]


def _parts(name: str) -> list[str]:
    return name.replace("\u00a0", " ").split()


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _one_edit(one: str, two: str) -> bool:
    if abs(len(one) - len(two)) > 1:
        return False
    start = next((place for place, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    if len(one) == len(two):
        swapped = one[start : start + 2] == two[start : start + 2][::-1] and one[start + 2 :] == two[start + 2 :]
        return one[start + 1 :] == two[start + 1 :] or swapped
    longer, shorter = (one, two) if len(one) > len(two) else (two, one)
    return longer[start + 1 :] == shorter[start:]
