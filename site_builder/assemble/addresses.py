"""Who lives where, and where they lived before: former addresses lead to present ones, and ids outlive both."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count
from urllib.parse import unquote

from site_builder.assemble.directory import FAMILIES, Directory
from site_builder.model.addresses import Addresses, Resident
from site_builder.model.briefing import Briefing, FreePage
from site_builder.model.config import Config
from site_builder.model.entity import Group, GroupFamily
from site_builder.model.problem import Problem
from site_builder.text.languages import prefix_of
from site_builder.text.paging import pages_of_list
from site_builder.text.slugs import slug_of_file, slugify
from site_builder.text.urls import host

ARCHIVE = "lists/briefings"
_YEAR = "2026"
"""The year in the ids of feed items of sites that name none: that of this format, so that it never changes."""
_FEW = 3
"""Lost groups of a family that are named one by one."""
_PATH = re.compile(r"/(?!/)[^?#*\s\x00-\x1f\x7f-\x9f\\]*")
"""A path below the site's root as people type a former one."""
_DOTS = re.compile(r"(?:^|/)\.{1,2}(?:/|$)")
_OWN = (
    "",
    "/404.html",
    "/apple-touch-icon.png",
    "/atom.xml",
    "/card.png",
    "/favicon.ico",
    "/feed.json",
    "/feed.xml",
    "/feeds.opml",
    "/icon-192.png",
    "/icon-512.png",
    "/icon.svg",
    "/llms.txt",
    "/robots.txt",
    "/site.webmanifest",
    "/sitemap.xml",
)
"""Addresses of our own, as `_same` writes them; those of lists and groups come on top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inhabitants:
    """All that has an address in this edition, and what is known of those that have none."""

    briefings: Sequence[Briefing]
    pages: Sequence[FreePage]
    groups: Mapping[str, Group]
    ids: Mapping[str, str]
    """Of the briefings, by slug."""
    absent: frozenset[str] = frozenset()
    """Keys of residents that are left out on purpose, as drafts are."""
    whole: bool = True
    """False where a file could not be read: then nobody knows who is gone."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The record with this edition in it, and what is not sound."""

    addresses: Addresses
    fatal: tuple[Problem, ...]
    unsound: tuple[Problem, ...]


def identities(
    briefings: Iterable[Briefing], record: Addresses, urls: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What feeds know each briefing by, by its slug: its `id`; where it has none, what it was published under.

    *urls* are the addresses of those that do not stand directly below `/briefings/`, by slug. A briefing without an id
    is known again by its address or, where its `slug:` was changed, by its file's name.
    """
    briefings = tuple(briefings)
    found = {briefing.slug: briefing.head.id for briefing in briefings if briefing.head.id is not None}
    taken = set(found.values())
    lived = {
        resident.at[0]: key.partition("/")[2]
        for key, resident in record.residents.items()
        if key.startswith("briefings/")
    }
    nameless = sorted((briefing for briefing in briefings if briefing.head.id is None), key=lambda one: one.path)
    by_address = ((one.slug, lived.get((urls or {}).get(one.slug, f"/briefings/{one.slug}/"))) for one in nameless)
    by_file = ((one.slug, slug_of_file(one.path)) for one in nameless)
    known = ((slug, name) for slug, name in by_file if f"briefings/{name}" in record.residents)
    new = ((one.slug, _free(one.slug, taken)) for one in nameless)
    # Each is looked at once those before it are settled.
    for slug, name in chain(by_address, known, new):
        if slug not in found and name is not None and name not in taken:
            found[slug] = name
            taken.add(name)
    return found


def _free(name: str, taken: set[str]) -> str:
    numbered = (f"{name}-{number}" for number in count(2))
    return next(found for found in chain((name,), numbered) if found not in taken)


def settle(here: Inhabitants, directory: Directory, record: Addresses, config: Config) -> Settled:
    """*record* with the addresses of this edition, and the way from every former address to the present one."""
    now = dict(_present(here, config))
    homes = {resident.at[0]: key for key, resident in now.items()}
    claims = _claims(here, homes)
    former: dict[str, list[str]] = {key: list(claims.of.get(key, ())) for key in now}
    most = {key: resident.pages for key, resident in now.items()}
    lost: dict[str, tuple[str, ...]] = {}
    kept: dict[str, Resident] = {}
    heirs = _Heirs(directory)
    for key, resident in record.residents.items():
        heir = key if key in now else heirs.of(key, now)
        free = tuple(url for url in resident.at if url not in homes and url not in claims.by)
        if heir in now:
            former[heir] += free
            most[heir] = max(most[heir], resident.pages)
            continue
        left = tuple(url for url in free if url not in config.gone)
        if left:
            kept[key] = Resident(at=left, pages=resident.pages, since=resident.since)
            if key not in here.absent:
                lost[key] = left
    residents = {key: Resident(at=tuple(dict.fromkeys((now[key].at[0], *former[key]))), pages=most[key]) for key in now}
    residents |= dict(_undated(here, residents, record))
    # What has moved twice is claimed by who lived there last; an address has one former resident.
    addresses = Addresses(
        authority=config.feeds.authority or record.authority or f"{host(config.base_url)},{_YEAR}",
        residents=dict(sorted({**kept, **residents}.items())),
        moved=dict(sorted(_moved(residents, now, homes).items())),
    )
    unsound = tuple(_lost(lost)) if here.whole else ()
    return Settled(addresses, tuple(claims.problems), (*unsound, *_authority(record, config)))


def _present(here: Inhabitants, config: Config) -> Iterator[tuple[str, Resident]]:
    parts = {one.slug: _prefix(one, config) for one in here.briefings}
    for briefing in here.briefings:
        yield f"briefings/{here.ids[briefing.slug]}", Resident(at=(_url(briefing, config),))
    for page in here.pages:
        yield page.key, Resident(at=(page.url,))
    for key, group in here.groups.items():
        for prefix in group.homes:
            count = sum(parts[slug] == prefix for slug in group.members) if config.languages else len(group.members)
            pages = pages_of_list(count, config.page_size) if count else 0
            yield f"{prefix}/{key}".removeprefix("/"), Resident(at=(group.url_in(prefix),), pages=pages)
    counts = Counter(parts.values())
    for prefix in dict.fromkeys(("", *(prefix_of(tag, config.languages) for tag in config.languages))):
        pages = pages_of_list(counts[prefix], config.page_size)
        yield f"{prefix}/{ARCHIVE}".removeprefix("/"), Resident(at=(f"{prefix}/briefings/",), pages=pages)


def _url(briefing: Briefing, config: Config) -> str:
    return f"{_prefix(briefing, config)}/briefings/{briefing.slug}/"


def _prefix(briefing: Briefing, config: Config) -> str:
    return prefix_of(briefing.head.language or config.language, config.languages)


def _undated(here: Inhabitants, residents: Mapping[str, Resident], record: Addresses) -> Iterator[tuple[str, Resident]]:
    """The briefings without a date, with one to go by in feeds: it is not the clock's, and once given it stays."""
    newest = max((one.head.date.day for one in here.briefings if one.head.date is not None), default=None)
    for briefing in here.briefings:
        if briefing.head.date is None:
            key = f"briefings/{here.ids[briefing.slug]}"
            known = record.residents.get(key)
            yield key, replace(residents[key], since=(known.since if known is not None else None) or newest)


@dataclass(slots=True)
class _Claimed:
    """Former addresses that files name under `redirects:`."""

    of: dict[str, list[str]] = field(default_factory=dict)
    """By key of the resident."""
    by: dict[str, str] = field(default_factory=dict)
    """The path of the file, by address."""
    problems: list[Problem] = field(default_factory=list)


def _claims(here: Inhabitants, homes: Mapping[str, str]) -> _Claimed:
    """What `redirects:` says, and what is wrong with it: an address leads to one place, and never away from a page."""
    claimed = _Claimed()
    if not any(one.head.redirects for one in here.briefings) and not any(page.redirects for page in here.pages):
        return claimed
    paths = {f"briefings/{here.ids[one.slug]}": one.path for one in here.briefings}
    paths |= {page.key: page.path for page in here.pages}
    taken = {_same(url): (url, paths.get(key, f"content/{key.partition('/')[0]}.yml")) for url, key in homes.items()}
    said = [(f"briefings/{here.ids[b.slug]}", b.path, b.lines, b.head.redirects) for b in here.briefings]
    said += [(page.key, page.path, {}, page.redirects) for page in here.pages]
    for key, path, lines, redirects in said:
        for number, text in enumerate(redirects):
            line = lines.get(f"redirects.{number}", lines.get("redirects", 1))
            problem = _claim(text, path, taken)
            if problem is None:
                claimed.of.setdefault(key, []).append(text)
                claimed.by[text] = path
                taken[_same(text)] = (text, path)
            else:
                message, hint = problem
                claimed.problems.append(Problem(message, code="SB130", path=path, line=line, hint=hint))
    return claimed


def _claim(text: str, path: str, taken: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    """What is wrong with the former address *text*, and how to mend it."""
    shown = text[:80]
    if _PATH.fullmatch(text) is None or _DOTS.search(text) is not None or text == "/":
        return f"`{shown}` cannot be a former address", "write a path below the site's root, as /briefings/old-name/"
    same = _same(text)
    if same in taken:
        url, owner = taken[same]
        if owner == path:
            return f"the former address `{shown}` is named twice, or is the present one", "delete it"
        how = "is" if url == text else f"can hardly be told from {url}, which is"
        return f"the former address `{shown}` {how} taken by {owner}", "delete it here, or rename the other"
    first = same.removeprefix("/").partition("/")[0]
    if same in _OWN or first in {"assets", "feeds"} or same.endswith("/feed.xml") or first.startswith(("_", ".")):
        return f"the former address `{shown}` is an address of the site itself", "delete it"
    return None


def _same(url: str) -> str:
    """Under which addresses are one for a host or a file system: without case, forms of Unicode, and final slash."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", unquote(url)).casefold())
    return plain.removesuffix("index.html").rstrip("/")


def _split(key: str) -> tuple[str, GroupFamily | None, str]:
    """The part of the site (`it/` or nothing), the family and the name in the key of a group's page."""
    prefix, middle, rest = "", *key.partition("/")[::2]
    if middle not in FAMILIES and "/" in rest:
        prefix, (middle, _, rest) = f"{middle}/", rest.partition("/")
    family = next((family for family in FAMILIES if family == middle), None)
    return prefix, family, rest


class _Heirs:
    """Which group a former one became: the one that has its id, or a name that makes it, among its names."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._slugs: dict[GroupFamily, dict[str, str]] = {}

    def of(self, key: str, now: Collection[str]) -> str | None:
        """The key of the group that *key* has become; None where there is none, or *key* is no group's."""
        prefix, family, name = _split(key)
        if family is None:
            return None
        entry = self._directory.find(family, name)
        found = entry.key if entry is not None else self._by_slug(family).get(name)
        if found is None:
            return None
        # A part of the site may have no page of it, or not be there any more.
        return f"{prefix}{found}" if f"{prefix}{found}" in now else found

    def _by_slug(self, family: GroupFamily) -> dict[str, str]:
        if family not in self._slugs:
            names = self._directory.names.get(family, {})
            self._slugs[family] = {slugify(name): key for name, key in reversed(names.items())}
        return self._slugs[family]


def _moved(residents: Mapping[str, Resident], now: Mapping[str, Resident], homes: Mapping[str, str]) -> dict[str, str]:
    moved: dict[str, str] = {}
    for key, resident in residents.items():
        url, *former = resident.at
        count = now[key].pages
        for n in range(max(count, 1), resident.pages):
            moved[f"{url}page/{n}/"] = url
        for old in former:
            moved.setdefault(old, url)
            if resident.pages:
                moved.setdefault(f"{old}feed.xml", f"{url}feed.xml")
            for n in range(1, resident.pages):
                moved.setdefault(f"{old}page/{n}/", f"{url}page/{n}/" if n < count else url)
    return {old: new for old, new in moved.items() if old not in homes}


def _lost(lost: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    groups: dict[str, list[str]] = {}
    for key, urls in lost.items():
        _, family, _ = _split(key)
        if family is None:
            kind, _, name = key.partition("/")
            message = f"the address {urls[0]} was published, and leads nowhere"
            hint = (
                f"if it has another file now, give that `id: {name}`; if it is gone for good, name it in site.yml: "
                f"`gone: [{urls[0]}]`"
                if kind == "briefings"
                else f"name it under `redirects:` in the page that took its place, or in site.yml: `gone: [{urls[0]}]`"
            )
            yield Problem(message, code="SB249", path="content/addresses.json", hint=hint)
        else:
            groups.setdefault(family, []).append(urls[0])
    for lost_of, urls_of in groups.items():
        some = ", ".join(urls_of[:_FEW]) + (f" and {len(urls_of) - _FEW} more" if len(urls_of) > _FEW else "")
        verb = "leads" if len(urls_of) == 1 else "lead"
        message = f"{some} {'was' if len(urls_of) == 1 else 'were'} published, and {verb} nowhere"
        hint = f"name what they were called under `aliases:` in {lost_of}.yml, or them under `gone:` in site.yml"
        yield Problem(message, code="SB249", path="content/addresses.json", hint=hint)


def _authority(record: Addresses, config: Config) -> Iterator[Problem]:
    if None not in {record.authority, config.feeds.authority} and record.authority != config.feeds.authority:
        message = f"`feeds.authority` is not `{record.authority}`, under which the site was published"
        hint = "readers would see every briefing once more: take the old one back"
        yield Problem(message, code="SB250", path="content/site.yml", hint=hint)
