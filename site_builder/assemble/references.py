"""What stands in the gaps of a body: every link within the site, resolved once the site is known."""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from site_builder.assemble.atlas import BROKEN, Atlas, Target
from site_builder.assemble.directory import FAMILIES
from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Reference
from site_builder.model.entity import GroupFamily
from site_builder.model.problem import Problem
from site_builder.text.evidence import parse_evidence
from site_builder.text.names import fold
from site_builder.text.urls import digest_url

_PREFIXES: dict[str, tuple[GroupFamily, ...]] = {
    "": FAMILIES,
    "topic": ("topics",),
    "entity": ("entities",),
    "source": ("sources",),
    "briefing": (),
    "page": (),
}
_DEAD = "#"
"""Stands in the gap of a link that leads nowhere, where the site's rules let such links pass."""
_OWN_PLACE = re.compile(r"source-[1-9]\d*")
"""Places that a briefing's page has besides its headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The file whose body refers."""

    key: str
    """`briefings/slug`, `pages/slug`, `topics/slug` ..."""
    path: str
    """For messages."""
    folder: str
    """What relative links start from, relative to the content folder."""
    language: str = ""
    """Of the text: names are given in it where the text does not say them."""
    articles: tuple[str, ...] = ()
    """That a bare `p4` refers to the first of."""
    line: int | None = None
    """Of the whole text, where the lines within it are not known."""

    def place(self, problem: Problem) -> Problem:
        """*problem* of the text, in the file."""
        if self.line is None:
            return replace(problem, path=self.path)
        return replace(problem, path=self.path, line=self.line, column=None)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The values for the gaps of a body, in their order, and what could not be found."""

    gaps: tuple[str, ...]
    problems: tuple[Problem, ...]


def resolve(owner: Owner, references: Sequence[Reference], atlas: Atlas) -> Resolved:
    """The value for each of *references*, and the problems; where there is one, a dead link stands in the gap."""
    gaps: list[str] = []
    problems: list[Problem] = []
    for reference in references:
        found = _resolve(owner, reference, atlas)
        if isinstance(found, Problem):
            if reference.part == "url":  # the name of the same link would say it again
                problems.append(owner.place(replace(found, line=reference.line, column=reference.column)))
            found = Target(_DEAD, reference.target)
        # Interned: many link the same.
        gaps.append(sys.intern(found.url if reference.part == "url" else found.name))
    return Resolved(tuple(gaps), tuple(problems))


def evidence(text: str, cited: Sequence[str], atlas: Atlas) -> Target | Problem:
    """Where the evidence `p4` or `some-article#p4` of a briefing that cites *cited* leads: a place on its page."""
    passage = parse_evidence(text)
    if passage is None:
        hint = "write p4, or some-article#p4 for another article"
        return Problem(f"`{text[:80]}` is no evidence", code="SB212", hint=hint)
    article = passage.article or next(iter(cited), "")
    if not article:
        hint = "name the briefing's article under `articles:`"
        return Problem(f"`{text}` refers to no article", code="SB212", hint=hint)
    if article not in cited:
        meant = atlas.suggest_article(article) if article not in atlas.articles else None
        message = f"`{text}` refers to an article that the briefing does not cite"
        return Problem(message, code="SB212", hint=meant or f"add `{article}` under `articles:`")
    return _passage(text, cited.index(article) + 1, passage.paragraph, atlas.articles.get(article))


def _passage(text: str, place: int, paragraph: int, record: ArticleRecord | None) -> Target | Problem:
    if record is not None and record.paragraphs is not None and paragraph > record.paragraphs:
        message = f"`{text}` points beyond the article's {record.paragraphs} paragraphs"
        return Problem(message, code="SB212", hint="count the paragraphs of the article from 1")
    return Target(f"#source-{place}", f"¶\N{NO-BREAK SPACE}{paragraph}")


def _resolve(owner: Owner, reference: Reference, atlas: Atlas) -> Target | Problem:
    match reference.kind:
        case "wiki":
            name = (reference.target, owner.language)
            meant = atlas.meant.get(name)
            if meant is None:
                meant = atlas.meant[name] = _wiki(*name, atlas)
            return meant
        case "evidence":
            return evidence(reference.target, owner.articles, atlas)
        case _:
            return _link(owner, reference, atlas)


def _wiki(text: str, language: str, atlas: Atlas) -> Target | Problem:
    before, colon, rest = text.partition(":")
    prefix = before.strip().lower()
    known = colon and prefix and prefix in _PREFIXES and rest.strip()
    prefix, bare = (prefix, rest.strip()) if known else ("", text)
    # A name may hold a colon (`Mission: Impossible`) or the sign of fragments (`C#`): whole names go first.
    found = _meanings(prefix, bare, language, atlas) or _meanings("", text, language, atlas)
    name, _, fragment = bare.partition("#")
    if not found and fragment and name.strip():
        found = _meanings(prefix, name.strip(), language, atlas)
    else:
        fragment = ""
    if len(found) > 1:
        return _unclear(text, found)
    if not found:
        return _nothing(text, prefix, bare, atlas)
    return _part(found[0], fragment, f"[[{text}]]", atlas) if fragment else found[0]


def _meanings(prefix: str, name: str, language: str, atlas: Atlas) -> list[Target]:
    """All that *name* can mean; what is said of it is how it was written, but for ids, which are no names."""
    found: dict[str, Target] = {}
    for family in _PREFIXES[prefix]:
        entry = atlas.directory.find(family, name)
        if entry is not None:
            said = entry.name_in(language) if name == entry.slug else name
            found[entry.key] = Target(atlas.urls.group(entry.key, language), said, atlas.texts.get(entry.key))
    if prefix in {"", "briefing", "page"}:
        for key in atlas.titles.get(fold(name), ()):
            family_name, _, slug = key.partition("/")
            if prefix in {"", family_name[:-1]}:
                target = atlas.written[key]
                found[key] = target if name == slug else replace(target, name=name)
    return list(found.values())


def _unclear(text: str, found: Sequence[Target]) -> Problem:
    urls = sorted(target.url for target in found)
    choices = ", ".join(urls[:5]) + (f" and {len(urls) - 5} more" if len(urls) > 5 else "")
    hint = "say which with a prefix, as [[topic:...]], [[entity:...]], [[briefing:...]], or link to its file"
    return Problem(f"`[[{text}]]` could mean {choices}", code="SB204", hint=hint)


def _nothing(text: str, prefix: str, bare: str, atlas: Atlas) -> Target | Problem:
    reason = atlas.left_out.get(fold(bare)) or atlas.left_out.get(fold(bare.partition("#")[0]))
    if reason == BROKEN or (not atlas.whole and prefix not in {"briefing", "page"}):
        return Target(_DEAD, bare)
    if reason is not None:
        message = f"`[[{text}]]` leads to a briefing that is not built ({reason})"
        return Problem(message, code="SB201", hint="link to it when it is published")
    hint = atlas.suggest_name(bare) or "add it to entities.yml or topics.yml, or write it without brackets"
    return Problem(f"`[[{text}]]` leads nowhere", code="SB201", hint=hint)


def _part(target: Target, fragment: str, written: str, atlas: Atlas) -> Target | Problem:
    """The part of *target* that *fragment* names, if its text has a heading of that id."""
    ids = [heading.id for heading in target.outline.headings] if target.outline is not None else []
    if fragment in ids or ("/briefings/" in target.url and _OWN_PLACE.fullmatch(fragment)):
        return replace(target, url=f"{target.url}#{fragment}")
    hint = atlas.suggest_heading(fragment, target) or (f"its headings are {', '.join(ids[:10])}" if ids else None)
    return Problem(f"`{written}` leads to no heading of that page", code="SB203", hint=hint or "it has no headings")


def _link(owner: Owner, reference: Reference, atlas: Atlas) -> Target | Problem:
    written, _, part = reference.target.partition("#")
    address, fragment, shown = unquote(written), unquote(part), unquote(reference.target)
    path = address.removeprefix("/") if address.startswith("/") else posixpath.join(owner.folder, address)
    path = posixpath.normpath(path)
    asset = atlas.assets.get(path.removeprefix("assets/")) if path.startswith("assets/") else None
    if asset is not None:
        url = digest_url("/assets", asset.name, asset.sha256)
        return Target(f"{url}#{fragment}" if fragment else url, asset.name)
    if reference.kind == "image":
        return _no_file("the image", shown, path, atlas)
    target = atlas.paths.get(path) or _by_url(address, owner.language, atlas)
    if target is None:
        return _no_file("the link", shown, path, atlas)
    return _part(target, fragment, shown, atlas) if fragment else target


def _by_url(address: str, language: str, atlas: Atlas) -> Target | None:
    """What an address as readers see it leads to, as `/topics/regulation/`, from a text in *language*."""
    whole = address.strip("/")
    if f"pages/{whole}" in atlas.written:
        return atlas.written[f"pages/{whole}"]
    key = atlas.urls.plain(address)
    entry = atlas.directory.entries.get(key)
    if entry is not None:
        return Target(atlas.urls.group(key, language), entry.name, atlas.texts.get(key))
    if key.startswith("briefings/"):
        return atlas.written.get(key)
    return Target(atlas.urls.prefix(language) + atlas.places[key], key) if key in atlas.places else None


def _no_file(what: str, shown: str, path: str, atlas: Atlas) -> Target | Problem:
    reason = atlas.left_out.get(path)
    if reason == BROKEN or (not atlas.whole and path.startswith(FAMILIES)):
        return Target(_DEAD, shown)
    if reason is not None:
        message = f"{what} `{shown}` leads to a briefing that is not built ({reason})"
        return Problem(message, code="SB202", hint="link to it when it is published")
    hint = atlas.suggest_path(path)
    if hint is None and what == "the image":
        hint = "put the picture into content/assets, and link to it as /assets/its-name"
    hint = hint or "links start from the file's own folder; files to download belong in content/assets"
    return Problem(f"{what} `{shown}` leads to no file of the site", code="SB202", hint=hint)
