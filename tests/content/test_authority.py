"""The authority files: records, their texts, and names that can mean one thing only."""

import pytest

from site_builder.content.authority import parse_authority, read_authority
from site_builder.content.parse import File
from site_builder.model.config import Config
from tests.outcomes import problems_of, the_problem_of

CONFIG = Config(title="Site", base_url="https://example.org")


def parsed(**texts):
    files = {name: File(f"content/{name}.yml", f"{name}.yml", text.encode()) for name, text in texts.items()}
    return parse_authority(files, CONFIG)


def entities(*records):
    return "".join(f"- {{kind: person, {record}}}\n" for record in records)


def topics(*records):
    return "".join(f"- {{title: T{number}, {record}}}\n" for number, record in enumerate(records))


def test_no_files_are_an_empty_authority():
    assert parsed().authority.entities == ()


def test_records_are_read_with_their_lines_and_texts():
    found = parsed(
        topics="- id: rules\n  title: Rules\n  description: See [[TikTok]].\n",
        entities="- id: a\n  name: A\n  kind: person\n\n- id: b\n  name: B\n  kind: place\n  names: {IT: Bi}\n",
        sources="[]\n",
        review="entities:\n- name: C\n  kind: product\n  aliases: [See]\n",
    )
    assert [record.id for record in found.authority.entities] == ["a", "b"]
    assert found.authority.entities[1].names == {"it": "Bi"}
    assert [proposal.name for proposal in found.authority.proposals] == ["C"]
    assert found.lines == {"topics/rules": 1, "entities/a": 1, "entities/b": 5}
    (outline,) = found.texts.values()
    assert list(found.texts) == ["topics/rules"]
    assert list(found.bodies) == [outline.fingerprint]


TWICE = [
    # (records, line, a piece of the message)
    (("id: a, name: A", "id: a, name: B"), 2, "the id `a` is taken by the record in line 1"),
    (("id: a, name: X", "id: b, name: x"), 2, "`x` also means `a` in line 1"),
    (("id: a, name: X", "id: b, name: Y, aliases: [Z, X]"), 2, "`X` also means `a`"),
    (("id: a, name: X, aliases: [Café]", "id: b, name: CAFE"), 2, "`CAFE` also means `a`"),
    (("id: a, name: X", "id: b, name: Y, names: {it: X}"), 2, "`X` also means `a`"),
    (("id: tiktok, name: The app", "id: b, name: TikTok"), 2, "`TikTok` also means `tiktok`"),
    (("id: a, name: B", "id: b, name: C"), 2, "`b` also means `a`"),
]


@pytest.mark.parametrize(("records", "line", "message"), TWICE)
def test_an_id_or_name_that_two_records_claim_is_told(records, line, message):
    problem = the_problem_of(parsed, entities=entities(*records))
    assert (problem.code, problem.path, problem.line) == ("SB140", "content/entities.yml", line)
    assert message in problem.message


def test_a_record_may_repeat_its_own_names_and_another_file_may_use_them():
    found = parsed(
        entities=entities("id: a, name: A, aliases: [a, Á], names: {it: A}"),
        topics="- {id: a, title: A}\n",
        sources="- {id: a, name: A}\n",
    )
    assert len(found.authority.entities) == 1


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (("id: a, parent: b", "id: b"), []),
        (("id: a, parent: bb", "id: b"), [(1, "there is no topic `bb` above `a`")]),
        (("id: a, parent: b", "id: b, parent: c"), [(2, "there is no topic `c` above `b`")]),
        (("id: a, parent: a",), [(1, "`a` is above itself: a < a")]),
        (("id: a, parent: b", "id: b, parent: c", "id: c, parent: a"), [(1, "`a` is above itself: a < b < c < a")]),
        (("id: x, parent: a", "id: a, parent: b", "id: b, parent: a"), [(2, "`a` is above itself: a < b < a")]),
        (("id: a, parent: b", "id: b, parent: a", "id: x, parent: a"), [(1, "`a` is above itself: a < b < a")]),
    ],
)
def test_a_topic_above_that_is_not_there_or_in_a_circle_is_told_once(records, expected):
    text = topics(*records)
    if expected:
        found = problems_of(parsed, topics=text)
        assert [(problem.line, problem.message) for problem in found] == expected
    else:
        assert len(parsed(topics=text).authority.topics) == len(records)


def chain(number):
    return "".join(f"- {{id: t{n}, title: T{n}, parent: t{n + 1}}}\n" for n in range(number))


def test_a_chain_of_topics_has_an_end():
    assert len(parsed(topics=chain(19) + "- {id: t19, title: End}\n").authority.topics) == 20
    missing, deep = problems_of(parsed, topics=chain(1000))
    assert (missing.line, deep.line) == (1000, 980)
    assert (deep.code, deep.hint) == ("SB107", "leave out some of the topics above it")


def test_problems_of_all_files_are_told_at_once():
    found = problems_of(
        parsed,
        topics="- id: A B\n  title: T\n",
        entities="- id: a\n  name: A\n",
        sources="- id: s\n  name: S\n  description: '[x](javascript:y)'\n",
        review="entities: [",
    )
    assert [(problem.path, problem.code, problem.line) for problem in found] == [
        ("content/topics.yml", "SB107", 1),
        ("content/entities.yml", "SB104", 1),
        ("content/review.yml", "SB101", 1),
        ("content/sources.yml", "SB150", 1),
    ]


def test_what_can_be_read_stands_beside_the_problems_of_the_rest():
    texts = {
        "topics": topics("id: a, parent: b", "id: b, parent: a", "id: c, parent: zzz", "id: d, parent: a"),
        "entities": "- {id: x, name: X, kind: person, description: See X.}\n",
        "sources": "- id: [\n",
    }
    files = {name: File(f"content/{name}.yml", f"{name}.yml", text.encode()) for name, text in texts.items()}
    found, problems = read_authority(files, CONFIG)
    assert [problem.path for problem in problems] == ["content/sources.yml", "content/topics.yml", "content/topics.yml"]
    assert [(topic.id, topic.parent) for topic in found.authority.topics] == [
        ("a", None),
        ("b", "a"),
        ("c", None),
        ("d", "a"),
    ]
    assert list(found.texts) == ["entities/x"]
    assert found.authority.sources == ()


def test_a_file_that_is_no_list_or_no_text_is_told():
    assert the_problem_of(parsed, entities="a:\n  name: A\n").message == "the file should be a list"
    files = {"topics": File("content/topics.yml", "topics.yml", b"- id: \xff")}
    assert the_problem_of(parse_authority, files, CONFIG).code == "SB110"
