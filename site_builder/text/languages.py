"""Language tags (BCP 47)."""

from __future__ import annotations

import re
from collections.abc import Collection

_TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)
"""Language, script, region, variants (RFC 5646, chapter 2.1); no extensions, which say nothing to a reader."""


def normalise_language(text: str) -> str:
    """*text* as a tag in its usual form: `pt-BR`, `zh-Hant`. Raises ValueError where it is none."""
    tag = text.strip().replace("_", "-")
    if _TAG.fullmatch(tag) is None:
        raise ValueError("should be a language tag like en, it or pt-BR")
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *map(_subtag, rest)])


def part_of(language: str, parts: Collection[str]) -> str:
    """Which of *parts*, tags of languages, *language* belongs to: `it` for `it-CH`; empty where it is none of them.

    By RFC 4647, chapter 3.4 (lookup): the tag itself, then what is left when its last subtags go.
    """
    while parts and language:
        if language in parts:
            return language
        language = language.rpartition("-")[0]
    return ""


def prefix_of(language: str, parts: Collection[str]) -> str:
    """What stands before the addresses of pages in *language*: `/it`, or nothing."""
    part = part_of(language, parts)
    return f"/{part.lower()}" if part else ""


def _subtag(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()
