"""Themes from the disk: what stands where, what replaces what, and every mistake at once."""

import hashlib
import os

import pytest

from site_builder.commands.folders import builtin_themes
from site_builder.model.problem import ThemeError
from site_builder.render.templates import NEEDED
from site_builder.render.theme import MAX_BYTES, available_themes, load_theme


@pytest.fixture
def make(tmp_path):
    """Make a theme of files, by name and text, below `themes/`; every template that is needed is there."""

    def write(name, files, *, extends=None, whole=True):
        folder = tmp_path / "themes" / name
        (folder / "templates").mkdir(parents=True)
        settings = f"name: {name}\n" + (f"extends: {extends}\n" if extends else "")
        wanted = {"theme.yml": settings, **({f"templates/{needed}": needed for needed in NEEDED} if whole else {})}
        for path, text in {**wanted, **files}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    return write


@pytest.fixture
def load(tmp_path):
    def call(name, **more):
        return load_theme(name, folders=[tmp_path / "themes"], root=tmp_path, **more)

    return call


@pytest.fixture
def problems(load):
    """The problems of loading a theme: path, line, code and message of each."""

    def call(name, **more):
        with pytest.raises(ThemeError) as caught:
            load(name, **more)
        return [(problem.path, problem.line, problem.code, problem.message) for problem in caught.value.problems]

    return call


def test_a_theme_has_templates_assets_and_words(make, load):
    make("t", {"templates/parts/card.html": "card", "assets/css/a.css": "a{}", "locales/en.yml": "hello: Hello"})
    theme = load("t")
    assert theme.name == "t"
    assert theme.templates["parts/card.html"].path == "themes/t/templates/parts/card.html"
    asset = theme.assets["css/a.css"]
    assert (asset.name, asset.size, asset.sha256) == ("css/a.css", 3, hashlib.sha256(b"a{}").hexdigest())
    assert theme.strings == {"en": {"hello": "Hello"}}


def test_a_theme_takes_what_it_lacks_from_the_theme_below(make, load):
    make("below", {"assets/a.css": "below", "assets/b.css": "below", "locales/en.yml": "a: A\nb: B"})
    make(
        "t", {"templates/home.html": "t", "assets/a.css": "t", "locales/en.yml": "a: Aa"}, extends="below", whole=False
    )
    theme = load("t")
    assert theme.templates["home.html"].text == "t"
    assert theme.templates["topic.html"].text == "topic.html"
    assert theme.assets["a.css"].size == 1
    assert theme.assets["b.css"].size == 5
    assert theme.strings == {"en": {"a": "Aa", "b": "B"}}


def test_what_is_replaced_stays_within_reach_under_the_name_of_its_theme(make, load):
    make("below", {"templates/home.html": "below"})
    make("t", {"templates/home.html": '{% extends "below:home.html" %}'}, extends="below", whole=False)
    theme = load("t")
    assert theme.templates["below:home.html"].text == "below"
    assert theme.templates["t:home.html"] is theme.templates["home.html"]


def test_templates_of_the_site_stand_before_those_of_the_theme(make, load, tmp_path):
    make("t", {})
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/home.html").write_text('{% extends "t:home.html" %}', encoding="utf-8")
    theme = load("t", overrides=tmp_path / "templates")
    assert theme.templates["home.html"].path == "templates/home.html"
    assert theme.templates["t:home.html"].text == "home.html"


def test_folders_are_searched_in_order(make, tmp_path):
    make("t", {"templates/home.html": "first"})
    second = tmp_path / "more/t"
    second.mkdir(parents=True)
    (second / "theme.yml").write_text("name: t", encoding="utf-8")
    theme = load_theme("t", folders=[tmp_path / "nowhere", tmp_path / "themes", tmp_path / "more"])
    assert theme.templates["home.html"].text == "first"


def test_a_missing_theme_names_those_that_there_are(make, problems, load):
    make("hairline", {})
    assert [code for _, _, code, _ in problems("hairlin")] == ["SB301"]
    with pytest.raises(ThemeError) as caught:
        load("hairlin")
    assert caught.value.problems[0].hint == "did you mean `hairline`?"
    with pytest.raises(ThemeError) as caught:
        load("xyz")
    assert caught.value.problems[0].hint == "there are `hairline`"


@pytest.mark.parametrize("name", ["../secret", "/etc", "..", ".", "", "a/b", "t\0", "a\\b"])
def test_the_name_of_a_theme_cannot_lead_elsewhere(problems, make, tmp_path, name):
    make("t", {})
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/theme.yml").write_text("name: secret", encoding="utf-8")
    assert [code for _, _, code, _ in problems(name)] == ["SB301"]


def test_a_theme_that_builds_on_a_missing_one_says_where(make, problems):
    make("t", {}, extends="nothing")
    assert problems("t") == [("themes/t/theme.yml", 2, "SB301", "there is no theme `nothing`")]


def test_themes_that_build_on_one_another_are_a_mistake(make, problems):
    make("a", {}, extends="b")
    make("b", {}, extends="a")
    message = "themes build on one another in a circle: a > b > a"
    assert problems("a") == [("themes/b/theme.yml", 2, "SB301", message)]


def test_every_mistake_is_told_at_once(make, problems):
    make(
        "t",
        {
            "theme.yml": "name: t\nextend: x\n",
            "templates/home.html": "\n{% if %}",
            "templates/topic.html": "{{ x|uper }}\n{% for a in b %}",
            "templates/entity.html": "{{ x|uper }}\n{{ x is evn }}",
            "templates/source.html": b"caf\xe9",
            "locales/en.yml": "a: [1]\nb: {one: x}\nc: {two: y, other: z, main: z}\n",
            "locales/it.yml": "a: b: c",
            "locales/italiano!.yml": "a: b",
        },
    )
    # The words of some messages are those of the libraries that read YAML and templates.
    assert [(path, line, code) for path, line, code, _ in problems("t")] == [
        ("themes/t/theme.yml", 2, "SB102"),
        ("themes/t/templates/source.html", 1, "SB110"),
        ("themes/t/locales/en.yml", 1, "SB304"),
        ("themes/t/locales/en.yml", 2, "SB304"),
        ("themes/t/locales/en.yml", 3, "SB304"),
        ("themes/t/locales/it.yml", 1, "SB101"),
        ("themes/t/locales/italiano!.yml", None, "SB304"),
        ("themes/t/templates/entity.html", 1, "SB303"),
        ("themes/t/templates/entity.html", 2, "SB303"),
        ("themes/t/templates/home.html", 2, "SB302"),
        ("themes/t/templates/topic.html", 2, "SB302"),
    ]


def test_names_that_are_nowhere_are_told_before_anything_is_rendered(make, problems):
    make(
        "t",
        {
            "templates/home.html": '{% extends "bse.html" %}\n{{ t("helo") }}\n{{ asset("stile.css") }}',
            "templates/base.html": '{% include "gone.html" ignore missing %}{% include ["gone.html", "base.html"] %}',
            "assets/style.css": "",
            "locales/en.yml": "hello: Hello",
        },
    )
    assert problems("t") == [
        ("themes/t/templates/home.html", 1, "SB303", "there is no template `bse.html`"),
        ("themes/t/templates/home.html", 2, "SB303", "the theme has no words for `helo`"),
        ("themes/t/templates/home.html", 3, "SB303", "the theme has no asset `stile.css`"),
    ]


def test_filters_of_plugins_are_known_where_they_are_named(make, load, problems):
    make("t", {"templates/home.html": "{{ 1|roman }}"})
    assert [message for *_, message in problems("t")] == ["there is no filter `roman`"]
    assert load("t", filters=["roman"]).name == "t"


def test_a_template_that_extends_itself_is_a_mistake(make, problems):
    make("t", {"templates/home.html": '\n{% extends "a.html" %}', "templates/a.html": '{% extends "home.html" %}'})
    message = "the template extends itself: a.html > home.html > a.html"
    assert problems("t") == [("themes/t/templates/a.html", 1, "SB302", message)]


def test_a_template_that_pages_need_and_nobody_has_is_told(make, problems):
    make("t", {}, whole=False)
    assert problems("t") == [(None, None, "SB306", f"the theme `t` has no template `{name}`") for name in NEEDED]


def test_words_that_ask_for_a_value_that_nobody_gives_are_told(make, problems):
    make("t", {"locales/en.yml": "a: '{n} of {total}'", "locales/it.yml": "b: x\na: '{n} di {totale}'"})
    assert problems("t") == [("themes/t/locales/it.yml", 2, "SB304", "the words for `a` get no value for {totale}")]


def test_deep_nesting_is_a_problem_and_no_crash(make, problems):
    make("t", {"templates/home.html": "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}"})
    assert [(path, code) for path, _, code, _ in problems("t")] == [("themes/t/templates/home.html", "SB302")]


def test_a_file_that_is_too_large_is_not_read(make, problems):
    make("t", {"templates/home.html": "x" * (MAX_BYTES + 1)})
    assert [(path, code) for path, _, code, _ in problems("t")] == [("themes/t/templates/home.html", "SB113")]


def test_links_and_pipes_do_not_lead_out_of_a_theme(make, problems, tmp_path):
    folder = make("t", {"assets/real.css": ""})
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    (folder / "assets/inside.css").symlink_to("real.css")
    (folder / "assets/outside.css").symlink_to(secret)
    (folder / "assets/gone.css").symlink_to("nothing.css")
    (folder / "assets/loop.css").symlink_to("loop.css")
    (folder / "assets/folder").symlink_to(folder / "templates")
    os.mkfifo(folder / "templates/pipe.html")
    assert [(path, code, message) for path, _, code, message in problems("t")] == [
        ("themes/t/templates/pipe.html", "SB112", "the file is no ordinary file"),
        ("themes/t/assets/folder", "SB112", "the folder is a link, and links to folders are not followed"),
        ("themes/t/assets/gone.css", "SB112", "the file is a link that leads nowhere"),
        ("themes/t/assets/loop.css", "SB112", "the file is a link that leads nowhere"),
        ("themes/t/assets/outside.css", "SB112", "the file is a link that leads out of its theme"),
    ]


def test_hidden_files_and_copies_of_editors_are_passed_over(make, load):
    make("t", {"assets/.DS_Store": "", "assets/a.css~": "", "templates/.home.html.swp": "", "assets/.git/config": ""})
    theme = load("t")
    assert theme.assets == {}
    assert set(theme.templates) == {*NEEDED, *(f"t:{name}" for name in NEEDED)}


def test_a_theme_may_itself_be_a_link(make, load, tmp_path):
    folder = make("t", {"assets/a.css": ""})
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert set(load("t").assets) == {"a.css"}


def test_the_same_folder_gives_the_same_value(make, load):
    make("t", {"assets/a.css": "", "assets/b.css": "", "locales/it.yml": "a: b", "locales/en.yml": "a: b"})
    assert load("t") == load("t")


def test_the_program_brings_themes_of_its_own():
    assert "briefing" in available_themes([builtin_themes()])
