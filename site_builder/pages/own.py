"""What people write for pages of the site itself: files of content/pages that are called like them."""

from __future__ import annotations

from dataclasses import replace

from site_builder.model.briefing import FreePage
from site_builder.model.entity import KIND_PAGES, OWN_TEXTS
from site_builder.model.page import Head
from site_builder.model.site import Site
from site_builder.model.text import Text


def text_of(site: Site, page: FreePage) -> Text:
    """The body of *page*."""
    return Text(fingerprint=page.outline.fingerprint, gaps=site.gaps.get(page.key, ()))


def own_text(site: Site, name: str) -> Text | None:
    """What a person wrote for the page *name*, as `topics`; None where nobody did."""
    page = _own(site, name)
    return text_of(site, page) if page is not None else None


def own_head(site: Site, name: str, head: Head) -> Head:
    """*head* with the title and the description that a person gave the page *name*."""
    page = _own(site, name)
    if page is None:
        return head
    noindex = head.noindex or page.noindex
    return replace(head, title=page.title, description=page.description or head.description, noindex=noindex)


def is_there(site: Site, name: str) -> bool:
    """Whether the site makes the page *name* itself, so that a person's words stand on it."""
    if name not in OWN_TEXTS:
        return False
    if name in {"index", "briefings", "timeline"}:
        return True
    kinds = {page: kind for kind, page in KIND_PAGES.items()}
    return any(
        group.family == name or (group.family == "entities" and group.kind == kinds.get(name))
        for group in site.groups.values()
    )


def _own(site: Site, name: str) -> FreePage | None:
    return next((page for page in site.pages if page.slug == name), None)
