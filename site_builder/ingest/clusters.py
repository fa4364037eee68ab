"""Names as they grow: all forms of one thing, where they stand, and what speaks for its kind; and the joining of forms.

Every step costs about as much as there are names, however a text is made: candidates for joining are looked up by their
words, initials and misspellings, never by comparing all with all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from site_builder.ingest.findings import Mention
from site_builder.ingest.joining import initials_of, is_short_for, name_words, share_version, spelling_variant
from site_builder.ingest.kinds import Evidence, judge
from site_builder.ingest.lexicons.value import Lexicon
from site_builder.model.entity import EntityKind

_BETWEEN = re.compile(r",\s|,?\s(?:and|or|e|o|y|et|ou|und|oder)\s")
_SHARED = 0.7
"""What is said of a neighbour in a list counts for this much."""
_MUCH_RARER = 4
_LONGEST = 40
"""Letters of a name whose misspellings are looked for."""
_COMPARED = 20
"""Full forms beyond which a short form is ambiguous without a closer look, and misspellings that are looked at."""


@dataclass(slots=True)
class Name:
    """One name as it grows."""

    forms: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    titles: dict[tuple[int, int], str] = field(default_factory=dict)
    """The titles before it, by paragraph and offset."""
    key: str | None = None
    """Of its record, where it is known."""
    territory: str | None = None
    """The code of a country."""


def spread_lists(names: Mapping[str, Name], texts: Mapping[int, str]) -> None:
    """Let what is said of one name of a list hold for its neighbours, a little less: `rivals Baidu and Alibaba`.

    *texts* are the paragraphs by their number.
    """
    places = sorted((m.block, m.start, m.end, key) for key, name in names.items() for m in name.mentions)
    neighbours: dict[tuple[str, str], None] = {}
    for (block, _, end, key), (next_block, start, _, other) in pairwise(places):
        if block == next_block and key != other and _BETWEEN.fullmatch(texts[block][end:start]):
            neighbours.setdefault((key, other))
            neighbours.setdefault((other, key))
    heard = {
        key: {
            item: None
            for item in name.evidence
            if item.weight >= 1 and item.why.endswith(("before the name", "is one"))
        }
        for key, name in names.items()
    }
    for speaker, hearer in neighbours:
        names[hearer].evidence += [replace(item, weight=item.weight * _SHARED) for item in heard[speaker]]


def join_variants(names: dict[str, Name]) -> None:
    """Join spellings one edit apart that share a version, or are of one kind and one of them is much the rarer."""
    fresh = [key for key, name in names.items() if name.key is None]
    seen: dict[str, list[str]] = defaultdict(list)
    for key in sorted(fresh, key=lambda key: -sum(names[key].forms.values())):
        near = islice(dict.fromkeys(other for shape in _shapes(key) for other in seen[shape]), _COMPARED)
        meant = next(
            (other for other in near if spelling_variant(other, key) and _agree(names[other], names[key])), None
        )
        if meant is not None:
            absorb(names[meant], names.pop(key))
            continue
        for shape in _shapes(key):
            if len(seen[shape]) < _COMPARED:
                seen[shape].append(key)


def join_short_forms(
    names: dict[str, Name], display: Mapping[str, str], kind_of: Callable[[Name], EntityKind], words: Lexicon
) -> None:
    """Join short forms and initials to the one name that they stand for; *display* are the names by their keys."""
    index = _Index(names, display, kind_of)
    # The longest last, so that a short form joins what has already taken in its other forms.
    for key in sorted(names, key=lambda key: (len(display[key].split()), len(display[key]))):
        if names[key].key is not None:
            continue
        fuller = dict.fromkeys(index.full_forms(display[key], words))
        outer = _outermost([other for other in fuller if other in names and other != key], display)
        if len(outer) == 1:
            absorb(names[outer[0]], names.pop(key))
        elif len(outer) > 1:
            _share_out(names.pop(key), [names[other] for other in outer])


def absorb(whole: Name, part: Name) -> None:
    """Make *part* a form of *whole*."""
    whole.forms.update(part.forms)
    whole.mentions += part.mentions
    whole.evidence += part.evidence
    whole.titles.update(part.titles)


class _Index:
    """Names by the words and initials of their forms."""

    def __init__(
        self, names: Mapping[str, Name], display: Mapping[str, str], kind_of: Callable[[Name], EntityKind]
    ) -> None:
        self.by_word: dict[str, list[tuple[str, str, EntityKind]]] = defaultdict(list)
        self.by_initials: dict[str, list[tuple[str, str, EntityKind]]] = defaultdict(list)
        for key, name in names.items():
            kind = kind_of(name)
            for form in {*name.forms, display[key]}:
                for word in set(name_words(form)):
                    self.by_word[word].append((form, key, kind))
                for letters in initials_of(form):
                    self.by_initials[letters].append((form, key, kind))

    def full_forms(self, name: str, words: Lexicon) -> Iterator[str]:
        """The keys of the names of which *name* may be a short form."""
        rarest = min((self.by_word[word] for word in name_words(name)), key=len, default=[])
        for form, key, kind in (*rarest, *self.by_initials[name.replace(".", "")]):
            if form != name and is_short_for(name, form, kind, words):
                yield key


def _outermost(keys: Sequence[str], display: Mapping[str, str]) -> list[str]:
    """Of `Kelly Zhang` and `Kelly Zhang Nan` the fuller one: both are the same, and make no form ambiguous."""
    if len(keys) > _COMPARED:
        return list(keys)
    return [
        key for key in keys if not any(other != key and f" {display[key]} " in f" {display[other]} " for other in keys)
    ]


def _share_out(part: Name, wholes: Sequence[Name]) -> None:
    """Give each mention of an ambiguous short form to the one it must mean, and drop those that stay open.

    The title before it decides (`founder Zhang` is the one who was called co-founder), else the last of them that was
    named or settled in the same paragraph.
    """
    bearers: dict[str, list[Name]] = defaultdict(list)
    for whole in wholes:
        for borne in {_last_part(title) for title in whole.titles.values()}:
            bearers[borne].append(whole)
    named = sorted((m.block, m.start, number) for number, whole in enumerate(wholes) for m in whole.mentions)
    position = 0
    last: tuple[int, Name] | None = None
    for mention in sorted(part.mentions, key=lambda mention: (mention.block, mention.start)):
        while position < len(named) and named[position][:2] < (mention.block, mention.start):
            last = (named[position][0], wholes[named[position][2]])
            position += 1
        title = part.titles.get((mention.block, mention.start))
        titled = bearers.get(_last_part(title), []) if title is not None else []
        meant = titled[0] if len(titled) == 1 else last[1] if last is not None and last[0] == mention.block else None
        if meant is not None:
            meant.mentions.append(mention)
            meant.forms[mention.text] += 1
            last = (mention.block, meant)


def _last_part(title: str) -> str:
    return title.rpartition("-")[2].removeprefix("co")


def _agree(common: Name, rare: Name) -> bool:
    if any(item.why == "a known place" for item in [*common.evidence, *rare.evidence]):
        return False
    if share_version(max(common.forms, key=len), max(rare.forms, key=len)):
        return True
    rarer = sum(common.forms.values()) >= _MUCH_RARER * sum(rare.forms.values())
    return rarer and judge(common.evidence).kind == judge(rare.evidence).kind


def _shapes(key: str) -> Iterator[str]:
    """*key*, and *key* without one letter each: two names one edit apart have one of these in common."""
    if len(key) <= _LONGEST:
        yield key
        yield from dict.fromkeys(key[:place] + key[place + 1 :] for place in range(len(key)))
