"""The whole command, on a real folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.commands.ingest import ingest
from site_builder.commands.ingest_report import format_outcome
from site_builder.model.article import Article, ArticleRecord, Block, Clue
from site_builder.model.extensions import Extensions
from site_builder.model.problem import SiteBuilderError
from site_builder.text.schema import decode
from tests.commands.ingesting import ARTICLES, FERRY, NOW, POOL, actions, front, make_site, run, tree, write


@pytest.fixture
def site(tmp_path):
    return make_site(tmp_path)


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


OTHER_FERRY = """Norrline orders electric ferries

The electric ferries that Norrline orders now come from a shipyard in the south: two ships without any engine for oil.

The council has not been asked. Norrline wants to pay for the charging towers from what it saves on fuel.
"""


def test_two_articles_of_one_title_get_two_files(site):
    (site.parent / "in" / "other.txt").write_text(OTHER_FERRY, encoding="utf-8")
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
