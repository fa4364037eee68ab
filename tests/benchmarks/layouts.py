"""One corpus as the folder of each generator: the same pages and the same words, each in its generator's own way."""

from __future__ import annotations

import hashlib
import json
import shutil
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.corpus import Article, Briefing, Corpus, Record, Ref, written

HERE = Path(__file__).resolve().parent
THEMES = HERE.parents[1] / "themes"
TITLE = "The bench"
BASE_URL = "https://bench.example"
ABOUT = "A corpus that was made to measure with. Nothing in it means anything.\n"

_ALONE = """\
cards: false
charts: false
json_ld: false
markdown_twins: false
search: {engine: "off"}
"""
"""Without what only our sites have; each costs about as much as a page, the cards more than all else together."""


class Layout(ABC):
    """How one generator wants its folder. Front matter is YAML, and JSON is YAML: so values are written as JSON."""

    name: str
    output: str
    """The folder that it writes the site into."""
    memory: tuple[str, ...] = ()
    """What it keeps besides, to be quicker the next time."""
    base: str
    """The template of the frame around every page; it holds `</footer>` once."""
    static: str = ""
    """Where files lie that go out as they are."""

    def write(self, corpus: Corpus, folder: Path) -> None:
        """Make *folder* anew, with all that the generator reads."""
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        templates = HERE / "peers" / self.name
        if templates.is_dir():
            shutil.copytree(templates, folder, dirs_exist_ok=True)
            shutil.copytree(THEMES / "briefing" / "assets", folder / self.static)
        self.write_rest(corpus, folder)
        self.file(folder, corpus[0]).parent.mkdir(parents=True, exist_ok=True)
        for briefing in corpus:
            self.write_briefing(folder, briefing)

    def write_briefing(self, folder: Path, briefing: Briefing) -> None:
        """Write the file of one briefing."""
        self.file(folder, briefing).write_text(self.text(briefing), encoding="utf-8")

    @abstractmethod
    def file(self, folder: Path, briefing: Briefing) -> Path:
        """Where a briefing lies."""

    @abstractmethod
    def text(self, briefing: Briefing) -> str:
        """The file of a briefing."""

    @abstractmethod
    def write_rest(self, corpus: Corpus, folder: Path) -> None:
        """Write all but the briefings."""


class Ours(Layout):
    """The folder of site-builder, with a `base.html` of its own before that of the theme, so that it can be edited."""

    name = "ours"
    output = "output"
    memory = (".site-builder", "content/addresses.json")
    base = "templates/base.html"
    settings = _ALONE

    def file(self, folder: Path, briefing: Briefing) -> Path:
        return folder / "content/briefings" / f"{briefing.slug}.md"

    def text(self, briefing: Briefing) -> str:
        head: dict[str, object] = {
            "title": briefing.title,
            "date": briefing.date.strftime("%Y-%m-%dT%H:%MZ"),
            "language": "en",
            "source": briefing.source.slug,
            "summary": briefing.summary,
            "key_points": briefing.key_points,
            "topics": [topic.slug for topic in briefing.topics],
            "entities": [entity.name for entity in briefing.entities],
        }
        if briefing.article is not None:
            head |= _cited(briefing.slug, briefing.article)
        return _matter(head) + written(briefing.body, _wiki)

    def write_briefing(self, folder: Path, briefing: Briefing) -> None:
        """Write the file of one briefing, and those of its article."""
        super().write_briefing(folder, briefing)
        if briefing.article is not None:
            paragraphs = briefing.article.paragraphs
            text = "\n".join(f"[p{number}] {text}\n" for number, text in enumerate(paragraphs, start=1))
            record = {
                "id": briefing.slug,
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "date": briefing.date.strftime("%Y-%m-%dT%H:%MZ"),
                "publisher": briefing.source.name,
                "language": "en",
                "paragraphs": len(paragraphs),
            }
            article = folder / "content/articles" / briefing.slug
            _put(article / "article.yml", "".join(f"{name}: {json.dumps(value)}\n" for name, value in record.items()))
            _put(article / "text.txt", text)

    def write_rest(self, corpus: Corpus, folder: Path) -> None:
        site = f"title: {TITLE}\nbase_url: {BASE_URL}\ndescription: {ABOUT}language: en\nnavigation: [about]\n"
        _put(folder / "content/site.yml", site + self.settings)
        _put(folder / "content/pages/about.md", _matter({"title": "About", "description": TITLE}) + ABOUT)
        _put(folder / "content/topics.yml", "".join(self._record(topic, "title") for topic in corpus.topics))
        _put(folder / "content/entities.yml", "".join(self._record(entity, "name") for entity in corpus.entities))
        _put(folder / "content/sources.yml", "".join(self._record(source, "name") for source in corpus.sources))
        _put(folder / self.base, (THEMES / "briefing/templates/base.html").read_text(encoding="utf-8"))

    def _record(self, record: Record, called: str) -> str:
        said: dict[str, object] = {"id": record.slug, called: record.name}
        if record.type:
            said["kind"] = record.type
        if record.aliases:
            said["aliases"] = record.aliases
        if record.text:
            said["description"] = "\n\n".join(written(paragraph, _wiki) for paragraph in record.text)
        return "- " + "  ".join(f"{name}: {json.dumps(value)}\n" for name, value in said.items())


class Everything(Ours):
    """The same with all that a site has when nobody switches it off."""

    name = "everything"
    settings = ""


class Hugo(Layout):
    """Hugo: topics, entities and sources are taxonomies, whose terms have content files."""

    name = "hugo"
    output = "public"
    memory = ("resources", ".cache")
    base = "layouts/baseof.html"
    static = "static"

    def file(self, folder: Path, briefing: Briefing) -> Path:
        return folder / "content/briefings" / f"{briefing.slug}.md"

    def text(self, briefing: Briefing) -> str:
        return _peer_text(briefing, "slug")

    def write_rest(self, corpus: Corpus, folder: Path) -> None:
        _put(folder / "content/about.md", _matter({"title": "About"}) + ABOUT)
        _put(folder / "content/briefings/_index.md", _matter({"title": "Briefings"}))
        for record in (*corpus.topics, *corpus.entities, *corpus.sources):
            head = {"title": record.name, "sort": record.type, "also": record.aliases}
            text = "\n\n".join(written(paragraph, _markdown) for paragraph in record.text)
            _put(folder / "content" / record.kind / record.slug / "_index.md", _matter(head) + text)


class Eleventy(Layout):
    """Eleventy: groups are collections that its configuration makes, and their pages are paginations of those."""

    name = "eleventy"
    output = "_site"
    base = "_includes/base.njk"
    static = "assets"

    def file(self, folder: Path, briefing: Briefing) -> Path:
        return folder / "content/briefings" / f"{briefing.slug}.md"

    def text(self, briefing: Briefing) -> str:
        return _peer_text(briefing, "slug")

    def write_rest(self, corpus: Corpus, folder: Path) -> None:
        head = {"title": "About", "layout": "page.njk", "permalink": "/about/"}
        _put(folder / "content/about.md", _matter(head) + ABOUT)
        _put(folder / "_data/records.json", json.dumps(_records(corpus)))


class Pelican(Layout):
    """Pelican: topics are its tags, entities its authors, sources its categories."""

    name = "pelican"
    output = "output"
    memory = ("cache", "__pycache__")
    base = "theme/templates/base.html"
    static = "theme/static"

    def file(self, folder: Path, briefing: Briefing) -> Path:
        return folder / "content/briefings" / f"{briefing.slug}.md"

    def text(self, briefing: Briefing) -> str:
        points = "\n    ".join(briefing.key_points)
        return (
            f"Title: {briefing.title}\nSlug: {briefing.slug}\nDate: {briefing.date:%Y-%m-%d %H:%M}\n"
            f"Category: {briefing.source.slug}\nTags: {', '.join(topic.slug for topic in briefing.topics)}\n"
            f"Authors: {', '.join(entity.slug for entity in briefing.entities)}\nSummary: {briefing.summary}\n"
            f"Key_points: {points}\n\n{written(briefing.body, _markdown)}"
        )

    def write_rest(self, corpus: Corpus, folder: Path) -> None:
        _put(folder / "content/pages/about.md", f"Title: About\nSlug: about\n\n{ABOUT}")
        _put(folder / "records.json", json.dumps(_records(corpus)))


class Zola(Layout):
    """Zola: topics, entities and sources are taxonomies; what is known of a term is read from a data file."""

    name = "zola"
    output = "public"
    base = "templates/base.html"
    static = "static"

    def file(self, folder: Path, briefing: Briefing) -> Path:
        return folder / "content/briefings" / f"{briefing.slug}.md"

    def text(self, briefing: Briefing) -> str:
        head = {
            "title": briefing.title,
            "date": briefing.date.strftime("%Y-%m-%dT%H:%M:00Z"),
            "description": briefing.summary,
            "taxonomies": {
                "topics": [topic.name for topic in briefing.topics],
                "entities": [entity.name for entity in briefing.entities],
                "sources": [briefing.source.name],
            },
            "extra": {"key_points": briefing.key_points},
        }
        return _matter(head) + written(briefing.body, _markdown)

    def write_rest(self, corpus: Corpus, folder: Path) -> None:
        _put(folder / "content/about.md", _matter({"title": "About", "template": "about.html"}) + ABOUT)
        section = {"title": "Briefings", "sort_by": "date", "paginate_by": 50, "page_template": "briefing.html"}
        _put(folder / "content/briefings/_index.md", _matter(section))
        # A file for each: Zola would hand a copy of a large one to every page that asks for a part of it.
        for kind, records in _records(corpus).items():
            for slug, record in records.items():
                _put(folder / "data" / kind / f"{slug}.json", json.dumps(record))


LAYOUTS: dict[str, Layout] = {
    layout.name: layout for layout in (Ours(), Everything(), Hugo(), Eleventy(), Pelican(), Zola())
}


def _matter(head: Mapping[str, object]) -> str:
    return "---\n" + "".join(f"{name}: {_scalar(value)}\n" for name, value in head.items()) + "---\n\n"


def _scalar(value: object) -> str:
    # Words of letters, digits and commas, and dates, stand as people write them; the rest as JSON.
    if isinstance(value, str) and value[:1].isalnum() and not set(value) & set(":#{}[]&*!|>'\"%@`\n"):
        return value
    if isinstance(value, str) and value[:2] == "20" and value[-1] == "Z":
        return value
    if isinstance(value, (list, tuple)):
        return "".join(f"\n  - {_scalar(item)}" for item in value) or "[]"
    return json.dumps(value)


def _peer_text(briefing: Briefing, called: str) -> str:
    head: dict[str, object] = {
        "title": briefing.title,
        "date": briefing.date.strftime("%Y-%m-%dT%H:%M:00Z"),
        "summary": briefing.summary,
        "key_points": briefing.key_points,
        "topics": [getattr(topic, called) for topic in briefing.topics],
        "entities": [getattr(entity, called) for entity in briefing.entities],
        "sources": [getattr(briefing.source, called)],
    }
    return _matter(head) + written(briefing.body, _markdown)


def _records(corpus: Corpus) -> dict[str, dict[str, dict[str, object]]]:
    """For generators that keep no content for a group: kind and slug to what is known, its text as simple HTML."""
    kinds = {"topics": corpus.topics, "entities": corpus.entities, "sources": corpus.sources}
    return {kind: {record.slug: _data(record) for record in records} for kind, records in kinds.items()}


def _data(record: Record) -> dict[str, object]:
    text = "".join(f"<p>{written(paragraph, _anchor)}</p>\n" for paragraph in record.text)
    return {"name": record.name, "type": record.type, "aliases": record.aliases, "text": text}


def _wiki(ref: Ref) -> str:
    if ref.kind == "briefings":
        return f"[{ref.label}]({ref.slug}.md)"
    return f"[[{ref.name}|{ref.label}]]" if ref.label else f"[[{ref.name}]]"


def _markdown(ref: Ref) -> str:
    return f"[{ref.label or ref.name}](/{ref.kind}/{ref.slug}/)"


def _anchor(ref: Ref) -> str:
    return f'<a href="/{ref.kind}/{ref.slug}/">{ref.label or ref.name}</a>'


def _cited(slug: str, article: Article) -> dict[str, object]:
    """What front matter says of an article and of what rests on it."""
    return {
        "articles": [slug],
        "key_points": [{"text": text, "evidence": f"p{number}"} for text, number in article.key_points],
        "quotations": [
            {"text": text, "speaker": speaker, "evidence": f"p{number}"} for text, speaker, number in article.quotations
        ],
    }


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
