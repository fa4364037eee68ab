"""A seal answers what the text would answer, and gives no sentence away."""

import json
import math

import pytest

from site_builder.evidence import seal as sealing
from site_builder.evidence.quotations import parts
from site_builder.evidence.seal import make_seal, read_seal, run_number, runs_of, write_seal
from site_builder.evidence.sources import SealedSource, TextSource
from site_builder.evidence.words import words
from site_builder.model.evidence import ArticleText
from site_builder.model.problem import ContentError
from tests.evidence.sample import ARTICLES, CONTENT, records, texts

SHA = "ab" * 32
OWN = ArticleText(
    id="ferry",
    language="en",
    paragraphs=(
        "The council has decided that the old ferry will run for another year because the new bridge is not ready yet.",
        "Ann Miller of the Harbour Board said on 4 May 2024 that 13,000 signed: “nobody in the town wants to wait”.",
        "Too short here.",
    ),
)
QUESTIONS = [
    ("the old ferry will run for another year", 1),
    ("nobody in the town wants to wait", 2),
    ("nobody in the village wants to wait", 2),
    ("the old ferry will run for another year", 2),
    ("the old ferry … because the new bridge is not", 1),
    ("The council [of Porto] decided that the old ferry will run for another year", 1),
    ("the old boat will run for another day", 1),
]


@pytest.fixture(scope="module")
def pair():
    return TextSource(OWN), SealedSource(read_seal(write_seal(make_seal(OWN, SHA))))


@pytest.mark.parametrize(("quotation", "paragraph"), QUESTIONS)
def test_text_and_seal_agree_on_quotations(pair, quotation, paragraph):
    text, sealed = pair
    by_seal = sealed.says(parts(quotation), [paragraph])
    assert by_seal in {None, text.says(parts(quotation), [paragraph])}


def test_text_and_seal_agree_on_figures_and_names(pair):
    text, sealed = pair
    keys = ["n:13000", "n:14000", "d:2024-05-04", "md:05-04", "y:2024", "y:2023", "%:13000"]
    for number in (1, 2, 3, 4):
        assert sealed.knows(keys, number) == text.knows(keys, number)
    for form in ("ann miller", "harbour board", "miller", "ann stone", "ferry board"):
        assert sealed.mentions(form) == text.mentions(form)


def test_a_seal_is_the_same_whenever_it_is_made_and_holds_no_word():
    written = write_seal(make_seal(OWN, SHA))
    assert written == write_seal(make_seal(OWN, SHA))
    said = {word.text for paragraph in OWN.paragraphs for word in words(paragraph) if len(word.text) > 3}
    assert not [word for word in said if word in written.replace('"words"', "")]
    assert json.loads(written)["paragraphs"][2] == {**json.loads(written)["paragraphs"][2], "words": 3, "runs": []}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        "[" * 100_000,
        '{"version": 2}',
        write_seal(make_seal(OWN, SHA, cost=2)).replace('"cost": 2', '"cost": 3'),
        write_seal(make_seal(OWN, SHA, cost=2)).replace('"cost": 2', '"cost": 1073741824'),
        write_seal(make_seal(OWN, SHA, cost=2)).replace('"words":3', '"words":-3'),
        write_seal(make_seal(OWN, SHA, cost=2)).replace('"runs":[]', '"runs":[true]'),
    ],
)
def test_what_is_no_seal_is_told(text):
    with pytest.raises(ContentError) as caught:
        read_seal(text)
    assert [problem.code for problem in caught.value.problems] == ["SB236"]


def test_a_false_run_passes_about_once_in_sixty_four_times():
    text = " ".join(f"w{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(200))
    said = tuple(word.text for word in words(text))
    count = len(runs_of(said))
    there = {run_number(run, 1, count, sha256=SHA, cost=2) for run in runs_of(said)}
    passed = sum(run_number(f"x{n} a b c d", 1, count, sha256=SHA, cost=2) in there for n in range(20_000))
    assert 20_000 / 80 < passed < 20_000 / 50


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles themselves are not beside this checkout")
def test_the_committed_seals_are_those_of_the_articles():
    for name, text in texts().items():
        committed = read_seal((CONTENT / "articles" / name / "seal.json").read_text("utf-8"))
        assert committed.sha256 == records()[name].sha256
        assert len(committed.paragraphs) == records()[name].paragraphs == len(text.paragraphs)
        # Two paragraphs stand for all: each run costs a millisecond.
        cut = ArticleText(id=name, language=text.language, paragraphs=text.paragraphs[:2])
        assert make_seal(cut, committed.sha256).paragraphs == committed.paragraphs[:2]


@pytest.mark.slow
@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles themselves are not beside this checkout")
def test_the_committed_seals_are_those_of_the_articles_to_the_last_byte():
    for name, text in texts().items():
        committed = (CONTENT / "articles" / name / "seal.json").read_text("utf-8")
        assert write_seal(make_seal(text, records()[name].sha256)) == committed


def chained(sentence, dictionary, pairs, width):
    """How many words of *sentence* an attacker reads on from its first four, with the *width* likeliest branches."""
    said = [word.text for word in words(sentence)]
    count = len(said) - sealing.RUN + 1
    there = {run_number(run, 1, count, sha256=SHA, cost=2) for run in runs_of(tuple(said))}
    branches = [(0.0, tuple(said[:4]))]
    for place in range(4, len(said)):
        found = []
        for score, branch in branches:
            start = " ".join(branch[-4:])
            for word, weight in dictionary.items():
                if run_number(f"{start} {word}", 1, count, sha256=SHA, cost=2) in there:
                    found.append((score + max(weight - 1.3, pairs.get((branch[-1], word), -99.0)), (*branch, word)))
        branches = sorted(found, reverse=True)[:width]
        if tuple(said[: place + 1]) not in {branch for _, branch in branches}:
            return place - 4
    return len(said) - 4


@pytest.fixture(scope="module")
def english():
    """The 50,000 commonest words and the commonest pairs, as base-2 logarithms of their shares."""
    symspellpy = pytest.importorskip("symspellpy", reason="no list of common words is installed")
    from importlib.resources import files

    folder = files(symspellpy.__name__)
    lines = (folder / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig").split("\n")
    counts = {word: int(number) for word, number in (line.split() for line in lines[:50_000] if line.strip())}
    total = sum(counts.values())
    pairs = {}
    for line in (folder / "frequency_bigramdictionary_en_243_342.txt").read_text("utf-8-sig").split("\n"):
        if line.strip():
            first, second, number = line.split()
            if first in counts and second in counts:
                pairs[first, second] = math.log2(int(number) / counts[first])
    return {word: math.log2(number / total) for word, number in counts.items()}, pairs


SENTENCE = OWN.paragraphs[0]


@pytest.mark.slow
def test_chaining_with_a_dictionary_and_open_names_and_figures_recovers_no_sentence(english):
    dictionary, pairs = english
    opened = {**dictionary, **dict.fromkeys(("miller", "ann", "13000", "2024"), -12.0)}
    assert len(opened) >= 50_000
    assert chained(SENTENCE, opened, pairs, width=3) < 8


@pytest.mark.slow
def test_the_same_attack_reads_the_sentence_where_hashes_are_longer(english, monkeypatch):
    dictionary, pairs = english
    monkeypatch.setattr(sealing, "SPREAD", 1 << 18)
    likely = dict(sorted(dictionary.items(), key=lambda entry: -entry[1])[:8_000])
    assert chained(SENTENCE, likely, pairs, width=2) == len(words(SENTENCE)) - 4
