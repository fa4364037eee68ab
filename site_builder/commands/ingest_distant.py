"""A crew of other machines: articles are read by whoever an executor has."""

from __future__ import annotations

import functools
import pickle
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, field

from site_builder.commands.flow import workers_of
from site_builder.commands.ingest_crew import Crew
from site_builder.commands.ingest_work import Job, Result, Worker
from site_builder.model.problem import Problem

_EACH = 4
"""Jobs for each worker that are under way at a time: the way there and back takes longer than within a machine."""


@dataclass(slots=True, kw_only=True)
class DistantCrew(Crew):
    """Does jobs by *executor*; here, where a worker is lost and nobody is left."""

    executor: Executor
    _sent: dict[int, tuple[Job, Future[Result]]] = field(default_factory=dict)
    _packed: bytes = b""

    @property
    def ahead(self) -> int:
        """How many jobs should be under way."""
        return _EACH * max(1, workers_of(self.executor))

    def submit(self, job: Job, *, heavy: bool) -> int:  # noqa: ARG002  all of them are done elsewhere
        """Send a job away."""
        self._tickets += 1
        self._packed = self._packed or pickle.dumps(self.equipment)
        try:
            self._sent[self._tickets] = job, self.executor.submit(_do, self._packed, job)
        except BrokenExecutor:
            self._done[self._tickets] = self.do_here(job)
        return self._tickets

    def result(self, ticket: int) -> Result:
        """What became of a job; waits for it."""
        if ticket in self._done:
            return self._done.pop(ticket)
        job, future = self._sent.pop(ticket)
        try:
            return future.result()
        except BrokenExecutor:
            return self.do_here(job)

    def close(self) -> None:
        """Ask for nothing more."""
        for _, future in self._sent.values():
            future.cancel()
        self._sent.clear()


def _do(equipment: bytes, job: Job) -> Result:
    try:
        return _worker(equipment).do(job)
    except MemoryError:
        message, hint = "reading it takes too much memory", "look at the file; save only the article, or its text"
    except RecursionError:
        message, hint = "it is nested too deep", "save only the article, or its text"
    return (Problem(message, code="SB501", hint=hint),)


@functools.lru_cache(maxsize=2)
def _worker(equipment: bytes) -> Worker:
    """Prepared once a process. The bytes are those that this program packed for its own workers."""
    return Worker(pickle.loads(equipment))  # noqa: S301  see above
