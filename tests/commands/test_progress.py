"""Progress is a line on a terminal with rate and remaining time, and nothing anywhere else."""

import io
import os
import pty
import random
import select
import subprocess
import sys

import pytest

from site_builder.commands.progress import Line, begun
from tests.laws.world import make_world


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_the_line_has_rate_and_remaining_time_once_it_takes_long():
    clock, stream = Clock(), io.StringIO()
    line = Line(stream, clock)
    step = line.begun("reading", 1000)
    clock.now = 0.9
    step(100)
    assert stream.getvalue() == ""
    clock.now = 2.0
    step(100)
    assert stream.getvalue().strip() == "reading 200 of 1,000, 100 a second, 8 s left"
    clock.now = 2.05
    step(1)
    line.clear()
    assert stream.getvalue().endswith("\r" + " " * 79 + "\r")
    assert stream.getvalue().count("reading") == 1


def test_without_a_total_there_is_no_end_to_tell():
    clock, stream = Clock(), io.StringIO()
    step = Line(stream, clock).begun("pages", None)
    clock.now = 4.0
    step(2000)
    assert stream.getvalue().strip() == "pages 2,000, 500 a second"


def test_long_work_is_told_in_minutes():
    clock, stream = Clock(), io.StringIO()
    step = Line(stream, clock).begun("pages", 100_000)
    clock.now = 10.0
    step(1000)
    assert stream.getvalue().strip().endswith("16 min left")


def test_where_nobody_looks_nothing_is_said(capsys):
    begun("reading", 10)(10)
    assert capsys.readouterr() == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize(("environment", "shown"), [({}, True), ({"CI": "true"}, False), ({"TERM": "dumb"}, False)])
def test_a_build_shows_it_on_a_terminal_only(tmp_path, environment, shown):
    make_world(tmp_path, random.Random(1), briefings=4)
    code = "import site_builder.commands.progress as p; p._PATIENCE = p._PAUSE = 0\n"
    code += "from site_builder.cli import main; main()"
    inside, outside = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in {"CI", "TERM"}}
    done = subprocess.run(
        [sys.executable, "-c", code, "-C", str(tmp_path), "build", "-j", "1"],
        stderr=outside,
        stdout=subprocess.PIPE,
        env={**clean, "TERM": "xterm", **environment},
        check=True,
    )
    os.close(outside)
    said = b""
    while select.select([inside], [], [], 0.2)[0]:
        try:
            piece = os.read(inside, 65536)
        except OSError:
            break
        if not piece:
            break
        said += piece
    os.close(inside)
    assert (b"a second" in said) is shown
    assert b"a second" not in done.stdout
