"""Pages that a person wrote."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.model.briefing import Link
from site_builder.model.page import Head, Page, Scope
from site_builder.model.site import Site
from site_builder.model.views import FreePageView
from site_builder.pages.own import is_there, text_of


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """A page for each file of content/pages that holds no words for a page of the site itself."""
    for page in site.pages:
        if is_there(site, page.slug):
            continue
        view = FreePageView(title=page.title, body=text_of(site, page), contents=page.outline.headings)
        crumbs = (Link(name=scope.title, url=f"{scope.prefix}/"),)
        head = Head(
            title=page.title,
            description=page.description,
            noindex=page.noindex,
            crumbs=crumbs,
            section=page.url,
        )
        language = page.language or scope.language
        yield Page(url=page.url, view=view, template="page.html", language=language, head=head)
