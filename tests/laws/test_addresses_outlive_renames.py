"""Whatever is renamed, retitled or moved: what was published answers, and feed readers see nothing twice."""

import json
import random
import re

import pytest
import yaml

from site_builder.commands.folders import folders_of
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.layouts import BASE_URL, Ours
from tests.laws.world import made, tree, write

EDITS = 50
BUILDS = 5


class Renamed:
    """A site of 300 briefings, and edits to it as people make them."""

    def __init__(self, root, mode):
        Ours().write(Corpus(300), root)
        (root / Ours.base).unlink()
        self.folders = folders_of(root)
        self.serial = 0
        site = self.folders.content / "site.yml"
        more = f"redirects: {mode}\npage_size: 10\nfeeds: {{items: 1000, content: summary}}\nrules: {{SB2: warn}}\n"
        write(site, site.read_text(encoding="utf-8") + more)
        for number, path in enumerate(self.files()):
            self.change(path, lambda text, number=number: text.replace("---\n", f"---\nid: minted-{number}\n", 1))

    def files(self):
        return sorted((self.folders.content / "briefings").rglob("*.md"))

    def change(self, path, how):
        write(path, how(path.read_text(encoding="utf-8")))

    def fresh(self):
        self.serial += 1
        return f"renamed-{self.serial}"

    def refer(self, old, new):
        """Mend the links to a briefing, as its editor has to."""
        for path in (*self.files(), *self.folders.content.glob("*.yml")):
            text = path.read_text(encoding="utf-8")
            if f"briefing:{old}" in text:
                write(path, re.sub(rf"briefing:{re.escape(old)}(?=[\]|#])", f"briefing:{new}", text))

    def slug(self, path):
        found = re.search(r"^slug: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        return found[1] if found else path.stem

    def rename_slug(self, rng):
        path, new = rng.choice(self.files()), self.fresh()
        old = self.slug(path)
        self.change(path, lambda text: re.sub(r"^slug: .*\n", "", text, flags=re.MULTILINE))
        self.change(path, lambda text: text.replace("---\n", f"---\nslug: {new}\n", 1))
        self.refer(old, new)

    def rename_file(self, rng):
        path, new = rng.choice(self.files()), self.fresh()
        old = self.slug(path)
        path.rename(path.with_name(f"{new}.md"))
        self.refer(old, self.slug(path.with_name(f"{new}.md")))

    def move(self, rng):
        path = rng.choice(self.files())
        folder = self.folders.content / "briefings" / self.fresh()
        folder.mkdir()
        path.rename(folder / path.name)

    def retitle(self, rng):
        path = rng.choice(self.files())
        self.change(
            path,
            lambda text: re.sub(r"^title: .*$", f"title: Retitled {self.fresh()}", text, count=1, flags=re.MULTILINE),
        )

    def redate(self, rng):
        day = f"2013-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        self.change(rng.choice(self.files()), lambda text: replaced("date", day, text))

    def rename_record(self, rng):
        path = self.folders.content / rng.choice(["topics.yml", "entities.yml", "sources.yml"])
        records = yaml.safe_load(path.read_text(encoding="utf-8"))
        record = rng.choice(records)
        record["aliases"] = [*record.get("aliases", []), record["id"]]
        record["id"] = self.fresh()
        write(path, json.dumps(records))

    def rename_entity(self, rng):
        path = self.folders.content / "entities.yml"
        records = yaml.safe_load(path.read_text(encoding="utf-8"))
        record = rng.choice(records)
        record["aliases"] = [*record.get("aliases", []), record["name"]]
        record["name"] = f"Name {self.fresh()}"
        write(path, json.dumps(records))

    def edit(self, rng):
        edits = (self.rename_slug, self.rename_file, self.move, self.retitle, self.redate, self.rename_record)
        rng.choice((*edits, self.rename_entity))(rng)


def replaced(field, value, text):
    """*text* with another *value* of a field of its front matter."""
    return re.sub(rf"^{field}: .*$", f"{field}: {value}", text, count=1, flags=re.MULTILINE)


def addresses(files):
    """The addresses that readers know: pages and feeds, not files of the theme nor those for hosts."""
    found = (f"/{name}".removesuffix("index.html") for name in files)
    return {url for url in found if not url.startswith(("/assets/", "/_"))}


def moved(files):
    """Where each former address leads, as far as hosts and browsers are told."""
    rules = (line.split() for line in files.get("_redirects", b"").decode().splitlines())
    found = {old: new for old, new, status in rules if status == "301"}
    for name, data in files.items():
        target = re.search(rb'http-equiv="refresh" content="0; url=([^"]+)"', data) if name.endswith(".html") else None
        if target is not None:
            found[f"/{name}".removesuffix("index.html")] = target[1].decode().removeprefix(BASE_URL)
    return found


def feed_ids(files):
    """What feeds know each briefing by, told by its summary, which nobody edits here."""
    return {item["summary"]: item["id"] for item in json.loads(files["feed.json"])["items"]}


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["file", "pages"])
def test_every_published_address_answers_and_no_feed_id_changes(tmp_path, mode):
    rng = random.Random(mode)
    site = Renamed(tmp_path / "site", mode)
    made(site.folders)
    files = tree(site.folders.output)
    published, ids = addresses(files), feed_ids(files)
    leading: dict[str, str] = {}
    assert len(ids) == 300
    for _ in range(BUILDS):
        for _ in range(EDITS // BUILDS):
            site.edit(rng)
        report = made(site.folders)
        assert [problem for problem in report.problems if problem.code in {"SB249", "SB250"}] == []
        files = tree(site.folders.output)
        there, leading = addresses(files), moved(files)
        pages = there - leading.keys()
        assert {url for url in published if url not in pages and leading.get(url) not in pages} == set()
        assert feed_ids(files) == ids
        published |= pages
    assert len(leading) > EDITS // 3
