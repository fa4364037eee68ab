"""Law 5: on errors the output folder is untouched, and every error is told."""

import pytest

from tests.laws.world import footprint, keep, made, make, tree, write


def front(path, line):
    """Put *line* at the top of a file's front matter."""
    write(path, path.read_text(encoding="utf-8").replace("---\n", f"---\n{line}\n", 1))


def append(path, text):
    write(path, path.read_text(encoding="utf-8") + text)


def settings(world, line):
    name = line.partition(":")[0]
    path = world.content / "site.yml"
    lines = [old for old in path.read_text(encoding="utf-8").splitlines() if not old.startswith(f"{name}:")]
    write(path, "\n".join([line, *lines]) + "\n")


def b(world, number):
    return world.content / f"briefings/b{number}.md"


# Name: what is done to a site, and the file, line and code that tell of it. Each has files of its own, so that they can
# be done together.
DAMAGE = {
    "bad YAML": (lambda w: front(b(w, 0), "summary: 'x"), ("content/briefings/b0.md", None, "SB101")),
    "unknown name": (lambda w: front(b(w, 1), "titel: x"), ("content/briefings/b1.md", 2, "SB102")),
    "wrong type": (lambda w: front(b(w, 2), "noindex: perhaps"), ("content/briefings/b2.md", 2, "SB103")),
    "impossible date": (lambda w: front(b(w, 3), "updated: 2026-02-30"), ("content/briefings/b3.md", 2, "SB120")),
    "never closed": (lambda w: write(b(w, 50), "---\ntitle: x\n"), ("content/briefings/b50.md", 1, "SB111")),
    "not UTF-8": (lambda w: b(w, 51).write_bytes(b"---\ntitle: \xff\n---\n"), ("content/briefings/b51.md", 2, "SB110")),
    "same slug": (
        lambda w: write(b(w, 52), "---\ntitle: x\nsummary: s\nslug: b4\n---\n"),
        ("content/briefings/b52.md", 4, "SB130"),
    ),
    "unknown link": (
        lambda w: write(b(w, 53), "---\ntitle: x\nsummary: s\n---\n\n[[Nobody]]\n"),
        ("content/briefings/b53.md", 6, "SB201"),
    ),
    "dead link": (
        lambda w: write(b(w, 54), "---\ntitle: x\nsummary: s\n---\n[x](nowhere.md)\n"),
        ("content/briefings/b54.md", 5, "SB202"),
    ),
    "bad scheme": (
        lambda w: write(b(w, 55), "---\ntitle: x\nsummary: s\n---\n[x](javascript:a)\n"),
        ("content/briefings/b55.md", 5, "SB150"),
    ),
    "evidence": (
        lambda w: write(b(w, 56), "---\ntitle: x\nsummary: s\n---\n[[p1]]\n"),
        ("content/briefings/b56.md", 5, "SB212"),
    ),
    "entities": (
        lambda w: append(w.content / "entities.yml", "- {id: acme, name: Again, kind: person}\n"),
        ("content/entities.yml", 5, "SB140"),
    ),
    "topics": (
        lambda w: append(w.content / "topics.yml", "- {id: x, title: X, parent: y, description: d}\n"),
        ("content/topics.yml", 11, "SB107"),
    ),
    "article": (
        lambda w: append(w.content / "articles/first/article.yml", "colour: red\n"),
        ("content/articles/first/article.yml", 5, "SB102"),
    ),
    "page": (lambda w: front(w.content / "pages/about.md", "date: 2026-01-01"), ("content/pages/about.md", 2, "SB102")),
    "syntax": (lambda w: write(w.templates / "page.html", "a\n{% if %}"), ("templates/page.html", 2, "SB302")),
    "locale": (lambda w: write(w.themes / "own/locales/en.yml", "a: [b]\n"), ("themes/own/locales/en.yml", 1, "SB304")),
    "configuration": (lambda w: settings(w, "page_size: 0"), ("content/site.yml", 1, "SB107")),
}


def told(report):
    return {(problem.path, problem.line, problem.code) for problem in report.problems}


def is_told(report, path, line, code):
    return any(
        (problem.path, problem.code) == (path, code) and line in {None, problem.line} for problem in report.problems
    )


def check_untouched(world, damages):
    before = footprint(world.output)
    for damage in damages:
        DAMAGE[damage][0](world)
    report = make(world)
    assert footprint(world.output) == before
    missing = [damage for damage in damages if not is_told(report, *DAMAGE[damage][1])]
    assert missing == [], sorted(told(report), key=str)
    return report


@pytest.mark.parametrize("damage", DAMAGE)
def test_an_error_is_told_with_its_place_and_the_output_stays(world, damage):
    report = check_untouched(world, [damage])
    assert report.errors >= 1


# What cannot be judged while another file cannot be read: whether a name is unknown, which locale the site's theme has.
BESIDE = {"entities": {"unknown link"}, "topics": {"unknown link"}, "configuration": {"locale"}}


def together(damages):
    hidden = {other for damage in damages for other in BESIDE.get(damage, ())}
    return [damage for damage in damages if damage not in hidden]


def test_all_errors_together_are_all_told(world):
    check_untouched(world, together(DAMAGE))


def test_all_errors_are_told_where_configuration_and_names_are_sound(world):
    check_untouched(world, DAMAGE.keys() - BESIDE.keys())


@pytest.mark.slow
def test_any_errors_together_are_all_told(world, rng, tmp_path):
    put_back = keep(world, tmp_path / "aside")
    for _ in range(8):
        check_untouched(world, together(rng.sample(sorted(DAMAGE), rng.randint(2, 6))))
        put_back()
    made(world)


def test_an_error_that_shows_only_when_a_page_is_rendered_touches_nothing_either(world):
    write(world.templates / "404.html", "a\nb {{ view.nothing }}")
    before = footprint(world.output)
    report = make(world)
    assert footprint(world.output) == before
    assert told(report) == {("templates/404.html", 2, "SB303")}


def test_an_error_in_a_template_and_one_in_the_content_are_told_in_one_run(world):
    write(world.templates / "404.html", "{{ view.nothing }}")
    front(b(world, 1), "titel: x")
    report = make(world)
    assert {("templates/404.html", 1, "SB303"), ("content/briefings/b1.md", 2, "SB102")} <= told(report)


def test_what_follows_from_a_broken_file_is_not_told_as_another_mistake(world):
    # b0 and the topics lead to b1, which cannot be read.
    front(b(world, 1), "titel: x")
    append(b(world, 0), "\n[see](b1.md) and [[b1]]\n")
    assert told(make(world)) == {("content/briefings/b1.md", 2, "SB102")}


@pytest.mark.parametrize("damage", ["entities", "topics", "article", "page"])
def test_what_briefings_say_of_a_broken_file_is_not_told_as_another_mistake(world, damage):
    DAMAGE[damage][0](world)
    assert {code for _, _, code in told(make(world))} == {DAMAGE[damage][1][2]}


def test_warnings_touch_nothing_when_the_build_is_strict(world):
    write(b(world, 60), "---\ntitle: Without a summary\n---\n")
    before = footprint(world.output)
    report = make(world, strict=True)
    assert (report.errors, report.warnings) == (0, 1)
    assert footprint(world.output) == before
    made(world)
    assert "briefings/b60/index.html" in tree(world.output)


def test_the_first_build_makes_no_output_where_there_are_errors(world):
    for path in sorted(world.output.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    world.output.rmdir()
    front(b(world, 1), "titel: x")
    make(world)
    assert not world.output.exists()
