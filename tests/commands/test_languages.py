"""Languages of a whole site: words that a theme lacks are told and taken from elsewhere; adding them takes one file."""

import datetime as dt

import pytest

from site_builder.commands.build import build
from site_builder.commands.folders import folders_of
from site_builder.commands.options import Options
from tests.render import samples

SITE = "title: Hafen\nbase_url: https://example.org\nlanguage: de\ncards: false\n"
BRIEFING = "---\ntitle: Ein Kai\nsummary: Er ist neu.\ndate: 2026-02-03\n---\n\nText.\n"


@pytest.fixture
def site(tmp_path):
    (tmp_path / "content/briefings").mkdir(parents=True)
    (tmp_path / "content/site.yml").write_text(SITE, encoding="utf-8")
    (tmp_path / "content/briefings/kai.md").write_text(BRIEFING, encoding="utf-8")
    return tmp_path


def built(site, **more):
    report = build(folders_of(site), Options(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC), **more))
    page = site / "output/briefings/kai/index.html"
    return report, page.read_text(encoding="utf-8") if page.exists() else ""


def test_a_language_without_words_is_told_once_and_speaks_english_with_dates_of_its_own(site):
    report, page = built(site)
    (problem,) = report.problems
    assert (problem.code, problem.severity, problem.path, problem.line) == ("SB260", "warning", "content/site.yml", 3)
    assert "`de`" in problem.message
    assert "locales/de.yml" in (problem.hint or "")
    assert "Published" in page
    assert "3. Februar 2026" in page


def test_the_rule_can_be_switched_off(site):
    path = site / "content/site.yml"
    path.write_text(SITE + "rules: {SB260: off}\n", encoding="utf-8")
    assert built(site)[0].problems == ()


def test_one_file_adds_a_language_and_what_it_lacks_is_counted(site):
    words = samples.briefing_theme().strings["en"]
    theme = site / "themes/mine"
    (theme / "locales").mkdir(parents=True)
    (theme / "theme.yml").write_text("name: mine\nextends: briefing\n", encoding="utf-8")
    lines = [f"{key}: >-\n  {text}\n" for key, text in words.items() if isinstance(text, str) and key != "published"]
    forms = [f"{key}: {{one: '{{n}}', other: '{{n}}'}}\n" for key, text in words.items() if not isinstance(text, str)]
    catalogue = theme / "locales/de.yml"
    catalogue.write_text("".join([*lines, *forms]), encoding="utf-8")
    path = site / "content/site.yml"
    path.write_text(SITE + "theme: mine\n", encoding="utf-8")
    (problem,) = built(site)[0].problems
    assert problem.message.startswith("1 of the theme's words has no form in `de` (published)")
    catalogue.write_text(catalogue.read_text(encoding="utf-8") + "published: Veröffentlicht\n", encoding="utf-8")
    report, page = built(site)
    assert report.problems == ()
    assert "<dt>Veröffentlicht</dt>" in page
