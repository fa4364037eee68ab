"""Former addresses: `_redirects` for hosts that read it (Netlify, Cloudflare Pages), and pages that lead on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from site_builder.model.addresses import MovedView, RedirectsView
from site_builder.model.config import Config
from site_builder.model.page import Page
from site_builder.text.urls import base_path, escape_path, is_external

_MEANING = re.compile(r"[*:\s]|[\x00-\x1f\x7f-\x9f]")
"""Signs that mean something in `_redirects`: a splat, the beginning of a placeholder, the end of a field."""


def redirects(page: Page, *, config: Config) -> bytes:
    """The rules of *page*, a line each: old address, new address, status.

    Old addresses are those of files below the output folder, as in `_headers`. New ones are what a browser is told, so
    they are whole where the site lives below a path.
    """
    view = page.view
    if not isinstance(view, RedirectsView):
        raise TypeError(f"{page.url} has no former addresses")
    return "".join(f"{line}\n" for line in _lines(view, config.base_url)).encode()


def moved(page: Page, *, config: Config) -> bytes:
    """HTML that leads from a former address to *page*'s target: at once for browsers, by a link for all others."""
    view = page.view
    if not isinstance(view, MovedView):
        raise TypeError(f"{page.url} has not moved")
    target = escape(escape_path(view.target if is_external(view.target) else config.base_url + view.target))
    title = escape(view.title, quote=False)
    lines = (
        "<!doctype html>",
        f'<html lang="{escape(page.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{title}</title>",
        f'<link rel="canonical" href="{target}">',
        '<meta name="robots" content="noindex">',
        f'<meta http-equiv="refresh" content="0; url={target}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "</head>",
        "<body>",
        f'<main><h1><a href="{target}">{title}</a></h1></main>',
        "</body>",
        "</html>",
    )
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _lines(view: RedirectsView, base_url: str) -> Iterator[str]:
    status = "301!" if view.forced else "301"
    before = base_url if base_path(base_url) else ""
    for old, new in view.moved:
        target = escape_path(new if is_external(new) else before + new)
        yield f"{_from(old)} {target} {status}"
        if old.endswith("/") and old != "/":
            # Some hosts tell the two apart.
            yield f"{_from(old[:-1])} {target} {status}"
    for old in view.gone:
        yield f"{_from(old)} /404.html 410"
    for prefix, page in view.not_found:
        yield f"{_from(prefix)}/* {page} 404"


def _from(path: str) -> str:
    return _MEANING.sub(lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), escape_path(path))
