"""A site with one briefing edited: told from the site before, where the edit is one that moves nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace

from site_builder.assemble.atlas import Atlas
from site_builder.assemble.references import Owner, resolve
from site_builder.assemble.site import card_of
from site_builder.model.briefing import Briefing, FrontMatter
from site_builder.model.config import Config
from site_builder.model.problem import Problem
from site_builder.model.site import Site

_MOVES_OTHERS = (
    "slug",
    "id",
    "date",
    "language",
    "status",
    "expires",
    "source",
    "topics",
    "entities",
    "articles",
    "translation_of",
    "redirects",
)
"""Fields by which a briefing takes its place among others: orders, groups, addresses, ids."""


@dataclass(frozen=True, slots=True)
class Revised:
    """The site after the edit, and what is wrong with the links of the briefing."""

    site: Site
    problems: tuple[Problem, ...]


def revised(site: Site, briefing: Briefing, config: Config, atlas: Atlas) -> Revised | None:
    """*site* with *briefing* in the place of the one of its slug; None where the edit may change more than its text.

    What other texts call the briefing by its title, and what the check of its evidence found, stay as they were until
    the site is assembled again. *atlas* is that of the site when it was assembled.
    """
    before = site.briefings.get(briefing.slug)
    if before is None or before.path != briefing.path or _place(before.head) != _place(briefing.head):
        return None
    key = f"briefings/{briefing.slug}"
    gaps = site.gaps.get(key, ())
    problems: tuple[Problem, ...] = ()
    if before.outline.references != briefing.outline.references:
        owner = Owner(
            key=key,
            path=briefing.path,
            folder=briefing.path.partition("/")[2].rpartition("/")[0],
            language=briefing.head.language or config.language,
            articles=briefing.head.articles,
        )
        found = resolve(owner, briefing.outline.references, atlas)
        gaps, problems = found.gaps, found.problems
    card = card_of(briefing, site.memberships[briefing.slug], site.groups, config)
    site = replace(
        site,
        briefings={**site.briefings, briefing.slug: briefing},
        cards=site.cards if card == site.cards[briefing.slug] else {**site.cards, briefing.slug: card},
        gaps={**site.gaps, key: gaps},
    )
    return Revised(site, problems)


def _place(head: FrontMatter) -> tuple[object, ...]:
    return tuple(getattr(head, name) for name in _MOVES_OTHERS)
