"""Terms: one spelling for what readers type in many ways."""

import pytest

from site_builder.text.terms import LONGEST, folded, is_unspaced, terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Crème Brûlée", ["creme", "brulee"]),
        ("the company's 5G, version 2.0", ["the", "company", "s", "5g", "version", "2", "0"]),
        ("Straße ΟΔΟΣ İzmir ﬁne", ["strasse", "οδοσ", "izmir", "fine"]),
        ("Łódź Øre Æsir naïve", ["lodz", "ore", "aesir", "naive"]),
        ("Ёлка и Йод", ["елка", "и", "иод"]),
        ("snake_case c++ #tag", ["snake", "case", "c", "tag"]),
        ("人工智能 AI模型", ["人工", "工智", "智能", "ai", "模型"]),
        ("字", ["字"]),
        ("한국어", ["한국", "국어"]),
        ("ﾃﾞｰﾀ", ["テー", "ータ"]),
        ("", []),
        ("—!?", []),
    ],
)
def test_a_text_becomes_terms(text, found):
    assert terms(text) == found


def test_what_is_folded_stays_as_it_is():
    for text in ("Crème", "ΟΔΟΣ", "Straße", "한국어", "が", "İ"):
        assert folded(folded(text)) == folded(text)


def test_a_term_has_an_end():
    assert terms("x" * 1000) == ["x" * LONGEST]


def test_scripts_without_spaces_are_known():
    assert [is_unspaced(sign) for sign in "字かไก한aжא"] == [True, True, True, True, True, False, False, False]
