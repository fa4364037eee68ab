"""What ingest proposes in content/review.yml: accepted as a record, adopted by one, or refused."""

from __future__ import annotations

from typing import Any

from site_builder.commands.desk import Desk, all_names, changed_files, edited, free_id, listed, once
from site_builder.text import yaml_edit
from site_builder.text.names import fold


def accept(desk: Desk, number: int, *, name: str, kind: str) -> dict[str, str]:
    """The files after a proposal of content/review.yml has become a record."""
    proposal = yaml_edit.read(desk.files["content/review.yml"])["entities"][number]
    id = free_id(name, {fold(one) for other in desk.records["entities"] for one in all_names(other)})
    forms = (proposal["name"], *listed(proposal.get("aliases")))
    taken = {fold(one) for other in desk.records["entities"] for one in all_names(other)}
    aliases = once(forms, {fold(name), *taken})
    lines = [f"- id: {id}", f"  name: {yaml_edit.written(name)}", f"  kind: {kind}"]
    lines += [f"  aliases: [{', '.join(map(yaml_edit.written, aliases))}]"] if aliases else []
    start = desk.files.get("content/entities.yml", "")
    changes = {"content/entities.yml": edited("content/entities.yml", lambda: yaml_edit.add_record(start, lines))}
    return {**changes, **ignore(desk, number)}


def adopt(desk: Desk, number: int, into: str) -> dict[str, str]:
    """The files after a proposal has become names of the entity *into*."""
    proposal = yaml_edit.read(desk.files["content/review.yml"])["entities"][number]
    place, _ = desk.find("entities", into)
    taken = {fold(one) for other in desk.records["entities"] for one in all_names(other)}
    aliases = once((proposal["name"], *listed(proposal.get("aliases"))), taken)
    change = {"content/entities.yml": lambda text: yaml_edit.add(text, (place, "aliases"), aliases, after="name")}
    return {**changed_files(desk, change), **ignore(desk, number)}


def ignore(desk: Desk, number: int) -> dict[str, str]:
    """The files after a proposal has been refused: it is not proposed again."""
    path = "content/review.yml"
    return {path: edited(path, lambda: yaml_edit.remove(desk.files[path], ("entities", number)))}


def proposals(desk: Desk) -> list[dict[str, Any]]:
    """The proposals of content/review.yml, as they stand there."""
    data = yaml_edit.read(desk.files.get("content/review.yml", "")) or {}
    return list(data.get("entities") or []) if isinstance(data, dict) else []
