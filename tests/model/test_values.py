"""The values on the ground floor: moments, problems, severities, codes, pages."""

import ast
import dataclasses
import datetime as dt
import importlib
import pickle
import pkgutil
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import site_builder
from site_builder import model
from site_builder.model.codes import CODES
from site_builder.model.files import PlainView
from site_builder.model.moment import Moment
from site_builder.model.page import Page
from site_builder.model.problem import ConfigError, ContentError, Problem, SiteBuilderError, gather
from site_builder.model.report import Report
from site_builder.model.severity import WARNINGS, by_rules
from site_builder.model.text import Text
from site_builder.model.views import FeedItem, FeedView
from tests.makers import assembled, briefing

DAY = dt.date(2026, 2, 19)
PACKAGE = Path(site_builder.__file__).parent


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (Moment(DAY), "2026-02-19"),
        (Moment(DAY, dt.time(17, 8)), "2026-02-19T17:08"),
        (Moment(DAY, dt.time(17, 8, 5)), "2026-02-19T17:08:05"),
        (Moment(DAY, dt.time(17, 8), 0), "2026-02-19T17:08Z"),
        (Moment(DAY, dt.time(17, 8), -210), "2026-02-19T17:08-03:30"),
        (Moment(dt.date(1, 1, 1)), "0001-01-01"),
    ],
)
def test_a_moment_is_written_as_it_is_typed(moment, text):
    assert str(moment) == text


def test_a_day_without_a_time_stays_that_day_in_every_zone():
    for hours in (-12, 0, 14):
        zone = dt.timezone(dt.timedelta(hours=hours))
        assert Moment(DAY).instant(zone).date() == DAY


def test_a_moment_with_an_offset_does_not_care_for_the_zone_of_the_site():
    moment = Moment(DAY, dt.time(17, 8), 480)
    assert moment.instant(dt.UTC) == dt.datetime(2026, 2, 19, 9, 8, tzinfo=dt.UTC)
    assert moment.instant(dt.timezone(dt.timedelta(hours=5))) == moment.instant(dt.UTC)


def test_a_problem_of_a_piece_is_moved_to_its_file():
    problem = Problem("m", code="SB101", line=3, column=7)
    assert problem.within("a.md", first_line=10) == Problem("m", code="SB101", path="a.md", line=12, column=7)
    assert Problem("m", code="SB101").within("a.md", first_line=10).line is None


def test_an_error_survives_being_sent_to_another_process():
    error = ContentError(Problem("one", code="SB101", line=1), Problem("two", code="SB102"))
    sent = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own value
    assert type(sent) is ContentError
    assert sent.problems == error.problems
    assert str(sent) == "one; two"


def test_moving_an_error_keeps_its_kind():
    assert type(ConfigError(Problem("m", code="SB002", line=1)).within("site.yml")) is ConfigError


def test_what_worked_is_kept_with_all_problems_of_what_did_not():
    def half(number):
        if number % 2:
            raise ContentError(Problem(f"{number} is odd", code="SB107"), Problem("so it is", code="SB107"))
        return number // 2

    done = gather(half, [2, 3, 4])
    assert done.values == (1, 2)
    assert [problem.message for problem in done.problems] == ["3 is odd", "so it is"]


def test_a_bug_is_not_gathered():
    with pytest.raises(ZeroDivisionError):
        gather(lambda number: 1 // number, [0])


def test_every_kind_of_error_is_of_one_family():
    assert issubclass(ConfigError, SiteBuilderError)


def severities(code, rules):
    return [problem.severity for problem in by_rules([Problem("m", code=code)], rules)]


@pytest.mark.parametrize(
    ("code", "rules", "severity"),
    [
        ("SB201", {}, ["error"]),
        ("SB210", {}, ["warning"]),
        ("SB210", {"SB210": "error"}, ["error"]),
        ("SB201", {"SB2": "warn"}, ["warning"]),
        ("SB201", {"SB2": "off"}, []),
        ("SB201", {"SB2": "off", "SB20": "warn"}, ["warning"]),
        ("SB201", {"SB20": "off", "SB201": "error"}, ["error"]),
        ("SB201", {"SB21": "off"}, ["error"]),
    ],
)
def test_the_longest_rule_decides_how_much_a_problem_matters(code, rules, severity):
    assert severities(code, rules) == severity


@given(st.permutations(["SB2", "SB20", "SB201"]))
def test_the_order_of_rules_does_not_matter(names):
    rules = {"SB2": "off", "SB20": "warn", "SB201": "error"}
    assert severities("SB201", {name: rules[name] for name in names}) == ["error"]


def test_codes_are_told_in_one_line_and_warnings_are_codes():
    assert set(CODES) >= WARNINGS
    for code, meaning in CODES.items():
        assert re.fullmatch(r"SB\d\d\d", code)
        assert meaning
        assert not meaning.endswith(".")
        assert meaning[0].islower() or meaning.split()[0].isupper() or meaning.startswith(("UTF", "YAML"))


def codes_in(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    strings = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {text for text in strings if re.fullmatch(r"SB\d\d\d", text)}


def test_every_code_that_is_told_is_in_the_index():
    used = {code: path for path in PACKAGE.rglob("*.py") if path.name != "codes.py" for code in codes_in(path)}
    assert {code: path.name for code, path in used.items() if code not in CODES} == {}


def test_a_report_counts_its_problems():
    found = (Problem("e", code="SB101"), Problem("w", code="SB112", severity="warning"), Problem("e", code="SB101"))
    report = Report(problems=found)
    assert (report.errors, report.warnings) == (2, 1)


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("/", "index.html"),
        ("/topics/ai/", "topics/ai/index.html"),
        ("/feed.xml", "feed.xml"),
        ("/404.html", "404.html"),
        ("/_headers", "_headers"),
    ],
)
def test_the_file_of_a_page_follows_from_its_address(url, file):
    assert Page(url=url, view=PlainView(text=""), language="en", format="text").file == file


def test_a_page_tells_which_bodies_it_shows():
    assert Page(url="/robots.txt", view=PlainView(text=""), language="en", format="text").texts == ()
    body = Text(fingerprint="f")
    card = assembled(briefing("some-news")).site.cards["some-news"]
    item = FeedItem(id="x", card=card, body=body, byline=None, original_url=None, source=None, categories=())
    feed = FeedView(title="t", description="d", link="/", items=(item, item))
    assert Page(url="/feed.xml", view=feed, language="en", format="rss").texts == (body, body)


def dataclasses_of_the_ground_floor():
    for module in pkgutil.iter_modules(model.__path__, "site_builder.model."):
        for value in vars(importlib.import_module(module.name)).values():
            if dataclasses.is_dataclass(value) and isinstance(value, type) and value.__module__ == module.name:
                yield value


@pytest.mark.parametrize("cls", list(dataclasses_of_the_ground_floor()), ids=lambda cls: cls.__name__)
def test_a_value_cannot_be_changed(cls):
    assert cls.__dataclass_params__.frozen
    assert "__dict__" not in dir(cls)
