"""Figures are the same in any form, in five languages; ordinals and names with digits are none."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.evidence.calendar import keys_of
from site_builder.evidence.figures import facts, figures, supported
from site_builder.evidence.numerals import numerals

SAME = [
    ("en", "1.2 million users", "en", "1,200,000 users"),
    ("en", "$1.2 million", "en", "1,200,000 dollars"),
    ("en", "$5m", "en", "US$ 5,000,000"),
    ("en", "five million dollars", "en", "$5 million"),
    ("en", "thirteen thousand accounts", "en", "13 000 accounts"),
    ("en", "two hundred and fifty", "en", "250"),
    ("en", "three thousand two hundred", "en", "3,200"),
    ("en", "ninety-nine", "en", "99"),
    ("en", "5 percent", "en", "5%"),
    ("en", "5 per cent", "en", "five percent"),
    ("en", "19 February", "en", "Feb. 19"),
    ("en", "February 19th, 2026", "en", "19 Feb 2026"),
    ("en", "19 February 2026", "en", "2026-02-19"),
    ("en", "5:08 PM", "en", "17:08"),
    ("en", "in August 2020", "en", "on 3 August 2020"),
    ("en", "two dozen", "en", "24"),
    ("it", "13.000 account", "en", "13,000 accounts"),
    ("it", "tredicimila persone", "it", "13 000 persone"),
    ("it", "tremiladuecento", "it", "3.200"),
    ("it", "ventuno giorni", "it", "21 giorni"),
    ("it", "centottanta", "it", "180"),
    ("it", "3,5 milioni di euro", "it", "3.500.000 €"),
    ("it", "il 5 per cento", "it", "5 %"),
    ("it", "1º maggio 2026", "it", "1 maggio 2026"),
    ("it", "il 19 febbraio", "en", "February 19"),
    ("es", "trece mil personas", "es", "13.000 personas"),
    ("es", "treinta y dos", "es", "32"),
    ("es", "doscientas casas", "es", "200 casas"),
    ("es", "3,5 millones de dólares", "en", "$3.5 million"),
    ("es", "el 5 por ciento", "es", "5 %"),
    ("es", "19 de febrero de 2026", "en", "19 February 2026"),
    ("fr", "treize mille comptes", "fr", "13 000 comptes"),
    ("fr", "quatre-vingt-dix-sept", "fr", "97"),
    ("fr", "soixante et onze", "fr", "71"),
    ("fr", "septante", "fr", "70"),
    ("fr", "2,5 milliards d’euros", "fr", "2 500 000 000 €"),
    ("fr", "5 pour cent", "fr", "5\u00a0%"),
    ("fr", "1er mars 2026", "en", "1 March 2026"),
    ("fr", "17h08", "en", "17:08"),
    ("de", "dreizehntausend Konten", "de", "13.000 Konten"),
    ("de", "zweiundzwanzig Tage", "de", "22 Tage"),
    ("de", "zweihundertfünfzig", "de", "250"),
    ("de", "dreitausendzweihundert", "de", "3200 Meter"),
    ("de", "1,2 Millionen Euro", "de", "1.200.000 €"),
    ("de", "5 Prozent", "de", "5 %"),
    ("de", "19. Februar 2026", "de", "19.2.2026"),
    ("de", "17.08 Uhr", "de", "17:08 Uhr"),
]
OTHER = [
    ("en", "13,000", "en", "14,000"),
    ("en", "$5", "en", "€5"),
    ("en", "5 percent", "en", "5 people"),
    ("en", "1.2 million", "en", "1.2 billion"),
    ("en", "19 February", "en", "20 February"),
    ("en", "August 2020", "en", "August 2021"),
    ("en", "Thursday", "en", "Friday"),
    ("it", "un miliardo e 2,5 milioni", "it", "2,5 miliardi"),
    ("de", "1,5 Milliarden", "de", "1,5 Millionen"),
    ("fr", "treize", "fr", "trois"),
    ("es", "dos mil", "es", "doce"),
]


@pytest.mark.parametrize(("language", "said", "other", "source"), SAME)
def test_a_figure_is_the_same_in_another_form(language, said, other, source):
    found = figures(said, language)
    assert found
    known = facts(source, other)
    assert all(supported(figure, known) for figure in found)


@pytest.mark.parametrize(("language", "said", "other", "source"), OTHER)
def test_another_figure_is_another(language, said, other, source):
    known = facts(source, other)
    assert not all(supported(figure, known) for figure in figures(said, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "GPT-4 and H264 are names, the 20th century an ordinal, one a word"),
        ("en", "it may march on"),
        ("it", "un’azienda, tu sei qui, uno di noi"),
        ("fr", "un produit neuf"),
        ("de", "ein Haus, gib acht"),
        ("es", "una casa"),
        ("nl", "dertien"),
    ],
)
def test_what_only_looks_like_a_figure_is_none(language, text):
    assert figures(text, language) == ()


def test_a_day_of_the_source_and_the_year_of_its_record_make_a_date():
    day = figures("19 February 2026", "en")[0]
    assert not supported(day, facts("on Feb. 19", "en"))
    assert supported(day, facts("on Feb. 19", "en") | keys_of(dt.date(2026, 3, 1)))


def test_numbers_in_words_are_whole():
    for language in ("en", "it", "es", "fr", "de"):
        table = numerals(language)
        assert table is not None
        assert set(range(1, 1000)) <= set(table.spelled.values())
        assert {2000, 13_000, 999_000} <= set(table.spelled.values())


def test_figures_know_their_places():
    text = "On 19 February, 13,000 accounts lost $1.2 million"
    assert [text[figure.start : figure.end] for figure in figures(text, "en")] == [
        "19 February",
        "13,000",
        "1.2 million",
    ]


@given(st.text(), st.sampled_from(["en", "it", "es", "fr", "de", "zz", None]))
def test_every_figure_of_any_text_is_a_fact_of_that_text(text, language):
    known = facts(text, language)
    for figure in figures(text, language):
        assert supported(figure, known), (text, figure)


@pytest.mark.parametrize(
    "text", ["1," * 20_000, "1 " * 20_000, "one hundred " * 5_000, "1.1.1." * 5_000, "May " * 5_000]
)
def test_hostile_text_is_read_in_little_time(text):
    facts(text, "en")
