"""What ingest tells: lines, JSON and a page; many articles, several processes, and files of several articles."""

import json

import pytest
from click.testing import CliRunner

from site_builder.cli import cli
from site_builder.commands.ingest_page import ReportPage
from tests.commands.ingesting import FERRY, actions, make_site, only, run, tree, write
from tests.ingest import formats


@pytest.fixture
def site(tmp_path):
    return make_site(tmp_path)


def called(site, *arguments):
    result = CliRunner().invoke(cli, ["-C", str(site), "ingest", *arguments], standalone_mode=False)
    assert result.exception is None
    return result


def test_json_tells_of_every_article_with_names_for_everything(site):
    told = json.loads(called(site, "--format", "json", str(site.parent / "in" / "ferry.txt")).stdout)
    (article,) = told["articles"]
    assert (article["action"], article["origin"], article["media_type"]) == ("created", "ferry.txt", "text/plain")
    assert {"name": "Norrline", "kind": "organisation"}.items() <= article["entities"][0].items()
    assert article["quotations"][0]["speaker"] == "Dana Whitlock"
    assert article["chosen"][0]["why"]
    assert told["counts"]["created"] == 1


def test_the_page_shows_what_was_found_and_nothing_in_it_is_markup(site):
    page = site.parent / "report.html"
    (site.parent / "in" / "evil.txt").write_text(
        'The <script>alert("x")</script> council\n\nThe council of Harrow voted for a pool and a <b>library</b>.\n',
        "utf-8",
    )
    (site.parent / "in" / "empty.txt").write_bytes(b"")
    called(site, "--report", str(page), str(site.parent / "in"))
    written = page.read_text("utf-8")
    for said in (
        "Dana Whitlock",
        "CEO",
        "To look at",
        "the file is empty",
        "&lt;b&gt;library",
        "created",
    ):
        assert said in written
    assert "<script" not in written
    assert "<b>library" not in written


def test_a_page_that_is_not_finished_is_not_written(site):
    page = site.parent / "report.html"
    with ReportPage(page) as report:
        report.add(run(site, "ferry.txt").outcomes[0])
    assert not page.exists()


def test_a_dry_run_shows_how_a_briefing_would_change(site):
    run(site, "ferry.txt")
    path = only(site, "briefings/*.md")
    path.write_text(path.read_text("utf-8").replace("status: draft", "status: published"), "utf-8")
    write(site, "entities.yml", "- id: n\n  name: Norr Ferries\n  kind: organisation\n  aliases: [Norrline]\n")
    before = tree(site)
    shown = called(site, "--dry-run", str(site.parent / "in" / "ferry.txt")).stdout
    assert "merged    ferry.txt" in shown
    assert "  +  - Norr Ferries" in shown
    assert "status" not in shown
    assert tree(site) == before


def test_explaining_reads_again_what_is_known(site):
    run(site, "ferry.txt")
    assert "Dana Whitlock: person" in called(site, "--explain", str(site.parent / "in" / "ferry.txt")).stdout


@pytest.mark.slow
def test_several_processes_give_the_same_bytes_as_one(tmp_path):
    trees = []
    for jobs in (1, 2):
        site = make_site(tmp_path / str(jobs))
        for name, write_format in formats.FORMATS.items():
            (site.parent / "in" / name).write_bytes(write_format())
        (site.parent / "in" / "empty.html").write_bytes(b"<html></html>")
        report = run(site, jobs=jobs)
        assert [problem.code for problem in report.problems] == ["SB502"]
        assert report.counts["created"] == 2
        assert report.counts["joined"] == 9
        trees.append({name: entry[0] for name, entry in tree(site).items()})
    assert trees[0] == trees[1]


def test_the_items_of_a_feed_are_articles_and_known_again_in_a_longer_feed(site):
    feed = site.parent / "in" / "feed.xml"
    feed.write_bytes(formats.rss())
    assert actions(run(site, "feed.xml")) == ["created"]
    more = (
        b"<item><title>Harrow council votes for a pool</title><description>The council of Harrow voted for a new pool "
        b"on the eastern shore, after a debate of many hours.</description></item></channel>"
    )
    feed.write_bytes(formats.rss().replace(b"</channel>", more))
    report = run(site, "feed.xml")
    assert [(outcome.action, outcome.origin) for outcome in report.outcomes] == [
        ("unchanged", "feed.xml, item 1"),
        ("created", "feed.xml, item 2"),
    ]
    original = (site / "content" / "articles" / report.outcomes[1].id / "original.json").read_bytes()
    assert original.startswith(b'{"version":"site-builder-item-1","title":"Harrow council')


def test_what_is_said_of_a_copy(site):
    run(site, "ferry.txt")
    (site.parent / "in" / "copy.txt").write_text("Reprinted\n\n" + FERRY, "utf-8")
    shown = called(site, str(site.parent / "in" / "copy.txt")).stdout
    assert shown.startswith("joined    copy.txt -> content/briefings/norrline-orders-electric-ferries.md (a copy of ")
