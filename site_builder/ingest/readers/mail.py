"""Mails: .eml files, mailboxes and newsletters, read by the standard library; their HTML by the reader of pages."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

from site_builder.ingest.draft import Draft, Piece
from site_builder.ingest.lines import Line, read_lines
from site_builder.ingest.readers.declared import decode_page
from site_builder.ingest.readers.html import fragment_lines, read_markup
from site_builder.model.article import Clue
from site_builder.model.problem import IngestError, Problem

MEDIA_TYPE = "message/rfc822"
MOST_PARTS = 500
MOST_MAILS = 50_000
_POSTMARK = re.compile(rb"^From \S+.*\d{4}\s*$", re.MULTILINE)
_REPLY = re.compile(r"^\s*(?:re|aw|r|fw|fwd|i|wg|tr|rv)\s*:\s*", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$")
_QUOTED = re.compile(r"^\s{0,3}>")
_OF_A_LETTER = re.compile(
    r"view (?:this|it)?.{0,20}(?:in|on) (?:your )?(?:browser|web)|unsubscribe|update your preferences"
    r"|manage (?:your )?(?:preferences|subscription)|add us to your address|privacy policy|all rights reserved"
    r"|you(?:'re| are) receiving this|was (?:this (?:e-?mail|newsletter) )?forwarded|sent to .{1,60}@"
    r"|disiscri|annulla l.iscrizione|visualizza (?:nel|questa)|darse de baja|ver en (?:el|tu) navegador"
    r"|se désabonner|se désinscrire|voir (?:dans|cette)|abmelden|abbestellen|im browser (?:ansehen|anzeigen)",
    re.IGNORECASE,
)


def read_mail(data: bytes) -> Draft:
    """The article that a mail carries. Attachments are left alone. Raises IngestError (SB501, SB502)."""
    message = _parsed(data)
    lines = _lines(message)
    title = _header(message, "subject")
    while title and _REPLY.match(title):
        title = _REPLY.sub("", title, count=1)
    lines = tuple(line for line in lines if not (len(line.text) < 160 and _OF_A_LETTER.search(line.text)))
    if not lines:
        raise IngestError(Problem("the mail has no text", code="SB502", hint="is the article an attachment? Save that"))
    return Draft(lines=lines, media_type=MEDIA_TYPE, clues=tuple(_clues(message, title)), title=title or None)


def read_mailbox(data: bytes, name: str) -> Iterator[Piece]:
    """The mails of an mbox file (RFC 4155), one after the other."""
    starts = [match.start() for match in _POSTMARK.finditer(data) if _opens(data, match.start())][:MOST_MAILS]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        mail = data[start:end].partition(b"\n")[2]
        yield Piece(
            name=f"{name}, mail {number}",
            data=re.sub(rb"^>(>*From )", rb"\1", mail, flags=re.MULTILINE).rstrip(b"\r\n") + b"\n",
            media_type=MEDIA_TYPE,
        )


def _opens(data: bytes, start: int) -> bool:
    """Whether a postmark stands at the beginning or behind a blank line."""
    return start == 0 or data[max(0, start - 4) : start].replace(b"\r", b"").endswith(b"\n\n")


def _parsed(data: bytes) -> EmailMessage:
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        count = sum(1 for _ in message.walk())
    except (ValueError, RecursionError, LookupError, IndexError, AttributeError, TypeError):
        raise IngestError(Problem("the mail cannot be read", code="SB501", hint="save it again as .eml")) from None
    if count > MOST_PARTS:
        raise IngestError(
            Problem(f"the mail has more than {MOST_PARTS} parts", code="SB501", hint="save only its text")
        )
    return message


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        # The standard library stumbles over some headers that are broken (python/cpython has open issues on it).
        value = next((text for key, text in message._headers if key.lower() == name), "")  # type: ignore[attr-defined]  # noqa: SLF001
    return " ".join(str(value or "").split())


def _lines(message: EmailMessage) -> tuple[Line, ...]:
    pages: list[str] = []
    plain: list[str] = []
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart() or kind not in {"text/html", "text/plain"} or _is_attached(part):
            continue
        raw = part.get_payload(decode=True)
        text = decode_page(
            raw if isinstance(raw, bytes) else b"", part.get_param("charset") and str(part.get_param("charset"))
        )[0]
        (pages if kind == "text/html" else plain).append(text)
    written = "\n".join(plain)
    best = _of_page("\n".join(pages)) if pages else ()
    return best or tuple(line for line in read_lines(_without_reply(written)) if line.text)


def _is_attached(part: EmailMessage) -> bool:
    return "attachment" in str(part.get("content-disposition") or "").lower()


def _of_page(text: str) -> tuple[Line, ...]:
    """All of a letter from the first to the last line that the reader of pages takes for its text.

    Letters are laid out in tables, in which that reader sees navigation; what stands between is the letter's as well.
    """
    whole = fragment_lines(text)
    try:
        found = {line.text.lstrip("#- ") for line in read_markup(text)[0]}
    except IngestError:
        return whole
    places = [place for place, line in enumerate(whole) if line.text.lstrip("#- ") in found]
    kept = whole[places[0] : places[-1] + 1] if places else ()
    return kept if sum(len(line.text) for line in kept) > 0.5 * sum(len(line.text) for line in whole) else whole


def _without_reply(text: str) -> str:
    kept = []
    for row in text.split("\n"):
        if _SIGNATURE.match(row.rstrip("\r")):
            break
        if not _QUOTED.match(row):
            kept.append(row)
    return "\n".join(kept)


def _clues(message: EmailMessage, title: str) -> Iterator[Clue]:
    if title:
        yield Clue(what="title", value=title, why="the mail's subject", weight=0.85)
    try:
        sent = parsedate_to_datetime(_header(message, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        sent = None
    if sent is not None and sent.year >= 1990:
        zone = sent.strftime("%z")
        value = sent.strftime("%Y-%m-%dT%H:%M") + (f"{zone[:3]}:{zone[3:5]}" if zone else "")
        yield Clue(what="date", value=value, why="the mail's Date", weight=0.85)
    name = next((shown for shown, _ in getaddresses([_header(message, "from")]) if shown), "")
    if name:
        listed = any(message.get(header) for header in ("list-id", "list-unsubscribe"))
        if listed:
            yield Clue(what="publisher", value=name, why="the newsletter's sender", weight=0.75)
        else:
            yield Clue(what="publisher", value=name, why="the mail's sender", weight=0.5)
