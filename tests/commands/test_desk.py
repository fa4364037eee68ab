"""The desk changes only what an operation is about: all can be read, built and undone, and no address dies."""

import random
import re
import subprocess

import pytest
from click.testing import CliRunner

from site_builder.cli import cli
from site_builder.commands import desk
from site_builder.commands.check import check
from site_builder.commands.desk_list import rows
from site_builder.commands.desk_review import review
from site_builder.commands.options import Options
from site_builder.model.problem import ConfigError, SiteBuilderError
from site_builder.text.names import fold
from tests.laws.world import NOW, made, make_world, write

ENTITIES = """\
# Everyone who is named. Keep in order!

- id: acme            # the first
  name: Acme
  kind: organisation
  aliases: [Acme Inc., 'The Acme company']

# --- places ---
- {id: ruritania, name: Ruritania, kind: place, names: {it: Ruritania italiana}}
- id: rudolf
  name: "Rudolf"
  kind: person
  aliases:
    - King Rudolf
    # as his friends say
    - Rudi

- id: zenda
  name: The treaty of Zenda
  kind: law
  description: >-
    A treaty
    of two lines.
"""


@pytest.fixture
def folders(tmp_path):
    folders = make_world(tmp_path, random.Random(1))
    write(folders.content / "entities.yml", ENTITIES)
    return folders


def comments(text):
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]


def done(folders, changes_of):
    here = desk.open_desk(folders)
    changes = changes_of(here)
    desk.write(folders, here, changes)
    return changes


def test_merging_makes_names_aliases_and_renames_in_front_matter(folders):
    path = folders.content / "briefings/b1.md"
    path.write_text(
        re.sub("entities: .*", "entities: [Rudi, Acme, rudolf]  # people", path.read_text("utf-8")), "utf-8"
    )
    before = path.read_text("utf-8")
    done(folders, lambda here: desk.merge(here, "entities", "Acme", "rudolf"))
    text = (folders.content / "entities.yml").read_text("utf-8")
    assert "aliases: [Acme Inc., 'The Acme company', Rudolf, King Rudolf, Rudi]" in text
    assert comments(text) == comments(ENTITIES)
    assert path.read_text("utf-8") == before.replace("[Rudi, Acme, rudolf]", "[Acme]")


def test_a_merged_page_leads_on(folders):
    made(folders)
    done(folders, lambda here: desk.merge(here, "entities", "acme", "rudolf"))
    report = made(folders)
    assert "/entities/rudolf/ /entities/acme/ 301" in (folders.output / "_redirects").read_text("utf-8")
    assert not [problem for problem in report.problems if "rudolf" in problem.message]


def test_a_renamed_entity_keeps_its_place_and_a_new_id_leads_on(folders):
    made(folders)
    done(folders, lambda here: desk.rename(here, "entities", "rudolf", "Rudolf V", id="rudolf-v"))
    text = (folders.content / "entities.yml").read_text("utf-8")
    assert '- id: rudolf-v\n  name: "Rudolf V"\n' in text
    assert "    - Rudi\n    - Rudolf\n" in text
    made(folders)
    assert "/entities/rudolf/ /entities/rudolf-v/ 301" in (folders.output / "_redirects").read_text("utf-8")
    for briefing in (folders.content / "briefings").glob("*.md"):
        assert "Rudolf," not in briefing.read_text("utf-8").partition("\n---\n")[0].partition("entities:")[2]


def test_topics_are_merged_with_what_is_below_them(folders):
    write(
        folders.content / "topics.yml",
        "- {id: trade, title: Trade}\n- {id: ships, title: Ships, parent: trade}\n- {id: sea, title: Sea}\n",
    )
    done(folders, lambda here: desk.merge(here, "topics", "sea", "trade"))
    text = (folders.content / "topics.yml").read_text("utf-8")
    assert text == "- {id: ships, title: Ships, parent: sea}\n- {id: sea, title: Sea, aliases: [Trade]}\n"


def test_a_split_entity_takes_aliases_and_briefings_along(folders):
    path = folders.content / "briefings/b1.md"
    path.write_text(re.sub("entities: .*", "entities: [Rudolf]", path.read_text("utf-8")), "utf-8")
    done(folders, lambda here: desk.split(here, "rudolf", "Rudi", aliases=["Rudi"], briefings=["b1"]))
    assert "entities: [Rudi]" in path.read_text("utf-8")
    text = (folders.content / "entities.yml").read_text("utf-8")
    assert text.endswith("- id: rudi\n  name: Rudi\n  kind: person\n")
    assert "    - Rudi\n" not in text
    made(folders)


@pytest.mark.parametrize(
    "change",
    [
        lambda here: desk.merge(here, "entities", "acme", "nobody"),
        lambda here: desk.merge(here, "entities", "acme", "Acme Inc."),
        lambda here: desk.rename(here, "entities", "acme", "Rudi"),
        lambda here: desk.rename(here, "entities", "acme", "Acme", id="Not An Id"),
        lambda here: desk.split(here, "acme", "Rudolf"),
        lambda here: desk.split(here, "acme", "New", aliases=["Rudi"]),
    ],
)
def test_what_cannot_be_is_refused_with_a_word(folders, change):
    with pytest.raises(ConfigError) as refused:
        change(desk.open_desk(folders))
    assert {problem.code for problem in refused.value.problems} == {"SB008"}


def test_a_dry_run_shows_the_diff_and_changes_nothing(folders):
    before = (folders.content / "entities.yml").read_bytes()
    given = CliRunner().invoke(
        cli, ["-C", str(folders.root), "entities", "merge", "acme", "rudolf", "--dry-run"], standalone_mode=False
    )
    assert "--- a/content/entities.yml" in given.output
    assert '-  name: "Rudolf"' in given.output
    assert "would change" in given.output
    assert (folders.content / "entities.yml").read_bytes() == before


def test_the_list_counts_briefings_under_any_name(folders):
    path = folders.content / "briefings/b1.md"
    path.write_text(re.sub("entities: .*", "entities: [Rudi, rudolf]", path.read_text("utf-8")), "utf-8")
    here = desk.open_desk(folders)
    counted = {row["id"]: row["briefings"] for row in rows(here, "entities")}
    heads = here.used["entities"].values()
    assert counted["rudolf"] == sum(any(fold(name) in {"rudi", "rudolf"} for name in used) for used in heads)


REVIEW = """\
# What ingest found.
entities:
  - name: Black Michael
    kind: person
    aliases: [Michael]
    why: 'he says'
    seen_in: [first]
  # to be looked at
  - name: Ruritanian
    kind: other
  - name: The Elphberg
    kind: other
  - name: Nonsense
"""


def test_a_review_on_a_terminal_accepts_merges_renames_and_ignores(folders):
    write(folders.content / "review.yml", REVIEW)
    answers = iter(["r", "Prince Michael", "k", "pe", "a", "m", "ruritania", "s", "i"])
    said: list[str] = []
    report = review(folders, ask=lambda question, default: next(answers, None), say=said.append)
    assert report.counts == {"accepted": 1, "merged": 1, "ignored": 1, "skipped": 1}
    text = (folders.content / "entities.yml").read_text("utf-8")
    assert text.endswith(
        "- id: prince-michael\n  name: Prince Michael\n  kind: person\n  aliases: [Black Michael, Michael]\n"
    )
    assert (
        "kind: place, names: {it: Ruritania italiana}, aliases: [Ruritanian]}" in text
        or "aliases: [Ruritanian]" in text
    )
    left = (folders.content / "review.yml").read_text("utf-8")
    assert re.findall("name: (.*)", left) == ["The Elphberg"]
    assert comments(left) == comments(REVIEW)


def test_git_undoes_an_operation_to_the_byte(folders):
    def git(*arguments):
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
        return subprocess.run(["git", *identity, *arguments], cwd=folders.root, check=True, capture_output=True)

    before = {path: path.read_bytes() for path in folders.content.rglob("*") if path.is_file()}
    git("init", "--quiet")
    git("add", "content")
    git("commit", "--quiet", "-m", "Before")
    done(folders, lambda here: desk.merge(here, "entities", "Acme", "rudolf"))
    assert git("status", "--short").stdout
    git("checkout", "--quiet", "--", "content")
    assert {path: path.read_bytes() for path in folders.content.rglob("*") if path.is_file()} == before


def operation(rng, here):
    """A random operation on the desk: what it changes."""
    family = rng.choice(["entities", "entities", "topics"])
    records = here.records[family]
    one, other = rng.sample(records, 2) if len(records) > 1 else (records[0], records[0])
    name = rng.choice([one.id, *one.called])
    first, second = rng.choice(["Great", "Old", "It's", "A: b,"]), rng.choice(["tower", "Fürst", "塔"])
    new = f"{first} {second} {rng.randint(1, 99)}"
    match rng.randint(0, 3 if family == "entities" else 2):
        case 0 if len(records) > 2:
            return desk.merge(here, family, name, rng.choice([other.id, *other.called]))
        case 1:
            return desk.rename(here, family, name, new, id=f"id-{rng.randint(1, 999)}")
        case 3:
            chosen = rng.sample(one.aliases, rng.randint(0, len(one.aliases)))
            briefing = rng.choice(sorted(here.used["entities"]))
            return desk.split(here, name, new, aliases=chosen, briefings=[briefing])
    return desk.rename(here, family, name, new)


def urls(folders):
    """Every address of a group that is a page or leads to one."""
    homes = (path.parent.relative_to(folders.output) for path in folders.output.glob("*/*/index.html"))
    pages = {f"/{home.as_posix()}/" for home in homes}
    moved = folders.output / "_redirects"
    rules = [line.split() for line in moved.read_text("utf-8").splitlines()] if moved.exists() else []
    return pages | {rule[0] for rule in rules if rule[1].rstrip("/") + "/" in pages}


@pytest.mark.slow
def test_200_random_sequences_lose_nothing(tmp_path):
    start = make_world(tmp_path / "start", random.Random(1), briefings=4)
    write(start.content / "entities.yml", ENTITIES)
    original = {path: path.read_bytes() for path in sorted(start.content.rglob("*")) if path.is_file()}
    made(start)
    published = {path: path.read_bytes() for path in start.content.rglob("*") if path.is_file()}
    first = {url for url in urls(start) if url.startswith(("/entities/", "/topics/"))}
    refused = []
    for seed in range(200):
        rng = random.Random(seed)
        for path, data in published.items():
            path.write_bytes(data)
        # Each file has its own layout of line ends.
        if seed % 2:
            for name in ("entities.yml", "topics.yml", "briefings/b1.md"):
                path = start.content / name
                path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        said = {path: comments(path.read_text("utf-8")) for path in original if path.suffix in {".yml", ".md"}}
        order = [record.id for record in desk.open_desk(start).records["entities"]]
        for _ in range(rng.randint(1, 4)):
            here = desk.open_desk(start)
            try:
                changes = operation(rng, here)
            except SiteBuilderError as error:
                refused += [problem.code for problem in error.problems]
                continue
            desk.write(start, here, changes)
        after = desk.open_desk(start)
        for path, lines in said.items():
            assert comments(path.read_text("utf-8")) == lines, (seed, path)
            data = path.read_bytes()
            assert data.count(b"\r\n") in {0, data.count(b"\n")}, (seed, path)
        left = [record.id for record in after.records["entities"] if record.id in order]
        assert left == [name for name in order if name in left], seed
        if seed % 20 == 0:
            report = check(start, Options(now=NOW))
            assert [problem for problem in report.problems if problem.severity == "error"] == [], seed
            made(start)
            assert first <= urls(start), (seed, first - urls(start))
    assert set(refused) <= {"SB008"}
    assert len(refused) < 20
