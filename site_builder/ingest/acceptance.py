"""Which candidates are names at all: what a capital proves depends on where it stands and what else the text says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from site_builder.ingest.candidates import Candidate
from site_builder.ingest.everyday import is_everyday
from site_builder.ingest.gazetteer import is_given_name, places
from site_builder.ingest.kinds import Evidence, evidence_of
from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.lexicons.words import word_set
from site_builder.ingest.paragraphs import Paragraph
from site_builder.ingest.tokens import Token, plain_form

_INSTITUTIONS = word_set(
    """
    congress senate parliament bundestag bundesrat kremlin pentagon vatican duma knesset interpol
    senato parlamento carabinieri esercito polizia quirinale viminale farnesina
    """
)
_SHAPES = (
    "directly behind",
    "within the word",
    "shape of a person’s name",
    "given name",
    "verb of saying",
    "with a name",
    "in the name",
    "an acronym",
)
"""Reasons that say what a name would be, not that it is one."""
_COMMON_ENDINGS = (
    "ly",
    "ing",
    "ness",
    "ments",
    "tions",
    "mente",
    "zione",
    "zioni",
    "ción",
    "ciones",
    "ung",
    "ungen",
    "keit",
)


def accepted(
    candidates: Sequence[Candidate], paragraphs: Mapping[int, Paragraph], lowered: Mapping[str, int], words: Lexicon
) -> tuple[Candidate, ...]:
    """Those of *candidates* that are names. *lowered* counts the words that stand in the text without a capital."""
    candidates = [_trimmed(candidate, paragraphs, lowered, words) for candidate in candidates]
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[plain_form(candidate.text)].append(candidate)
    good = {key for key, group in groups.items() if _is_name(key, group, paragraphs, lowered, words)}
    # A surname at the beginning of a sentence is one, where the full name is known.
    parts = {part for key in good if " " in key for part in (key.split()[0], key.split()[-1])}
    good |= {key for key in groups if key in parts and not lowered.get(key) and not _is_common(key, words)}
    return tuple(candidate for candidate in candidates if plain_form(candidate.text) in good)


def _trimmed(
    candidate: Candidate,
    paragraphs: Mapping[int, Paragraph],
    lowered: Mapping[str, int],
    words: Lexicon,
) -> Candidate:
    """*candidate* without a first word that has its capital only from the beginning of the sentence: `Rival Baidu`."""
    tokens = paragraphs[candidate.block].tokens
    first = tokens[candidate.first]
    if (
        candidate.first == candidate.last
        or not first.opens
        or first.is_mixed
        or not lowered.get(first.lower)
        or is_given_name(first.text)
    ):
        return candidate
    if first.lower in words.heads or first.lower in words.demonyms:
        return candidate
    second = tokens[candidate.first + 1]
    if not second.is_capital:
        return candidate
    title = first.lower if first.lower in words.roles else ""
    text = candidate.text[second.start - first.start :]
    return replace(candidate, first=candidate.first + 1, start=second.start, text=text, title=candidate.title or title)


def _is_name(  # noqa: PLR0911 - a list of rules, the first that fits decides
    key: str,
    group: Sequence[Candidate],
    paragraphs: Mapping[int, Paragraph],
    lowered: Mapping[str, int],
    words: Lexicon,
) -> bool:
    example = group[0]
    tokens = paragraphs[example.block].tokens[example.first : example.last + 1]
    small = lowered.get(key, 0)
    certain = [candidate for candidate in group if not candidate.opens and not candidate.compound]
    if key in places():
        return bool(certain) or not small
    if all(candidate.compound for candidate in group):
        return False
    if len(tokens) > 1 and certain:
        return not words.nouns_capitalised or _is_german_name(group, paragraphs, words)
    if _is_institution(tokens[0], words):
        return tokens[0].lower in _INSTITUTIONS
    if tokens[0].is_mixed or any(sign.isdigit() for sign in tokens[0].text):
        return True
    if tokens[0].is_acronym:
        return not small or bool(certain)
    if certain and not words.nouns_capitalised:
        if len(certain) == 1 and is_everyday(key, words.language):
            return _has_company(group, paragraphs, words)
        return small <= len(certain)
    if not is_everyday(key, words.language) and not small and any(_is_signature(one, paragraphs) for one in group):
        return True
    return not small and not _is_common(tokens[0].lower, words) and _has_company(group, paragraphs, words)


def _is_signature(candidate: Candidate, paragraphs: Mapping[int, Paragraph]) -> bool:
    """Whether a name stands alone in its paragraph as under a letter or above it: a given name, or beside a comma."""
    paragraph = paragraphs[candidate.block]
    if len(paragraph.tokens) > 2 or paragraph.kind != "paragraph":
        return False
    before = paragraphs.get(candidate.block - 1)
    greets = paragraph.text.rstrip().endswith(",") or (before is not None and before.text.rstrip().endswith(","))
    return is_given_name(candidate.text) or (greets and candidate.first == candidate.last)


def _is_institution(token: Token, words: Lexicon) -> bool:
    """Whether a word stands in names, and alone for something named before: `the University`."""
    return token.lower in words.titles or token.lower in words.heads


def _is_german_name(group: Sequence[Candidate], paragraphs: Mapping[int, Paragraph], words: Lexicon) -> bool:
    example = group[0]
    tokens = paragraphs[example.block].tokens[example.first : example.last + 1]
    shaped = is_given_name(tokens[0].text) or any(
        token.is_mixed or token.is_acronym or token.lower in words.heads for token in tokens
    )
    return shaped or any(candidate.title for candidate in group) or _has_company(group, paragraphs, words)


def _is_common(word: str, words: Lexicon) -> bool:
    listed = (
        word in words.function_words
        or word in words.openers
        or word in words.nouns
        or word in words.roles
        or word in words.concepts
    )
    return listed or word.endswith(_COMMON_ENDINGS)


def _has_company(group: Sequence[Candidate], paragraphs: Mapping[int, Paragraph], words: Lexicon) -> bool:
    """Whether the words around it treat it as a name: a title, an apposition, something that it owns; or twice seen."""
    reasons: Counter[Evidence] = Counter()
    for candidate in group:
        reasons.update(_outer(candidate, paragraphs, words))
    return any(item.weight >= 0.5 for item in reasons) or (is_given_name(group[0].text) and len(group) > 1)


def _outer(candidate: Candidate, paragraphs: Mapping[int, Paragraph], words: Lexicon) -> Iterator[Evidence]:
    for item in evidence_of(candidate, paragraphs[candidate.block].tokens, words):
        if not any(shape in item.why for shape in _SHAPES):
            yield item
