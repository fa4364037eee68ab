import random
import string

import pytest

from site_builder.ingest.known import compile_names, find_known
from site_builder.model.entity import EntityRecord, Proposal


def record(id, name, *aliases, kind="organisation", **names):
    return EntityRecord(id=id, name=name, kind=kind, aliases=aliases, names=names)


KNOWN = compile_names(
    [
        record("tiktok", "TikTok", kind="product"),
        record("china", "China", it="Cina", kind="place"),
        record("china-talk", "China Talk"),
        record("meta", "Meta"),
        record("apple", "Apple"),
        record("ft", "Financial Times", "FT"),
        record("doubao", "豆包", kind="product"),
        record("muller", "Müller AG"),
        record("amp", "AT&T"),
        record("one", "Mercury", kind="place"),
        record("two", "Mercury Records", "Mercury"),
    ]
)


def found(text, **options):
    return [(text[mention.start : mention.end], mention.key) for mention in find_known(text, KNOWN, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TikTok's owner, tiktok and TIKTOK", [("TikTok", "tiktok"), ("tiktok", "tiktok"), ("TIKTOK", "tiktok")]),
        ("TikToker and antiTikTok", []),
        ("In China Talk, a newsletter on China", [("China Talk", "china-talk"), ("China", "china")]),
        ("dalla Cina e nell’Apple", [("Cina", "china"), ("Apple", "apple")]),
        ("una meta, una Meta e META", [("Meta", "meta")]),
        ("an apple and an Apple and APPLE", [("Apple", "apple"), ("APPLE", "apple")]),
        ("the FT, not ft or Ft", [("FT", "ft")]),
        ("financial times and Financial  Times", [("financial times", "ft")]),
        ("字节的豆包很好", [("豆包", "doubao")]),
        ("MULLER AG and Mu\u0308ller", [("MULLER AG", "muller")]),
        ("AT&T, at&t", [("AT&T", "amp")]),
        ("China-based TikTok-like", [("China", "china"), ("TikTok", "tiktok")]),
        ("", []),
    ],
)
def test_known_names_stand_as_whole_words_in_any_reasonable_case(text, expected):
    assert found(text) == expected


def test_a_name_of_two_records_is_left_out_but_a_longer_one_decides():
    assert found("Mercury is hot") == []
    assert found("Mercury Records sold it") == [("Mercury Records", "two")]


def test_a_german_genitive_is_seen():
    assert found("Chinas Häfen") == []
    assert found("Chinas Häfen", trailing_s=True) == [("China", "china")]


def test_nothing_known_finds_nothing():
    assert find_known("TikTok", compile_names([])) == ()


def test_what_a_person_decided_in_the_review_file_is_known():
    known = compile_names([], [Proposal(name="Wren", kind="product", aliases=("the rover",))])
    assert [mention.key for mention in find_known("Wren is the rover", known)] == ["review:wren", "review:wren"]


def test_a_hundred_thousand_names_are_found_in_one_pass():
    rng = random.Random(7)
    names = ["".join(rng.choices(string.ascii_lowercase, k=9)).title() for _ in range(100_000)]
    known = compile_names([record(f"r{number}", name) for number, name in enumerate(dict.fromkeys(names))])
    said = rng.choices(names, k=5_000)
    text = " and ".join(said)
    assert [text[mention.start : mention.end] for mention in find_known(text, known)] == said
