"""What a name means: id, name, alias, in any spelling; and what becomes of names that nobody wrote down."""

from site_builder.assemble.directory import directory
from site_builder.model.entity import Authority, Proposal
from site_builder.text.slugs import is_slug
from tests.makers import entity, source, topic

AUTHORITY = Authority(
    topics=(topic("Rules", names={"it": "Regole"}),),
    entities=(entity("TikTok", aliases=("Douyin",)), entity("China", "place", names={"it": "Cina"})),
    sources=(source("Il Sole 24 Ore"),),
    proposals=(Proposal(name="Kelly Zhang", kind="person", aliases=("Zhang Nan",)),),
)


def made(entities=()):
    return directory(AUTHORITY, {"topics": (), "entities": entities, "sources": ()})


def key(names, family, name):
    entry = names.find(family, name)
    return entry.key if entry is not None else None


def test_an_id_a_name_and_an_alias_mean_the_record_in_any_spelling():
    names = made()
    for name in ("tiktok", "TikTok", "TIKTOK ", "Douyin", "douyin"):
        assert key(names, "entities", name) == "entities/tiktok"
    assert key(names, "entities", "Cina") == key(names, "entities", "china") == "entities/china"
    assert key(names, "topics", "regole") == "topics/rules"
    assert key(names, "sources", "il sole 24 ore") == "sources/il-sole-24-ore"


def test_a_name_means_nothing_in_another_family():
    assert key(made(), "topics", "TikTok") is None


def test_a_name_has_another_form_in_another_language():
    entry = made().find("entities", "China")
    assert entry is not None
    assert (entry.name_in("it"), entry.name_in("de")) == ("Cina", "China")


def test_a_name_that_nobody_wrote_down_gets_a_place_of_its_own():
    names = made(entities=["C++", "C", "C#", "北京", "!!!", "…"])
    found = [names.find("entities", name) for name in ("C++", "C", "C#", "北京", "!!!", "…")]
    slugs = [entry.slug for entry in found if entry is not None]
    assert slugs[:4] == ["c-plus-plus", "c", "c-sharp", "beijing"]
    assert len(set(slugs)) == 6
    assert all(is_slug(slug) for slug in slugs)
    assert all(entry.record is None for entry in found if entry is not None)


def test_spellings_of_one_unknown_name_share_a_place_named_by_the_first():
    names = made(entities=["Open AI", "open-ai", "OPEN AI"])
    assert {key(names, "entities", name) for name in ("Open AI", "open-ai", "OPEN AI")} == {"entities/open-ai"}
    assert names.entries["entities/open-ai"].name == "Open AI"


def test_long_unknown_names_that_begin_alike_keep_apart():
    one, other = "word " * 30 + "one", "word " * 30 + "two"
    names = made(entities=[one, other])
    keys = {key(names, "entities", one), key(names, "entities", other)}
    assert len(keys) == 2
    assert all(is_slug(found.partition("/")[2]) for found in keys if found is not None)


def test_an_unknown_name_that_ingest_proposed_brings_its_aliases():
    names = made(entities=["Zhang Nan"])
    entry = names.find("entities", "kelly zhang")
    assert entry is not None
    assert (entry.key, entry.name) == ("entities/kelly-zhang", "Kelly Zhang")
    assert entry.proposal is not None
    assert key(names, "entities", "zhang nan") == "entities/kelly-zhang"
    assert key(made(), "entities", "Kelly Zhang") is None


def test_only_what_is_written_down_is_suggested():
    assert list(made(entities=["Nobody"]).known_names("entities")) == ["TikTok", "Douyin", "China", "Cina"]
