"""Addresses: which may be linked, and how a path below the site's root becomes one."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, urlsplit

from anyascii import anyascii

ALLOWED_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Everything else (javascript:, data:, vbscript:, file: ...) is refused in links."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NOT_PLAIN = re.compile(r"[^a-z0-9._-]+")
_LONGEST_SEGMENT = 100
"""Characters of a file's name in the address of an asset; file systems allow 255 bytes with the digest."""
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def is_safe_link(url: str) -> bool:
    """Whether *url* is relative, or of a scheme that a page may link.

    Browsers skip control characters and white space within a scheme, so they are taken out before looking.
    """
    bare = _IGNORED.sub("", url)
    scheme = _SCHEME.match(bare)
    return scheme is None or scheme.group()[:-1].lower() in ALLOWED_SCHEMES


def is_external(url: str) -> bool:
    """Whether *url* leads out of the site: it has a scheme, or a host of its own."""
    return url.startswith("//") or _SCHEME.match(url) is not None


def base_path(base_url: str) -> str:
    """The path of a site's address, without a slash at the end: empty for `https://example.org`."""
    return urlsplit(base_url).path.rstrip("/")


def is_secure(base_url: str) -> bool:
    """Whether a site at *base_url* is reached by https."""
    return urlsplit(base_url).scheme == "https"


def host(url: str) -> str:
    """The host of *url*, without port, in lower case; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def escape_path(path: str) -> str:
    """*path* with everything percent-encoded that an address may not hold; what is encoded already stays."""
    return _LONE_PERCENT.sub("%25", quote(path, safe="/:?#[]@!$&'()*+,;=%~-._", errors="replace"))


def digest_url(folder: str, name: str, sha256: str) -> str:
    """The address of an asset, which can be kept for ever: below *folder*, its name with a piece of its digest.

    It consists of small ASCII letters, digits, dots, hyphens and underscores, whatever the file is called: no server,
    file system or browser reads it in two ways. Equal names of equal files give equal addresses.
    """
    stem, suffix = posixpath.splitext(name)
    plain = "/".join(_plain(segment) or "file" for segment in stem.split("/"))
    return f"{folder}/{plain}.{sha256[:10]}{'.' + _plain(suffix) if _plain(suffix) else ''}"


def _plain(segment: str) -> str:
    return _NOT_PLAIN.sub("-", anyascii(segment).lower()).strip(".-")[:_LONGEST_SEGMENT]
