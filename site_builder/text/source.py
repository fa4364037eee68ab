"""Bytes of a text file as text."""

from __future__ import annotations

import codecs
import re

from site_builder.model.problem import ContentError, Problem

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""What neither HTML nor XML can hold, and what no page needs."""
_CONTROL_OF_ASCII = bytes(number for number in range(128) if _CONTROL.match(chr(number)))
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOKED_AT = 1000
"""Bytes by which we guess what a file is instead."""


def read_text(data: bytes, limit: int) -> str:
    r"""*data* as text with line ends as `\n`, a byte order mark dropped. At most *limit* bytes.

    Raises ContentError where it is not UTF-8, too large, or holds control characters.
    """
    if len(data) > limit:
        hint = "split it, or raise `limits: file_bytes:` in site.yml"
        raise ContentError(Problem(f"the file has more than {limit:,} bytes", code="SB113", hint=hint))
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ContentError(_not_utf8(data, error.start)) from None
    text = _lines(text)
    # Bytes are looked at eight times as fast, where they are signs.
    is_clean = text.isascii() and len(data.translate(None, _CONTROL_OF_ASCII)) == len(data)
    control = None if is_clean else _CONTROL.search(text)
    if control is not None:
        raise ContentError(_holds_control(text, control, data))
    return text


def _not_utf8(data: bytes, start: int) -> Problem:
    line, column = _end(_lines(data[:start].decode("utf-8", "replace")))
    message = f"the file is not UTF-8: byte 0x{data[start]:02X} cannot stand here"
    return Problem(message, code="SB110", line=line, column=column, hint=_save_as_utf8(data, start))


def _holds_control(text: str, match: re.Match[str], data: bytes) -> Problem:
    line, column = _end(text[: match.start()])
    number = len(_CONTROL.findall(text))
    more = f", and {number - 1:,} more" if number > 1 else ""
    message = f"the text holds the control character U+{ord(match.group()):04X}{more}"
    hint = _save_as_utf8(data, 0) if match.group() == "\0" else "delete it; an editor can show it"
    return Problem(message, code="SB114", line=line, column=column, hint=hint)


def _save_as_utf8(data: bytes, start: int) -> str:
    """A hint with a guess: what *data* is instead, by its beginning and by what stands at *start*."""
    nuls = data[:_LOOKED_AT].count(0)
    if data[:4] in {codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE}:
        return "save it as UTF-8; it looks like UTF-32"
    if data[:2] in _UTF16 or nuls > len(data[:_LOOKED_AT]) // 4:
        return "save it as UTF-8; it looks like UTF-16"
    if nuls:
        return "it does not look like text"
    if data[start] == 0xED or data[start] in {0xC0, 0xC1, 0xE0, 0xF0}:
        return "save it as UTF-8 again: this character was written in a form that is not allowed"
    return "save it as UTF-8; it looks like Windows-1252 or Latin-1"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _end(before: str) -> tuple[int, int]:
    """The line and column, from 1, of what follows *before*."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")
