"""A preview shows what a build would write, after every kind of edit, and keeps what was good where a file is not."""

import datetime as dt
import random
import re

import pytest

from site_builder.commands.build import build
from site_builder.commands.options import Options
from site_builder.commands.serve.answers import Shown, answer
from site_builder.commands.serve.finding import Finder
from site_builder.commands.serve.preview import Studio, look, look_again, revise
from site_builder.model.extensions import Extensions
from tests.laws.world import NOW, make_world

ORIGIN = "https://example.org"
SCRIPT = re.compile(rb'<script src="/_site-builder/live.js"[^>]*></script>')


@pytest.fixture
def studio(tmp_path):
    folders = make_world(tmp_path, random.Random(1))
    return Studio(folders=folders, options=Options(now=NOW, drafts=True), extensions=Extensions(), origin=ORIGIN)


def seen(studio, before=None):
    """The preview of a site that has one."""
    preview = look(studio, before).preview
    assert preview is not None
    return preview


def asked(preview, url):
    return answer(Shown(preview, Finder(preview, Extensions())), url)


def edit(studio, name, old, new):
    path = studio.folders.content / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return f"content/{name}"


def addresses(output):
    for path in sorted(output.rglob("*")):
        url = "/" + path.relative_to(output).as_posix()
        if path.is_file() and not url.startswith(("/_", "/.")):
            yield url.removesuffix("index.html"), path.read_bytes()


@pytest.mark.parametrize("settings", ["", "languages: {it: {title: Il mondo}}\n"], ids=["together", "parts"])
def test_every_file_of_a_build_is_shown_as_the_build_wrote_it(studio, settings):
    with (studio.folders.content / "site.yml").open("a", encoding="utf-8") as file:
        file.write(settings)
    build(studio.folders, studio.options)
    preview = seen(studio)
    shown = Shown(preview, Finder(preview, Extensions()))
    found = {url: SCRIPT.sub(b"", answer(shown, url).body) for url, _ in addresses(studio.folders.output)}
    assert len(found) > 40
    assert found == dict(addresses(studio.folders.output))


def test_a_revised_briefing_is_shown_as_after_a_whole_look(studio):
    preview = seen(studio)
    name = min(one.path for one in preview.site.briefings.values())
    edit(
        studio, name.removeprefix("content/"), "\n---\n", "\n---\n\nA new sentence with [[Zenda]] and [[Ruritania]].\n"
    )
    quick = revise(studio, preview, name)
    assert quick is not None
    whole = look_again(studio, preview, [name])
    slug = next(one.slug for one in whole.site.briefings.values() if one.path == name)
    url = f"/briefings/{slug}/"
    assert b"A new sentence" in asked(quick, url).body
    assert asked(quick, url).body == asked(whole, url).body == asked(seen(studio), url).body
    assert [problem.code for problem in quick.problems] == [problem.code for problem in whole.problems]


def test_an_edit_that_moves_a_briefing_is_left_to_a_whole_look(studio):
    preview = seen(studio)
    briefing = next(iter(preview.site.briefings.values()))
    name = briefing.path.removeprefix("content/")
    path = edit(studio, name, "title:", "slug: another-place\ntitle:")
    assert revise(studio, preview, path) is None
    after = look_again(studio, preview, [path])
    assert asked(after, "/briefings/another-place/").status == 200
    assert asked(after, f"/briefings/{briefing.slug}/").status != 200


def test_a_broken_briefing_stays_as_it_was_and_others_go_on(studio):
    preview = seen(studio)
    first, second = sorted(preview.site.briefings.values(), key=lambda one: one.path)[:2]
    before = asked(preview, f"/briefings/{first.slug}/").key
    broken = edit(studio, first.path.removeprefix("content/"), "title:", "titel:")
    edited = edit(studio, second.path.removeprefix("content/"), "\n---\n", "\n---\n\nAnother sentence.\n")
    assert revise(studio, preview, broken) is None
    for after in (look_again(studio, preview, [broken, edited]), seen(studio, preview)):
        assert asked(after, f"/briefings/{first.slug}/").key == before
        assert b"Another sentence." in asked(after, f"/briefings/{second.slug}/").body
        assert {problem.path for problem in after.problems if problem.severity == "error"} == {broken}


@pytest.mark.parametrize("name", ["entities.yml", "topics.yml", "sources.yml", "site.yml", "pages/about.md"])
def test_what_cannot_be_read_stays_as_it_was(studio, name):
    preview = seen(studio)
    urls = ("/", "/entities/", "/about/")
    before = [asked(preview, url).key for url in urls]
    (studio.folders.content / name).write_text("[: never closed", "utf-8")
    looked = look(studio, preview)
    assert looked.preview is not None
    assert [asked(looked.preview, url).key for url in urls] == before
    assert f"content/{name}" in {problem.path for problem in looked.problems}


def test_a_broken_theme_leaves_the_last_good_one(studio):
    preview = seen(studio)
    (studio.folders.root / "templates").mkdir()
    (studio.folders.root / "templates/briefing.html").write_text("{% if %}", "utf-8")
    looked = look(studio, preview)
    assert looked.preview is not None
    assert looked.preview.theme == preview.theme
    assert [problem.path for problem in looked.problems if problem.severity == "error"] == ["templates/briefing.html"]


def test_a_site_with_a_broken_briefing_is_shown_without_it(studio):
    edit(studio, "briefings/b1.md", "title:", "titel:")
    looked = look(studio)
    assert asked(looked.preview, "/").status == 200
    assert "SB102" in {problem.code for problem in looked.problems}


def test_without_settings_there_is_nothing_but_problems(studio):
    (studio.folders.content / "site.yml").unlink()
    looked = look(studio)
    assert looked.preview is None
    assert [problem.code for problem in looked.problems] == ["SB001"]


def test_drafts_are_shown_unless_only_what_is_published_is_wanted(studio):
    (studio.folders.content / "briefings/d.md").write_text("---\ntitle: D\nstatus: draft\n---\n\nText.\n", "utf-8")
    assert asked(seen(studio), "/briefings/d/").status == 200
    published = Studio(
        folders=studio.folders,
        options=Options(now=NOW + dt.timedelta(0)),
        extensions=studio.extensions,
        origin=studio.origin,
    )
    assert asked(seen(published), "/briefings/d/").status == 404
