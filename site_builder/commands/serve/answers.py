"""What a host would answer for an address of the site: pages, files, redirects, what is gone, and its headers."""

from __future__ import annotations

import hashlib
import mimetypes
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import unquote

from site_builder.commands.serve.finding import Finder
from site_builder.commands.serve.preview import Preview
from site_builder.model.files import CopyView, HeadersView, ServerView
from site_builder.model.page import Page
from site_builder.pages.parts import scopes_of
from site_builder.pages.redirects import gone_for_good
from site_builder.render.pages import render
from site_builder.text.headers import covers
from site_builder.text.urls import base_path, escape_path, is_external

OWN = "_site-builder"
"""The folder of the server's own files; the site's own names never begin like this."""
_TYPES = {
    "": "text/plain",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".opml": "text/x-opml",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_TEXTS = ("text/", "application/json", "application/xml", "application/manifest+json", "image/svg+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response of HTTP."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    key: str = ""
    """Of HTML: names what it says, so that a browser can be told when that is no longer so."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A preview with its pages at hand."""

    preview: Preview
    finder: Finder


def answer(shown: Shown, path: str) -> Answer:
    """The answer for *path*, decoded, as `/topics/ai/`.

    Raises ThemeError where a template has a mistake, ForgottenBodyError where a body is lost, OSError where a file
    that goes out as it is cannot be read.
    """
    prefix = base_path(shown.preview.config.base_url)
    if prefix and not f"{path}/".startswith(f"{prefix}/"):
        return _leads_to(f"{prefix}/", 302) if path == "/" else _missing(shown, path)
    below = path.removeprefix(prefix) or "/"
    if prefix and path == prefix:
        return _leads_to(f"{prefix}/", 301)
    moved = _moved(shown.preview, below)
    if moved is not None:
        return moved
    # Files for the host itself are not for readers.
    file = below.removeprefix("/") + ("index.html" if below.endswith("/") else "")
    page = shown.finder.find(file) if not below.startswith("/_") and ".." not in below else None
    if page is not None:
        return _page(shown, page, below, 200)
    if posixpath.splitext(below)[1] == "" and shown.finder.find(f"{file}/index.html") is not None:
        return _leads_to(f"{prefix}{escape_path(below)}/", 301)
    return _missing(shown, below)


def with_script(body: bytes, key: str, prefix: str) -> bytes:
    """HTML that listens to the server: its script is a file of its own, as the response headers demand."""
    tag = f'<script src="{escape(prefix)}/{OWN}/live.js" data-key="{key}" defer></script>'.encode()
    before, mark, after = body.partition(b"</head>")
    return before + tag + mark + after if mark else body + tag


def key_of(body: bytes) -> str:
    """What names the bytes of a page."""
    return hashlib.blake2b(body, digest_size=12).hexdigest()


def _page(shown: Shown, page: Page, path: str, status: int) -> Answer:
    if isinstance(page.view, CopyView):
        body = Path(page.view.source).read_bytes()
    else:
        preview = shown.preview
        body = render(
            page,
            theme=preview.material.theme,
            config=preview.config,
            frame=preview.material.frame_in(page.language),
            bodies=preview.bodies(text.fingerprint for text in page.texts),
            filters=preview.material.filters,
        )
    headers = {"Content-Type": _type(page.file), "Cache-Control": "no-cache"} | _headers(shown, path)
    if not headers["Content-Type"].startswith("text/html"):
        return Answer(status=status, headers=headers, body=body)
    # A page changes with every save.
    headers["Cache-Control"] = "no-store"
    key = key_of(body)
    return Answer(
        status=status, headers=headers, body=with_script(body, key, base_path(shown.preview.config.base_url)), key=key
    )


def _missing(shown: Shown, path: str, status: int = 404) -> Answer:
    parts = (part.prefix.strip("/") for part in scopes_of(shown.preview.scope) if path.startswith(f"{part.prefix}/"))
    folder = max(parts, key=len, default="")
    page = shown.finder.find(f"{folder}/404.html" if folder else "404.html")
    if page is None:
        return Answer(
            status=status, headers={"Content-Type": "text/plain; charset=utf-8"}, body=b"There is no such page\n"
        )
    return _page(shown, page, path, status)


def _moved(preview: Preview, path: str) -> Answer | None:
    """What the host answers at a former address, where it does so itself."""
    by_server = preview.config.host in {"nginx", "caddy"}
    if preview.scope.redirects not in {"file", "both"} and not by_server:
        return None
    wanted = path.rstrip("/")
    for old, new in preview.site.addresses.moved.items():
        if unquote(old).rstrip("/") == wanted:
            target = new if is_external(new) else base_path(preview.config.base_url) + new
            return _leads_to(escape_path(target), 301)
    if any(unquote(url).rstrip("/") == wanted for url in gone_for_good(preview.site, preview.scope)):
        return Answer(status=410, headers={"Content-Type": "text/plain; charset=utf-8"}, body=b"This page is gone\n")
    return None


def _headers(shown: Shown, path: str) -> dict[str, str]:
    """The headers that the host sends with *path*, by the rules that the build would write for it."""
    found: dict[str, str] = {}
    for pattern, headers in _rules(shown):
        if covers(pattern, path):
            found |= headers
    return found


def _rules(shown: Shown) -> Iterator[tuple[str, Mapping[str, str]]]:
    host = shown.preview.config.host
    page = shown.finder.find(f"_{host}.conf" if host in {"nginx", "caddy"} else "_headers") if _sends(host) else None
    if page is not None and isinstance(page.view, (HeadersView, ServerView)):
        yield from page.view.rules


def _sends(host: str | None) -> bool:
    return host in {None, "netlify", "cloudflare", "nginx", "caddy"}


def _type(file: str) -> str:
    ending = posixpath.splitext(file)[1].lower()
    kind = _TYPES.get(ending) or mimetypes.types_map.get(ending, "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind


def _leads_to(target: str, status: int) -> Answer:
    # A browser would keep a lasting redirect for ever, and the next edit may undo it.
    return Answer(status=status, headers={"Location": target, "Cache-Control": "no-store"})
