"""Topics, entities and sources: a page for each, and their indexes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.model.briefing import Card, Link
from site_builder.model.charts import Share, Trend
from site_builder.model.entity import KIND_PAGES, Group, GroupFamily, GroupKind
from site_builder.model.page import Head, Page, Scope
from site_builder.model.site import Site
from site_builder.model.text import Text
from site_builder.model.views import GroupIndexView, GroupView, Mention, Said
from site_builder.pages import network
from site_builder.pages.feeds import has_feed
from site_builder.pages.lists import Part, parts
from site_builder.pages.mentions import mention, most, name_of, shared, with_trends
from site_builder.pages.own import own_head, own_text
from site_builder.pages.parts import alternates
from site_builder.pages.pictures import card_of_group
from site_builder.pages.said import said_of
from site_builder.pages.trends import days_of, span_of, trend

TOGETHER = 12
"""Other groups that a group's page names, at most, of each family."""
COMPARED = 40
"""Groups on an index that are shown with their coverage over time, at most: so many can be compared by eye."""
_TEMPLATES: Mapping[GroupFamily, str] = {"topics": "topic.html", "entities": "entity.html", "sources": "source.html"}
_RANK: Mapping[GroupKind, int] = {kind: number for number, kind in enumerate(KIND_PAGES)}


def pages(site: Site, scope: Scope) -> Iterator[Page]:
    """The pages of all groups, by key, then the indexes of families and of kinds of entity."""
    children = _children(site)
    for group in site.groups.values():
        yield from _group(site, scope, group, children.get(group.slug, ()) if group.family == "topics" else ())
    yield from _indexes(site, scope)


def kinds_present(site: Site) -> tuple[GroupKind, ...]:
    """The kinds of entity that the site has, in the order of `KIND_PAGES`."""
    present = {group.kind for group in site.groups.values() if group.family == "entities"}
    return tuple(kind for kind in KIND_PAGES if kind in present)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What the newest page of a group's list says besides the list: it changes with every briefing of the group."""

    text: Text | None = None
    children: tuple[Mention, ...] = ()
    together: tuple[Mention, ...] = ()
    topics: tuple[Mention, ...] = ()
    said: tuple[Said, ...] = ()
    trend: Trend | None = None


def _group(site: Site, scope: Scope, group: Group, children: Sequence[Group]) -> Iterator[Page]:
    cards = tuple(site.cards[slug] for slug in group.members)
    head = _head(site, scope, group)
    for part in parts(group.url, cards, scope.page_size):
        newest = part.pager.number == part.pager.total
        view = _view(
            site,
            scope,
            group,
            part=part,
            # An older page is of its own cards alone, so that a new briefing leaves it as it is.
            cards=cards if newest else part.cards,
            around=_around(site, scope, group, children) if newest else _Around(),
        )
        template = _TEMPLATES[group.family]
        # An older page of the list has none like it in another language.
        about = head if newest or not head.alternates else replace(head, alternates=())
        yield Page(url=part.url, view=view, template=template, language=scope.language, head=about)


def _around(site: Site, scope: Scope, group: Group, children: Sequence[Group]) -> _Around:
    counts = shared(site, group)
    gaps = site.gaps.get(f"{group.family}/{group.slug}", ())
    entities = most(site, counts, "entities", limit=TOGETHER, language=scope.language)
    topics = most(site, counts, "topics", limit=TOGETHER, language=scope.language)
    return _Around(
        text=Text(fingerprint=group.text.fingerprint, gaps=gaps) if group.text is not None else None,
        children=tuple(mention(child, language=scope.language) for child in children),
        together=entities,
        topics=topics if group.family != "topics" else (),
        said=said_of(site, group) if group.family == "entities" else (),
        trend=trend(days_of(site.cards[slug] for slug in group.members)) if scope.charts else None,
    )


def _view(site: Site, scope: Scope, group: Group, *, part: Part, cards: Sequence[Card], around: _Around) -> GroupView:
    dated = [card.date for card in cards if card.date is not None]
    parent = site.groups[f"topics/{group.parent}"] if group.parent is not None else None
    name = name_of(group, scope.language)
    return GroupView(
        name=name,
        kind=group.kind,
        aliases=tuple(alias for alias in group.aliases if alias != name),
        text=around.text,
        homepage=group.homepage,
        wikidata=group.wikidata,
        parent=_link(parent, scope) if parent is not None else None,
        children=around.children,
        cards=part.cards,
        total=len(cards),
        first=dated[-1] if dated else None,
        last=dated[0] if dated else None,
        pager=part.pager,
        together=around.together,
        topics=around.topics,
        said=around.said,
        trend=around.trend,
    )


def _head(site: Site, scope: Scope, group: Group) -> Head:
    crumbs = [
        Link(name=scope.title, url=f"{scope.prefix}/"),
        Link(name=scope.words[group.family], url=f"{scope.prefix}/{group.family}/"),
    ]
    kind_page = KIND_PAGES.get(group.kind)
    if kind_page is not None:
        crumbs.append(Link(name=scope.words[kind_page], url=f"{scope.prefix}/{kind_page}/"))
    crumbs += reversed([_link(above, scope) for above in _above(site, group)])
    name = name_of(group, scope.language)
    feed = Link(name=f"{name} – {scope.title}", url=f"{group.url}feed.xml") if has_feed(site, group) else None
    # A page that only says that nothing is there helps nobody who comes from a search engine.
    empty = not group.members and group.text is None
    return Head(
        title=name,
        description="",
        feed=feed,
        noindex=empty,
        crumbs=tuple(crumbs),
        section=f"{scope.prefix}/{group.family}/",
        alternates=alternates(scope, f"/{group.key}/", group.homes),
        image=card_of_group(group, scope),
    )


def _above(site: Site, group: Group) -> Iterator[Group]:
    while group.parent is not None:
        group = site.groups[f"topics/{group.parent}"]
        yield group


def _children(site: Site) -> dict[str, list[Group]]:
    """The topics below each topic, by slug."""
    below: dict[str, list[Group]] = defaultdict(list)
    for group in site.groups.values():
        if group.parent is not None:
            below[group.parent].append(group)
    return below


def _indexes(site: Site, scope: Scope) -> Iterator[Page]:
    present = kinds_present(site)
    kinds = tuple(
        Link(name=scope.words[KIND_PAGES[kind]], url=f"{scope.prefix}/{KIND_PAGES[kind]}/") for kind in present
    )
    families: tuple[GroupFamily, ...] = ("topics", "entities", "sources")
    span = span_of(days_of(site.cards.values())) if scope.charts else None
    for family in families:
        groups = _mentions((group for group in site.groups.values() if group.family == family), scope)
        view = GroupIndexView(
            family=family,
            kind=None,
            kinds=kinds if family == "entities" else (),
            groups=with_trends(site, groups, span) if len(groups) <= COMPARED else groups,
            languages=_languages(site) if family == "sources" and scope.charts else (),
            network=network.address(site, scope) if family == "entities" else "",
        )
        if groups:
            yield _index(site, scope, view, word=family, crumbs=())
    above = (Link(name=scope.words["entities"], url=f"{scope.prefix}/entities/"),) if present else ()
    for kind in present:
        entities = (group for group in site.groups.values() if group.kind == kind and group.family == "entities")
        mentions = _mentions(entities, scope)
        mentions = with_trends(site, mentions, span) if len(mentions) <= COMPARED else mentions
        view = GroupIndexView(family="entities", kind=kind, kinds=kinds, groups=mentions)
        yield _index(site, scope, view, word=KIND_PAGES[kind], crumbs=above)


def _index(site: Site, scope: Scope, view: GroupIndexView, *, word: str, crumbs: tuple[Link, ...]) -> Page:
    """The page `/word/`, called what *word* is in the theme's words, with what a person wrote for it."""
    home = Link(name=scope.title, url=f"{scope.prefix}/")
    section = f"{scope.prefix}/{view.family}/"
    plain = Head(title=scope.words[word], description="", crumbs=(home, *crumbs), section=section)
    head, told = own_head(site, word, plain), replace(view, text=own_text(site, word))
    return Page(url=f"{scope.prefix}/{word}/", view=told, template="index.html", language=scope.language, head=head)


def _languages(site: Site) -> tuple[Share, ...]:
    """The languages of briefings that have a source, most first; none where there is one language only."""
    counts: Counter[str] = Counter()
    sources: dict[str, set[str]] = defaultdict(set)
    for card in site.cards.values():
        if card.source is not None:
            counts[card.language] += 1
            sources[card.language].add(card.source.url)
    if len(counts) < 2:
        return ()
    order = sorted(counts, key=lambda tag: (-counts[tag], tag))
    return tuple(Share(language=tag, count=counts[tag], sources=len(sources[tag])) for tag in order)


def _mentions(groups: Iterable[Group], scope: Scope) -> tuple[Mention, ...]:
    def place(group: Group) -> tuple[int, str, str]:
        return _RANK.get(group.kind, len(_RANK)), name_of(group, scope.language).casefold(), group.slug

    return tuple(mention(group, language=scope.language) for group in sorted(groups, key=place))


def _link(group: Group, scope: Scope) -> Link:
    return Link(name=name_of(group, scope.language), url=group.url)
