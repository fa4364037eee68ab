"""Work on many items, by this process or by others, in the order of the items and without holding them all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

AHEAD = 6
"""Jobs on their way at a time: enough to keep a few workers busy while one result is used, few enough to be held."""


@dataclass(frozen=True, slots=True)
class Away(Generic[In, Out]):
    """How a job is done elsewhere, where it is another matter than sending the item and getting the result."""

    pack: Callable[[In], Any]
    """What is sent of an item."""
    work: Callable[[Any], Any]
    """What is done with that, elsewhere: a function that can be found by its name, or a `partial` of one."""
    unpack: Callable[[In, Any], Out]
    """The result, from the item, which stayed here, and from what came back."""


def in_chunks(items: Iterable[In], size: int) -> Iterator[tuple[In, ...]]:
    """*items* in tuples of *size*, the last one shorter; reads no further than it has to."""
    iterator = iter(items)
    while chunk := tuple(islice(iterator, size)):
        yield chunk


def in_order(
    job: Callable[[In], Out],
    items: Iterable[In],
    executor: Executor | None,
    *,
    is_large: Callable[[In], bool] = lambda _: True,
    away: Away[In, Out] | None = None,
) -> Iterator[Out]:
    """The results of *job* for *items*, in their order; with an *executor* a few jobs are always under way.

    Items that are not large are done here: to send them away would cost more than to do them. So are those whose
    worker is lost, and all that follow.
    """
    if executor is None:
        yield from map(job, items)
        return
    way: Away[In, Out] = Away(_as_it_is, job, _as_it_came) if away is None else away
    sender = _Sender(job, executor, way)
    ahead = max(AHEAD, 2 * workers_of(executor) + 2)
    waiting: deque[tuple[In, Future[Any] | None]] = deque()
    try:
        for item in items:
            waiting.append((item, sender.sent(item) if is_large(item) else None))
            if len(waiting) >= ahead:
                yield sender.result(*waiting.popleft())
        while waiting:
            yield sender.result(*waiting.popleft())
    finally:
        for _, future in waiting:
            if future is not None:
                future.cancel()


def workers_of(executor: Executor) -> int:
    """How many work for *executor*, as far as it says so; attributes of the executors of Python and of Dask."""
    return int(getattr(executor, "_max_workers", 0) or getattr(executor, "workers_known", 0))


@dataclass(slots=True)
class _Sender(Generic[In, Out]):
    """Sends items away as long as there is someone."""

    job: Callable[[In], Out]
    executor: Executor
    away: Away[In, Out]
    lost: bool = False

    def sent(self, item: In) -> Future[Any] | None:
        """The work on *item* elsewhere; None where nobody is left to do it."""
        if self.lost:
            return None
        try:
            return self.executor.submit(self.away.work, self.away.pack(item))
        except BrokenExecutor:
            self.lost = True
            return None

    def result(self, item: In, future: Future[Any] | None) -> Out:
        """What became of *item*, which is done here where it was not done elsewhere."""
        if future is None or self.lost:
            return self.job(item)
        try:
            came = future.result()
        except BrokenExecutor:
            self.lost = True
            return self.job(item)
        return self.away.unpack(item, came)


def _as_it_is(item: In) -> In:
    return item


def _as_it_came(_: object, came: Out) -> Out:
    return came
