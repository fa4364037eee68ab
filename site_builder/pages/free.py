"""Pages that a person wrote."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.model.briefing import Link
from site_builder.model.page import Head, Page, Scope
from site_builder.model.site import Site
from site_builder.model.views import FreePageView, Text


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """A page for each file of content/pages."""
    for page in site.pages:
        body = Text(fingerprint=page.outline.fingerprint, gaps=site.gaps.get(f"pages/{page.slug}", ()))
        view = FreePageView(title=page.title, body=body, contents=page.outline.headings)
        crumbs = (Link(name=scope.title, url=f"{scope.prefix}/"),)
        head = Head(
            title=page.title,
            description=page.description,
            noindex=page.noindex,
            crumbs=crumbs,
            section=f"/{page.slug}/",
        )
        language = page.language or scope.language
        yield Page(url=f"/{page.slug}/", view=view, template="page.html", language=language, head=head)
