"""A file that did not change is not read again; one that may have changed is."""

import os

import pytest

from site_builder.commands.seen import Seen
from site_builder.commands.unchanged import is_settled
from site_builder.content.scan import find_file
from site_builder.memo import Memo

LATER_NS = 10_000_000_000


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "content/one.md"
    path.parent.mkdir()
    path.write_bytes(b"some words")
    return path


@pytest.fixture
def memo(tmp_path):
    with Memo(tmp_path / "memo.sqlite") as memo:
        yield memo


def source(file):
    return find_file(file, file.parent.parent)


def first_look(file, memo, after_ns=LATER_NS):
    seen = Seen(memo, now_ns=file.stat().st_ctime_ns + after_ns)
    digests = seen.of(source(file))
    seen.remember()
    return digests


def test_an_unchanged_file_is_known_without_being_read(file, memo):
    digests = first_look(file, memo)
    assert Seen(memo).known(source(file)) == digests
    assert Seen(None).of(source(file)) == digests


@pytest.mark.parametrize("data", [b"other word", b"more words than before"])
def test_another_content_is_noticed_even_where_its_time_is_set_back(file, memo, data):
    first_look(file, memo)
    before = file.stat()
    file.write_bytes(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Seen(memo).known(source(file)) is None


def test_a_file_that_took_the_place_of_another_is_noticed(file, memo):
    first_look(file, memo)
    other = file.with_name("two.md")
    other.write_bytes(b"other word")
    os.utime(other, ns=(0, file.stat().st_mtime_ns))
    other.replace(file)
    assert Seen(memo).known(source(file)) is None


def test_a_file_that_may_still_change_without_a_sign_is_read_again(file, memo):
    first_look(file, memo, after_ns=1_000_000)
    assert Seen(memo).known(source(file)) is None


def test_what_was_read_while_it_grew_is_not_believed(file, memo):
    seen = Seen(memo, now_ns=file.stat().st_ctime_ns + LATER_NS)
    seen.learn(source(file), b"some")
    seen.remember()
    assert Seen(memo).known(source(file)) is None


def test_what_nobody_asked_for_is_forgotten(file, memo):
    first_look(file, memo)
    Seen(memo).remember()
    assert Seen(memo).known(source(file)) is None


@pytest.mark.parametrize(
    ("changed", "now", "settled"),
    [
        (5_000_000_001, 5_060_000_000, True),
        (5_000_000_001, 5_040_000_000, False),
        # A file system that counts in seconds.
        (5_000_000_000, 6_900_000_000, False),
        (5_000_000_000, 7_100_000_000, True),
        # A clock that was set back.
        (9_000_000_001, 5_000_000_000, False),
    ],
)
def test_when_a_file_is_at_rest(changed, now, settled):
    assert is_settled(changed, now) is settled
