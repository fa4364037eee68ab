"""Who and what an article names: known names by the authority files, new ones by their shape, place and company."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from site_builder.ingest.acceptance import accepted
from site_builder.ingest.candidates import Candidate, find_candidates, find_places
from site_builder.ingest.clusters import Name, join_short_forms, join_variants, spread_lists
from site_builder.ingest.findings import FoundEntity, Mention
from site_builder.ingest.gazetteer import territory, territory_name
from site_builder.ingest.joining import best_form, is_initials
from site_builder.ingest.kinds import Evidence, Judgement, evidence_of, judge, name_evidence
from site_builder.ingest.known import KnownMention, KnownNames, find_known
from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.paragraphs import Paragraph
from site_builder.ingest.tokens import plain_form
from site_builder.model.entity import EntityKind, EntityRecord
from site_builder.text.names import fold

_BRACKETED = re.compile(r"\s[(\[][\"“]?(?P<acronym>[^\W\d_]{2,8})[\"”]?[)\]]")
_EARLY = 2
"""Paragraphs in which a name counts as early."""
_BACKGROUND = 0.6
"""What a place is worth beside who acts there."""


def find_entities(
    paragraphs: Sequence[Paragraph], words: Lexicon, known: KnownNames, refused: frozenset[str] = frozenset()
) -> tuple[FoundEntity, ...]:
    """The entities of an article, what it is about first. *refused* are folded names that a person does not want."""
    lowered = Counter(token.lower for paragraph in paragraphs for token in paragraph.tokens if not token.is_capital)
    candidates: list[Candidate] = []
    names: dict[str, Name] = {}
    for paragraph in paragraphs:
        mentions = find_known(paragraph.text, known, trailing_s=words.language == "de")
        find = find_places if paragraph.is_shouting else find_candidates
        proposed = list(find(paragraph.number, paragraph.text, paragraph.tokens, words))
        kept, new = _reconciled(mentions, proposed, words)
        candidates += new
        for mention in kept:
            _add_known(names, mention, paragraph)
    good = accepted(candidates, {p.number: p for p in paragraphs}, lowered, words)
    by_number = {paragraph.number: paragraph for paragraph in paragraphs}
    for candidate in good:
        _add_new(names, candidate, by_number[candidate.block], words)
    joined = _joined(names, by_number, words, known)
    found = [_found(name, known, words) for name in joined]
    return tuple(
        sorted(
            (entity for entity in found if not _is_refused(entity, refused)),
            key=lambda entity: (-entity.salience, _first(entity)),
        )
    )


def _reconciled(
    mentions: Sequence[KnownMention], candidates: Sequence[Candidate], words: Lexicon
) -> tuple[list[KnownMention], list[Candidate]]:
    """Known names win over what overlaps them, unless they are only a part of an institution's name."""
    new: list[Candidate] = []
    dropped: set[int] = set()
    ends = [mention.end for mention in mentions]
    for candidate in candidates:
        first = bisect_right(ends, candidate.start)
        behind = first
        while behind < len(mentions) and mentions[behind].start < candidate.end:
            behind += 1
        if first == behind:
            new.append(candidate)
        elif _is_institution_of(candidate, mentions[first:behind], words):
            dropped.update(range(first, behind))
            new.append(candidate)
    return [mention for number, mention in enumerate(mentions) if number not in dropped], new


def _is_institution_of(candidate: Candidate, inside: Sequence[KnownMention], words: Lexicon) -> bool:
    """Whether *candidate* is an institution with known names in its own, as `Bank of China`."""
    within = candidate.start <= inside[0].start and inside[-1].end <= candidate.end
    longer = (inside[0].start, inside[0].end) != (candidate.start, candidate.end)
    return within and longer and any(item.why.endswith("in the name") for item in name_evidence(candidate.text, words))


def _add_known(names: dict[str, Name], mention: KnownMention, paragraph: Paragraph) -> None:
    name = names.setdefault(f"known:{mention.key}", Name(key=mention.key))
    text = paragraph.text[mention.start : mention.end]
    name.forms[text] += 1
    name.mentions.append(Mention(paragraph.number, mention.start, mention.end, text))


def _add_new(names: dict[str, Name], candidate: Candidate, paragraph: Paragraph, words: Lexicon) -> None:
    code = territory(candidate.text)
    name = names.setdefault(f"territory:{code}" if code else plain_form(candidate.text), Name(territory=code))
    if candidate.text not in name.forms:
        # What the name itself says is said once, however often it stands there.
        name.evidence += name_evidence(candidate.text, words)
    name.forms[candidate.text] += 1
    name.mentions.append(Mention(candidate.block, candidate.start, candidate.end, candidate.text))
    name.evidence += evidence_of(candidate, paragraph.tokens, words)
    if candidate.title:
        name.titles[candidate.block, candidate.start] = candidate.title
    following = _BRACKETED.match(paragraph.text, candidate.end)
    if following is not None and is_initials(following["acronym"], candidate.text):
        name.evidence.append(Evidence("organisation", 0.8, f"the acronym {following['acronym']} behind the name"))


def _joined(
    names: dict[str, Name], paragraphs: Mapping[int, Paragraph], words: Lexicon, known: KnownNames
) -> list[Name]:
    """*names* with short forms, initials and variants of spelling joined to what they stand for."""
    spread_lists(names, {number: paragraph.text for number, paragraph in paragraphs.items()})
    join_variants(names)
    display = {key: _display(name, known, words.language) for key, name in names.items()}
    join_short_forms(names, display, lambda name: _kind(name, known), words)
    return list(names.values())


def _kind(name: Name, known: KnownNames) -> EntityKind:
    return known.records[name.key].kind if name.key is not None else judge(name.evidence).kind


def _display(name: Name, known: KnownNames, language: str) -> str:
    if name.key is not None:
        return known.records[name.key].name
    best = best_form(name.forms.items())
    return (
        territory_name(name.territory, language)
        if name.territory is not None and best.replace(".", "").isupper()
        else best
    )


def _found(name: Name, known: KnownNames, words: Lexicon) -> FoundEntity:
    judged = judge(name.evidence)
    display = _display(name, known, words.language)
    record = known.records.get(name.key) if name.key is not None else None
    mentions = tuple(sorted(name.mentions, key=lambda mention: (mention.block, mention.start)))
    forms = dict.fromkeys(mention.text for mention in mentions)
    kind = record.kind if record is not None else _settled(judged)
    return FoundEntity(
        name=display,
        kind=kind,
        record=record.id if isinstance(record, EntityRecord) else None,
        aliases=tuple(form for form in forms if form != display),
        mentions=mentions,
        why=judged.why,
        weight=judged.weight,
        salience=_salience(mentions, kind),
    )


def _settled(judged: Judgement) -> EntityKind:
    return judged.kind if judged.weight >= 0.3 else "other"


def _salience(mentions: Sequence[Mention], kind: EntityKind) -> float:
    """Measured on what articles are about: logarithm of the frequency, early mention, and mention in the headline."""
    in_text = [mention for mention in mentions if mention.block]
    early = bool(in_text) and in_text[0].block <= _EARLY
    about = math.log1p(len(in_text)) + 0.5 * early + 1.0 * (len(in_text) < len(mentions))
    return about * (_BACKGROUND if kind == "place" else 1.0)


def _first(entity: FoundEntity) -> tuple[int, int]:
    return (entity.mentions[0].block, entity.mentions[0].start) if entity.mentions else (0, 0)


def _is_refused(entity: FoundEntity, refused: Iterable[str]) -> bool:
    return entity.record is None and fold(entity.name) in refused
