"""Small values for tests of the stages after parsing: only what a test is about needs to be said."""

import datetime as dt

from site_builder.assemble.site import Parts, assemble
from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Briefing, FreePage, FrontMatter, Outline, Reference
from site_builder.model.config import Config
from site_builder.model.entity import KIND_PAGES, Authority, EntityRecord, SourceRecord, TopicRecord
from site_builder.model.moment import Moment
from site_builder.model.page import Scope
from site_builder.pages.plan import plan
from site_builder.text.fingerprint import fingerprint

CONFIG = Config(title="Site", base_url="https://example.org")
WORDS = {
    name: name.title()
    for name in ("briefings", "topics", "entities", "sources", "timeline", "network", "feeds", "not_found")
}
WORDS |= {page: page.title() for page in KIND_PAGES.values()}


def day(number):
    """A date: the later, the larger *number*."""
    return Moment(dt.date(2026, 1, 1) + dt.timedelta(days=number))


def wiki(target, line=9, column=1):
    """The two references of `[[target]]`."""
    return tuple(Reference(kind="wiki", target=target, part=part, line=line, column=column) for part in ("url", "name"))


def link(target, kind="link"):
    """The reference of `[...](target)`."""
    return (Reference(kind=kind, target=target, part="url", line=9, column=1),)


def outline(name, references=(), **more):
    """An outline that differs from others by *name*."""
    return Outline(fingerprint=fingerprint("body", name), references=tuple(references), **more)


def briefing(slug, *, references=(), lines=None, path=None, words=300, headings=(), remarks=(), **head):
    """A published briefing; *head* are fields of its front matter."""
    head = {"title": f"Title of {slug}", "summary": "A sentence.", **head}
    return Briefing(
        slug=slug,
        path=path or f"content/briefings/{slug}.md",
        head=FrontMatter(**head),
        lines=lines or {},
        outline=outline(slug, references, words=words, headings=tuple(headings), remarks=tuple(remarks)),
        fingerprint=fingerprint("file", slug),
    )


def page(slug, references=(), **more):
    """A free page."""
    more = {"title": f"Page {slug}", "path": f"content/pages/{slug}.md", **more}
    return FreePage(slug=slug, outline=outline(f"page {slug}", references), **more)


def entity(name, kind="organisation", **more):
    """A record of entities.yml, its id made from its name."""
    return EntityRecord(**{"id": name.lower().replace(" ", "-"), "name": name, "kind": kind, **more})


def topic(title, **more):
    """A record of topics.yml with a text."""
    return TopicRecord(**{"id": title.lower().replace(" ", "-"), "title": title, "description": "Text.", **more})


def source(name, **more):
    """A record of sources.yml."""
    return SourceRecord(**{"id": name.lower().replace(" ", "-"), "name": name, **more})


def article(name, **more):
    """A record of content/articles."""
    return ArticleRecord(**{"id": name, "sha256": "0" * 64, **more})


def assembled(*briefings, config=CONFIG, topics=(), entities=(), sources=(), proposals=(), **parts):
    """A site of *briefings*, and what is not sound about it."""
    authority = Authority(topics=topics, entities=entities, sources=sources, proposals=proposals)
    return assemble(Parts(briefings=briefings, authority=authority, **parts), config)


def scope(**more):
    """A scope with English words."""
    settings = {"title": "Site", "description": "About.", "language": "en", "feed_authority": "example.org,2026"}
    return Scope(**{"base_url": "https://example.org", "words": WORDS, **settings, **more})


def planned(site, theme_assets=(), **more):
    """All pages of *site* by address."""
    pages = list(plan(site, scope(**more), theme_assets))
    by_url = {found.url: found for found in pages}
    assert len(by_url) == len(pages), "two pages have one address"
    return by_url
