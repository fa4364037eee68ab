"""Numbers in words, in English, Italian, Spanish, French and German: `thirteen thousand`, `dreizehntausend`.

The tables spell every number below a thousand, and each of them times a thousand, as the languages build them; a word
that multiplies (`million`, `Millionen`) is told apart. Compared are lower-case words without accents and hyphens.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

Spelled = dict[tuple[str, ...], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """How one language writes numbers in words."""

    spelled: Mapping[tuple[str, ...], int]
    """Numbers by their words."""
    longest: int
    """The words of the longest of them."""
    first: frozenset[str]
    """The words that one of them begins with."""
    joints: tuple[str, ...]
    """What joins thousands and the rest in one word."""
    factors: Mapping[str, int]
    """Words that multiply what stands before them."""
    ambiguous: frozenset[str]
    """Words that are numbers only sometimes (`one`, Italian `sei`): they may support a statement, but are none."""


@functools.cache
def numerals(language: str) -> Numerals | None:
    """The numerals of *language*, a two-letter code; None where it has none here."""
    speller = _SPELLERS.get(language)
    if speller is None:
        return None
    spelled: Spelled = {}
    for number in range(1, 1000):
        for form in speller(number):
            spelled[tuple(form.split())] = number
    for words, number in _THOUSANDS[language](spelled).items():
        spelled.setdefault(words, number)
    longest = max(len(words) for words in spelled)
    return Numerals(
        spelled=spelled,
        longest=longest,
        first=frozenset(words[0] for words in spelled),
        joints=_JOINTS.get(language, ()),
        factors=_FACTORS[language],
        ambiguous=_AMBIGUOUS[language],
    )


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_EN = _list(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_EN_TENS = _list("twenty thirty forty fifty sixty seventy eighty ninety")
_IT = _list(
    "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
    "sedici diciassette diciotto diciannove"
)
_IT_TENS = _list("venti trenta quaranta cinquanta sessanta settanta ottanta novanta")
_ES = _list(
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
    "diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco "
    "veintiseis veintisiete veintiocho veintinueve"
)
_ES_TENS = _list("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_HUNDREDS = _list(
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
_FR = _list(
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    " dix_sept dix_huit dix_neuf"
)

_FR_TENS = _list("vingt trente quarante cinquante soixante")
_DE = _list(
    "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn"
)
_DE_TENS = _list("zwanzig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig")


def _english(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    below = ""
    if rest:
        below = (
            _EN[rest - 1]
            if rest < 20
            else " ".join(filter(None, (_EN_TENS[rest // 10 - 2], _EN[rest % 10 - 1] if rest % 10 else "")))
        )
    if not hundreds:
        return [below]
    firsts = [f"{_EN[hundreds - 1]} hundred", *(["a hundred"] if hundreds == 1 else [])]
    return [form for first in firsts for form in ([f"{first} {below}", f"{first} and {below}"] if below else [first])]


def _italian(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if rest < 20:
        below = _IT[rest - 1] if rest else ""
    else:
        ten = _IT_TENS[tens - 2]
        below = (ten[:-1] if ones in {1, 8} else ten) + (_IT[ones - 1] if ones else "")
    first = "" if not hundreds else "cento" if hundreds == 1 else f"{_IT[hundreds - 1]}cento"
    forms = [first + below]
    if first and below.startswith("otta"):
        forms.append(first[:-1] + below)
    return forms


def _spanish(number: int) -> list[str]:
    if number == 100:
        return ["cien"]
    hundreds, rest = divmod(number, 100)
    if rest < 30:
        below = [_ES[rest - 1]] if rest else [""]
        if rest % 10 == 1 and rest != 11:
            below += [below[0][:-1], below[0][:-1] + "a"]
    else:
        ten = _ES_TENS[rest // 10 - 3]
        below = [f"{ten} y {_ES[rest % 10 - 1]}"] if rest % 10 else [ten]
    firsts = [""]
    if hundreds:
        name = _ES_HUNDREDS[hundreds - 1]
        firsts = [name] if hundreds == 1 else [name, name[:-2] + "as"]
    return [f"{first} {tail}".strip() for first in firsts for tail in below]


def _french(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    below = _french_below_hundred(rest)
    if not hundreds:
        return below
    firsts = ["cent"] if hundreds == 1 else [f"{_FR[hundreds - 1]} cent", f"{_FR[hundreds - 1]} cents"]
    return [f"{first} {tail}".strip().replace("_", " ") for first in firsts for tail in (below or [""])]


def _french_below_hundred(rest: int) -> list[str]:
    def small(number: int) -> str:
        return _FR[number - 1].replace("_", " ")

    if rest == 0:
        return []
    if rest < 20:
        return [small(rest)]
    if rest < 70:
        ten, one = _FR_TENS[rest // 10 - 2], rest % 10
        return [ten] if not one else [f"{ten} et un", f"{ten} un"] if one == 1 else [f"{ten} {small(one)}"]
    base, first, swiss = (
        (60, "soixante", ("septante", "huitante", "nonante")[rest // 10 - 7])
        if rest < 80
        else (80, "quatre vingt", ("", "huitante", "nonante")[rest // 10 - 7])
    )
    left = rest - base
    forms = [f"{first} {small(left)}"] if left else ["quatre vingts", "quatre vingt"]
    if rest == 71:
        forms.append("soixante et onze")
    one = rest % 10
    return [*forms, f"{swiss} {small(one)}" if one else swiss]


def _german(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if rest == 0:
        below = [""]
    elif rest == 1:
        below = ["eins", "ein", "eine", "einen", "einem", "einer"] if not hundreds else ["eins", "ein"]
    elif rest < 20:
        below = [_DE[rest - 1]]
    else:
        below = [(f"{_DE[ones - 1]}und" if ones else "") + _DE_TENS[tens - 2]]
    firsts = [""] if not hundreds else [f"{_DE[hundreds - 1]}hundert", *(["hundert"] if hundreds == 1 else [])]
    forms = [first + tail for first in firsts for tail in below]
    return [
        plain
        for form in forms
        for plain in {form.replace("ü", "u").replace("ö", "o"), form.replace("ü", "ue").replace("ö", "oe")}
    ]


def _english_thousands(spelled: Spelled) -> Spelled:
    return {(*words, "thousand"): number * 1000 for words, number in spelled.items()} | {("thousand",): 1000}


def _spanish_thousands(spelled: Spelled) -> Spelled:
    return {(*words, "mil"): number * 1000 for words, number in spelled.items() if number > 1} | {("mil",): 1000}


def _french_thousands(spelled: Spelled) -> Spelled:
    return {(*words, "mille"): number * 1000 for words, number in spelled.items() if number > 1} | {("mille",): 1000}


def _italian_thousands(spelled: Spelled) -> Spelled:
    found: Spelled = {(words[0] + "mila",): number * 1000 for words, number in spelled.items() if number > 1}
    return found | {("mille",): 1000}


def _german_thousands(spelled: Spelled) -> Spelled:
    found: Spelled = {(words[0] + "tausend",): number * 1000 for words, number in spelled.items()}
    return found | {("tausend",): 1000}


_SPELLERS = {"en": _english, "it": _italian, "es": _spanish, "fr": _french, "de": _german}
_THOUSANDS = {
    "en": _english_thousands,
    "it": _italian_thousands,
    "es": _spanish_thousands,
    "fr": _french_thousands,
    "de": _german_thousands,
}
_JOINTS = {"it": ("mila", "mille"), "de": ("tausend",)}
_POWERS = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_FACTORS_BY_NAME: Mapping[str, Mapping[str, str]] = {
    "en": {
        "hundred": "hundred",
        "thousand": "thousand k",
        "million": "million millions mn m",
        "billion": "billion billions bn b",
        "trillion": "trillion tn",
        "dozen": "dozen",
    },
    "it": {
        "thousand": "mila",
        "million": "milione milioni mln",
        "billion": "miliardo miliardi mld",
        "trillion": "bilione bilioni",
        "dozen": "dozzina dozzine",
    },
    "es": {
        "thousand": "mil",
        "million": "millon millones mill",
        "trillion": "billon billones",
        "dozen": "docena docenas",
    },
    "fr": {
        "thousand": "mille",
        "million": "million millions mio",
        "billion": "milliard milliards md mds",
        "trillion": "billion billions",
        "dozen": "douzaine douzaines",
    },
    "de": {
        "thousand": "tausend tsd",
        "million": "million millionen mio",
        "billion": "milliarde milliarden mrd",
        "trillion": "billion billionen",
        "dozen": "dutzend",
    },
}
_FACTORS = {
    language: {word: _POWERS[name] for name, words in names.items() for word in words.split()}
    for language, names in _FACTORS_BY_NAME.items()
}
_AMBIGUOUS: Mapping[str, frozenset[str]] = {
    "en": frozenset(_list("one hundred thousand")),
    "it": frozenset(_list("uno sei cento mille")),
    "es": frozenset(_list("uno un una once cien mil")),
    "fr": frozenset(_list("un neuf cent mille")),
    "de": frozenset(_list("eins ein eine einen einem einer acht hundert tausend")),
}
