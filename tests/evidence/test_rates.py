"""The check finds faults that are planted, and takes no harmless change for one. Both rates: `tests.evidence.rates`."""

import pytest

from tests.evidence.rates import measure
from tests.evidence.sample import ARTICLES, made, open_sample, sealed

FOUND, ALARMED = 0.98, 0.01
with_articles = pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles themselves are not beside this checkout")


def hold(rates, count):
    assert rates.faults >= count
    assert rates.harmless >= count
    assert len(rates.missed) <= (1 - FOUND) * rates.faults, [f"{c.kind}: {c.what}" for c in rates.missed]
    assert len(rates.alarms) <= ALARMED * rates.harmless, [(c.kind, told) for c, told in rates.alarms]


def test_every_statement_of_the_sample_site_is_verified_from_seals_alone():
    sample = sealed()
    for name, text in sample.files.items():
        checked = sample.check(name, text)
        assert checked.problems == ()
        assert checked.verified.sealed
        assert checked.verified.verified == checked.verified.statements > 0


@with_articles
def test_seals_and_texts_agree_on_the_sample_site():
    for name, text in sealed().files.items():
        by_seal, by_text = sealed().check(name, text), open_sample().check(name, text)
        assert by_seal.problems == by_text.problems
        assert by_seal.verified.statements == by_text.verified.statements
        assert by_seal.verified.verified == by_text.verified.verified


def test_some_faults_planted_in_the_sealed_sample_are_found_and_some_harmless_changes_pass():
    hold(measure(sealed(), 3, 60), 60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_faults_planted_in_the_sealed_sample_are_found_and_harmless_changes_pass(seed):
    hold(measure(sealed(), seed, 300), 300)


@pytest.mark.slow
@with_articles
def test_faults_planted_in_the_sample_with_its_texts_are_found_and_harmless_changes_pass():
    hold(measure(open_sample(), 1, 300), 300)


@pytest.mark.slow
@with_articles
def test_faults_planted_in_briefings_made_from_the_articles_are_found_and_harmless_changes_pass():
    hold(measure(made(1), 1, 300), 300)
