"""The command on a folder that it knows: nothing is done twice, and what people changed stays theirs."""

import shutil

import pytest

from site_builder.commands import ingest_folder, ingest_work
from site_builder.commands.ingest import ingest
from site_builder.ingest.yaml_text import dump_yaml
from site_builder.model.article import ArticleRecord
from site_builder.text.schema import decode
from tests.commands.ingesting import FERRY, LATER, NOW, actions, front, make_site, only, run, tree, write


@pytest.fixture
def site(tmp_path):
    return make_site(tmp_path)


def test_running_it_again_writes_nothing(site):
    run(site)
    before = tree(site)
    again = run(site, now=LATER)
    assert actions(again) == ["unchanged", "unchanged"]
    assert tree(site) == before


def test_the_same_bytes_under_another_name_are_the_same_article(site):
    run(site, "ferry.txt")
    shutil.copy(site.parent / "in" / "ferry.txt", site.parent / "in" / "zzz.txt")
    before = tree(site)
    assert actions(run(site, "zzz.txt", "ferry.txt")) == ["unchanged", "unchanged"]
    assert tree(site) == before


def test_two_copies_in_one_run_are_taken_in_once(site):
    shutil.copy(site.parent / "in" / "ferry.txt", site.parent / "in" / "copy.txt")
    report = run(site, "copy.txt", "ferry.txt")
    assert actions(report) == ["created", "unchanged"]
    assert len(list((site / "content" / "briefings").iterdir())) == 1


def test_a_dry_run_says_the_same_and_writes_nothing(site):
    shutil.copy(site.parent / "in" / "ferry.txt", site.parent / "in" / "copy.txt")
    before = tree(site)
    dry = run(site, dry_run=True)
    assert tree(site) == before
    assert dry.outcomes == run(site).outcomes


def test_an_alias_that_is_new_renews_untouched_briefings(site):
    run(site, "ferry.txt")
    write(
        site,
        "entities.yml",
        ALIAS,
    )
    report = run(site, "ferry.txt", now=LATER)
    assert actions(report) == ["updated"]
    assert front(site, "norrline-orders-electric-ferries").entities[0] == "Norr Ferries"
    record = decode(ArticleRecord, only(site, "articles/*/article.yml").read_text("utf-8"))
    assert str(record.retrieved) == "2026-03-01T12:30Z"
    assert "Norrline" not in (site / "content" / "review.yml").read_text("utf-8")


ALIAS = dump_yaml([{"id": "norr", "name": "Norr Ferries", "kind": "organisation", "aliases": ["Norrline"]}])


def test_what_is_new_is_merged_into_an_edited_briefing(site):
    run(site, "ferry.txt")
    path = site / "content" / "briefings" / "norrline-orders-electric-ferries.md"
    text = path.read_text("utf-8").replace("status: draft", "status: published").replace("## ", "My words.\n\n## ", 1)
    path.write_text(text, encoding="utf-8")
    before = tree(site)
    assert actions(run(site, "ferry.txt")) == ["kept"]
    assert tree(site) == before
    write(site, "entities.yml", ALIAS)
    report = run(site, "ferry.txt")
    assert (actions(report), report.problems) == (["merged"], ())
    merged = path.read_text("utf-8")
    assert front(site, "norrline-orders-electric-ferries").entities[0] == "Norr Ferries"
    assert "status: published" in merged
    assert "My words." in merged
    assert "+  - Norr Ferries" in report.outcomes[0].diff
    assert actions(run(site, "ferry.txt")) == ["kept"]


def test_where_a_person_and_ingest_changed_the_same_both_sides_are_told_and_the_person_stays(site):
    run(site, "ferry.txt")
    path = site / "content" / "briefings" / "norrline-orders-electric-ferries.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("title: Norrline orders electric ferries", "title: My ferries"), encoding="utf-8")
    base = site / "content" / ".ingest" / f"{front(site, 'norrline-orders-electric-ferries').id}.md"
    base.write_text(text.replace("title: Norrline orders electric ferries", "title: Old"), encoding="utf-8")
    report = run(site, "ferry.txt")
    assert actions(report) == ["kept"]
    assert [(p.code, p.severity, p.path) for p in report.problems] == [
        ("SB503", "warning", "content/briefings/norrline-orders-electric-ferries.md")
    ]
    told = only(site, ".ingest/conflicts/*.md").read_text("utf-8")
    assert "title: My ferries" in told
    assert "title: Norrline orders electric ferries" in told
    assert "title: My ferries" in path.read_text("utf-8")
    assert run(site, "ferry.txt").problems == ()


def test_an_article_that_is_known_and_unchanged_is_not_read_again(site, monkeypatch):
    run(site)
    before = tree(site)
    monkeypatch.setattr(ingest_work, "read_one", None)
    assert actions(run(site, now=LATER)) == ["unchanged", "unchanged"]
    assert tree(site) == before


def test_a_copy_is_joined_to_the_briefing_of_the_article_that_it_copies(site):
    run(site, "ferry.txt")
    path = site / "content" / "briefings" / "norrline-orders-electric-ferries.md"
    path.write_text(path.read_text("utf-8").replace("status: draft", "status: published"), encoding="utf-8")
    copy = FERRY.replace("before the end of the decade", "before the decade ends").replace(
        "Published: May 4, 2025 08:15 AM", ""
    )
    (site.parent / "in" / "syndicated.txt").write_text(copy, encoding="utf-8")
    report = run(site, "syndicated.txt")
    assert [(outcome.action, outcome.path) for outcome in report.outcomes] == [
        ("joined", "content/briefings/norrline-orders-electric-ferries.md")
    ]
    first, second = front(site, "norrline-orders-electric-ferries").articles
    record = decode(ArticleRecord, (site / "content" / "articles" / second / "article.yml").read_text("utf-8"))
    assert record.copy_of == first
    assert "status: published" in path.read_text("utf-8")
    before = tree(site)
    assert actions(run(site, "syndicated.txt", "ferry.txt")) == ["unchanged", "kept"]
    assert tree(site) == before


AURORA = """\
The ferry company Norrline has sold its diesel ferry Aurora to a museum in Harrow.

The Aurora will lie at the old pier, where the museum wants to show the engine that a shipyard built in 1970.
===
A museum in Harrow becomes the owner of an old diesel ferry.

Norrline gave the Aurora away because nobody repairs such an engine any more, and the museum hopes that the Aurora \
brings visitors to its pier.
"""


def test_articles_on_one_event_are_proposed_as_related(site):
    for number, text in enumerate(AURORA.split("===\n")):
        (site.parent / "in" / f"aurora{number}.txt").write_text(text, encoding="utf-8")
    outcomes = {outcome.origin: outcome for outcome in run(site).outcomes}
    assert outcomes["aurora1.txt"].related == (outcomes["aurora0.txt"].path,)
    assert outcomes["pool.txt"].related == ()


def test_a_deleted_briefing_stays_deleted(site):
    run(site)
    (site / "content" / "briefings" / "harrow-council-votes-for-a-pool.md").unlink()
    report = run(site)
    assert actions(report) == ["unchanged", "kept"]
    assert "deleted" in report.outcomes[1].why
    assert not (site / "content" / "briefings" / "harrow-council-votes-for-a-pool.md").exists()
    assert run(site).errors == 0


def test_a_moved_briefing_is_found_by_its_id_and_renewed_where_it_is(site):
    run(site, "ferry.txt")
    old = site / "content" / "briefings" / "norrline-orders-electric-ferries.md"
    new = site / "content" / "briefings" / "2025" / "ferries.md"
    new.parent.mkdir()
    old.rename(new)
    assert actions(run(site, "ferry.txt")) == ["unchanged"]
    write(
        site,
        "entities.yml",
        ALIAS,
    )
    report = run(site, "ferry.txt")
    assert [outcome.path for outcome in report.outcomes] == ["content/briefings/2025/ferries.md"]
    assert "Norr Ferries" in new.read_text("utf-8")
    assert not old.exists()


def test_an_article_on_which_a_hand_written_briefing_rests_is_left_to_it(site):
    run(site, "ferry.txt")
    text = only(site, "articles/*/article.yml").read_text("utf-8")
    shutil.rmtree(site / "content")
    id = decode(ArticleRecord, text).id
    write(site, f"articles/{id}/article.yml", text)
    write(site, "briefings/ours.md", f"---\ntitle: Ours\nid: ours\narticles: [{id}, other]\n---\n\nText.\n")
    before = tree(site)
    report = run(site, "ferry.txt")
    assert [(outcome.action, outcome.path) for outcome in report.outcomes] == [("kept", "content/briefings/ours.md")]
    assert tree(site) == before


def test_a_record_without_a_briefing_gets_one_and_keeps_its_id(site):
    run(site, "ferry.txt")
    text = only(site, "articles/*/article.yml").read_text("utf-8")
    shutil.rmtree(site / "content")
    record = decode(ArticleRecord, text)
    write(
        site, "articles/own-name/article.yml", text.replace(f"id: {record.id}", "id: own-name") + "byline: Eva Holm\n"
    )
    report = run(site, "ferry.txt")
    assert [(outcome.id, outcome.action) for outcome in report.outcomes] == [("own-name", "created")]
    assert front(site, "norrline-orders-electric-ferries").articles == ("own-name",)
    assert "byline: Eva Holm" in (site / "content" / "articles" / "own-name" / "article.yml").read_text("utf-8")


def test_an_edited_record_is_kept_when_the_briefing_is_renewed(site):
    run(site, "ferry.txt")
    record = only(site, "articles/*/article.yml")
    record.write_text(record.read_text("utf-8") + "byline: Eva Holm\n", encoding="utf-8")
    write(
        site,
        "entities.yml",
        ALIAS,
    )
    assert actions(run(site, "ferry.txt")) == ["updated"]
    assert record.read_text("utf-8").endswith("byline: Eva Holm\n")


@pytest.mark.parametrize("number", range(1, 8))
def test_a_run_that_is_interrupted_is_taken_up_again(site, monkeypatch, number):
    """Whatever write fails, the next run ends as if nothing had happened, and no draft counts as deleted."""
    whole = site.parent / "whole"
    (whole / "content").mkdir(parents=True)
    ingest([site.parent / "in" / "ferry.txt"], whole, now=NOW)

    real, left = ingest_folder.write_bytes, number

    def failing(path, data):
        nonlocal left
        left -= 1
        if left == 0:
            raise KeyboardInterrupt
        real(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(ingest_folder, "write_bytes", failing)
        with pytest.raises(KeyboardInterrupt):
            run(site, "ferry.txt")
    run(site, "ferry.txt")
    assert {name: entry[0] for name, entry in tree(site).items()} == {
        name: entry[0] for name, entry in tree(whole).items()
    }
