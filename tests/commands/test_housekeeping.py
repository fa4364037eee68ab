"""`fix`, `clean`, `doctor` and `completion`: they look, mend and remove what is theirs, and nothing else."""

import json
import random
import subprocess
import sys

import pytest
from click.testing import CliRunner

from site_builder.cli import cli
from site_builder.commands.clean import clean
from site_builder.commands.doctor import doctor
from site_builder.commands.fix import fix
from tests.laws.world import made, make_world, tree


@pytest.fixture
def folders(tmp_path):
    return make_world(tmp_path, random.Random(1), briefings=2)


def test_fix_mends_torn_letters_and_shows_them_first(folders):
    path = folders.content / "briefings/b1.md"
    good = path.read_text("utf-8")
    path.write_text(good + "\nThe cafÃ©.\n", "utf-8")
    torn = path.read_bytes()
    shown = fix(folders, dry_run=True)
    assert "-The cafÃ©." in shown.notes
    assert "+The café." in shown.notes
    assert path.read_bytes() == torn
    assert fix(folders).counts == {"changed": 1}
    assert path.read_text("utf-8") == good + "\nThe café.\n"
    assert fix(folders).counts == {"changed": 0}


def test_clean_leaves_what_others_wrote(folders):
    content = tree(folders.content)
    made(folders)
    (folders.output / "own.txt").write_text("mine", "utf-8")
    (folders.memory / "own.txt").write_text("mine", "utf-8")
    (folders.output / "robots.txt").write_text("changed since", "utf-8")
    there = tree(folders.root)
    report = clean(folders, dry_run=True)
    assert "output/index.html" in report.notes
    assert tree(folders.root) == there
    clean(folders)
    assert set(tree(folders.output)) == {"own.txt", "robots.txt"}
    assert set(tree(folders.memory)) == {"own.txt"}
    assert set(tree(folders.content)) == {*content, "addresses.json"}
    (folders.output / "robots.txt").unlink()
    made(folders)
    assert (folders.output / "own.txt").exists()


def test_clean_takes_one_of_the_two(folders):
    made(folders)
    clean(folders, memory=False)
    assert not folders.output.exists()
    assert (folders.memory / "memo.sqlite").exists()
    made(folders)
    clean(folders, output=False)
    assert (folders.output / "index.html").exists()
    assert not folders.memory.exists()


def test_doctor_tells_what_git_would_lose(folders):
    made(folders)
    subprocess.run(["git", "init", "--quiet"], cwd=folders.root, check=True)
    said = {problem.message for problem in doctor(folders).problems}
    assert "git does not ignore the built site" in said
    assert "the record of addresses is not committed" in said
    (folders.root / ".gitignore").write_text("/output/\n/.site-builder/\n", "utf-8")
    subprocess.run(["git", "add", "content"], cwd=folders.root, check=True)
    assert not [one for one in doctor(folders).problems if "git" in one.message or "record" in one.message]


def test_doctor_says_what_keeps_a_site_from_being_built(folders):
    (folders.content / "site.yml").write_text("titel: One\n", "utf-8")
    folders.output.mkdir()
    (folders.output / "own.txt").write_text("mine", "utf-8")
    codes = {problem.code for problem in doctor(folders).problems if problem.severity == "error"}
    assert {"SB102", "SB104"} <= codes
    assert any(code.startswith("SB4") for code in codes)


def test_doctor_needs_no_site():
    report = doctor(None)
    assert report.problems == ()
    assert any("Python" in note for note in report.notes)


def test_reports_are_json_for_programs(folders):
    for command in (("fix",), ("clean", "--dry-run"), ("doctor",), ("entities", "list"), ("topics", "list")):
        given = CliRunner().invoke(cli, ["-C", str(folders.root), *command, "--format", "json"], standalone_mode=False)
        assert isinstance(json.loads(given.stdout), (dict, list)), command


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_given_a_script(shell):
    given = CliRunner().invoke(cli, ["completion", shell], standalone_mode=False)
    assert "_SITE_BUILDER_COMPLETE" in given.output


def test_a_shell_that_asks_is_told_the_commands():
    code = "import sys; sys.argv = ['site-builder']; from site_builder.cli import main; main()"
    environment = {"_SITE_BUILDER_COMPLETE": "bash_complete", "COMP_WORDS": "site-builder ent", "COMP_CWORD": "1"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert done.stdout.split() == ["plain,entities"]
