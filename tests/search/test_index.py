"""The index says where each term stands, in few bytes and in the same ones for the same site."""

import random
from dataclasses import replace

import pytest

from site_builder.model.briefing import Body
from site_builder.model.search import Searched
from site_builder.search import index
from site_builder.search.coding import SIGNS, encoded, gaps
from site_builder.search.segments import SIZE, plain, segment
from site_builder.search.shards import FEW, LEAST, MOST, shards
from tests.makers import assembled, briefing, day, entity, source, topic
from tests.search.reading import Index, lines, numbers, postings


def searched(title="Title", names=(), text=(), body=None):
    return Searched(title=title, names=names, text=text, body=Body(html=(body,)) if body is not None else None)


def joined(found):
    """The index of *found* as a mapping of terms to what is written behind them, and its shards."""
    segments = [segment(found[start : start + SIZE]) for start in range(0, len(found), SIZE)]
    made = list(shards(segments))
    return dict(pair for shard in made for pair in lines(shard.file.text)), made


@pytest.fixture
def site():
    briefings = [
        briefing("old", date=day(0), title="Grain prices", entities=("Acme",), topics=("trade",), source="Herald"),
        briefing("new", date=day(400), title="Ships", entities=("Acme Inc.",), language="it", summary="Una frase."),
        briefing("never", title="Sans date", key_points=()),
    ]
    records = {
        "entities": (entity("Acme", aliases=("Acme Inc.", "Zenith"), names={"it": "Acme Italia"}),),
        "topics": (topic("Trade"),),
        "sources": (source("Herald"),),
    }
    return assembled(*briefings, **records).site


def made(site):
    called = {key: index.called(group) for key, group in site.groups.items()}
    found = [index.searched(site, slug, called=called) for slug in index.order(site)]
    return Index(index.files(site, [segment(found)], "en"))


def test_numbers_survive_being_written():
    some = [0, 1, 31, 32, 1023, 1024, 10**6]
    assert list(numbers("".join(map(encoded, some)))) == some
    assert gaps([0, 1, 5]) == "".join(map(encoded, (0, 0, 3)))
    assert len(set(SIGNS)) == 64


def test_a_word_of_the_title_says_more_than_one_of_a_name_and_that_more_than_one_of_the_text():
    found = [
        searched("Wheat", text=("other",)),
        searched("Other", names=("Wheat Board",)),
        searched("Other", text=("wheat wheat wheat",)),
        searched("Other", body="<p>wheat</p>"),
    ]
    impacts = dict(postings(joined(found)[0]["wheat"]))
    assert impacts[0] > impacts[1] > impacts[2] >= impacts[3] > 0


def test_a_word_says_less_in_a_long_text():
    short, long = searched(body="<p>wheat wheat</p>"), searched(body=f"<p>wheat wheat {'chaff ' * 2000}</p>")
    impacts = dict(postings(joined([short, long])[0]["wheat"]))
    assert impacts[0] > impacts[1]


def test_html_is_no_text():
    body = Body(
        html=('<p class="x">un<em>believ</em>able &amp; &lt;b&gt;</p><ul><li>one</li><li>two<a href="', '">x</a>')
    )
    assert plain(body).split() == ["unbelievable", "&", "<b>", "one", "twox"]


def test_segments_are_joined_as_if_they_had_been_one():
    rng = random.Random(3)
    words = [f"w{number}" for number in range(300)]
    found = [
        searched(" ".join(rng.choices(words, k=5)), text=(" ".join(rng.choices(words, k=30)),)) for _ in range(700)
    ]
    expected: dict[str, dict[int, int]] = {}
    for number, one in enumerate(found):
        alone, _ = joined([one])
        for term, written in alone.items():
            expected.setdefault(term, {})[number] = postings(written)[0][1]
    table, made = joined(found)
    assert {term: dict(postings(written)) for term, written in table.items()} == expected
    assert [term for shard in made for term, _ in lines(shard.file.text)] == sorted(expected)
    assert len(made) > 3


def test_a_very_common_term_is_kept_where_it_stands_in_a_title():
    size = FEW + 100
    found = [searched("The end" if number % 50 == 0 else "An end", text=("the sea",)) for number in range(size)]
    table, _ = joined(found)
    assert table["the"].startswith("!")
    assert [number for number, _ in postings(table["the"][1:])] == list(range(0, size, 50))
    assert table["sea"] == "!"
    assert len(postings(table["end"][1:])) == size
    few, _ = joined(found[:FEW])
    assert len(postings(few["the"])) == FEW


def test_another_word_leaves_the_other_shards_alone():
    rng = random.Random(5)
    words = ["".join(rng.choices("abcdefghijklmnop", k=7)) for _ in range(6000)]
    found = [searched(f"T{number}", text=(" ".join(rng.choices(words, k=60)),)) for number in range(400)]
    before = {shard.file.name: shard.file.text for shard in joined(found)[1]}
    found[17] = replace(found[17], text=(*found[17].text, "mmmmmmm"))
    after = {shard.file.name: shard.file.text for shard in joined(found)[1]}
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert len(before) > 10
    assert len(changed) <= 2
    sizes = [len(text) for text in before.values()]
    assert max(sizes) < MOST + LEAST
    assert all(size >= LEAST for size in sizes[:-1])


def test_shards_are_found_by_terms_of_any_script():
    words = [f"{sign}{number}" for sign in ("a", "é", "я", "字", "\U00020000", "\uffdc") for number in range(800)]
    made = joined([searched(" ".join(words))])[1]
    starts = [shard.start for shard in made]
    as_browsers_do = sorted(starts, key=lambda start: start.encode("utf-16-be"))
    assert starts == as_browsers_do
    assert len({shard.file.name for shard in made}) == len(made) > 3


def test_names_and_aliases_lead_to_a_briefing_in_any_language(site):
    made_of = made(site)
    for name in ("acme", "zenith", "italia", "inc"):
        found, _ = made_of.found(name)
        assert set(found) == {1, 2}, name


def test_the_oldest_briefing_has_the_lowest_number_and_those_without_a_date_come_first(site):
    assert index.order(site) == ("never", "old", "new")


def test_a_result_shows_what_a_list_shows(site):
    made_of = made(site)
    assert made_of.result(1) == ["Grain prices", "old", "2026-01-01", "", "Herald", "A sentence."]
    assert made_of.result(2) == ["Ships", "new", "2027-02-05", "it", "", "Una frase."]
    assert made_of.result(0)[1] == "never"


def test_an_address_that_follows_from_the_title_is_not_repeated():
    site = assembled(briefing("grain-prices", title="Grain: prices!", summary="")).site
    assert made(site).result(0) == ["Grain: prices!"]


def test_briefings_can_be_narrowed_down(site):
    made_of = made(site)
    assert made_of.by("topic") == {"trade": ("Trade", [1])}
    assert made_of.by("entity") == {"acme": ("Acme", [1, 2])}
    assert made_of.by("source") == {"herald": ("Herald", [1])}
    assert made_of.by("language") == {"en": ("", [0, 1]), "it": ("", [2])}
    assert made_of.by("year") == {"2026": ("", [1]), "2027": ("", [2])}
