"""`verify` tells files that were changed, lost or added since the build, and pages that the sources do not give."""

import datetime as dt
import hashlib
import json
from dataclasses import replace

import pytest

from site_builder.commands.build import build
from site_builder.commands.folders import Folders, folders_of
from site_builder.commands.options import Options
from site_builder.commands.sources import at_hand
from site_builder.commands.verify import verify
from site_builder.model.problem import ConfigError
from site_builder.publish.record import Sources, decode_record, decode_sources, encode_record, read_bytes

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


def manifest(site):
    return json.loads((site / "output/.site-builder.json").read_text("utf-8"))["sources"]


def test_the_folder_names_every_source_with_its_digest(site):
    add_article(site)
    build(folders_of(site), Options(now=NOW))
    said = manifest(site)
    assert said["articles"] == {"ferry": "ab" * 32}
    names = {"briefings/one.md", "site.yml", "articles/ferry/article.yml", "articles/ferry/text.txt"}
    assert said["files"] == {
        f"content/{name}": hashlib.sha256((site / "content" / name).read_bytes()).hexdigest() for name in names
    }


def test_building_again_after_a_change_names_what_a_build_from_nothing_names(site, tmp_path):
    add_article(site)
    build(folders_of(site), Options(now=NOW))
    before = (site / "output/.site-builder.json").stat().st_mtime_ns
    build(folders_of(site), Options(now=NOW))
    assert (site / "output/.site-builder.json").stat().st_mtime_ns == before
    (site / "content/articles/ferry/text.txt").write_text("[p1] The ferry stops in autumn.\n", "utf-8")
    build(folders_of(site), Options(now=NOW))
    changed = read_bytes(site / "output")
    fresh = replace(folders_of(site), output=tmp_path / "fresh", memory_at=tmp_path / "memory")
    build(fresh, Options(now=NOW))
    assert read_bytes(tmp_path / "fresh") == changed


def test_a_changed_source_is_told_without_building(site):
    add_article(site)
    build(folders_of(site), Options(now=NOW))
    (site / "content/articles/ferry/text.txt").write_text("[p1] The ferry goes on.\n", "utf-8")
    report = verify(folders_of(site), site / "output", Options(now=NOW), rebuild=False)
    assert [(one.code, one.path) for one in report.problems] == [("SB407", "content/articles/ferry/text.txt")]
    assert "pages" not in report.counts


def test_a_folder_alone_is_proved_untouched_and_tells_what_is_not_at_hand(site, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    report = verify(Folders(root=elsewhere, output=elsewhere), site / "output", Options(now=NOW))
    assert report.problems == ()
    assert report.notes == ("2 of 2 sources are not at hand",)


def test_a_list_of_sources_leads_nowhere_out_of_the_content_folder(site, tmp_path):
    (tmp_path / "secret").write_text("x", "utf-8")
    said = Sources(files={"content/../secret": "0" * 64, "/etc/passwd": "0" * 64, "content/a\0b": "0" * 64})
    assert at_hand(said, folders_of(site)) == ([], sorted(said.files))


def test_a_record_that_does_not_say_what_it_derives_from_is_told(site):
    record = site / "output/.site-builder.json"
    record.write_bytes(encode_record(decode_record(record.read_bytes())[1]))
    report = verify(folders_of(site), site / "output", Options(now=NOW), rebuild=False)
    assert [(one.code, one.path) for one in report.problems] == [("SB407", "output")]


OTHERS = [None, b"", b"[]", b'{"generator":"x","version":1,"files":{},"sources":{"files":{"a":"b"}}}']


@pytest.mark.parametrize("data", [*OTHERS, b'{"generator":"site-builder","version":1,"files":{},"sources":[]}'])
def test_what_names_no_sources_is_read_as_none(data):
    assert decode_sources(data) == Sources()


def add_article(site):
    folder = site / "content/articles/ferry"
    folder.mkdir(parents=True)
    (folder / "article.yml").write_text(f"id: ferry\nsha256: {'ab' * 32}\nparagraphs: 1\n", "utf-8")
    (folder / "text.txt").write_text("[p1] The ferry stops.\n", "utf-8")
    one = site / "content/briefings/one.md"
    one.write_text(one.read_text("utf-8").replace("summary:", "articles: [ferry]\nsummary:"), "utf-8")
