"""`site-builder edition`: the briefings of a week, or of any days, as an e-mail; written to a file, or sent."""

from __future__ import annotations

import datetime as dt
import re
import time
from dataclasses import dataclass, replace
from pathlib import Path

from site_builder.commands.folders import Folders
from site_builder.commands.making import Prospect, survey
from site_builder.commands.options import Options
from site_builder.commands.sending import send, server_of
from site_builder.mail.message import Letter, address, compose, plain
from site_builder.model.config import Config
from site_builder.model.extensions import Extensions
from site_builder.model.moment import Moment
from site_builder.model.page import Head, Page, Scope
from site_builder.model.problem import ConfigError, ContentError, Problem
from site_builder.model.report import Report
from site_builder.model.views import EditionView
from site_builder.pages.editions import edition as edition_of
from site_builder.pages.editions import edition_url, headlines, week_name
from site_builder.render.locales import date as date_in_words
from site_builder.render.pages import render
from site_builder.text.dates import zone
from site_builder.text.urls import host

_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_CLIPPED = 102_000
"""Bytes of HTML after which Gmail cuts a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days that an edition tells of."""

    first: dt.date
    last: dt.date
    """Part of it."""
    week: tuple[int, int] | None = None
    """Year and number by ISO 8601, where the days are a week."""

    @property
    def name(self) -> str:
        """For the name of a file: `2026-W08`, `2026-02-16--2026-03-01`."""
        if self.week is not None:
            return f"{self.week[0]:04}-W{self.week[1]:02}"
        return f"{self.first.isoformat()}--{self.last.isoformat()}"


def week_of(text: str) -> Period:
    """The period of a week such as `2026-W08`. Raises ConfigError where there is none of that name."""
    match = _WEEK.fullmatch(text.strip())
    year, week = (int(match[1]), int(match[2])) if match is not None else (0, 0)
    try:
        first = dt.date.fromisocalendar(year, week, 1)
        last = dt.date.fromisocalendar(year, week, 7)
    except ValueError:
        hint = "weeks are written as 2026-W08, by ISO 8601"
        raise ConfigError(Problem(f"there is no week {text[:40]!r}", code="SB006", hint=hint)) from None
    return Period(first=first, last=last, week=(year, week))


def period_of(week: str | None, since: dt.datetime | None, until: dt.datetime) -> Period:
    """The period of *week*, or from *since* to *until*, both part of it. Raises ConfigError where there is none."""
    if week is not None or since is None:
        return week_of(week or "")
    first, last = since.date(), until.date()
    if last < first:
        message = f"an edition cannot end ({last}) before it begins ({first})"
        raise ConfigError(Problem(message, code="SB006"))
    return Period(first=first, last=last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """What becomes of an edition."""

    to: tuple[str, ...] = ()
    send: bool = False
    file: Path | None = None
    """Where it is written, if it is not sent; `editions/NAME.eml` in the site's folder by default."""
    dated: dt.datetime | None = None
    """What its `Date` says. The end of the period where nothing is said, so that a file is the same on any day."""


def edition(
    folders: Folders, period: Period, options: Options, dispatch: Dispatch, *, extensions: Extensions | None = None
) -> Report:
    """Make an e-mail of the briefings of *period*, and write it or send it; drafts are left out.

    The report counts `briefings`, `written` and `sent`. Raises SiteBuilderError where the site has errors, there is no
    such briefing, an address cannot be used, or the message cannot be written or sent.
    """
    started = time.monotonic()
    prospect = survey(folders, options, extensions=extensions)
    recipients = tuple(_address(text, "--to") for text in dispatch.to)
    view = _view(prospect, period)
    letter = _letter(prospect, view, period, dispatch)
    letters = [replace(letter, recipient=to) for to in recipients] or [letter]
    messages = [compose(one) for one in letters]
    counts = {"briefings": len(view.cards), "written": 0, "sent": 0}
    notes: tuple[str, ...] = ()
    if dispatch.send:
        named = [(one.sender, one.recipient or "", data) for one, data in zip(letters, messages, strict=True)]
        counts["sent"] = send(server_of(), named)
    else:
        path = dispatch.file or folders.root / "editions" / f"{period.name}.eml"
        _write(path, messages[0])
        counts["written"] = 1
        notes = (f"wrote {path}",)
    if len(messages[0]) > _CLIPPED:
        notes += ("the message is so long that Gmail will cut it: choose fewer days",)
    return Report(counts=counts, problems=prospect.problems, notes=notes, seconds=time.monotonic() - started)


def _letter(prospect: Prospect, view: EditionView, period: Period, dispatch: Dispatch) -> Letter:
    config, scope = prospect.material.config, prospect.scope
    title = week_name(period.week, scope) if period.week is not None else _days(period, scope)
    head = Head(title=title, description=headlines(view))
    page = Page(url="/", view=view, template="email.html", language=scope.language, head=head)
    html = _rendered(prospect, page)
    text = plain(_rendered(prospect, replace(page, template="email_text.html")))
    sender = config.mail.sender or (config.publisher.email if config.publisher else None)
    if sender is None:
        hint = "add `mail:` with `sender: desk@example.org`"
        message = "an edition by e-mail needs an address that it comes from"
        raise ConfigError(Problem(message, code="SB602", path="content/site.yml", hint=hint))
    end = dt.datetime.combine(period.last + dt.timedelta(1), dt.time(), zone(config.timezone))
    return Letter(
        subject=f"{config.title} – {title}",
        sender_name=config.publisher.name if config.publisher else config.title,
        sender=_address(sender, "sender"),
        recipient=None,
        reply_to=_address(config.mail.reply_to, "reply_to") if config.mail.reply_to else None,
        unsubscribe=view.unsubscribe,
        domain=host(config.base_url) or "localhost",
        language=scope.language,
        date=dispatch.dated or end,
        text=text,
        html=html,
    )


def _view(prospect: Prospect, period: Period) -> EditionView:
    cards = [
        card
        for card in prospect.site.cards.values()
        if card.date is not None and period.first <= card.date.day <= period.last and not card.draft
    ]
    if not cards:
        message = f"there is no briefing from {period.first} to {period.last}"
        hint = "briefings count by their `date`; drafts and those without a date are left out"
        raise ContentError(Problem(message, code="SB601", hint=hint))
    view = edition_of(prospect.site, prospect.scope, cards, first=period.first, last=period.last, week=period.week)
    online = edition_url(period.week, prospect.scope) if period.week is not None and prospect.scope.weekly else None
    return replace(view, online=online, unsubscribe=_unsubscribe(prospect.material.config))


def _unsubscribe(config: Config) -> str | None:
    said = config.mail.unsubscribe
    if said is None or said.startswith(("https://", "http://")):
        return said
    return f"mailto:{_address(said.removeprefix('mailto:'), 'unsubscribe')}"


def _days(period: Period, scope: Scope) -> str:
    first, last = (date_in_words(Moment(day), "long", scope.language) for day in (period.first, period.last))
    words = scope.words.get("edition_days", "{first} – {last}")
    return first if first == last else words.replace("{first}", first).replace("{last}", last)


def _rendered(prospect: Prospect, page: Page) -> str:
    return render(
        page,
        theme=prospect.material.theme,
        config=prospect.material.config,
        frame=prospect.material.frame_in(page.language),
        bodies={},
        filters=prospect.material.filters,
    ).decode()


def _address(text: str, name: str) -> str:
    try:
        return address(text)
    except ValueError as mistake:
        path = None if name.startswith("--") else "content/site.yml"
        raise ConfigError(Problem(f"`{name}` {text[:80]!r} {mistake}", code="SB602", path=path)) from None


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(Problem(f"the file cannot be written: {reason}", code="SB005", path=str(path))) from error
