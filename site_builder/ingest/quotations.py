"""Direct quotations in all usual marks, with their speaker where an explicit cue names one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.ingest.findings import FoundEntity, FoundQuotation, Mention
from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.paragraphs import Paragraph
from site_builder.ingest.tokens import Token

FEWEST_WORDS = 4
"""Of quoted spans of this many words or more 95 % are attributed quotations; shorter ones are mostly irony or names."""

_PAIRS = {"“": "”“", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "‹": "›", '"': '"'}
_LONGEST = 3_000
_SINGLE = re.compile(r"(?:^|(?<=[\s(—–]))[‘'](?P<text>[^‘’'\n]*(?:(?<=\w)[’'](?=\w)[^‘’'\n]*)*)[’'](?!\w)")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_REACH = 14
"""Words behind or before a quotation in which its cue may stand."""
_PERSONS = ("person", "organisation", "other", "product")


@dataclass(frozen=True, slots=True)
class Span:
    """Quoted words in a paragraph, without their marks."""

    start: int
    end: int


def find_quotations(
    paragraphs: Sequence[Paragraph], entities: Sequence[FoundEntity], words: Lexicon
) -> tuple[FoundQuotation, ...]:
    """The quotations of an article in order.

    Where the text leaves the speaker open, so do we: to carry one over from before is right in 23 of 100 cases only.
    """
    mentions = _mentions(entities)
    return tuple(
        quotation
        for paragraph in paragraphs
        if paragraph.number
        for quotation in _of(paragraph, mentions.get(paragraph.number, ()), words)
    )


def quoted_spans(text: str) -> tuple[Span, ...]:
    """All quoted spans of *text*, however short; nested ones belong to the outer one. The cost is linear."""
    spans: list[Span] = []
    position = 0
    while position < len(text):
        closing = _PAIRS.get(text[position])
        if closing is None or not _may_open(text, position):
            position += 1
            continue
        end = _closed(text, position, closing)
        if end is None:
            # Not closed in this paragraph: it goes on in the next one, or the mark is a slip.
            end = len(text) if position == 0 and len(text) <= _LONGEST else None
        if end is None:
            position += 1
            continue
        spans.append(Span(position + 1, end))
        position = end + 1
    return tuple(spans) or tuple(Span(match.start("text"), match.end("text")) for match in _SINGLE.finditer(text))


def _closed(text: str, start: int, closing: str) -> int | None:
    limit = min(len(text), start + 1 + _LONGEST)
    ends = [end for end in (text.find(sign, start + 1, limit) for sign in closing) if end >= 0]
    return min(ends) if ends else None


def _may_open(text: str, position: int) -> bool:
    """Whether a mark stands like an opening one: not behind a letter, and with something behind it."""
    behind = text[position + 1 : position + 2]
    # French puts a space within its guillemets.
    close = bool(behind) and (not behind.isspace() or text[position] == "«")
    return close and (position == 0 or text[position] in "「『" or not text[position - 1].isalnum())


def _of(
    paragraph: Paragraph, mentions: Sequence[tuple[Mention, FoundEntity]], words: Lexicon
) -> Iterator[FoundQuotation]:
    names = {(mention.start, mention.end) for mention, _ in mentions}
    spans = [
        span
        for span in quoted_spans(paragraph.text)
        if (span.start, span.end) not in names
        and len(_WORD.findall(paragraph.text[span.start : span.end])) >= FEWEST_WORDS
    ]
    last: tuple[str | None, str] = (None, "")
    behind: int | None = None
    for span in spans:
        speaker, why = _speaker(paragraph, span, mentions, words)
        if speaker is None and last[0] is not None and behind is not None and _goes_on(paragraph, behind, span):
            speaker, why = last[0], "the quotation before it goes on"
        text = paragraph.text[span.start : span.end]
        start = span.start + len(text) - len(text.lstrip())
        yield FoundQuotation(
            text=text.strip().rstrip(","), block=paragraph.number, start=start, speaker=speaker, why=why
        )
        last, behind = (speaker, why), span.end


def _goes_on(paragraph: Paragraph, behind: int, span: Span) -> bool:
    """Whether between two quotations of one paragraph there is one sentence's end at most, and no new sentence."""
    between = paragraph.text[behind + 1 : span.start - 1]
    inner = [start for start, _ in paragraph.sentences if behind < start < span.start - 1]
    return len(between) <= 250 and not inner


def _speaker(
    paragraph: Paragraph, span: Span, mentions: Sequence[tuple[Mention, FoundEntity]], words: Lexicon
) -> tuple[str | None, str]:
    starts = [token.start for token in paragraph.tokens]
    after = bisect_right(starts, span.end - 1)
    found = _behind(paragraph.tokens[after : after + _REACH], paragraph.text, span, mentions, words)
    if found[1]:
        return found
    before = bisect_right(starts, span.start - 1)
    return _in_front(paragraph.tokens[max(0, before - _REACH * 2) : before], paragraph.text, span, mentions, words)


def _behind(
    tokens: Sequence[Token], text: str, span: Span, mentions: Sequence[tuple[Mention, FoundEntity]], words: Lexicon
) -> tuple[str | None, str]:
    """`” said X`, `” X, the writer, wrote`. The second value is empty where there is no cue at all."""
    if not tokens or _breaks(text[span.end : tokens[0].start], text, span):
        return None, ""
    for number, token in enumerate(tokens):
        if number and re.search(r"[.!?;:“„«\"]", token.gap):
            break
        if token.lower in words.said and not token.is_capital:
            named = _named(tokens[:number], text, mentions, first=False)
            if named is None and all(_is_auxiliary(before, words) for before in tokens[:number]):
                # said X, ha detto X
                named = _named(tokens[number + 1 : number + 7], text, mentions, first=True)
            return (named, f"“{token.lower}” behind it") if named or number <= 3 else (None, "")
    return None, ""


def _is_auxiliary(token: Token, words: Lexicon) -> bool:
    """Whether a word may stand before a verb whose subject follows: `ha detto X`, but not `he told X`."""
    return token.lower in words.function_words and token.lower not in words.leaning


def _breaks(gap: str, text: str, span: Span) -> bool:
    """Whether the quotation ends its sentence, so that what follows is no cue of it."""
    return (text[span.end - 1 : span.end] in {".", "…"} and "," not in gap) or bool(re.search(r"[.;]", gap[1:]))


def _in_front(
    tokens: Sequence[Token], text: str, span: Span, mentions: Sequence[tuple[Mention, FoundEntity]], words: Lexicon
) -> tuple[str | None, str]:
    """`X said: “`, `X said that it would “...” in “...”`: a verb of saying before it, and the verb's subject."""
    if not tokens:
        return None, ""
    sentence = tokens[-1].sentence
    own = [token for token in tokens if token.sentence == sentence]
    for number in range(len(own) - 1, -1, -1):
        token = own[number]
        if token.lower in words.said and not token.is_capital and _is_statement(own[number:], text, span):
            return _named(own[:number], text, mentions, first=False), f"“{token.lower}” before it"
    return None, ""


def _is_statement(tokens: Sequence[Token], text: str, span: Span) -> bool:
    """Whether from the verb to the quotation nothing but the statement goes on."""
    if any(re.search(r"[.;!?]", token.gap) for token in tokens[1:]):
        return False
    return len(tokens) <= _REACH and not re.search(r"[.;!?]", text[tokens[-1].end : span.start - 1])


def _named(
    tokens: Sequence[Token], text: str, mentions: Sequence[tuple[Mention, FoundEntity]], *, first: bool
) -> str | None:
    """The entity among *tokens*: the first behind the verb, or its subject before it. A pronoun leaves it open."""
    if not tokens:
        return None
    start, end = tokens[0].start, tokens[-1].end
    inside = [
        (mention, entity)
        for mention, entity in mentions
        if start <= mention.start and mention.end <= end and entity.kind in _PERSONS
    ]
    inside = [(mention, entity) for mention, entity in inside if not _owns(text, mention)]
    if not inside:
        return None
    if first:
        mention, entity = inside[0]
        return entity.name if not re.search(r"[.;]", text[start : mention.start]) else None
    people = [entity.name for _, entity in inside if entity.kind == "person"]
    return people[0] if people else inside[0][1].name


def _owns(text: str, mention: Mention) -> bool:
    """Whether the name stands in the genitive: `UCLA’s Srinivasan` is said by Srinivasan."""
    return re.match(r"[’']s?\s", text[mention.end : mention.end + 3]) is not None


def _mentions(entities: Iterable[FoundEntity]) -> dict[int, tuple[tuple[Mention, FoundEntity], ...]]:
    table: dict[int, list[tuple[Mention, FoundEntity]]] = {}
    for entity in entities:
        for mention in entity.mentions:
            table.setdefault(mention.block, []).append((mention, entity))
    return {block: tuple(sorted(pairs, key=lambda pair: pair[0].start)) for block, pairs in table.items()}
