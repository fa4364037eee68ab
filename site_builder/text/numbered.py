"""The form of `content/articles/ID/text.txt`: paragraphs with numbers, one blank line between them.

Each paragraph begins with its number in brackets, `[p1] ...`; lines without a number belong to the paragraph above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_builder.model.problem import ContentError, Problem

_NUMBER = re.compile(r"\[p(?P<number>[1-9]\d{0,5})\](?:[ \t]+|$)")


def parse_numbered(text: str) -> tuple[str, ...]:
    """The paragraphs of *text*, whose lines end with a line feed.

    Raises ContentError where the numbers do not count from 1 upwards, or where something stands before the first.
    """
    paragraphs: list[list[str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        match = _NUMBER.match(line)
        if match is not None:
            if int(match["number"]) != len(paragraphs) + 1:
                message = f"paragraph [p{match['number']}] stands where [p{len(paragraphs) + 1}] is expected"
                raise ContentError(Problem(message, code="SB236", line=number, hint="ingest the article again"))
            paragraphs.append([line[match.end() :]])
        elif line.strip():
            if not paragraphs:
                message = "the text does not begin with a numbered paragraph, as `[p1] ...`"
                raise ContentError(Problem(message, code="SB236", line=number, hint="ingest the article again"))
            paragraphs[-1].append(line)
    return tuple(" ".join(" ".join(lines).split()) for lines in paragraphs)


def write_numbered(paragraphs: Iterable[str]) -> str:
    """The text of a file that `parse_numbered` reads back. *paragraphs* are single lines, and stay as they are."""
    return "\n".join(f"[p{number}] {text}\n" for number, text in enumerate(paragraphs, start=1))
