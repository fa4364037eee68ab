"""Whether letters can be told from paper: the contrast of a style sheet's main colours, as far as it names them.

WCAG 2.2, 1.4.3: 4.5 to 1 for text; relative luminance and contrast ratio as defined there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from site_builder.evidence.markup import Fault

LEAST = 4.5
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DARK = re.compile(r"@media[^{]*prefers-color-scheme:\s*dark[^{]*\{((?:[^{}]|\{[^{}]*\})*)\}")
_AT_RULE = re.compile(r"@[^{};]*\{(?:[^{}]|\{[^{}]*\})*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_HEX = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_PAGE = frozenset({"html", "body", ":root"})
_PAPER, _INK = ("background", "background-color"), "color"


def contrast_faults(css: str) -> Iterator[Fault]:
    """The pairs of text and paper of the page itself that are too near each other, in the light and the dark scheme.

    Only what a style sheet says by `#rgb`, `#rrggbb` and variables is judged; nothing is known of the rest.
    """
    plain = _COMMENT.sub("", css)
    dark = _declared("".join(_DARK.findall(plain)))
    light = _declared(_AT_RULE.sub("", plain))
    for scheme, values in (("light", light), ("dark", {**light, **dark})):
        if scheme == "dark" and not dark:
            continue
        paper = next((found for name in _PAPER if (found := _colour(values.get(name, ""), values))), None)
        ink = _colour(values.get(_INK, ""), values)
        if paper is None or ink is None:
            continue
        ratio = contrast(ink, paper)
        if ratio < LEAST:
            message = f"text {ink} on paper {paper} has a contrast of {ratio:.1f} in the {scheme} scheme"
            yield Fault("SB313", message, f"readers need {LEAST} to 1")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours written `#rrggbb`, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _declared(css: str) -> Mapping[str, str]:
    """What the rules for the whole page say, later ones before earlier."""
    found: dict[str, str] = {}
    for selectors, body in _RULE.findall(css):
        if {part.strip() for part in selectors.split(",")} & _PAGE:
            found |= {name: value.strip() for name, value in _DECLARATION.findall(body)}
    return found


def _colour(value: str, values: Mapping[str, str]) -> str | None:
    for _ in range(len(values)):
        name = _VARIABLE.search(value)
        if name is None:
            break
        value = values.get(name[1], "")
    found = _HEX.search(value)
    if found is None:
        return None
    digits = found[1].lower()
    return f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}"


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
