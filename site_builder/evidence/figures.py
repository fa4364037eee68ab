"""Figures of a text: numbers, money, percentages, dates, counts in words, each as keys that equal figures share.

Beside the keys of `calendar` there are `n:13000` (a bare number), `%:12.5`, `$usd:1200000`, and for each of the three
also `v:13000`, the value without its unit; and `c:goals`, a word of which there is a small count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from site_builder.evidence.calendar import dates
from site_builder.evidence.numerals import Numerals, numerals
from site_builder.evidence.words import Word, words

_CURRENCY_SIGNS = {"$": "usd", "€": "eur", "£": "gbp", "¥": "cny", "₹": "inr", "₩": "krw"}
_CURRENCIES = {
    "usd": "usd dollar dollars dollari dollaro dolar dolares us$",
    "eur": "eur euro euros",
    "gbp": "gbp pound pounds sterlina sterline libra libras livre livres pfund",
    "cny": "cny rmb yuan renminbi yuanes",
    "jpy": "jpy yen yenes",
    "chf": "chf franken",
    "inr": "inr rupee rupees rupie rupias roupies rupien",
    "krw": "krw won",
}
_CURRENCY = {word: code for code, line in _CURRENCIES.items() for word in line.split()}
_PERCENT = {"percent", "percento", "prozent", "percentage"}
_PERCENT_PAIRS = {("per", "cent"), ("per", "cento"), ("por", "ciento"), ("pour", "cent")}
_LINKS = frozenset({"de", "di", "of", "d", "us", "u", "s"})
"""Words that may stand between a number and its unit."""
_COMPOUND = 8
"""Letters from which on a word may be a number made of two (`milledue` is the shortest)."""
SMALL = 12
"""Counts in words up to here may be the writer's own (`two fears`)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a statement."""

    start: int
    end: int
    readings: tuple[tuple[str, ...], ...]
    """Keys, any of which supports it if the first of a reading is known; see `supported`."""
    own: bool = False
    """Whether it may be the writer's own count: small, and in words."""
    counted: str = ""
    """The word that it counts, where it is a count."""


def figures(text: str, language: str | None) -> tuple[Figure, ...]:
    """The figures of *text* in their order, as a statement makes them; *language* is a BCP 47 tag."""
    code = (language or "").partition("-")[0]
    found = [Figure(dated.start, dated.end, dated.readings) for dated in dates(text, code)]
    taken = [(figure.start, figure.end) for figure in found]
    said = _without(words(text), taken)
    found += (figure for figure, _ in _numbers(text, code, said, for_statements=True))
    return tuple(sorted(found, key=lambda figure: figure.start))


def facts(text: str, language: str | None) -> frozenset[str]:
    """Every key that the figures of *text* make true."""
    code = (language or "").partition("-")[0]
    dated = tuple(dates(text, code))
    keys = {key for found in dated for reading in found.readings for key in reading}
    taken = [(found.start, found.end) for found in dated]
    for figure, more in _numbers(text, code, _without(words(text), taken), for_statements=False):
        keys.update(more)
        if figure.counted:
            keys.add(f"c:{figure.counted}")
    return frozenset(keys)


def supported(figure: Figure, known: Iterable[str]) -> bool:
    """Whether the keys that are *known* say what *figure* says."""
    known = known if isinstance(known, (set, frozenset)) else frozenset(known)
    return any(_holds(reading, known) for reading in figure.readings)


def _holds(reading: Sequence[str], known: frozenset[str] | set[str]) -> bool:
    if reading[0] in known:
        return True
    if reading[0].startswith("d:"):
        # "Feb. 19" in the text, and the year from its own date.
        return reading[1] in known and reading[4] in known
    if reading[0].startswith("ym:"):
        return reading[1] in known and reading[2] in known
    # A number without its unit supports one with it, and a year may be written like any number.
    return reading[0][0] in "$ny" and any(key in known for key in reading[1:])


def _without(said: Sequence[Word], taken: Sequence[tuple[int, int]]) -> Sequence[Word]:
    if not taken:
        return said
    return [word for word in said if not any(word.start < end and word.end > start for start, end in taken)]


def _numbers(
    text: str, language: str, said: Sequence[Word], *, for_statements: bool
) -> Iterable[tuple[Figure, tuple[str, ...]]]:
    """The numbers among the words *said*, each with the keys that it makes true."""
    table = numerals(language)
    place = 0
    first_words: frozenset[str] = table.first if table is not None else frozenset()
    compounds = bool(table is not None and table.joints)
    while place < len(said):
        word = said[place].text
        # Nearly all words are no numbers, and have to cost little.
        likely = word[0].isdigit() or word in first_words or not word.isascii()
        if not likely and not (compounds and len(word) >= _COMPOUND):
            place += 1
            continue
        read = _read(text, said, place, table)
        if read is None:
            place += 1
            continue
        value, after, in_words = read
        first = said[place]
        ambiguous = table is not None and in_words and after - place == 1 and _plain(first.text) in table.ambiguous
        part_of_name = not in_words and bool(re.search(r"[^\W\d_]-?$", text[max(0, first.start - 2) : first.start]))
        if not (for_statements and (ambiguous or part_of_name or _is_ordinal(text, said, after - 1))):
            yield _figure(text, said, (place, after), value, in_words)
        place = after


def _read(text: str, said: Sequence[Word], place: int, table: Numerals | None) -> tuple[Decimal, int, bool] | None:
    """The number that begins at *place*, the place behind it, and whether it is written in words."""
    word = said[place]
    if word.text[0].isdigit():
        try:
            value = Decimal(word.text)
        except InvalidOperation:
            return None
        value, after = _multiplied(text, said, place + 1, value, table)
        return value, after, False
    if table is None:
        return None
    spelled = _spelled(text, said, place, table)
    if spelled is None:
        return None
    value, after = _multiplied(text, said, spelled[1], Decimal(spelled[0]), table)
    return value, after, True


def _spelled(text: str, said: Sequence[Word], place: int, table: Numerals) -> tuple[int, int] | None:
    run: list[str] = []
    best: tuple[int, int] | None = None
    for word in said[place : place + table.longest]:
        if run and not _adjacent(text, said[place + len(run) - 1], word):
            break
        run.append(_plain(word.text))
        if tuple(run) in table.spelled:
            best = table.spelled[tuple(run)], place + len(run)
    if best is None:
        return _joined(_plain(said[place].text), place, table)
    value, after = best
    if value >= 1000 and value % 1000 == 0 and after < len(said) and _adjacent(text, said[after - 1], said[after]):
        rest = _spelled(text, said, after, table)
        if rest is not None and rest[0] < 1000:
            return value + rest[0], rest[1]
    return best


def _joined(word: str, place: int, table: Numerals) -> tuple[int, int] | None:
    """`tremiladuecento`, `dreitausendzweihundert`."""
    for joint in table.joints:
        head, found, tail = word.partition(joint)
        thousands = table.spelled.get((head + joint,))
        rest = table.spelled.get((tail,))
        if found and thousands is not None and rest is not None:
            return thousands + rest, place + 1
    return None


def _multiplied(
    text: str, said: Sequence[Word], after: int, value: Decimal, table: Numerals | None
) -> tuple[Decimal, int]:
    while table is not None and after < len(said):
        word = said[after]
        factor = table.factors.get(_plain(word.text))
        attached = said[after - 1].end == word.start
        if factor is None or not _adjacent(text, said[after - 1], word) or (len(word.text) == 1 and not attached):
            break
        value, after = value * factor, after + 1
    return value, after


def _figure(
    text: str, said: Sequence[Word], at: tuple[int, int], value: Decimal, in_words: bool
) -> tuple[Figure, tuple[str, ...]]:
    """The figure whose words are those from *at[0]* to *at[1]*, and the keys that it makes true."""
    place, after = at
    first, last = said[place], said[after - 1]
    number = _number(value)
    value_key, plain = f"v:{number}", f"n:{number}"
    place_of = (first.start, last.end)
    if _is_percent(text, said, after):
        percent = f"%:{number}"
        return Figure(*place_of, ((percent,),)), (percent, value_key)
    currency = _currency(text, said, place, after)
    if currency:
        money = f"${currency}:{number}"
        return Figure(*place_of, ((money, plain),)), (money, value_key)
    if re.fullmatch(r"(?:1[89]|20)\d\d", text[first.start : last.end]):
        year = f"y:{number}"
        return Figure(*place_of, ((year, value_key),)), (year, plain, value_key)
    counted = ""
    if (
        value <= SMALL
        and after < len(said)
        and _adjacent(text, last, said[after])
        and not said[after].text[0].isdigit()
    ):
        counted = said[after].text
    return Figure(*place_of, ((plain, value_key),), in_words and value <= SMALL, counted), (plain, value_key)


def _currency(text: str, said: Sequence[Word], place: int, after: int) -> str:
    first, last = said[place], said[after - 1]
    before = text[max(0, first.start - 2) : first.start].strip()
    behind = text[last.end : last.end + 2].strip()
    for sign in (before[-1:], behind[:1]):
        if sign in _CURRENCY_SIGNS:
            return _CURRENCY_SIGNS[sign]
    if (
        place
        and _adjacent(text, said[place - 1], first)
        and said[place - 1].text in {"usd", "eur", "gbp", "cny", "rmb", "jpy", "chf"}
    ):
        return _CURRENCY[said[place - 1].text]
    for number in range(after, min(after + 3, len(said))):
        if not _adjacent(text, said[number - 1], said[number]):
            return ""
        word = _plain(said[number].text)
        if word in _CURRENCY:
            return _CURRENCY[word]
        if word not in _LINKS:
            return ""
    return ""


def _is_percent(text: str, said: Sequence[Word], after: int) -> bool:
    if re.match(r"\s?[%\u066a]", text[said[after - 1].end :]):
        return True
    following = [word.text for word in said[after : after + 2]]
    return following[:1] != [] and (following[0] in _PERCENT or tuple(following) in _PERCENT_PAIRS)


def _is_ordinal(text: str, said: Sequence[Word], last: int) -> bool:
    return said[last].text[0].isdigit() and bool(
        re.match(r"(?:st|nd|rd|th|er|re|e|è|ème|º|°|ª|ᵉ)(?!\w)", text[said[last].end :])
    )


def _adjacent(text: str, one: Word, other: Word) -> bool:
    """Whether nothing but spaces, a hyphen or a currency sign stands between two words."""
    return not text[one.end : other.start].strip(" \n\t\u00a0\u202f-‐‑$€£’'")


def _number(value: Decimal) -> str:
    whole = value.to_integral_value()
    return str(int(whole)) if value == whole else format(value.normalize(), "f")


def _plain(word: str) -> str:
    """*word* without accents, as the tables of numerals have it."""
    if word.isascii():
        return word
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
