"""What kind of thing a name stands for, by evidence: each clue speaks for a kind with a weight, and can be told."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.ingest.candidates import Candidate
from site_builder.ingest.events import is_event_name
from site_builder.ingest.gazetteer import is_given_name, places
from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.lexicons.words import word_set
from site_builder.ingest.tokens import Token, plain_form
from site_builder.ingest.towns import is_town
from site_builder.model.entity import EntityKind

_VERSION = re.compile(r".*\s(?:\d{1,3}(?:\.\d{1,3})+|[vV]\d.*)|.*[A-Za-z]-?\d+(?:\.\d+)*[a-z]?")
_MODEL_NAME = re.compile(r".*(?:GPT|LLM|LM|Bot|bot)$")
_MIXED = re.compile(r"[^\W_A-Z][A-Z]")
_HOLY = re.compile(r"(?:Sainte?|San|Santa|Sant|Sankt|St)[- .’']+[A-Z].*")
_SITE = re.compile(r".*\.(?:com|net|org|io|ai|ly|it|de|fr|es)$")
_SIMPLE = re.compile(r"\s?[\"“”«»'‘’(]?")
_COMMA = re.compile(r",\s(?:[^\W\d_]{1,5}[’'])?[\"“«‘'(]?")
_AGE = re.compile(r"[1-9]\d")
_STATE_WORDS = word_set(
    """
    government president capital population economy parliament border borders army military foreign coast prime governo
    presidente capitale popolazione economia parlamento gobierno población economía gouvernement regierung hauptstadt
    """
)
"""What states have."""
_LOOK = 8


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to take a name for a kind of thing."""

    kind: EntityKind
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The kind of a name, with how sure it is and the heaviest reason."""

    kind: EntityKind
    weight: float
    why: str


def evidence_of(candidate: Candidate, tokens: Sequence[Token], words: Lexicon) -> Iterator[Evidence]:
    """All that the neighbours of *candidate* say about its kind."""
    if candidate.title:
        yield Evidence("person", 1.6, f"“{candidate.title}” before the name")
    if candidate.before_title:
        yield Evidence("organisation", 1.5, "a title behind the name")
    if candidate.compound:
        return
    yield from _before(candidate, tokens, words)
    yield from _behind(candidate, tokens, words)
    if words.definite:
        yield from _by_article(candidate, tokens, words)


def _by_article(candidate: Candidate, tokens: Sequence[Token], words: Lexicon) -> Iterator[Evidence]:
    """In Italian, Spanish and French people have no article, and what has one is hardly ever a person."""
    first, right = tokens[candidate.first], _right(candidate, tokens)
    left = _left(candidate, tokens)
    if first.gap.endswith(("’", "'")) or (left and first.gap == " " and left[-1].lower in words.definite):
        yield Evidence("organisation", 0.7, "an article before the name")
        yield Evidence("place", 0.4, "an article before the name")
    elif right and right[0].gap == " " and right[0].lower in words.auxiliaries:
        yield Evidence("person", 0.4, f"“{right[0].lower}” behind the name, and no article before it")
    elif not candidate.opens and candidate.first == candidate.last and not first.is_acronym and not first.is_mixed:
        yield Evidence("person", 0.3, "no article before the name")


def name_evidence(name: str, words: Lexicon) -> Iterator[Evidence]:
    """What the name alone says."""
    parts = name.replace("\u00a0", " ").split(" ")
    if plain_form(name) in places():
        yield Evidence("place", 4.0, "a known place")
        return
    if is_event_name(name, words):
        yield Evidence("event", 4.0, "the year before the name")
        return
    heads = [parts[-1], parts[0]] if words.compounds else [parts[0], parts[-1]]
    head = next((part for part in [*heads, *parts] if part.lower() in words.heads), None)
    if head is not None and (len(parts) > 1 or words.language == "de"):
        weight = 2.0 if head == heads[0] else 1.0
        yield Evidence(words.heads[head.lower()], weight, f"“{head}” in the name")
    elif is_town(name):
        yield Evidence("place", 1.0, "a town has this name")
    yield from _name_shape(name, parts)
    yield from _person_shape(parts, words, headed=head == heads[0])


def _name_shape(name: str, parts: Sequence[str]) -> Iterator[Evidence]:
    """What is said by how the name is written."""
    if _HOLY.fullmatch(name):
        yield Evidence("place", 0.8, "a name like a place’s")
    if _VERSION.fullmatch(name):
        yield Evidence("product", 1.5, "a version number")
    if _MODEL_NAME.fullmatch(parts[-1]) and len(parts[-1]) > 3:
        yield Evidence("product", 1.2, f"a name like a model’s, {parts[-1]}")
    if _SITE.fullmatch(name):
        yield Evidence("organisation", 0.6, "a name like a site’s")
    letters = [sign for sign in name if sign.isalpha()]
    if len(parts) == 1 and len(letters) > 1 and all(sign.isupper() for sign in letters):
        yield Evidence("organisation", 0.8, "an acronym")
    elif len(parts) == 1 and _MIXED.search(name):
        yield Evidence("organisation", 0.35, "a capital within the word")
        yield Evidence("product", 0.3, "a capital within the word")


def judge(evidence: Iterable[Evidence]) -> Judgement:
    """The kind for which most speaks. The same reason given again counts by the logarithm of how often."""
    counts: Counter[Evidence] = Counter(evidence)
    totals: dict[EntityKind, float] = defaultdict(float)
    reasons: dict[EntityKind, tuple[float, str]] = {}
    for item, count in counts.items():
        weight = item.weight * (1 + 0.3 * math.log2(count))
        totals[item.kind] += weight
        if weight > reasons.get(item.kind, (0.0, ""))[0]:
            reasons[item.kind] = (weight, item.why)
    if not totals:
        return Judgement("other", 0.0, "")
    kind = max(sorted(totals), key=lambda name: totals[name])
    return Judgement(kind, totals[kind], reasons[kind][1])


def _person_shape(parts: Sequence[str], words: Lexicon, *, headed: bool) -> Iterator[Evidence]:
    given = is_given_name(parts[0])
    plain = all(part.replace("-", "").replace("’", "").replace("'", "").replace(".", "").isalpha() for part in parts)
    if not plain or headed:
        return
    known = any(_says_something_else(part, words) for part in parts)
    if 2 <= len(parts) <= 4 and given:
        yield Evidence("person", 1.4, f"the given name {parts[0]}")
    elif 2 <= len(parts) <= 3 and not known and all(part[0].isupper() for part in parts):
        yield Evidence("person", 0.6, "the shape of a person’s name")
    elif len(parts) == 1 and given:
        yield Evidence("person", 0.6, f"the given name {parts[0]}")
    if len(parts) > 1 and any(part in words.particles for part in parts[1:-1]):
        yield Evidence("person", 0.6, "the shape of a person’s name")


def _says_something_else(part: str, words: Lexicon) -> bool:
    listed = (words.concepts, words.demonyms, words.function_words - words.particles)
    return any(part.lower() in those for those in listed) or plain_form(part) in places()


def _before(candidate: Candidate, tokens: Sequence[Token], words: Lexicon) -> Iterator[Evidence]:
    """The words before the name: `the app X`, `its model, X`, `a tool called X`, `companies such as X`, `CEO of X`."""
    left = _left(candidate, tokens)
    if not left:
        return
    gap = tokens[candidate.first].gap
    last = left[-1]
    if tokens[candidate.last].possessive and candidate.last + 1 < len(tokens) and tokens[candidate.last + 1].is_capital:
        # "Systems such as OpenAI's ChatGPT": what is said is said of the thing that it has.
        return
    if _SIMPLE.fullmatch(gap):
        yield from _noun(last, words, 1.5, "before the name")
        yield from _through(left, words)
        if last.lower in words.within:
            yield Evidence("place", 0.5, f"“{last.lower}” before the name")
        if last.lower in words.said and not last.is_capital:
            yield Evidence("person", 0.3, "a verb of saying beside the name")
            yield Evidence("organisation", 0.3, "a verb of saying beside the name")
    elif _COMMA.fullmatch(gap):
        yield from _noun(last, words, 1.2, "before the name")


def _through(left: Sequence[Token], words: Lexicon) -> Iterator[Evidence]:
    last = left[-1].lower
    earlier = left[-2] if len(left) > 1 else None
    if last in words.naming and earlier is not None:
        yield from _noun(earlier, words, 1.5, "called so")
    if last in words.including:
        noun = next((token for token in reversed(left[-4:-1]) if token.lower in words.nouns), None)
        if noun is not None:
            yield from _noun(noun, words, 1.2, "of which it is one")
    if last in words.of and earlier is not None and not earlier.is_capital:
        yield from _owner(earlier, last, words)
    elif last in words.of and earlier is not None and earlier.lower in words.owned:
        yield Evidence("organisation", 1.0, f"“{earlier.lower} {last}” before the name")


def _owner(owned: Token, of: str, words: Lexicon) -> Iterator[Evidence]:
    phrase = f"“{owned.lower} {of}” before the name"
    if words.nouns.get(owned.lower) == "place":
        yield Evidence("place", 1.2, phrase)
    elif owned.lower in words.owned:
        yield Evidence("organisation", 1.0, phrase)
    elif words.nouns.get(owned.lower) == "product":
        yield Evidence("product", 0.7, phrase)
    elif words.nouns.get(owned.lower) == "organisation":
        yield Evidence("place", 0.4, phrase)
    elif owned.lower in words.roles:
        yield Evidence("organisation", 0.5, phrase)


def _behind(candidate: Candidate, tokens: Sequence[Token], words: Lexicon) -> Iterator[Evidence]:
    """The words behind the name: `X’s shares`, `the X app`, `X, an app`, `X is a company`, `X, who`."""
    right = _right(candidate, tokens)
    if not right:
        return
    following = right[0]
    if tokens[candidate.last].possessive:
        yield from _possession(right, words)
    elif words.compounds and _SIMPLE.fullmatch(following.gap):
        yield from _compound_noun(right, words)
    if (
        following.gap.startswith(",")
        and _AGE.fullmatch(following.text)
        and (len(right) == 1 or right[1].gap.startswith(","))
    ):
        yield Evidence("person", 1.5, "an age behind the name")
    if following.lower in words.relative_persons:
        yield Evidence("person", 1.2, f"“{following.lower}” behind the name")
    if following.lower in words.said and _SIMPLE.fullmatch(following.gap):
        yield Evidence("person", 0.3, "a verb of saying beside the name")
        yield Evidence("organisation", 0.3, "a verb of saying beside the name")
    if following.lower in words.copulas:
        if len(right) > 1 and right[1].lower in words.articles:
            yield from _described(right[1:], words, 1.0, "said to be")
    elif _COMMA.fullmatch(following.gap) and _begins_apposition(following, words):
        yield from _described(right, words, 1.3, "behind the name")


def _begins_apposition(token: Token, words: Lexicon) -> bool:
    """Whether a description begins: `, the owner`, `, founder of`, `, OpenAI's bot`."""
    return any(token.lower in listed for listed in (words.articles, words.nouns, words.roles, words.titles)) or (
        token.possessive and token.is_capital
    )


def _possession(right: Sequence[Token], words: Lexicon) -> Iterator[Evidence]:
    following = right[0]
    if following.is_capital:
        yield Evidence("organisation", 0.4, "it has something with a name")
    for token in right[:3]:
        if token.gap.strip() or token.is_capital:
            return
        if token.lower in words.owned:
            yield Evidence("organisation", 1.0, f"it has {token.lower}")
            return
        if token.lower in _STATE_WORDS:
            yield Evidence("place", 0.6, f"it has {token.lower}")
            return
        if words.nouns.get(token.lower) == "product":
            yield Evidence("organisation", 0.8, f"it has {token.lower}")
            return


def _compound_noun(right: Sequence[Token], words: Lexicon) -> Iterator[Evidence]:
    for distance, token in enumerate(right[:2]):
        if token.is_capital or (distance and token.gap.strip()) or token.lower in words.function_words:
            return
        kind = words.nouns.get(token.lower)
        if token.lower in words.rivals or token.lower in words.makers:
            return
        if token.lower in words.roles and distance == 0 and len(right) > 1 and right[1].is_capital:
            yield Evidence("organisation", 0.8, f"“{token.lower}” directly behind the name")
            return
        if kind is not None:
            plural = kind == "product" and token.lower.endswith("s")
            yield Evidence(
                "organisation" if plural else kind,
                0.25 if plural else 1.2 - 0.3 * distance,
                f"“{token.lower}” directly behind the name",
            )
            return


def _described(right: Sequence[Token], words: Lexicon, weight: float, how: str) -> Iterator[Evidence]:
    """The first noun of a description, or the last of several in a row where the language puts its head there."""
    for position, token in enumerate(right[:_LOOK]):
        if position and re.search(r"[,;:.()]", token.gap):
            return
        if token.lower in words.nouns or token.lower in words.roles:
            head = _head(right[position : position + 3], words) if words.compounds else token
            if head.lower not in words.rivals:
                yield from _noun(head, words, weight, how)
            return


def _head(nouns: Sequence[Token], words: Lexicon) -> Token:
    """The last of several nouns in a row: an `assistant *professor*`."""
    head = nouns[0]
    for token in nouns[1:]:
        if token.gap != " " or (token.lower not in words.nouns and token.lower not in words.roles):
            break
        head = token
    return head


def _noun(token: Token, words: Lexicon, weight: float, how: str) -> Iterator[Evidence]:
    if token.is_capital and not (words.nouns_capitalised or token.opens or token.is_acronym):
        return
    if token.lower in words.roles:
        yield Evidence("person", weight, f"“{token.lower}” {how}")
    elif token.lower in words.nouns:
        yield Evidence(words.nouns[token.lower], weight, f"“{token.lower}” {how}")


def _left(candidate: Candidate, tokens: Sequence[Token]) -> Sequence[Token]:
    sentence = tokens[candidate.first].sentence
    return [token for token in tokens[max(0, candidate.first - _LOOK) : candidate.first] if token.sentence == sentence]


def _right(candidate: Candidate, tokens: Sequence[Token]) -> Sequence[Token]:
    sentence = tokens[candidate.last].sentence
    return [token for token in tokens[candidate.last + 1 : candidate.last + 2 + _LOOK] if token.sentence == sentence]
