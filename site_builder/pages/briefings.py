"""A page for each briefing, and the list of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from site_builder.model.briefing import Briefing, Card, KeyPoint, Link, Quotation
from site_builder.model.page import Head, Page, Scope
from site_builder.model.site import Site
from site_builder.model.text import Text
from site_builder.model.views import ArchiveView, BriefingView, Named, Neighbour, Quoted, RelatedCard, Statement
from site_builder.pages.evidence import evidence_links
from site_builder.pages.lists import months, parts
from site_builder.pages.mentions import name_of, namer
from site_builder.pages.own import own_head, own_text
from site_builder.pages.parts import alternates, in_part, translations
from site_builder.pages.pictures import card_of_briefing
from site_builder.pages.twins import twin_of
from site_builder.text.names import fold


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """The pages of all briefings, newest first, then the archive."""
    order = tuple(site.cards.values())
    names = namer(site)
    for number, card in enumerate(order):
        newer = _neighbour(order[number - 1]) if number > 0 else None
        older = _neighbour(order[number + 1]) if number + 1 < len(order) else None
        page = _page(site, scope, names, card, (newer, older))
        yield page
        yield from twin_of(page)
    yield from _archive(site, order, scope)


def page_of(site: Site, scope: Scope, slug: str) -> Page:
    """The page of one briefing, as `pages` has it."""
    site = in_part(site, scope)
    order = tuple(site.cards)
    number = order.index(slug)
    newer = _neighbour(site.cards[order[number - 1]]) if number > 0 else None
    older = _neighbour(site.cards[order[number + 1]]) if number + 1 < len(order) else None
    return _page(site, scope, namer(site), site.cards[slug], (newer, older))


def _page(
    site: Site,
    scope: Scope,
    names: Callable[[str, str], Named],
    card: Card,
    beside: tuple[Neighbour | None, Neighbour | None],
) -> Page:
    briefing = site.briefings[card.slug]
    head = briefing.head
    keys = site.memberships[card.slug]
    view = BriefingView(
        card=_in_its_language(site, card, scope),
        body=Text(fingerprint=briefing.outline.fingerprint, gaps=site.gaps.get(f"briefings/{card.slug}", ())),
        contents=briefing.outline.headings,
        words=briefing.outline.words,
        byline=head.byline,
        original_url=head.original_url or url_of_main_article(site, briefing),
        key_points=tuple(_statement(site, briefing, point) for point in head.key_points),
        quotations=tuple(_quoted(site, briefing, quotation) for quotation in head.quotations),
        entities=tuple([names(key, card.language) for key in keys if key.startswith("entities/")]),
        articles=tuple(site.articles[name] for name in head.articles if name in site.articles),
        corrections=head.corrections,
        related=_related(site, card, names),
        translations=tuple(
            site.elsewhere.get(slug) or site.cards[slug] for slug in site.translations.get(card.slug, ())
        ),
        newer=beside[0],
        older=beside[1],
        verified=site.verified.get(card.slug),
        edited=site.edited.get(card.slug),
    )
    crumbs = (
        Link(name=scope.title, url=f"{scope.prefix}/"),
        Link(name=scope.words["briefings"], url=f"{scope.prefix}/briefings/"),
    )
    about = Head(
        title=card.title,
        description=card.summary or _first_point(head.key_points),
        kind="article",
        noindex=head.noindex or card.draft,
        crumbs=crumbs,
        section=f"{scope.prefix}/briefings/",
        alternates=translations(site, scope, briefing),
        image=card_of_briefing(card, scope),
        twin=f"{card.url}index.md" if scope.twins and not card.draft else "",
    )
    return Page(url=card.url, view=view, template="briefing.html", language=card.language, head=about)


def _archive(site: Site, order: Sequence[Card], scope: Scope) -> Iterator[Page]:
    crumbs = (Link(name=scope.title, url=f"{scope.prefix}/"),)
    for part in parts(f"{scope.prefix}/briefings/", order, scope.page_size):
        total = len(order) if part.pager.number == part.pager.total else len(part.cards)
        newest = part.pager.number == part.pager.total
        text = own_text(site, "briefings") if newest else None
        view = ArchiveView(months=months(part.cards), total=total, pager=part.pager, text=text)
        plain = Head(
            title=scope.words["briefings"],
            description="",
            crumbs=crumbs,
            section=f"{scope.prefix}/briefings/",
            alternates=alternates(scope, "/briefings/") if newest else (),
        )
        head = own_head(site, "briefings", plain)
        yield Page(url=part.url, view=view, template="archive.html", language=scope.language, head=head)


def _in_its_language(site: Site, card: Card, scope: Scope) -> Card:
    """*card* as its own page shows it: its topics by the names that they have in its language."""
    if card.language == scope.language:
        return card
    keys = (key for key in site.memberships[card.slug] if key.startswith("topics/"))
    topics = tuple(
        Link(name=name_of(site.groups[key], card.language), url=link.url)
        for key, link in zip(keys, card.topics, strict=True)
    )
    return card if topics == card.topics else replace(card, topics=topics)


def _statement(site: Site, briefing: Briefing, point: KeyPoint) -> Statement:
    return Statement(
        text=point.text, quote=point.quote, evidence=evidence_links(site, briefing, point.evidence, quote=point.quote)
    )


def _quoted(site: Site, briefing: Briefing, quotation: Quotation) -> Quoted:
    speaker = (
        Link(name=quotation.speaker, url=_entity_url(site, briefing, quotation.speaker)) if quotation.speaker else None
    )
    return Quoted(
        text=quotation.text,
        speaker=speaker,
        evidence=evidence_links(site, briefing, quotation.evidence, quote=quotation.text),
    )


def _entity_url(site: Site, briefing: Briefing, name: str) -> str:
    """The page of the entity called *name* among those of the briefing; empty where there is none."""
    wanted = fold(name)
    for key in site.memberships[briefing.slug]:
        group = site.groups[key]
        if group.family == "entities" and wanted in {fold(n) for n in (group.slug, group.name, *group.aliases)}:
            return group.url
    return ""


def url_of_main_article(site: Site, briefing: Briefing) -> str | None:
    """The address of the article that *briefing* cites first, where its record has one."""
    main = site.articles.get(briefing.head.articles[0]) if briefing.head.articles else None
    return main.url if main is not None else None


def _related(site: Site, card: Card, names: Callable[[str, str], Named]) -> tuple[RelatedCard, ...]:
    return tuple(
        RelatedCard(card=site.cards[other.slug], shared=tuple([names(key, card.language) for key in other.shared]))
        for other in site.related.get(card.slug, ())
    )


def _first_point(points: Sequence[KeyPoint]) -> str:
    return points[0].text if points else ""


def _neighbour(card: Card) -> Neighbour:
    return Neighbour(name=card.title, url=card.url, language=card.language)
