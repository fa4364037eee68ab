"""The built pages as readers meet them: links that lead nowhere, silent pictures, feeds that cannot be read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from site_builder.model.problem import Problem

_ITSELF = "."
"""Stands for the page on which a link is."""
BUILT = "output"
"""Stands before the paths of built files in messages."""
_IN = ("href", "src", "poster")
_CHARACTERS = 10_000_000


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link of a page."""

    target: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a page says about its neighbours."""

    links: tuple[Anchor, ...] = ()
    ids: tuple[str, ...] = ()
    silent: tuple[Anchor, ...] = ()
    """Pictures without an alternative text."""
    faults: tuple[str, ...] = ()
    """Why it cannot be read."""


def read_page(data: bytes) -> Sheet:
    """The links, anchors and pictures of an HTML page (UTF-8)."""
    try:
        tree = html.document_fromstring(data.decode("utf-8", "replace")[:_CHARACTERS])
    except (etree.ParserError, ValueError) as error:
        return Sheet(faults=(str(error),))
    links: list[Anchor] = []
    ids: dict[str, None] = {}
    silent: list[Anchor] = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if name:
            ids[name] = None
        if element.tag == "img" and element.get("alt") is None:
            silent.append(Anchor(element.get("src", ""), element.sourceline or 1))
        for attribute in _IN:
            target = element.get(attribute)
            if target and not (element.tag == "link" and element.get("rel") in {"canonical", "alternate"}):
                links.append(Anchor(target.strip(), element.sourceline or 1))
    return Sheet(links=tuple(dict.fromkeys(links)), ids=tuple(ids), silent=tuple(silent))


def read_feed(data: bytes) -> Sheet:
    """Whether an RSS or Atom feed is well-formed and has what its format asks for (RSS 2.0, RFC 4287)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return Sheet(faults=(f"it is no well-formed XML: {error.msg}",))
    faults: list[str] = []
    if root.tag == "rss":
        channel = root.find("channel")
        missing = [name for name in ("title", "link", "description") if channel is None or channel.find(name) is None]
        faults += [f"its channel has no <{name}>" for name in missing]
        items = channel.findall("item") if channel is not None else []
        guids = [item.findtext("guid") for item in items]
        if any(item.find("title") is None and item.find("description") is None for item in items):
            faults.append("an item has neither title nor description")
        if len(set(guids)) < len(guids):
            faults.append("two items share one guid")
    elif not str(root.tag).startswith("{http://www.w3.org/2005/Atom}"):
        faults.append(f"<{root.tag}> is no feed")
    return Sheet(faults=tuple(faults))


def check_pages(sheets: Mapping[str, Sheet], files: Iterable[str], base_url: str) -> Iterator[Problem]:
    """The problems of pages and feeds, by their files below the output folder; *files* is everything that is there."""
    there = frozenset(files)
    ids = {file: frozenset(sheet.ids) for file, sheet in sheets.items()}
    for file, sheet in sorted(sheets.items()):
        shown = f"{BUILT}/{file}"
        for fault in sheet.faults:
            code = "SB243" if file.endswith(".html") else "SB246"
            yield Problem(f"the file cannot be used: {fault}", code=code, path=shown)
        for picture in sheet.silent:
            message = f"the picture {picture.target} has no alternative text"
            yield Problem(
                message, code="SB245", path=shown, line=picture.line, hint="give the template's <img> an `alt`"
            )
        for link in sheet.links:
            problem = _followed(link, file, there, ids, base_url)
            if problem is not None:
                yield problem.within(shown)


def check_redirects(text: str, files: Iterable[str]) -> Iterator[Problem]:
    """The problems of `_redirects` (Netlify's format: from, to, status a line)."""
    there = frozenset(files)
    rules: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        fields = line.split("#")[0].split()
        if len(fields) < 2 or "*" in fields[0] or ":" in fields[0]:
            continue
        source, target = fields[0], fields[1]
        shown = f"{BUILT}/_redirects"
        if source in rules:
            yield Problem(f"{source} is redirected twice", code="SB247", path=shown, line=number)
        rules[source] = target
        if urlsplit(target).scheme:
            continue
        if target == source or rules.get(target) is not None:
            yield Problem(
                f"{source} leads to {target}, which is redirected itself", code="SB247", path=shown, line=number
            )
        elif _file(target, "") not in there and _file(target + "/", "") not in there:
            yield Problem(
                f"{source} is redirected to {target}, which is not there", code="SB247", path=shown, line=number
            )
        if _file(source, "") in there:
            yield Problem(f"{source} is redirected, but a page stands there", code="SB247", path=shown, line=number)


def external_links(sheets: Mapping[str, Sheet], base_url: str) -> dict[str, str]:
    """Every address elsewhere that a page links, with a file that does."""
    found: dict[str, str] = {}
    for file, sheet in sorted(sheets.items()):
        for link in sheet.links:
            address = link.target.partition("#")[0]
            if urlsplit(address).scheme in {"http", "https"} and not address.startswith(base_url):
                found.setdefault(address, file)
    return found


def orphans(sheets: Mapping[str, Sheet], base_url: str) -> Iterator[str]:
    """Pages that no other page links, but for the home page and the page of what is not found."""
    linked = {
        target
        for file, sheet in sheets.items()
        for link in sheet.links
        if (target := _target(link.target, file, base_url)[0]) != file
    }
    yield from (
        file for file in sorted(sheets) if file.endswith(".html") and file not in linked | {"index.html", "404.html"}
    )


def _followed(
    link: Anchor, file: str, there: frozenset[str], ids: Mapping[str, frozenset[str]], base_url: str
) -> Problem | None:
    target, fragment = _target(link.target, file, base_url)
    if target is None:
        return None
    if target not in there:
        hint = "look for the page's name in the template, or for a base_url that does not fit"
        return Problem(f"the link {link.target} leads nowhere", code="SB243", line=link.line, hint=hint)
    if (
        fragment
        and not fragment.startswith(":~:")
        and target in ids
        and fragment.partition(":~:")[0] not in ids[target]
    ):
        return Problem(f"the link {link.target} leads to no part of that page", code="SB244", line=link.line)
    return None


def _target(address: str, file: str, base_url: str) -> tuple[str | None, str]:
    """The file and the fragment that *address*, on the page *file*, leads to; None where it leads out of the site."""
    target, fragment = _from(address, posixpath.dirname(file), base_url)
    return file if target == _ITSELF else target, fragment


@lru_cache(maxsize=100_000)  # the frame of a site has the same links on every page
def _from(address: str, folder: str, base_url: str) -> tuple[str | None, str]:
    """What `_target` says of pages in *folder*."""
    root = urlsplit(base_url)
    parts = urlsplit(address)
    if parts.scheme and not address.startswith(base_url):
        return None, ""
    if not parts.scheme and parts.netloc and parts.netloc != root.netloc:
        return None, ""
    path = unquote(parts.path)
    if parts.scheme or path.startswith("/"):
        path = path.removeprefix(root.path.rstrip("/"))
    return _file(path, folder) if path else _ITSELF, unquote(parts.fragment)


def _file(path: str, folder: str) -> str:
    if not path.startswith("/"):
        slash = "/" if path.endswith(("/", "/.", "/..")) or path in {".", ".."} else ""
        path = posixpath.normpath(posixpath.join("/" + folder, path)) + slash
    path = path.replace("//", "/").removeprefix("/")
    return path + "index.html" if not path or path.endswith("/") else path
