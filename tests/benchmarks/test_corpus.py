from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path

import pytest

from site_builder.commands.build import build
from site_builder.commands.folders import folders_of
from site_builder.commands.options import Options
from tests.benchmarks.corpus import Corpus, Ref, written
from tests.benchmarks.layouts import LAYOUTS

SIZE = 30


@pytest.fixture(scope="module")
def corpus():
    return Corpus(SIZE)


@pytest.fixture(scope="module")
def site(corpus, tmp_path_factory):
    """Our build of the corpus: its folder, and what the build reported."""
    root = tmp_path_factory.mktemp("site")
    LAYOUTS["ours"].write(corpus, root)
    return root, build(folders_of(root), Options(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC)))


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_seed_gives_the_same_corpus_in_whatever_order_it_is_read(corpus):
    again = Corpus(SIZE)
    assert [again[index] for index in reversed(range(SIZE))] == [*corpus][::-1]
    assert again.entities == corpus.entities


def test_another_seed_gives_another_corpus(corpus):
    assert {briefing.title for briefing in corpus}.isdisjoint(briefing.title for briefing in Corpus(SIZE, seed=2))


def test_the_words_of_today_are_the_words_of_tomorrow(corpus):
    # Figures of two days can be compared only while this stays: whoever changes it says so in RESULTS.md.
    text = "".join(written(briefing.body, lambda ref: ref.slug) for briefing in corpus)
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "6f9468a94846464e"


def test_briefings_have_about_450_words_and_the_newest_is_the_last(corpus):
    lengths = [len(written(briefing.body, _said).split()) for briefing in corpus]
    assert 400 < sum(lengths) / SIZE < 500
    assert sorted(briefing.date for briefing in corpus) == [briefing.date for briefing in corpus]


def test_no_two_briefings_groups_or_names_of_a_large_corpus_share_an_address():
    corpus = Corpus(2_000)
    assert len({corpus.slug(index) for index in range(len(corpus))}) == len(corpus)
    records = [*corpus.topics, *corpus.entities, *corpus.sources]
    assert len({record.slug for record in records}) == len(records)


def test_few_entities_are_frequent_and_many_are_rare():
    corpus = Corpus(1_000)
    counts: dict[str, int] = {}
    for briefing in corpus:
        for entity in briefing.entities:
            counts[entity.slug] = counts.get(entity.slug, 0) + 1
    ordered = sorted(counts.values(), reverse=True)
    assert ordered[0] > 4 * ordered[len(ordered) // 2]
    assert len(counts) > 0.9 * len(corpus.entities)


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_is_the_same_each_time_it_is_written(name, corpus, tmp_path):
    LAYOUTS[name].write(corpus, tmp_path / "one")
    LAYOUTS[name].write(corpus, tmp_path / "two")
    assert digest(tmp_path / "one") == digest(tmp_path / "two")


def test_our_build_of_the_corpus_has_no_problems(site):
    _, report = site
    assert report.problems == ()
    assert report.counts["briefings"] == SIZE


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name not in {"ours", "everything"}])
def test_links_of_other_generators_lead_to_the_addresses_that_we_have(name, corpus, site, tmp_path):
    root, _ = site
    LAYOUTS[name].write(corpus, tmp_path)
    briefings = (LAYOUTS[name].file(tmp_path, briefing).read_text() for briefing in corpus)
    links = {link for text in briefings for link in re.findall(r"\]\((/[^)]*)\)", text)}
    assert len(links) > SIZE
    assert [link for link in links if not (root / f"output{link}index.html").is_file()] == []


def test_the_frame_of_every_layout_can_be_edited(corpus, tmp_path):
    for name, layout in LAYOUTS.items():
        layout.write(corpus, tmp_path / name)
        assert (tmp_path / name / layout.base).read_text().count("</footer>") == 1


def _said(ref: Ref) -> str:
    return ref.label or ref.name
