"""The whole command, on a real folder."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.commands import ingest_folder
from site_builder.commands.ingest import ingest
from site_builder.commands.ingest_report import format_outcome
from site_builder.ingest.yaml_text import dump_yaml
from site_builder.model.article import Article, ArticleRecord, Block, Clue
from site_builder.model.briefing import FrontMatter
from site_builder.model.extensions import Extensions
from site_builder.model.problem import SiteBuilderError
from site_builder.text.frontmatter import split
from site_builder.text.schema import decode

ARTICLES = Path(__file__).parents[1] / "ingest" / "articles"
NOW = dt.datetime(2026, 3, 1, 12, 30, 45, tzinfo=dt.UTC)
LATER = dt.datetime(2036, 7, 8, tzinfo=dt.UTC)

FERRY = """Norrline orders electric ferries
Published: May 4, 2025 08:15 AM

The ferry company Norrline will replace its three diesel ferries by electric ones before the end of the decade.

"We do not want smoke over our harbour any more," said CEO Dana Whitlock.

Norrline expects each ferry to save four hundred tons of diesel a year. The app SeaPass sells the tickets.
"""
POOL = """Harrow council votes for a pool

The council of Harrow voted for a new swimming pool on the eastern shore, after a debate of many hours.

Mayor Rosa Tindall said the pool would open in May. Norrline will pay for the showers.
"""


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "in" / "pool.txt").write_text(POOL, encoding="utf-8")
    return tmp_path / "site"


def run(site, *names, now=NOW, **options):
    return ingest([site.parent / "in" / name for name in names or [""]], site, now=now, **options)


def actions(report):
    return [outcome.action for outcome in report.outcomes]


def tree(folder):
    """Content, inode and time of every file."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_ino, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def front(site, name):
    return decode(FrontMatter, split((site / "content" / "briefings" / f"{name}.md").read_text("utf-8")).yaml)


def only(site, pattern):
    (path,) = (site / "content").glob(pattern)
    return path


def write(site, name, text):
    path = site / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_each_article_gives_a_briefing_a_record_its_text_and_its_bytes(site):
    report = run(site)
    assert dict(report.counts) == {"articles": 2, "created": 2, "updated": 0, "unchanged": 0, "kept": 0}
    assert report.problems == ()
    briefing = front(site, "norrline-orders-electric-ferries")
    assert (briefing.status, str(briefing.date), briefing.language) == ("draft", "2025-05-04T08:15", "en")
    assert briefing.articles == (briefing.id,)
    folder = site / "content" / "articles" / briefing.id
    assert sorted(path.name for path in folder.iterdir()) == ["article.yml", "original.txt", "text.txt"]
    assert (folder / "original.txt").read_text("utf-8") == FERRY
    assert (folder / "text.txt").read_text("utf-8").startswith("[p1] The ferry company Norrline will")
    record = decode(ArticleRecord, (folder / "article.yml").read_text("utf-8"))
    assert (record.id, record.origin, record.paragraphs) == (briefing.id, "ferry.txt", 3)
    assert str(record.retrieved) == "2026-03-01T12:30Z"


def test_new_entities_are_proposed_with_the_articles_that_name_them(site):
    run(site)
    review = (site / "content" / "review.yml").read_text("utf-8")
    assert "  - name: Norrline\n    kind: organisation\n" in review
    assert "  - name: Dana Whitlock\n    kind: person\n" in review
    assert "  - name: SeaPass\n    kind: product\n" in review


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
        dump_yaml([{"id": "norr", "name": "Norr Ferries", "kind": "organisation", "aliases": ["Norrline"]}]),
    )
    report = run(site, "ferry.txt", now=LATER)
    assert actions(report) == ["updated"]
    assert front(site, "norrline-orders-electric-ferries").entities[0] == "Norr Ferries"
    record = decode(ArticleRecord, only(site, "articles/*/article.yml").read_text("utf-8"))
    assert str(record.retrieved) == "2026-03-01T12:30Z"
    assert "Norrline" not in (site / "content" / "review.yml").read_text("utf-8")


def test_an_edited_briefing_is_never_touched_and_told_of_only_when_there_is_news(site):
    run(site, "ferry.txt")
    path = site / "content" / "briefings" / "norrline-orders-electric-ferries.md"
    path.write_text(path.read_text("utf-8").replace("status: draft", "status: published"), encoding="utf-8")
    before = tree(site)
    quiet = run(site, "ferry.txt")
    assert (actions(quiet), quiet.problems) == (["kept"], ())
    write(
        site,
        "entities.yml",
        dump_yaml([{"id": "norr", "name": "Norr Ferries", "kind": "organisation", "aliases": ["Norrline"]}]),
    )
    loud = run(site, "ferry.txt")
    assert actions(loud) == ["kept"]
    assert [(p.code, p.severity, p.path) for p in loud.problems] == [
        ("SB503", "warning", "content/briefings/norrline-orders-electric-ferries.md")
    ]
    assert loud.problems[0].hint
    after = tree(site)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed <= {"content/entities.yml", "content/review.yml", "content/.ingest/review.yml"}


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
        dump_yaml([{"id": "norr", "name": "Norr Ferries", "kind": "organisation", "aliases": ["Norrline"]}]),
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
        dump_yaml([{"id": "norr", "name": "Norr Ferries", "kind": "organisation", "aliases": ["Norrline"]}]),
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


@pytest.mark.slow
def test_the_same_articles_give_the_same_bytes_in_every_process(tmp_path):
    """Sets have another order in every process: none of it may be seen."""
    script = (
        "import datetime as dt, sys; from pathlib import Path; from site_builder.commands.ingest import ingest;"
        "ingest([Path(sys.argv[1])], Path(sys.argv[2]), now=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))"
    )
    trees = []
    for seed in ("1", "2"):
        target = tmp_path / seed
        (target / "content").mkdir(parents=True)
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", script, ARTICLES, target], check=True, env=environment)
        trees.append({name: entry[0] for name, entry in tree(target).items()})
    assert trees[0] == trees[1]
    assert len(trees[0]) > 60


def test_two_articles_of_one_title_get_two_files(site):
    (site.parent / "in" / "other.txt").write_text(FERRY.replace("four hundred", "five hundred"), encoding="utf-8")
    report = run(site, "ferry.txt", "other.txt")
    first, second = report.outcomes
    assert first.path == "content/briefings/norrline-orders-electric-ferries.md"
    assert second.path == f"content/briefings/norrline-orders-electric-ferries-{second.id[-4:]}.md"
    assert first.id != second.id


def test_a_briefing_of_a_person_is_never_overwritten_by_a_new_one(site):
    path = write(site, "briefings/norrline-orders-electric-ferries.md", "---\ntitle: Ours\n---\n")
    report = run(site, "ferry.txt")
    assert report.outcomes[0].path != "content/briefings/norrline-orders-electric-ferries.md"
    assert path.read_text("utf-8") == "---\ntitle: Ours\n---\n"


def test_one_bad_article_stops_no_other_and_fails_the_run(site):
    (site.parent / "in" / "empty.txt").write_bytes(b"")
    (site.parent / "in" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    report = run(site)
    assert actions(report) == ["created", "created"]
    assert [(problem.code, Path(problem.path).name) for problem in report.problems] == [
        ("SB502", "empty.txt"),
        ("SB501", "picture.txt"),
    ]
    assert report.errors == 2


def test_what_cannot_be_written_is_a_problem_and_leaves_no_half_file(site):
    write(site, "articles", "a file where a folder should be")
    report = run(site, "ferry.txt")
    assert [(problem.code, bool(problem.hint)) for problem in report.problems] == [("SB504", True)]
    assert set(tree(site)) == {"content/articles"}


def test_without_a_content_folder_nothing_is_done(tmp_path):
    with pytest.raises(SiteBuilderError) as caught:
        ingest([tmp_path], tmp_path, now=NOW)
    assert [(problem.code, bool(problem.hint)) for problem in caught.value.problems] == [("SB001", True)]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("entities.yml", "- id: a\n  name: A\n  kind: persn\n", 3),
        ("topics.yml", "- id: a\n  titel: A\n", 2),
        ("sources.yml", "- id: A b\n  name: A\n", 1),
        ("review.yml", "entities:\n  - kind: person\n", 2),
        ("site.yml", "title: A\n", 1),
    ],
)
def test_mistakes_in_the_authority_files_stop_the_run_before_anything_is_written(site, name, text, line):
    write(site, name, text)
    before = tree(site)
    with pytest.raises(SiteBuilderError) as caught:
        run(site)
    assert {(problem.path, problem.line) for problem in caught.value.problems} == {(f"content/{name}", line)}
    assert tree(site) == before


def test_the_limit_of_site_yml_holds_for_articles(site):
    write(site, "site.yml", "title: A\nbase_url: https://example.org\nlimits: {file_bytes: 300}\n")
    report = run(site, "ferry.txt")
    assert [problem.code for problem in report.problems] == ["SB113"]


def test_decisions_in_the_review_file_are_followed(site):
    run(site)
    path = site / "content" / "review.yml"
    text = path.read_text("utf-8")
    start = text.index("  - name: SeaPass")
    end = text.find("  - name:", start + 5)
    path.write_text(text[:start] + (text[end:] if end > 0 else ""), encoding="utf-8")
    report = run(site)
    assert "updated" in actions(report)
    assert "SeaPass" not in front(site, "norrline-orders-electric-ferries").entities
    assert "SeaPass" not in path.read_text("utf-8")
    assert set(actions(run(site))) == {"unchanged"}


def test_another_content_folder_can_be_named(site):
    (site / "notes").mkdir()
    report = run(site, "ferry.txt", into="notes")
    assert report.outcomes[0].path == "notes/briefings/norrline-orders-electric-ferries.md"
    assert (site / report.outcomes[0].path).is_file()


def test_other_files_of_a_folder_are_passed_over_with_a_word(site):
    (site.parent / "in" / "README.md").write_text("x", encoding="utf-8")
    assert "README.md" in run(site).notes[0]


def read_shout(data, name):
    """A reader of a plugin: files that begin with `!`."""
    if not data.startswith(b"!"):
        return None
    text = data[1:].decode()
    return Article(
        origin=name,
        sha256="0" * 64,
        size=len(data),
        media_type="text/x-shout",
        encoding="utf-8",
        blocks=(Block(kind="paragraph", text=text, number=1, line=1),),
        language="en",
        clues=(Clue(what="title", value="Shouted", why="a plugin says so", weight=1.0),),
    )


def test_readers_and_steps_of_plugins_are_used(site):
    (site.parent / "in" / "a.shout").write_text(
        "!The ferry company Norrline has sold its last diesel ferry.", encoding="utf-8"
    )
    (site.parent / "in" / "b.other").write_text("not known", encoding="utf-8")
    seen = []

    def step(article):
        seen.append(article.origin)
        return article

    report = run(site, extensions=Extensions(readers=(read_shout,), steps=(step,)))
    assert [outcome.title for outcome in report.outcomes if outcome.origin == "a.shout"] == ["Shouted"]
    assert seen == ["ferry.txt", "pool.txt", "a.shout"]
    assert report.errors == 0


def test_an_outcome_is_told_in_lines_and_explained_in_more(site):
    (site.parent / "in" / "pool.txt").write_text(f"World\n{POOL}\nI\n", encoding="utf-8")
    report = run(site, "pool.txt")
    (outcome,) = report.outcomes
    short = format_outcome(outcome)
    assert short[0] == "created   pool.txt -> content/briefings/harrow-council-votes-for-a-pool.md"
    assert "          ? date: the article does not say" in short
    long = "\n".join(format_outcome(outcome, explain=True))
    for said in (
        "line 2 stands above the text",
        "line 1: World",
        "line 8: I",
        "Rosa Tindall: person",
        "p1: The council",
    ):
        assert said in long
