"""`precompress:` in site.yml: every text lies beside itself in compressed forms, made only where the text changed."""

import gzip
import random

import pytest

from tests.laws.world import edit, footprint, made, make, make_world, tree, write

pytest.importorskip("brotli")

TEXTS = (".html", ".xml", ".json", ".opml", ".css", ".svg", ".txt", ".md", ".js", ".webmanifest")


@pytest.fixture
def world(tmp_path):
    """A built site whose texts are compressed."""
    folders = make_world(tmp_path / "site", random.Random(1))
    setting(folders, "precompress: [gz, br]")
    made(folders)
    return folders


def setting(folders, line):
    path = folders.content / "site.yml"
    write(path, path.read_text(encoding="utf-8") + line + "\n")


def check(folders):
    """Every text has its two forms, which say what it says; and there are no others."""
    import brotli

    files = tree(folders.output)
    packed = {name for name in files if name.endswith((".gz", ".br"))}
    texts = {name for name in files if name.endswith(TEXTS)}
    assert packed == {f"{name}.{form}" for name in texts for form in ("gz", "br")}
    for name in texts:
        assert gzip.decompress(files[f"{name}.gz"]) == files[name]
        assert brotli.decompress(files[f"{name}.br"]) == files[name]
    return files


def test_every_text_lies_beside_itself_in_both_forms(world):
    files = check(world)
    assert {"index.html.gz", "feed.json.br", "robots.txt.gz"} <= files.keys()
    assert "_headers.gz" not in files


def test_only_what_changed_is_compressed_again(world):
    before = footprint(world.output)
    write(world.content / "pages/about.md", "---\ntitle: About\n---\n\nOf nothing.\n")
    made(world)
    check(world)
    after = footprint(world.output)
    changed = {name for name in before if name.endswith((".gz", ".br")) and before[name] != after[name]}
    assert changed == {"about/index.html.gz", "about/index.html.br"}


def test_edits_and_switching_it_on_and_off_leave_no_form_behind(world, tmp_path):
    rng = random.Random(2)
    for _ in range(6):
        edit(rng, world)
        if make(world).errors == 0:
            check(world)
    path = world.content / "site.yml"
    text = path.read_text(encoding="utf-8")
    write(path, text.replace("precompress: [gz, br]\n", ""))
    if make(world).errors == 0:
        assert not [name for name in tree(world.output) if name.endswith((".gz", ".br"))]
        write(path, text)
        made(world)
        check(world)


def test_a_form_that_was_removed_comes_back(world):
    (world.output / "feed.xml.gz").unlink()
    made(world)
    check(world)


def test_a_form_whose_library_is_missing_is_an_error_with_its_line(world, monkeypatch):
    monkeypatch.setattr("site_builder.render.compress.find_spec", lambda _: None)
    setting(world, "description: More")
    (problem,) = make(world).problems
    assert (problem.code, problem.path) == ("SB002", "content/site.yml")
    assert problem.line is not None
    assert "site-builder[brotli]" in (problem.hint or "")
