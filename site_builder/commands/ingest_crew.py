"""Processes in which articles are read with a bound on time and memory, so that a hostile one harms itself only."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

from site_builder.commands.ingest_work import Equipment, Job, Result, Worker
from site_builder.model.problem import Problem

T = TypeVar("T")

SECONDS = 60.0
"""What one article may take, from the moment at which a process begins with it."""
MEMORY = 2_000_000_000
"""Bytes of data that one process may hold (where the operating system can see to that)."""

_TO_START = 120.0
"""Seconds in which a process has to begin, on a machine that has much else to do."""
_AHEAD = 3
"""Jobs for each process that are taken from the list in advance."""


@dataclass(slots=True)
class _Hand:
    """One process."""

    process: SpawnProcess
    pipe: Connection
    ticket: int | None = None
    """The job at which it is."""
    ready: bool = False
    """Whether it has begun to work: to start takes longer than many a job."""
    until: float = 0.0


@dataclass(slots=True)
class Crew:
    """Does jobs in other processes, or here where *jobs* is 1 and they are light. Results are asked for by ticket."""

    equipment: Equipment
    jobs: int
    seconds: float = SECONDS
    memory: int = MEMORY
    _here: Worker | None = None
    _hands: list[_Hand] = field(default_factory=list)
    _waiting: deque[tuple[int, Job]] = field(default_factory=deque)
    _names: dict[int, str] = field(default_factory=dict)
    _done: dict[int, Result] = field(default_factory=dict)
    _tickets: int = 0

    @property
    def ahead(self) -> int:
        """How many jobs should be under way."""
        return _AHEAD * self.jobs

    def submit(self, job: Job, *, heavy: bool) -> int:
        """Begin with a job, or put it in line; *heavy* ones are never done in this process."""
        self._tickets += 1
        if self.jobs == 1 and not heavy:
            self._done[self._tickets] = self.do_here(job)
        else:
            self._waiting.append((self._tickets, job))
            self._names[self._tickets] = job.name
            self._assign()
        return self._tickets

    def do_here(self, job: Job) -> Result:
        """Do a job in this process."""
        if self._here is None:
            self._here = Worker(self.equipment)
        return self._here.do(job)

    def result(self, ticket: int) -> Result:
        """What became of a job; waits for it."""
        while ticket not in self._done:
            self._assign()
            self._turn()
        return self._done.pop(ticket)

    def close(self) -> None:
        """End all processes."""
        for hand in self._hands:
            _end(hand)
        self._hands.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _assign(self) -> None:
        while self._waiting:
            hand = next((hand for hand in self._hands if hand.ticket is None), None)
            if hand is None and len(self._hands) < self.jobs:
                hand = _begun(self.equipment, self.memory)
                self._hands.append(hand)
            if hand is None:
                return
            ticket, job = self._waiting.popleft()
            try:
                hand.pipe.send(job)
            except OSError:
                # It ended between two jobs: another one takes its place.
                self._hands.remove(hand)
                _end(hand)
                self._waiting.appendleft((ticket, job))
                continue
            hand.ticket, hand.until = ticket, time.monotonic() + (self.seconds if hand.ready else _TO_START)

    def _turn(self) -> None:
        """Wait until something happens, and see to it."""
        busy = [hand for hand in self._hands if hand.ticket is not None]
        left = min((hand.until for hand in busy), default=time.monotonic()) - time.monotonic()
        ready = wait([hand.pipe for hand in busy], timeout=max(0.0, left) + 0.01) if busy else []
        for hand in busy:
            if hand.pipe in ready:
                self._received(hand)
            elif time.monotonic() > hand.until:
                message = f"reading it takes longer than {self.seconds:g} seconds"
                self._given_up(hand, message, "look at the file; save only the article, or its text")

    def _received(self, hand: _Hand) -> None:
        ticket = hand.ticket
        try:
            result = hand.pipe.recv()
        except (EOFError, OSError):
            self._given_up(hand, "reading it broke the process that did it", "look at the file; is it damaged?")
            return
        if not hand.ready:
            hand.ready, hand.until = True, time.monotonic() + self.seconds
            return
        if ticket is not None:
            self._settle(ticket, result)
        hand.ticket = None

    def _given_up(self, hand: _Hand, message: str, hint: str) -> None:
        self._hands.remove(hand)
        _end(hand)
        if hand.ticket is not None:
            self._settle(hand.ticket, (Problem(message, code="SB501", hint=hint),))

    def _settle(self, ticket: int, result: Result) -> None:
        self._names.pop(ticket, None)
        self._done[ticket] = result


def _begun(equipment: Equipment, memory: int) -> _Hand:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, equipment, memory), daemon=True)
    process.start()
    theirs.close()
    return _Hand(process=process, pipe=ours)


def _end(hand: _Hand) -> None:
    hand.pipe.close()
    hand.process.kill()
    hand.process.join(5)


def _work(pipe: Connection, equipment: Equipment, memory: int) -> None:
    """What a process does: one job after the other, until the pipe is closed."""
    with contextlib.suppress(ValueError):
        # Ctrl-C is for the process that was called; it ends this one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker = Worker(equipment)
    _bound(memory)
    pipe.send(None)
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            pipe.send(worker.do(job))
        except MemoryError:
            message, hint = "reading it takes too much memory", "look at the file; save only the article, or its text"
            pipe.send((Problem(message, code="SB501", hint=hint),))
        except RecursionError:
            message, hint = "it is nested too deep", "save only the article, or its text"
            pipe.send((Problem(message, code="SB501", hint=hint),))


def _bound(memory: int) -> None:
    """Bound the memory of this process: its data, not its libraries and not what threads reserve and never use."""
    try:
        import resource  # noqa: PLC0415  Unix has it
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (_held() + memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _held() -> int:
    """The bytes of data that this process has now (proc(5), statm); nothing where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[5]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def processes(jobs: int | None, articles: int) -> int:
    """How many processes are worth while for so many articles, where nobody says."""
    if jobs is not None:
        return jobs
    present = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return present if articles >= 100 else 1


def in_turn(crew: Crew, jobs: Iterable[tuple[Job, bool] | T]) -> Iterator[tuple[Job, Result] | T]:
    """The results of *jobs* (each with whether it is heavy) in their order, with a few under way at a time.

    What is no job is a result already, and passed on in its turn.
    """
    waiting: deque[tuple[Job, int] | _Ready[T]] = deque()
    for one in jobs:
        waiting.append((one[0], crew.submit(one[0], heavy=one[1])) if isinstance(one, tuple) else _Ready(one))
        while len(waiting) >= crew.ahead:
            yield _next(crew, waiting)
    while waiting:
        yield _next(crew, waiting)


@dataclass(frozen=True, slots=True)
class _Ready(Generic[T]):
    """What needs no work."""

    value: T


def _next(crew: Crew, waiting: deque[Any]) -> Any:
    one = waiting.popleft()
    return one.value if isinstance(one, _Ready) else (one[0], crew.result(one[1]))
