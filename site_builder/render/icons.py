"""The site's icon in all sizes, from one SVG: the site's own, or the initial of its title on its colour."""

from __future__ import annotations

import functools
import io
import json
from importlib import metadata
from typing import TYPE_CHECKING

from site_builder.model.config import Config
from site_builder.model.page import Page
from site_builder.model.pictures import IconView, ManifestView
from site_builder.model.problem import Problem, ThemeError
from site_builder.text.fingerprint import fingerprint
from site_builder.text.urls import base_path

if TYPE_CHECKING:
    from site_builder.render.fonts import Font

SOURCE = "content/assets/icon.svg"
_SIDE = 64
"""Of the drawing, in its own units."""
_LETTER = 40
"""The height of a capital, in the same units, if it is not wider."""
_THREE_LINES = "M18 21h28M18 32h28M18 43h17"
"""Where no font has the initial: a page with three lines."""


def icon(page: Page, *, config: Config) -> bytes:  # noqa: ARG001  the signature of all formats
    """The icon of *page*: SVG where its size is 0, else PNG, or an ICO file with one PNG in it.

    Raises ThemeError where the site's own SVG cannot be drawn.
    """
    view = page.view
    if not isinstance(view, IconView):
        raise TypeError(f"{page.url} is no icon")
    svg = view.svg or initial(view.letter, view.accent)
    if not view.size:
        return svg.encode("utf-8", "replace")
    picture = _drawn(svg, view)
    return _ico(picture, view.size) if view.ico else picture


def manifest(page: Page, *, config: Config) -> bytes:
    """`site.webmanifest` (w3.org/TR/appmanifest): what a device shows of the site among its programs."""
    view = page.view
    if not isinstance(view, ManifestView):
        raise TypeError(f"{page.url} is no manifest")
    base = base_path(config.base_url)
    said = {
        "name": config.title,
        "start_url": f"{base}/",
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": view.accent,
        "icons": [{"src": f"{base}{url}", "sizes": f"{size}x{size}", "type": "image/png"} for url, size in view.icons],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def icon_key(view: IconView) -> str:
    """What decides on the dots of an icon besides its page."""
    from site_builder.render.fonts import font_for  # noqa: PLC0415  no icon is stale in most builds

    font = font_for(view.letter, "title", "") if view.letter and not view.svg else None
    return fingerprint(metadata.version("resvg-py"), font.name if font is not None else "")


@functools.lru_cache(maxsize=8)
def initial(letter: str, accent: str) -> str:
    """An SVG with *letter* in white on a square of the colour *accent*: its outline, so that no font is needed."""
    from site_builder.render.fonts import font_for  # noqa: PLC0415  likewise

    font = font_for(letter, "title", "") if letter.strip() else None
    shape = _outline(letter, font) if font is not None else ""
    mark = (
        f'<path d="{shape}" fill="#fff"/>'
        if shape
        else f'<path d="{_THREE_LINES}" fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round"/>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE} {_SIDE}">'
        f'<rect width="{_SIDE}" height="{_SIDE}" rx="12" fill="{accent}"/>{mark}</svg>\n'
    )


def _outline(letter: str, font: Font) -> str:
    """The outline of *letter* in the middle of the square, as the `d` of a path; empty where it has none."""
    from fontTools.pens.boundsPen import BoundsPen  # noqa: PLC0415  slow to load, and rarely needed
    from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415
    from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(font.path, fontNumber=font.face, lazy=True) as opened:
        name = (opened.getBestCmap() or {}).get(ord(letter[0]))
        if name is None:
            return ""
        glyphs = opened.getGlyphSet()
        bounds = BoundsPen(glyphs)
        glyphs[name].draw(bounds)
        if bounds.bounds is None:
            return ""
        left, bottom, right, top = bounds.bounds
        scale = _LETTER / max(right - left, top - bottom)
        path = SVGPathPen(glyphs, ntos=lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
        middle = _SIDE / 2
        shift = (middle - scale * (left + right) / 2, middle + scale * (bottom + top) / 2)
        glyphs[name].draw(TransformPen(path, (scale, 0, 0, -scale, *shift)))
        return str(path.getCommands())


def _drawn(svg: str, view: IconView) -> bytes:
    from PIL import Image  # noqa: PLC0415  see above
    from resvg_py import svg_to_bytes  # noqa: PLC0415

    inner = max(1, round(view.size * (1 - 2 * view.padding)))
    try:
        # Fonts of this machine are left out, so that every machine draws the same.
        drawn = bytes(svg_to_bytes(svg_string=svg, width=inner, height=inner, skip_system_fonts=True))
        picture = Image.open(io.BytesIO(drawn)).convert("RGBA")
    except (ValueError, OSError) as error:
        hint = "save it as plain SVG with a viewBox"
        problem = Problem(f"the icon cannot be drawn: {error}", code="SB307", path=SOURCE, hint=hint)
        raise ThemeError(problem) from None
    canvas = Image.new("RGBA", (view.size, view.size), view.paper or (0, 0, 0, 0))
    corner = ((view.size - picture.width) // 2, (view.size - picture.height) // 2)
    canvas.alpha_composite(picture, corner)
    target = io.BytesIO()
    shown = canvas.convert("RGB") if view.paper else canvas
    shown.save(target, "PNG", optimize=True)
    return target.getvalue()


def _ico(picture: bytes, size: int) -> bytes:
    """An ICO file that holds one PNG (the format that Windows has read since Vista): 6 and 16 bytes of header."""
    head = (0).to_bytes(2, "little") + (1).to_bytes(2, "little") * 2
    side = size.to_bytes(1, "little")
    entry = side + side + bytes(2) + (1).to_bytes(2, "little") + (32).to_bytes(2, "little")
    return head + entry + len(picture).to_bytes(4, "little") + (22).to_bytes(4, "little") + picture
