"""The built pages as readers meet them: links that lead nowhere, silent pictures, feeds that cannot be read."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from site_builder.model.problem import Problem

_ITSELF = "."
"""Stands for the page on which a link is."""
BUILT = "output"
"""Stands before the paths of built files in messages."""
CHARACTERS = 10_000_000
"""Of a page; what follows is not looked at."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link of a page."""

    target: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page says about its neighbours, with the lines where it says so."""

    links: tuple[Anchor, ...] = ()
    silent: tuple[Anchor, ...] = ()
    """Pictures without an alternative text."""


def read_page(data: bytes) -> Reading:
    """The links and silent pictures of an HTML page (UTF-8); nothing of one that cannot be read."""
    try:
        tree = html.document_fromstring(data.decode("utf-8", "replace")[:CHARACTERS])
    except (etree.ParserError, ValueError):
        return Reading()
    links: list[Anchor] = []
    silent: list[Anchor] = []
    for element in tree.iter(etree.Element):
        if element.tag == "img" and element.get("alt") is None:
            silent.append(Anchor(element.get("src", ""), element.sourceline or 1))
        for attribute in ("href", "src", "poster"):
            target = element.get(attribute)
            if target and not (element.tag == "link" and element.get("rel") in {"canonical", "alternate"}):
                links.append(Anchor(target.strip(), element.sourceline or 1))
    return Reading(links=tuple(dict.fromkeys(links)), silent=tuple(silent))


def feed_faults(data: bytes) -> tuple[str, ...]:
    """Why an RSS or Atom feed cannot be used: not well-formed, or without what RSS 2.0 or RFC 4287 ask for."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return (f"it is no well-formed XML: {error.msg}",)
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
    return tuple(faults)


def check_page(
    reading: Reading, file: str, base_url: str, *, there: Container[str], has_part: Callable[[str, str], bool]
) -> Iterator[Problem]:
    """The problems of the page *file* of a site at *base_url*, in which only the files *there* are.

    *has_part* says whether a fragment leads to a part of a file; of a file that has no parts it says so of every one.
    """
    shown = f"{BUILT}/{file}"
    for picture in reading.silent:
        message = f"the picture {picture.target} has no alternative text"
        yield Problem(message, code="SB245", path=shown, line=picture.line, hint="give the template's <img> an `alt`")
    for link in reading.links:
        target, fragment = target_of(link.target, file, base_url)
        if target is None:
            continue
        if target not in there:
            message = f"the link {link.target} leads nowhere"
            hint = "look for the page's name in the template, or for a base_url that does not fit"
            yield Problem(message, code="SB243", path=shown, line=link.line, hint=hint)
        elif (part := part_of(fragment)) and not has_part(target, part):
            message = f"the link {link.target} leads to no part of that page"
            yield Problem(message, code="SB244", path=shown, line=link.line)


def unusable(faults: Iterable[str], file: str) -> Iterator[Problem]:
    """The problems of a page or feed that cannot be used, for these reasons."""
    code = "SB243" if file.endswith(".html") else "SB246"
    for fault in faults:
        yield Problem(f"the file cannot be used: {fault}", code=code, path=f"{BUILT}/{file}")


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


def target_of(address: str, file: str, base_url: str) -> tuple[str | None, str]:
    """The file and the fragment that *address*, on the page *file*, leads to; None where it leads out of the site."""
    # Where a page stands says something only of addresses that begin there: all others are the same on every page.
    folder = "" if address.startswith(("/", "#", "http:", "https:")) else posixpath.dirname(file)
    target, fragment = _from(address, folder, base_url)
    return file if target == _ITSELF else target, fragment


def part_of(fragment: str) -> str:
    """The id that *fragment* names; none where it names words of the text (`:~:text=`) and nothing else."""
    return fragment.partition(":~:")[0]


@lru_cache(maxsize=100_000)  # the frame of a site has the same links on every page
def _from(address: str, folder: str, base_url: str) -> tuple[str | None, str]:
    """What `target_of` says of pages in *folder*."""
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
