"""The words of a text, each with its place and with what a capital letter there is worth."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.ingest.lexicons.value import Lexicon

_TOKEN = re.compile(
    r"""
    (?P<skip>https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w-]{1,64})
    | (?P<acronym>(?:[^\W\d_]\.){2,}(?![^\W\d_]{2}))
    | (?P<number>\d+(?:[.,]\d+)+(?![^\W_]))
    | (?P<word>[^\W_]+(?:(?:[’'&+-]|\.(?=[a-z]))[^\W_]+)*(?:\+\+?|\#)?)
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"[’']s$", re.IGNORECASE)
_ELISION = re.compile(r"(?P<article>[^\W\d_]{1,8})[’'](?P<rest>[^\W_].*)")
_NUMBER = re.compile(r"\d[\d.,]*")
_QUOTES = frozenset('"“”«»„‟‹›‘')
_CLOSING = re.compile(r"[\"”“»›’]")
_ELIDING = frozenset({"it", "fr", "und"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or an acronym."""

    text: str
    """As written, without a possessive ending and without an elided article."""
    lower: str
    start: int
    end: int
    """Offsets of `text` in the paragraph."""
    gap: str
    """What stands between this word and the one before it in the same sentence; empty for the first."""
    sentence: int
    """The number of its sentence within the paragraph, from 0."""
    opens: bool
    """Whether a capital here proves nothing: the first word of a sentence, of quoted words, behind a colon."""
    possessive: bool = False

    @property
    def is_capital(self) -> bool:
        """Whether it is written like a name: with a capital somewhere among its first letters."""
        return self.text[0].isupper() or any(sign.isupper() for sign in self.text[1:3])

    @property
    def is_mixed(self) -> bool:
        """Whether a capital follows a small letter or a digit: `TikTok`, `iPhone`, `GPT4All`."""
        return any(
            after.isupper() and not before.isupper() and before.isalnum()
            for before, after in zip(self.text, self.text[1:], strict=False)
        )

    @property
    def is_acronym(self) -> bool:
        """Whether it is written in capitals only, two of them or more."""
        letters = [sign for sign in self.text if sign.isalpha()]
        return len(letters) > 1 and all(sign.isupper() for sign in letters)

    @property
    def is_number(self) -> bool:
        """Whether it consists of figures."""
        return _NUMBER.fullmatch(self.text) is not None


def tokenise(text: str, sentences: Iterable[tuple[int, int]], words: Lexicon) -> tuple[Token, ...]:
    """The words of *text*; addresses are left out."""
    tokens: list[Token] = []
    for number, (start, end) in enumerate(sentences):
        last = start
        first = True
        for match in _TOKEN.finditer(text, start, end):
            gap = text[last : match.start()]
            last = match.end()
            if match["skip"]:
                first = False
                continue
            token = _token(match, number, gap, text, words, first=first)
            tokens.append(token)
            first = False
    return tuple(tokens)


@functools.lru_cache(maxsize=50_000)
def plain_form(word: str) -> str:
    """*word* folded, for comparing names: without case and accents."""
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold().replace("’", "'")


def _token(match: re.Match[str], sentence: int, gap: str, text: str, words: Lexicon, *, first: bool) -> Token:
    word, start, end = match.group(), match.start(), match.end()
    possessive = _POSSESSIVE.search(word)
    if possessive:
        word, end = word[: possessive.start()], match.start() + possessive.start()
    elif word.endswith("s") and text[end : end + 2] in {"’ ", "' "}:
        possessive = re.match("", "")
    opens = first or ":" in gap or "—" in gap or _quote_opens(gap, text, match.start())
    elided = _ELISION.fullmatch(word) if words.language in _ELIDING else None
    if elided is not None and _is_article(elided["article"], elided["rest"], words, opens=opens):
        start += elided.start("rest")
        word, gap = elided["rest"], gap + word[: elided.start("rest")]
        opens = False
    return Token(word, word.lower(), start, end, "" if first else gap, sentence, opens, possessive is not None)


def _is_article(article: str, rest: str, words: Lexicon, *, opens: bool) -> bool:
    if article.islower():
        return True
    # L’OpenAI at the beginning of a sentence, but D’Alema anywhere.
    return opens and article.lower() in words.function_words and (article.lower() != "d" or rest[0].islower())


def _quote_opens(gap: str, text: str, start: int) -> bool:
    """Whether quoted words begin here that are more than a name in quotes."""
    if gap[-1:] not in _QUOTES or not gap:
        return False
    closing = _CLOSING.search(text, start, start + 50)
    return closing is None or len(text[start : closing.start()].split()) > 4
