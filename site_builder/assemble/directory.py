"""What a name means: from ids, names and aliases of the authority files to the keys of groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from site_builder.model.entity import Authority, EntityRecord, GroupFamily, Proposal, SourceRecord, TopicRecord
from site_builder.text.fingerprint import fingerprint
from site_builder.text.names import fold
from site_builder.text.slugs import MAX_LENGTH, slugify

AnyRecord = TopicRecord | EntityRecord | SourceRecord
FAMILIES: tuple[GroupFamily, ...] = ("entities", "topics", "sources")


@dataclass(frozen=True, slots=True)
class Entry:
    """A group that a name can mean."""

    family: GroupFamily
    slug: str
    name: str
    record: AnyRecord | None = None
    """Absent where briefings use the name and no authority file knows it."""
    proposal: Proposal | None = None

    @property
    def key(self) -> str:
        """`family/slug`."""
        return f"{self.family}/{self.slug}"

    def name_in(self, language: str) -> str:
        """The name in *language*, where it has one of its own."""
        return self.record.names.get(language, self.name) if self.record is not None else self.name


@dataclass(frozen=True, slots=True)
class Directory:
    """All entries, by key and by folded name."""

    entries: dict[str, Entry] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each family: folded id, name or alias to key."""

    def find(self, family: GroupFamily, name: str) -> Entry | None:
        """The entry of *family* that *name* means, if there is one."""
        key = self.names.get(family, {}).get(fold(name))
        return self.entries[key] if key is not None else None

    def known_names(self, family: GroupFamily) -> Iterator[str]:
        """All names in the authority file of a family, for suggestions."""
        for entry in self.entries.values():
            if entry.family == family and entry.record is not None:
                yield from entry.record.called


def directory(authority: Authority, used: Mapping[GroupFamily, Iterable[str]]) -> Directory:
    """The directory of *authority*, and of the names that briefings *use* and no record has, in order of use.

    Records that share an id, a name or an alias are told by `content.authority`.
    """
    made = Directory(names={family: {} for family in FAMILIES})
    records: tuple[tuple[GroupFamily, tuple[AnyRecord, ...]], ...] = (
        ("topics", authority.topics),
        ("entities", authority.entities),
        ("sources", authority.sources),
    )
    for family, members in records:
        for record in members:
            _add(made, Entry(family, record.id, record.name, record), (record.id, *record.called))
    proposals = {
        fold(name): proposal for proposal in authority.proposals for name in (proposal.name, *proposal.aliases)
    }
    for family, names in used.items():
        for name in names:
            if made.find(family, name) is None:
                _add_unknown(made, family, name, proposals.get(fold(name)) if family == "entities" else None)
    return made


def _add_unknown(made: Directory, family: GroupFamily, name: str, proposal: Proposal | None) -> None:
    title = proposal.name if proposal is not None else name
    entry = made.find(family, title) or Entry(family, _slug(title), title, None, proposal)
    # `Open AI` and `open-ai` would have the same address: near enough to be the same thing.
    _add(made, made.entries.get(entry.key, entry), (name, title, *(proposal.aliases if proposal is not None else ())))


def _add(made: Directory, entry: Entry, called: Iterable[str]) -> None:
    made.entries.setdefault(entry.key, entry)
    for name in called:
        made.names[entry.family].setdefault(fold(name), entry.key)


def _slug(title: str) -> str:
    """An address for a name without a record; long names that begin alike keep apart."""
    slug = slugify(title)
    if slug and len(title) < MAX_LENGTH:
        return slug
    mark = fingerprint(title)[:8]
    return f"{slug[: MAX_LENGTH - len(mark) - 1].rstrip('-')}-{mark}" if slug else f"name-{mark}"
