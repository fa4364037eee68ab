"""`verify` tells files that were changed, lost or added since the build, and pages that the sources do not give."""

import datetime as dt

import pytest

from site_builder.commands.build import build
from site_builder.commands.folders import folders_of
from site_builder.commands.options import Options
from site_builder.commands.verify import verify
from site_builder.model.problem import ConfigError

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


@pytest.fixture
def site(tmp_path):
    content = tmp_path / "content"
    (content / "briefings").mkdir(parents=True)
    (content / "site.yml").write_text("title: Site\nbase_url: https://example.org\n", "utf-8")
    (content / "briefings/one.md").write_text("---\ntitle: One\nsummary: First.\n---\n\nText.\n", "utf-8")
    build(folders_of(tmp_path), Options(now=NOW))
    return tmp_path


def told(site, **wanted):
    report = verify(folders_of(site), site / "output", Options(now=NOW, **wanted))
    return [(problem.code, problem.path) for problem in report.problems]


def test_a_folder_as_it_was_built_is_proved(site):
    report = verify(folders_of(site), site / "output", Options(now=NOW))
    assert report.problems == ()
    assert report.counts["files"] > 5
    assert report.counts["briefings"] == 1


def test_a_changed_a_lost_and_an_added_file_are_told(site):
    page = site / "output/briefings/one/index.html"
    page.write_bytes(page.read_bytes().replace(b"Text", b"Next"))
    (site / "output/feed.xml").unlink()
    (site / "output/extra.html").write_text("x", "utf-8")
    assert told(site) == [
        ("SB406", "output/briefings/one/index.html"),
        ("SB406", "output/feed.xml"),
        ("SB406", "output/extra.html"),
    ]


def test_a_page_that_the_sources_no_longer_give_is_told(site):
    path = site / "content/briefings/one.md"
    path.write_text(path.read_text("utf-8").replace("Text.", "Another text."), "utf-8")
    assert ("SB407", "briefings/one/index.html") in told(site)
    assert ("SB407", "index.html") not in told(site)


def test_other_options_give_other_pages_and_few_are_listed(site):
    found = told(site, base_url="https://other.example")
    assert 0 < len(found) <= 11
    assert {code for code, _ in found} == {"SB407"}


def test_a_folder_that_no_build_wrote_cannot_be_verified(site, tmp_path):
    with pytest.raises(ConfigError):
        verify(folders_of(site), tmp_path / "elsewhere", Options(now=NOW))
