"""The part of ingest that is work and touches no disk: an article is read and looked through, here or in a process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from site_builder.ingest.analysis import Knowledge, analyse
from site_builder.ingest.findings import Findings
from site_builder.ingest.known import compile_names
from site_builder.ingest.reading import read_one
from site_builder.ingest.topics import KnownTopics
from site_builder.model.article import Article
from site_builder.model.entity import EntityRecord, Proposal, SourceRecord, TopicRecord
from site_builder.model.extensions import Step
from site_builder.model.problem import Problem, SiteBuilderError


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """What every article is looked through with; it can be sent to another process."""

    entities: tuple[EntityRecord, ...] = ()
    changed: tuple[Proposal, ...] = ()
    topics: tuple[TopicRecord, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    refused: frozenset[str] = frozenset()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One article to be understood."""

    data: bytes
    name: str
    """What the article is called where its kind is told by its name."""
    origin: str
    """What is written down as its origin."""
    day: dt.date
    """The last day that a date without a year can be."""
    url: str = ""
    path: str = ""
    """The file in which it stands, for messages."""
    article: Article | None = None
    """The article, where a reader of a plugin has read it already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """An article, read and looked through."""

    article: Article
    findings: Findings


Result = Understood | tuple[Problem, ...]
"""What became of a job: problems where it cannot be read."""


class Worker:
    """Does jobs with an equipment that is prepared once."""

    def __init__(self, equipment: Equipment) -> None:
        self._steps: Sequence[Step] = equipment.steps
        self._knowledge = Knowledge(
            names=compile_names(equipment.entities, equipment.changed),
            topics=KnownTopics(equipment.topics),
            sources=equipment.sources,
            refused=equipment.refused,
        )

    def do(self, job: Job) -> Result:
        """Read and look through one article."""
        try:
            article = job.article or read_one(job.data, job.name, job.day, url=job.url)
            for step in self._steps:
                article = step(article)
        except SiteBuilderError as error:
            return error.problems
        article = replace(article, origin=job.origin)
        return Understood(article=article, findings=analyse(article, self._knowledge))
