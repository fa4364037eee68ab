from __future__ import annotations

import errno
import hashlib
import os
import sys
from pathlib import Path

import pytest

from site_builder.model.problem import Problem, PublishError, ThemeError
from site_builder.publish import switch
from site_builder.publish.edition import Copy, Output, publish
from site_builder.publish.names import RECORD
from site_builder.publish.record import encode_record, read_record

SPARE = pytest.mark.parametrize("spare_from", [0, 2_000], ids=["the edition before is kept", "nothing is kept"])


def put(output: Path, files: dict[str, str], **options):
    """Publish *files* as a build does that renders everything; the text is the key as well."""
    outputs = [Output(file=file, key=text, content=text.encode()) for file, text in files.items()]
    return publish(output, outputs, read_record(output), **options)


def tree(folder: Path) -> dict[str, str]:
    """Every regular file below *folder* but the record, with its text."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found if path.name != RECORD}


def nothing_left_beside(output: Path) -> bool:
    return [path.name for path in output.parent.iterdir()] == [output.name]


ONE = {"index.html": "home", "a/index.html": "a", "a/b/index.html": "b", "assets/x.css": "css"}
TWO = {"index.html": "home 2", "a/index.html": "a", "c/index.html": "c", "assets/x.css": "css"}


def test_the_first_edition_makes_the_folder(tmp_path):
    output = tmp_path / "deep" / "output"
    published = put(output, ONE)
    assert tree(output) == ONE
    assert set(published.written) == set(ONE)
    assert published.total == 4
    assert nothing_left_beside(output)


@SPARE
def test_the_next_edition_replaces_the_one_before(tmp_path, spare_from):
    output = tmp_path / "output"
    put(output, ONE, spare_from=spare_from)
    published = put(output, TWO, spare_from=spare_from)
    assert tree(output) == TWO
    assert set(published.written) == {"index.html", "c/index.html"}
    assert published.removed == ("a/b/index.html",)
    assert set(published.kept) == {"a/index.html", "assets/x.css"}
    assert published.how == ("exchange" if sys.platform in {"linux", "darwin"} else "renames")
    assert not (output / "a" / "b").exists()
    assert spare_from == 0 or nothing_left_beside(output)


@SPARE
def test_back_and_forth_between_editions_leaves_nothing_behind(tmp_path, spare_from):
    output = tmp_path / "output"
    folders = {"a": "a file where a folder was", "index.html": "home"}
    for files in (ONE, TWO, ONE, folders, ONE, {}, TWO, folders, TWO):
        put(output, files, spare_from=spare_from)
        assert tree(output) == files
        assert set(read_record(output).files) == set(files)
        needed = {parent.as_posix() for file in files for parent in Path(file).parents} - {"."}
        assert {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_dir()} == needed


@SPARE
def test_files_that_did_not_change_stay_the_same_files(tmp_path, spare_from):
    output = tmp_path / "output"
    put(output, ONE, spare_from=spare_from)
    os.utime(output / "a" / "index.html", (1_000_000, 1_000_000))
    before = (output / "a" / "index.html").stat()
    for _ in range(3):
        put(output, TWO, spare_from=spare_from)
        put(output, ONE, spare_from=spare_from)
        after = (output / "a" / "index.html").stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_unchanged_file_is_taken_from_the_edition_before(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    record = read_record(output)
    outputs = [Output(file="index.html", key="new", content=b"new"), Output(file="a/index.html", key="a")]
    published = publish(output, outputs, record)
    assert tree(output) == {"index.html": "new", "a/index.html": "a"}
    assert published.written == ("index.html",)
    assert published.kept == ()


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    paths = [folder, *folder.rglob("*")]
    return {path.as_posix(): (path.lstat().st_ino, path.lstat().st_mtime_ns) for path in paths}


def test_when_nothing_changed_nothing_is_written(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    before = snapshot(output)
    published = put(output, ONE)
    assert published.how == "nothing"
    assert published.written == published.removed == ()
    assert snapshot(output) == before


def test_a_new_key_for_equal_bytes_changes_the_record_alone(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    before = snapshot(output)
    outputs = [Output(file=file, key="another key", content=text.encode()) for file, text in ONE.items()]
    published = publish(output, outputs, read_record(output))
    assert published.how == "record"
    assert set(published.kept) == set(ONE)
    after = snapshot(output)
    changed = {path for path in after if after[path] != before[path]}
    assert changed == {output.as_posix(), (output / RECORD).as_posix()}
    assert read_record(output).files["index.html"].key == "another key"


def test_two_ways_to_an_edition_give_equal_bytes(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    put(one, ONE)
    put(one, TWO)
    put(two, dict(reversed(TWO.items())))
    assert (one / RECORD).read_bytes() == (two / RECORD).read_bytes()
    assert tree(one) == tree(two)


def test_a_file_is_copied_if_it_still_is_what_it_was(tmp_path):
    source, output = tmp_path / "photo.jpg", tmp_path / "site" / "output"
    source.write_bytes(b"\xff\xd8" * 1_000_000)
    copy = Copy(path=source, sha256=hashlib.sha256(source.read_bytes()).hexdigest())
    outputs = [Output(file="assets/photo.jpg", key=copy.sha256, content=copy)]
    publish(output, outputs, read_record(output))
    assert (output / "assets" / "photo.jpg").read_bytes() == source.read_bytes()
    # Once it is there, the source is not even opened.
    source.unlink()
    assert publish(output, outputs, read_record(output)).how == "nothing"


@pytest.mark.parametrize("what", ["changed", "gone", "a folder", "a fifo"])
def test_a_source_that_is_not_what_it_was_stops_the_edition(tmp_path, what):
    output, source = tmp_path / "site" / "output", tmp_path / "photo.jpg"
    put(output, ONE)
    before = snapshot(output)
    if what == "changed":
        source.write_text("something else")
    elif what == "a folder":
        source.mkdir()
    elif what == "a fifo":
        os.mkfifo(source)
    outputs = [
        Output(file="index.html", key="new", content=b"new"),
        Output(file="photo.jpg", key="p", content=Copy(path=source, sha256="0" * 64)),
    ]
    with pytest.raises(PublishError) as caught:
        publish(output, outputs, read_record(output))
    assert "photo.jpg" in caught.value.problems[0].message
    assert snapshot(output) == before
    assert nothing_left_beside(output)


# --- What others put there -------------------------------------------------------------------------------------------


@SPARE
def test_files_that_no_build_wrote_stay_the_same_files(tmp_path, spare_from):
    output = tmp_path / "output"
    output.mkdir()
    (output / ".gitignore").write_text("*\n")
    put(output, ONE, spare_from=spare_from)
    (output / "CNAME").write_text("example.org")
    (output / "a" / "note.txt").write_text("mine")
    (output / "drafts" / "empty").mkdir(parents=True)
    (output / "latest").symlink_to("a/index.html")
    (output / "elsewhere").symlink_to("/etc")
    inode = (output / "CNAME").stat().st_ino
    for files in (TWO, ONE, TWO, {}, ONE):
        published = put(output, files, spare_from=spare_from)
        (warning,) = published.problems
        assert (warning.code, warning.severity) == ("SB405", "warning")
        assert "4 files" in warning.message
        assert ".gitignore" not in warning.message
        assert (output / ".gitignore").read_text() == "*\n"
        assert (output / "CNAME").stat().st_ino == inode
        assert (output / "a" / "note.txt").read_text() == "mine"
        assert (output / "drafts" / "empty").is_dir()
        assert (output / "latest").readlink() == Path("a/index.html")
        assert (output / "elsewhere").readlink() == Path("/etc")


def test_a_file_of_git_is_carried_without_a_word(tmp_path):
    output = tmp_path / "output"
    output.mkdir()
    (output / ".gitignore").write_text("*\n")
    assert put(output, ONE).problems == ()
    assert put(output, TWO).problems == ()


@pytest.mark.parametrize("place", ["c/index.html", "c", "C/INDEX.html", "index.html/x"])
def test_a_stray_file_in_the_place_of_a_page_is_an_error(tmp_path, place):
    output = tmp_path / "output"
    put(output, {"a/index.html": "a"})
    (output / place).parent.mkdir(parents=True, exist_ok=True)
    (output / place).write_text("mine")
    before = snapshot(output)
    with pytest.raises(PublishError) as caught:
        put(output, {"index.html": "home", "c/index.html": "c"})
    assert caught.value.problems[0].code == "SB401"
    assert place in caught.value.problems[0].message
    assert snapshot(output) == before


@SPARE
def test_a_link_in_the_place_of_a_folder_leads_nothing_out_of_the_output(tmp_path, spare_from):
    output, outside = tmp_path / "output", tmp_path / "outside"
    outside.mkdir()
    put(output, ONE, spare_from=spare_from)
    put(output, TWO, spare_from=spare_from)
    (output / "a" / "index.html").unlink()
    (output / "a").rmdir()
    (output / "a").symlink_to(outside)
    (outside / "index.html").write_text("a")
    with pytest.raises(PublishError):
        put(output, ONE, spare_from=spare_from)
    assert tree(outside) == {"index.html": "a"}


def test_after_a_torn_record_the_site_is_written_anew_and_nothing_is_deleted(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    (output / "CNAME").write_text("mine")
    (output / RECORD).write_bytes((output / RECORD).read_bytes()[:50])
    published = put(output, TWO)
    assert set(published.written) == set(TWO)
    # Nobody can tell now that a/b/index.html was ours.
    assert tree(output) == {**TWO, "CNAME": "mine", "a/b/index.html": "b"}
    assert "2 files" in published.problems[0].message


def test_damaged_files_are_written_again(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    (output / "index.html").write_text("cut")
    (output / "a" / "b" / "index.html").unlink()
    published = put(output, ONE)
    assert set(published.written) == {"index.html", "a/b/index.html"}
    assert tree(output) == ONE


@SPARE
def test_a_file_put_there_in_the_instant_of_the_switch_is_not_lost(tmp_path, monkeypatch, spare_from):
    output = tmp_path / "output"
    put(output, ONE, spare_from=spare_from)
    real = switch.exchange

    def late(one, two):
        (output / "late.txt").write_text("mine")
        return real(one, two)

    monkeypatch.setattr(switch, "exchange", late)
    put(output, TWO, spare_from=spare_from)
    monkeypatch.undo()
    put(output, ONE, spare_from=spare_from)
    assert tree(output) == {**ONE, "late.txt": "mine"}


# --- Failures --------------------------------------------------------------------------------------------------------


def test_names_that_may_not_be_are_told_all_at_once(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    before = snapshot(output)
    with pytest.raises(PublishError) as caught:
        put(output, {"index.html": "x", "../escape": "x", "a": "x", "a/b": "x", "A/B": "y"})
    assert [problem.code for problem in caught.value.problems] == ["SB404", "SB130", "SB130"]
    assert snapshot(output) == before
    assert nothing_left_beside(output)


@pytest.mark.parametrize(
    "error", [ThemeError(Problem("a template fails", code="SB303")), KeyboardInterrupt(), ValueError()]
)
def test_what_goes_wrong_while_pages_are_made_leaves_the_output_as_it_was(tmp_path, error):
    output = tmp_path / "output"
    put(output, ONE)
    before = snapshot(output)

    def outputs():
        yield Output(file="index.html", key="new", content=b"new")
        raise error

    with pytest.raises(type(error)):
        publish(output, outputs(), read_record(output))
    assert snapshot(output) == before
    assert nothing_left_beside(output)


@SPARE
def test_ctrl_c_in_the_instant_of_the_switch_leaves_an_edition(tmp_path, monkeypatch, spare_from):
    output = tmp_path / "output"
    put(output, ONE, spare_from=spare_from)
    real = switch.exchange
    for after in (False, True):

        def interrupted(one, two, *, after=after):
            if after:
                real(one, two)
            raise KeyboardInterrupt

        monkeypatch.setattr(switch, "exchange", interrupted)
        with pytest.raises(KeyboardInterrupt):
            put(output, TWO, spare_from=spare_from)
        assert tree(output) == (TWO if after else ONE)
    monkeypatch.undo()
    put(output, ONE, spare_from=spare_from)
    assert tree(output) == ONE


def test_a_file_too_large_for_a_limit_stops_the_edition(tmp_path):
    resource = pytest.importorskip("resource", reason="this system has no limits on the size of files")
    output = tmp_path / "output"
    put(output, ONE)
    before = snapshot(output)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(PublishError) as caught:
            put(output, {**ONE, "z.html": "x" * 100_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    (problem,) = caught.value.problems
    assert problem.message.startswith(f"{output}/z.html cannot be written")
    assert "ulimit" in (problem.hint or "")
    assert snapshot(output) == before
    assert nothing_left_beside(output)


def test_an_edition_published_meanwhile_is_not_overwritten(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    record = read_record(output)
    put(output, TWO)
    with pytest.raises(PublishError) as caught:
        publish(output, [Output(file="index.html", key="3", content=b"3")], record)
    assert caught.value.problems[0].code == "SB403"
    assert tree(output) == TWO


def test_an_unchanged_file_that_is_not_there_stops_the_edition(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    with pytest.raises(PublishError) as caught:
        publish(output, [Output(file="new.html", key="k")], read_record(output))
    assert "new.html" in caught.value.problems[0].message
    assert tree(output) == ONE


# --- File systems ----------------------------------------------------------------------------------------------------


def test_modes_do_not_depend_on_the_umask(tmp_path):
    for umask in (0o000, 0o077):
        before = os.umask(umask)
        try:
            output = tmp_path / f"output-{umask}"
            put(output, ONE)
            put(output, TWO)
        finally:
            os.umask(before)
        modes = {path.stat().st_mode & 0o777 for path in output.rglob("*") if path.is_file()}
        assert modes == {0o644}
        assert {path.stat().st_mode & 0o777 for path in [output, *output.rglob("*")] if path.is_dir()} == {0o755}


def test_an_output_that_is_a_link_stays_a_link(tmp_path):
    (tmp_path / "www").mkdir()
    output = tmp_path / "output"
    output.symlink_to("www")
    put(output, ONE)
    put(output, TWO)
    assert output.readlink() == Path("www")
    assert tree(tmp_path / "www") == TWO


def test_without_the_exchange_two_renames_do(tmp_path, monkeypatch):
    monkeypatch.setattr(switch, "exchange", lambda one, two: False)
    output = tmp_path / "output"
    put(output, ONE)
    assert put(output, TWO).how == "renames"
    assert tree(output) == TWO
    assert nothing_left_beside(output)


def test_a_second_rename_that_fails_undoes_the_first(tmp_path, monkeypatch):
    monkeypatch.setattr(switch, "exchange", lambda one, two: False)
    output = tmp_path / "output"
    put(output, ONE)
    real = os.rename

    def failing(old, new):
        if str(new) == str(output.resolve()) and str(old).endswith("next"):
            raise OSError(errno.EIO, os.strerror(errno.EIO), new)
        real(old, new)

    monkeypatch.setattr(os, "rename", failing)
    with pytest.raises(PublishError):
        put(output, TWO)
    monkeypatch.undo()
    assert tree(output) == ONE
    assert nothing_left_beside(output)


def test_where_links_are_not_to_be_had_files_are_copied(tmp_path, monkeypatch):
    output = tmp_path / "output"
    put(output, ONE)
    os.utime(output / "a" / "index.html", (1_000_000, 1_000_000))

    def refuse(*args, **options):
        raise OSError(errno.EPERM, os.strerror(errno.EPERM), args[0], None, args[1])

    monkeypatch.setattr(os, "link", refuse)
    put(output, TWO)
    assert tree(output) == TWO
    assert (output / "a" / "index.html").stat().st_mtime == 1_000_000


def test_where_the_folder_cannot_be_renamed_files_are_replaced_one_by_one(tmp_path, monkeypatch):
    output = tmp_path / "output"
    put(output, ONE)
    (output / "CNAME").write_text("mine")
    real = os.rename

    def refuse(old, new):
        if str(old) == str(output.resolve()):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), old)
        real(old, new)

    monkeypatch.setattr(switch, "exchange", lambda one, two: False)
    monkeypatch.setattr(os, "rename", refuse)
    inode = (output / "a" / "index.html").stat().st_ino
    published = put(output, TWO)
    assert published.how == "in place"
    assert published.notes
    assert tree(output) == {**TWO, "CNAME": "mine"}
    assert (output / "a" / "index.html").stat().st_ino == inode
    put(output, {"a": "a file where a folder was"})
    put(output, ONE)
    assert tree(output) == {**ONE, "CNAME": "mine"}
    assert put(output, ONE).how == "nothing"
    assert nothing_left_beside(output)


def test_a_folder_with_files_of_others_is_not_replaced(tmp_path):
    output = tmp_path / "output"
    output.mkdir()
    (output / "thesis.odt").write_text("five years of work")
    with pytest.raises(PublishError) as caught:
        put(output, ONE)
    assert caught.value.problems[0].code == "SB401"
    assert tree(output) == {"thesis.odt": "five years of work"}
    assert nothing_left_beside(output)


def test_a_record_that_names_files_elsewhere_removes_none_of_them(tmp_path):
    output, victim = tmp_path / "output", tmp_path / "victim"
    victim.write_text("precious")
    put(output, ONE)
    entries = dict(read_record(output).files)
    entries["../victim"] = entries["index.html"]
    (output / RECORD).write_bytes(encode_record(entries))
    put(output, {})
    assert victim.read_text() == "precious"


def test_a_staging_folder_that_is_a_link_is_not_followed(tmp_path):
    output, outside = tmp_path / "output", tmp_path / "outside"
    put(output, ONE)
    outside.mkdir()
    (outside / "precious").write_text("precious")
    workshop = tmp_path / ".output.site-builder-work"
    workshop.mkdir()
    (workshop / "next").symlink_to(outside)
    put(output, TWO)
    assert tree(output) == TWO
    assert tree(outside) == {"precious": "precious"}
    workshop.symlink_to(outside)
    with pytest.raises(PublishError):
        put(output, ONE)
    assert tree(outside) == {"precious": "precious"}
