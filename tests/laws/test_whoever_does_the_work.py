"""Law 4: whoever does the work, the answer is the same, problems included: one process, several, threads."""

import random
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from site_builder.commands import edition, parsing
from site_builder.commands.build import build, workers
from site_builder.commands.options import Options
from site_builder.model.extensions import Extensions
from tests.laws.world import NOW, RECORD, briefing, edit, make, make_world, tree, write


@pytest.fixture
def small_chunks(monkeypatch):
    """A small site is shared out as a large one would be."""
    monkeypatch.setattr(edition, "CHUNK", 3)
    monkeypatch.setattr(parsing, "_CHUNK", 2)


@pytest.fixture(scope="module")
def processes():
    with ProcessPoolExecutor(2) as executor:
        yield executor


def both(folders_of_seed, tmp_path, executor):
    """The same site built alone and by *executor*: reports, trees and records."""
    found = []
    for name, who in (("alone", None), ("together", executor)):
        folders = folders_of_seed(tmp_path / name)
        report = make(folders, executor=who)
        record = folders.output / RECORD
        found.append((report, tree(folders.output), record.read_bytes() if record.exists() else b""))
    return found


def check_equal(alone, together):
    (first, files, record), (second, other_files, other_record) = alone, together
    assert first.problems == second.problems
    assert first.notes == second.notes
    assert first.counts == second.counts
    assert files == other_files
    assert record == other_record


@pytest.mark.slow
@pytest.mark.usefixtures("small_chunks")
def test_processes_give_what_one_gives(tmp_path, seed, processes):
    alone, together = both(lambda root: make_world(root, random.Random(seed)), tmp_path, processes)
    check_equal(alone, together)
    assert alone[0].problems == ()


@pytest.mark.usefixtures("small_chunks")
def test_threads_give_what_one_gives(tmp_path, seed):
    with ThreadPoolExecutor(3) as threads:
        check_equal(*both(lambda root: make_world(root, random.Random(seed)), tmp_path, threads))


def damaged(root, seed):
    """A site with mistakes in several files, and in a template that many pages use."""
    rng = random.Random(seed)
    folders = make_world(root, rng, briefings=12)
    names = rng.sample(range(12), 5)
    for number, damage in zip(
        names, ["title: [", "---", "date: 2026-02-30", "titel: x", "topics: {a: b}"], strict=True
    ):
        path = folders.content / f"briefings/b{number}.md"
        write(path, path.read_text(encoding="utf-8").replace("---\n", f"---\n{damage}\n", 1))
    write(folders.templates / "page.html", "{{ view.nothing }}")
    write(folders.templates / "briefing.html", "{{ view.card.nothing }}")
    return folders


@pytest.mark.slow
@pytest.mark.usefixtures("small_chunks")
def test_problems_are_the_same_whoever_finds_them(tmp_path, seed, processes):
    alone, together = both(lambda root: damaged(root, seed), tmp_path, processes)
    check_equal(alone, together)
    assert alone[0].errors >= 6
    assert alone[1] == {}


@pytest.mark.usefixtures("small_chunks")
def test_a_mistake_in_a_template_is_told_once_by_whoever_renders(tmp_path):
    def wrong(root):
        folders = make_world(root, random.Random(1), briefings=12)
        write(folders.templates / "briefing.html", "a line\n{{ view.card.nothing }}")
        return folders

    with ThreadPoolExecutor(3) as threads:
        alone, together = both(wrong, tmp_path, threads)
    check_equal(alone, together)
    assert [(problem.path, problem.line) for problem in alone[0].problems] == [("templates/briefing.html", 2)]


def test_a_filter_that_cannot_travel_to_another_process_is_used_in_this_one(tmp_path, small_chunks, processes):
    folders = make_world(tmp_path, random.Random(3))
    page = '{% extends "base.html" %}{% block main %}<h1>{{ page.url|shout }}</h1>{% endblock %}'
    write(folders.templates / "page.html", page)
    extensions = Extensions(filters={"shout": lambda text: text.upper()})
    report = build(folders, Options(now=NOW), executor=processes, extensions=extensions)
    assert report.errors == 0, report.problems
    assert "/ABOUT/" in (folders.output / "about/index.html").read_text("utf-8")


@pytest.mark.slow
def test_a_site_large_enough_to_be_shared_out_is_the_same_with_jobs(tmp_path):
    found = []
    for jobs in (1, 2):
        folders = make_world(tmp_path / str(jobs), rng := random.Random(5))
        for number in range(8, 250):
            write(folders.content / f"briefings/b{number}.md", briefing(rng, number))
        with workers(jobs) as executor:
            report = make(folders, executor=executor)
            edit(rng, folders)
            again = make(folders, executor=executor)
        found.append((report.problems, report.counts, again.problems, again.counts, tree(folders.output)))
    assert found[0] == found[1]
    assert found[0][0] == ()


def test_two_sites_can_be_built_at_once_in_one_process(tmp_path):
    expected = {}
    for name in ("one", "two"):
        folders = make_world(tmp_path / "before" / name, random.Random(name))
        make(folders)
        expected[name] = tree(folders.output)
    sites = {name: make_world(tmp_path / "after" / name, random.Random(name)) for name in expected}
    threads = [threading.Thread(target=make, args=(folders,)) for folders in sites.values()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {name: tree(folders.output) for name, folders in sites.items()} == expected
