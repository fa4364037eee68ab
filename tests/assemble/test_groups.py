"""Groups of briefings, and which briefings are worth reading next."""

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.assemble.groups import RELATED
from site_builder.model.entity import Proposal
from tests.makers import assembled, briefing, day, entity, source, topic


def test_a_group_has_its_briefings_newest_first_under_all_its_names():
    made = assembled(
        briefing("old", entities=("tiktok",), date=day(1)),
        briefing("new", entities=("Douyin",), date=day(2)),
        briefing("undated", entities=("TikTok",)),
        entities=(entity("TikTok", "product", aliases=("Douyin", "TIK TOK", "tiktok")),),
    )
    group = made.site.groups["entities/tiktok"]
    assert (group.members, group.kind, group.name, group.url) == (
        ("new", "old", "undated"),
        "product",
        "TikTok",
        "/entities/tiktok/",
    )
    assert group.aliases == ("Douyin", "TIK TOK")
    assert made.problems == ()


def test_a_briefing_belongs_to_a_group_once_in_the_order_of_its_front_matter():
    made = assembled(
        briefing("a", topics=("Rules", "rules", "Chips"), entities=("TikTok", "Douyin", "China"), source="Reuters"),
        topics=(topic("Chips"), topic("Rules")),
        entities=(entity("China", "place"), entity("TikTok", aliases=("Douyin",))),
        sources=(source("Reuters"),),
    )
    keys = ("topics/rules", "topics/chips", "entities/tiktok", "entities/china", "sources/reuters")
    assert made.site.memberships["a"] == keys
    assert list(made.site.groups) == sorted(keys)


def test_records_without_briefings_are_groups_too_and_unknown_names_are_marked():
    made = assembled(
        briefing("a", entities=("Nobody", "Kelly Zhang")),
        topics=(topic("Rules", parent="law"), topic("Law")),
        proposals=(Proposal(name="Kelly Zhang", kind="person"),),
    )
    groups = made.site.groups
    assert groups["topics/rules"].members == ()
    assert groups["topics/rules"].parent == "law"
    assert [(key, group.kind) for key, group in groups.items() if group.proposed] == [
        ("entities/kelly-zhang", "person"),
        ("entities/nobody", "other"),
    ]


def related(made):
    return {slug: [found.slug for found in others] for slug, others in made.site.related.items()}


def test_rare_groups_count_more_than_common_ones_and_sources_nothing():
    everywhere = [briefing(f"b-{number}", topics=("Rules",), date=day(number)) for number in range(20)]
    made = assembled(
        *everywhere,
        briefing("one", topics=("Rules",), entities=("Rare",), source="Reuters", date=day(30)),
        briefing("two", entities=("Rare",), date=day(0)),
        briefing("three", source="Reuters", date=day(31)),
    )
    assert related(made)["one"][0] == "two"
    assert related(made)["three"] == []
    (first, *_) = made.site.related["one"]
    assert first.shared == ("entities/rare",)


def test_what_is_shared_is_told_the_rarest_first():
    made = assembled(
        briefing("a", entities=("X", "Y"), topics=("T",), date=day(1)),
        briefing("b", entities=("X", "Y"), topics=("T",), date=day(2)),
        *(briefing(f"x-{number}", entities=("X",), topics=("T",), date=day(3)) for number in range(2)),
        *(briefing(f"t-{number}", topics=("T",), date=day(4)) for number in range(4)),
    )
    assert made.site.related["a"][0].shared == ("entities/y", "entities/x", "topics/t")


def test_of_equals_the_newest_are_taken():
    made = assembled(*(briefing(f"b-{number}", topics=("T",), date=day(number)) for number in range(10)))
    assert related(made)["b-0"] == ["b-9", "b-8", "b-7", "b-6", "b-5"]


def crowd(number, extra=()):
    return assembled(*(briefing(f"b-{n:04}", topics=("T",), date=day(n)) for n in range(number)), *extra)


def test_a_new_briefing_changes_what_is_related_only_in_its_own_time():
    before = related(crowd(500))
    after = related(crowd(500, [briefing("new", topics=("T",), date=day(500))]))
    changed = [slug for slug, others in before.items() if after[slug] != others]
    assert changed
    assert min(changed) >= "b-0440"


@settings(max_examples=30)
@given(st.lists(st.lists(st.sampled_from("ABCDEFG"), max_size=4), max_size=12))
def test_what_is_related_shares_a_group_and_is_no_more_than_a_few(entities):
    made = assembled(*(briefing(f"b-{n}", entities=tuple(names), date=day(n)) for n, names in enumerate(entities)))
    for slug, others in made.site.related.items():
        assert len(others) <= RELATED
        for other in others:
            assert other.slug != slug
            assert other.shared
            assert set(other.shared) <= set(made.site.memberships[slug]) & set(made.site.memberships[other.slug])
