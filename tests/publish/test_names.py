from __future__ import annotations

import pytest

from site_builder.publish.names import Names, fault, fold, folders_of


@pytest.mark.parametrize(
    "file",
    [
        "index.html",
        "topics/ai/index.html",
        ".well-known/security.txt",
        "_headers",
        "assets/a b.png",
        "assets/日本.svg",
        "assets/" + "x" * 255,
        "a..b/c",
        ".gitlab/x",
    ],
)
def test_an_ordinary_name_may_be_written(file):
    assert fault(file, windows=False) is None


@pytest.mark.parametrize(
    "file",
    [
        "",
        "/",
        "/etc/passwd",
        "..",
        "../x",
        "a/../../x",
        "a/./b",
        ".",
        "a//b",
        "a/",
        "a\\b",
        "..\\x",
        "a\0b",
        "a\nb",
        "a\x7fb",
        "a\x85b",
        "a\udce9b",
        ".git/config",
        "x/.GIT/hooks/post-checkout",
        ".site-builder.json",
        ".Site-Builder-work/x",
        "a/" + "x" * 256,
        "é" * 128,
        "/".join(["abcdefghi"] * 120),
    ],
)
def test_a_name_that_leaves_the_output_or_harms_it_is_refused(file):
    assert fault(file, windows=False)
    problem = Names().add(file)
    assert problem is not None
    assert problem.code == "SB404"


@pytest.mark.parametrize("file", ["con/index.html", "a/nul.txt", "a:b", "a./b", "a /b", "what?", "COM1"])
def test_what_windows_cannot_hold_is_refused_there(file):
    assert fault(file, windows=True)
    assert fault(file, windows=False) is None


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("feed.xml", "feed.xml"),
        ("Feed.xml", "feed.xml"),
        ("a/É.html", "a/e\u0301.html"),
        ("straße", "STRASSE"),
        ("a", "a/b"),
        ("a/b/c", "a/b"),
        ("A/b", "a"),
        ("a", "A/b/c"),
    ],
)
def test_two_files_of_one_place_are_an_error_that_names_both(one, two):
    names = Names()
    assert names.add(one) is None
    problem = names.add(two)
    assert problem is not None
    assert problem.code == "SB130"
    assert one in problem.message
    assert two in problem.message


def test_files_of_one_folder_do_not_collide():
    names = Names()
    for file in ("a/b/c", "a/b/d", "a/b.html", "a/bc", "b", "A/e"):
        assert names.add(file) is None, file


def test_folding_forgets_case_and_unicode_form():
    assert fold("Ångström") == fold("a\u030angstro\u0308m") == fold("ÅNGSTRÖM")


def test_folders_are_found_at_every_depth():
    assert folders_of(["a/b/c.html", "a/d", "e"]) == {"a", "a/b"}
