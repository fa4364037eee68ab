"""What stands on the desk, in rows."""

from __future__ import annotations

from collections import Counter

from site_builder.commands.desk import Desk, Family
from site_builder.commands.desk_proposals import proposals
from site_builder.model.entity import EntityRecord
from site_builder.model.problem import ConfigError, Problem
from site_builder.text.names import fold
from site_builder.text.suggestions import did_you_mean


def rows(desk: Desk, family: Family) -> list[dict[str, object]]:
    """One mapping for each record: `id`, `name`, `kind` (of entities), `aliases`, `briefings`; the most named first."""
    meant = {fold(name): record.id for record in desk.records[family] for name in (record.id, *record.called)}
    named = Counter(
        id for used in desk.used[family].values() for id in {meant[fold(name)] for name in used if fold(name) in meant}
    )
    found = []
    for record in sorted(desk.records[family], key=lambda one: (-named[one.id], one.id)):
        kind = {"kind": record.kind} if isinstance(record, EntityRecord) else {}
        row = {"id": record.id, "name": record.called[0], **kind}
        found.append({**row, "aliases": list(record.aliases), "briefings": named[record.id]})
    return found


def proposal_called(desk: Desk, name: str) -> int:
    """The number of the proposal called *name*. Raises ConfigError where there is none."""
    known = [str(proposal["name"]) for proposal in proposals(desk)]
    for number, one in enumerate(known):
        if fold(one) == fold(name):
            return number
    hint = did_you_mean(name, known) or "content/review.yml names what is proposed"
    raise ConfigError(Problem(f"nothing is proposed under the name `{name}`", code="SB008", hint=hint))
