"""One build at a time at each place."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from site_builder.disk.lock import BusyError, locked
from site_builder.model.problem import Problem, PublishError
from site_builder.publish.places import Place, explained
from site_builder.publish.switch import recover

_LOCK = "lock"
_IGNORE = ".gitignore"


@dataclass(frozen=True, slots=True)
class Hold:
    """The right to publish at a place, until `hold` ends."""

    place: Place


@contextmanager
def hold(place: Place, *, patience: float = 0) -> Iterator[Hold]:
    """Keep every other build away from *place*, waiting at most *patience* seconds for one that is at work.

    The workshop is made, and removed afterwards unless something is to stay in it; a switch that a killed build left
    half done is undone. Raises PublishError, where another build is still at work too.
    """
    if place.workshop.is_symlink():
        hint = f"remove {place.workshop.name}"
        raise PublishError(Problem(f"{place.workshop.name} beside {place.shown} is a link", code="SB402", hint=hint))
    with contextlib.ExitStack() as held:
        try:
            with explained(place):
                held.callback(_leave, place)
                held.enter_context(locked(place.workshop / _LOCK, prepare=lambda: _enter(place), patience=patience))
                _keep_out_of_git(place)
                recover(place)
        except BusyError as busy:
            raise PublishError(_busy(place, str(busy))) from None
        yield Hold(place)


def _enter(place: Place) -> None:
    try:
        place.workshop.mkdir(parents=True)
    except FileExistsError:
        if place.workshop.is_file():
            raise


def _keep_out_of_git(place: Place) -> None:
    """Let the folder keep itself out of git, should a killed build leave it behind."""
    with contextlib.suppress(OSError):
        (place.workshop / _IGNORE).write_text("*\n", encoding="ascii")


def _leave(place: Place) -> None:
    with contextlib.suppress(OSError):
        if not any(entry.name != _IGNORE for entry in place.workshop.iterdir()):
            (place.workshop / _IGNORE).unlink(missing_ok=True)
            place.workshop.rmdir()


def _busy(place: Place, who: str) -> Problem:
    return Problem(
        f"{place.shown} is being written by another build ({who})",
        code="SB403",
        hint="wait until it is done, or stop it, and build again",
    )
