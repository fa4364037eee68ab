"""A small site with everything in it, and random edits as people make them: what the laws are tried on."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

from site_builder.commands.build import build
from site_builder.commands.folders import Folders, folders_of
from site_builder.commands.options import Options
from site_builder.model.report import Report

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
WRITTEN = ("content", "themes", "templates")
RECORD = ".site-builder.json"
"""The output's own list of its files: it changes with every page, and no reader is served from it."""

SITE = """\
title: The world
base_url: https://example.org
language: en
theme: own
page_size: 3
editions: weekly
navigation: [about]
feeds:
  items: 4
"""
TOPICS = """\
- id: trade
  title: Trade
  description: What is bought and sold, as [[Acme]] does.
- id: ships
  title: Ships
  parent: trade
  description: Ships, and [what is said of them](briefings/b1.md).
- id: empty
  title: Nothing yet
  description: A topic that no briefing names.
"""
ENTITIES = """\
- {id: acme, name: Acme, kind: organisation, aliases: [Acme Inc.], description: "It trades with [[Ruritania]]."}
- {id: ruritania, name: Ruritania, kind: place, names: {it: Ruritania italiana}}
- {id: rudolf, name: Rudolf, kind: person, description: "King of [[Ruritania]]."}
- {id: zenda, name: The treaty of Zenda, kind: law}
"""
SOURCES = """\
- {id: herald, name: The Herald, homepage: "https://herald.example", description: A paper.}
- {id: gazette, name: Gazette}
"""
ARTICLE = """\
id: first
sha256: 1d135182065e146dfedf42e7c3576fd042f0b9073d256b3699e59d3542f3245d
title: The first article
paragraphs: 9
"""
ABOUT = "---\ntitle: About\n---\n\nOf [[Acme]] and [one](../briefings/b1.md).\n"
NAMES = ("Acme", "Rudolf", "Ruritania", "The treaty of Zenda")
WORDS = ["ship", "harbour", "king", "treaty", "price", "grain", "tower", "letter", "market", "river"]
TEXT = "\n\n".join(f"[p{n}] {' '.join(NAMES)}: {' '.join(WORDS)}." for n in range(1, 10)) + "\n"
"""Everything that a briefing may say, so that its evidence is sound."""


def make_world(root: Path, rng: random.Random, briefings: int = 8) -> Folders:
    """The site in *root*, with *briefings* of them, and its folders."""
    write(root / "content/site.yml", SITE)
    write(root / "content/topics.yml", TOPICS)
    write(root / "content/entities.yml", ENTITIES)
    write(root / "content/sources.yml", SOURCES)
    write(root / "content/articles/first/article.yml", ARTICLE)
    write(root / "content/articles/first/text.txt", TEXT)
    write(root / "content/pages/about.md", ABOUT)
    write(root / "content/assets/map.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    write(root / "themes/own/theme.yml", "name: own\nextends: briefing\n")
    write(root / "themes/own/assets/own.css", "p { color: green }\n")
    for number in range(briefings):
        write(root / f"content/briefings/b{number}.md", briefing(rng, number))
    return folders_of(root)


def briefing(rng: random.Random, number: int) -> str:
    """The text of a briefing; its title names its number, in letters, and nothing else does."""
    date = f"date: 2026-0{rng.randint(1, 5)}-{rng.randint(1, 28):02}\n" if rng.random() < 0.8 else ""
    head = (
        f"title: Story {letters(number)} of the {rng.choice(WORDS)}\n{date}"
        f"summary: {sentence(rng)}\n"
        f"language: {rng.choice(['en', 'en', 'it'])}\n"
        f"source: {rng.choice(['The Herald', 'Gazette'])}\n"
        f"articles: [first]\n"
        f"topics: [{rng.choice(['trade', 'ships'])}]\n"
        f"entities: [{', '.join(rng.sample(NAMES, rng.randint(1, 3)))}]\n"
        f"key_points:\n  - {{text: {sentence(rng)}, evidence: p{rng.randint(1, 9)}}}\n"
    )
    return f"---\n{head}---\n\n{body(rng)}"


def body(rng: random.Random) -> str:
    """A few lines of Markdown with links in them; always of about the same length, so that it takes as long to read."""
    links = [f"[[{rng.choice(NAMES)}]]", "[[topic:ships|ships]]", "![A map](../assets/map.svg)", "[[p1]]"]
    rng.shuffle(links)
    return "\n\n".join(["## " + rng.choice(WORDS), *(f"{sentence(rng)} {link}" for link in links)]) + "\n"


def letters(number: int) -> str:
    """*number* without figures, which would need evidence."""
    return "".join("abcdefghij"[int(figure)] for figure in str(number))


def sentence(rng: random.Random) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(8)) + "."


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def make(folders: Folders, *, executor: Executor | None = None, **options: bool) -> Report:
    """Build the site as the command does."""
    return build(folders, Options(now=NOW, **options), executor=executor)  # type: ignore[arg-type]


def made(folders: Folders, *, executor: Executor | None = None, **options: bool) -> Report:
    """Build the site, which has to work."""
    report = make(folders, executor=executor, **options)
    assert report.errors == 0, report.problems
    return report


def retitle(folders: Folders, title: str) -> None:
    """Give the site, and with it every page, another title; the file is replaced in one step."""
    path = folders.content / "site.yml"
    draft = path.with_name(".site.yml.new")
    old = path.read_text(encoding="utf-8")
    write(draft, old.replace(old.splitlines()[0], f"title: {title}"))
    draft.replace(path)


def copy(folders: Folders, root: Path) -> Folders:
    """What people wrote, in another place: without output, and without what builds remember."""
    for part in WRITTEN:
        if (folders.root / part).exists():
            shutil.copytree(folders.root / part, root / part)
    return folders_of(root)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below *folder* with its bytes, the output's own record left out."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != RECORD)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def footprint(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Every file and folder below *folder*, itself included, by what changes when it is written: inode, time, size."""
    found = {}
    for path in (folder, *folder.rglob("*")):
        status = path.lstat()
        found[path.relative_to(folder).as_posix()] = (status.st_ino, status.st_mtime_ns, status.st_size)
    return found


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """The files that were added, removed or changed."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


# --- Random edits. Each changes the site in place; some make it one that does not build. ---


def edit(rng: random.Random, folders: Folders) -> str:
    """Do something to the site; the name of what was done."""
    change = rng.choice(EDITS)
    change(rng, folders)
    return change.__name__


def keep(folders: Folders, aside: Path) -> Callable[[], None]:
    """Remember what people wrote; the function that is given puts it back."""
    shutil.rmtree(aside, ignore_errors=True)
    copy(folders, aside)

    def put_back() -> None:
        for part in WRITTEN:
            shutil.rmtree(folders.root / part, ignore_errors=True)
            if (aside / part).exists():
                shutil.copytree(aside / part, folders.root / part)

    return put_back


def _some_briefing(rng: random.Random, folders: Folders) -> Path:
    return rng.choice(sorted((folders.content / "briefings").glob("*.md")))


def _line(path: Path, name: str, value: str | None) -> None:
    """Set a line of the front matter, or take it out."""
    head, fence, rest = path.read_text(encoding="utf-8").removeprefix("---\n").partition("---\n")
    lines = [line for line in head.splitlines() if not line.startswith(f"{name}:")]
    lines.insert(0, f"{name}: {value}") if value is not None else None
    write(path, "---\n" + "\n".join(lines) + "\n" + fence + rest)


def _setting(folders: Folders, name: str, value: str | None) -> None:
    path = folders.content / "site.yml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(f"{name}:")]
    write(path, "\n".join([*lines, *([f"{name}: {value}"] if value is not None else [])]) + "\n")


def other_body(rng: random.Random, folders: Folders) -> None:
    path = _some_briefing(rng, folders)
    head, fence, _ = path.read_text(encoding="utf-8").removeprefix("---\n").partition("---\n")
    write(path, "---\n" + head + fence + "\n" + body(rng))


def longer_body(rng: random.Random, folders: Folders) -> None:
    path = _some_briefing(rng, folders)
    write(path, path.read_text(encoding="utf-8") + "\n" + " ".join(sentence(rng) for _ in range(40)) + "\n")


def other_title(rng: random.Random, folders: Folders) -> None:
    _line(_some_briefing(rng, folders), "title", f"Tale of the {rng.choice(WORDS)} {letters(rng.randint(0, 999))}")


def other_summary(rng: random.Random, folders: Folders) -> None:
    _line(_some_briefing(rng, folders), "summary", sentence(rng))


def other_date(rng: random.Random, folders: Folders) -> None:
    # Some in the future, where they are left out.
    date = f"202{rng.randint(4, 7)}-0{rng.randint(1, 9)}-{rng.randint(1, 28):02}" if rng.random() < 0.8 else None
    _line(_some_briefing(rng, folders), "date", date)


def other_status(rng: random.Random, folders: Folders) -> None:
    _line(_some_briefing(rng, folders), "status", rng.choice(["draft", "published"]))


def other_language(rng: random.Random, folders: Folders) -> None:
    _line(_some_briefing(rng, folders), "language", rng.choice(["en", "it", "ar", "zh-Hant"]))


def other_entities(rng: random.Random, folders: Folders) -> None:
    _line(_some_briefing(rng, folders), "entities", f"[{', '.join(rng.sample([*NAMES, 'Somebody new'], 2))}]")


def other_slug(rng: random.Random, folders: Folders) -> None:
    _line(_some_briefing(rng, folders), "slug", f"moved-{rng.randint(0, 99)}")


def another_briefing(rng: random.Random, folders: Folders) -> None:
    number = rng.randint(100, 999)
    write(folders.content / f"briefings/b{number}.md", briefing(rng, number))


def translation(rng: random.Random, folders: Folders) -> None:
    path = _some_briefing(rng, folders)
    _line(path, "translation_of", rng.choice([name for name in ("b0", "b2", "b3") if name != path.stem]))


def no_briefing(rng: random.Random, folders: Folders) -> None:
    path = _some_briefing(rng, folders)
    if len(list(path.parent.glob("*.md"))) > 3:
        path.unlink()


def renamed_file(rng: random.Random, folders: Folders) -> None:
    path = _some_briefing(rng, folders)
    path.rename(path.with_name(f"r{rng.randint(0, 999)}.md"))


def other_topic(rng: random.Random, folders: Folders) -> None:
    path = folders.content / "topics.yml"
    text = path.read_text(encoding="utf-8")
    write(path, text.replace("title: Trade", f"title: Trade in {rng.choice(WORDS)}").replace("Ships,", sentence(rng)))


def other_entity(rng: random.Random, folders: Folders) -> None:
    path = folders.content / "entities.yml"
    kind = rng.choice(["person", "place", "event", "other"])
    write(path, path.read_text(encoding="utf-8") + f"- {{id: e{rng.randint(0, 999)}, name: E {kind}, kind: {kind}}}\n")


def other_record(rng: random.Random, folders: Folders) -> None:
    path = folders.content / "articles/first/article.yml"
    write(path, ARTICLE.replace("The first article", f"The first {rng.choice(WORDS)}"))


def other_page(rng: random.Random, folders: Folders) -> None:
    path = folders.content / f"pages/{rng.choice(['about', 'method'])}.md"
    write(path, f"---\ntitle: {rng.choice(WORDS)}\n---\n\n{sentence(rng)} [[Acme]]\n")


def other_asset(rng: random.Random, folders: Folders) -> None:
    path = folders.content / f"assets/{rng.choice(['map.svg', 'more/other.txt'])}"
    write(path, f"<!-- {sentence(rng)} -->")


def other_settings(rng: random.Random, folders: Folders) -> None:
    settings: dict[str, list[str | None]] = {
        "title": ["The world", "Another world", '"A & B <c>"'],
        "base_url": ["https://example.org", "https://example.org/below", "http://example.net:8000/"],
        "description": ["Some words", None],
        "page_size": ["2", "3", "50"],
        "language": ["en", "it", "de"],
        "timezone": ["UTC", "Asia/Tokyo", "America/New_York"],
        "navigation": ["[about]", "[]"],
        "noindex": ["true", "false"],
        "markdown": ["{typographer: true}", None],
    }
    name = rng.choice(sorted(settings))
    _setting(folders, name, rng.choice(settings[name]))


def other_parts(rng: random.Random, folders: Folders) -> None:
    _setting(folders, "languages", rng.choice(["{it: {title: Il mondo}}", "{it: {}, ar: {}}", None]))


def other_pictures(rng: random.Random, folders: Folders) -> None:
    _setting(folders, rng.choice(["cards", "markdown_twins", "json_ld"]), rng.choice(["true", "false"]))


def other_feeds(rng: random.Random, folders: Folders) -> None:
    path = folders.content / "site.yml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(("feeds", "  "))]
    feeds = f"feeds: {{items: {rng.randint(1, 6)}, content: {rng.choice(['full', 'summary'])}}}"
    write(path, "\n".join([*lines, feeds]) + "\n")


def other_style(rng: random.Random, folders: Folders) -> None:
    write(folders.themes / "own/assets/own.css", f"p {{ margin: {rng.randint(0, 9)}px }}\n")


def own_template(rng: random.Random, folders: Folders) -> None:
    path = folders.templates / rng.choice(["page.html", "briefing.html", "404.html"])
    if path.exists() and rng.random() < 0.5:
        path.unlink()
    else:
        write(path, f"<!doctype html><title>{{{{ page.head.title }}}}</title><p>{sentence(rng)}\n")


def other_words(rng: random.Random, folders: Folders) -> None:
    write(folders.themes / "own/locales/en.yml", f"briefings: {rng.choice(WORDS)}\n")


def torn_output(rng: random.Random, folders: Folders) -> None:
    """Somebody deletes or cuts a file of the output. The record has tests of its own."""
    path = rng.choice(sorted(path for path in folders.output.rglob("*") if path.is_file() and path.name != RECORD))
    if rng.random() < 0.5:
        path.unlink()
    else:
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2])


def unknown_link(rng: random.Random, folders: Folders) -> None:
    path = _some_briefing(rng, folders)
    write(path, path.read_text(encoding="utf-8") + "\n[[Nobody at all]]\n")


EDITS: tuple[Callable[[random.Random, Folders], None], ...] = (
    other_body,
    longer_body,
    other_title,
    other_summary,
    other_date,
    other_status,
    other_language,
    other_entities,
    other_slug,
    another_briefing,
    translation,
    no_briefing,
    renamed_file,
    other_topic,
    other_entity,
    other_record,
    other_page,
    other_asset,
    other_settings,
    other_parts,
    other_pictures,
    other_feeds,
    other_style,
    own_template,
    other_words,
    torn_output,
    unknown_link,
)
