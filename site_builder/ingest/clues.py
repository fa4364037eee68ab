"""What a text says about itself: when it appeared, where, by whom; each clue with its reason and its weight."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from site_builder.ingest.cleaning import Cleaned, Labelled
from site_builder.ingest.dates_in_text import FoundDate, find_dates, year_by_weekday
from site_builder.ingest.language import UNDETERMINED, Identified
from site_builder.ingest.lexicon import lexicon
from site_builder.model.article import Block, Clue
from site_builder.model.entity import SourceRecord
from site_builder.text.names import fold

BELIEVED = 0.6
"""The weight from which a clue decides; below it the question stays open, and an editor is asked."""

_DAY_FIRST = frozenset({"it", "es", "fr", "de"})
_OPENING_BLOCKS = 2
_OPENING_SIGNS = 1500
_AGENCIES = (
    "Reuters|AP|AFP|dpa|Xinhua|ANSA|Ansa|EFE|Bloomberg|UPI|Kyodo|Yonhap|PTI|TASS|Tass|Adnkronos|AGI|Interfax|CNN|BBC"
)
_DATELINE = re.compile(
    rf"""
    (?P<place>[^\W\d_a-z][^\W\d_]*(?:[\s.'’/-]{{1,2}}[^\W\d_a-z][^\W\d_]*){{0,4}}(?:,\s[^\W\d_a-z][\w. ]{{1,20}})?)
    (?:,?\s[^()—–]{{0,40}}?)??
    \s?(?:\((?P<agency>{_AGENCIES})\)|/(?P<wire>[A-Za-z][\w ]{{2,24}})/)?
    \s?(?:--|[—–]|-(?=\s))\s?
    """,
    re.VERBOSE,
)
_ITSELF = re.compile(
    r"\b[Aa]s\s(?:the\s)?(?P<name>[^\W\d_a-z][\w&.’'-]*(?:\s[^\W\d_a-z][\w&.’'-]*){0,3})\s(?:has\s)?(?:wrote|written|reported|noted|covered|detailed|explained)"
    r"\s(?:here\s)?(?:last|earlier|previously|recently|in\s|on\s)"
)
_HERE = re.compile(
    r"\bas\s(?:covered|reported|noted|written|discussed)\s(?:here|in\sthese\spages)\b|\bthis\s(?:publication|newspaper|website|outlet)\b",
    re.IGNORECASE,
)
_COPYRIGHT_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:19|20)?\d{0,2}(?:\s*[-–]\s*\d{2,4})?,?\s*(?:by\s)?"
    r"(?P<name>(?-i:[^\W\d_a-z])[\w&.’' -]{1,50}?)\s*(?:[.,|]|all\srights|$)",
    re.IGNORECASE,
)
_TITLE_SUFFIX = re.compile(
    r"(?P<title>.{15,}?)\s+(?P<mark>[|–—-])\s+(?P<name>(?:The\s)?[^\W\d_a-z][\w&.’'-]*(?:\s[^\W\d_a-z][\w&.’'-]*){0,3})"
)
_URL_DATE = re.compile(r"/(?P<year>20\d\d)[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?:\D|$)")


def find_clues(cleaned: Cleaned, blocks: Sequence[Block], language: Identified, now: dt.date) -> tuple[Clue, ...]:
    """All clues of a text, in no particular order. *now* is the last day that a date without a year can be."""
    found = [*_language(language), *_labels(cleaned.labelled, language.language), *_title(cleaned)]
    opening = [block for block in blocks[:_OPENING_BLOCKS] if block.kind == "paragraph"]
    found += _dateline(opening[0], language.language) if opening else []
    found += _weekdays(opening, language.language, now)
    found += _itself(blocks)
    return tuple(found)


def choose(clues: Iterable[Clue], sources: Iterable[SourceRecord] = ()) -> tuple[tuple[Clue, ...], tuple[Clue, ...]]:
    """The clues to believe, one for each thing, and the best of what stays open because no clue is heavy enough.

    A publisher that sources.yml knows is the more likely one. Of equal clues the first wins.
    """
    names = {
        fold(name): record.name for record in sources for name in (record.name, *record.aliases, *record.names.values())
    }
    domains = {domain.casefold(): record.name for record in sources for domain in record.domains}
    best: dict[str, Clue] = {}
    for clue in clues:
        weighed = _known_publisher(clue, names, domains)
        if weighed.what not in best or weighed.weight > best[weighed.what].weight:
            best[weighed.what] = weighed
    chosen = tuple(clue for clue in best.values() if clue.weight >= BELIEVED)
    return chosen, tuple(clue for clue in best.values() if clue.weight < BELIEVED)


def _known_publisher(clue: Clue, names: dict[str, str], domains: dict[str, str]) -> Clue:
    if clue.what != "publisher":
        return clue
    known = names.get(fold(clue.value)) or domains.get(clue.value.casefold())
    if known is None:
        return clue
    return replace(clue, value=known, weight=min(1.0, clue.weight + 0.2), why=f"{clue.why}; sources.yml knows it")


def _language(language: Identified) -> Iterator[Clue]:
    if language.language != UNDETERMINED:
        share = f"{language.probability:.2f}"
        yield Clue(
            what="language",
            value=language.language,
            why=f"its letters and words, with probability {share}",
            weight=language.probability,
        )


def _title(cleaned: Cleaned) -> Iterator[Clue]:
    line = cleaned.headline
    if line is None:
        return
    told = any(entry.label.role == "title" and entry.line == line.number for entry in cleaned.labelled)
    suffix = _TITLE_SUFFIX.fullmatch(line.text)
    title = line.text
    if suffix is not None and (suffix["mark"] == "|" or not _stands_below(suffix["name"], cleaned)):
        title = suffix["title"]
        why = f"line {line.number} ends with it, behind the title"
        yield Clue(what="publisher", value=suffix["name"], why=why, weight=0.65, line=line.number)
    why = (
        f"line {line.number} says that it is the title"
        if told
        else f"line {line.number} stands above the text, which repeats its words"
    )
    yield Clue(what="title", value=title, why=why, weight=0.95 if told else 0.85, line=line.number)


def _stands_below(name: str, cleaned: Cleaned) -> bool:
    return any(name in line.text for line in cleaned.kept[:40])


def _labels(labelled: Iterable[Labelled], language: str) -> Iterator[Clue]:
    for entry in labelled:
        role, value, line = entry.label.role, entry.label.value, entry.line
        why = f"line {line} is {entry.label.why}".replace("is a line that says", "says")
        if role in {"published", "updated"}:
            yield from _date(value, language, 0.95 if role == "published" else 0.7, why, line)
        elif role == "byline":
            name, _, date = value.partition(" | ")
            yield Clue(what="byline", value=name.strip(" .,"), why=why, weight=0.85, line=line)
            yield from _date(date, language, 0.85, f"line {line} gives it beside the byline", line)
        elif role == "publisher":
            yield Clue(what="publisher", value=value.rstrip("."), why=why, weight=0.8, line=line)
        elif role == "url":
            yield Clue(what="url", value=value, why=why, weight=0.9, line=line)
            yield from _date_of_address(value, line)
        elif role == "copyright":
            owner = _COPYRIGHT_OWNER.search(value)
            if owner is not None:
                yield Clue(
                    what="publisher",
                    value=owner["name"].strip(" ."),
                    why=f"line {line} gives it the copyright",
                    weight=0.7,
                    line=line,
                )


def _date(text: str, language: str, weight: float, why: str, line: int) -> Iterator[Clue]:
    found = next(find_dates(text, month_first=False if language in _DAY_FIRST else None), None)
    moment = found.moment() if found is not None and found.year is not None else None
    if moment is not None:
        yield Clue(what="date", value=str(moment), why=why, weight=weight, line=line)


def _date_of_address(url: str, line: int) -> Iterator[Clue]:
    match = _URL_DATE.search(url)
    if match is not None:
        yield from _date("-".join(match.groups()), "en", 0.7, f"the address in line {line} contains it", line)


def _dateline(block: Block, language: str) -> Iterator[Clue]:
    match = _DATELINE.match(block.text[:160])
    if match is None:
        return
    agency = match["agency"] or match["wire"]
    if match["place"].isupper() or agency is not None:
        yield from _date(match.group(), language, 0.85, f"the dateline in line {block.line}", block.line)
        if agency is not None:
            why = f"the dateline in line {block.line} names it"
            yield Clue(what="publisher", value=agency, why=why, weight=0.65, line=block.line)


def _weekdays(blocks: Iterable[Block], language: str, now: dt.date) -> Iterator[Clue]:
    """A weekday and a day that agree, told of as past at the beginning of the text: the day of the report."""
    future = lexicon(language).future
    for block in blocks:
        for found in find_dates(block.text[:_OPENING_SIGNS], month_first=False if language in _DAY_FIRST else None):
            if found.weekday is None or _speaks_of_future(block.text, found, future):
                continue
            quoted = block.text[found.start : found.end].strip()
            if found.weekday_agrees and found.moment() is not None and _is_past(found, now):
                why = f"line {block.line} says “{quoted}”, and weekday and day agree"
                yield Clue(what="date", value=str(found.moment()), why=why, weight=0.65, line=block.line)
            elif found.year is None:
                moment = year_by_weekday(found, now)
                if moment is not None:
                    year = moment.day.year
                    why = f"line {block.line} says “{quoted}”, and {year} is the latest year in which they agree"
                    yield Clue(what="date", value=str(moment.day), why=why, weight=0.6, line=block.line)


def _is_past(found: FoundDate, now: dt.date) -> bool:
    moment = found.moment()
    return moment is not None and moment.day <= now


def _speaks_of_future(text: str, found: FoundDate, future: frozenset[str]) -> bool:
    before = re.findall(r"[^\W\d_]+", text[max(0, found.start - 60) : found.start].rpartition(". ")[2])
    return any(word.lower() in future for word in before[-6:])


def _itself(blocks: Sequence[Block]) -> Iterator[Clue]:
    """`As X wrote last week`: some write so of themselves, others of a colleague, so the clue alone decides nothing."""
    here = any(_HERE.search(block.text) for block in blocks[:60])
    for block in blocks[:60]:
        match = _ITSELF.search(block.text)
        if match is not None:
            why = f"line {block.line} seems to speak of an earlier article of its own" + (
                ", and elsewhere the text says “here”" if here else ""
            )
            yield Clue(what="publisher", value=match["name"], why=why, weight=0.55 if here else 0.5, line=block.line)
            return
