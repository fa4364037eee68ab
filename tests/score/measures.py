"""How good `ingest` is, by figures that others use: each function takes a folder of gold data and gives a `Score`."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_builder.ingest.cleaning import clean
from site_builder.ingest.entities import find_entities
from site_builder.ingest.keypoints import find_key_points
from site_builder.ingest.known import compile_names
from site_builder.ingest.lexicon import lexicon
from site_builder.ingest.paragraphs import Paragraph, read_paragraphs
from site_builder.ingest.readers.html import read_html
from site_builder.ingest.topics import KnownTopics, find_topics
from site_builder.model.article import Block
from site_builder.model.entity import TopicRecord
from site_builder.model.problem import IngestError
from site_builder.text.schema import decode

TOPICS = Path(__file__).with_name("bbc_topics.yml")
_WORD = re.compile(r"\w+")
_KINDS = {"person": "PER", "organisation": "ORG", "place": "LOC"}
_NOTHING_KNOWN = compile_names([])


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One line of the table."""

    name: str
    what: str
    precision: float | None = None
    recall: float | None = None
    value: float
    milliseconds: float
    """Of CPU, for each article."""
    articles: int


def pages(folder: Path) -> Iterator[Score]:
    """Text of news pages: 4-gram shingles as article-extraction-benchmark counts them (its evaluate.py, README)."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    started, precisions, recalls = time.process_time(), [], []
    for name, gold in truth.items():
        found = _page_text(gzip.decompress((folder / f"{name}.html.gz").read_bytes()))
        precision, recall = _shingled(gold["articleBody"], found)
        precisions += [precision] if precision is not None else []
        recalls += [recall] if recall is not None else []
    took = _milliseconds(started, len(truth))
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    yield Score(
        name="html",
        what="text F1",
        precision=precision,
        recall=recall,
        value=_f1(precision, recall),
        milliseconds=took,
        articles=len(truth),
    )


def entities(file: Path) -> Iterator[Score]:
    """Names, each document's set of folded surfaces, without and with their kinds."""
    rows = list(_rows(file))
    has_misc = any(kind == "MISC" for row in rows for _, _, kind, _ in row["entities"])
    bare, typed = Counter[str](), Counter[str]()
    started = time.process_time()
    for row in rows:
        found = _entities(row, has_misc=has_misc)
        gold = {surface.casefold(): kind for _, _, kind, surface in row["entities"]}
        _count(bare, set(gold), set(found))
        _count(typed, set(gold.items()), set(found.items()))
    took = _milliseconds(started, len(rows))
    for what, counts in (("entities, untyped F1", bare), ("entities, typed F1", typed)):
        precision = counts["right"] / max(1, counts["right"] + counts["wrong"])
        recall = counts["right"] / max(1, counts["right"] + counts["missed"])
        yield Score(
            name=file.stem,
            what=what,
            precision=precision,
            recall=recall,
            value=_f1(precision, recall),
            milliseconds=took,
            articles=len(rows),
        )


def topics(file: Path) -> Iterator[Score]:
    """Topics by the hand-written keywords: the share of articles whose best topic is the right one."""
    known = KnownTopics(decode(tuple[TopicRecord, ...], TOPICS.read_text("utf-8")))
    rows = list(_rows(file))
    started, right, found_any = time.process_time(), 0, 0
    for row in rows:
        paragraphs = _paragraphs(row)
        found = find_topics(paragraphs, find_entities(paragraphs, lexicon("en"), _NOTHING_KNOWN), known)
        found_any += bool(found)
        right += bool(found) and found[0].id == row["topic"]
    yield Score(
        name=file.stem,
        what="topics, accuracy",
        precision=right / max(1, found_any),
        recall=found_any / len(rows),
        value=right / len(rows),
        milliseconds=_milliseconds(started, len(rows)),
        articles=len(rows),
    )


def key_points(file: Path) -> Iterator[Score]:
    """The share of the first three sentences chosen that the reference's summary has, word for word."""
    rows = list(_rows(file))
    started, right, chosen = time.process_time(), 0, 0
    for row in rows:
        paragraphs = _paragraphs(row)
        words = lexicon("en")
        points = find_key_points(paragraphs, find_entities(paragraphs, words, _NOTHING_KNOWN), words).key_points[:3]
        summary = row["summary"]
        reference = _plain(summary if isinstance(summary, str) else " ".join(summary))
        chosen += len(points)
        right += sum(_plain(point.text) in reference for point in points)
    yield Score(
        name=file.stem,
        what="key points, precision",
        value=right / max(1, chosen),
        milliseconds=_milliseconds(started, len(rows)),
        articles=len(rows),
    )


def _page_text(data: bytes) -> str:
    try:
        draft = read_html(data)
    except IngestError:
        return ""
    return "\n".join(line.text for line in clean(draft.lines, draft.title).kept)


def _shingled(gold: str, found: str) -> tuple[float | None, float | None]:
    wanted, got = _shingles(gold), _shingles(found)
    right, wrong, missed = (wanted & got).total(), (got - wanted).total(), (wanted - got).total()
    if not wrong and not missed:
        return 1.0, 1.0
    return (right / (right + wrong) if got else None), (right / (right + missed) if wanted else None)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[place : place + 4]) for place in range(max(1, len(words) - 3))) if words else Counter()


def _entities(row: Mapping[str, Any], *, has_misc: bool) -> dict[str, str]:
    words = lexicon(row["lang"])
    found: dict[str, str] = {}
    for entity in find_entities(read_paragraphs(None, _blocks(row["text"]), words), words, _NOTHING_KNOWN):
        # Without an own kind for them in the gold, what is left over counts as the largest class, organisations.
        kind = _KINDS.get(entity.kind, "ORG" if entity.kind == "other" else "MISC")
        if kind != "MISC" or has_misc:
            found.update((mention.text.casefold(), kind) for mention in entity.mentions)
    return found


def _count(counts: Counter[str], gold: set[Any], found: set[Any]) -> None:
    counts.update(right=len(gold & found), wrong=len(found - gold), missed=len(gold - found))


def _paragraphs(row: Mapping[str, Any]) -> tuple[Paragraph, ...]:
    return read_paragraphs(row["title"], _blocks(row["body"]), lexicon("en"))


def _blocks(text: str) -> tuple[Block, ...]:
    rows = [row for row in text.split("\n") if row.strip()]
    return tuple(Block(kind="paragraph", text=row, number=number, line=number) for number, row in enumerate(rows, 1))


def _rows(file: Path) -> Iterable[dict[str, Any]]:
    return (json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip())


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _milliseconds(started: float, articles: int) -> float:
    return (time.process_time() - started) * 1000 / max(1, articles)
