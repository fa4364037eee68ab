"""Checks one briefing against its articles: every quotation, figure and name, and the paragraphs that it cites."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.evidence.case import Library, Passages, articles_of, case_of, titles
from site_builder.evidence.figures import Figure, figures
from site_builder.evidence.findings import Findings, Place, without_allowed
from site_builder.evidence.markdown import Mark, Piece, Places, pieces
from site_builder.evidence.metadata import check_metadata
from site_builder.evidence.names import CHECKED, Named, find_names, find_unknown_names, plain_words
from site_builder.evidence.nearest import nearest
from site_builder.evidence.quotations import LEAST, block_quotation, length, parts, quotations
from site_builder.evidence.sources import TextSource
from site_builder.model.briefing import Briefing, KeyPoint, Quotation
from site_builder.model.evidence import Verified
from site_builder.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of a briefing found."""

    problems: tuple[Problem, ...]
    """Placed in the briefing's file, without the severity that the site's rules give them."""
    verified: Verified
    passages: tuple[tuple[str, str], ...] = ()
    """Text fragments that find the passages that key points and quotations cite, by `some-article#p4`; of articles
    whose text is at hand and that have an address."""


def check_briefing(briefing: Briefing, source: str, body_start: int, library: Library) -> Checked:
    """Check *briefing*, whose file is *source* and whose body begins at offset *body_start*.

    A briefing that cites no article has nothing to be checked against, and no statements.
    """
    cited = tuple(name for name in briefing.head.articles if name in library.records)
    if not cited:
        return Checked((), Verified())
    checker = _Checker(briefing, unicodedata.normalize("NFC", source), library)
    found = checker.found
    missing = [name for name in cited if name not in library.articles]
    _tell_missing(found, missing, _line(briefing, "articles"))
    sealed = any(article.sealed for article in checker.case.articles.values())
    if checker.case.cited:
        check_metadata(briefing, [library.records[name] for name in cited], library.publishers, found)
        checker.head()
        for piece in pieces(source, body_start):
            checker.piece(piece)
    problems = without_allowed(found, briefing.head, _line(briefing, "allow"))
    verified = Verified(statements=found.statements, verified=found.verified, sealed=sealed)
    told = tuple(dict.fromkeys(problem.within(briefing.path) for problem in problems))
    return Checked(told, verified, tuple(checker.case.fragments(_evidence_of(briefing))))


def _evidence_of(briefing: Briefing) -> list[str]:
    of_points = (evidence for point in briefing.head.key_points for evidence in point.evidence)
    return [*of_points, *(evidence for quotation in briefing.head.quotations for evidence in quotation.evidence)]


class _Checker:
    """One walk over a briefing."""

    def __init__(self, briefing: Briefing, source: str, library: Library) -> None:
        self.briefing = briefing
        self.places = Places(source)
        self.lines = source.split("\n")
        self.names = library.names
        self.case = case_of(briefing.head.articles, library)
        self.language = briefing.head.language or library.language
        self.found = Findings()

    def head(self) -> None:
        """Check what the front matter states."""
        head = self.briefing.head
        for name, text in (("title", head.title), ("summary", head.summary)):
            place = self._place(name, text)
            self._figures(text, (), place, place.line, counts=False)
            self._known_names(text, self.case.cited, place)
        for number, point in enumerate(head.key_points):
            self._key_point(number, point)
        for number, quotation in enumerate(head.quotations):
            self._quotation_of_head(number, quotation)

    def _key_point(self, number: int, point: KeyPoint) -> None:
        place = self._place(f"key_points.{number}", point.text)
        if not point.evidence:
            self.found.add("SB235", "this key point names no passage", place, about=point.text, hint=_NO_PASSAGE)
        passages = self.case.passages(point.evidence)
        if point.evidence and not passages:
            self.found.statement(False)
            return
        held = self._figures(point.text, passages, place, place.line, counts=True)
        held &= self._known_names(point.text, articles_of(passages) or self.case.cited, place)
        held &= self._unknown_names(point.text, place)
        held &= self._inner_quotations(point.text, passages, place)
        if point.quote:
            held &= self._quoted(point.quote, passages, self._place(f"key_points.{number}", point.quote)) is not False
        self.found.statement(held and bool(point.evidence))

    def _quotation_of_head(self, number: int, quotation: Quotation) -> None:
        place = self._place(f"quotations.{number}", quotation.text)
        if not quotation.evidence:
            self.found.add("SB235", "this quotation names no passage", place, about=quotation.text, hint=_NO_PASSAGE)
        passages = self.case.passages(quotation.evidence)
        if quotation.evidence and not passages:
            self.found.statement(False)
            return
        held = self._quoted(quotation.text, passages, place)
        spoken = quotation.speaker is None or self._speaker(quotation.speaker, passages, quotation.text, place)
        self.found.statement(bool(held) and spoken and bool(quotation.evidence))

    def piece(self, piece: Piece) -> None:
        """Check a piece of the body: what it quotes, and what it states in the editor's words."""
        passages = self.case.passages(mark.target for mark in piece.evidence)
        block = block_quotation(piece.text) if piece.kind == "quote" else None
        if block is not None or (piece.kind == "quote" and passages):
            self._block(piece, passages)
            return
        for quotation in quotations(piece.text):
            if length(quotation.text) >= LEAST:
                evidence = self.case.passages(_nearest_marks(piece.evidence, quotation.end, piece.text))
                if not (evidence == () and piece.evidence and not passages):
                    self.found.statement(bool(self._quoted(quotation.text, evidence, self._at(piece, quotation.start))))
        if piece.kind in {"heading", "note"} and not passages:
            return
        held = self._figures(
            _without_names(piece),
            passages,
            self._at(piece, 0),
            None,
            counts=False,
            start=piece.start,
            strict=bool(passages),
        )
        if passages:
            for mark in piece.names:
                held &= self._name(
                    self.names.called(mark.target), self.case.cited, self._at(piece, mark.start), checked_only=True
                )
            self.found.statement(held)

    def _block(self, piece: Piece, passages: Passages) -> None:
        block = block_quotation(piece.text)
        text, start, who = piece.text.strip(), 0, ""
        if block is not None:
            text, start, who = block[0].text, block[0].start, block[1]
        held = bool(self._quoted(text, passages, self._at(piece, start))) if length(text) >= LEAST else True
        known = tuple(find_names(who, self.names))
        for name in known:
            held &= self._name(name, self.case.cited, self._at(piece, start))
        if not known and re.search(r"[^\W\d_]", who):
            said_by = re.split(r"[,;(]", who)[0].strip()
            held &= self._name(
                Named(said_by, 0, 0, (plain_words(said_by),), ""), self.case.cited, self._at(piece, start)
            )
        self.found.statement(held)

    def _inner_quotations(self, text: str, passages: Passages, place: Place) -> bool:
        held = True
        for quotation in quotations(text):
            if length(quotation.text) >= LEAST:
                held &= self._quoted(quotation.text, passages, place) is not False
        return held

    def _quoted(self, text: str, passages: Passages, place: Place) -> bool | None:
        """Whether *text* stands in *passages*, or anywhere if there are none; None where nobody can tell."""
        said = parts(unicodedata.normalize("NFC", text))
        if not said:
            return True
        answer = self.case.says(said, passages or self.case.everywhere)
        if answer:
            return True
        shown = _short(text)
        if answer is None:
            hint = "a seal can answer for five words in a row; check it where the article's text is"
            if length(text) >= LEAST and len(said) == 1:
                self.found.add(
                    "SB238", f"the quotation “{shown}” is too short for the seal", place, about=text, hint=hint
                )
            return None
        other = (
            next((passage for passage in self.case.everywhere if self.case.says(said, (passage,))), None)
            if passages
            else None
        )
        if other is not None:
            message = f"the quotation “{shown}” stands in {self.case.label(other)}, not in {self.case.labels(passages)}"
            self.found.add("SB234", message, place, about=text, hint=f"cite `{self.case.label(other)}`")
            return False
        if self.case.incomplete and not passages:
            return None
        texts = [
            (name, source.text.paragraphs)
            for name in self.case.cited
            if isinstance(source := self.case.articles[name], TextSource)
        ]
        near = nearest(text, texts, self.case.main)
        self.found.add(
            "SB230",
            f"the quotation “{shown}” does not stand in {self.case.where(passages)}",
            place,
            about=text,
            hint=near,
        )
        return False

    def _figures(
        self,
        text: str,
        passages: Passages,
        place: Place,
        line: int | None,
        *,
        counts: bool,
        start: int = 0,
        strict: bool = True,
    ) -> bool:
        """Whether every figure of *text* is known; *line* is that of a text of the front matter, None in a body."""
        held = True
        text = unicodedata.normalize("NFC", text)
        found = figures(text, self.language)
        # A figure within a name (`Seedance 2.0`) is no statement.
        within = [(name.start, name.end) for name in find_names(text, self.names)] if found else []
        for figure in found:
            if any(begin <= figure.start < end for begin, end in within) or not (strict or _is_weighty(figure)):
                continue
            where = (
                place
                if line is not None
                else Place(self.places.line(start + figure.start), self.places.column(start + figure.start))
            )
            held &= self._figure(
                figure, " ".join(text[figure.start : figure.end].split()), passages, where, text, counts=counts
            )
        return held

    def _figure(self, figure: Figure, shown: str, passages: Passages, place: Place, text: str, *, counts: bool) -> bool:
        if self.case.knows(figure, passages or self.case.everywhere):
            return True
        elsewhere = passages and self.case.knows(figure, self.case.everywhere)
        if figure.own and not counts and not self.case.counts_otherwise(figure, passages or self.case.everywhere):
            return True
        if not elsewhere and self.case.incomplete and not passages:
            return True
        if elsewhere:
            other = next((passage for passage in self.case.everywhere if self.case.knows(figure, (passage,))), None)
            if other is None:
                return True
            message = f"“{shown}” stands in {self.case.label(other)}, not in {self.case.labels(passages)}"
            self.found.add(
                "SB234",
                message,
                place,
                about=text,
                hint=f"cite `{self.case.label(other)}` as well, or correct the figure",
            )
        else:
            message = f"“{shown}” does not occur in {self.case.where(passages)}"
            self.found.add("SB231", message, place, about=text, hint="correct it, or say in `allow` why it stands here")
        return False

    def _known_names(self, text: str, articles: Sequence[str], place: Place) -> bool:
        held = True
        for name in find_names(text, self.names):
            held &= self._name(name, articles, place, about=text, checked_only=True)
        return held

    def _unknown_names(self, text: str, place: Place) -> bool:
        """Names that no authority file has, where both texts are in one language that spares its capitals."""
        languages = {(self.case.articles[name].language or "").partition("-")[0] for name in self.case.cited}
        if self.language.partition("-")[0] == "de" or languages != {self.language.partition("-")[0]}:
            return True
        held = True
        for name in find_unknown_names(text, tuple(find_names(text, self.names))):
            held &= self._name(name, self.case.cited, place, about=text)
        return held

    def _speaker(self, speaker: str, passages: Passages, text: str, place: Place) -> bool:
        return self._name(
            self.names.called(speaker), articles_of(passages) or self.case.cited, place, about=f"{speaker} {text}"
        )

    def _name(
        self, name: Named, articles: Sequence[str], place: Place, *, about: str = "", checked_only: bool = False
    ) -> bool:
        if checked_only and name.kind not in CHECKED:
            return True
        if self.case.mentions(name.forms, articles):
            return True
        if self.case.incomplete and articles == self.case.cited:
            return True
        message = f"{name.name} does not occur in {titles(articles)} under any name that is known"
        hint = "correct it, or add the name that the article uses to the aliases in entities.yml"
        self.found.add("SB232", message, place, about=about or name.name, hint=hint)
        return False

    def _place(self, field: str, text: str) -> Place:
        """Where *text* stands in the front matter: its sign where it can be found in the lines of its *field*."""
        line = self.briefing.lines.get(field) or _line(self.briefing, field.partition(".")[0])
        start = text.strip()[:16]
        for number in range(line, min(line + 8, len(self.lines) + 1)):
            column = self.lines[number - 1].find(start) if start else -1
            if column >= 0:
                return Place(number, column + 1)
        return Place(line)

    def _at(self, piece: Piece, offset: int) -> Place:
        shift = piece.start + offset
        if offset == 0:
            shift += len(piece.text) - len(piece.text.lstrip())
        return Place(self.places.line(shift), self.places.column(shift))


_NO_PASSAGE = "add `evidence: p4`, the number of the paragraph on which it rests"


def _nearest_marks(marks: Sequence[Mark], end: int, text: str) -> list[str]:
    """The evidence that follows a quotation ending at *end*, as one run; what comes before it where nothing follows."""
    after = [mark for mark in marks if mark.start >= end]
    if not after:
        return [mark.target for mark in marks if mark.end <= end][-1:]
    run = [after[0]]
    for mark in after[1:]:
        if text[run[-1].end : mark.start].strip(" \n\u00a0"):
            break
        run.append(mark)
    return [mark.target for mark in run]


def _without_names(piece: Piece) -> str:
    """The text without wiki links to names: a figure in a name (`Seedance 2.0`) is no statement."""
    text = piece.text
    for mark in piece.names:
        text = text[: mark.start] + re.sub(r"[^\n]", " ", text[mark.start : mark.end]) + text[mark.end :]
    return text


def _is_weighty(figure: Figure) -> bool:
    """Whether a figure matters where nothing is cited: percentages, money, and numbers above a dozen."""
    if figure.own:
        return False
    key = figure.readings[0][0]
    return key[0] in "%$" or (key.startswith("n:") and (not key[2:].isdigit() or int(key[2:]) > 12))


def _tell_missing(found: Findings, missing: Sequence[str], line: int) -> None:
    for name in missing:
        hint = "ingest it again, or seal it where its text is (`site-builder seal`)"
        found.add("SB237", f"the article `{name}` has neither text nor seal", Place(line), about=name, hint=hint)


def _line(briefing: Briefing, field: str) -> int:
    return briefing.lines.get(field, 1)


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= 80 else said[:79].rstrip() + "…"
