"""The documentation names all that there is, and what it shows is what is said."""

import dataclasses
import re
from pathlib import Path

import click
import pytest

from site_builder.cli import cli
from site_builder.model.briefing import FrontMatter
from site_builder.model.config import Config
from site_builder.render.templates import NEEDED
from site_builder.text.frontmatter import split
from site_builder.text.schema import decode

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def section(text, title):
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def rows(text):
    """The first cells of the table rows in *text*."""
    return {match[1] for match in re.finditer(r"^\| `(\w+)[^|]*\|", text, re.MULTILINE)}


def test_the_readme_lists_every_field_of_front_matter_and_no_other():
    assert rows(section(README, "Briefings")) == {field.name for field in dataclasses.fields(FrontMatter)}


def test_the_readme_lists_every_setting_and_no_other():
    assert rows(section(README, "Settings")) == {field.name for field in dataclasses.fields(Config)}


def test_the_readme_lists_every_command_and_no_other():
    assert rows(section(README, "Commands")) == set(cli.commands)


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_the_readme_names_every_option_of_a_command(name):
    (row,) = re.findall(rf"^\| `{name}[ `].*$", section(README, "Commands"), re.MULTILINE)
    options = {max(option.opts, key=len) for option in cli.commands[name].params if isinstance(option, click.Option)}
    assert set(re.findall(r"`(--[a-z-]+)`", row)) == options


def test_the_readme_names_every_option_before_the_command():
    for option in cli.params:
        if isinstance(option, click.Option) and option.name not in {"version", "help"}:
            assert any(name in section(README, "Commands") for name in option.opts), option.opts


def test_the_briefing_in_the_readme_is_one():
    (example,) = re.findall(r"```markdown\n(.*?)```", README, re.DOTALL)
    head = decode(FrontMatter, split(example).yaml)
    assert head.key_points[0].evidence == ("p1",)
    assert head.status == "published"


def test_the_messages_in_the_readme_are_those_of_the_broken_site():
    report = (ROOT / "tests/sites/broken/expected/report.txt").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```\n(content/.*?)```", README, re.DOTALL)
    *files, last = shown.strip().split("\n\n")
    for file in files:
        assert file in report
    assert re.fullmatch(r"\d+ errors, 0 warnings; the output is as it was", last)
    assert last.startswith(f"{shown.count('  error ')} errors")


def test_architecture_names_every_room():
    package = ROOT / "site_builder"
    rooms = {f"{path.name}/" for path in package.iterdir() if (path / "__init__.py").exists()}
    rooms |= {path.name for path in package.glob("*.py")} - {"__init__.py", "__main__.py"}
    assert {room for room in rooms if f"`{room}`" not in ARCHITECTURE} == set()


def test_every_file_that_architecture_names_is_there():
    named = set(
        re.findall(r"`((?:tests|site_builder|text|content|render|publish|commands|model)/[\w/.]+\.py)`", ARCHITECTURE)
    )
    assert len(named) > 10
    assert {
        name for name in named if not any((ROOT / below / name).exists() for below in (".", "site_builder"))
    } == set()


def test_architecture_gives_the_reason_for_every_dependency():
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = settings.partition("\ndependencies = [\n")[2].partition("\n]")[0]
    names = re.findall(r'^  "([A-Za-z0-9._-]+)', block, re.MULTILINE)
    assert len(names) > 8
    assert {name for name in names if f"| {name.lower()} |" not in ARCHITECTURE.lower()} == set()


def test_the_changelog_has_a_place_for_what_is_not_released_yet():
    assert "\n## [Unreleased]\n" in CHANGELOG


def test_every_template_that_a_theme_needs_is_in_the_reference_of_views():
    views = "".join(
        (ROOT / f"site_builder/model/{name}.py").read_text(encoding="utf-8") for name in ("views", "charts")
    )
    assert {name for name in NEEDED if f"`{name}`" not in views} == set()
