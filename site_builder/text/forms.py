"""The forms that a text in a YAML file may be asked to have, and what to say where it has another one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from site_builder.text.dates import zone
from site_builder.text.languages import normalise_language
from site_builder.text.slugs import is_slug, slugify

_NOT_IN_URLS = re.compile(r"[\s<>\"\\^`{|}]")
_HOST = re.compile(r"\w(?:[\w.-]*\w)?\.?|[0-9a-f:.]+")
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_OVERRIDE = re.compile(r"[\u202d\u202e]")
_BLANK = "\u200b\u2060\ufeff"
"""Signs without width: a text may hold them, but does not consist of them."""


def url(text: str) -> str:
    """*text*, if it is a whole http or https address without a password in it. Raises ValueError."""
    try:
        parts = urlsplit(text)
        good = parts.scheme in {"http", "https"} and parts.port != 0 and "@" not in parts.netloc
        good = good and _HOST.fullmatch(parts.hostname or "") is not None
    except ValueError:
        good = False
    if not good or _NOT_IN_URLS.search(text):
        raise ValueError("should be a whole address like https://example.org/page")
    return text


def slug(text: str) -> str:
    """*text*, if it can stand in an address. Raises ValueError with the nearest that can."""
    if is_slug(text):
        return text
    better = slugify(text)
    raise ValueError("should be small letters, digits and hyphens" + (f", as {better}" if better else ""))


def zone_name(text: str) -> str:
    """*text*, if it is the name of a time zone. Raises ValueError."""
    zone(text)
    return text


def one_line(text: str) -> str:
    """*text* with every run of white space as one space.

    Raises ValueError where nothing is left, or where it would turn the direction of what stands beside it.
    """
    if text.isascii() and text.isprintable() and text == text.strip(" ") != "" and "  " not in text:
        return text  # as nearly all are
    override = _OVERRIDE.search(text)
    if override is not None:
        raise ValueError(f"holds U+{ord(override.group()):04X}, which turns the text around it; delete it")
    line = " ".join(text.split())
    if not line.strip(_BLANK + " "):
        raise ValueError("should not be empty")
    return line


def colour(text: str) -> str:
    """*text*, if it is a colour of six hexadecimal digits. Raises ValueError."""
    if _COLOUR.fullmatch(text) is None:
        raise ValueError("should be a colour like #9a3412 (in quotes, since # begins a comment)")
    return text.lower()


FORMS: Mapping[str, Callable[[str], str]] = {
    "language": normalise_language,
    "url": url,
    "slug": slug,
    "timezone": zone_name,
    "one-line": one_line,
    "colour": colour,
}
"""By the names of `model.formats.Format`. Each gives the text as it is kept, or raises ValueError with a phrase that
goes on from the field's name: `should be ...`."""
