"""From the bytes of a file to an `Article`, or to the articles that it holds."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from site_builder.ingest.blocks import make_blocks
from site_builder.ingest.characters import mend
from site_builder.ingest.cleaning import clean
from site_builder.ingest.clues import find_clues
from site_builder.ingest.decoding import decode_article
from site_builder.ingest.draft import Draft, Piece
from site_builder.ingest.language import identify
from site_builder.ingest.lines import Line, read_lines
from site_builder.ingest.media import CONTAINERS, Kind, sniff
from site_builder.model.article import Article, Block, Clue
from site_builder.model.problem import IngestError, Problem

DEEPEST = 4
"""How deep containers may stand in containers."""

_FOR_LANGUAGE = 8_000


def read_plain_text(data: bytes, origin: str, now: dt.date) -> Article:
    """The article in *data*, whatever its encoding. *now* is the day up to which a date without a year is looked for.

    Raises IngestError where the bytes are no text (SB501) or hold no text of an article (SB502).
    """
    return _article(_plain_text(data), data, origin, now)


def read_one(data: bytes, origin: str, now: dt.date, *, url: str = "") -> Article:
    """The article in *data*, a file of any kind that holds one. *url* is where it came from, where that is known.

    Raises IngestError where it cannot be read (SB501) or holds no text of an article (SB502).
    """
    kind = sniff(data, origin)
    if kind in CONTAINERS:
        raise IngestError(Problem(f"this holds several articles ({kind})", code="SB501", hint="ingest it as a file"))
    reader = _READERS.get(kind)
    return _article(reader(data, url) if reader is not None else _plain_text(data), data, origin, now)


def unpack(data: bytes, name: str, limit: int, depth: int = 0) -> Iterator[Piece | Problem]:
    """The articles that a file of any kind holds, each as a piece of its own; the file itself where it is an article.

    *limit* is what a single article may have in bytes. What cannot be read becomes a problem, and stops nothing else.
    """
    kind = sniff(data, name)
    if kind not in CONTAINERS:
        yield Piece(name=name, data=data)
        return
    if depth >= DEEPEST:
        yield Problem(f"`{name}` stands too deep in other files", code="SB501", hint="unpack it yourself")
        return
    try:
        for found in _contents(kind, data, name, limit):
            if isinstance(found, Piece) and not found.media_type:
                yield from unpack(found.data, found.name, limit, depth + 1)
            else:
                yield found
    except IngestError as error:
        yield from error.problems


def _contents(kind: Kind, data: bytes, name: str, limit: int) -> Iterator[Piece | Problem]:
    # Each reader is loaded when a file of its kind comes.
    if kind == "zip":
        from site_builder.ingest.readers.archive import read_archive  # noqa: PLC0415

        return read_archive(data, name, limit)
    if kind == "mbox":
        from site_builder.ingest.readers.mail import read_mailbox  # noqa: PLC0415

        return read_mailbox(data, name)
    if kind in {"feed", "json-feed"}:
        from site_builder.ingest.readers.feeds import read_feed, read_json_feed  # noqa: PLC0415

        return read_feed(data, name) if kind == "feed" else read_json_feed(data, name)
    from site_builder.ingest.readers.tables import read_csv, read_json_lines, read_opml  # noqa: PLC0415

    if kind == "opml":
        return iter([_only_named(read_opml(data), name)])
    return read_csv(data, name) if kind == "csv" else read_json_lines(data, name)


def _only_named(addresses: Sequence[str], name: str) -> Problem:
    listed = ", ".join(addresses[:3]) + (", …" if len(addresses) > 3 else "")
    message = f"`{name}` names {len(addresses)} feeds and holds no article" + (f": {listed}" if listed else "")
    hint = "ingest the feeds themselves, by file or address"
    return Problem(message, code="SB502", hint=hint, severity="warning")


def _plain_text(data: bytes) -> Draft:
    decoded = decode_article(data)
    return Draft(lines=read_lines(mend(decoded.text).text), media_type="text/plain", encoding=decoded.encoding)


def _html(data: bytes, url: str) -> Draft:
    from site_builder.ingest.readers.html import read_html  # noqa: PLC0415

    return read_html(data, url)


def _markdown(data: bytes, _: str) -> Draft:
    from site_builder.ingest.readers.markdown import read_markdown  # noqa: PLC0415

    return read_markdown(data)


def _mail(data: bytes, _: str) -> Draft:
    from site_builder.ingest.readers.mail import read_mail  # noqa: PLC0415

    return read_mail(data)


def _pdf(data: bytes, _: str) -> Draft:
    from site_builder.ingest.readers.pdf import read_pdf  # noqa: PLC0415

    return read_pdf(data)


def _docx(data: bytes, _: str) -> Draft:
    from site_builder.ingest.readers.docx import read_docx  # noqa: PLC0415

    return read_docx(data)


def _item(data: bytes, _: str) -> Draft:
    from site_builder.ingest.readers.item import read_item  # noqa: PLC0415

    return read_item(data)


_READERS: dict[Kind, Callable[[bytes, str], Draft]] = {
    "html": _html,
    "markdown": _markdown,
    "mail": _mail,
    "pdf": _pdf,
    "docx": _docx,
    "item": _item,
}


def _article(draft: Draft, data: bytes, origin: str, now: dt.date) -> Article:
    """The value in which every reader ends."""
    lines = draft.lines if draft.media_type == "text/plain" else tuple(_mended(line) for line in draft.lines)
    cleaned = clean(lines, draft.title)
    blocks = make_blocks(cleaned.kept)
    if not blocks:
        raise IngestError(_nothing(bool(data.strip()), len(cleaned.dropped)))
    language = identify(_sample(blocks))
    clues = (*_told(draft.clues), *find_clues(cleaned, blocks, language, now))
    code = next((clue.value for clue in clues if clue.what == "language" and language.language == "und"), None)
    return Article(
        origin=origin,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=draft.media_type,
        encoding=draft.encoding,
        blocks=blocks,
        language=code or language.language,
        clues=clues,
        dropped=(*draft.dropped, *cleaned.dropped),
    )


def _mended(line: Line) -> Line:
    return replace(line, text=mend(line.text).text)


def _told(clues: Sequence[Clue]) -> Iterator[Clue]:
    """What a file says of itself, with its characters mended."""
    for clue in clues:
        value = " ".join(mend(clue.value).text.split())
        if value:
            yield replace(clue, value=value)


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
