"""Lists of briefings cut into pages that never shift, and into months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.model.briefing import Card
from site_builder.model.views import Month, Pager
from site_builder.text.paging import pages_of_list


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list."""

    url: str
    cards: tuple[Card, ...]
    pager: Pager


def parts(url: str, cards: Sequence[Card], size: int) -> Iterator[Part]:
    """*cards*, newest first, on pages below *url*: the newest at *url* itself, the oldest at `page/1/`.

    A full page keeps its cards for ever: only the newest page grows, from *size* to twice *size* less one.
    """
    total = pages_of_list(len(cards), size)
    full = total - 1
    newest = len(cards) - full * size
    for number in range(total, 0, -1):
        start = 0 if number == total else newest + (total - 1 - number) * size
        end = newest if number == total else start + size
        newer = _address(url, number + 1, total) if number < total else None
        older = _address(url, number - 1, total) if number > 1 else None
        pager = Pager(number=number, total=total, newer=newer, older=older)
        yield Part(_address(url, number, total), tuple(cards[start:end]), pager)


def months(cards: Iterable[Card]) -> tuple[Month, ...]:
    """*cards*, newest first, by month; those without a date at the end."""
    grouped: dict[tuple[int, int], list[Card]] = {}
    for card in cards:
        key = (card.date.day.year, card.date.day.month) if card.date is not None else (0, 0)
        grouped.setdefault(key, []).append(card)
    return tuple(Month(year=year, month=month, cards=tuple(found)) for (year, month), found in grouped.items())


def _address(url: str, number: int, total: int) -> str:
    return url if number == total else f"{url}page/{number}/"
