"""The sample site's briefings, briefings made from the articles themselves, and what both are checked against."""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from site_builder.content.authority import parse_authority
from site_builder.content.config import parse_config
from site_builder.content.parse import File, parse_briefing, parse_record
from site_builder.evidence.case import Library
from site_builder.evidence.check import Checked, check_briefing
from site_builder.evidence.names import names_of
from site_builder.evidence.seal import read_seal
from site_builder.evidence.sources import SealedSource, Source, TextSource
from site_builder.ingest.reading import read_plain_text
from site_builder.model.evidence import ArticleText
from site_builder.text.frontmatter import split

CHECKOUT = Path(__file__).resolve().parents[2]
ARTICLES = CHECKOUT.parent / "shared" / "articles"
"""The articles themselves lie beside the checkout, where they lie at all."""
CONTENT = CHECKOUT / "content"
CONFIG = parse_config((CONTENT / "site.yml").read_text("utf-8"))
_MADE = 12
"""Statements of a briefing that is made from an article."""


@dataclass(frozen=True)
class Sample:
    """Briefings as the text of their files, by name, and what they are checked against."""

    files: dict[str, str]
    library: Library

    def check(self, name: str, text: str) -> Checked:
        """What the check says of *text* in place of the file *name*."""
        file = File(f"content/briefings/{name}", name, text.encode())
        briefing = parse_briefing(file, CONFIG).briefing
        return check_briefing(briefing, text, len(text) - len(split(text).body), self.library)


@cache
def sealed() -> Sample:
    """The sample site as a clone has it: with seals alone."""
    articles: dict[str, Source] = {
        name: SealedSource(read_seal((CONTENT / "articles" / name / "seal.json").read_text("utf-8")))
        for name in records()
    }
    return Sample(_briefings(), _library(articles))


@cache
def open_sample() -> Sample:
    """The sample site with the articles' texts."""
    return Sample(_briefings(), _library({name: TextSource(text) for name, text in texts().items()}))


@cache
def made(seed: int) -> Sample:
    """Briefings that are made of the articles' own words, with the articles' texts; *seed* chooses the words."""
    rng = random.Random(seed)
    found = texts()
    files = {f"made-{name}.md": _made(name, text, rng) for name, text in sorted(found.items())}
    return Sample(files, _library({name: TextSource(text) for name, text in found.items()}))


@cache
def records():
    """The article records of the sample site, by id."""
    paths = sorted((CONTENT / "articles").glob("*/article.yml"))
    files = (File(path.as_posix(), f"{path.parent.name}/article.yml", path.read_bytes()) for path in paths)
    return {record.id: record for record in (parse_record(file, CONFIG) for file in files)}


@cache
def texts() -> dict[str, ArticleText]:
    """The articles' texts as ingest reads them, by id."""
    found = {}
    for name, record in records().items():
        article = read_plain_text((ARTICLES / record.origin).read_bytes(), record.origin, dt.date(2026, 6, 1))
        paragraphs = tuple(block.text for block in article.blocks)
        found[name] = ArticleText(id=name, paragraphs=paragraphs, language=record.language)
    return found


@cache
def authority():
    """The sample site's authority files."""
    paths = {name: CONTENT / f"{name}.yml" for name in ("topics", "entities", "sources")}
    files = {
        name: File(f"content/{name}.yml", path.name, path.read_bytes()) for name, path in paths.items() if path.exists()
    }
    return parse_authority(files, CONFIG).authority


def _briefings() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((CONTENT / "briefings").glob("*.md"))}


def _library(articles: dict[str, Source]) -> Library:
    return Library(records=records(), articles=articles, names=names_of(authority()), publishers={}, language="en")


def _made(name: str, text: ArticleText, rng: random.Random) -> str:
    """A briefing whose quotations are stretches of six to ten words, and whose key points repeat figures."""
    stretches = [
        (number, stretch)
        for number, paragraph in enumerate(text.paragraphs, start=1)
        for sentence in re.split(r"(?<=[.!?])\s|[“”\"„«»:;()\[\]]", paragraph)
        if (stretch := _stretch(sentence.split(), rng)) is not None
    ]
    rng.shuffle(stretches)
    lines = ["---", "title: Made for a test", f"articles: [{name}]", f"language: {text.language}", "key_points:"]
    for number, paragraph in enumerate(text.paragraphs, start=1):
        for figure in re.findall(r"(?<![\w.-])\d[\d,]{2,}(?![\w.-])", paragraph)[:2]:
            lines += [f"  - text: Among other things it was about {figure} of them.", f"    evidence: p{number}"]
    lines += ["  - text: A point without a figure.", "    evidence: p1", "quotations:"]
    for number, stretch in stretches[: _MADE // 2]:
        lines += [f"  - text: {_yaml(stretch)}", f"    evidence: p{number}"]
    record = records()[name]
    lines += [f"date: {record.date}"] if record.date is not None else []
    lines += ["---", ""]
    lines += [f"They put it so: “{stretch}”. [[p{number}]]\n" for number, stretch in stretches[_MADE // 2 : _MADE]]
    return "\n".join(lines) + "\n"


def _stretch(words: list[str], rng: random.Random) -> str | None:
    size = rng.randint(6, 10)
    if len(words) < size + 2:
        return None
    start = rng.randrange(len(words) - size)
    return " ".join(words[start : start + size]).strip(",.-– ")


def _yaml(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
