"""The bytes of an e-mail (RFC 5322, MIME): plain text and HTML side by side, in ASCII throughout, the same every time.

Nothing in it depends on the clock or on chance: its id and the boundary of its parts follow from what it says.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import textwrap
from dataclasses import dataclass
from email.headerregistry import Address, Group
from email.message import EmailMessage
from email.policy import SMTP
from html import unescape

import css_inline

_WIDTH = 72
"""Of lines of plain text; RFC 5322 asks for 78 at most."""
_SUBJECT, _NAME = 200, 64
"""Characters of a subject, and of a name before an address, at most; a name is never folded."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What an e-mail says, and to whom. Addresses are those that `address` has let pass."""

    subject: str
    sender_name: str
    sender: str
    recipient: str | None
    """Absent where the message is made without being sent to anybody."""
    reply_to: str | None = None
    unsubscribe: str | None = None
    """An http, https or mailto address."""
    list_name: str = ""
    """Stands before the list's id, by which mail programs sort."""
    domain: str
    """Of the site: makes ids unique in the world."""
    language: str
    date: dt.datetime
    """Aware."""
    text: str
    html: str
    """A whole document with its style in `<style>`."""


def compose(letter: Letter) -> bytes:
    """The message of *letter*: lines end with CR LF, and none is longer than 998 bytes."""
    html = inlined(_clean(letter.html))
    text = _clean(letter.text)
    name = _name(letter, text, html)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _one_line(letter.subject, _SUBJECT)
    message["From"] = _mailbox(letter.sender, _one_line(letter.sender_name, _NAME))
    message["To"] = _mailbox(letter.recipient) if letter.recipient else Group("undisclosed-recipients")
    if letter.reply_to:
        message["Reply-To"] = _mailbox(letter.reply_to)
    message["Date"] = letter.date
    message["Message-ID"] = f"<{name}@{letter.domain}>"
    message["List-Id"] = f"<editions.{letter.domain}>"
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
    # Quoted-printable keeps every line short and in ASCII, whatever the road knows of longer ones (RFC 2045, 6.7).
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(html, subtype="html", charset="utf-8", cte="quoted-printable")
    # Last, because each new content takes the headers that tell of the one before.
    message["Content-Language"] = letter.language
    message.set_boundary(f"=_{name}")
    return message.as_bytes()


def address(text: str) -> str:
    """*text* as an address for e-mail. Raises ValueError with a phrase on what is wrong."""
    local, at, domain = text.strip().rpartition("@")
    if not text.isascii():
        raise ValueError("has letters that not every mail server takes; write the domain in its ASCII form (xn--)")
    if not at or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain) or len(local) > 64 or len(domain) > 253:
        raise ValueError("should be an address like desk@example.org")
    return f"{local}@{domain.lower()}"


def inlined(html: str) -> str:
    """*html* with the rules of its `<style>` in the elements; those for some screens only stay where they are.

    Nothing is fetched.
    """
    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    return inliner.inline(html) + "\n"


def plain(rendered: str) -> str:
    """Plain text from a page of text whose values were escaped for HTML; long lines are folded, addresses are not."""
    lines = (line for text in unescape(rendered).split("\n") for line in _folded(text))
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)).strip("\n") + "\n"


def _folded(line: str) -> list[str]:
    if len(line) <= _WIDTH or re.search(r"\w://", line):
        return [line]
    return textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False) or [""]


def _name(letter: Letter, text: str, html: str) -> str:
    said = (letter.subject, letter.sender, letter.recipient or "", text, html)
    return hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()[:32]


def _mailbox(where: str, name: str = "") -> Address:
    return Address(display_name=name, addr_spec=where)


def _one_line(text: str, longest: int) -> str:
    """*text* for a header. What looks like an encoded word (RFC 2047) would be decoded by readers: it is kept apart."""
    line = " ".join(_clean(text).split()).replace("=?", "= ?")
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
