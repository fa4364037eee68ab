import pytest

from site_builder.ingest.findings import FoundEntity, Mention
from site_builder.ingest.review import ReviewFile, merge_review, propose, read_decisions
from site_builder.model.entity import EntityRecord, Proposal
from site_builder.text.schema import decode


def found(name, kind="person", weight=1.0, record=None, aliases=(), why="because"):
    return FoundEntity(
        name=name,
        kind=kind,
        record=record,
        aliases=aliases,
        mentions=(Mention(1, 0, len(name), name),),
        why=why,
        weight=weight,
        salience=1.0,
    )


def merged(current, base, pairs, records=()):
    """The file and its base after a run over all articles in *pairs*."""
    looked = frozenset(article for article, _ in pairs)
    result = merge_review(current, base, propose(pairs), looked_through=looked, records=records)
    return result.text, result.base


def proposals(text):
    return decode(ReviewFile, text).entities


FIRST = [("a", [found("Dana Whitlock"), found("Tarma", "product")]), ("b", [found("Dana Whitlock")])]


def test_the_same_name_is_proposed_once_with_all_articles_that_have_it():
    text, _ = merged(None, None, FIRST)
    assert [(p.name, p.kind, p.seen_in) for p in proposals(text)] == [
        ("Dana Whitlock", "person", ("a", "b")),
        ("Tarma", "product", ("a",)),
    ]
    assert text.startswith("# What ingest found")


def test_the_kind_is_that_for_which_most_speaks_in_all_articles():
    pairs = [
        ("a", [found("Tarma", "organisation", 0.4)]),
        ("b", [found("Tarma", "product", 1.5, why="app")]),
        ("c", [found("Tarma", "other", 0)]),
    ]
    (proposal,) = propose(pairs)
    assert (proposal.kind, proposal.why) == ("product", "app")


def test_names_of_one_country_are_one_proposal():
    (proposal,) = propose([("a", [found("China", "place")]), ("b", [found("Cina", "place")])])
    assert {proposal.name, *proposal.aliases} == {"China", "Cina"}


def test_known_entities_are_not_proposed():
    record = EntityRecord(id="tarma", name="Tarma", kind="product", aliases=("Tarma 2.0",))
    text, _ = merged(None, None, [("a", [found("Tarma 2.0"), found("X", record="x")])], [record])
    assert text == ""


def test_the_same_findings_change_nothing():
    text, base = merged(None, None, FIRST)
    assert merged(text, base, FIRST) == (text, base)


def test_what_a_person_changed_stays_word_for_word():
    text, base = merged(None, None, FIRST)
    edited = text.replace("    kind: product\n", "    kind: work  # a film, not a tool\n")
    again, base = merged(edited, base, [*FIRST, ("c", [found("Tarma", "product"), found("Otto Lind")])])
    assert "    kind: work  # a film, not a tool\n" in again
    assert [p.name for p in proposals(again)] == ["Dana Whitlock", "Tarma", "Otto Lind"]
    assert merged(again, base, [*FIRST, ("c", [found("Tarma", "product"), found("Otto Lind")])]) == (again, base)


def test_comments_between_records_stay():
    text, base = merged(None, None, FIRST)
    edited = text.replace("  - name: Tarma", "  # ask Eva about this one\n  - name: Tarma") + "# the end\n"
    again, _ = merged(edited, base, [*FIRST, ("c", [found("Dana Whitlock")])])
    assert "  # ask Eva about this one\n" in again
    assert "# the end\n" in again
    assert proposals(again)[0].seen_in == ("a", "b", "c")


def test_what_a_person_removed_is_not_proposed_again():
    text, base = merged(None, None, FIRST)
    kept = text[: text.index("  - name: Tarma")]
    again, base = merged(kept, base, FIRST)
    assert [p.name for p in proposals(again)] == ["Dana Whitlock"]
    assert read_decisions(again, base).refused == {"tarma"}
    third, base = merged(again, base, FIRST)
    assert third == again
    assert read_decisions(third, base).refused == {"tarma"}


def test_a_changed_record_that_is_removed_later_is_refused():
    text, base = merged(None, None, FIRST)
    edited, base = merged(text.replace("kind: product", "kind: work"), base, FIRST)
    removed = edited[: edited.index("  - name: Tarma")]
    again, base = merged(removed, base, FIRST)
    assert [p.name for p in proposals(again)] == ["Dana Whitlock"]


def test_what_a_person_changed_or_added_counts_as_known():
    text, base = merged(None, None, FIRST)
    edited = text.replace("kind: product", "kind: work") + "  - name: Eva Holm\n    kind: person\n"
    assert {(p.name, p.kind) for p in read_decisions(edited, base).changed} == {
        ("Tarma", "work"),
        ("Eva Holm", "person"),
    }
    again, _ = merged(edited, base, FIRST)
    assert "  - name: Eva Holm\n" in again


def test_an_accepted_record_goes_from_the_proposals():
    text, base = merged(None, None, FIRST)
    record = EntityRecord(id="dana", name="Dana Whitlock", kind="person")
    again, _ = merged(text, base, FIRST, [record])
    assert [p.name for p in proposals(again)] == ["Tarma"]


def test_what_is_found_no_more_goes_unless_another_article_has_it():
    text, base = merged(None, None, FIRST)
    again, base = merged(text, base, [("a", [])])
    assert [(p.name, p.seen_in) for p in proposals(again)] == [("Dana Whitlock", ("b",))]
    nothing, _ = merged(again, base, [("b", [])])
    assert proposals(nothing) == ()


def test_other_parts_of_the_file_stay():
    text, base = merged(None, None, FIRST)
    again, _ = merged(text + "topics:\n  - name: Ports\n", base, [*FIRST, ("c", [found("Otto Lind")])])
    review = decode(ReviewFile, again)
    assert [p.name for p in review.entities] == ["Dana Whitlock", "Tarma", "Otto Lind"]
    assert [p.name for p in review.topics] == ["Ports"]


@pytest.mark.parametrize(
    "current", ["", "# only a comment\n", "topics:\n  - name: Ports\n", "entities:\n", "entities: []\n"]
)
def test_a_file_without_records_is_filled(current):
    result = merge_review(current, None, propose(FIRST), looked_through=frozenset("ab"), records=())
    if result.cannot_write:
        assert result.text == current
        assert result.cannot_write == ("Dana Whitlock", "Tarma")
    else:
        assert [p.name for p in proposals(result.text)] == ["Dana Whitlock", "Tarma"]
        assert result.text.startswith(current)


def test_a_file_in_another_layout_is_left_alone_and_told():
    current = "entities: [{name: Eva Holm, kind: person}]\n"
    result = merge_review(current, None, propose(FIRST), looked_through=frozenset("ab"), records=())
    assert result.text == current
    assert result.cannot_write == ("Dana Whitlock", "Tarma")
    assert read_decisions(current, result.base).refused == frozenset()


@pytest.mark.parametrize("indent", [0, 2, 4])
def test_records_are_added_at_the_indent_that_is_there(indent):
    pad = " " * indent
    current = f"entities:\n{pad}- name: Eva Holm\n{pad}  kind: person\n"
    result = merge_review(current, None, propose(FIRST), looked_through=frozenset("ab"), records=())
    assert [p.name for p in proposals(result.text)] == ["Eva Holm", "Dana Whitlock", "Tarma"]
    assert result.text.startswith(current)


def test_a_proposal_is_a_record_as_the_authority_knows_it():
    (first, _) = proposals(merged(None, None, FIRST)[0])
    assert first == Proposal(name="Dana Whitlock", kind="person", why="because", seen_in=("a", "b"))
