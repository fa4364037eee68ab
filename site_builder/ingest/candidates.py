"""Runs of capitalised words that may be names, cut to what belongs to the name, and what their place is worth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.ingest.dates_in_text import month_names, weekday_names
from site_builder.ingest.events import event_end
from site_builder.ingest.everyday import is_everyday
from site_builder.ingest.gazetteer import is_given_name, places
from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.lexicons.words import word_set
from site_builder.ingest.tokens import Token, plain_form

MAX_WORDS = 10
"""A longer run of capitals is shouting or a list, not a name."""

_PLACE_WORDS = 3
_ALSO_WORDS = word_set("turkey china reading orange victoria java guinea panama cologne jersey bermuda aurora phoenix")
_KEPT_TITLES = word_set("st saint san santa santo sainte sankt")
_PLAIN_GAP = re.compile(r"[^\S\n]?")
_INITIAL_GAP = re.compile(r"\.[^\S\n]?")
_JOINING_PLACES = word_set("republic kingdom gulf bay repubblica golfo stati république royaume reino")
_AND = frozenset({"and", "e", "y", "et", "und"})
_ELIDED = frozenset({"l’", "l'", "d’", "d'", "dell’", "dell'", "all’", "all'"})
_VERSION = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,2}|[vV]\d{1,3}(?:\.\d{1,3})*")
_COMPOUND = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.’']*?)-(?P<tail>[a-zà-ÿ][\w-]*(?:ed|ing|en|er|ic|al|ous)|like|style|led|born|run|made|wide|free|era|owned|friendly"
    r"|only|first|list|level|type|esque|themed?|centric|linked|bound|held|built|sponsored|controlled|occupied|to-.*|a-.*|in-.*|on-.*)"
)
"""A name that is part of an adjective: `Beijing-based`; not `Ban Ki-moon`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A run of words in a paragraph that may be a name."""

    block: int
    first: int
    last: int
    """Positions of its first and last token in the paragraph's tokens."""
    start: int
    end: int
    """Offsets in the paragraph's text."""
    text: str
    opens: bool
    """Whether its only capital stands where any word has one."""
    title: str = ""
    """The title or role before it, in lower case: `ceo`."""
    before_title: bool = False
    """Whether a title follows: `Apple` in `Apple CEO Tim Cook`."""
    compound: bool = False
    """Whether it is the first half of a compound: `Beijing` in `Beijing-based`."""


def find_candidates(block: int, text: str, tokens: Sequence[Token], words: Lexicon) -> Iterator[Candidate]:
    """The candidates of one paragraph, in order; they do not overlap."""
    place = _Place(block, text, tokens)
    position = 0
    while position < len(tokens):
        token = tokens[position]
        event = event_end(tokens, position, words)
        if event is not None:
            yield _spanned(place, position, event)
            position = event + 1
            continue
        if not _names(token):
            if words.language == "en" and _is_small_place(token):
                yield _spanned(place, position, position)
            position += 1
            continue
        compound = _COMPOUND.fullmatch(token.text)
        if compound is not None:
            yield from _compound(block, position, token, compound["name"])
            position += 1
            continue
        last = _run(tokens, position, words)
        yield from _pieces(place, position, last, words)
        position = last + 1


def find_places(block: int, text: str, tokens: Sequence[Token], words: Lexicon) -> Iterator[Candidate]:
    """The known places of a paragraph in which every word has a capital, so that capitals prove nothing."""
    place = _Place(block, text, tokens)
    position = 0
    while position < len(tokens):
        last = next(
            (
                end
                for end in range(min(len(tokens), position + _PLACE_WORDS) - 1, position - 1, -1)
                if _is_place(tokens[position : end + 1], words)
            ),
            None,
        )
        if last is not None:
            yield _spanned(place, position, last)
        position = position + 1 if last is None else last + 1


def _is_small_place(token: Token) -> bool:
    """Whether a known place is written without its capital, as in hasty posts; not a word that means something else."""
    known = len(token.text) > 4 and token.lower in places() and token.lower not in _ALSO_WORDS
    return known and not is_everyday(token.lower, "en")


def _is_place(run: Sequence[Token], words: Lexicon) -> bool:
    name = " ".join(token.text for token in run)
    if len(name) < 4 or not run[0].is_capital or any(token.gap not in {" ", "\u00a0"} for token in run[1:]):
        return False
    return plain_form(name) in places() and name.lower() not in words.function_words


def _spanned(place: _Place, first: int, last: int) -> Candidate:
    start, end = place.tokens[first].start, place.tokens[last].end
    return Candidate(
        block=place.block, first=first, last=last, start=start, end=end, text=place.text[start:end], opens=False
    )


def _names(token: Token) -> bool:
    return token.is_capital and not token.text[0].isdigit()


def _run(tokens: Sequence[Token], first: int, words: Lexicon) -> int:
    """The position of the last token of the run that begins at *first*."""
    last = first
    while last + 1 < len(tokens):
        following = tokens[last + 1]
        if tokens[last].possessive or following.sentence != tokens[last].sentence:
            break
        if _continues(tokens[last], following):
            last += 1
            continue
        joined = _joined(tokens, first, last, words) or _campus(tokens, first, last, words)
        if joined is None:
            break
        last = joined
    return last


def _continues(token: Token, following: Token) -> bool:
    gap = following.gap
    plain = (
        _PLAIN_GAP.fullmatch(gap) is not None
        or (len(token.text) <= 3 and _INITIAL_GAP.fullmatch(gap) is not None)
        or gap == " & "
    )
    if not plain or (following.opens and gap.strip()):
        return False
    if _VERSION.fullmatch(following.text):
        return token.is_capital
    return _names(following) and _COMPOUND.fullmatch(following.text) is None


def _joined(tokens: Sequence[Token], first: int, last: int, words: Lexicon) -> int | None:
    """Where the name goes on behind small words (`Bank of China`, `Ursula von der Leyen`), if it does."""
    middle: list[str] = []
    for position in range(last + 1, min(last + 4, len(tokens))):
        token = tokens[position]
        elided = token.gap.strip()
        if token.sentence != tokens[last].sentence or not (
            _PLAIN_GAP.fullmatch(token.gap) or elided.lower() in _ELIDED
        ):
            return None
        middle += [elided.lower().replace("’", "'")] if elided else []
        if middle and _names(token) and not token.opens and _COMPOUND.fullmatch(token.text) is None:
            named = (
                first > 0
                and tokens[first - 1].lower in words.nouns
                and _PLAIN_GAP.fullmatch(tokens[first].gap) is not None
            )
            return position if _belongs(named, tokens[first : last + 1], middle, token, words) else None
        if token.lower not in words.joiners and token.lower not in words.particles and token.lower not in _AND:
            return None
        middle.append(token.lower)
    return None


def _campus(tokens: Sequence[Token], first: int, last: int, words: Lexicon) -> int | None:
    """The place behind the comma in `University of California, Los Angeles`."""
    if last - first < 2 or words.heads.get(tokens[first].lower) != "organisation" or tokens[last + 1].gap != ", ":
        return None
    for end in (last + 2, last + 1):
        run = tokens[last + 1 : end + 1]
        if (
            len(run) == end - last
            and all(token.is_capital for token in run)
            and plain_form(" ".join(token.text for token in run)) in places()
        ):
            return end
    return None


def _belongs(named: bool, run: Sequence[Token], middle: Sequence[str], following: Token, words: Lexicon) -> bool:
    """Whether *run*, small words and *following* are one name; *named*: a noun before the run says what it is."""
    if all(word in words.particles for word in middle) and _is_person_like(run, words):
        elsewhere = following.lower in words.heads or plain_form(following.text) in places()
        return not elsewhere and (words.language != "it" or middle[0] in {"de", "von", "van"})
    if following.lower in words.titles or not (named or any(_is_institution(token, words) for token in run)):
        return False
    if middle[0] in _AND:
        # Academy of Arts and Sciences, but not the Labour Party and Sinn Fein.
        listed = any(token.lower in words.joiners for token in run) and not run[-2].is_capital
        return len(middle) == 1 and listed and following.lower not in words.heads
    return all(word in words.joiners for word in middle)


def _is_institution(token: Token, words: Lexicon) -> bool:
    return words.heads.get(token.lower, "place") != "place" or token.lower in _JOINING_PLACES


def _is_person_like(run: Sequence[Token], words: Lexicon) -> bool:
    names = [token for token in run if token.lower not in words.titles]
    return (
        bool(names)
        and len(names) <= 3
        and is_given_name(names[0].text)
        and all(token.lower not in words.heads for token in names)
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """The paragraph in which candidates are looked for."""

    block: int
    text: str
    tokens: Sequence[Token]


def _pieces(place: _Place, first: int, last: int, words: Lexicon) -> Iterator[Candidate]:
    """The names within a run: titles, days and leading common words cut it."""
    tokens = place.tokens
    start = first
    title = _role_before(tokens, first, words)
    while start <= last:
        if _is_cut(tokens, start, start, last, words):
            title = tokens[start].lower if tokens[start].lower in words.titles else ""
            start += 1
            continue
        end = start
        while (
            end < last
            and not _is_cut(tokens, end + 1, start, last, words)
            and not _person_begins(tokens, end + 1, start, words)
        ):
            end += 1
        following_title = end < last and tokens[end + 1].lower in words.titles
        candidate = _candidate(place, start, end, words, title=title, before_title=following_title)
        if candidate is not None:
            yield candidate
        title = ""
        start = end + 1


def _is_cut(tokens: Sequence[Token], position: int, start: int, last: int, words: Lexicon) -> bool:
    """Whether the token at *position* of a run belongs to no name."""
    token = tokens[position]
    word = token.lower
    if word in words.function_words and position == start and not token.is_acronym:
        return token.opens or word in words.articles or len(word) == 1
    if len(word) > 3 and (word in weekday_names() or word.removesuffix("s") in weekday_names()):
        return True
    if word in month_names() and len(word) > 2:
        return _is_month(tokens, position, start, last)
    if word in words.titles and word not in _KEPT_TITLES:
        # General Motors and Prime Video keep theirs: only institutions' words follow, or nothing.
        rest = tokens[position + 1 : last + 1]
        return not (rest and all(after.lower in words.heads for after in rest)) and not (
            position > start and position == last and token.is_mixed
        )
    return (
        position == start
        and word in words.openers
        and token.opens
        and position < last
        and not _is_head_only(tokens, position, last, words)
    )


def _person_begins(tokens: Sequence[Token], position: int, start: int, words: Lexicon) -> bool:
    """Whether the person is named here behind the office: `presidente della Repubblica | Giorgio Napolitano`."""
    if (
        is_given_name(tokens[position].text)
        and position + 1 < len(tokens)
        and all(token.is_acronym for token in tokens[start:position])
    ):
        # "of the PD Guglielmo Epifani"
        return tokens[position + 1].is_capital
    if start < 2 or tokens[start - 1].lower not in words.of or not is_given_name(tokens[position].text):
        return False
    return tokens[start - 2].lower in words.titles or tokens[start - 2].lower in words.roles


def _is_month(tokens: Sequence[Token], position: int, start: int, last: int) -> bool:
    if position + 1 < len(tokens) and tokens[position + 1].is_number:
        return True
    if position > 0 and tokens[position - 1].is_number:
        return True
    # A month alone, but not `April` in April Jones.
    return position == start == last or (position == start and not is_given_name(tokens[position].text))


def _is_head_only(tokens: Sequence[Token], position: int, last: int, words: Lexicon) -> bool:
    return tokens[position].lower in words.heads and all(
        token.lower in words.heads for token in tokens[position + 1 : last + 1]
    )


def _candidate(
    place: _Place, first: int, last: int, words: Lexicon, *, title: str, before_title: bool
) -> Candidate | None:
    tokens = place.tokens
    first = _without_demonym(tokens, first, last, words)
    while first <= last and not tokens[last].is_capital and not _VERSION.fullmatch(tokens[last].text):
        last -= 1
    run = tokens[first : last + 1]
    if not run or len(run) > MAX_WORDS or _is_concept(run, words):
        return None
    # Behind an opening word, a second capital is evidence of its own, but not that of a concept: `Strengthen AI`.
    telling = [
        token
        for token in run[1:]
        if token.is_capital and token.lower not in words.concepts and token.lower not in words.demonyms
    ]
    named = len(run) > 1 and is_given_name(run[0].text)
    opens = run[0].opens and not named and (not telling or run[0].lower in words.openers)
    return Candidate(
        block=place.block,
        first=first,
        last=last,
        start=run[0].start,
        end=run[-1].end,
        text=place.text[run[0].start : run[-1].end],
        opens=opens and not run[0].is_mixed,
        title=title,
        before_title=before_title,
    )


def _without_demonym(tokens: Sequence[Token], first: int, last: int, words: Lexicon) -> int:
    """`Chinese President Xi` and `American Tim Cook` lose their first word, `American Airlines` keeps it."""
    if tokens[first].lower not in words.demonyms or first == last:
        return first
    rest = tokens[first + 1 : last + 1]
    if any(token.lower in words.heads for token in rest):
        return first
    if is_given_name(rest[0].text) or (len(rest) == 1 and (rest[0].is_mixed or rest[0].is_acronym)):
        return first + 1
    return first


def _is_concept(run: Sequence[Token], words: Lexicon) -> bool:
    """Whether no word of the run names anyone: `AI`, `Chinese`, `American AI`, `I`."""
    if len(run) == 1 and (
        len(run[0].text) == 1 or (run[0].lower.endswith("s") and run[0].lower[:-1] in words.concepts)
    ):
        return True
    if plain_form(" ".join(token.text for token in run)) in places():
        return False
    return all(
        token.lower in words.concepts
        or token.lower in words.demonyms
        or token.lower in words.function_words
        or token.is_number
        for token in run
    )


def _role_before(tokens: Sequence[Token], first: int, words: Lexicon) -> str:
    if first == 0:
        return ""
    before, gap = tokens[first - 1], tokens[first].gap
    return (
        before.lower
        if before.lower in words.roles and _PLAIN_GAP.fullmatch(gap) and before.sentence == tokens[first].sentence
        else ""
    )


def _compound(block: int, position: int, token: Token, name: str) -> Iterator[Candidate]:
    if len(name) > 1:
        end = token.start + len(name)
        yield Candidate(
            block=block,
            first=position,
            last=position,
            start=token.start,
            end=end,
            text=name,
            opens=token.opens,
            compound=True,
        )
