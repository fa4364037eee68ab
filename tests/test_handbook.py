"""The handbook says what is so: its reference is made from the program, its tutorial runs, and it builds as a site."""

import datetime as dt
import os
import pty
import re
import select
import shutil
import sys
import time
from pathlib import Path

import pytest

from site_builder.cli import cli
from site_builder.commands.build import build
from site_builder.commands.folders import folders_of
from site_builder.commands.handbook import generated_pages
from site_builder.commands.options import Options
from site_builder.text.frontmatter import split

DOCS = Path(__file__).parents[1] / "site_builder/docs"
NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
PROMPT = "\x01ready\x02"
"""What the shell says when it waits; never a part of what is shown."""
ASKS = re.compile(r"(.*\[q\]uit: )(\w)")


def test_the_reference_is_that_of_the_program(updating):
    folder = DOCS / "content/briefings"
    for name, text in generated_pages(cli).items():
        if updating:
            (folder / name).write_text(text, "utf-8")
        assert (folder / name).read_text("utf-8") == text


def test_the_handbook_builds_without_a_problem(tmp_path):
    shutil.copytree(DOCS / "content", tmp_path / "content")
    report = build(folders_of(tmp_path), Options(now=NOW, strict=True))
    assert report.problems == ()
    assert (tmp_path / "output/briefings/tutorial/index.html").exists()


def test_every_option_that_the_handbook_shows_is_there():
    known = {name for command in (cli, *walk(cli)) for option in command.params for name in option.opts}
    for path in (DOCS / "content/briefings").glob("*.md"):
        for block in re.findall(r"```(?:sh|console)\n(.*?)```", path.read_text("utf-8"), re.DOTALL):
            for line in re.findall(r"site-builder.*", block):
                shown = set(re.findall(r"(?<=\s)--[a-z-]+", line))
                assert shown <= known, (path.name, line)


def walk(group):
    for command in group.commands.values():
        yield command
        if hasattr(command, "commands"):
            yield from walk(command)


class Terminal:
    """A shell in a pseudo-terminal."""

    def __init__(self, folder, programs):
        self.process, self.place = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            environment = {
                "PATH": f"{programs}:{os.environ['PATH']}",
                "PYTHONPATH": str(DOCS.parents[1]),
                "HOME": str(folder),
                "PS1": PROMPT,
                "PS2": "> ",
                "TERM": "dumb",
                "LANG": "C.UTF-8",
                "COLUMNS": "400",
                "GIT_CONFIG_GLOBAL": os.devnull,
                **{
                    f"GIT_{who}_{what}": "a@example.org"
                    for who in ("AUTHOR", "COMMITTER")
                    for what in ("NAME", "EMAIL")
                },
            }
            os.execve("/bin/bash", ["bash", "--norc", "--noprofile", "--noediting"], environment)  # noqa: S606
        self.seen = ""
        self.until(PROMPT)
        self.say("stty -echo cols 400")
        self.until(PROMPT)

    def say(self, line):
        os.write(self.place, f"{line}\n".encode())

    def until(self, words):
        """All that is shown up to *words*."""
        patience = time.monotonic() + 120
        while words not in self.seen:
            assert time.monotonic() < patience, self.seen
            if select.select([self.place], [], [], 1)[0]:
                self.seen += os.read(self.place, 65536).decode()
        shown, _, self.seen = self.seen.partition(words)
        return shown.replace("\r\n", "\n")

    def close(self):
        self.say("exit")
        os.waitpid(self.process, 0)
        os.close(self.place)


def sessions(text):
    """Each command of the tutorial, with the lines that are shown behind it."""
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip("\n").split("\n")
            more = [line[2:] for line in shown if line.startswith(">") for line in [line if line != ">" else "> "]]
            yield "\n".join([command, *more]), [line for line in shown if not line.startswith(">")]


def matches(shown, expected):
    pieces = [re.escape(line).replace(r"\.\.\.", ".*") for line in expected]
    pattern = "\n".join(
        "(?:.*\n)*?.*" if line == "..." else piece for line, piece in zip(expected, pieces, strict=True)
    )
    return re.fullmatch(pattern, shown.rstrip("\n")) is not None


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
def test_the_tutorial_works_word_for_word_in_an_empty_folder(tmp_path):
    folder, programs = tmp_path / "empty", tmp_path / "programs"
    folder.mkdir()
    programs.mkdir()
    (programs / "site-builder").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m site_builder "$@"\n', "utf-8")
    (programs / "site-builder").chmod(0o755)
    terminal = Terminal(folder, programs)
    text = split((DOCS / "content/briefings/tutorial.md").read_text("utf-8")).body
    ran = []
    for command, expected in sessions(text):
        for line in command.split("\n"):
            terminal.say(line)
        shown = ""
        for line in expected:
            asked = ASKS.fullmatch(line)
            if asked is not None:
                shown += terminal.until(asked[1]) + line + "\n"
                terminal.say(asked[2])
        shown += re.sub(r"^(> )+", "", terminal.until(PROMPT))
        ran.append(command.split("\n")[0])
        assert matches(shown, expected), (command, shown, expected)
    terminal.close()
    assert any("entities review" in command for command in ran)
    page = (folder / "ferry-news/output/briefings/northport-ferry-will-run-on-batteries-from-may/index.html").read_text(
        "utf-8"
    )
    assert "from 4 May" in page
    assert "Northport Ferries" in (folder / "ferry-news/content/entities.yml").read_text("utf-8")
