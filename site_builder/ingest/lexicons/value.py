"""The shape of a language's word lists, so that the rules of ingest are written once for all languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.model.entity import EntityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words by which a language's texts are read. All lower-case, but where a field says otherwise.

    The lists were written for this project; they are words of the language, not passages of anyone's text.
    """

    language: str
    function_words: frozenset[str]
    """Words that carry grammar rather than content."""
    openers: frozenset[str]
    """Content words that often begin a sentence and are seldom names: `analysts`, `meanwhile`."""
    leaning: frozenset[str]
    """Openings that lean on the sentence before, so that theirs cannot stand alone: `it`, `however`."""
    connectives: frozenset[str]
    """Openings that can be cut off a sentence together with their comma: `however`, `at the same time`."""
    abbreviations: frozenset[str]
    """Without the last full stop; the sentence goes on behind it."""
    closing_abbreviations: frozenset[str]
    """Without the last full stop; the sentence may end with it: `inc`, `u.s`."""
    joiners: frozenset[str]
    """Words that tie an institution's name together: `Bank *of* China`."""
    particles: frozenset[str]
    """Words within a person's name: `Ursula *von der* Leyen`."""
    articles: frozenset[str]
    titles: frozenset[str]
    """Before a person's name, also with a capital: `Mr`, `CEO`, `President`."""
    roles: frozenset[str]
    """What a person is, before the name or behind it: `founder`, `professor`."""
    nouns: Mapping[str, EntityKind]
    """What a thing is, beside its name: `the *app* Musical.ly`. Singular and plural."""
    rivals: frozenset[str]
    """Those of the nouns that stand beside a thing without saying what it is: `a Seedance *competitor*`."""
    makers: frozenset[str]
    """Those of the nouns that say of the name before them that it is another's: `TikTok *owner* ByteDance`."""
    owned: frozenset[str]
    """What organisations have: `the company's *shares*`, `*employees* of`."""
    heads: Mapping[str, EntityKind]
    """Words that are part of a name and tell its kind: `University`, `Act`, `River`."""
    said: frozenset[str]
    """Verbs of saying, in the forms that stand beside a quotation."""
    naming: frozenset[str]
    """Between a noun and a name: `a model *called* Sora`."""
    including: frozenset[str]
    """Between a noun and a list of names: `companies *including*`; of several words the last."""
    of: frozenset[str]
    """Between what is owned and its owner: `employees *of*`."""
    within: frozenset[str]
    """Prepositions before a place: `in`."""
    relative_persons: frozenset[str]
    """Relative pronouns for persons alone: `who`."""
    demonyms: frozenset[str]
    """Peoples, nationalities and languages, where they are written with a capital."""
    concepts: frozenset[str]
    """Capitalised words and acronyms that name no one: `AI`, `CEO`, `Internet`; compared without case."""
    copulas: frozenset[str]
    """`is`, `was`: what stands behind them tells what a name is."""
    future: frozenset[str]
    """Words that put a day into the future."""
    definite: frozenset[str] = frozenset()
    """Articles, alone or grown together with a preposition, where they stand before institutions and not before
    people: `*della* Fiat`, but `Rossi`."""
    auxiliaries: frozenset[str] = frozenset()
    """Verbs that follow a subject, in such a language."""
    events: frozenset[str] = frozenset()
    """What closes the name of an event that begins with its year: `2004 federal *election*`."""
    event_words: frozenset[str] = frozenset()
    """Words without a capital that may stand within such a name."""
    compounds: bool = False
    """Whether a noun behind a name says what it is: `the Sora *model*`; and of several nouns the last is the head."""
    nouns_capitalised: bool = False
    """German: a capital says nothing about a single word."""
    said_heading: str = "What the article says"
    """The heading above the passages of a draft."""
