"""What a web page says of itself: JSON-LD, Open Graph, other meta tags, `<title>` and `<h1>`; each with its reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from site_builder.model.article import Clue
from site_builder.text.dates import parse_moment
from site_builder.text.names import fold

_ARTICLE = re.compile(
    r"(?:News|Blog|Report|Opinion|Analysis|Review|Background|Tech|Scholarly|Advertiser)?\w*(?:Article|Posting)$"
)
_SPACES = re.compile(r"\s+")
_TAGS = re.compile(r"<[^>]{1,200}>")
_SUFFIX = re.compile(r"\s+[|–—·•:-]{1,2}\s+")
_MOST_LD = 40
"""Nodes of JSON-LD that are looked at for an article."""
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was found in a page's head and first heading."""

    title: str | None
    title_why: str
    body: str | None
    """The text of the article as JSON-LD has it."""
    clues: tuple[Clue, ...]


def read_page(tree: Any, url: str = "") -> Page:
    """What the page says. *url* is where it came from, where that is known."""
    meta = _meta(tree)
    article = _json_ld(tree)
    site = _first(meta, "og:site_name", "application-name", "twitter:site")
    title, why = _title(tree, meta, article, site)
    clues = [
        *([Clue(what="title", value=title, why=why, weight=0.9)] if title else []),
        *_publisher(meta, article),
        *_byline(meta, article),
        *_address(tree, meta, article, url),
        *_dates(tree, meta, article),
        *_languages(tree, meta),
    ]
    body = article.get("articleBody")
    return Page(title=title, title_why=why, body=body if isinstance(body, str) else None, clues=tuple(clues))


def page_clues(page: Page, text: str) -> tuple[Clue, ...]:
    """The page's clues; where none gives a date, the one that htmldate finds in *text* (measured: 0.89 right)."""
    if any(clue.what == "date" for clue in page.clues):
        return page.clues
    # It takes long to load, and only pages without a date in their head need it.
    from htmldate import find_date  # noqa: PLC0415

    try:
        found = find_date(text, extensive_search=False, original_date=True, outputformat="%Y-%m-%d")
    except (ValueError, TypeError, AttributeError, RecursionError):
        found = None
    if not found:
        return page.clues
    return (*page.clues, Clue(what="date", value=found, why="htmldate finds it in the page's code", weight=0.7))


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = _plain(element.get("content") or "")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _json_ld(tree: Any) -> Mapping[str, Any]:
    """The node of JSON-LD that describes an article; empty where there is none, or where it is broken."""
    waiting: list[Any] = []
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or "").lower():
            try:
                waiting.append(json.loads(_SPACES.sub(" ", element.text or "").strip().rstrip(";"), strict=False))
            except (ValueError, RecursionError):
                continue
    looked = 0
    while waiting and looked < _MOST_LD:
        node = waiting.pop(0)
        looked += 1
        if isinstance(node, list):
            waiting += node[:_MOST_LD]
        elif isinstance(node, dict):
            kinds = node.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and _ARTICLE.fullmatch(name) for name in names):
                return node
            waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]
    return {}


def _title(tree: Any, meta: Mapping[str, str], article: Mapping[str, Any], site: str | None) -> tuple[str | None, str]:
    """The headline, and where it stands. An `<h1>` that the head repeats is the most exact one."""
    head = _plain("".join(next(iter(tree.iter("title")), tree.makeelement("x")).itertext()))
    told = [
        (_plain(_text(article.get("headline"))), "the page's JSON-LD says so"),
        (_first(meta, "og:title") or "", "the page's og:title says so"),
        (_first(meta, "twitter:title", "dc.title", "title") or "", "the page's meta tags say so"),
    ]
    headings = [_plain(" ".join(element.itertext())) for element in list(tree.iter("h1"))[:8]]
    known = [fold(title) for title, _ in told if title] or [fold(head)]
    for heading in headings:
        key = fold(heading)
        if len(heading) >= 8 and any(key == other or (len(key) > 15 and key in other) for other in known):
            return heading, "the page's first heading, which its head repeats"
    for title, why in (*told, (head, "the page's <title>")):
        if title:
            return _without_site(title, site), why
    return (headings[0], "the page's first heading") if headings and headings[0] else (None, "")


def _without_site(title: str, site: str | None) -> str:
    parts = _SUFFIX.split(title)
    if len(parts) > 1:
        last = fold(parts[-1])
        if site and (last in fold(site) or fold(site) in last):
            return title[: title.rindex(parts[-1])].rstrip(" |–—·•:-")
        if "|" in title and len(parts[-1].split()) <= 4 and len(title.rpartition("|")[0]) >= 15:
            return title.rpartition("|")[0].rstrip()
    return title


def _publisher(meta: Mapping[str, str], article: Mapping[str, Any]) -> Iterator[Clue]:
    name = _name_of(article.get("publisher"))
    if name:
        yield Clue(what="publisher", value=name, why="the page's JSON-LD names it", weight=0.85)
    site = _first(meta, "og:site_name")
    if site:
        yield Clue(what="publisher", value=site, why="the page's og:site_name says so", weight=0.88)
    other = _first(meta, "application-name", "dc.publisher", "publisher")
    if other and not other.startswith("http"):
        yield Clue(what="publisher", value=other, why="the page's meta tags name it", weight=0.7)


def _byline(meta: Mapping[str, str], article: Mapping[str, Any]) -> Iterator[Clue]:
    authors = article.get("author")
    names = [_name_of(author) for author in (authors if isinstance(authors, list) else [authors])]
    told = ", ".join(dict.fromkeys(name for name in names if name and not name.startswith("http")))
    if told:
        yield Clue(what="byline", value=told, why="the page's JSON-LD names the author", weight=0.9)
    other = _first(meta, "author", "article:author", "parsely-author", "dc.creator", "byl")
    if other and "://" not in other and len(other) < 120:
        yield Clue(
            what="byline",
            value=re.sub(r"^by\s+", "", other, flags=re.IGNORECASE),
            why="the page's meta tags name the author",
            weight=0.8,
        )


def _address(tree: Any, meta: Mapping[str, str], article: Mapping[str, Any], url: str) -> Iterator[Clue]:
    links = [
        element.get("href") or ""
        for element in tree.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    ]
    told = [
        *((link, "the page's canonical link", 0.95) for link in links[:1]),
        (_first(meta, "og:url") or "", "the page's og:url", 0.9),
        (_text(article.get("url")), "the page's JSON-LD", 0.8),
        (url, "the page came from there", 0.75),
    ]
    for address, why, weight in told:
        if is_web_address(address.strip()):
            yield Clue(what="url", value=address.strip(), why=why, weight=weight)


def _dates(tree: Any, meta: Mapping[str, str], article: Mapping[str, Any]) -> Iterator[Clue]:
    told = [(_text(article.get("datePublished")), "the page's JSON-LD says when it was published", 0.95)]
    told += [(_first(meta, name) or "", f"the page's meta tag {name} says so", 0.9) for name in _DATE_NAMES]
    for element in list(tree.iter("time"))[:20]:
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            told.append((element.get("datetime") or "", "the page's <time> says when it was published", 0.9))
    for text, why, weight in told:
        value = moment_text(text)
        if value is not None:
            yield Clue(what="date", value=value, why=why, weight=weight)


def moment_text(text: str) -> str | None:
    """A date of a page's code, as front matter has it; None where it is none (a day before 1990 is a mistake)."""
    text = text.strip()
    match = re.match(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?", text)
    if match is None:
        return None
    try:
        moment = parse_moment(match.group())
    except ValueError:
        return None
    return str(moment) if moment.day.year >= 1990 else None


def _languages(tree: Any, meta: Mapping[str, str]) -> Iterator[Clue]:
    for told, why in (
        (tree.get("lang") or "", "the page's lang attribute"),
        (_first(meta, "og:locale") or "", "og:locale"),
    ):
        code = re.split(r"[-_]", told.strip())[0].lower()
        if re.fullmatch(r"[a-z]{2,3}", code):
            yield Clue(what="language", value=code, why=f"{why} says so", weight=0.6)


def is_web_address(text: str) -> bool:
    """Whether *text* is an absolute address of the web."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s<>\"]", text)


def _first(meta: Mapping[str, str], *names: str) -> str | None:
    return next((meta[name] for name in names if meta.get(name)), None)


def _name_of(node: Any) -> str:
    if isinstance(node, list):
        node = node[0] if node else None
    return _plain(_text(node.get("name")) if isinstance(node, dict) else _text(node))


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def _plain(text: str) -> str:
    """*text* without tags, character references and runs of white space."""
    from html import unescape  # noqa: PLC0415  its tables are large

    return _SPACES.sub(" ", _TAGS.sub(" ", unescape(text))).strip()
