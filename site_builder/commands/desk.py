"""The desk where entities and topics are put in order: one operation, and all files as they should be after it.

Only the values that an operation is about are changed, in the authority file, in other authority records that name
them, and in front matter. What a group was called before becomes an alias, so that old addresses lead on.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal

from site_builder.commands.folders import Folders
from site_builder.commands.ingest_folder import write_bytes
from site_builder.commands.load import load_config
from site_builder.content import scan
from site_builder.content.authority import read_authority
from site_builder.content.parse import File, parse_briefing
from site_builder.model.config import Config
from site_builder.model.entity import EntityRecord, TopicRecord
from site_builder.model.problem import ConfigError, ContentError, Problem, gather
from site_builder.model.report import Report
from site_builder.text import yaml_edit
from site_builder.text.frontmatter import FENCE
from site_builder.text.names import fold
from site_builder.text.slugs import slugify
from site_builder.text.suggestions import did_you_mean

Family = Literal["entities", "topics"]
Record = EntityRecord | TopicRecord
_TITLE: Mapping[Family, str] = {"entities": "name", "topics": "title"}
_ONE: Mapping[Family, str] = {"entities": "entity", "topics": "topic"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The files that operations are about, as they are: texts by path below the site's root."""

    config: Config
    files: Mapping[str, str]
    records: Mapping[Family, tuple[Record, ...]]
    used: Mapping[Family, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """What each briefing names, by its path."""

    def find(self, family: Family, name: str) -> tuple[int, Record]:
        """The record that *name* means, an id or any name, and its place. Raises ConfigError where there is none."""
        wanted = fold(name)
        for number, record in enumerate(self.records[family]):
            if wanted in {fold(one) for one in (record.id, *record.called)}:
                return number, record
        known = [one for record in self.records[family] for one in (record.id, *record.called)]
        hint = did_you_mean(name, known) or f"`site-builder {family} list` names them all"
        raise ConfigError(Problem(f"there is no {_ONE[family]} `{name}`", code="SB008", hint=hint))


def open_desk(folders: Folders) -> Desk:
    """Read the authority files and all front matter. Raises SiteBuilderError with all that cannot be read."""
    config = load_config(folders)
    limit = config.limits.file_bytes
    listing = scan.list_files(folders.content / "briefings", folders.root, suffixes=(".md",))
    found = [scan.find_file(folders.content / f"{name}.yml", folders.root) for name in ("topics", "entities", "review")]
    authority = [source for source in found if source is not None]
    texts = {source.path: _text(scan.read(source, limit), source.path) for source in (*authority, *listing.sources)}
    return _desk(config, texts)


def merge(desk: Desk, family: Family, kept: str, gone: str) -> dict[str, str]:
    """The files after *gone* has become *kept*: its names are aliases, and briefings name the one that is left.

    Gives texts by path, those that change. Raises ConfigError where that cannot be done.
    """
    _, one = desk.find(family, kept)
    place, other = desk.find(family, gone)
    if one.id == other.id:
        raise ConfigError(Problem(f"`{kept}` and `{gone}` are the same {_ONE[family]} already", code="SB008"))
    known = {fold(name) for name in (one.id, *one.called)}
    aliases = once((other.called[0], other.id, *other.called), known)
    names = {fold(name) for name in (other.id, *other.called)}

    def authority(text: str) -> str:
        text = yaml_edit.remove(text, (place,))
        number = next(index for index, record in enumerate(yaml_edit.read(text)) if record["id"] == one.id)
        text = yaml_edit.add(text, (number, "aliases"), aliases, after=_TITLE[family])
        return _below(desk, text, one, other) if family == "topics" else text

    changes = changed_files(desk, {f"content/{family}.yml": authority})
    return _everywhere(desk, changes, family, names, one.called[0])


def rename(desk: Desk, family: Family, name: str, new: str, *, id: str | None = None) -> dict[str, str]:
    """The files after a record has got the name *new*, and perhaps another *id*; what it had becomes an alias."""
    place, record = desk.find(family, name)
    old = record.called[0]
    taken = {fold(one): other for other in desk.records[family] if other.id != record.id for one in all_names(other)}
    for wanted in (new, id):
        if wanted is not None and fold(wanted) in taken:
            hint = f"`site-builder {family} merge {taken[fold(wanted)].id} {record.id}` makes them one"
            raise ConfigError(Problem(f"`{wanted}` is `{taken[fold(wanted)].id}` already", code="SB008", hint=hint))
    if not new.strip() or (id is not None and slugify(id) != id):
        raise ConfigError(Problem(f"`{id or new}` cannot be a name", code="SB008", hint="an id is small-letters-and-2"))

    def authority(text: str) -> str:
        listed = list(record.aliases)
        for number in reversed(range(len(listed))):
            if fold(listed[number]) in {fold(new), fold(id or new)}:
                text = _without_alias(text, place, number, listed)
                del listed[number]
        text = yaml_edit.set_text(text, (place, _TITLE[family]), new)
        was = (old, *((record.id,) if id is not None else ()))
        known = {fold(one) for one in (new, id or record.id, *listed, *record.names.values())}
        text = yaml_edit.add(text, (place, "aliases"), once(was, known), after=_TITLE[family])
        if id is not None:
            text = yaml_edit.set_text(text, (place, "id"), id)
            text = _reparented(text, record.id, id) if family == "topics" else text
        return text

    changes = changed_files(desk, {f"content/{family}.yml": authority})
    return _everywhere(desk, changes, family, {fold(old)}, new)


def split(
    desk: Desk,
    name: str,
    new: str,
    *,
    kind: str | None = None,
    aliases: Sequence[str] = (),
    briefings: Sequence[str] = (),
) -> dict[str, str]:
    """The files after a part of an entity has become one of its own, called *new*.

    *aliases* of the old one go along, and what briefings call by them; *briefings* (paths or file names) that name the
    old one name the new one then.
    """
    place, record = desk.find("entities", name)
    if not isinstance(record, EntityRecord):
        raise TypeError("entities only")
    moved = {fold(alias) for alias in (*aliases, new)}
    missing = [alias for alias in aliases if fold(alias) not in {fold(one) for one in record.aliases}]
    if missing:
        hint = f"its aliases are {', '.join(record.aliases) or 'none'}"
        raise ConfigError(Problem(f"`{record.name}` has no alias `{missing[0]}`", code="SB008", hint=hint))
    taken = {fold(one) for other in desk.records["entities"] for one in all_names(other)} - {
        fold(a) for a in record.aliases
    }
    id = free_id(new, {fold(one) for other in desk.records["entities"] for one in all_names(other)})
    if fold(new) in taken:
        raise ConfigError(Problem(f"there is an entity `{new}` already", code="SB008", hint="choose another name"))
    lines = [f"- id: {id}", f"  name: {yaml_edit.written(new)}", f"  kind: {kind or record.kind}"]
    given = [alias for alias in record.aliases if fold(alias) in moved and fold(alias) != fold(new)]
    lines += [f"  aliases: [{', '.join(map(yaml_edit.written, given))}]"] if given else []

    def authority(text: str) -> str:
        listed = list(record.aliases)
        for number in reversed(range(len(listed))):
            if fold(listed[number]) in moved:
                text = _without_alias(text, place, number, listed)
                del listed[number]
        return yaml_edit.add_record(text, lines)

    changes = changed_files(desk, {"content/entities.yml": authority})
    old = {fold(one) for one in all_names(record)} - moved
    chosen = {path for path in desk.used["entities"] for wanted in briefings if _is_called(path, wanted)}
    unknown = [wanted for wanted in briefings if not any(_is_called(path, wanted) for path in desk.used["entities"])]
    if unknown:
        raise ConfigError(Problem(f"there is no briefing `{unknown[0]}`", code="SB008", hint="name its file"))
    return _everywhere(desk, changes, "entities", old, new, only=chosen)


def after(desk: Desk, changes: Mapping[str, str]) -> Desk:
    """The desk once *changes* are made. Raises ContentError where a file would say something that cannot be."""
    return _desk(desk.config, {**desk.files, **changes})


def diff(desk: Desk, changes: Mapping[str, str]) -> Iterator[str]:
    """What *changes* change, as a unified diff."""
    for path, text in sorted(changes.items()):
        old = desk.files.get(path, "")
        lines = difflib.unified_diff(old.splitlines(), text.splitlines(), f"a/{path}", f"b/{path}", lineterm="")
        yield from lines


def write(folders: Folders, desk: Desk, changes: Mapping[str, str]) -> Report:
    """Write *changes*, all or none, once it is certain that every file can be read afterwards.

    Raises SiteBuilderError where it cannot, or where a file was changed by someone else meanwhile.
    """
    after(desk, changes)
    done: list[str] = []
    try:
        for path, text in sorted(changes.items()):
            place = folders.root / path
            old = desk.files.get(path)
            _is_as_it_was(place, path, old)
            write_bytes(place, text.encode())
            done.append(path)
    except BaseException:
        for path in done:
            _put_back(folders.root / path, desk.files.get(path))
        raise
    return Report(counts={"changed": len(changes)})


def _is_as_it_was(place: Path, path: str, text: str | None) -> None:
    if text is not None and place.read_bytes() != text.encode():
        raise ContentError(Problem("the file was changed meanwhile", code="SB008", path=path, hint="try again"))


def _put_back(place: Path, text: str | None) -> None:
    if text is None:
        place.unlink(missing_ok=True)
    else:
        write_bytes(place, text.encode())


def _desk(config: Config, texts: Mapping[str, str]) -> Desk:
    files = {
        name: File(f"content/{name}.yml", f"{name}.yml", texts[f"content/{name}.yml"].encode())
        for name in ("topics", "entities", "review")
        if f"content/{name}.yml" in texts
    }
    parsed, problems = read_authority(files, config)
    briefings = gather(
        lambda path: parse_briefing(File(path, Path(path).name, texts[path].encode()), config),
        [path for path in texts if path.startswith("content/briefings/")],
    )
    if problems or briefings.problems:
        raise ContentError(*problems, *briefings.problems)
    heads = {one.briefing.path: one.briefing.head for one in briefings.values}
    return Desk(
        config=config,
        files=texts,
        records={"entities": parsed.authority.entities, "topics": parsed.authority.topics},
        used={
            "entities": {path: head.entities for path, head in heads.items()},
            "topics": {path: head.topics for path, head in heads.items()},
        },
    )


def _everywhere(
    desk: Desk, changes: dict[str, str], family: Family, names: set[str], new: str, *, only: set[str] | None = None
) -> dict[str, str]:
    """*changes*, and front matter and topics that call something by *names* saying *new* instead."""
    for path, used in desk.used[family].items():
        if (only is None or path in only) and any(fold(one) in names for one in used):
            changes[path] = edited(path, partial(_in_head, desk.files[path], family, names, new))
    topics = "content/topics.yml"
    if family == "entities" and only is None and topics in desk.files:
        text = desk.files[topics]
        for number, topic in enumerate(yaml_edit.read(text) or []):
            if any(fold(one) in names for one in listed(topic.get("entities"))):
                text = edited(topics, partial(_renamed, text, (number, "entities"), names, new))
        if text != desk.files[topics]:
            changes[topics] = text
    return {path: text for path, text in changes.items() if text != desk.files.get(path)}


def _in_head(text: str, field_name: str, names: set[str], new: str) -> str:
    """*text* of a briefing with the list of its front matter changed."""
    begin = text.index(FENCE)
    start = text.index("\n", begin) + 1
    end = start
    while text[end:].split("\n", 1)[0].rstrip() not in {FENCE, "..."}:
        end = text.index("\n", end) + 1
    return text[:start] + _renamed(text[start:end], (field_name,), names, new) + text[end:]


def _renamed(text: str, path: yaml_edit.Path, names: set[str], new: str) -> str:
    """The list at *path* with *new* once in the place of *names*."""
    value = yaml_edit.read(text)
    for step in path:
        value = value[step]
    if isinstance(value, str):
        return yaml_edit.set_text(text, path, new)
    there = [number for number, one in enumerate(value) if fold(one) == fold(new)]
    for number in reversed(range(len(value))):
        if fold(value[number]) not in names or number in there:
            continue
        if there or any(fold(one) in names for one in value[:number]):
            text = yaml_edit.remove(text, (*path, number))
        else:
            text = yaml_edit.set_text(text, (*path, number), new)
    return text


def _below(desk: Desk, text: str, kept: Record, gone: Record) -> str:
    """*text* of the topics with *kept* above those that *gone* was above, and not below itself."""
    parents = {topic.id: topic.parent for topic in desk.records["topics"] if isinstance(topic, TopicRecord)}
    above, trail = parents[kept.id], {kept.id}
    while above is not None and above not in trail and above != gone.id:
        trail.add(above)
        above = parents[above]
    if above == gone.id:
        number = next(index for index, record in enumerate(yaml_edit.read(text)) if record["id"] == kept.id)
        higher = parents[gone.id]
        place = (number, "parent")
        text = yaml_edit.set_text(text, place, higher) if higher is not None else yaml_edit.drop(text, place)
    return _reparented(text, gone.id, kept.id)


def _reparented(text: str, old: str, new: str) -> str:
    for number, record in enumerate(yaml_edit.read(text)):
        if record.get("parent") == old:
            text = yaml_edit.set_text(text, (number, "parent"), new)
    return text


def _without_alias(text: str, place: int, number: int, listed: Sequence[str]) -> str:
    aliases = yaml_edit.read(text)[place]["aliases"]
    if isinstance(aliases, str):
        raise yaml_edit.StubbornError(f"the only alias `{listed[number]}` stands outside a list")
    return yaml_edit.remove(text, (place, "aliases", number))


def changed_files(desk: Desk, edits: Mapping[str, Callable[[str], str]]) -> dict[str, str]:
    """The texts that *edits* make of files, by path. Raises ContentError."""
    return {path: edited(path, partial(edit, desk.files[path])) for path, edit in edits.items()}


def edited(path: str, edit: Callable[[], str]) -> str:
    """What *edit* gives. Raises ContentError where the file at *path* cannot be changed in place."""
    try:
        return edit()
    except yaml_edit.StubbornError as error:
        hint = "make this change by hand, or write lists as `[one, two]` or one item a line"
        raise ContentError(Problem(str(error), code="SB008", path=path, hint=hint)) from None


def _text(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise ContentError(Problem("the file is not UTF-8 text", code="SB110", path=path)) from None


def free_id(name: str, taken: set[str]) -> str:
    """An id for *name* that is none of the folded names *taken*."""
    first = slugify(name) or "entity"
    found, number = first, 2
    while fold(found) in taken and fold(found) != fold(name):
        found, number = f"{first}-{number}", number + 1
    return found


def once(names: Iterable[str], known: set[str]) -> list[str]:
    """*names* in their order, without those that are *known* and without another writing of one before."""
    seen = set(known)
    kept = []
    for name in names:
        if fold(name) not in seen:
            seen.add(fold(name))
            kept.append(name)
    return kept


def all_names(record: Record) -> tuple[str, ...]:
    """All that means *record*."""
    return (record.id, *record.called)


def listed(value: Any) -> list[str]:
    """A list that may be written as one text, or be missing."""
    if isinstance(value, str):
        return [value] if value else []
    return list(value or [])


def _is_called(path: str, wanted: str) -> bool:
    return path == wanted or Path(path).name == wanted or Path(path).stem == wanted
