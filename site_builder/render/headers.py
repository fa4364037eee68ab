"""`_headers`: response headers by path, in the form that Netlify and Cloudflare Pages read."""

from __future__ import annotations

import re

from site_builder.model.config import Config
from site_builder.model.files import HeadersView
from site_builder.model.page import Page

_NO_TOKEN = re.compile(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]")
"""What the name of a header may not hold (RFC 9110, section 5.6.2)."""
_BREAKING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""A line break in a value would begin a header, or a rule, of its own."""


def headers(page: Page, *, config: Config) -> bytes:
    """The rules of *page*: a line for each path, and below it a line for each of its headers, indented.

    A site that search engines should stay away from (`config.noindex`) says so with every file.
    """
    if not isinstance(page.view, HeadersView):
        raise TypeError(f"{page.url} has no rules for headers")
    rules = page.view.rules
    if config.noindex:
        rules = (*rules, ("/*", {"X-Robots-Tag": "noindex"}))
    lines: list[str] = []
    for path, values in rules:
        lines.append(_path(path))
        lines += [f"  {_NO_TOKEN.sub('', name)}: {_value(value)}" for name, value in values.items()]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _path(path: str) -> str:
    """A path of one line without spaces, that can be taken neither for a header nor for a comment."""
    return "/" + re.sub(r"\s+", "%20", _BREAKING.sub("", path).strip()).removeprefix("/")


def _value(value: str) -> str:
    return _BREAKING.sub(" ", value).strip()
