"""From the bytes of a plain-text article to an `Article`."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from site_builder.ingest.blocks import make_blocks
from site_builder.ingest.characters import mend
from site_builder.ingest.cleaning import clean
from site_builder.ingest.clues import find_clues
from site_builder.ingest.decoding import decode_article
from site_builder.ingest.language import identify
from site_builder.ingest.lines import read_lines
from site_builder.model.article import Article, Block
from site_builder.model.problem import IngestError, Problem

_FOR_LANGUAGE = 8_000


def read_plain_text(data: bytes, origin: str, now: dt.date) -> Article:
    """The article in *data*, whatever its encoding. *now* is the day up to which a date without a year is looked for.

    Raises IngestError where the bytes are no text (SB501) or hold no text of an article (SB502).
    """
    decoded = decode_article(data)
    cleaned = clean(read_lines(mend(decoded.text).text))
    blocks = make_blocks(cleaned.kept)
    if not blocks:
        raise IngestError(_nothing(bool(data.strip()), len(cleaned.dropped)))
    language = identify(_sample(blocks))
    return Article(
        origin=origin,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type="text/plain",
        encoding=decoded.encoding,
        blocks=blocks,
        language=language.language,
        clues=find_clues(cleaned, blocks, language, now),
        dropped=cleaned.dropped,
    )


def _sample(blocks: Sequence[Block]) -> str:
    """The beginning of the text; paragraphs before headings and items, which are often in another language."""
    ordered = sorted(blocks[:200], key=lambda block: block.kind != "paragraph")
    return " ".join(block.text[:_FOR_LANGUAGE] for block in ordered)[:_FOR_LANGUAGE]


def _nothing(anything: bool, dropped: int) -> Problem:
    if not anything:
        return Problem("the file is empty", code="SB502", hint="remove it, or save the article again")
    why = f"; {dropped} lines looked like navigation, captions or labels" if dropped else ""
    return Problem(
        f"no text of an article was found{why}", code="SB502", hint="look at the file: is the article in it?"
    )
