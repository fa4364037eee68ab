import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.ingest.decoding import decode_article
from site_builder.model.problem import IngestError

ITALIAN = "Perché la città è più cara, l’università è già un’eccezione: così dice l’assessore."
RUSSIAN = "Правительство города объявило вчера, что новый мост через реку откроется весной следующего года. " * 4
JAPANESE = "町は月曜日に図書館を夜まで開けると発表した。利用者の多くは昼に働いているからである。" * 6


@pytest.mark.parametrize(
    ("data", "text", "encoding", "guessed"),
    [
        (ITALIAN.encode(), ITALIAN, "utf-8", False),
        (codecs.BOM_UTF8 + ITALIAN.encode(), ITALIAN, "utf-8", False),
        (ITALIAN.encode("utf-16"), ITALIAN, "utf-16", False),
        (codecs.BOM_UTF16_BE + ITALIAN.encode("utf-16-be"), ITALIAN, "utf-16", False),
        (ITALIAN.encode("utf-32"), ITALIAN, "utf-32", False),
        (b"plain", "plain", "utf-8", False),
        (b"", "", "utf-8", False),
    ],
)
def test_what_is_declared_or_utf8_is_not_guessed(data, text, encoding, guessed):
    decoded = decode_article(data)
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, encoding, guessed)


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis"), (ITALIAN * 3, "cp1252")]
)
def test_older_encodings_are_guessed_from_their_statistics(text, encoding):
    decoded = decode_article(text.encode(encoding))
    assert (decoded.text, decoded.guessed) == (text, True)


def test_a_guess_that_fails_further_down_falls_back_without_an_error():
    data = RUSSIAN.encode("cp1251") * 200 + b"\x98\x81\x8d"
    assert decode_article(data).guessed


def test_letters_and_accents_are_composed_and_all_line_ends_are_one():
    assert decode_article("e\u0300\r\na\rb\u2028c\x0bd".encode()).text == "è\na\nb\nc\nd"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "archive"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"text\0with\0nothing", "binary"),
        (bytes(range(1, 32)) * 10, "binary"),
    ],
)
def test_what_is_no_text_is_refused_and_named(data, said):
    with pytest.raises(IngestError, match=said) as caught:
        decode_article(data)
    assert [problem.code for problem in caught.value.problems] == ["SB501"]


@given(st.binary(max_size=300))
def test_any_bytes_become_text_or_a_problem(data):
    try:
        decoded = decode_article(data)
    except IngestError:
        return
    assert "\r" not in decoded.text


def test_a_torn_utf16_file_is_read_as_far_as_it_goes():
    decoded = decode_article("abc".encode("utf-16") + b"\x00")
    assert decoded.text.startswith("abc")
    assert decoded.guessed
