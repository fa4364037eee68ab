"""The door: arguments in, exit code out; results on one stream, talk on the other; and quick to open."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from site_builder import __version__
from site_builder.cli import main
from site_builder.commands.new import new

# Settings of the caller's that would change what is said here.
MISLEADING = ("NO_COLOR", "FORCE_COLOR", "TERM", "SOURCE_DATE_EPOCH")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch):
    for name in [*MISLEADING, *(name for name in os.environ if name.startswith("SITE_BUILDER_"))]:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(monkeypatch, capfd):
    """Call the program in this process: exit code, standard output, standard error."""

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["site-builder", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        said = capfd.readouterr()
        return left.value.code, said.out, said.err

    return call


def program(*arguments, **options):
    """Call the program as its users do: in a process of its own."""
    command = [sys.executable, "-m", "site_builder", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **options)


@pytest.fixture
def site(tmp_path):
    """A site that builds, with one file more that has an error."""
    new(tmp_path / "site", title="Test", language="en")
    return tmp_path / "site"


@pytest.fixture
def broken(site):
    path = site / "content" / "briefings" / "broken.md"
    path.write_text("---\ntitel: x\n---\n\ntext\n", encoding="utf-8")
    return site


@pytest.fixture
def doubtful(site):
    """A site that builds with a warning: the new briefing has no summary."""
    path = site / "content" / "briefings" / "doubtful.md"
    path.write_text("---\ntitle: x\n---\n\ntext\n", encoding="utf-8")
    return site


def pages(folder):
    return {path.relative_to(folder / "output").as_posix() for path in (folder / "output").rglob("*.html")}


# --- Exit codes and streams ---


def test_a_build_tells_its_result_on_standard_output_and_nothing_else(run, site):
    code, out, err = run("-C", site, "build")
    assert (code, err) == (0, "")
    assert re.fullmatch(r"built \d+ pages, \d+ feeds in \d+\.\d s \(\d+ changed\)\n", out)


def test_errors_exit_with_1_and_are_told_on_standard_error(run, broken):
    code, out, err = run("-C", broken, "build")
    assert (code, out) == (1, "")
    assert "content/briefings/broken.md\n" in err
    assert "2:1  error SB102  unknown name `titel`\n" in err
    assert "           | titel: x\n           | ^\n           hint: did you mean `title`?\n" in err
    assert err.endswith("1 error, 0 warnings; the output is as it was\n")
    assert pages(broken) == set()


def test_warnings_are_told_and_pass_unless_the_build_is_strict(run, doubtful):
    code, out, err = run("-C", doubtful, "build")
    assert code == 0
    assert "warning SB220" in err
    assert out.endswith("; 0 errors, 1 warning\n")
    (doubtful / "output" / "index.html").unlink()
    code, out, err = run("-C", doubtful, "build", "--strict")
    assert (code, out) == (1, "")
    assert err.endswith("0 errors, 1 warning; the output is as it was\n")
    assert not (doubtful / "output" / "index.html").exists()


def test_quiet_says_problems_and_nothing_else_and_does_not_change_the_exit_code(run, site, doubtful, broken):
    assert run("-q", "-C", broken, "build")[0] == 1
    (broken / "content" / "briefings" / "broken.md").unlink()
    code, out, err = run("-q", "-C", doubtful, "build", "--strict")
    assert (code, out) == (1, "")
    assert "SB220" in err
    assert "warnings" not in err
    (doubtful / "content" / "briefings" / "doubtful.md").unlink()
    assert run("-q", "-C", site, "build") == (0, "", "")


def test_what_is_left_out_is_said_with_the_option_that_would_change_it(run, doubtful):
    path = doubtful / "content" / "briefings" / "doubtful.md"
    path.write_text("---\ntitle: x\nsummary: y\nstatus: draft\n---\n\ntext\n", encoding="utf-8")
    code, out, err = run("-C", doubtful, "build")
    assert code == 0
    assert "1 briefing is a draft and was left out" in err
    assert "--drafts" in err
    assert "draft" not in out
    assert "--drafts" not in run("-C", doubtful, "build", "--drafts")[2]
    assert "briefings/doubtful/index.html" in pages(doubtful)


WRONG_USE = [
    (("biuld",), "build"),
    (("build", "--drats"), "--drafts"),
    (("build", "extra"), "extra"),
    (("build", "--jobs", "-1"), "-1"),
    (("build", "--jobs", "two"), "two"),
    (("build", "--format", "xml"), "xml"),
    (("--color", "sometimes", "build"), "sometimes"),
    (("new",), "FOLDER"),
    (("ingest",), "PATHS"),
    (("explain",), "CODE"),
    (("explain", "SB999"), "SB999"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG_USE)
def test_wrong_use_exits_with_2_and_says_what_is_wrong(run, arguments, told):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


def test_a_bug_exits_with_2_and_says_that_it_should_be_reported(run, site, monkeypatch):
    def fail(*_arguments, **_options):
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr("site_builder.commands.making.prepare", fail)
    code, out, err = run("-C", site, "build")
    assert (code, out) == (2, "")
    assert "bug in site-builder" in err
    assert "ZeroDivisionError: a mistake of ours" in err


def test_a_folder_without_a_site_is_told(run, tmp_path):
    code, out, err = run("-C", tmp_path, "build")
    assert (code, out) == (1, "")
    assert "SB001" in err
    assert "site-builder new" in err


INTERRUPTED = """
import os, signal, sys, threading
import site_builder.commands.build
from site_builder.cli import main
threading.Timer(0.5, os.kill, (os.getpid() if sys.argv.pop(1) == "one" else 0, signal.SIGINT)).start()
main()
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("jobs", "target"), [(1, "one"), (2, "all")])
def test_ctrl_c_exits_with_130_without_a_traceback_and_leaves_no_half_made_site(site, jobs, target):
    assert program("-C", site, "build").returncode == 0
    before = pages(site)
    briefings = site / "content" / "briefings"
    for number in range(4000):
        text = f"---\ntitle: Number {number}\nsummary: s\n---\n\n" + "Some *words* of [[topic:sharing]]. " * 20
        (briefings / f"b{number}.md").write_text(text, encoding="utf-8")
    # A terminal sends the signal to all processes of the foreground.
    command = [sys.executable, "-c", INTERRUPTED, target, "-C", site, "build", "--jobs", str(jobs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, start_new_session=True)
    assert done.returncode == 130, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.strip() == "stopped"
    assert done.stdout == ""
    assert pages(site) == before
    assert sorted(path.name for path in site.iterdir() if "output" in path.name) == ["output"]


# --- Where things are ---


def test_the_site_is_the_current_folder_unless_said_otherwise(run, site, tmp_path, monkeypatch):
    monkeypatch.chdir(site)
    assert run("build")[0] == 0
    monkeypatch.chdir(tmp_path)
    assert run("-C", "site", "build")[0] == 0
    assert run("--root", "site", "build")[0] == 0
    monkeypatch.setenv("SITE_BUILDER_ROOT", "site")
    assert run("build")[0] == 0


def test_new_makes_its_folder_below_the_root_and_says_how_to_go_on(run, tmp_path):
    code, out, err = run("-C", tmp_path, "new", "my site", "--title", "A: B")
    assert (code, err) == (0, "")
    assert (tmp_path / "my site" / "content" / "site.yml").is_file()
    assert out == f"made a site in my site; next: site-builder -C '{tmp_path}/my site' build\n"
    assert run("-C", tmp_path / "my site", "build", "--strict")[0] == 0
    code, out, err = run("-C", tmp_path, "new", "again")
    made = [path for path in (tmp_path / "again").rglob("*") if path.is_file()]
    code, out, err = run("-C", tmp_path, "new", "again")
    assert (code, out) == (1, "")
    assert err.count("SB004") == len(made) > 10


def test_the_output_goes_where_it_is_told_to_go(run, site, tmp_path):
    assert run("-C", site, "build", "--output", tmp_path / "elsewhere")[0] == 0
    assert (tmp_path / "elsewhere" / "index.html").is_file()
    assert pages(site) == set()


def test_the_address_can_be_another_for_one_build(run, site):
    assert run("-C", site, "build", "--base-url", "https://preview.example/below/")[0] == 0
    assert "https://preview.example/below/briefings/" in (site / "output" / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["", "example.org", "javascript:alert(1)", "https://", "https://a b/"])
def test_an_address_that_is_none_is_told(run, site, address):
    code, out, err = run("-C", site, "build", "--base-url", address)
    assert (code, out) == (1, "")
    assert "should be a whole address" in err


def test_a_preview_asks_search_engines_to_stay_away(run, site):
    assert run("-C", site, "build", "--noindex")[0] == 0
    assert "Disallow: /\n" in (site / "output" / "robots.txt").read_text(encoding="utf-8")


def test_the_time_of_a_build_can_be_set_from_outside(run, doubtful, monkeypatch):
    path = doubtful / "content" / "briefings" / "doubtful.md"
    path.write_text("---\ntitle: x\nsummary: y\ndate: 2026-03-01\n---\n\ntext\n", encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01
    assert "--future" in run("-C", doubtful, "build")[2]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 2026-06-01
    assert "--future" not in run("-C", doubtful, "build")[2]


@pytest.mark.parametrize("epoch", ["soon", "-", "²", "9" * 30, "1.5"])
def test_a_time_that_is_none_is_told(run, site, monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    code, out, err = run("-C", site, "build")
    assert (code, out) == (1, "")
    assert "SOURCE_DATE_EPOCH" in err


# --- For programs ---


@pytest.mark.parametrize("command", ["build"])
def test_a_report_for_programs_is_one_json_object_on_standard_output(run, broken, command):
    code, out, err = run("-C", broken, command, "--format", "json")
    assert (code, err) == (1, "")
    report = json.loads(out)
    assert report["errors"] == 1
    assert {"path", "line", "code", "message", "severity"} <= set(report["problems"][0])
    (broken / "content" / "briefings" / "broken.md").unlink()
    code, out, err = run("-C", broken, command, "--format", "json")
    assert (code, err) == (0, "")
    report = json.loads(out)
    assert report["problems"] == []
    assert report["counts"]["briefings"] == 1


def test_a_name_that_is_not_utf8_is_told_and_harms_nothing(run, site):
    path = os.fsencode(site) + b"/content/briefings/caf\xe9\x1b[2J.md"
    try:
        Path(os.fsdecode(path)).write_text("no front matter", encoding="utf-8")
    except OSError as error:
        pytest.skip(f"this file system has no such names: {error}")
    code, out, err = run("-C", site, "build")
    assert code == 1
    assert "content/briefings/caf" in err
    assert "\x1b" not in err
    code, out, err = run("-C", site, "build", "--format", "json")
    assert code == 1
    assert "content/briefings/caf" in json.loads(out)["problems"][0]["path"]


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
@pytest.mark.parametrize("arguments", [("--help",), ("explain", "SB101"), ("build", "--format", "json")])
def test_a_reader_who_leaves_early_is_no_bug(site, arguments):
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "site_builder", "-C", str(site), *arguments]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert done.stderr == ""
    assert done.returncode == 1


# --- Colours ---

COLOURS = [
    # (environment, option, whether there are colours where nobody looks at a terminal)
    ({}, "auto", False),
    ({}, "always", True),
    ({}, "never", False),
    ({"FORCE_COLOR": "1"}, "auto", True),
    ({"FORCE_COLOR": "1"}, "never", False),
    ({"NO_COLOR": "1"}, "auto", False),
    ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, "auto", False),
    ({"NO_COLOR": "", "FORCE_COLOR": "1"}, "auto", True),
    ({"NO_COLOR": "1"}, "always", True),
    ({"TERM": "dumb", "FORCE_COLOR": "1"}, "auto", False),
]


@pytest.mark.parametrize(("environment", "option", "coloured"), COLOURS)
def test_colours_are_used_when_they_are_wanted(run, broken, monkeypatch, environment, option, coloured):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    _, _, err = run("--color", option, "-C", broken, "build")
    assert ("\x1b[" in err) is coloured
    assert "unknown name `titel`" in click.unstyle(err)


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_colours_unless_it_asks_for_none(broken, environment, coloured):
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "site_builder", "-C", str(broken), "build"]
    with subprocess.Popen(command, stderr=theirs, env={**os.environ, "TERM": "xterm", **environment}) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so that the other side has gone
                break
            if not piece:
                break
            said += piece
    os.close(ours)
    assert process.returncode == 1
    assert (b"\x1b[" in said) is coloured


def test_json_has_no_colours_even_when_they_are_forced(run, broken):
    assert "\x1b" not in run("--color", "always", "-C", broken, "build", "--format", "json")[1]


# --- Help ---


def test_the_program_runs_as_a_module_and_tells_its_version():
    done = program("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"site-builder, version {__version__}\n", "")
