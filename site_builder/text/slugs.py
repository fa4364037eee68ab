"""The last part of an address, made from a name in any script."""

from __future__ import annotations

import posixpath
import re

from anyascii import anyascii

MAX_LENGTH = 80
"""Characters of a slug that we make; file systems allow 255 bytes, and addresses should be readable."""

_LONGEST = 2 * MAX_LENGTH
"""Characters of a slug that a person may ask for."""
_READ = 2000
"""Characters of a name that are looked at; what comes after them would be cut anyway."""
_SPOKEN = str.maketrans({"+": " plus ", "#": " sharp ", "&": " and ", "%": " percent ", "@": " at "})
"""Signs that tell names apart (C, C++, C#) and would vanish otherwise."""
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_DOTTED = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")
"""The dots of U.S.A., but not that of 2.0."""
_OTHER = re.compile(r"[^a-z0-9]+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE_PREFIX = re.compile(r"\d{4}-\d{2}-\d{2}[-_ ]+(?=.)")


def slugify(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, at most `MAX_LENGTH` long, cut between words where possible.

    Other scripts are transliterated; a text without any letter or digit gives an empty slug.
    """
    spoken = _DOTTED.sub("", _APOSTROPHES.sub("", text[:_READ])).translate(_SPOKEN)
    slug = _OTHER.sub("-", anyascii(spoken).lower()).strip("-")
    if len(slug) <= MAX_LENGTH:
        return slug
    cut = slug[: MAX_LENGTH + 1].rpartition("-")[0]
    return (cut if len(cut) >= MAX_LENGTH // 2 else slug[:MAX_LENGTH]).strip("-")


def slug_of_file(name: str) -> str:
    """From a file's name: `2026-02-19-some-news.md` and `some-news.md` are both `some-news`."""
    bare = _DATE_PREFIX.sub("", posixpath.splitext(posixpath.basename(name))[0], count=1)
    return bare if is_slug(bare) else slugify(bare)


def is_slug(text: str) -> bool:
    """Whether *text* can stand in an address as it is."""
    return len(text) <= _LONGEST and _SLUG.fullmatch(text) is not None
