"""What was said of and by an entity: statements of briefings that name it, each with where it comes from."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from site_builder.model.entity import Group
from site_builder.model.site import Site
from site_builder.model.views import Said
from site_builder.pages.evidence import evidence_links
from site_builder.text.names import fold

MOST = 30
"""Statements on one page, the newest first."""


def said_of(site: Site, group: Group) -> tuple[Said, ...]:
    """The key points that name the entity *group*, and the quotations that it speaks, newest briefings first."""
    called = dict.fromkeys((group.name, *group.aliases, *group.names.values()))
    names = tuple(name for name in called if name.strip())
    if not names:
        return ()
    folded = {fold(name) for name in (group.slug, *names)}
    found: list[Said] = []
    for slug in group.members:
        found += _said_in(site, slug, names, folded)
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def _said_in(site: Site, slug: str, names: tuple[str, ...], folded: set[str]) -> Iterator[Said]:
    briefing, card = site.briefings[slug], site.cards[slug]
    for point in briefing.head.key_points:
        match = _pattern(names).search(point.text) if _may_name(point.text, names) else None
        if match is not None:
            before, name, after = point.text[: match.start()], match.group(), point.text[match.end() :]
            evidence = evidence_links(site, briefing, point.evidence, quote=point.quote, url=card.url)
            yield Said(card=card, before=before, name=name, after=after, evidence=evidence)
    for quotation in briefing.head.quotations:
        if quotation.speaker is not None and fold(quotation.speaker) in folded:
            evidence = evidence_links(site, briefing, quotation.evidence, quote=quotation.text, url=card.url)
            yield Said(card=card, before=quotation.text, evidence=evidence, quoted=True)


def _may_name(text: str, names: tuple[str, ...]) -> bool:
    """Whether one of *names* is found, perhaps as a part of a word: most texts hold none, and this tells it at once."""
    for name in names:  # noqa: SIM110 - `any` takes three times as long
        if name in text:
            return True
    return False


@functools.lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of *names* as a whole word, the longest first."""
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
