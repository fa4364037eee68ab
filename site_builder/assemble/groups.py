"""Topics, entities and sources as groups of briefings, and which briefings are related by them."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from site_builder.assemble.directory import Directory, Entry
from site_builder.model.briefing import Briefing, Outline
from site_builder.model.entity import EntityRecord, Group, GroupFamily, GroupKind, SourceRecord, TopicRecord
from site_builder.model.site import Related
from site_builder.text.names import fold

RELATED = 5
"""Briefings that are named as related to another, at most."""
_CROWD = 48
"""Members of a large group that are looked at: those nearest in time. It keeps the work in proportion to the site."""


def memberships(briefing: Briefing, names: Directory) -> tuple[str, ...]:
    """The keys of the groups that a briefing belongs to: its topics and entities as it names them, then its source."""
    head = briefing.head
    said: tuple[tuple[GroupFamily, tuple[str, ...]], ...] = (
        ("topics", head.topics),
        ("entities", head.entities),
        ("sources", (head.source,) if head.source is not None else ()),
    )
    entries = (names.find(family, name) for family, called in said for name in called)
    # Interned: a site of 100,000 briefings has the same few keys a million times.
    return tuple(dict.fromkeys(sys.intern(entry.key) for entry in entries if entry is not None))


def groups(
    names: Directory, belonging: Mapping[str, tuple[str, ...]], texts: Mapping[str, Outline]
) -> dict[str, Group]:
    """All groups by key, sorted; *belonging* has the keys of each briefing's groups, newest briefing first."""
    members: dict[str, list[str]] = defaultdict(list)
    for slug, keys in belonging.items():
        for key in keys:
            members[key].append(slug)
    return {key: _group(names.entries[key], tuple(members[key]), texts.get(key)) for key in sorted(names.entries)}


def with_homes(
    all_groups: Mapping[str, Group], prefixes: Mapping[str, str], main: Collection[str] = ()
) -> dict[str, Group]:
    """*all_groups* with the parts of the site in which they have pages: those that have briefings of theirs.

    *prefixes* are those of the briefings' parts, by slug. What has a text or no briefing at all has a page in the part
    of the site's own language, as have those whose keys are in *main*; what stands above a topic is where that is.
    """
    homes: dict[str, set[str]] = {}
    for key, group in all_groups.items():
        found = {prefixes[slug] for slug in group.members}
        if group.text is not None or not found or key in main:
            found.add("")
        above: str | None = key
        while above is not None and above in all_groups:
            homes.setdefault(above, set()).update(found)
            parent = all_groups[above].parent
            above = f"topics/{parent}" if parent is not None else None
    return {key: replace(group, homes=tuple(sorted(homes[key]))) for key, group in all_groups.items()}


def related(
    belonging: Mapping[str, tuple[str, ...]], all_groups: Mapping[str, Group]
) -> dict[str, tuple[Related, ...]]:
    """For each briefing the others with which it shares most, rare groups counting more than common ones.

    The weight of a group is one over the number of binary digits of its size, so that it changes seldom when the site
    grows: pages would change with it. Sources are left out, since every article of a publisher would be related.
    """
    sharing = {key: group for key, group in all_groups.items() if len(group.members) > 1 and group.family != "sources"}
    weights = {key: 1 / len(group.members).bit_length() for key, group in sharing.items()}
    places = {key: {slug: number for number, slug in enumerate(group.members)} for key, group in sharing.items()}
    position = {slug: number for number, slug in enumerate(belonging)}
    found: dict[str, tuple[Related, ...]] = {}
    sets: dict[tuple[str, ...], tuple[str, ...]] = {}
    for slug, keys in belonging.items():
        near = {key: _neighbours(sharing[key].members, places[key][slug]) for key in keys if key in sharing}
        found[slug] = _nearest(slug, near, weights, position, sets)
    return found


def _neighbours(members: tuple[str, ...], place: int) -> tuple[str, ...]:
    """The members of a group around the one at *place*: a new briefing moves only those of its own time."""
    start = max(0, min(place - _CROWD // 2, len(members) - _CROWD))
    return members[start : start + _CROWD]


def _nearest(
    slug: str,
    near: Mapping[str, tuple[str, ...]],
    weights: Mapping[str, float],
    position: Mapping[str, int],
    sets: dict[tuple[str, ...], tuple[str, ...]],
) -> tuple[Related, ...]:
    """Those who share most; *sets* has what others share already, so that the same is held once."""
    scores: dict[str, float] = {}
    score_of = scores.get
    for key, others in near.items():
        weight = weights[key]
        for other in others:
            scores[other] = score_of(other, 0.0) + weight
    scores.pop(slug, None)
    least = min(sorted(scores.values())[-RELATED:], default=0.0)
    close = [(-score, position[other], other) for other, score in scores.items() if score >= least]
    best = [other for _, _, other in sorted(close)[:RELATED]]
    by_weight = sorted(near, key=lambda key: (-weights[key], key))
    shared = {other: tuple(key for key in by_weight if other in near[key]) for other in best}
    return tuple(Related(slug=other, shared=sets.setdefault(keys, keys)) for other, keys in shared.items())


def _group(entry: Entry, members: tuple[str, ...], text: Outline | None) -> Group:
    family, slug = entry.family, entry.slug
    match entry.record:
        case TopicRecord() as topic:
            return Group(
                family=family,
                kind="topic",
                slug=slug,
                name=topic.title,
                members=members,
                names=topic.names,
                text=text,
                parent=topic.parent,
            )
        case EntityRecord() as entity:
            return Group(
                family=family,
                kind=entity.kind,
                slug=slug,
                name=entity.name,
                members=members,
                aliases=_other_names(entity.name, entity.called),
                names=entity.names,
                text=text,
                homepage=entity.homepage,
                wikidata=entity.wikidata,
            )
        case SourceRecord() as source:
            return Group(
                family=family,
                kind="source",
                slug=slug,
                name=source.name,
                members=members,
                aliases=_other_names(source.name, source.called),
                names=source.names,
                text=text,
                homepage=source.homepage,
            )
    return Group(family=family, kind=_unknown_kind(entry), slug=slug, name=entry.name, members=members, proposed=True)


def _unknown_kind(entry: Entry) -> GroupKind:
    if entry.family == "topics":
        return "topic"
    if entry.family == "sources":
        return "source"
    return entry.proposal.kind if entry.proposal is not None else "other"


def _other_names(name: str, called: Sequence[str]) -> tuple[str, ...]:
    """What else it is called, without spellings that differ from its name in case or accents only."""
    first = {fold(spelling): spelling for spelling in reversed(called)}
    first.pop(fold(name), None)
    return tuple(spelling for spelling in dict.fromkeys(called) if first.get(fold(spelling)) == spelling)
