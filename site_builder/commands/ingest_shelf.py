"""The content folder while articles are put into it: what becomes of each, and what is written for it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from site_builder.commands.ingest_folder import BASES, Known, Library
from site_builder.commands.ingest_pile import Neighbours, Pile
from site_builder.commands.ingest_report import Action, Outcome
from site_builder.commands.ingest_work import Understood
from site_builder.ingest.compose import briefing_slug, compose_briefing, compose_record, mint_id, record_text
from site_builder.ingest.duplicates import fingerprints
from site_builder.ingest.findings import FoundEntity
from site_builder.ingest.merge.documents import Conflict, merge_documents
from site_builder.ingest.yaml_text import dump_yaml
from site_builder.model.article import ArticleRecord
from site_builder.model.moment import Moment
from site_builder.model.problem import Problem
from site_builder.text.numbered import write_numbered

_ARTICLES = re.compile(r"^articles:\n(?:  - .*\n)+", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one article."""

    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    entities: Sequence[FoundEntity] | None = None
    """None where nothing of it is proposed."""
    text: str | None = None
    """The briefing as ingest would write it now; None where the article has none of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where articles are put."""

    library: Library
    pile: Pile
    retrieved: Moment
    """When articles that are new were taken in."""

    def put(self, understood: Understood, data: bytes, suffix: str) -> Taken:
        """Write what has to be written for one article; *data* are its bytes, *suffix* is that of its original.

        Raises SiteBuilderError.
        """
        known = self.library.articles.get(understood.article.sha256)
        record = self.library.record(known) if known is not None else None
        if known is None or record is None:
            id = self.library.new_id(mint_id, understood.findings.title, understood.article.sha256)
            return self._new(understood, id, data, suffix)
        if known.id in self.library.originals:
            return self._copy_again(understood, known)
        return self._again(understood, known, record, data, suffix)

    def _new(self, understood: Understood, id: str, data: bytes, suffix: str) -> Taken:
        prints = fingerprints(understood.article.blocks, understood.article.language)
        day = next((clue.value for clue in understood.findings.chosen if clue.what == "date"), "")
        near = self.pile.neighbours(id, prints, day)
        if near.copy_of is not None and self.library.original_of(near.copy_of) in self.library.folders:
            taken = self._join(understood, id, self.library.original_of(near.copy_of), data, suffix)
        else:
            taken = self._create(understood, id, self.retrieved, data, suffix)
            taken = replace(taken, outcome=replace(taken.outcome, related=self._shown(near)))
        self.pile.add(id, prints, day)
        return taken

    def _shown(self, near: Neighbours) -> tuple[str, ...]:
        """The briefings of articles that may tell of the same event."""
        originals = dict.fromkeys(self.library.original_of(id) for id in near.related)
        return tuple(self.library.shown(self.library.briefings[id]) for id in originals if id in self.library.briefings)

    def _create(self, understood: Understood, id: str, retrieved: Moment | None, data: bytes, suffix: str) -> Taken:
        findings, sha256 = understood.findings, understood.article.sha256
        text = compose_briefing(understood.article, findings, id, self.library.copies_of(id))
        briefing = self.library.new_briefing(briefing_slug(findings.title), id, sha256)
        # The base comes last: an interrupted run is taken up again, and never mistaken for a deleted briefing.
        self._write_article(understood, id, retrieved, data, suffix)
        self.library.write(self.library.content / briefing, text)
        self.library.write_base(id, text)
        self.library.remember(sha256, id, briefing)
        return replace(taken(understood, id, self.library.shown(briefing), "created"), text=text)

    def _join(self, understood: Understood, id: str, original: str, data: bytes, suffix: str) -> Taken:
        """A copy of an article that is known: its briefing rests on both, and there is no second one."""
        self._write_article(understood, id, self.retrieved, data, suffix, copy_of=original)
        self.library.remember(understood.article.sha256, id, None)
        self.library.join(id, original)
        briefing = self.library.briefings.get(original)
        shown = self.library.shown(briefing) if briefing is not None else ""
        joined = taken(understood, id, shown, "joined", why=f"a copy of {original}")
        base = self.library.base(original)
        if briefing is None or base is None:
            return replace(joined, entities=None)
        listed = dump_yaml({"articles": [original, *self.library.copies_of(original)]})
        theirs = _ARTICLES.sub(lambda _: listed, base, count=1)
        standing = self.library.read(self.library.content / briefing) or ""
        merged = merge_documents(base, standing, theirs, self.library.refused(original))
        self.library.write(self.library.content / briefing, merged.text)
        self.library.write_base(original, theirs)
        return replace(joined, entities=None)

    def _copy_again(self, understood: Understood, known: Known) -> Taken:
        briefing = self.library.briefings.get(self.library.original_of(known.id))
        shown = self.library.shown(briefing) if briefing is not None else ""
        why = f"a copy of {self.library.originals[known.id]}"
        return replace(taken(understood, known.id, shown, "unchanged", why=why), entities=None)

    def _again(self, understood: Understood, known: Known, record: ArticleRecord, data: bytes, suffix: str) -> Taken:
        """The article is known: what is new is merged into what stands there."""
        id = known.id
        text = compose_briefing(understood.article, understood.findings, id, self.library.copies_of(id))
        base = self.library.base(id)
        briefing = self.library.briefings.get(id)
        if briefing is None:
            found = self._without_briefing(understood, known, record, data, suffix)
            return replace(found, text=text)
        shown = self.library.shown(briefing)
        path = self.library.content / briefing
        standing = self.library.read(path) or ""
        if standing == text:
            if base != text:
                self.library.write_base(id, text)
            return replace(taken(understood, id, shown, "unchanged"), text=text)
        if base is None:
            return replace(taken(understood, id, shown, "kept", why="it was not made by ingest"), text=text)
        if base == text:
            return replace(taken(understood, id, shown, "kept", why="it was edited by a person"), text=text)
        merged = merge_documents(base, standing, text, self.library.refused(id))
        self._write_article(understood, id, record.retrieved, data, suffix)
        self.library.write(path, merged.text)
        self.library.write_refused(id, merged.refused)
        self._write_conflicts(id, shown, merged.conflicts)
        self.library.write_base(id, text)
        action: Action = "updated" if standing == base else "kept" if merged.text == standing else "merged"
        why = {"updated": "", "kept": "all that is new is where a person has edited it"}.get(action, "")
        outcome = replace(
            taken(understood, id, shown, action, why=why).outcome,
            conflicts=merged.conflicts,
            diff=_diff(standing, merged.text, shown),
        )
        problems = (_edited(shown, id, self.library.into, merged.conflicts),) if merged.conflicts else ()
        return Taken(outcome=outcome, problems=problems, entities=understood.findings.entities, text=text)

    def _without_briefing(
        self, understood: Understood, known: Known, record: ArticleRecord, data: bytes, suffix: str
    ) -> Taken:
        covered = self.library.covered.get(known.id)
        if covered is not None:
            why = "a briefing that a person wrote rests on it"
            return replace(taken(understood, known.id, self.library.shown(covered), "kept", why=why), entities=None)
        if self.library.base(known.id) is not None:
            return replace(
                taken(understood, known.id, "", "kept", why="a person has deleted its briefing"), entities=()
            )
        return self._create(understood, known.id, record.retrieved, data, suffix)

    def _write_article(
        self,
        understood: Understood,
        id: str,
        retrieved: Moment | None,
        data: bytes,
        suffix: str,
        *,
        copy_of: str | None = None,
    ) -> None:
        record = record_text(compose_record(understood.article, understood.findings, id, retrieved, copy_of))
        text = write_numbered(block.text for block in understood.article.blocks)
        self.library.write_article(id, suffix, data=data, text=text, record=record)

    def _write_conflicts(self, id: str, shown: str, conflicts: Sequence[Conflict]) -> None:
        """Both sides of what a person and ingest would write differently, for the person to look at."""
        if conflicts:
            path = self.library.content / BASES / "conflicts" / f"{id}.md"
            self.library.write(path, conflicts_text(shown, conflicts))


def conflicts_text(shown: str, conflicts: Sequence[Conflict]) -> str:
    """The file that tells of conflicts, as Markdown. It can be deleted when it has been read."""
    head = f"# What ingest would write differently in {shown}"
    parts = [f"{head}\n\nThe briefing has your version. Delete this file when you have read it.\n"]
    for conflict in conflicts:
        ours = _quoted(conflict.ours) if conflict.ours else "(you deleted it)\n"
        theirs = _quoted(conflict.theirs) if conflict.theirs else "(it would be gone)\n"
        parts.append(f"\n## {conflict.field}\n\nYours:\n\n{ours}\nNow:\n\n{theirs}")
    return "".join(parts)


def taken(understood: Understood, id: str, path: str, action: Action, *, why: str = "") -> Taken:
    """What became of an article, with all that was found in it."""
    article, findings = understood.article, understood.findings
    outcome = Outcome(
        origin=article.origin,
        id=id,
        path=path,
        action=action,
        why=why,
        title=findings.title,
        language=article.language,
        encoding=article.encoding,
        media_type=article.media_type,
        paragraphs=len(article.blocks),
        chosen=findings.chosen,
        open=findings.open,
        dropped=article.dropped,
        entities=tuple((entity.name, entity.kind, entity.why) for entity in findings.entities),
        topics=tuple((topic.id, topic.words) for topic in findings.topics),
        quotations=tuple((quotation.text, quotation.speaker, quotation.why) for quotation in findings.quotations),
        key_points=tuple((point.text, point.evidence) for point in findings.key_points),
        notes=findings.notes,
    )
    return Taken(outcome=outcome, entities=findings.entities)


def _edited(shown: str, id: str, into: str, conflicts: Sequence[Conflict]) -> Problem:
    places = ", ".join(dict.fromkeys(conflict.field for conflict in conflicts))
    message = f"a person has edited what ingest would now write differently ({places}); the person's version stays"
    hint = f"both versions are in {into}/{BASES}/conflicts/{id}.md"
    return Problem(message, code="SB503", path=shown, hint=hint, severity="warning")


def _diff(before: str, after: str, shown: str) -> str:
    rows = difflib.unified_diff(
        before.split("\n"), after.split("\n"), shown, shown, "as it stands", "merged", n=1, lineterm=""
    )
    return "\n".join(rows)


def _quoted(text: str) -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}\n{text}\n{fence}\n"
