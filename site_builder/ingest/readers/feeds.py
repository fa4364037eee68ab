"""Feeds (RSS of all kinds, Atom, RDF, JSON Feed): their items, with their quirks as feedparser reads them."""

from __future__ import annotations

import calendar
import datetime as dt
import html
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.ingest.draft import Piece
from site_builder.ingest.readers.declared import decode_page
from site_builder.ingest.readers.item import MEDIA_TYPE, write_item
from site_builder.ingest.readers.page import is_web_address
from site_builder.model.problem import IngestError, Problem

MOST_ITEMS = 20_000
_TAGS = re.compile(r"<[^<>]{1,300}>")
_SPACES = re.compile(r"\s+")
_ENTITY = re.compile(rb"<!ENTITY\b", re.IGNORECASE)


def read_feed(data: bytes, name: str, url: str = "") -> Iterator[Piece]:
    """The items of an RSS, RDF or Atom feed, in its order; relative links are completed as the feed says.

    Raises IngestError (SB501) where it is no feed.
    """
    import feedparser  # noqa: PLC0415  only feeds need it

    if len(_ENTITY.findall(data)) > 100:
        raise IngestError(Problem("the feed declares more than 100 entities of its own", code="SB501"))
    # Given text that looks like an address or a path, feedparser would open it: a stream is never one.
    headers = {"content-location": url} if url else {}
    feed = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    entries = feed.get("entries") or []
    if not entries and not feed.get("version"):
        raise IngestError(Problem("this is not a feed that can be read", code="SB501", hint="look at the file"))
    about = feed.get("feed") or {}
    publisher = _plain(about.get("title") or "")
    for number, entry in enumerate(entries[:MOST_ITEMS], 1):
        fields = _fields(entry, about, publisher)
        yield Piece(name=f"{name}, item {number}", data=write_item(fields), media_type=MEDIA_TYPE, url=fields["url"])


def read_json_feed(data: bytes, name: str) -> Iterator[Piece]:
    """The items of a JSON Feed (versions 1 and 1.1). Raises IngestError (SB501)."""
    try:
        feed = json.loads(decode_page(data)[0])
    except (ValueError, RecursionError):
        raise IngestError(Problem("this is not valid JSON", code="SB501", hint="look at the file")) from None
    items = feed.get("items", [feed]) if isinstance(feed, dict) else feed
    if not isinstance(items, list) or not any(isinstance(item, dict) for item in items):
        hint = "JSON is read as a JSON Feed, or as a list of objects with `title`, `text`, `date` and the like"
        raise IngestError(Problem("this JSON holds no articles", code="SB501", hint=hint))
    about = feed if isinstance(feed, dict) else {}
    for number, item in enumerate(items[:MOST_ITEMS], 1):
        if isinstance(item, dict):
            fields = json_fields(item, about)
            yield Piece(
                name=f"{name}, item {number}", data=write_item(fields), media_type=MEDIA_TYPE, url=fields.get("url", "")
            )


def json_fields(item: Mapping[str, Any], about: Mapping[str, Any]) -> dict[str, str]:
    """The fields of one item, under the names of JSON Feed or under those that lists of articles usually have."""
    authors = (
        item.get("authors") or item.get("author") or item.get("byline") or about.get("authors") or about.get("author")
    )
    listed = authors if isinstance(authors, list) else [authors]
    names = [one.get("name") if isinstance(one, dict) else one for one in listed]
    publisher = _some(item, "publisher", "source", "site", "outlet", "newspaper") or _some(about, "title")
    text = _some(item, "content_text", "text", "body", "article", "article_text", "full_text", "maintext", "content")
    markup = _some(item, "content_html", "html")
    if not markup and re.search(r"</?(?:p|div|br)\b", text[:5000], re.IGNORECASE):
        markup, text = text, ""
    return {
        "title": _plain(_some(item, "title", "headline", "titolo", "titel", "titre")),
        "url": _some(item, "url", "link", "external_url", "href", "address"),
        "date_published": iso(
            _some(item, "date_published", "date", "published", "pubdate", "publish_date", "datetime", "time")
        ),
        "authors": ", ".join(_plain(one) for one in names if isinstance(one, str) and one.strip()),
        "publisher": _plain(publisher),
        "language": _some(item, "language", "lang") or _some(about, "language"),
        "content_html": markup,
        "content_text": "" if markup else text or _some(item, "summary", "description"),
        "id": _some(item, "id", "guid"),
    }


def iso(text: str) -> str:
    """A date as feeds and lists write it, as ISO 8601; empty where it cannot be read."""
    text = text.strip()
    if re.match(r"\d{4}-\d{2}-\d{2}", text):
        return text
    if re.fullmatch(r"\d{9,10}(?:\.\d+)?", text):
        return dt.datetime.fromtimestamp(float(text), dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return _parsed(text) if text else ""


def _parsed(text: str) -> str:
    import feedparser.datetimes as dates  # noqa: PLC0415  only feeds and lists need it

    found = dates._parse_date(text) if len(text) <= 100 else None  # noqa: SLF001  its own parsing of odd dates and zones
    return _utc(found) if found is not None else ""


def _fields(entry: dict[str, Any], about: Mapping[str, Any], publisher: str) -> dict[str, str]:
    contents = entry.get("content") or []
    summary = {"value": entry.get("summary", ""), "type": (entry.get("summary_detail") or {}).get("type", "")}
    best = max((*contents, summary), key=lambda one: len(one.get("value") or ""), default=summary)
    text = best.get("value") or ""
    plain = best.get("type") == "text/plain" and not _TAGS.search(text)
    source = (entry.get("source") or {}).get("title") if isinstance(entry.get("source"), Mapping) else None
    link = entry.get("link") or entry.get("id") or ""
    names = [one.get("name") or "" for one in entry.get("authors") or [] if isinstance(one, Mapping)]
    # Asked by its own method, feedparser warns of a date that it takes for another one.
    moment = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    written = dict.get(entry, "published") or dict.get(entry, "updated") or ""
    return {
        "title": _plain(entry.get("title") or ""),
        "url": link if is_web_address(link) else "",
        "date_published": _dated(written, moment),
        "authors": ", ".join(_plain(one) for one in names if one) or _plain(entry.get("author") or ""),
        "publisher": _plain(source or "") or publisher,
        "language": (best.get("language") or about.get("language") or "")[:2],
        "content_html": "" if plain else text,
        "content_text": text if plain else "",
        "id": str(entry.get("id") or ""),
    }


def _dated(written: str, moment: Any) -> str:
    """The date with the zone that the feed gives; where only feedparser understands it, as UTC."""
    if not moment:
        return ""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?", written.strip()):
        return written.strip()
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  only feeds need it

    try:
        local = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return _utc(moment)
    try:
        same = local.tzinfo is not None and local.astimezone(dt.UTC).timetuple()[:5] == tuple(moment)[:5]
    except (ValueError, OverflowError):
        same = False
    return local.isoformat() if same else _utc(moment)


def _utc(moment: Any) -> str:
    try:
        return dt.datetime.fromtimestamp(calendar.timegm(moment), dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, TypeError, OverflowError, OSError):
        return ""


def _some(item: Mapping[str, Any], *names: str) -> str:
    lower = {str(key).strip().lower().replace(" ", "_"): value for key, value in item.items()}
    for name in names:
        value = lower.get(name)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _plain(text: str) -> str:
    return _SPACES.sub(" ", html.unescape(_TAGS.sub("", text))).strip()
