"""Search: its page, every briefing from A to Z for those without JavaScript, and the index that its script reads."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.model.briefing import Card, Link
from site_builder.model.files import PlainView
from site_builder.model.page import Head, Page, Scope
from site_builder.model.search import IndexFile, SearchView, Titled
from site_builder.model.site import Site
from site_builder.text.terms import folded, is_unspaced, terms

LEAST, ONE_IN = 100, 64
"""A page from A to Z ends at the first title after so many whose own checksum says so: which one depends on nothing but
itself, so that a title more or less somewhere leaves the other pages alone."""
_BEGINNING = 12
"""Signs of a title that tell where a page begins."""
_FIGURES, _CHARACTERS, _OTHER = "0–9", "文", "…"
_SEGMENTS = {_CHARACTERS: "characters", _FIGURES: "0-9", _OTHER: "other"}
"""What is no letter of an alphabet, in its order: how it is shown, and how it stands in an address."""


def pages(site: Site, scope: Scope, files: Iterable[IndexFile]) -> Iterator[Page]:
    """`/search/`, the pages from A to Z below it where one could not hold all, and the *files* of the index."""
    yield from _alphabet(site, scope)
    for file in files:
        url = f"{address(scope)}index/{file.name}"
        yield Page(url=url, view=PlainView(text=file.text), language=scope.language, format="text")


def address(scope: Scope) -> str:
    """Where the page is."""
    return f"{scope.prefix}/search/"


@dataclass(frozen=True, slots=True)
class _Range:
    """Titles that stand on one page."""

    url: str
    letter: str
    """As readers see it."""
    cards: tuple[Card, ...]


def _alphabet(site: Site, scope: Scope) -> Iterator[Page]:
    few = len(site.cards) <= LEAST
    ranges = () if few else tuple(_ranges(site.cards.values(), scope))
    letters = tuple(Link(name=one.letter, url=one.url) for one in _first_of_each(ranges))
    title = scope.words["search"]
    home = Link(name=scope.title, url=f"{scope.prefix}/")
    about = Head(title=title, description="", crumbs=(home,), section=address(scope))
    all_of_them = tuple(_titled(card) for card in sorted(site.cards.values(), key=_place)) if few else ()
    view = SearchView(
        letters=letters,
        index="/search/pagefind/" if scope.search == "pagefind" else f"{address(scope)}index/",
        pagefind=scope.search == "pagefind",
        briefings=all_of_them,
        total=len(site.cards),
    )
    yield Page(url=address(scope), view=view, template="search.html", language=scope.language, head=about)
    crumbs = (home, Link(name=title, url=address(scope)))
    for one in ranges:
        around = tuple(_named(other) for other in ranges if other.letter == one.letter)
        part = SearchView(
            letters=letters,
            letter=one.letter,
            ranges=around if len(around) > 1 else (),
            briefings=tuple(_titled(card) for card in one.cards),
            total=len(one.cards),
        )
        name = f"{title}: {_named(one).name}" if len(around) > 1 else f"{title}: {one.letter}"
        head = Head(title=name, description="", crumbs=crumbs, section=address(scope))
        yield Page(url=one.url, view=part, template="search.html", language=scope.language, head=head)


def _ranges(cards: Iterable[Card], scope: Scope) -> Iterator[_Range]:
    """All briefings by title, cut into pages; a letter's first page has the letter's address."""
    ordered = sorted(cards, key=_place)
    start = 0
    for number in range(1, len(ordered) + 1):
        if number == len(ordered) or _ends(ordered, start, number):
            yield _range(ordered, start, number, scope)
            start = number


def _ends(ordered: Sequence[Card], start: int, number: int) -> bool:
    """Whether another page begins with the title *number*."""
    if _letter(ordered[number]) != _letter(ordered[start]):
        return True
    return number - start >= LEAST and zlib.crc32(ordered[number].slug.encode()) % ONE_IN == 0


def _range(ordered: Sequence[Card], start: int, end: int, scope: Scope) -> _Range:
    first = ordered[start]
    letter = _letter(first)
    begins = start == 0 or _letter(ordered[start - 1]) != letter
    rest = "" if begins else f"{first.slug}/"
    return _Range(f"{address(scope)}{_segment(letter)}/{rest}", letter.upper(), tuple(ordered[start:end]))


def _place(card: Card) -> tuple[str, str, str]:
    letter = _letter(card)
    # Latin letters, those of other alphabets, and what is no letter.
    rank = 2 + [*_SEGMENTS].index(letter) if letter in _SEGMENTS else not letter.isascii()
    return f"{rank:d}{letter}", " ".join(terms(card.title)), card.slug


def _letter(card: Card) -> str:
    """What a title is listed under: its first letter without accents, in lower case."""
    sign = next((sign for sign in folded(card.title) if sign.isalnum()), "")
    if sign.isalpha():
        return _CHARACTERS if is_unspaced(sign) else sign
    return _FIGURES if sign else _OTHER


def _segment(letter: str) -> str:
    return _SEGMENTS.get(letter) or (letter if letter.isascii() else f"u{ord(letter):04x}")


def _first_of_each(ranges: Iterable[_Range]) -> Iterator[_Range]:
    seen: set[str] = set()
    for one in ranges:
        if one.letter not in seen:
            seen.add(one.letter)
            yield one


def _named(one: _Range) -> Link:
    """A page by the beginnings of its first and last title."""
    first, last = (" ".join(card.title.split())[:_BEGINNING].strip() for card in (one.cards[0], one.cards[-1]))
    return Link(name=f"{first} – {last}", url=one.url)


def _titled(card: Card) -> Titled:
    return Titled(title=card.title, url=card.url, language=card.language, date=card.date)
