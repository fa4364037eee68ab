"""`site-builder export`: a selection of briefings as one file, to read or for other programs."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from site_builder.commands.edition import Material
from site_builder.commands.folders import Folders
from site_builder.commands.options import Options
from site_builder.commands.preparing import Ready, material_of, prepare
from site_builder.export import data
from site_builder.export.document import can_make_pdf, pdf, standalone
from site_builder.export.epub import epub
from site_builder.export.tables import tables
from site_builder.memo import Memo
from site_builder.model.briefing import Card
from site_builder.model.entity import Group, GroupFamily
from site_builder.model.export import Book, Chapter
from site_builder.model.extensions import Extensions
from site_builder.model.page import Page, Scope
from site_builder.model.problem import ConfigError, ContentError, Problem, SiteBuilderError
from site_builder.model.report import Report
from site_builder.model.site import Site
from site_builder.pages.export import chapters, cover
from site_builder.pages.mentions import name_of
from site_builder.render.locales import direction
from site_builder.render.pages import render
from site_builder.text.names import fold
from site_builder.text.suggestions import did_you_mean
from site_builder.text.urls import digest_url

Form = Literal["html", "epub", "pdf", "json", "csv", "jsonld", "sqlite"]

_ENDINGS: Mapping[Form, str] = {"csv": "csv.zip", "sqlite": "db"}
_READ: Mapping[str, Callable[[Book], bytes]] = {"html": standalone, "epub": epub, "pdf": pdf}
_DATA = {"json": data.as_json, "csv": data.as_csv, "jsonld": data.as_json_ld, "sqlite": data.as_sqlite}
_LONG_AGO = "2000-01-01"
_PICTURE = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which briefings are exported: those that meet all conditions; drafts never."""

    topic: str | None = None
    """An id, a name or an alias; likewise the entity."""
    entity: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    """The last day, which is part of it."""


def export(
    folders: Folders,
    form: Form,
    choice: Choice,
    options: Options,
    *,
    file: Path | None = None,
    extensions: Extensions | None = None,
) -> Report:
    """Write the chosen briefings to *file*, by default `export/NAME.FORM` in the site's folder.

    The report counts `briefings` and `written`. Raises SiteBuilderError where the site has errors, there is no such
    briefing, topic or entity, or the file cannot be made.
    """
    started = time.monotonic()
    if form == "pdf" and not can_make_pdf():
        message = "PDF needs the package WeasyPrint, which is not installed"
        hint = "`pip install 'site-builder[pdf]'`; or export as html and print that"
        raise ConfigError(Problem(message, code="SB802", hint=hint))
    with Memo(folders.memory / "memo.sqlite") as memo:
        ready = prepare(folders, options, None, extensions or Extensions(), memo)
        problems = tuple(dict.fromkeys(ready.problems))
        if ready.theme is None or any(problem.severity == "error" for problem in problems):
            raise SiteBuilderError(*problems)
        scope, material = material_of(ready.site, ready.config, ready.theme, extensions or Extensions())
        groups = _groups(ready.site, choice)
        cards = _chosen(ready.site, choice, groups)
        if form in _READ:
            title = " · ".join(name_of(group, scope.language) for group in groups) or None
            book = _book(ready, scope, material, title=title, name=_name(choice, groups), cards=cards)
            made = _READ[form](book)
        else:
            made = _DATA[form](tables(ready.site, [card.slug for card in cards], ready.config.base_url))
    path = file or folders.root / "export" / f"{_name(choice, groups)}.{_ENDINGS.get(form, form)}"
    _write(path, made)
    return Report(
        counts={"briefings": len(cards), "written": 1},
        problems=problems,
        notes=(f"wrote {path}",),
        seconds=time.monotonic() - started,
    )


def _groups(site: Site, choice: Choice) -> tuple[Group, ...]:
    wanted: tuple[tuple[GroupFamily, str | None], ...] = (("topics", choice.topic), ("entities", choice.entity))
    return tuple(_group(site, family, name) for family, name in wanted if name is not None)


def _group(site: Site, family: GroupFamily, name: str) -> Group:
    key = fold(name)
    called: dict[str, Group] = {}
    for group in site.groups.values():
        if group.family == family:
            for one in (group.slug, group.name, *group.aliases, *group.names.values()):
                called.setdefault(fold(one), group)
    if key not in called:
        kind = "topic" if family == "topics" else "entity"
        message = f"there is no {kind} {name[:60]!r}"
        raise ConfigError(Problem(message, code="SB801", hint=did_you_mean(key, called)))
    return called[key]


def _chosen(site: Site, choice: Choice, groups: Sequence[Group]) -> tuple[Card, ...]:
    members = [frozenset(group.members) for group in groups]
    cards = tuple(
        card
        for card in site.cards.values()
        if not card.draft and all(card.slug in some for some in members) and _is_within(card, choice)
    )
    if not cards:
        hint = "drafts are left out, and where days are named, briefings without a date"
        raise ContentError(Problem("no briefing is chosen", code="SB801", hint=hint))
    return cards


def _is_within(card: Card, choice: Choice) -> bool:
    if choice.since is None and choice.until is None:
        return True
    day = card.date.day if card.date is not None else None
    return day is not None and (choice.since or day) <= day <= (choice.until or day)


def _name(choice: Choice, groups: Sequence[Group]) -> str:
    days = [day.isoformat() for day in (choice.since, choice.until) if day is not None]
    return "-".join([group.slug for group in groups] + days) or "all"


def _book(
    ready: Ready, scope: Scope, material: Material, *, title: str | None, name: str, cards: Sequence[Card]
) -> Book:
    site, config = ready.site, ready.config
    title = title or config.title
    first = cover(scope, title, cards)
    pages = {page.url: page for page in chapters(site, scope, {card.slug for card in cards})}
    return Book(
        title=title,
        language=scope.language,
        direction=direction(scope.language),
        publisher=config.publisher.name if config.publisher else config.title,
        base_url=config.base_url,
        name=name,
        modified=max(
            (moment.day.isoformat() for card in cards for moment in (card.date, card.updated) if moment),
            default=_LONG_AGO,
        ),
        contents=scope.words.get("table_of_contents", "Contents"),
        style=_rendered(ready, material, replace(first, template="export_style.html")).strip(),
        print_style=_rendered(ready, material, replace(first, template="export_print.html")).strip(),
        cover=_rendered(ready, material, first),
        chapters=tuple(
            Chapter(
                slug=card.slug,
                title=card.title,
                language=card.language,
                url=card.url,
                html=_rendered(ready, material, replace(pages[card.url], template="export.html")),
            )
            for card in cards
        ),
        images=_images(site, [pages[card.url] for card in cards]),
    )


def _images(site: Site, pages: Sequence[Page]) -> dict[str, bytes]:
    """The pictures of the content folder to which the texts of *pages* lead."""
    led = {gap for page in pages for text in page.texts for gap in text.gaps}
    urls = {digest_url("/assets", one.name, one.sha256): one for one in site.assets.values()}
    shown = sorted(url for url in led & urls.keys() if _PICTURE.fullmatch(Path(url).suffix))
    return {url: Path(urls[url].path).read_bytes() for url in shown}


def _rendered(ready: Ready, material: Material, page: Page) -> str:
    return render(
        page,
        theme=material.theme,
        config=material.config,
        frame=material.frame_in(page.language),
        bodies=ready.content.bodies.pick(text.fingerprint for text in page.texts),
        filters=material.filters,
    ).decode()


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(Problem(f"the file cannot be written: {reason}", code="SB005", path=str(path))) from error
