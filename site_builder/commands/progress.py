"""How far a command is: one line on a terminal, once it takes longer than a second, gone when it is done."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TextIO

_PATIENCE, _PAUSE = 1.0, 0.1
"""Seconds before the line is shown, and between two looks of it."""
_WIDEST = 79

Step = Callable[[int], None]
"""Told how many items more are done."""


class Line:
    """The line, on *stream*; *clock* gives seconds."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._begun = self._last = clock()
        self._shown = False

    def begun(self, what: str, total: int | None) -> Step:
        """Begin with *total* items, or nobody knows how many, of a kind of work called *what*."""
        start, done = self._clock(), 0

        def step(more: int) -> None:
            nonlocal done
            done += more
            now = self._clock()
            if now - self._begun >= _PATIENCE and now - self._last >= _PAUSE:
                self._last = now
                self._show(_said(what, done, total, now - start))

        return step

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._stream.write("\r" + " " * _WIDEST + "\r")
            self._stream.flush()
            self._shown = False

    def _show(self, text: str) -> None:
        self._stream.write("\r" + text[:_WIDEST].ljust(_WIDEST))
        self._stream.flush()
        self._shown = True


_LINE: ContextVar[Line | None] = ContextVar("progress", default=None)


def begun(what: str, total: int | None = None) -> Step:
    """Tell whoever looks that *what* begins; call what is given with the number of items that are done since."""
    line = _LINE.get()
    return line.begun(what, total) if line is not None else _nobody


def finished() -> None:
    """Take the line away, where a command goes on without an end that could be told."""
    line = _LINE.get()
    if line is not None:
        line.clear()


def is_watched() -> bool:
    """Whether the error stream is a terminal; a caller may have closed it, and then there is none."""
    return getattr(sys.stderr, "isatty", bool)()


@contextmanager
def on_terminal(*, wanted: bool = True) -> Iterator[None]:
    """While this lasts progress is shown, if *wanted*, where the error stream is a terminal and not that of CI."""
    recorded = bool(os.environ.get("CI")) or os.environ.get("TERM") == "dumb"
    if not wanted or recorded or not is_watched():
        yield
        return
    line = Line(sys.stderr)
    token = _LINE.set(line)
    try:
        yield
    finally:
        _LINE.reset(token)
        line.clear()


def _nobody(_: int) -> None:
    pass


def _said(what: str, done: int, total: int | None, seconds: float) -> str:
    rate = done / max(seconds, 0.001)
    said = f"{what} {done:,}" + (f" of {total:,}" if total is not None and total >= done else "")
    said += f", {rate:,.0f} a second"
    if total is not None and total > done and rate > 0:
        said += f", {_lasting((total - done) / rate)} left"
    return said


def _lasting(seconds: float) -> str:
    whole = max(1, round(seconds))
    return f"{whole} s" if whole < 90 else f"{round(whole / 60)} min"
