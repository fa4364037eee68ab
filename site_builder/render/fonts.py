"""Fonts for social cards: those that come along, and those of this machine for scripts that they lack.

What comes along (Source Serif, Source Sans) covers Latin, Greek and Cyrillic, so their cards are the same everywhere.
A card in another script is drawn with the first font below that the machine has; another machine may have another one,
or none. Files are only read.
"""

from __future__ import annotations

import functools
import hashlib
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Literal

from PIL import ImageFont, features

Role = Literal["title", "text", "strong"]

_OWN: dict[Role, tuple[str, str]] = {
    "title": ("font_source_serif_pro", "SourceSerifPro-Bold.otf"),
    "text": ("font_source_sans_pro", "SourceSansPro-Regular.otf"),
    "strong": ("font_source_sans_pro", "SourceSansPro-Semibold.otf"),
}
_CJK = (
    "NotoSerifCJK-Bold.ttc",
    "NotoSansCJK-Bold.ttc",
    "NotoSerifCJK-Regular.ttc",
    "NotoSansCJK-Regular.ttc",
    "SourceHanSerif-Bold.ttc",
    "SourceHanSans-Bold.ttc",
    "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf",
    "Hiragino Sans GB.ttc",
    "PingFang.ttc",
    "msyhbd.ttc",
    "YuGothB.ttc",
    "malgunbd.ttf",
)
_OTHERS = (
    "NotoSans-Bold.ttf",
    "NotoNaskhArabic-Bold.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSerifHebrew-Bold.ttf",
    "NotoSansHebrew-Bold.ttf",
    "NotoSerifDevanagari-Bold.ttf",
    "NotoSansDevanagari-Bold.ttf",
    "NotoSansBengali-Bold.ttf",
    "NotoSansTamil-Bold.ttf",
    "NotoSerifThai-Bold.ttf",
    "NotoSansThai-Bold.ttf",
    "NotoSerifGeorgian-Bold.ttf",
    "NotoSansGeorgian-Bold.ttf",
    "NotoSerifArmenian-Bold.ttf",
    "NotoSansArmenian-Bold.ttf",
    "NotoSansEthiopic-Bold.ttf",
    "DejaVuSans-Bold.ttf",
    "FreeSansBold.ttf",
    "Arial Unicode.ttf",
    "segoeuib.ttf",
    "Nirmala.ttc",
)
_FACES = {"ja": 0, "ko": 1, "zh-hans": 2, "zh-hant": 3, "zh-tw": 3, "zh-hk": 3, "zh": 2}
"""The faces of Noto's collections by language: one character is written differently in each."""

PLAIN = re.compile(
    "[ -~\u00a0-\u012b\u012e-\u0131\u0134-\u0149\u014c-\u0165\u0168-\u017e"
    "\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0490\u0491–—‘’“”„…•€]*"
)
"""Text that the fonts which come along are known to cover, without looking."""
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
"""What holds a picture between words together, and means nothing without it."""
_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs", "Cs"})
_COMPLEX = re.compile("[\u0590-\u08ff\u0900-\u0eff\u1000-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufeff]")
"""Scripts that run from right to left, or whose letters change with their neighbours."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font file, and which of its faces."""

    path: str
    face: int = 0

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """The font at *size* pixels."""
        return _sized(self.path, self.face, size)

    @property
    def name(self) -> str:
        """What tells it from all others, wherever it lies: its file's digest and the face."""
        return f"{_digest(self.path)}/{self.face}"

    def covers(self, text: str) -> bool:
        """Whether it has a sign for every character of *text* that is to be seen."""
        return not missing(text, self)


def font_for(text: str, role: Role, language: str) -> Font | None:
    """The font that *text* is drawn with, by preference the one that comes along; None where no font here can.

    A font that lacks no more than a few signs (as pictures between words) will do: `drawable` takes those out.
    """
    own = Font(_own_path(role))
    if PLAIN.fullmatch(text):
        return own
    if _COMPLEX.search(text) and not shapes():
        return None
    best, fewest = own, _letters(missing(text, own))
    for font in _candidates(text, language) if fewest else ():
        lacking = _letters(missing(text, font))
        if lacking < fewest:
            best, fewest = font, lacking
        if not fewest:
            break
    return best if fewest * 8 <= _letters(text) else None


def drawable(text: str, font: Font) -> str:
    """*text* without the characters that *font* has no sign for, in one line."""
    if PLAIN.fullmatch(text):
        return " ".join(text.split())
    gone = missing(text, font)
    if gone:
        gone |= _JOINERS
    shown = "".join(c for c in text if c not in gone and (c.isspace() or unicodedata.category(c) not in {"Cc", "Cs"}))
    return " ".join(shown.split())


def missing(text: str, font: Font) -> frozenset[str]:
    """The characters of *text* that are to be seen and that *font* has no sign for."""
    known = _coverage(font.path, font.face)
    return frozenset(c for c in text if ord(c) not in known and unicodedata.category(c) not in _INVISIBLE)


def shapes() -> bool:
    """Whether the library that shapes Arabic, Indic and the like is there (Pillow's wheels need fribidi for it)."""
    return bool(features.check("raqm"))


@functools.cache
def drawing_libraries() -> tuple[str, ...]:
    """What the dots of a letter depend on besides its font."""
    names = ("freetype2", "raqm", "harfbuzz", "zlib_ng", "zlib")
    return tuple(f"{name} {features.version(name)}" for name in ("pil", *names))


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction for direction in directions if direction in {"L", "R", "AL"}), "L") != "L"


def _letters(text: Iterable[str]) -> int:
    return sum(character.isalnum() for character in text)


def _candidates(text: str, language: str) -> Iterator[Font]:
    eastern = any(
        "CJK" in unicodedata.name(c, "") or "\u3040" <= c <= "\u30ff" or "\uac00" <= c <= "\ud7a3" for c in text
    )
    for name in _CJK if eastern else _OTHERS:
        path = _installed().get(name.lower())
        if path is not None:
            yield Font(
                path, _face(language) if name.startswith(("NotoS", "SourceHan")) and name.endswith(".ttc") else 0
            )


def _face(language: str) -> int:
    tag = language.lower()
    return next((face for known, face in _FACES.items() if tag == known or tag.startswith(f"{known}-")), 2)


@functools.cache
def _installed() -> dict[str, str]:
    """The font files of this machine by their names in lower case."""
    found: dict[str, str] = {}
    for folder in _folders():
        for root, folders, files in os.walk(folder):
            folders.sort()
            for name in sorted(files):
                found.setdefault(name.lower(), os.path.join(root, name))  # noqa: PTH118  thousands of names
    return found


def _folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
        yield home / "AppData/Local/Microsoft/Windows/Fonts"
    elif sys.platform == "darwin":
        yield from (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    else:
        yield from (
            home / ".local/share/fonts",
            home / ".fonts",
            Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts"),
        )


@functools.cache
def _own_path(role: Role) -> str:
    package, name = _OWN[role]
    return str(resources.files(package) / "files" / name)


@functools.lru_cache(maxsize=128)
def _sized(path: str, face: int, size: int) -> ImageFont.FreeTypeFont:
    engine = ImageFont.Layout.RAQM if shapes() else ImageFont.Layout.BASIC
    return ImageFont.truetype(path, size, index=face, layout_engine=engine)


@functools.lru_cache(maxsize=64)
def _coverage(path: str, face: int) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  slow to load, and rarely needed

    with TTFont(path, fontNumber=face, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


@functools.lru_cache(maxsize=64)
def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
