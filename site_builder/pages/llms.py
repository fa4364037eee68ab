"""`llms.txt` (llmstxt.org): what the site has, for programs that read text; it leads to the briefings' Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from site_builder.model.files import PlainView
from site_builder.model.page import Page, Scope
from site_builder.model.site import Site
from site_builder.pages.feeds import of_site
from site_builder.pages.mentions import most_mentioned
from site_builder.text.urls import escape_path

NEWEST = 200
"""Briefings that `llms.txt` names, at most: it is read at one go."""
TOPICS = 50


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """`llms.txt`, where there are twins."""
    if scope.twins:
        text = "\n".join((*_llms(site, scope), ""))
        yield Page(url=f"{scope.prefix}/llms.txt", view=PlainView(text=text), language=scope.language, format="text")


def _llms(site: Site, scope: Scope) -> Iterator[str]:
    yield f"# {_line(scope.title)}"
    if scope.description:
        yield ""
        yield f"> {_line(scope.description)}"
    published = (card for card in site.cards.values() if not card.draft and not site.briefings[card.slug].head.noindex)
    yield from _section(
        scope.words["briefings"],
        (_entry(card.title, f"{card.url}index.md", scope, card.summary) for card in islice(published, NEWEST)),
    )
    topics = most_mentioned(site, "topics", TOPICS, scope.language)
    yield from _section(
        scope.words["topics"], (_entry(topic.name, topic.url, scope, str(topic.count)) for topic in topics)
    )
    titles = (
        _entry(page.title, page.url, scope, page.description)
        for page in site.pages
        if page.slug in scope.footer and not page.noindex
    )
    yield from _section(scope.words.get("about_site", "About"), titles)
    feeds = [_entry(feed.label, feed.url, scope, feed.type) for feed in of_site(scope)]
    more = [_entry(scope.words["briefings"], f"{scope.prefix}/briefings/", scope, str(len(site.cards)))]
    # The format's own word for what may be left out where there is little room.
    yield from _section("Optional", [*more, *feeds])


def _section(title: str, entries: Iterable[str]) -> Iterator[str]:
    found = list(entries)
    if found:
        yield from ("", f"## {_line(title)}", "", *found)


def _entry(name: str, url: str, scope: Scope, note: str) -> str:
    shown = _line(name).replace("[", r"\[").replace("]", r"\]")
    return f"- [{shown}]({escape_path(scope.base_url + url)})" + (f": {_line(note)}" if note.strip() else "")


def _line(text: str) -> str:
    return " ".join(text.split())
