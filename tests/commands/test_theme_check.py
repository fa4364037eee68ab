"""`site-builder theme check` finds what is wrong with a theme, and a theme made from the handbook passes it."""

import datetime as dt
import re
from pathlib import Path

import pytest

from site_builder.commands.build import build
from site_builder.commands.folders import folders_of
from site_builder.commands.options import Options
from site_builder.commands.theme import handbook
from site_builder.commands.theme_check import check_theme

OPTIONS = Options(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC), drafts=True)
ROOT = Path(__file__).parents[2]
CARELESS = """\
{% extends "base.html" %}
{% block main %}
<h2>Before the first</h2>
<h1 title={{ view.card.title }}>{{ view.card.title }}</h1>
<h4 id="twice">Too deep</h4>
<p id="twice" style="color: red" onclick="x()">Text</p>
<script>alert(1)</script><style>p { color: red }</style>
<img src="{{ "/assets/none.png"|href }}">
<a href="/topics/">Below the root</a> <a href="#nowhere">Nowhere</a>
{% endblock %}
"""


def write(root, **files):
    for name, text in files.items():
        path = root / "themes/mine" / name.replace("__", "/").replace("_html", ".html").replace("_yml", ".yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def problems(root):
    return check_theme("mine", root, OPTIONS).problems


@pytest.mark.slow
@pytest.mark.parametrize("name", ["briefing", "plain"])
def test_our_own_themes_have_no_fault(tmp_path, name):
    report = check_theme(name, tmp_path, OPTIONS)
    assert report.problems == ()
    assert report.counts["pages"] > 250
    assert report.counts["templates"] >= 14


@pytest.mark.slow
def test_what_is_wrong_with_pages_is_told_once_for_each_template(tmp_path):
    write(tmp_path, theme_yml="name: Mine\nextends: plain\n", templates__briefing_html=CARELESS)
    found = problems(tmp_path)
    assert {problem.path for problem in found} == {"themes/mine/templates/briefing.html"}
    assert {problem.code for problem in found} == {"SB243", "SB244", "SB245", "SB309", "SB310", "SB311"}
    told = {problem.message.partition(" (page ")[0] for problem in found}
    assert {
        "the id `twice` stands 2 times on the page",
        "the first heading is an <h2>",
        "an <h4> follows an <h1>",
        "<p> has a `style`, which the response headers forbid",
        "<p> has `onclick`, which the response headers forbid",
        # A text that breaks out of an attribute without quotes.
        "<h1> has `onmouseover`, which the response headers forbid",
        "the page has a script in it, which the response headers forbid",
        "the page has a <style> in it, which the response headers forbid",
        "the picture /below/assets/none.png has no alternative text",
        "the link /below/assets/none.png leads nowhere",
        "the link /topics/ leads nowhere",
        "the link #nowhere leads to no part of the page",
    } <= told
    assert len(found) == len(told)


def test_a_mistake_in_a_template_is_told_with_its_line(tmp_path):
    home = '{% extends "base.html" %}\n{% block main %}\n{{ view.nobody }}\n{% endblock %}\n'
    write(tmp_path, theme_yml="name: Mine\nextends: plain\n", templates__home_html=home)
    (problem,) = problems(tmp_path)
    assert (problem.code, problem.path, problem.line) == ("SB303", "themes/mine/templates/home.html", 3)


def test_a_theme_of_its_own_needs_every_template(tmp_path):
    write(tmp_path, theme_yml="name: Mine\n", templates__home_html="x")
    assert {problem.code for problem in problems(tmp_path)} == {"SB306"}


def test_a_theme_that_is_not_there_is_told(tmp_path):
    (problem,) = check_theme("nowhere", tmp_path, OPTIONS).problems
    assert problem.code == "SB301"


@pytest.mark.slow
def test_words_that_a_language_lacks_and_weak_contrast_are_warnings(tmp_path):
    style = "html { background: #fff; color: #999 }"
    write(tmp_path, theme_yml="name: Mine\nextends: plain\n", locales__de_yml="skip: Zum Text\n")
    (tmp_path / "themes/mine/assets").mkdir()
    (tmp_path / "themes/mine/assets/own.css").write_text(style, encoding="utf-8")
    found = problems(tmp_path)
    assert [(problem.code, problem.severity, problem.path) for problem in found] == [
        ("SB313", "warning", "themes/mine/assets/own.css"),
        ("SB312", "warning", "themes/mine/locales/de.yml"),
    ]


def test_the_handbook_in_the_repository_is_the_one_that_the_program_prints(updating):
    page = ROOT / "themes/README.md"
    if updating:
        page.write_text(handbook("markdown") + "\n", encoding="utf-8")
    assert page.read_text(encoding="utf-8") == handbook("markdown") + "\n", "renew it with pytest --update"


def test_the_handbook_tells_every_template_with_its_view():
    text = handbook("markdown")
    for name in ("home", "briefing", "topic", "entity", "source", "index", "archive", "timeline", "network", "404"):
        assert re.search(rf"^### \w+View \(.*`{name}\.html`", text, re.MULTILINE), name
    assert "| `key_points` | list of Statement |" in text
    assert "### Statement" in text


@pytest.mark.slow
def test_the_theme_of_five_files_in_the_handbook_passes_and_builds(tmp_path):
    """The files are those that the handbook shows, and nothing else is known of themes."""
    text = handbook("markdown").partition("## A theme in five files")[2].partition("\n## ")[0]
    shown = re.findall(r"^`themes/mine/([\w./]+)`.*?```\w+\n(.*?)```", text, re.DOTALL | re.MULTILINE)
    assert len(shown) == 5
    for name, content in shown:
        path = tmp_path / "themes/mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    # The new word is there in English only.
    assert [(problem.code, problem.path) for problem in problems(tmp_path)] == [("SB312", "themes/mine/locales/it.yml")]
    (tmp_path / "content/briefings").mkdir(parents=True)
    site = "title: S\nbase_url: https://example.org\ntheme: mine\n"
    (tmp_path / "content/site.yml").write_text(site, encoding="utf-8")
    briefing = "---\ntitle: T\nsummary: S\nkey_points: [A point]\n---\n\nText\n"
    (tmp_path / "content/briefings/a.md").write_text(briefing, encoding="utf-8")
    assert build(folders_of(tmp_path), OPTIONS).errors == 0
    page = (tmp_path / "output/briefings/a/index.html").read_text(encoding="utf-8")
    assert "<h2>In short</h2>" in page
    assert "mine." in page
