"""What is not sound about finished values. A check finds; it mends nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.assemble.atlas import BROKEN, Atlas, Target
from site_builder.assemble.directory import FAMILIES, Directory
from site_builder.assemble.references import Owner, evidence
from site_builder.model.briefing import Briefing, FreePage, Outline
from site_builder.model.config import Config
from site_builder.model.entity import OWN_TEXTS, Authority, GroupFamily
from site_builder.model.problem import Problem
from site_builder.text.languages import prefix_of
from site_builder.text.suggestions import Suggester, did_you_mean

REVIEW_FILE = "content/review.yml"

RESERVED = frozenset(
    {
        "404",
        "archive",
        "assets",
        "briefings",
        "corrections",
        "editions",
        "entities",
        "feed",
        "feeds",
        "index",
        "network",
        "page",
        "search",
        "sources",
        "timeline",
        "topics",
    }
)
"""Names of our own below the root, which no free page can have; pages of single kinds of entity come on top."""


_PAGES = "page"
"""Below a list, this is where its older pages are."""


def addresses(
    briefings: Sequence[Briefing], pages: Iterable[FreePage], kinds: Iterable[str], parts: Iterable[str] = ()
) -> Iterator[Problem]:
    """Briefings and pages that claim an address that another has, and pages that claim one of ours.

    *parts* are the names of parts of the site below its root, as `it`.
    """
    yield from _taken(((b.slug, b.path, b.lines.get("slug", 1)) for b in briefings), "/briefings/")
    pages = tuple(pages)
    yield from _taken((((p.url.strip("/") or p.slug), p.path, 1) for p in pages), "/")
    for briefing in briefings:
        if briefing.slug == _PAGES:
            message = f"`/briefings/{_PAGES}/` is where the pages of the list of briefings are"
            line = briefing.lines.get("slug", 1)
            hint = "rename the file, or give it another `slug`"
            yield Problem(message, code="SB130", path=briefing.path, line=line, hint=hint)
    reserved = (RESERVED | set(kinds)) - OWN_TEXTS
    below_root = set(parts)
    for page in pages:
        if page.slug in reserved or (not page.prefix and page.slug in below_root):
            message = f"`/{page.slug}/` is an address of the site itself"
            hint = "rename the file, or give it another `slug`"
            yield Problem(message, code="SB130", path=page.path, line=1, hint=hint)


def ids(briefings: Iterable[Briefing]) -> Iterator[Problem]:
    """Briefings with the same `id`: feed readers would take them for one."""
    first: dict[str, Briefing] = {}
    for briefing in briefings:
        name = briefing.head.id or briefing.slug
        other = first.setdefault(name, briefing)
        # Two files of one slug are told by `addresses`; that they share what stands for an id follows from it.
        if other is not briefing and (briefing.head.id or other.head.id):
            message = f"the id `{name[:80]}` is taken by {other.path}"
            line = briefing.lines.get("id", 1)
            hint = "a copied briefing needs an id of its own: delete the line `id:`"
            yield Problem(message, code="SB130", path=briefing.path, line=line, hint=hint)


def names(briefings: Iterable[Briefing], directory: Directory) -> Iterator[Problem]:
    """Topics, entities and sources that no authority file knows: one problem a name, where it is first used.

    Names that ingest has proposed and nobody has judged yet share one problem, at the file where they wait.
    """
    suggest = {family: Suggester(directory.known_names(family)) for family in FAMILIES}
    waiting: list[str] = []
    for key, use in _unknown(briefings, directory).items():
        if directory.entries[key].proposal is not None:
            waiting.append(directory.entries[key].name)
            continue
        times = f", and {use.count - 1:,} more" if use.count > 1 else ""
        message = f"`{use.name[:80]}` is not in {use.family}.yml (named here{times})"
        hint = suggest[use.family](use.name) or f"add it to {use.family}.yml"
        yield Problem(message, code="SB210", path=use.briefing.path, line=use.line, hint=hint)
    if waiting:
        some = ", ".join(waiting[:3]) + (", ..." if len(waiting) > 3 else "")
        message = f"briefings use {len(waiting):,} {'name' if len(waiting) == 1 else 'names'} that wait here ({some})"
        hint = "move to entities.yml what is right, and delete the rest"
        yield Problem(message, code="SB210", path=REVIEW_FILE, line=1, hint=hint)


def sources_of(briefings: Iterable[Briefing], atlas: Atlas) -> Iterator[Problem]:
    """Cited articles that are not there, and evidence that leads to no passage."""
    for briefing in briefings:
        head = briefing.head
        for number, article in enumerate(head.articles):
            # Where its record cannot be read, that is told already.
            if article not in atlas.articles and atlas.left_out.get(f"articles/{article}/article.yml") != BROKEN:
                name = article[:80]
                hint = atlas.suggest_article(article) or f"put its record into content/articles/{name}/article.yml"
                yield _at(
                    Problem(f"there is no article `{name}`", code="SB211", hint=hint), briefing, f"articles.{number}"
                )
        cited = [(f"key_points.{number}", point.evidence) for number, point in enumerate(head.key_points)]
        cited += [(f"quotations.{number}", quotation.evidence) for number, quotation in enumerate(head.quotations)]
        for field, texts in cited:
            for text in texts:
                found = evidence(text, head.articles, atlas)
                if not isinstance(found, Target):
                    yield _at(found, briefing, field)


def completeness(briefings: Iterable[Briefing], authority: Authority, lines: Mapping[str, int]) -> Iterator[Problem]:
    """Briefings without a summary or with open questions, and topics without text."""
    for briefing in briefings:
        head = briefing.head
        if not head.summary.strip():
            problem = Problem("the briefing has no summary", code="SB220", hint="add `summary:` with a sentence or two")
            yield _at(problem, briefing, "title")
        if head.review and head.status == "published":
            number = f"{len(head.review)} open questions" if len(head.review) > 1 else "an open question"
            hint = "settle them and delete their lines"
            problem = Problem(f"published with {number}: {head.review[0][:120]}", code="SB222", hint=hint)
            yield _at(problem, briefing, "review")
    for topic in authority.topics:
        if not topic.description.strip():
            message = f"the topic `{topic.id}` has no text"
            line = lines.get(f"topics/{topic.id}")
            yield Problem(message, code="SB221", path="content/topics.yml", line=line, hint="add `description:`")


def remarks(owners: Iterable[tuple[Owner, Outline]]) -> Iterator[Problem]:
    """What the reader of Markdown remarked on the texts of briefings, pages and records."""
    for owner, outline in owners:
        for remark in outline.remarks:
            yield owner.place(remark)


def translations(briefings: Sequence[Briefing], language: str) -> Iterator[Problem]:
    """Translations of briefings that are not there, of themselves, of another translation, or into the same language.

    *language* is that of briefings which name none.
    """
    by_slug = {briefing.slug: briefing for briefing in briefings}
    suggest = Suggester(by_slug)
    for briefing in briefings:
        name = briefing.head.translation_of
        if name is None:
            continue
        original = by_slug.get(name)
        if original is None:
            message = f"there is no briefing `{name[:80]}` to be translated"
            hint = suggest(name) or "name the slug of a briefing that is built"
        elif original is briefing:
            message, hint = "the briefing is named as a translation of itself", "name the slug of the original"
        elif original.head.translation_of is not None:
            message, hint = f"`{name}` is a translation itself", f"name `{original.head.translation_of[:80]}`"
        elif (original.head.language or language) == (briefing.head.language or language):
            message, hint = f"`{name}` is in the same language", "add `language:`, or delete `translation_of:`"
        else:
            continue
        yield _at(Problem(message, code="SB213", hint=hint), briefing, "translation_of")


def navigation(pages: Iterable[FreePage], config: Config) -> Iterator[Problem]:
    """Names under `navigation:` in site.yml, of the site and of its parts, that no free page there has."""
    pages = tuple(pages)
    asked = {"": config.navigation}
    asked |= {prefix_of(tag, config.languages): part.navigation for tag, part in config.languages.items()}
    for prefix, names_of_pages in asked.items():
        slugs = sorted(page.slug for page in pages if page.prefix == prefix)
        for name in names_of_pages:
            if name not in slugs:
                hint = did_you_mean(name, slugs) or f"the pages are {', '.join(slugs[:10]) or 'none'}"
                message = f"`navigation` names a page `{name[:80]}` that is not in content/pages"
                yield Problem(message, code="SB202", path="content/site.yml", hint=hint)


@dataclass(slots=True)
class _Use:
    """Where a name is first used, and how often it is."""

    briefing: Briefing
    family: GroupFamily
    name: str
    line: int
    count: int = 0


def _unknown(briefings: Iterable[Briefing], directory: Directory) -> dict[str, _Use]:
    found: dict[str, _Use] = {}
    for briefing in briefings:
        for family, field, called in _said(briefing):
            for number, name in enumerate(called):
                entry = directory.find(family, name)
                if entry is not None and entry.record is None:
                    line = briefing.lines.get(f"{field}.{number}", briefing.lines.get(field, 1))
                    use = found.setdefault(entry.key, _Use(briefing, family, name, line))
                    use.count += 1
    return found


def _said(briefing: Briefing) -> tuple[tuple[GroupFamily, str, tuple[str, ...]], ...]:
    head = briefing.head
    return (
        ("topics", "topics", head.topics),
        ("entities", "entities", head.entities),
        ("sources", "source", (head.source,) if head.source is not None else ()),
    )


def _taken(claims: Iterable[tuple[str, str, int]], folder: str) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for slug, path, line in claims:
        owner = first.setdefault(slug, path)
        if owner != path:
            message = f"the address {folder}{slug}/ is taken by {owner}"
            yield Problem(message, code="SB130", path=path, line=line, hint="give one of them another `slug`")


def _at(problem: Problem, briefing: Briefing, field: str) -> Problem:
    line = briefing.lines.get(field, briefing.lines.get(field.partition(".")[0], 1))
    return replace(problem, path=briefing.path, line=line)
