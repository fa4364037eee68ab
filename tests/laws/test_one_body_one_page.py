"""Law 2: editing a body touches its page, the feeds that carry it and the search shards of its words.

Editing a title touches the pages that show it.
"""

import random

import pytest

from site_builder.text.terms import terms
from tests.laws.world import WORDS, changed, made, make_world, tree, write
from tests.search.reading import lines

# A briefing with a neighbour on both sides, in the middle of the lists.
NAME = "b3"
PAGE = f"briefings/{NAME}/index.html"
# Its page, and the same in Markdown.
OWN = {PAGE, f"briefings/{NAME}/index.md"}


@pytest.fixture(params=["full", "summary"])
def feeds(request):
    return request.param


@pytest.fixture
def world(tmp_path, feeds):
    folders = make_world(tmp_path / "site", random.Random(1), briefings=12)
    path = folders.content / "site.yml"
    text = "true" if feeds == "full" else "false"
    write(path, path.read_text(encoding="utf-8") + f"  content: {feeds}\nsearch:\n  text: {text}\n")
    made(folders)
    return folders


def edit(world, old, new):
    """Replace *old* in the briefing; the files that another build changes, and its report."""
    path = world.content / f"briefings/{NAME}.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    before = tree(world.output)
    write(path, text.replace(old, new))
    report = made(world)
    return before, changed(before, tree(world.output)), report


def heading(world):
    text = (world.content / f"briefings/{NAME}.md").read_text(encoding="utf-8")
    return next(line for line in text.splitlines() if line.startswith("## "))


def feeds_with(files, words):
    return {name for name, data in files.items() if name.endswith(".xml") and words.encode() in data}


def of_index(files):
    return {name for name in files if name.startswith("search/index/")}


def entries(files):
    """All terms of the index with what is written behind them."""
    shards = (data.decode() for name, data in files.items() if name.startswith("search/index/terms/"))
    return {pair for shard in shards for pair in lines(shard)}


def test_editing_a_body_writes_its_page_and_the_feeds_and_shards_that_carry_it(world, feeds):
    before, written, report = edit(world, heading(world), "## Quite another heading")
    after = tree(world.output)
    carrying = feeds_with(after, "Quite another heading")
    assert bool(carrying) is bool(of_index(written)) is (feeds == "full")
    assert written == OWN | carrying | of_index(written)
    assert all(name.startswith("search/index/terms/") for name in of_index(written))
    own = terms((world.content / f"briefings/{NAME}.md").read_text(encoding="utf-8")) + terms(before[PAGE].decode())
    assert {term for term, _ in entries(before) ^ entries(after)} <= set(own)
    assert report.counts["written"] == len(written)
    assert report.counts["rendered"] == len(written)


def test_a_link_more_in_a_body_writes_no_page_more(world, feeds):
    text = "Mentions [[Rudolf]] and ![a map](../assets/map.svg) and [b1](b1.md)."
    _, written, _ = edit(world, heading(world), f"{heading(world)}\n\n{text}")
    assert {name for name in written if name.endswith(".html")} == {PAGE}
    carrying = feeds_with(tree(world.output), "Mentions") | of_index(written)
    assert written - OWN == (carrying if feeds == "full" else set())


def test_a_comment_in_the_front_matter_writes_nothing(world):
    _, written, report = edit(world, "---\ntitle", "---\n# a note to myself\ntitle")
    assert written == set()
    assert report.counts["written"] == 0


def test_editing_a_title_writes_the_pages_that_show_it_and_no_other(world):
    path = world.content / f"briefings/{NAME}.md"
    text = path.read_text(encoding="utf-8")
    (old,) = (line.removeprefix("title: ") for line in text.splitlines() if line.startswith("title: "))
    before, written, _ = edit(world, f"title: {old}\n", "title: Sorry, unheard of\n")
    showing = {name for name, data in before.items() if old.encode() in data}
    shards = {name for name in of_index(written) if name.startswith("search/index/terms/")}
    # A picture shows it as well, of which the bytes do not say so.
    assert written == showing | shards | {f"briefings/{NAME}/card.png"}
    assert shards
    assert "search/index.html" in written
    assert {PAGE, "feed.xml", "briefings/index.html"} - written <= {"feed.xml", "briefings/index.html"}
    assert "topics/index.html" not in written
    assert len(written) < len(before) / 2


def test_the_text_of_an_entity_writes_its_own_pages_only(world):
    path = world.content / "entities.yml"
    before = tree(world.output)
    write(path, path.read_text(encoding="utf-8").replace("King of", "Once king of"))
    made(world)
    written = changed(before, tree(world.output))
    assert "entities/rudolf/index.html" in written
    assert all(name.startswith("entities/rudolf/") and name.endswith(".html") for name in written)


def test_a_new_briefing_leaves_full_pages_of_lists_and_unrelated_briefings_alone(world):
    before = tree(world.output)
    head = "title: The newest\nsummary: s\ndate: 2026-05-30\ntopics: [empty]\n"
    write(world.content / "briefings/newest.md", f"---\n{head}---\n\n{WORDS[0]}\n")
    made(world)
    written = changed(before, tree(world.output))
    briefings = {name for name in written if name.startswith("briefings/") and name.count("/") == 2}
    briefings.discard("briefings/newest/card.png")
    others = {name for name in briefings if not name.startswith("briefings/newest/")}
    # The one that was the newest so far now leads to a newer one.
    assert len({name.rpartition("/")[0] for name in others}) == 1
    archive = {name for name in before if name.startswith("briefings/page/")}
    assert archive
    assert written.isdisjoint(archive)


def test_a_full_page_of_a_list_changes_only_when_there_is_a_page_more(world):
    # It says which page of how many it is; its briefings stay.
    oldest = world.output / "briefings/page/1/index.html"
    seen = set()
    for number in range(1, 8):
        write(world.content / f"briefings/n{number}.md", f"---\ntitle: N\nsummary: s\ndate: 2026-05-2{number}\n---\n")
        made(world)
        pages = len([name for name in tree(world.output) if name.startswith("briefings/page/")])
        seen.add((pages, oldest.read_bytes()))
    assert len(seen) == len({pages for pages, _ in seen}) > 1
