"""The content folder as it may be found: with files that are none, links to elsewhere, names that nobody can say."""

import hashlib
import os
import shutil
import socket
import unicodedata

import pytest

from site_builder.content.scan import asset, find_file, list_files, read
from tests.outcomes import the_problem_of


@pytest.fixture
def root(tmp_path):
    (tmp_path / "site" / "content" / "briefings").mkdir(parents=True)
    return tmp_path / "site"


@pytest.fixture
def folder(root):
    return root / "content" / "briefings"


def listed(folder, root, suffixes=(".md",)):
    """The names that are listed, and for each problem its path, a piece of its message and its severity."""
    listing = list_files(folder, root, suffixes=suffixes)
    problems = [(problem.path, problem.message, problem.severity) for problem in listing.problems]
    assert {problem.code for problem in listing.problems} <= {"SB112", "SB130"}
    return [source.name for source in listing.sources], problems


def test_files_are_listed_by_path_whatever_the_order_on_the_disk(folder, root):
    (folder / "2026").mkdir()
    for name in ("b.md", "a.md", "2026/c.md", "D.MD"):
        (folder / name).write_text("x", encoding="utf-8")
    assert listed(folder, root) == (["2026/c.md", "D.MD", "a.md", "b.md"], [])
    (first, *_) = list_files(folder, root, suffixes=(".md",)).sources
    assert (first.path, first.size) == ("content/briefings/2026/c.md", 1)


def test_a_folder_that_is_not_there_holds_nothing(root):
    assert listed(root / "content" / "pages", root) == ([], [])


def test_hidden_and_backup_files_are_left_out(folder, root):
    (folder / ".git").mkdir()
    (folder / ".git" / "x.md").write_text("x", encoding="utf-8")
    for name in (".a.md", "#a.md#", "a.md~", ".a.md.swp", "a.md.bak", "a.md.orig", ".DS_Store", "Thumbs.db", "a.tmp"):
        (folder / name).write_text("x", encoding="utf-8")
    assert listed(folder, root) == ([], [])


def test_a_file_of_another_kind_is_warned_of(folder, root):
    (folder / "a.txt").write_text("x", encoding="utf-8")
    assert listed(folder, root) == ([], [("content/briefings/a.txt", "the file is not read", "warning")])
    assert listed(folder, root, suffixes=()) == (["a.txt"], [])


def test_what_is_no_file_is_told_and_never_opened(folder, root):
    os.mkfifo(folder / "fifo.md")
    with socket.socket(socket.AF_UNIX) as listening:
        here = os.open(".", os.O_RDONLY)
        os.chdir(folder)  # the address of a socket has to be short
        try:
            listening.bind("socket.md")
        finally:
            os.fchdir(here)
            os.close(here)
        names, problems = listed(folder, root)
    assert names == []
    assert problems == [
        (f"content/briefings/{name}.md", "this is not a regular file", "error") for name in ("fifo", "socket")
    ]


def test_a_device_is_told(folder, root):
    (root / "null").symlink_to("/dev/null")
    (folder / "null.md").symlink_to("/dev/null")
    assert listed(folder, root)[1] == [("content/briefings/null.md", "the link leads out of the site", "error")]


LINKS = [
    # (target, message; None where the link is good)
    ("../../notes.md", None),
    ("nowhere.md", "the link leads nowhere"),
    ("link.md", "the file cannot be read: too many levels of symbolic links"),
    ("../../../outside.md", "the link leads out of the site"),
    ("/etc/passwd", "the link leads out of the site"),
    ("../../../../../../../../../etc/passwd", "the link leads out of the site"),
    ("../../folder", "links to folders are not followed"),
    (".", "links to folders are not followed"),
    ("../..", "links to folders are not followed"),
]


@pytest.mark.parametrize(("target", "message"), LINKS)
def test_a_link_is_followed_only_to_a_file_of_the_site(folder, root, target, message):
    (root / "notes.md").write_text("x", encoding="utf-8")
    (root.parent / "outside.md").write_text("secret", encoding="utf-8")
    (root / "folder").mkdir()
    (folder / "link.md").symlink_to(target)
    expected = (["link.md"], []) if message is None else ([], [("content/briefings/link.md", message, "error")])
    assert listed(folder, root) == expected


def test_a_folder_that_is_a_link_to_elsewhere_is_told(root, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.md").write_text("secret", encoding="utf-8")
    (root / "content" / "pages").symlink_to(tmp_path / "elsewhere")
    problems = [("content/pages", "the folder is a link that leads out of the site", "error")]
    assert listed(root / "content" / "pages", root) == ([], problems)


def test_a_site_below_a_link_is_a_site_like_any_other(folder, root, tmp_path):
    (folder / "a.md").write_text("x", encoding="utf-8")
    (folder / "b.md").symlink_to("a.md")
    (tmp_path / "alias").symlink_to(root)
    alias = tmp_path / "alias"
    assert listed(alias / "content" / "briefings", alias) == (["a.md", "b.md"], [])


def test_a_name_that_nobody_can_say_is_told_in_signs_that_can_be_printed(folder, root):
    for name in (b"caf\xe9.md", b"new\nline.md", b"bell\x07.md"):
        with open(os.path.join(os.fsencode(folder), name), "wb"):  # noqa: PTH118, PTH123 - a name in bytes
            pass
    names, problems = listed(folder, root)
    assert names == []
    assert [message for _, message, _ in problems] == ["the file's name holds control characters, or is not UTF-8"] * 3
    assert [path.encode() for path, _, _ in problems] == [
        b"content/briefings/bell\x07.md",
        b"content/briefings/caf\\xe9.md",
        b"content/briefings/new\nline.md",
    ]


def test_names_are_told_in_one_form_of_unicode(folder, root):
    (folder / unicodedata.normalize("NFD", "caffè.md")).write_text("x", encoding="utf-8")
    assert listed(folder, root) == (["caffè.md"], [])
    (folder / "caffè.md").write_text("y", encoding="utf-8")
    if len(list(folder.iterdir())) == 1:
        pytest.skip("this file system takes both forms of the name for one")
    names, problems = listed(folder, root)
    assert names == ["caffè.md"]
    assert problems == [("content/briefings/caffè.md", "two files have this name, in two forms of Unicode", "error")]


def test_folders_deeper_than_a_path_can_be_are_told(folder, root):
    here = os.open(folder, os.O_RDONLY)
    for _ in range(250):
        os.mkdir("d" * 20, dir_fd=here)
        deeper = os.open("d" * 20, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    os.close(here)
    names, problems = listed(folder, root)
    assert names == []
    assert [message for _, message, _ in problems] == ["the folder cannot be read: file name too long"]
    shutil.rmtree(folder / ("d" * 20))


@pytest.mark.skipif(os.geteuid() == 0, reason="the root user may read everything")
def test_what_may_not_be_read_is_told(folder, root):
    (folder / "a.md").write_text("x", encoding="utf-8")
    (folder / "a.md").chmod(0)
    (folder / "b").mkdir(mode=0)
    (source,) = list_files(folder, root, suffixes=(".md",)).sources
    assert the_problem_of(read, source, 100).message == "the file cannot be read: permission denied"
    assert listed(folder, root)[1] == [("content/briefings/b", "the folder cannot be read: permission denied", "error")]
    (folder / "b").chmod(0o700)


def test_one_file_is_found_or_not_there_or_told(root, tmp_path):
    content = root / "content"
    (content / "site.yml").write_text("title: x", encoding="utf-8")
    source = find_file(content / "site.yml", root)
    assert source is not None
    assert (source.path, source.name, read(source, 100)) == ("content/site.yml", "site.yml", b"title: x")
    assert find_file(content / "topics.yml", root) is None
    (content / "folder.yml").mkdir()
    (content / "nowhere.yml").symlink_to("x")
    (content / "outside.yml").symlink_to("/etc/passwd")
    for name, message in (
        ("folder", "this is not a regular file"),
        ("nowhere", "the link leads nowhere"),
        ("outside", "the link leads out of the site"),
    ):
        assert the_problem_of(find_file, content / f"{name}.yml", root).message == message
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "content").symlink_to(content)
    problem = the_problem_of(find_file, tmp_path / "other" / "content" / "site.yml", tmp_path / "other")
    assert "leads out of the site" in problem.message


def source_of(path, root):
    source = find_file(path, root)
    assert source is not None
    return source


def test_no_more_is_read_than_may_be(folder, root):
    (folder / "a.md").write_bytes(b"x" * 3_000_000)
    source = source_of(folder / "a.md", root)
    assert len(read(source, 2_500_000)) == 2_500_001
    assert len(read(source, 10**17)) == 3_000_000
    (folder / "a.md").write_bytes(b"")
    assert read(source, 100) == b""


def test_a_file_that_vanishes_or_becomes_something_else_is_told(folder, root):
    (folder / "a.md").write_text("x", encoding="utf-8")
    source = source_of(folder / "a.md", root)
    (folder / "a.md").unlink()
    for take in (lambda: read(source, 100), lambda: asset(source)):
        assert the_problem_of(take).message == "the file cannot be read: no such file or directory"
    os.mkfifo(folder / "a.md")
    for take in (lambda: read(source, 100), lambda: asset(source)):
        assert the_problem_of(take).message == "this is not a regular file any more"


def test_an_asset_is_known_by_the_digest_of_its_bytes(root):
    (root / "content" / "assets").mkdir()
    data = os.urandom(3_000_000)
    (root / "content" / "assets" / "map.png").write_bytes(data)
    (source,) = list_files(root / "content" / "assets", root).sources
    made = asset(source)
    assert (made.name, made.size, made.sha256) == ("map.png", len(data), hashlib.sha256(data).hexdigest())
