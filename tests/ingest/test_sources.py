import os
import socket

import pytest

from site_builder.ingest.sources import find_articles, read_article
from site_builder.model.problem import IngestError


@pytest.fixture
def pile(tmp_path):
    for name in ("b.txt", "a.TXT", "README.md", ".hidden.txt", "deep/er/c.txt", ".git/d.txt"):
        path = tmp_path / "pile" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return tmp_path / "pile"


def names(paths, root):
    return [path.relative_to(root).as_posix() for path in paths]


def test_a_folder_is_looked_through_in_a_fixed_order_without_hidden_files(pile):
    found = find_articles([pile])
    assert names(found.files, pile) == ["a.TXT", "b.txt", "deep/er/c.txt"]
    assert names(found.passed_over, pile) == ["README.md"]
    assert found.problems == ()


def test_a_file_that_is_named_is_taken_whatever_it_is_called_and_once(pile):
    found = find_articles([pile / "README.md", pile, pile / "README.md"])
    assert names(found.files, pile) == ["README.md", "a.TXT", "b.txt", "deep/er/c.txt"]


def test_what_is_missing_is_a_problem_and_stops_nothing(pile):
    found = find_articles([pile / "nowhere", pile / "b.txt"])
    assert names(found.files, pile) == ["b.txt"]
    assert [problem.code for problem in found.problems] == ["SB001"]


def test_circles_of_links_are_not_walked_and_broken_links_are_told(pile):
    (pile / "deep" / "up").symlink_to(pile, target_is_directory=True)
    (pile / "gone.txt").symlink_to(pile / "nowhere.txt")
    (pile / "same.txt").symlink_to(pile / "b.txt")
    found = find_articles([pile])
    assert names(found.files, pile) == ["a.TXT", "b.txt", "same.txt", "deep/er/c.txt"]
    assert [(problem.code, problem.path) for problem in found.problems] == [("SB501", (pile / "gone.txt").as_posix())]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_and_sockets_are_refused_without_waiting(pile):
    os.mkfifo(pile / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        try:
            listening.bind(str(pile / "s.txt"))
        except OSError:
            pytest.skip("the path is too long for a socket here")
        found = find_articles([pile, pile / "pipe.txt"])
    assert [problem.code for problem in found.problems] == ["SB501", "SB501", "SB501"]
    with pytest.raises(IngestError, match="regular file"):
        read_article(pile / "pipe.txt", 100)


def test_a_deep_tree_is_walked_without_recursion(tmp_path):
    folder = tmp_path
    for _ in range(300):
        folder /= "d"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("x", encoding="utf-8")
    assert len(find_articles([tmp_path]).files) == 1


def test_a_file_above_the_limit_is_refused_with_a_hint(pile):
    (pile / "b.txt").write_bytes(b"x" * 11)
    assert read_article(pile / "b.txt", 11) == b"x" * 11
    with pytest.raises(IngestError) as caught:
        read_article(pile / "b.txt", 10)
    assert [(problem.code, "file_bytes" in str(problem.hint)) for problem in caught.value.problems] == [("SB113", True)]


def test_a_missing_file_says_why_it_cannot_be_read(pile):
    with pytest.raises(IngestError, match="No such file"):
        read_article(pile / "nowhere.txt", 10)


def test_a_folder_is_no_article(pile):
    with pytest.raises(IngestError):
        read_article(pile, 10)
