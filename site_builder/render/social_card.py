"""Social cards: 1200 by 630 dots with a headline, its source and date, and the site that says it."""

from __future__ import annotations

import functools
import io
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageColor, ImageDraw, ImageFont

from site_builder.model.config import Config
from site_builder.model.page import Page
from site_builder.model.pictures import CARD_HEIGHT, CARD_WIDTH, SocialCardView
from site_builder.render import locales
from site_builder.render.fonts import (
    Font,
    Role,
    drawable,
    drawing_libraries,
    font_for,
    runs_right_to_left,
)
from site_builder.text.fingerprint import fingerprint

_MARGIN = 80
_WIDTH = CARD_WIDTH - 2 * _MARGIN
_BAR = 14
_TITLE_TOP, _TITLE_BOTTOM = 184, 506
_RULE = 536
_SIZES = (96, 88, 80, 72, 66, 60, 54, 48, 43)
"""Sizes of a title in dots, tried in this order until it fits."""
_LEADING = 1.14
_MEASURED_AT = 96
_SLACK = 0.985
"""Of the width: a line measured by its words can be a little longer when it is drawn as one."""

_PAPER, _INK, _MUTED, _RULE_COLOUR = "#ffffff", "#1b1b1a", "#5b5a57", "#dcdad5"
_LEVELS = {"ink": 7, "muted": 4, "accent": 3}
"""Shades between paper and each colour; with paper and the rule they make sixteen, four bits a dot."""

_EASTERN = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_PIECE = re.compile(rf"[{_EASTERN}]|[^\s{_EASTERN}]+|\s+")
_NOT_FIRST = frozenset("、。，．・：；？！’”）〕］｝〉》」』】…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%）,.:;?!)]}»”’")
_NOT_LAST = frozenset("‘“（〔［｛〈《「『【«([{")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    font: Font
    size: int
    top: int
    colour: str
    right: bool = False
    """Whether it ends at the right margin."""


def social_card(page: Page, *, config: Config) -> bytes:  # noqa: ARG001  the signature of all formats
    """The card of *page* as PNG of sixteen colours. What no font here can write is left out."""
    view = page.view
    if not isinstance(view, SocialCardView):
        raise TypeError(f"{page.url} is no social card")
    canvas = Image.new("L", (CARD_WIDTH, CARD_HEIGHT), 0)
    draw = ImageDraw.Draw(canvas)
    draw.rectangle((0, 0, CARD_WIDTH, _BAR - 1), fill=_level("accent"))
    draw.rectangle((_MARGIN, _RULE, CARD_WIDTH - _MARGIN - 1, _RULE + 1), fill=_RULE_INDEX)
    for line in _lines(view):
        _write(canvas, line)
    canvas.putpalette(_palette(view.accent))
    target = io.BytesIO()
    # Runs of one colour are nearly all there is: to look for nothing else is as small, and four times as fast.
    canvas.save(target, "PNG", bits=4, compress_level=1, compress_type=zlib.Z_RLE)
    return target.getvalue()


def card_key(view: SocialCardView) -> str:
    """What decides on the dots of a card besides its page: fonts, and the libraries that draw."""
    return fingerprint(drawing_libraries(), _font_names(view))


def _font_names(view: SocialCardView) -> list[str]:
    texts: list[tuple[str, Role]] = [(view.title, "title"), *((text, "strong") for text in (view.site, view.kicker))]
    texts += [(_below(view), "text"), (view.note, "text")]
    found = [font_for(text, role, view.language) for text, role in texts]
    return [font.name if font is not None else "" for font in found]


def _lines(view: SocialCardView) -> list[_Line]:
    title = font_for(view.title, "title", view.language)
    lines: list[_Line] = []
    right = False
    if title is not None:
        text = drawable(view.title, title)
        right = runs_right_to_left(text)
        lines += _title(text, title, right=right)
        lines += _note(view, lines[-1], right=right)
    lines += _small(view.site, "strong", view.language, size=32, top=62, colour="ink", right=right)
    lines += _small(view.kicker, "strong", view.language, size=29, top=122, colour="accent", right=right)
    host = _small(view.host, "text", view.language, size=28, top=560, colour="muted", right=not right)
    taken = sum(line.font.at(line.size).getlength(line.text) for line in host)
    room = int(_WIDTH - taken - 40) if host else _WIDTH
    lines += _small(_below(view), "text", view.language, size=28, top=560, colour="muted", right=right, room=room)
    return lines + host


def _below(view: SocialCardView) -> str:
    date = locales.date(view.date, "long", view.language) if view.date is not None else ""
    return "  ·  ".join(filter(None, (view.source, date)))


def _small(
    text: str, role: Role, language: str, *, size: int, top: int, colour: str, right: bool, room: int = _WIDTH
) -> list[_Line]:
    """One line, cut to *room*; none where no font has its letters."""
    font = font_for(text, role, language)
    shown = drawable(text, font) if font is not None else ""
    if font is None or not shown:
        return []
    return [_Line(_cut(shown, font.at(size), room), font, size, top, colour, right)]


def _note(view: SocialCardView, above: _Line, *, right: bool) -> list[_Line]:
    """The sentence below the title, as much of it as there is room for."""
    font = font_for(view.note, "text", view.language)
    text = drawable(view.note, font) if font is not None else ""
    if font is None or not text:
        return []
    size = 36
    step = round(size * 1.35)
    top = above.top + round(above.size * _LEADING) + size // 2
    pieces = _pieces(text)
    wrapped = _wrapped(pieces, [font.at(size).getlength(piece) for piece in pieces], _WIDTH * _SLACK)
    most = max(0, (_RULE - top) // step)
    if len(wrapped) > most:
        wrapped = [*wrapped[: most - 1], f"{wrapped[most - 1]}…"] if most else []
    lines = (_cut(line, font.at(size), _WIDTH) for line in wrapped)
    return [_Line(line, font, size, top + number * step, "muted", right) for number, line in enumerate(lines)]


def _title(text: str, font: Font, *, right: bool) -> list[_Line]:
    """The lines of the title, as large as it may be, in the middle of its place."""
    height = _TITLE_BOTTOM - _TITLE_TOP
    pieces = _pieces(text)
    widths = [font.at(_MEASURED_AT).getlength(piece) for piece in pieces]
    wrapped: list[str] = []
    size = _SIZES[-1]
    for size in _SIZES:
        most = int((height + size * (_LEADING - 1)) // (size * _LEADING))
        room = _WIDTH * _SLACK * _MEASURED_AT / size
        wrapped = _wrapped(pieces, widths, room)
        if len(wrapped) <= min(most, 4 if size > _SIZES[-1] else most) and max(widths, default=0) <= room:
            wrapped = _balanced(pieces, widths, room, len(wrapped))
            break
    else:
        broken, measures = _broken(pieces, widths, _WIDTH * _SLACK * _MEASURED_AT / size, font)
        wrapped = _wrapped(broken, measures, _WIDTH * _SLACK * _MEASURED_AT / size)
        most = int((height + size * (_LEADING - 1)) // (size * _LEADING))
        if len(wrapped) > most:
            wrapped = [*wrapped[: most - 1], f"{wrapped[most - 1]}…"]
    sized = font.at(size)
    wrapped = [_cut(line, sized, _WIDTH) for line in wrapped]
    step = round(size * _LEADING)
    top = _TITLE_TOP + max(0, (height - step * len(wrapped)) // 3)
    return [_Line(line, font, size, top + number * step, "ink", right) for number, line in enumerate(wrapped)]


def _pieces(text: str) -> list[str]:
    """Words, spaces, and single characters of scripts that break anywhere; what may not begin a line is not cut off."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        if (
            found
            and not piece.isspace()
            and not found[-1].isspace()
            and (piece[0] in _NOT_FIRST or found[-1][-1] in _NOT_LAST)
        ):
            found[-1] += piece
        else:
            found.append(piece if not piece.isspace() else " ")
    return found


def _wrapped(pieces: Sequence[str], widths: Sequence[float], room: float) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for piece, width in zip(pieces, widths, strict=True):
        if line and used + width > room and piece != " ":
            lines.append(line.rstrip())
            line, used = "", 0.0
        if line or piece != " ":
            line, used = line + piece, used + width
    return [*lines, line.rstrip()] if line.strip() else lines


def _balanced(pieces: Sequence[str], widths: Sequence[float], room: float, lines: int) -> list[str]:
    """The same number of lines, as even as may be: the narrowest column that still holds them."""
    low, high = room / 2, room
    while high - low > room / 100:
        middle = (low + high) / 2
        fits = len(_wrapped(pieces, widths, middle)) <= lines and max(widths) <= middle
        low, high = (low, middle) if fits else (middle, high)
    return _wrapped(pieces, widths, high)


def _broken(pieces: Sequence[str], widths: Sequence[float], room: float, font: Font) -> tuple[list[str], list[float]]:
    """The pieces with those cut that are longer than a line."""
    found: list[tuple[str, float]] = []
    measure = font.at(_MEASURED_AT).getlength
    for piece, width in zip(pieces, widths, strict=True):
        parts = [piece]
        if width > room:
            length = max(1, int(len(piece) * room / width * 0.9))
            parts = [piece[start : start + length] for start in range(0, len(piece), length)]
        found += [(part, measure(part) if len(parts) > 1 else width) for part in parts]
    return [part for part, _ in found], [width for _, width in found]


def _cut(text: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    """*text*, ended by `…` where it is longer than *room*."""
    if font.getlength(text) <= room:
        return text
    low, high = 0, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if font.getlength(f"{text[:middle].rstrip()}…") <= room else (low, middle)
    return f"{text[:low].rstrip()}…"


def _write(canvas: Image.Image, line: _Line) -> None:
    font = line.font.at(line.size)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(line.text, anchor="ls"))
    if right <= left or bottom <= top:
        return
    strip = Image.new("L", (right - left, bottom - top), 0)
    ImageDraw.Draw(strip).text((-left, -top), line.text, fill=255, font=font, anchor="ls")
    x = CARD_WIDTH - _MARGIN - right if line.right else _MARGIN + min(left, 0)
    y = line.top + round(line.size * 0.86) + top
    canvas.paste(strip.point(_shades(line.colour)), (max(x, 0), y), strip.point(_ANY))


_ANY = [0] * 8 + [255] * 248
"""Where a letter leaves a trace: what is fainter than half the faintest shade stays as it was."""
_RULE_INDEX = 15


def _level(colour: str) -> int:
    """The place of the full colour in the palette."""
    names = list(_LEVELS)
    return sum(_LEVELS[name] for name in names[: names.index(colour) + 1])


@functools.cache
def _shades(colour: str) -> list[int]:
    """The place in the palette for each of 256 shades."""
    count = _LEVELS[colour]
    first = _level(colour) - count
    return [first + round(shade * count / 255) if round(shade * count / 255) else 0 for shade in range(256)]


@functools.lru_cache(maxsize=16)
def _palette(accent: str) -> list[int]:
    colours = {"ink": _INK, "muted": _MUTED, "accent": accent}
    paper = ImageColor.getrgb(_PAPER)
    entries: list[tuple[int, ...]] = [paper]
    for name, count in _LEVELS.items():
        full = ImageColor.getrgb(colours[name])
        entries += [_between(paper, full, step / count) for step in range(1, count + 1)]
    entries.append(ImageColor.getrgb(_RULE_COLOUR))
    return [part for entry in entries for part in entry[:3]]


def _between(one: tuple[int, ...], other: tuple[int, ...], share: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=False))
