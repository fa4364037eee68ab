import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.ingest.characters import mend


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("soft\u00adware and hard\u00ad\n ware", "software and hardware"),
        ("zero\u200bwidth\ufeff and \u2060joined", "zerowidth and joined"),
        ("\u202eevil\u202c \u2066order\u2069", "evil order"),
        ("bell\x07 and null\x00 gone", "bell and null gone"),
        ("it\x92s \x93said\x94 \x96 here", "it’s “said” – here"),
        ("keeps\ttabs\nand lines", "keeps\ttabs\nand lines"),
        ("no\u00a0break « guillemets » ‘curly’ “quotes”", "no\u00a0break « guillemets » ‘curly’ “quotes”"),
        ("a\u200db", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_characters_that_nobody_sees_or_means_are_mended(text, mended):
    assert mend(text).text == mended


@pytest.mark.parametrize(
    "right", ["It’s “here” – now…", "perché è così", "Ünïcödé überall", "£5 and ½ €", "naïve café", "emoji 😀 too"]
)
def test_what_was_decoded_twice_is_put_right(right):
    twice = right.encode().decode("cp1252", "surrogateescape").encode("utf-8", "surrogateescape")
    broken = "".join(
        chr(b) if 0x80 <= b < 0xA0 and b in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else bytes([b]).decode("cp1252")
        for b in right.encode()
    )
    assert twice
    mended = mend(f"{broken} {broken}")
    assert mended.text == f"{right} {right}"
    assert mended.mojibake >= 2


@pytest.mark.parametrize(
    "text", ["«CAFÃ»", "Â", "L’âge d’or, pâte à pain", "Ärger über Öl", "São João, Ação", "Å i åa ä e ö"]
)
def test_letters_that_are_meant_stay(text):
    assert mend(text).text == text


def test_what_is_lost_is_counted():
    assert mend("a\ufffdb\ud800").lost == 2


@given(st.text(max_size=200))
def test_mended_text_stays_as_it_is_and_has_no_control_characters(text):
    once = mend(text).text
    assert all(sign in "\t\n" or ord(sign) >= 0x20 for sign in once)
    assert not any(0x7F <= ord(sign) < 0xA0 for sign in once)
    once.encode("utf-8")
