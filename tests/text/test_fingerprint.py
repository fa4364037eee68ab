"""Fingerprints: equal values have equal names, in any process."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.model.briefing import FrontMatter, KeyPoint
from site_builder.model.moment import Moment
from site_builder.text.fingerprint import fingerprint, fingerprint_bytes


def head(**more):
    return FrontMatter(title="T", date=Moment(dt.date(2026, 2, 19)), topics=("a", "b"), **more)


def test_equal_values_have_equal_names():
    assert fingerprint(head()) == fingerprint(head())
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint({"x", "y", "z"}) == fingerprint({"z", "y", "x"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (head(), head(noindex=True)),
        (head(), head(key_points=(KeyPoint(text="x"),))),
        (("ab", "c"), ("a", "bc")),
        ((), ((),)),
        ("1", 1),
        (None, ""),
        (b"a", "a"),
        ("é", "e\u0301"),
        (Moment(dt.date(2026, 2, 19)), Moment(dt.date(2026, 2, 19), dt.time())),
    ],
)
def test_different_values_have_different_names(one, other):
    assert fingerprint(one) != fingerprint(other)


def test_a_name_has_32_hexadecimal_digits():
    assert len(fingerprint("x")) == len(fingerprint_bytes(b"x")) == 32
    assert set(fingerprint("x") + fingerprint_bytes(b"x")) <= set("0123456789abcdef")


PROGRAM = """
import datetime as dt
from site_builder.model.briefing import FrontMatter
from site_builder.model.moment import Moment
from site_builder.text.fingerprint import fingerprint
head = FrontMatter(title="T", date=Moment(dt.date(2026, 2, 19)), topics=("a", "b"))
print(fingerprint(head, {"one": 1, "two": 2, "three": {"x", "y", "z"}}))
"""


def test_names_are_the_same_in_every_process():
    here = fingerprint(head(), {"one": 1, "two": 2, "three": {"x", "y", "z"}})
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=environment,
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == here
