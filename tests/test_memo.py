from __future__ import annotations

import dataclasses
import datetime as dt
import os
import pickle
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.memo import APPLICATION_ID, Memo
from site_builder.model.article import Article, ArticleRecord
from site_builder.model.briefing import Body, Briefing, Card, FreePage
from site_builder.model.moment import Moment
from site_builder.model.page import Page
from site_builder.model.problem import Problem

BODY = Body(html=("<p>one ", " two</p>"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".site-builder" / "memo.sqlite"


def remembered(path: Path, keys: tuple[str, ...] = ("a",)) -> dict[str, Body]:
    with Memo(path) as memo:
        return memo.get_many("body", keys, Body)


def remember(path: Path, **values: Body) -> list[str]:
    with Memo(path) as memo:
        memo.put_many("body", values)
        return memo.notes


def test_what_was_put_is_got(path):
    assert remember(path, a=BODY, b=Body(html=("b",))) == []
    assert remembered(path, ("b", "missing", "a")) == {"b": Body(html=("b",)), "a": BODY}
    assert list(remembered(path, ("b", "a"))) == ["b", "a"]


def test_kinds_are_apart(path):
    with Memo(path) as memo:
        memo.put_many("body", {"a": BODY})
        memo.put_many("text", {"a": "words"})
        assert memo.get_many("text", ["a"], str) == {"a": "words"}
        assert memo.get_many("body", ["a"], Body) == {"a": BODY}
        memo.prune("body", ())
        assert memo.get_many("body", ["a"], Body) == {}
        assert memo.get_many("text", ["a"], str) == {"a": "words"}


def test_a_later_value_replaces_an_earlier(path):
    remember(path, a=BODY)
    remember(path, a=Body(html=("new",)))
    assert remembered(path) == {"a": Body(html=("new",))}


def test_pruning_keeps_what_is_named(path):
    with Memo(path) as memo:
        memo.put_many("body", {f"{number}": BODY for number in range(3_000)})
        memo.prune("body", ["7", "2999", "never there"])
        assert set(memo.get_many("body", map(str, range(3_000)), Body)) == {"7", "2999"}


def test_a_value_of_another_form_is_not_given(path):
    remember(path, a=BODY)
    with Memo(path) as memo:
        assert memo.get_many("body", ["a"], Moment) == {}


def test_a_missing_memo_is_only_made_by_putting_or_asking(path):
    with Memo(path) as memo:
        assert not path.exists()
        assert memo.get_many("body", ["a"], Body) == {}


def test_the_memo_is_one_file(path):
    remember(path, a=BODY)
    assert [file.name for file in path.parent.iterdir() if file.stat().st_size] == [path.name]


# --- Exactness -------------------------------------------------------------------------------------------------------

INTEGERS = st.integers(min_value=-(2**63), max_value=2**63 - 1)
TIMES = st.times().map(lambda time: time.replace(fold=0))
"""Nobody types which of the two hours at the end of summer time is meant."""
MOMENTS = st.builds(Moment, st.dates(), st.none() | TIMES, st.none() | st.integers(-14 * 60, 14 * 60))


@st.composite
def values_of(draw: st.DrawFn, cls: type) -> Any:
    """Any value of a dataclass of the model, its fields filled by their types."""
    st.register_type_strategy(Moment, MOMENTS)
    st.register_type_strategy(int, INTEGERS)
    st.register_type_strategy(float, st.floats(allow_nan=False))
    return draw(st.from_type(cls))


@pytest.mark.parametrize("cls", [Body, Briefing, FreePage, Card, Article, ArticleRecord, Problem, Moment])
def test_a_value_comes_back_exactly(cls, tmp_path):
    with Memo(tmp_path / "memo") as memo:

        @settings(max_examples=25, deadline=None, database=None)
        @given(value=values_of(cls))
        def comes_back(value):
            memo.put_many(cls.__name__, {"key": value})
            back = memo.get_many(cls.__name__, ["key"], cls)["key"]
            assert back == value
            assert repr(back) == repr(value)

        comes_back()
        assert memo.notes == []


def test_the_values_of_moments_keep_their_types(path):
    moment = Moment(dt.date(1, 1, 1), dt.time(23, 59, 59, 999_999), -720)
    with Memo(path) as memo:
        memo.put_many("moment", {"a": moment})
        back = memo.get_many("moment", ["a"], Moment)["a"]
    assert back == moment
    assert type(back.day) is dt.date
    assert type(back.time) is dt.time


def test_equal_values_make_equal_memories(tmp_path):
    for name, order in (("one", ("a", "b")), ("two", ("b", "a"))):
        with Memo(tmp_path / name) as memo:
            memo.put_many("body", {key: Body(html=(key,)) for key in order})
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


# --- What costs only time --------------------------------------------------------------------------------------------


def torn(path: Path, keep: float) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])


def zeroed(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(100, len(data), 97):
        data[place] ^= 0xFF
    path.write_bytes(bytes(data))


def changed(path: Path, *statements: str) -> None:
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


DAMAGES = {
    "cut in half": lambda path: torn(path, 0.5),
    "cut after a few bytes": lambda path: torn(path, 0.001),
    "empty": lambda path: torn(path, 0),
    "zeros": zeroed,
    "flipped bits": flipped,
    "text": lambda path: path.write_text("not a database at all\n" * 100),
    "a pickle": lambda path: path.write_bytes(pickle.dumps({"a": BODY})),
    "of a later version": lambda path: changed(path, "PRAGMA user_version = 9"),
    "another table": lambda path: changed(path, "DROP TABLE memo", "CREATE TABLE memo (kind, key, value)"),
    "a view that never ends": lambda path: changed(
        path,
        "DROP TABLE memo",
        "CREATE VIEW memo AS WITH RECURSIVE n(kind, key, value) AS (SELECT 'body', 'a', 0"
        " UNION ALL SELECT kind, key, value + 1 FROM n) SELECT * FROM n",
    ),
    "a trigger": lambda path: changed(path, "CREATE TRIGGER t AFTER INSERT ON memo BEGIN DELETE FROM memo; END"),
    "values replaced": lambda path: changed(path, "UPDATE memo SET value = x'00'"),
    "values of other types": lambda path: changed(path, "UPDATE memo SET value = 7"),
    "values swapped": lambda path: changed(
        path, "UPDATE memo SET key = 'z' || key", "UPDATE memo SET key = 'a' WHERE key = 'zb'"
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_memo_costs_time_only(path, damage):
    bodies = {f"k{number}": Body(html=(f"text {number} " * 40,)) for number in range(200)}
    with Memo(path) as memo:
        memo.put_many("body", {"a": BODY, "b": Body(html=("b",)), **bodies})
    damage(path)
    for _ in range(2):
        with Memo(path) as memo:
            found = memo.get_many("body", ["a", *bodies], Body)
            # What is given is right; what is not is made again.
            assert all(value == {"a": BODY, **bodies}[key] for key, value in found.items())
            memo.put_many("body", {"a": BODY})
            memo.prune("body", ["a", *bodies])
    assert remember(path, a=BODY) == []
    assert remembered(path) == {"a": BODY}


def test_a_value_that_was_changed_by_hand_is_not_given(path):
    remember(path, a=BODY, b=Body(html=("b",)))
    database = sqlite3.connect(path)
    (value,) = database.execute("SELECT value FROM memo WHERE key = 'a'").fetchone()
    evil = value.replace(b"one", b"EVL")
    assert evil != value
    database.execute("UPDATE memo SET value = ? WHERE key = 'a'", (evil,))
    database.commit()
    database.close()
    assert remembered(path, ("a", "b")) == {"b": Body(html=("b",))}


def test_the_database_of_another_program_is_left_alone(path):
    path.parent.mkdir()
    changed(path, "CREATE TABLE precious (x)", "INSERT INTO precious VALUES (1)", "PRAGMA application_id = 1234")
    before = path.read_bytes()
    (note,) = remember(path, a=BODY)
    assert "another program" in note
    assert remembered(path) == {}
    assert path.read_bytes() == before


@pytest.mark.parametrize("thing", ["a folder", "a fifo", "a link to itself", "below a file"])
def test_what_is_no_file_costs_time_only(path, thing):
    path.parent.mkdir()
    if thing == "a folder":
        path.mkdir()
    elif thing == "a fifo":
        os.mkfifo(path)
    elif thing == "a link to itself":
        path.symlink_to(path)
    else:
        path.write_text("a file")
        path = path / "memo"
    with Memo(path) as memo:
        memo.put_many("body", {"a": BODY})
        assert memo.get_many("body", ["a"], Body) in ({}, {"a": BODY})
        memo.prune("body", ())


@pytest.fixture
def ordinary_user():
    """A folder of a user whom permissions bind; for the time of the test we are that user."""
    if os.name == "nt":
        pytest.skip("permissions of Windows are another story")
    with tempfile.TemporaryDirectory() as name:
        folder, root = Path(name), os.geteuid() == 0
        if root:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        yield folder
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


def test_a_memo_that_may_only_be_read_is_read(ordinary_user):
    path = ordinary_user / "memo"
    remember(path, a=BODY)
    path.chmod(0o444)
    ordinary_user.chmod(0o555)
    with Memo(path) as memo:
        assert memo.get_many("body", ["a"], Body) == {"a": BODY}
        memo.put_many("body", {"b": BODY})
        memo.prune("body", ())
        assert memo.get_many("body", ["a", "b"], Body) == {"a": BODY}
    assert len(memo.notes) == 1
    assert path.stat().st_mode & 0o777 == 0o444


def test_a_memo_that_may_not_be_made_costs_time_only(ordinary_user):
    ordinary_user.chmod(0o555)
    (note,) = remember(ordinary_user / "memo", a=BODY)
    assert note.startswith("nothing is remembered")
    assert remembered(ordinary_user / "memo") == {}


def test_a_full_disk_costs_time_only(tmp_path):
    resource = pytest.importorskip("resource", reason="this system has no limits on the size of files")
    path = tmp_path / "memo"
    remember(path, a=BODY)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with Memo(path) as memo:
            memo.put_many("body", {f"{number}": Body(html=("x" * 5_000,)) for number in range(100)})
            assert memo.get_many("body", ["a"], Body) == {"a": BODY}
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert len(memo.notes) == 1
    assert remembered(path) == {"a": BODY}
    assert remember(path, b=BODY) == []


def test_a_process_that_is_killed_while_it_writes_loses_only_its_own(path):
    remember(path, a=BODY)
    code = """
        import os, sys
        from pathlib import Path
        from site_builder.memo import Memo
        with Memo(Path(sys.argv[1])) as memo:
            with memo._writing(True) as database:
                database.executemany("INSERT INTO memo VALUES ('x', ?, ?)", ((str(n), b"x" * 4000) for n in range(999)))
                os.kill(os.getpid(), 9)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(path)], check=False)
    assert remembered(path) == {"a": BODY}
    assert remember(path, b=BODY) == []


def test_two_processes_may_use_one_memo(path):
    code = """
        import sys
        from pathlib import Path
        from site_builder.memo import Memo
        from site_builder.model.briefing import Body
        for turn in range(40):
            with Memo(Path(sys.argv[1])) as memo:
                memo.put_many("body", {f"{sys.argv[2]}-{turn}-{n}": Body(html=(str(n),)) for n in range(5)})
                memo.get_many("body", [f"{other}-{turn}-3" for other in "abc"], Body)
                assert memo.notes == [], memo.notes
    """
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code), str(path), name], stderr=subprocess.PIPE, text=True
        )
        for name in "abc"
    ]
    assert [(process.communicate()[1], process.returncode) for process in processes] == [("", 0)] * 3
    keys = [f"{name}-{turn}-{number}" for name in "abc" for turn in range(40) for number in range(5)]
    assert set(remembered(path, tuple(keys))) == set(keys)


def test_the_memo_is_known_by_its_header(path):
    remember(path, a=BODY)
    assert int.from_bytes(path.read_bytes()[68:72]) == APPLICATION_ID


def test_values_are_frozen_dataclasses_that_the_memo_knows_nothing_of():
    assert dataclasses.is_dataclass(Page)
    assert "site_builder.model" not in Path(sys.modules["site_builder.memo"].__file__ or "").read_text()
