"""Bodies in our Markdown: links lead to where texts and files are now; what cannot be carried over is told."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

_LINK = re.compile(r"(!?\[(?:[^\[\]]|\[[^\]]*\])*\]\()(<[^>\n]+>|[^()\s]+)((?:\s+\"[^\"\n]*\")?\))")
_RELREF = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+\"?([^\"\s>%]+)\"?\s*[>%]\}\}")
_POST_URL = re.compile(r"(?:\{\{\s*site\.(?:baseurl|url)\s*\}\}/?)*\{%-?\s*(?:post_url|link)\s+(\S+)\s*-?%\}")
_BASE_URL = re.compile(r"\{\{\s*(?:site\.(?:baseurl|url)|\"(?P<path>[^\"]*)\"\s*\|\s*(?:relative|absolute)_url)\s*\}\}")
_HIGHLIGHT = re.compile(r"\{%-?\s*highlight\s+(\w+).*?-?%\}\n?(.*?)\{%-?\s*endhighlight\s*-?%\}", re.DOTALL)
_PELICAN = re.compile(r"[{|](?:filename|static|attach)[}|]/?")
_EMBED = re.compile(r"!\[\[([^\]|#]+)(?:#[^\]|]*)?(?:\|([^\]]*))?\]\]")
_WIKI = re.compile(r"(?<!!)\[\[([^\]|#]+)(#[^\]|]*)?(?:\|([^\]]*))?\]\]")
_TAG = re.compile(r"(?<![\w#&/(\[`])#([A-Za-z][\w/-]*)")
_FENCED = re.compile(r"(```.*?```|~~~.*?~~~|`[^`\n]*`)", re.DOTALL)
_LEFT = re.compile(r"\{\{[<%]\s*/?\s*([\w-]+)|\{%-?\s*(\w+)|\{\{\s*([\w.]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where everything is now."""

    texts: Mapping[str, str]
    """By path below the imported folder: the new file below the content folder, as `briefings/one.md`."""
    addresses: Mapping[str, str]
    """By former address without slashes at its ends: likewise."""
    assets: Mapping[str, str]
    """By former path and by former address: the new file below the content folder, as `assets/map.png`."""
    names: Mapping[str, str]
    """By folded name or alias: the title."""


def translated(body: str, path: PurePosixPath, places: Places, fold: Callable[[str], str]) -> tuple[str, list[str]]:
    """*body* of the file at *path* with its links led on, and the names of what is no Markdown and was left."""
    body = _HIGHLIGHT.sub(lambda match: f"```{match[1]}\n{match[2].rstrip()}\n```", body)
    left: dict[str, None] = {}
    pieces = _FENCED.split(body)
    for number in range(0, len(pieces), 2):
        piece = _RELREF.sub(lambda match: match[1], pieces[number])
        piece = _POST_URL.sub(lambda match: _post(match[1]), piece)
        piece = _BASE_URL.sub(lambda match: match["path"] or "", piece)
        piece = _EMBED.sub(lambda match: _embedded(match, places), piece)
        piece = _WIKI.sub(lambda match: _named(match, places, fold), piece)
        piece = _LINK.sub(lambda match: f"{match[1]}{_target(match[2], path, places)}{match[3]}", piece)
        left |= dict.fromkeys(next(filter(None, found)) for found in _LEFT.findall(piece) if any(found))
        pieces[number] = piece
    return "".join(pieces), list(left)


def tags_in(body: str) -> list[str]:
    """The tags that stand in a text, as Obsidian has them: `#tag`."""
    outside = "".join(_FENCED.split(body)[::2])
    return list(dict.fromkeys(_TAG.findall(outside)))


def _post(name: str) -> str:
    return f"_posts/{name.removeprefix('/').removeprefix('_posts/').removesuffix('.md')}.md"


def _target(target: str, path: PurePosixPath, places: Places) -> str:
    bare = _PELICAN.sub("", target.strip("<>"))
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#", bare):
        return target
    place, mark, part = bare.partition("#")
    place = unquote(place)
    beside = posixpath.normpath(posixpath.join(path.parent.as_posix(), place))
    for wanted in (
        beside,
        place.removeprefix("/"),
        f"content/{place.removeprefix('/')}",
        f"{beside}.md",
        f"{beside}/index.md",
    ):
        if wanted in places.texts:
            return f"../{places.texts[wanted]}{mark}{part}"
        if wanted in places.assets:
            return f"../{places.assets[wanted]}".replace(" ", "%20")
    found = places.addresses.get(place.strip("/")) if place.startswith("/") else None
    return f"../{found}{mark}{part}" if found is not None else (bare if bare != target.strip("<>") else target)


def _embedded(match: re.Match[str], places: Places) -> str:
    name = match[1].strip()
    found = next((new for old, new in places.assets.items() if old == name or PurePosixPath(old).name == name), None)
    if found is None:
        # A whole note within another: a link to it is what Markdown can say.
        return f"[[{match[1]}]]" if match[2] is None else f"[[{match[1]}|{match[2]}]]"
    alternative = match[2] if match[2] and not match[2].isdigit() else PurePosixPath(name).stem
    return f"![{alternative}](../{found.replace(' ', '%20')})"


def _named(match: re.Match[str], places: Places, fold: Callable[[str], str]) -> str:
    title = places.names.get(fold(match[1].split("/")[-1].strip()))
    if title is None:
        # There is no such note yet: the words stay.
        return match[3] or match[1]
    shown = match[3] or (match[1].strip() if fold(title) != fold(match[1]) else None)
    return f"[[{title}|{shown}]]" if shown is not None else f"[[{title}]]"
