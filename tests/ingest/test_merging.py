"""The three-way merge: by field, by item and by paragraph; what a person did always stands, nothing comes twice."""

import random
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.ingest.merge.documents import Conflict, merge_documents
from site_builder.model.briefing import FrontMatter
from site_builder.text.frontmatter import split
from site_builder.text.schema import decode

BASE = """---
title: A ferry
id: a-1
status: draft
topics:
  - ships
entities:
  - Norrline
  - Harrow
key_points:
  - text: One thing
    evidence: p1
  - text: Two things
    evidence: p2
review:
  - "date: the article does not say"
---

## Said

> One [[p1]]

> Two [[p2]]
"""


def merged(ours, theirs, base=BASE):
    return merge_documents(base, ours, theirs)


def test_what_nobody_changed_becomes_what_is_new():
    new = BASE.replace("A ferry", "Another ferry").replace("> Two", "> Three")
    assert merged(BASE, new).text == new


def test_what_is_not_new_leaves_every_byte_of_a_person():
    ours = BASE.replace("title: A ferry", "title:   'My ferry' # mine\nowner: me") + "\n\n\nText  "
    assert merged(ours, BASE).text == ours


@pytest.mark.parametrize(
    ("mine", "news", "expected"),
    [
        # (what the person replaced, what ingest would replace, what has to stand in the result)
        (("A ferry", "My ferry"), ("  - Harrow", "  - Harrow\n  - SeaPass"), ("My ferry", "  - SeaPass\n")),
        (("> One [[p1]]", "> One, shorter"), ("> Two", "> Two more"), ("> One, shorter", "> Two more")),
        (("  - ships", "  - sea"), ("  - ships", "  - ships\n  - ports"), ("  - sea\n", "  - ports\n")),
        (("topics:\n  - ships", "topics: [ships, sea]"), ("- ships", "- ships\n  - ports"), ("[ships, ports, sea]",)),
        (("status: draft", "# read\nstatus: published"), ("id: a-1", "id: a-1\nbyline: Eva"), ("# read\n", "Eva\n")),
        (("## Said", "My own words.\n\n## Said"), ("> Two [[p2]]", "> Two [[p3]]"), ("My own words.", "[[p3]]")),
    ],
)
def test_changes_in_different_places_are_both_taken(mine, news, expected):
    result = merged(BASE.replace(*mine), BASE.replace(*news))
    assert result.conflicts == ()
    for said in expected:
        assert said in result.text
    decode(FrontMatter, split(result.text).yaml)


@pytest.mark.parametrize(
    ("mine", "news", "conflict"),
    [
        (("A ferry", "My ferry"), ("A ferry", "The ferry"), ("title", "title: My ferry", "title: The ferry")),
        (("> One [[p1]]", "> Mine"), ("> One [[p1]]", "> New"), ("text", "> Mine", "> New")),
        (("> One [[p1]]\n\n", ""), ("> One [[p1]]", "> New"), ("text", "", "> New")),
        (
            ("Two things", "My two"),
            ("Two things", "Both things"),
            ("key_points", "- text: My two\n  evidence: p2", "- text: Both things\n  evidence: p2"),
        ),
        (("title: A ferry\n", ""), ("A ferry", "The ferry"), ("title", "", "title: The ferry")),
    ],
)
def test_where_both_changed_the_person_wins_and_both_sides_are_told(mine, news, conflict):
    ours = BASE.replace(*mine)
    result = merged(ours, BASE.replace(*news))
    assert result.text == ours
    field, own, new = conflict
    assert result.conflicts == (Conflict(field=field, ours=own, theirs=new),)


def test_what_a_person_deleted_stays_deleted_even_if_it_was_gone_in_between():
    ours = BASE.replace("  - Harrow\n", "").replace("> Two [[p2]]\n", "")
    without = BASE.replace("  - Harrow\n", "").replace("> Two [[p2]]", "> Four")
    first = merge_documents(BASE, ours, without)
    again = merge_documents(without, first.text, BASE, first.refused)
    assert "Harrow" not in again.text
    assert "> Two" not in again.text


def test_windows_line_ends_stay():
    ours = BASE.replace("A ferry", "My ferry").replace("\n", "\r\n")
    result = merged(ours, BASE.replace("  - Harrow", "  - Harrow\n  - SeaPass"))
    assert "SeaPass\r\n" in result.text
    assert "\n" not in result.text.replace("\r\n", "")


@pytest.mark.parametrize("broken", ["no front matter", "---\ntitle: [\n---\n", "---\n- a\n---\n", "---\ntitle: x\n"])
def test_a_file_that_cannot_be_taken_apart_stays_as_it_is(broken):
    result = merged(broken, BASE.replace("A ferry", "The ferry"))
    assert result.text == broken
    assert [conflict.field for conflict in result.conflicts] == ["all"]


def test_code_between_fences_is_one_paragraph():
    code = "```\nfirst\n\nsecond\n```"
    ours = BASE + f"\n{code}\n"
    result = merged(ours, BASE.replace("> Two [[p2]]", "> Two [[p2]]\n\n> Three"))
    assert code in result.text
    assert result.text.index("> Three") < result.text.index("```")


def _words(text):
    return Counter(re.findall(r"\w+", text))


class _Trial:
    """A briefing that a person edits between runs of ingest, at random; every edit carries a word of its own."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.words = (f"w{number}" for number in range(10_000))
        self.facts = [f"fact{number}" for number in range(9)]
        self.base = self.text = self.generated()
        self.refused: frozenset[str] = frozenset()
        self.mine: set[str] = set()
        self.gone: set[str] = set()

    def generated(self):
        """What ingest might write: some facts in the lists and paragraphs, in an order that may change."""
        chosen = [fact for fact in self.facts if self.chance.random() < 0.7] or ["fact0"]
        if self.chance.random() < 0.2:
            self.chance.shuffle(chosen)
        entities = "".join(f"  - E{fact}\n" for fact in chosen)
        points = "".join(f"  - text: K{fact}\n    evidence: p1\n" for fact in chosen[:4])
        summary = f"summary: S{self.chance.choice(self.facts)}\n" if self.chance.random() < 0.8 else ""
        paragraphs = "\n\n".join(f"> B{fact}" for fact in chosen)
        return f"---\ntitle: T\nid: x\n{summary}entities:\n{entities}key_points:\n{points}---\n\n{paragraphs}\n"

    def edit(self):
        lines = self.text.split("\n")
        entities = [n for n, line in enumerate(lines) if line.startswith("  - ") and "text:" not in line]
        points = [n for n, line in enumerate(lines) if line.startswith("  - text: ")]
        blocks = [n for n, line in enumerate(lines) if line.startswith("> ")]
        fields = [n for n, line in enumerate(lines) if line.startswith(("summary:", "title:"))]
        what = self.chance.choice(["change", "delete", "add", "field", "move"])
        place = self.chance.choice(entities + points + blocks or fields)
        word = next(self.words)
        if what == "change":
            self._lose(lines[place])
            head = "  - text: " if place in points else "  - " if place in entities else "> "
            lines[place] = head + word
            self.mine.add(word)
        elif what == "delete" and len(entities) > 1 and len(points) > 1:
            self._lose(lines[place])
            del lines[place : place + (2 if place in points else 1)]
        elif what == "add":
            lines += ["", f"> {word}"]
            self.mine.add(word)
        elif what == "field" and fields:
            place = self.chance.choice(fields)
            self._lose(lines[place])
            lines[place] = f"{lines[place].partition(':')[0]}: {word}"
            self.mine.add(word)
        elif what == "move" and len(entities) > 1:
            lines.insert(entities[0], lines.pop(entities[-1]))
        self.text = "\n".join(lines)

    def _lose(self, line):
        words = set(_words(line)) - {"text", "title", "summary"}
        self.mine -= words
        self.gone |= {word for word in words if word[0] in "EKBw"}

    def run(self):
        theirs = self.generated()
        before = self.text
        result = merge_documents(self.base, before, theirs, self.refused)
        words = _words(result.text)
        assert not [word for word in self.mine if words[word] == 0], "a person's change is lost"
        assert not [word for word in self.gone if words[word] > 0], "what a person deleted has come back"
        had, new = _words(before), _words(theirs)
        assert not [
            word
            for word in words
            if re.search(r"\d\b", word) and word != "p1" and words[word] > max(had[word], new[word])
        ], "something stands twice"
        decode(FrontMatter, split(result.text).yaml)
        again = merge_documents(theirs, result.text, theirs, result.refused)
        assert again.text == result.text
        self.base, self.text, self.refused = theirs, result.text, result.refused


@pytest.mark.parametrize("first", [0, pytest.param(50, marks=pytest.mark.slow)])
def test_random_edits_and_runs_lose_nothing_and_repeat_nothing(first):
    """The first fifty sequences always, the rest of a thousand with the slow tests."""
    for seed in range(first, 50 if first == 0 else 1000):
        trial = _Trial(seed)
        for _ in range(trial.chance.randint(1, 5)):
            for _ in range(trial.chance.randint(0, 3)):
                trial.edit()
            trial.run()


LINES = st.sampled_from(
    ["", "> One [[p1]]", "> Two", "a", "## Said", "```", "~~~", "- a", "  - a", "title: x", "topics: [a, b]", "---",
     "# c", "topics:", "  - ships", "  - 'it''s'", "review: []", "key_points:", "  - text: One thing",
     "    evidence: p1", "\ttab", "id: a-1", "\N{LINE SEPARATOR}", "\ufeff"]
)  # fmt: skip
BODIES = st.lists(LINES | st.text("ab \t>#`-:\r\x85é", max_size=12), max_size=12).map("\n".join)
HEADS = st.lists(LINES, max_size=8).map("\n".join)
BRIEFINGS = st.builds(lambda head, body: f"---\ntitle: A\n{head}\n---\n{body}", HEADS, BODIES) | BODIES


@settings(max_examples=80, deadline=None)
@given(BRIEFINGS, BRIEFINGS, BRIEFINGS)
def test_whatever_the_three_texts_are_a_merge_loses_no_paragraph_of_a_person(base, ours, theirs):
    result = merged(ours, theirs, base)
    assert merged(base, theirs, base).text == theirs
    assert merged(ours, base, base).text == ours
    assert merged(ours, ours, base).text == ours
    known = Counter(base.split())
    mine = Counter(ours.split("---\n", 2)[-1].split()) - known
    if ours != base:
        assert mine - Counter(result.text.split()) == Counter()
    # Once it is taken over, it is no news again.
    assert merge_documents(theirs, result.text, theirs, result.refused).text == result.text


@settings(max_examples=40, deadline=None)
@given(BODIES, BODIES, BODIES)
def test_a_merge_of_sound_texts_is_a_sound_text(base, ours, theirs):
    texts = [f"---\ntitle: A\n---\n\n{body}" for body in (base, ours, theirs)]
    result = merged(texts[1], texts[2], texts[0])
    assert split(result.text.replace("\r\n", "\n")).yaml.strip() == "title: A"
