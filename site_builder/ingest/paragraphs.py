"""The paragraphs of an article as the finders read them: with their sentences and words, up to a bounded length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from site_builder.ingest.headline import is_finished
from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.sentences import split_sentences
from site_builder.ingest.tokens import Token, tokenise
from site_builder.model.article import Block, BlockKind

ANALYSED = 200_000
"""Characters of an article that are searched for names, key points and quotations. No article of the press is longer;
what is longer is read in bounded time all the same."""

_SEPARATED = re.compile(r"[,;()/|–—-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block, read."""

    number: int
    """Of the block; 0 for the headline."""
    kind: BlockKind
    text: str
    sentences: tuple[tuple[int, int], ...]
    """Offsets."""
    tokens: tuple[Token, ...]
    is_shouting: bool
    """Whether most of its words have a capital, as in a headline: then capitals prove nothing."""


def read_paragraphs(headline: str | None, blocks: Iterable[Block], words: Lexicon) -> tuple[Paragraph, ...]:
    """The headline (as number 0) and the blocks, as far as `ANALYSED` goes."""
    return tuple(_paragraphs(headline, blocks, words))


def _paragraphs(headline: str | None, blocks: Iterable[Block], words: Lexicon) -> Iterator[Paragraph]:
    left = ANALYSED
    if headline:
        yield _paragraph(0, "heading", headline[:left], words)
    for block in blocks:
        if left <= 0:
            return
        text = block.text if len(block.text) <= left else _cut(block.text, left)
        left -= len(block.text)
        yield _paragraph(block.number, block.kind, text, words)


def _cut(text: str, length: int) -> str:
    return text[:length].rpartition(" ")[0] or text[:length]


def _paragraph(number: int, kind: BlockKind, text: str, words: Lexicon) -> Paragraph:
    sentences = split_sentences(text, words)
    tokens = tokenise(text, sentences, words)
    return Paragraph(
        number=number,
        kind=kind,
        text=text,
        sentences=sentences,
        tokens=tokens,
        is_shouting=_is_shouting(text, tokens, kind, words),
    )


def _is_shouting(text: str, tokens: Iterable[Token], kind: BlockKind, words: Lexicon) -> bool:
    content = [token for token in tokens if token.text[0].isalpha() and token.lower not in words.function_words]
    capitals = [token for token in content if token.is_capital]
    if len(content) >= 3 and all(token.is_acronym for token in content):
        return True
    if kind != "heading" and is_finished(text):
        return False
    enough = (2, 0.75) if kind == "heading" else (5, 0.8)
    if len(content) < enough[0] or len(capitals) < enough[1] * len(content) or words.nouns_capitalised:
        return False
    # A list of names has capitals everywhere too, but commas between them.
    return sum(bool(_SEPARATED.search(token.gap)) for token in capitals) < 0.2 * len(capitals)
