"""Where other generators keep what people wrote, and at which addresses they published it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from site_builder.commands.imports.heads import is_true, texts
from site_builder.text.slugs import slugify

Kind = Literal["briefing", "page", "asset", "none"]
_TEXTS = (".md", ".markdown", ".mkd", ".mdown")
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})[-_ ]?(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One generator."""

    kind_of: Callable[[PurePosixPath], Kind]
    """What a file is, by its path below the folder that is imported."""
    address_of: Callable[[PurePosixPath, Mapping[str, Any], str | None], str | None]
    """Where a file was published, by its path, its fields and its date; None where nobody knows."""
    asset_of: Callable[[PurePosixPath], str]
    """Where a file that went out as it is stood, without a slash before it."""
    metadata: bool = False
    """Whether front matter may be lines of `Name: value`."""
    aliases_are_names: bool = False
    """Whether `aliases` are other names rather than former addresses."""


def is_text(path: PurePosixPath) -> bool:
    """Whether *path* is Markdown by its name."""
    return path.suffix.lower() in _TEXTS


def stem_of(path: PurePosixPath) -> str:
    """The name of a file without its date: of a folder's `index.md` that of the folder."""
    stem = path.parent.name if path.stem in {"index", "_index"} and path.parent.name else path.stem
    match = _DATED.fullmatch(stem)
    return match[2] if match is not None and match[2] else stem


def date_of(path: PurePosixPath) -> str | None:
    """The date that a file's name begins with."""
    match = _DATED.match(path.parent.name if path.stem == "index" else path.stem)
    return match[1] if match is not None else None


def is_draft(path: PurePosixPath, head: Mapping[str, Any]) -> bool:
    """Whether a file was not published."""
    return (
        is_true(head.get("draft"))
        or str(head.get("published", "true")).lower() in {"false", "no"}
        or str(head.get("status", "")).lower() in {"draft", "hidden", "private"}
        or "_drafts" in path.parts
    )


def _hugo_kind(path: PurePosixPath) -> Kind:
    if path.parts[0] == "static":
        return "asset"
    if path.parts[0] != "content" or path.name == "_index.md":
        return "none"
    if not is_text(path):
        return "asset"
    # A file directly below content/ is a page of its own; sections hold posts.
    depth = len(path.parts) - (2 if path.stem != "index" else 3)
    return "page" if depth <= 0 else "briefing"


def _hugo_address(path: PurePosixPath, head: Mapping[str, Any], _: str | None) -> str | None:
    if head.get("url"):
        return str(head["url"])
    folder = path.relative_to("content").parent
    folder = folder.parent if path.stem == "index" else folder
    slug = str(head.get("slug") or (path.parent.name if path.stem == "index" else path.stem)).lower().replace(" ", "-")
    return "/" + posixpath.join("" if str(folder) == "." else str(folder).lower(), slug) + "/"


def _jekyll_kind(path: PurePosixPath) -> Kind:
    if path.parts[0] in {"_posts", "_drafts"} or "_posts" in path.parts:
        return "briefing" if is_text(path) else "none"
    if path.parts[0].startswith(("_", ".")) or path.name.lower() in {"readme.md", "license.md"}:
        return "none"
    if is_text(path):
        return "page"
    return "asset" if path.parts[0] in {"assets", "images", "img", "files"} else "none"


def _jekyll_address(path: PurePosixPath, head: Mapping[str, Any], date: str | None) -> str | None:
    if head.get("permalink"):
        given = str(head["permalink"])
        return None if ":" in given else given
    if date is None or "_posts" not in path.parts:
        return None if "_drafts" in path.parts else f"/{path.with_suffix('.html').as_posix()}"
    categories = [
        slugify(one) for one in texts(str(head.get("categories") or head.get("category") or "").replace(" ", ","))
    ]
    if isinstance(head.get("categories"), list):
        categories = [slugify(one) for one in texts(head["categories"])]
    return "/" + "/".join([*categories, *date[:10].split("-"), f"{stem_of(path)}.html"])


def _pelican_kind(path: PurePosixPath) -> Kind:
    inside = path.parts[1:] if path.parts[0] == "content" else path.parts
    if not is_text(path):
        return "asset" if path.parts[0] == "content" and path.suffix not in {".rst", ".html"} else "none"
    if path.parts[0] != "content":
        return "none"
    return "page" if inside[0] == "pages" else "briefing"


def _pelican_address(path: PurePosixPath, head: Mapping[str, Any], _: str | None) -> str | None:
    if head.get("save_as") or head.get("url"):
        return "/" + str(head.get("url") or head.get("save_as")).lstrip("/")
    slug = str(head.get("slug") or slugify(str(head.get("title") or path.stem)))
    return f"/pages/{slug}.html" if _pelican_kind(path) == "page" else f"/{slug}.html"


def _obsidian_kind(path: PurePosixPath) -> Kind:
    if any(part.startswith(".") for part in path.parts) or path.parts[0].lower() in {"templates", "_templates"}:
        return "none"
    return "briefing" if is_text(path) else "asset"


def _below(folder: str) -> Callable[[PurePosixPath], str]:
    def name(path: PurePosixPath) -> str:
        return path.relative_to(folder).as_posix() if path.parts[0] == folder else path.as_posix()

    return name


def _hugo_asset(path: PurePosixPath) -> str:
    return _below("static")(path) if path.parts[0] == "static" else _below("content")(path)


LAYOUTS: Mapping[str, Layout] = {
    "hugo": Layout(kind_of=_hugo_kind, address_of=_hugo_address, asset_of=_hugo_asset),
    "jekyll": Layout(kind_of=_jekyll_kind, address_of=_jekyll_address, asset_of=lambda path: path.as_posix()),
    "obsidian": Layout(
        kind_of=_obsidian_kind,
        address_of=lambda *_: None,
        asset_of=lambda path: path.as_posix(),
        aliases_are_names=True,
    ),
    "pelican": Layout(kind_of=_pelican_kind, address_of=_pelican_address, asset_of=_below("content"), metadata=True),
}
NAMES: Sequence[str] = tuple(LAYOUTS)
