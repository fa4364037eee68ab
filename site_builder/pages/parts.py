"""A site in several languages, each with a part of its own: what readers of one part see, and the way to the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from site_builder.model.briefing import Briefing
from site_builder.model.config import Config
from site_builder.model.entity import Group
from site_builder.model.page import Alternate, Scope
from site_builder.model.site import Related, Selected, Site
from site_builder.text.languages import prefix_of


def with_parts(scope: Scope, config: Config, words: Callable[[str], Mapping[str, str]]) -> Scope:
    """*scope*, that of the site's own language, with the parts that *config* gives to further languages.

    *words* are the theme's, by language.
    """
    further = tuple(
        replace(
            scope,
            language=language,
            prefix=prefix_of(language, config.languages),
            title=part.title or config.title,
            description=config.description if part.description is None else part.description,
            words=words(language),
            footer=part.navigation,
        )
        for language, part in config.languages.items()
    )
    return replace(scope, parts=(scope, *further)) if further else scope


def scopes_of(scope: Scope) -> tuple[Scope, ...]:
    """The scopes of all parts of a site, each of which knows the others; *scope* itself where there is one part."""
    return tuple(replace(part, parts=scope.parts) for part in scope.parts) or (scope,)


def in_part(site: Site, scope: Scope) -> Site:
    """*site* as it is seen from the part of *scope*: its own briefings, and what they are about.

    A site without parts is the same from everywhere.
    """
    if not scope.parts:
        return site
    start = f"{scope.prefix}/briefings/"
    cards = {slug: card for slug, card in site.cards.items() if card.url.startswith(start)}
    return replace(
        site,
        briefings={slug: site.briefings[slug] for slug in cards},
        cards=cards,
        groups={
            key: _group(group, scope.prefix, cards) for key, group in site.groups.items() if scope.prefix in group.homes
        },
        memberships={slug: site.memberships[slug] for slug in cards},
        related={slug: _known(site.related.get(slug, ()), cards) for slug in cards},
        pages=tuple(page for page in site.pages if page.prefix == scope.prefix),
        selections=tuple(_selected(site, scope.prefix, cards)),
        elsewhere=site.cards,
    )


def alternates(scope: Scope, path: str, homes: Collection[str] | None = None) -> tuple[Alternate, ...]:
    """The page at *path* (as `/briefings/`) in every part of the site that has one, the site's own language first.

    *homes* are the prefixes of those parts; all where it is None. Nothing where there is one part only.
    """
    found = tuple(
        Alternate(language=part.language, url=f"{part.prefix}{path}", home=f"{part.prefix}/")
        for part in scope.parts
        if homes is None or part.prefix in homes
    )
    return found if len(found) > 1 else ()


def translations(site: Site, scope: Scope, briefing: Briefing) -> tuple[Alternate, ...]:
    """A briefing in every language that it is there in, the one that the others translate first."""
    others = site.translations.get(briefing.slug, ())
    if not others:
        return ()
    first = briefing.head.translation_of
    slugs = sorted(
        (briefing.slug, *others), key=lambda slug: (slug != first if first is not None else slug != briefing.slug, slug)
    )
    tags = tuple(part.language for part in scope.parts if part.prefix)
    found = []
    for slug in slugs:
        card = site.elsewhere.get(slug) or site.cards[slug]
        home = f"{prefix_of(card.language, tags)}/"
        found.append(Alternate(language=card.language, url=card.url, home=home))
    return tuple(found)


def _group(group: Group, prefix: str, slugs: Collection[str]) -> Group:
    # What a person wrote of it is in the site's own language.
    return replace(
        group,
        prefix=prefix,
        members=tuple(slug for slug in group.members if slug in slugs),
        text=group.text if not prefix else None,
    )


def _known(related: tuple[Related, ...], slugs: Collection[str]) -> tuple[Related, ...]:
    return tuple(one for one in related if one.slug in slugs)


def _selected(site: Site, prefix: str, slugs: Collection[str]) -> list[Selected]:
    """Selections that have something to show here; those of the site's own language are all kept."""
    mine = [replace(one, members=tuple(slug for slug in one.members if slug in slugs)) for one in site.selections]
    return [one for one in mine if one.members or not prefix]
