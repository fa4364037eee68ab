"""What a text or number in a YAML file has to be, beyond its type: names that the decoder and the JSON Schema know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal


@dataclass(frozen=True, slots=True)
class Format:
    """A form that a text must have."""

    name: Literal["language", "url", "slug", "timezone", "one-line", "colour"]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The smallest number that is allowed."""

    number: int


Language = Annotated[str, Format("language")]
"""A BCP 47 tag, normalised when read."""
Url = Annotated[str, Format("url")]
"""A whole http or https address."""
Slug = Annotated[str, Format("slug")]
"""Lower-case ASCII letters and digits in words joined by single hyphens."""
ZoneName = Annotated[str, Format("timezone")]
"""An IANA time zone."""
Line = Annotated[str, Format("one-line")]
"""Text that is not empty; runs of white space count as one space."""
Colour = Annotated[str, Format("colour")]
"""A colour of six hexadecimal digits, as `#9a3412`."""
Positive = Annotated[int, AtLeast(1)]
