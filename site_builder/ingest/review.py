"""`content/review.yml`: what ingest proposes for the authority files, and what people have decided about it.

The file belongs to people: a record that they changed stays as they wrote it, with its comments; one that they removed
is not proposed again. What was proposed last is kept beside it (the *base*), to tell both from our own doing.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.ingest.findings import FoundEntity
from site_builder.ingest.gazetteer import territory
from site_builder.ingest.yaml_text import to_yaml
from site_builder.model.config import Limits
from site_builder.model.entity import EntityKind, EntityRecord, Proposal
from site_builder.text.names import fold
from site_builder.text.schema import decode, decode_located

_HEADER = """\
# What ingest found in articles and no authority file knows. To accept a record, move it to entities.yml and give it an
# `id`; to refuse it, delete it: it will not be proposed again. What you change here stays as you wrote it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFile:
    """The whole file."""

    entities: tuple[Proposal, ...] = ()
    topics: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What people have decided by editing the file."""

    changed: tuple[Proposal, ...]
    """Records that they changed or added: these count as known."""
    refused: frozenset[str]
    """Folded names that were proposed, and that they removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The file as it should be."""

    text: str
    base: str
    """What was ever proposed, for the next time."""
    cannot_write: tuple[str, ...] = ()
    """Names of new proposals, where the file is laid out so that nothing can be added without rewriting it."""


def read_decisions(current: str | None, base: str | None, limits: Limits | None = None) -> Decisions:
    """What people have decided, from the file and the base (None where there is none). Raises ContentError."""
    if current is None:
        return Decisions(changed=(), refused=frozenset())
    standing = _decoded(current, limits).entities
    proposed = _by_name(_decoded(base or "", limits).entities)
    names = {fold(proposal.name) for proposal in standing}
    changed = tuple(proposal for proposal in standing if proposed.get(fold(proposal.name)) != proposal)
    return Decisions(changed=changed, refused=frozenset(set(proposed) - names))


def propose(found: Iterable[tuple[str, Sequence[FoundEntity]]]) -> tuple[Proposal, ...]:
    """One proposal for each new entity, from pairs of article id and entities: the same name is the same entity.

    The kind is the one for which most speaks in all articles together. Those of more articles come first.
    """
    groups: dict[str, list[tuple[str, FoundEntity]]] = defaultdict(list)
    for article, entities in found:
        for entity in entities:
            if entity.record is None:
                groups[_key(entity.name)].append((article, entity))
    proposals = [_proposal(group) for group in groups.values()]
    return tuple(sorted(proposals, key=lambda proposal: (-len(proposal.seen_in), proposal.kind, fold(proposal.name))))


def merge_review(
    current: str | None,
    base: str | None,
    new: Sequence[Proposal],
    *,
    looked_through: frozenset[str],
    records: Iterable[EntityRecord],
    limits: Limits | None = None,
) -> Merged:
    """The file with the proposals *new*, found in the articles *looked_through*.

    Left out are names that an authority record has, and those that were refused. A record that nobody changed follows
    what is found now, and goes when it is found no more. Raises ContentError.
    """
    base = _with_interrupted(current, base, new, limits)
    proposed = _decoded(base or "", limits).entities
    decisions = read_decisions(current, base, limits)
    known = {
        fold(name) for record in records for name in (record.id, record.name, *record.aliases, *record.names.values())
    }
    wanted = [proposal for proposal in new if _is_open(proposal, known, decisions)]
    fresh = _updated(proposed, wanted, looked_through, known, decisions)
    # What was decided stays in the base: a changed record that is removed later is refused.
    settled = decisions.refused | {fold(proposal.name) for proposal in decisions.changed}
    base_now = _whole(
        ReviewFile(entities=(*fresh, *(proposal for proposal in proposed if fold(proposal.name) in settled)))
    )
    if current is None:
        # A review file is begun when there is something to review.
        return Merged(text=_whole(ReviewFile(entities=fresh)), base=base_now) if fresh else Merged(text="", base="")
    changed = _by_name(decisions.changed)
    return _spliced(current, (base or "", base_now), {fold(p.name): p for p in fresh}, changed, limits)


def _with_interrupted(
    current: str | None, base: str | None, new: Sequence[Proposal], limits: Limits | None
) -> str | None:
    """The base with what a run wrote that ended before it could keep its base: records that it would write again.

    Without them they would count as a person's own.
    """
    if current is None:
        return base
    kept = _decoded(base or "", limits).entities
    known = {fold(proposal.name) for proposal in kept}
    again = [one for one in _decoded(current, limits).entities if fold(one.name) not in known and one in new]
    return _whole(ReviewFile(entities=(*kept, *again))) if again else base


@functools.lru_cache(maxsize=4)
def _decoded(text: str, limits: Limits | None) -> ReviewFile:
    """The file as a value: a run asks for the same two several times, and they may be long. Raises ContentError."""
    return decode(ReviewFile, text, limits=limits)


def _is_open(proposal: Proposal, known: set[str], decisions: Decisions) -> bool:
    names = {fold(name) for name in (proposal.name, *proposal.aliases)}
    changed = {fold(name) for decided in decisions.changed for name in (decided.name, *decided.aliases)}
    return fold(proposal.name) not in decisions.refused and not names & known and fold(proposal.name) not in changed


def _updated(
    proposed: Iterable[Proposal],
    wanted: Iterable[Proposal],
    looked_through: frozenset[str],
    known: set[str],
    decisions: Decisions,
) -> tuple[Proposal, ...]:
    """The undecided proposals: those of before in their order, as far as they still hold, then new ones."""
    now = {_key(proposal.name): proposal for proposal in wanted}
    changed = {fold(proposal.name) for proposal in decisions.changed}
    fresh: list[Proposal] = []
    for before in proposed:
        if fold(before.name) in decisions.refused or fold(before.name) in changed or fold(before.name) in known:
            now.pop(_key(before.name), None)
            continue
        after = now.pop(_key(before.name), None)
        elsewhere = tuple(article for article in before.seen_in if article not in looked_through)
        if after is not None:
            fresh.append(_followed(before, after, elsewhere))
        elif elsewhere:
            fresh.append(replace(before, seen_in=elsewhere))
    return (*fresh, *now.values())


def _followed(before: Proposal, after: Proposal, elsewhere: tuple[str, ...]) -> Proposal:
    if not elsewhere:
        return replace(after, name=before.name, aliases=_without(before.name, (*after.aliases, after.name)))
    kind = after.kind if before.kind == "other" else before.kind
    why = after.why if before.kind == "other" else before.why
    aliases = _without(before.name, (*before.aliases, after.name, *after.aliases))
    return Proposal(
        name=before.name, kind=kind, aliases=aliases, why=why, seen_in=tuple(sorted({*elsewhere, *after.seen_in}))
    )


def _proposal(group: Sequence[tuple[str, FoundEntity]]) -> Proposal:
    weights: dict[EntityKind, float] = defaultdict(float)
    for _, entity in group:
        weights[entity.kind] += entity.weight if entity.kind != "other" else 0.0
    kind = max(sorted(weights), key=lambda name: weights[name])
    named = max(group, key=lambda pair: (len(pair[1].name.split()), len(pair[1].mentions), pair[1].name))[1].name
    reasons = [(entity.weight, entity.why) for _, entity in group if entity.kind == kind and entity.why]
    forms = [form for _, entity in group for form in (entity.name, *entity.aliases)]
    return Proposal(
        name=" ".join(named.split()),
        kind=kind,
        aliases=_without(named, forms),
        why=max(reasons)[1] if reasons else "",
        seen_in=tuple(sorted({article for article, _ in group})),
    )


def _without(name: str, forms: Iterable[str]) -> tuple[str, ...]:
    """*forms* in their order, each once, without those that are only another writing of *name*."""
    seen = {fold(name)}
    kept = []
    for form in forms:
        if fold(form) not in seen:
            seen.add(fold(form))
            kept.append(" ".join(form.split()))
    return tuple(kept)


def _key(name: str) -> str:
    """Under which proposals meet: China and Cina are one."""
    code = territory(name)
    return f"territory:{code}" if code is not None else fold(name)


def _by_name(proposals: Iterable[Proposal]) -> dict[str, Proposal]:
    return {fold(proposal.name): proposal for proposal in proposals}


def _whole(review: ReviewFile) -> str:
    return _HEADER + to_yaml(review) if review.entities or review.topics else _HEADER


def _spliced(
    current: str,
    bases: tuple[str, str],
    fresh: Mapping[str, Proposal],
    changed: Mapping[str, Proposal],
    limits: Limits | None,
) -> Merged:
    """*current* with the records of *fresh* in place of those that nobody changed; all else as it stands there."""
    before, base = bases
    review, lines = decode_located(ReviewFile, current, limits=limits)
    rows = current.split("\n")
    starts = [lines[f"entities.{number}"] - 1 for number in range(len(review.entities))]
    written_as_list = all(rows[start].lstrip().startswith("- ") for start in starts) and len(set(starts)) == len(starts)
    standing = {fold(proposal.name) for proposal in review.entities}
    missing = {key: proposal for key, proposal in fresh.items() if key not in standing}
    if not written_as_list or (
        "entities" in lines and not starts and rows[lines["entities"] - 1].split(":", 1)[1].strip()
    ):
        # The base stays as it was, so that what could not be proposed does not look as if it had been refused.
        return Merged(text=current, base=before, cannot_write=tuple(proposal.name for proposal in missing.values()))
    if "entities" not in lines:
        added = to_yaml(ReviewFile(entities=tuple(missing.values()))) if missing else ""
        return Merged(text=_with_line_end(current) + added if added else current, base=base)
    end = _end_of_list(rows, starts, lines["entities"] - 1)
    indent = len(rows[starts[0]]) - len(rows[starts[0]].lstrip()) if starts else 2
    pieces = rows[: starts[0] if starts else end]
    for start, stop, proposal in zip(starts, [*starts, end][1:], review.entities, strict=False):
        key = fold(proposal.name)
        piece = rows[start:stop]
        if key in changed or fresh.get(key) == proposal:
            pieces += piece
        elif key in fresh:
            pieces += [*_item(fresh[key], indent), *_comments(piece)]
        else:
            pieces += _comments(piece)
    for proposal in missing.values():
        pieces += _item(proposal, indent)
    return Merged(text="\n".join([*pieces, *rows[end:]]), base=base)


def _end_of_list(rows: Sequence[str], starts: Sequence[int], heading: int) -> int:
    """The row behind the last record: of the next name at the margin, or of the empty rest of the file."""
    last = starts[-1] if starts else heading
    end = next(
        (number for number in range(last + 1, len(rows)) if rows[number][:1].strip() not in {"", "#", "-"}), len(rows)
    )
    while end > last + 1 and not rows[end - 1].strip():
        end -= 1
    return end


def _item(proposal: Proposal, indent: int) -> list[str]:
    item = to_yaml(ReviewFile(entities=(proposal,))).split("\n")[1:-1]
    return [" " * indent + row[2:] for row in item]


def _comments(piece: Iterable[str]) -> list[str]:
    return [row for row in piece if row.lstrip().startswith("#")]


def _with_line_end(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
