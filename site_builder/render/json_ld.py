"""What a page says of itself to machines: JSON-LD in the vocabulary of schema.org, made of the page's own values."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Card, Link
from site_builder.model.config import Config
from site_builder.model.entity import GroupKind
from site_builder.model.page import Frame, Page, Picture
from site_builder.model.views import (
    ArchiveView,
    BriefingView,
    EditionView,
    GroupIndexView,
    GroupView,
    HomeView,
    Month,
    Named,
    NotFoundView,
    View,
)
from site_builder.render import locales
from site_builder.text.urls import escape_path, is_external

CONTEXT = "https://schema.org"
HEADLINE = 110
"""Characters of a headline, at most (developers.google.com/search/docs/appearance/structured-data/article)."""
CITATIONS = 20
"""Passages that a briefing cites one by one, at most: each is a long address."""
LISTED = 30
"""Entries of a list that are named, at most; how many there are is said beside them."""

TYPES: Mapping[GroupKind, str] = {
    "topic": "Thing",
    "source": "NewsMediaOrganization",
    "person": "Person",
    "organisation": "Organization",
    "product": "Product",
    "place": "Place",
    "law": "Legislation",
    "event": "Event",
    "work": "CreativeWork",
    "other": "Thing",
}
"""What schema.org calls our kinds of groups."""

Node = dict[str, Any]
_WIKIDATA = "https://www.wikidata.org/wiki/"


def json_ld(page: Page, config: Config, frame: Frame) -> str:
    """The JSON-LD document of *page* (json-ld.org, schema.org 30), fit for a `<script>`; empty where there is none.

    Everything is read from the page, the site's settings and the frame. `<` is written as an escape, so that nothing
    that a text says can end the script.
    """
    if page.head is None or isinstance(page.view, NotFoundView):
        return ""
    nodes = [*_Writer(page, config, frame).nodes()]
    document = {"@context": CONTEXT, **nodes[0]} if len(nodes) == 1 else {"@context": CONTEXT, "@graph": nodes}
    return msgspec.json.encode(document).decode().replace("<", "\\u003c")


class _Writer:
    """The nodes of one page; empty fields are left out of each."""

    def __init__(self, page: Page, config: Config, frame: Frame) -> None:
        self.page = page
        self.config = config
        self.frame = frame
        self.base = config.base_url

    def nodes(self) -> Iterable[Node]:
        """The page itself, then the way to it."""
        writers: Mapping[type[View], Callable[[Any], list[Node]]] = {
            HomeView: self._home,
            BriefingView: self._briefing,
            GroupView: self._group,
            GroupIndexView: self._index,
            ArchiveView: self._archive,
            EditionView: self._edition,
        }
        yield from writers.get(type(self.page.view), self._other)(self.page.view)
        yield from self._breadcrumb()

    def _home(self, view: HomeView) -> list[Node]:
        site = {
            "@type": "WebSite",
            "@id": self._site_id(),
            "url": self._whole(self.frame.home.url),
            "name": self.frame.home.name,
            "description": self.config.description,
            "inLanguage": self.page.language,
            "publisher": {"@id": self._publisher_id()},
            "potentialAction": self._search(),
        }
        newest = {
            "@type": "ItemList",
            "name": self.frame.home.name,
            "numberOfItems": view.total,
            "itemListOrder": "https://schema.org/ItemListOrderDescending",
            "itemListElement": _items(self._card_links(_cards(view.months)[:LISTED])),
        }
        return [_full(site), self._publisher(), *([_full(newest)] if view.total else [])]

    def _briefing(self, view: BriefingView) -> list[Node]:
        card, page = view.card, self.page
        url = self._whole(page.url)
        entities = [self._entity(named) for named in view.entities]
        # A briefing of several articles is not one of them told again.
        kind = "Report" if len(view.articles) > 1 else "NewsArticle"
        about = [{"@type": "Thing", "@id": f"{self._whole(t.url)}#e", "name": t.name} for t in card.topics]
        based_on = [self._article(record, view) for record in view.articles]
        if not based_on and view.original_url is not None:
            based_on = [_full({"@type": "NewsArticle", "url": view.original_url, "publisher": _source(card)})]
        node = {
            "@type": kind,
            "@id": f"{url}#briefing",
            "url": url,
            "mainEntityOfPage": url,
            "headline": _cut(card.title, HEADLINE),
            "description": page.head.description if page.head is not None else "",
            "inLanguage": card.language,
            "datePublished": card.date and str(card.date),
            "dateModified": (card.updated or card.date) and str(card.updated or card.date),
            "author": self._publisher_in_short(),
            "publisher": self._publisher_in_short(),
            "isPartOf": {"@id": self._site_id()},
            "image": self._image(),
            "articleSection": [topic.name for topic in card.topics],
            "wordCount": view.words,
            "timeRequired": f"PT{card.minutes}M",
            "isAccessibleForFree": True,
            "isBasedOn": based_on,
            "citation": self._citations(view),
            "about": [*about, *entities[:1]],
            "mentions": entities[1:],
            "workTranslation": [{"@id": f"{self._whole(other.url)}#briefing"} for other in view.translations],
            "correction": [
                {"@type": "CorrectionComment", "datePublished": str(one.date), "text": one.text}
                for one in view.corrections
            ],
        }
        return [_full(node)]

    def _group(self, view: GroupView) -> list[Node]:
        url = self._whole(self.page.url)
        about = {
            "@type": TYPES[view.kind],
            "@id": f"{url}#e",
            "name": view.name,
            "alternateName": list(view.aliases),
            "url": view.homepage,
            "sameAs": _same_as(view.wikidata, view.homepage),
        }
        return [self._collection(_full(about), self._card_links(view.cards[:LISTED]), view.total)]

    def _index(self, view: GroupIndexView) -> list[Node]:
        links = [Link(name=group.name, url=self._whole(group.url)) for group in view.groups[:LISTED]]
        return [self._collection(None, links, len(view.groups))]

    def _archive(self, view: ArchiveView) -> list[Node]:
        return [self._collection(None, self._card_links(_cards(view.months)[:LISTED]), view.total)]

    def _edition(self, view: EditionView) -> list[Node]:
        return [self._collection(None, self._card_links(view.cards[:LISTED]), len(view.cards))]

    def _other(self, _view: View) -> list[Node]:
        return [self._web_page("WebPage")]

    def _collection(self, about: Node | None, links: Sequence[Link], total: int) -> Node:
        found = {"@type": "ItemList", "numberOfItems": total, "itemListElement": _items(links)} if links else None
        return _full({**self._web_page("CollectionPage"), "about": about, "mainEntity": found})

    def _web_page(self, kind: str) -> Node:
        head, url = self.page.head, self._whole(self.page.url)
        return _full(
            {
                "@type": kind,
                "@id": url,
                "url": url,
                "name": self._title(),
                "description": head.description if head is not None else "",
                "inLanguage": self.page.language,
                "isPartOf": {"@id": self._site_id()},
            }
        )

    def _title(self) -> str:
        """What the page is called; a month in the page's language."""
        view, head = self.page.view, self.page.head
        if isinstance(view, ArchiveView) and view.month is not None:
            return locales.date(view.month.first, "month", self.page.language)
        return head.title if head is not None else ""

    def _breadcrumb(self) -> Iterable[Node]:
        head = self.page.head
        if head is not None and head.crumbs:
            way = [*head.crumbs, Link(name=self._title(), url=self.page.url)]
            links = [Link(name=link.name, url=self._whole(link.url)) for link in way]
            entries = [
                {"@type": "ListItem", "position": number, "name": link.name, "item": link.url}
                for number, link in enumerate(links, 1)
            ]
            yield {"@type": "BreadcrumbList", "itemListElement": entries}

    def _entity(self, named: Named) -> Node:
        node = {
            "@type": TYPES[named.kind],
            "@id": f"{self._whole(named.url)}#e",
            "name": named.name,
            "sameAs": _same_as(named.wikidata, named.homepage),
        }
        return _full(node)

    def _article(self, record: ArticleRecord, view: BriefingView) -> Node:
        byline = record.byline or (view.byline if len(view.articles) == 1 else None)
        publisher = {"@type": "Organization", "name": record.publisher} if record.publisher else _source(view.card)
        node = {
            "@type": "NewsArticle",
            "url": record.url,
            "headline": _cut(record.title or "", HEADLINE),
            "author": {"@type": "Person", "name": byline} if byline else publisher,
            "publisher": publisher,
            "datePublished": record.date and str(record.date),
            "inLanguage": record.language,
        }
        return _full(node)

    def _citations(self, view: BriefingView) -> list[Node]:
        """The passages in the originals that key points and quotations rest on, each once."""
        evidence = [*(one.evidence for one in view.key_points), *(one.evidence for one in view.quotations)]
        links = {link.url: link.title for found in evidence for link in found if is_external(link.url)}
        some = list(links.items())[:CITATIONS]
        return [_full({"@type": "CreativeWork", "name": title, "url": url}) for url, title in some]

    def _publisher(self) -> Node:
        publisher = self.config.publisher
        node = {
            "@type": "Organization",
            "@id": self._publisher_id(),
            "name": publisher.name if publisher is not None else self.config.title,
            "url": (publisher.url if publisher is not None else None) or f"{self.base}/",
            "logo": self._picture(self.frame.logo),
            "email": publisher.email if publisher is not None else None,
        }
        return _full(node)

    def _publisher_in_short(self) -> Node:
        publisher = self._publisher()
        publisher.pop("email", None)
        return publisher

    def _image(self) -> list[Node] | None:
        picture = self._picture(self.page.head.image if self.page.head is not None else None)
        return [picture] if picture is not None else None

    def _picture(self, picture: Picture | None) -> Node | None:
        if picture is None:
            return None
        url = self._whole(picture.url)
        return {"@type": "ImageObject", "url": url, "width": picture.width, "height": picture.height}

    def _search(self) -> Node | None:
        if not self.frame.search:
            return None
        target = {"@type": "EntryPoint", "urlTemplate": f"{self._whole(self.frame.search)}?q={{search_term_string}}"}
        return {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}

    def _card_links(self, cards: Iterable[Card]) -> list[Link]:
        return [Link(name=card.title, url=self._whole(card.url)) for card in cards]

    def _site_id(self) -> str:
        return f"{self._whole(self.frame.home.url)}#site"

    def _publisher_id(self) -> str:
        return f"{self.base}/#publisher"

    def _whole(self, url: str) -> str:
        return _whole(url, self.base)


@functools.lru_cache(maxsize=65_536)
def _whole(url: str, base: str) -> str:
    return escape_path(url if is_external(url) else base + url)


def _same_as(wikidata: str | None, homepage: str | None) -> list[str]:
    """Addresses elsewhere that are about the same thing."""
    return [url for url in (f"{_WIKIDATA}{wikidata}" if wikidata else None, homepage) if url]


def _source(card: Card) -> Node | None:
    return {"@type": "Organization", "name": card.source.name} if card.source is not None else None


def _items(links: Iterable[Link]) -> list[Node]:
    return [
        {"@type": "ListItem", "position": number, "url": link.url, "name": link.name}
        for number, link in enumerate(links, 1)
    ]


def _cards(months: Iterable[Month]) -> list[Card]:
    return [card for month in months for card in month.cards]


def _cut(text: str, length: int) -> str:
    """*text*, cut between words where it is longer than *length*."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def _full(node: Mapping[str, Any]) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "", [])}
