"""Work on many items, by this process or by others, in the order of the items and without holding them all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from itertools import islice
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

AHEAD = 6
"""Jobs on their way at a time: enough to keep a few workers busy while one result is used, few enough to be held."""


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
) -> Iterator[Out]:
    """The results of *job* for *items*, in their order; with an *executor* a few jobs are always under way.

    Items that are not large are done here: to send them away would cost more than to do them.
    """
    if executor is None:
        yield from map(job, items)
        return
    waiting: deque[Future[Out]] = deque()
    try:
        for item in items:
            waiting.append(executor.submit(job, item) if is_large(item) else _done(job, item))
            if len(waiting) >= AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _done(job: Callable[[In], Out], item: In) -> Future[Out]:
    future: Future[Out] = Future()
    future.set_result(job(item))
    return future
