"""Seals: what is left of an article that may not be passed on: enough to check a briefing, too little to read it.

Format, version 1 (`content/articles/ID/seal.json`; JSON, UTF-8, made from the text and the article's bytes alone):

* `sha256`: of the article's bytes. `language`: decides how numbers in words are read. `cost`: N of scrypt (RFC 7914).
* For each numbered paragraph, in order: `words`, how many it has; `runs`; `facts`.
* `runs` answers for quotations. A run is five consecutive words in their normal form (`words.py`), joined by spaces.
  Its number is BLAKE2b (8 bytes, big-endian; key: scrypt(run, salt=sha256, N=cost, r=8, p=1, 32 bytes)) of the
  paragraph's number in 4 bytes, modulo 64 n, where n is the number of runs. The numbers are sorted, each once.
* `facts` answers for figures and names: BLAKE2b (5 bytes, hexadecimal; key: sha256) of the paragraph's number in 4
  bytes and the key (`figures.py`), or `a:` and a run of words that may be a name (`names.py`). Sorted.

A run that is not in the paragraph passes for one that is once in 64 times, and this is meant. With longer hashes,
who knows four words, from a quotation in the briefing, would try the fifth, then the sixth, and read on to the end:
with 16 bits a list of 50,000 words by frequency and pairs of words read most paragraphs of the sample that way.
Here 781 false words pass besides the true one, each of them has 781 successors, and false branches never die out: the
same attack came no further than a few words. A quotation of m words is m - 4 runs, all of which have to pass; a
false one of eight words does once in 17 million times, and one in which only the last word is wrong once in 64.

The runs of a paragraph are not kept in their order: it would cost as many bits again for every word, all of use to
whoever chains words, and a quotation needs none, because neighbouring runs share four words anyway.

What a patient reader can recover: the length of each paragraph; its figures, dates and names, and single words with a
capital (in German all nouns), since these can be tried one by one; whether a sentence that he can guess as a whole is
likely to stand there. What he cannot: a sentence, from a dictionary. The measure is what a seal tells of each word, 6
bits, and 7.4 for who exploits that every number is used once. A list by frequency leaves some 10 bits of doubt about a
word. A strong language model leaves 4 or 5: whoever has one, a passage to begin with, and time (scrypt makes each
trial slow) may recover much of a text that the model finds likely, without being sure of it. Where even that is too
much, an article should not be sealed.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from site_builder.evidence.figures import facts
from site_builder.evidence.names import name_keys
from site_builder.evidence.words import words
from site_builder.model.evidence import ArticleText, Seal, SealedParagraph
from site_builder.model.problem import ContentError, Problem

VERSION = 1
RUN = 5
"""Words of a run: shorter ones could be tried through."""
SPREAD = 64
"""A run that is not there passes once in so many times."""
COST = 256
"""N of scrypt: about a millisecond and 256 KiB for each run."""
_MOST = 1 << 14
"""The largest cost that is read: a stranger's file must not stop the machine."""


def make_seal(text: ArticleText, sha256: str, *, cost: int = COST) -> Seal:
    """The seal of *text*; *sha256* is that of the article's bytes. The same text gives the same seal."""
    paragraphs = tuple(
        _sealed(paragraph, number, text.language, sha256=sha256, cost=cost)
        for number, paragraph in enumerate(text.paragraphs, start=1)
    )
    return Seal(version=VERSION, sha256=sha256, language=text.language, cost=cost, paragraphs=paragraphs)


def write_seal(seal: Seal) -> str:
    """*seal* as the text of a file: one line for each paragraph."""
    lines = ",\n".join(
        "    " + json.dumps({"words": part.words, "runs": part.runs, "facts": part.facts}, separators=(",", ":"))
        for part in seal.paragraphs
    )
    head = json.dumps(
        {"version": seal.version, "sha256": seal.sha256, "language": seal.language, "cost": seal.cost}, indent=2
    )
    return f'{head[:-2]},\n  "paragraphs": [\n{lines}\n  ]\n}}\n'


def read_seal(text: str) -> Seal:
    """The seal that a file's *text* holds. Raises ContentError (SB236) where it is none."""
    try:
        data = json.loads(text)
        if not isinstance(data, dict) or data.get("version") != VERSION:
            raise _broken("the seal has a version that this program does not know")
        seal = Seal(
            version=VERSION,
            sha256=_text(data["sha256"]),
            language=None if data["language"] is None else _text(data["language"]),
            cost=_natural(data["cost"]),
            paragraphs=tuple(_paragraph(part) for part in data["paragraphs"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _broken("the seal cannot be read") from None
    if not 2 <= seal.cost <= _MOST or seal.cost & (seal.cost - 1) or len(seal.sha256) != 64:
        raise _broken("the seal cannot be read")
    return seal


def runs_of(said: tuple[str, ...]) -> tuple[str, ...]:
    """The runs of five words among *said*, in order."""
    return tuple(" ".join(said[place : place + RUN]) for place in range(len(said) - RUN + 1))


def run_number(run: str, paragraph: int, count: int, *, sha256: str, cost: int) -> int:
    """The number of *run* in a *paragraph* (from 1) that has *count* runs."""
    key = _slow(run, sha256, cost)
    digest = hashlib.blake2b(paragraph.to_bytes(4, "big"), digest_size=8, key=key).digest()
    return int.from_bytes(digest, "big") % (SPREAD * count)


def fact_hash(key: str, paragraph: int, sha256: str) -> str:
    """The hash of a fact's *key* in a *paragraph* (from 1)."""
    data = paragraph.to_bytes(4, "big") + key.encode()
    return hashlib.blake2b(data, digest_size=5, key=sha256.encode()).hexdigest()


@lru_cache(maxsize=100_000)
def _slow(run: str, sha256: str, cost: int) -> bytes:
    return hashlib.scrypt(run.encode(), salt=sha256.encode(), n=cost, r=8, p=1, dklen=32)


def _sealed(text: str, number: int, language: str | None, *, sha256: str, cost: int) -> SealedParagraph:
    said = tuple(word.text for word in words(text))
    runs = runs_of(said)
    keys = {*facts(text, language), *(f"a:{name}" for name in name_keys(text))}
    return SealedParagraph(
        words=len(said),
        runs=tuple(sorted({run_number(run, number, len(runs), sha256=sha256, cost=cost) for run in runs})),
        facts=tuple(sorted({fact_hash(key, number, sha256) for key in keys})),
    )


def _paragraph(data: dict[str, object]) -> SealedParagraph:
    runs, found = data["runs"], data["facts"]
    if not isinstance(runs, list) or not isinstance(found, list):
        raise TypeError
    return SealedParagraph(
        words=_natural(data["words"]), runs=tuple(map(_natural, runs)), facts=tuple(map(_text, found))
    )


def _natural(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _broken(message: str) -> ContentError:
    return ContentError(
        Problem(message, code="SB236", hint="write it again with `site-builder seal` where the article's text is")
    )
