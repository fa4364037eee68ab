"""Which lines of a dump are the article: the rest is dropped, each line with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from site_builder.ingest.dates_in_text import find_dates
from site_builder.ingest.furniture import Furniture, furniture, head_furniture
from site_builder.ingest.headline import find_headline, is_prose
from site_builder.ingest.lexicons.words import word_set
from site_builder.ingest.lines import Line, is_bulleted
from site_builder.ingest.repetition import repeated_lines
from site_builder.model.article import Dropped
from site_builder.text.names import fold

SHOWN = 200
"""Characters of a dropped line that a report keeps."""

_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?P<text>\S.*?)\s*#*")
_LETTERS = re.compile(r"[^\W\d_]")
_ENDED = re.compile(r"[.!?:…。！？][\"'”’»)\]]*$")
_GLUED = re.compile(r"(?<=[^\W\d_]{3}\.)[^\W\d_A-Z]{2,12}$")
_DOMAINS = word_set(
    """
    com net org edu gov int info biz io ai app dev co uk it de fr es eu ch at be nl us ca au jp cn ru br in tv me ly
    html htm php pdf txt md py js
    """
)
"""What may stand behind a full stop without a space: the ends of addresses and file names."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that says something about the article."""

    line: int
    label: Furniture


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """The lines of a dump, told apart."""

    headline: Line | None
    kept: tuple[Line, ...]
    """The article's own text, in order, without its headline and without blank lines."""
    dropped: tuple[Dropped, ...]
    """In order of their lines."""
    labelled: tuple[Labelled, ...]


def clean(lines: Iterable[Line], title: str | None = None) -> Cleaned:
    """The article among *lines*. Where a rule would leave nothing, the lines are kept as they are.

    A *title* that is known already is no headline to be found; it is taken out where it stands above the text.
    """
    present = [line for line in lines if line.text]
    kept, dropped, labelled = _without_furniture(present)
    if title is None:
        headline, kept = _headline(kept, labelled, dropped)
    else:
        headline, kept = None, _without_title(kept, title)
    kept = _without_torn_end(kept, dropped)
    kept = [_without_glued_end(line, dropped) for line in kept]
    return Cleaned(
        headline=headline,
        kept=tuple(kept),
        dropped=tuple(sorted(dropped, key=lambda drop: drop.line)),
        labelled=tuple(labelled),
    )


def _without_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped], list[Labelled]]:
    kept: list[Line] = []
    dropped: list[Dropped] = []
    labelled: list[Labelled] = []
    in_head = True
    # A caption may come again without its credit: what is dropped takes part in the comparison.
    repeats = repeated_lines([line.text for line in lines])
    for number, line in enumerate(lines):
        label = furniture(line.text) or (_of_the_head(line.text) if in_head else None)
        if label is None and number in repeats:
            dropped.append(_drop(line, f"a repetition of line {lines[repeats[number]].number}"))
        elif label is None:
            in_head = in_head and not is_prose(line.text)
            kept.append(line)
        else:
            labelled.append(Labelled(line.number, label))
            if label.role != "title":
                dropped.append(_drop(line, label.why))
    return kept, dropped, labelled


def _of_the_head(text: str) -> Furniture | None:
    date = next(find_dates(text), None) if len(text) <= 100 and not _ENDED.search(text) else None
    if date is None:
        return head_furniture(text)
    # "By Jane Doe | 5 July 2021": the date's part is put aside, the name's part is judged alone.
    name = head_furniture(text[: date.start].strip(" |•·,–—-/"))
    if name is not None and name.role == "byline":
        return replace(name, value=f"{name.value} | {text[date.start : date.end]}")
    if len(_LETTERS.findall(text[: date.start] + text[date.end :])) <= 12:
        return Furniture("published", text[date.start : date.end], "a line of its own that is a date")
    return head_furniture(text)


def _headline(lines: list[Line], labelled: list[Labelled], dropped: list[Dropped]) -> tuple[Line | None, list[Line]]:
    told = next((entry for entry in labelled if entry.label.role == "title"), None)
    if told is not None:
        return Line(told.line, told.label.value), [line for line in lines if line.text != told.label.value]
    marked = _MARKDOWN_HEADING.fullmatch(lines[0].text) if lines else None
    if marked is not None and len(lines) > 1:
        return replace(lines[0], text=marked["text"]), lines[1:]
    number = find_headline(lines)
    if number is None:
        return None, lines
    dropped += [_drop(line, "a short line above the headline") for line in lines[:number]]
    return lines[number], lines[number + 1 :]


def _without_title(lines: list[Line], title: str) -> list[Line]:
    wanted = fold(title)
    return [line for place, line in enumerate(lines) if place > 3 or fold(line.text.lstrip("# ")) != wanted]


def _without_torn_end(lines: list[Line], dropped: list[Dropped]) -> list[Line]:
    lines = list(lines)
    while len(lines) > 1 and _is_torn(lines[-1].text):
        dropped.append(_drop(lines.pop(), "a fragment at the end of the text"))
    return lines


def _is_torn(text: str) -> bool:
    letters = len(_LETTERS.findall(text))
    return letters <= 2 or (
        len(text.split()) <= 4 and letters <= 40 and not _ENDED.search(text) and not is_bulleted(text)
    )


def _without_glued_end(line: Line, dropped: list[Dropped]) -> Line:
    """*line* without the piece of a word that stands behind its last full stop, left over from a deleted passage."""
    match = _GLUED.search(line.text, max(0, len(line.text) - 16)) if len(line.text) > 80 else None
    if match is None or match.group().lower() in _DOMAINS:
        return line
    dropped.append(Dropped(line=line.number, text=match.group(), why="a piece of a word behind the last full stop"))
    return replace(line, text=line.text[: match.start()])


def _drop(line: Line, why: str) -> Dropped:
    text = line.text if len(line.text) <= SHOWN else line.text[:SHOWN] + "…"
    return Dropped(line=line.number, text=text, why=why)
