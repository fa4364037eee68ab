"""Plugins of the site's own folder: those that the handbook shows work, travel to other processes, and are remembered."""
# ruff: noqa: E501  code of plugins as it stands in a file

import random
import re
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import cli
from site_builder.commands.build import build
from site_builder.commands.ingest import ingest
from site_builder.commands.options import Options
from site_builder.model.extensions import Extensions
from site_builder.model.problem import ConfigError
from site_builder.plugins import load_plugins
from tests.laws.world import NOW, make_world, write

GUIDE = (Path(__file__).parents[1] / "site_builder/docs/content/briefings/how-to-write-a-plugin.md").read_text("utf-8")
SHOWN = {name: code for code, name in re.findall(r'```python\n("""plugins/(\w+\.py):.*?)```', GUIDE, re.DOTALL)}
DUMP = """\
%%dump
HEAD: A ferry on batteries
DATE: 2026-03-12
PAPER: The Herald

The ferry between Northport and Gull Island will run on batteries from May, the harbour company said.

It carries 120 passengers, and is charged for nine minutes after each crossing.
"""


@pytest.fixture
def folders(tmp_path):
    return make_world(tmp_path, random.Random(1), briefings=3)


def put(folders, name, code):
    write(folders.root / "plugins" / name, code)


def test_the_handbook_shows_a_reader_and_a_family():
    assert sorted(SHOWN) == ["dossiers.py", "dump.py"]


def test_a_reader_of_the_site_reads_its_own_format(folders, tmp_path):
    put(folders, "dump.py", SHOWN["dump.py"])
    write(tmp_path / "articles/one.dump", DUMP)
    report = ingest((tmp_path / "articles",), folders.root, now=NOW, extensions=load_plugins(folders.root))
    assert report.counts["created"] == 1
    text = next((folders.content / "briefings").glob("*ferry*.md")).read_text("utf-8")
    assert "title: A ferry on batteries" in text
    assert "date: 2026-03-12" in text
    assert "source:" in text


def test_a_family_of_the_site_makes_pages(folders):
    put(folders, "dossiers.py", SHOWN["dossiers.py"])
    path = folders.content / "briefings/b1.md"
    write(
        folders.content / "articles/second/article.yml",
        (folders.content / "articles/first/article.yml").read_text("utf-8").replace("id: first", "id: second"),
    )
    write(
        folders.content / "articles/second/text.txt", (folders.content / "articles/first/text.txt").read_text("utf-8")
    )
    path.write_text(path.read_text("utf-8").replace("articles: [first]", "articles: [first, second]"), "utf-8")
    write(
        folders.root / "templates/page.html",
        '{% extends "briefing:page.html" %}{% block title %}{{ "loud" | shout }}{% endblock %}',
    )
    report = build(folders, Options(now=NOW), extensions=load_plugins(folders.root))
    assert [problem for problem in report.problems if problem.severity == "error"] == []
    assert "https://example.org/briefings/b1/" in (folders.output / "dossiers.txt").read_text("utf-8")


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
@pytest.mark.slow
def test_functions_travel_to_other_processes(folders, method):
    put(folders, "_shared.py", "SIGN = '!'\n")
    code = "from site_builder.site_plugins._shared import SIGN\nfrom site_builder.model.extensions import Extensions\n"
    code += "def loud(text):\n    return text.upper() + SIGN\n\nplugin = Extensions(filters={'loud': loud})\n"
    put(folders, "words.py", code)
    loud = load_plugins(folders.root).filters["loud"]
    with ProcessPoolExecutor(1, mp_context=get_context(method)) as executor:
        assert executor.submit(loud, "a").result() == "A!"


def test_an_edited_filter_makes_its_pages_anew(folders):
    code = "from site_builder.model.extensions import Extensions\ndef loud(text):\n    return text + '{}'\nplugin = Extensions(filters={{'loud': loud}})\n"
    write(folders.root / "templates/page.html", '{{ "word" | loud }} {{ frame.home.name }}')
    for sign in "!?":
        put(folders, "words.py", code.format(sign))
        # Another process would load the module anew; here it is forgotten by another site's turn.
        load_plugins(folders.root / "elsewhere")
        from site_builder import site_plugins

        site_plugins._forget()
        build(folders, Options(now=NOW), extensions=load_plugins(folders.root))
        assert f"word{sign}" in (folders.output / "about/index.html").read_text("utf-8")


def test_every_plugin_that_cannot_be_loaded_is_told_with_its_file(folders, tmp_path):
    put(folders, "broken.py", "import nowhere_at_all\n")
    put(folders, "empty.py", "")
    put(folders, "wrong.py", "plugin = 1\n")
    put(folders, "_helper.py", "raise RuntimeError\n")
    (tmp_path.parent / "outside.py").write_text("raise SystemExit", "utf-8")
    (folders.root / "plugins/outside.py").symlink_to(tmp_path.parent / "outside.py")
    with pytest.raises(ConfigError) as told:
        load_plugins(folders.root)
    assert [problem.path for problem in told.value.problems] == [
        "plugins/broken.py",
        "plugins/empty.py",
        "plugins/outside.py",
        "plugins/wrong.py",
    ]
    assert {problem.code for problem in told.value.problems} == {"SB003"}


def test_without_leave_no_code_of_the_site_runs(folders):
    put(folders, "loud.py", "raise SystemExit(3)\n")
    assert load_plugins() == Extensions()
    given = CliRunner().invoke(cli, ["-C", str(folders.root), "--no-plugins", "build"], standalone_mode=False)
    assert given.return_value == 0, given.output
    assert (folders.output / "index.html").exists()
