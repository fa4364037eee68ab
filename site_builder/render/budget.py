"""How much work one page may ask of its templates.

Jinja's own sandbox keeps templates away from Python; it does not keep them from looping for hours or filling the
memory. Here every turn of a loop, call, inclusion and filter takes from a budget, and texts have a largest size. Both
are counted, not timed, so that a page which is refused on one machine is refused on all.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from contextvars import ContextVar
from itertools import islice
from typing import Any

from jinja2 import pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Undefined
from markupsafe import Markup, escape

from site_builder.model.briefing import Body

MAX_STEPS = 3_000_000
"""Turns of loops, calls, inclusions and filters on one page; an index of 100,000 entities takes half of it."""
MAX_TEXT = 20_000_000
"""Characters of a page, and of any text on the way to it."""
MAX_RANGE = 100_000
"""Numbers of a `range`."""
MAX_NUMBER = 10**30
"""No figure of a page is larger."""

CALL = 5
"""The price of a call or an inclusion: it takes about five times as long as a turn of a loop."""
_SIZED = (str, list, tuple, dict, range)
_BATCH = 256
"""Parts of a text that are counted together."""
_CHARACTERS_PER_STEP = 64
"""How much text a filter reads for the price of one step."""


class RefusedError(SecurityError):
    """A template asked for something that templates may not do."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


@dataclasses.dataclass(slots=True)
class Work:
    """What is at hand while one page is rendered: the bodies that it shows, and what is left of its budget."""

    bodies: Mapping[str, Body]
    steps: int = MAX_STEPS


# A context variable, because Jinja calls filters and loops without a place for such an argument; each thread and each
# `at_work` has its own, so two pages can be rendered at once.
_WORK: ContextVar[Work] = ContextVar("work")


@contextlib.contextmanager
def at_work(work: Work) -> Iterator[None]:
    """While this lasts, filters and loops take from *work*."""
    token = _WORK.set(work)
    try:
        yield
    finally:
        _WORK.reset(token)


def body(fingerprint: str) -> Body:
    """The body of that fingerprint, for the page at work."""
    return _WORK.get().bodies[fingerprint]


def price(value: Any) -> int:
    """What it costs to read *value* once."""
    return 1 + (len(value) // _CHARACTERS_PER_STEP if isinstance(value, _SIZED) else 0)


def charge(steps: int) -> None:
    """Take *steps* from the budget of the page at work. Raises RefusedError where nothing is left."""
    work = _WORK.get()
    work.steps -= steps
    if work.steps < 0:
        raise RefusedError(
            f"the page takes more than {MAX_STEPS:,} steps", "look for loops within loops, or a macro that calls itself"
        )


def spent() -> int:
    """How many steps the page at work has taken so far."""
    return MAX_STEPS - _WORK.get().steps


def check_text(size: int) -> None:
    """Raise RefusedError where a text of *size* characters would be too long."""
    if size > MAX_TEXT:
        raise RefusedError(
            f"a text grows beyond {MAX_TEXT:,} characters", "look for a text that is joined to itself in a loop"
        )


def bounded_range(*bounds: int) -> range:
    """Python's `range`, of at most `MAX_RANGE` numbers."""
    numbers = range(*bounds)
    # Not len(): it overflows where this comparison does not.
    if numbers and abs(numbers[-1] - numbers[0]) // abs(numbers.step) >= MAX_RANGE:
        raise RefusedError(f"the range has more than {MAX_RANGE:,} numbers")
    return numbers


def printed(value: Any) -> Any:
    """*value*, if it can stand in a page: a text or a number. Raises RefusedError for anything else.

    What Python would write in its place is never meant: `None`, `True`, `(Link(name=...),)`.
    """
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return value
    if isinstance(value, Undefined):
        # Told by the value itself, which knows what is missing.
        return str(value)
    told = _UNPRINTABLE.get(type(value).__name__)
    if told is None:
        told = (f"`{type(value).__name__}` cannot stand in a text", "print one of its fields")
    raise RefusedError(*told)


def shown(value: Any) -> str:
    """*value* as it stands in a page: printed and escaped, as a plain text, which is quicker made than Markup."""
    kind = type(value)
    if kind is str:
        # Most texts have nothing to escape.
        if "&" in value or "<" in value or ">" in value or '"' in value or "'" in value:
            return escape(value)
        return value  # type: ignore[no-any-return]
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return escape(printed(value))


def bounded_filter(function: Callable[..., Any], *, of_text: bool = False) -> Callable[..., Any]:
    """*function*, taking from the budget by the size of what it reads, and giving no text that is too long.

    *of_text* says that it makes a text of what it is given, whatever that is.
    """
    wanted = getattr(getattr(function, "jinja_pass_arg", None), "name", None)

    # Marked as needing the context, whatever *function* needs: Jinja works out other filters of constants when it
    # compiles, for all languages at once and outside of any budget.
    @pass_context
    @functools.wraps(function)
    def call(context: Context, subject: Any, *args: Any, **kwargs: Any) -> Any:
        # `charge` and `price`, written out: a page calls some sixty filters, and most do no more than this themselves.
        work = _WORK.get()
        work.steps -= 2 + (len(subject) // _CHARACTERS_PER_STEP if isinstance(subject, _SIZED) else 0)
        if work.steps < 0:
            charge(0)
        if of_text:
            printed(subject)
        if wanted is None:
            result = function(subject, *args, **kwargs)
        else:
            result = function(_given(context, wanted), subject, *args, **kwargs)
        if isinstance(result, str) and len(result) > MAX_TEXT:
            check_text(len(result))
        return result

    return call


def bounded_concat(parts: Iterable[str]) -> str:
    """The text that *parts* make together. Raises RefusedError when it grows too long, in the template where it can."""
    if isinstance(parts, list):
        check_text(sum(map(len, parts)))
        return "".join(parts)
    kept: list[str] = []
    size = 0
    ahead = iter(parts)
    # In batches, which is much quicker than to look at every part on its own.
    while batch := list(islice(ahead, _BATCH)):
        size += sum(map(len, batch))
        if size > MAX_TEXT:
            _stop(parts, size)
        kept += batch
    return "".join(kept)


@pass_context
def each(_: Context, items: Any) -> Any:
    """The filter through which every loop gets its items: they are paid for, at once where their number is known."""
    if isinstance(items, Sized):
        charge(len(items))
        return items
    return _each_of(items)


@pass_context
def printed_operand(_: Context, value: Any) -> Any:
    """The filter through which each side of a `~` goes."""
    return printed(value)


@pass_context
def built(_: Context, value: Any) -> Any:
    """The filter through which every list or mapping that a template builds goes: paid for with all that it holds."""
    work = _WORK.get()
    weight = 0
    ahead = [value]
    while ahead and weight <= work.steps:
        item = ahead.pop()
        weight += 1
        if isinstance(item, (list, tuple)):
            ahead.extend(item)
        elif isinstance(item, dict):
            ahead.extend(item.values())
    charge(weight)
    return value


@pass_context
def joined(_: Context, text: Any) -> Any:
    """The filter through which every `~` goes."""
    charge(price(text))
    check_text(len(text))
    return text


_UNPRINTABLE = {
    "NoneType": ("nothing is there to be printed", "test it with `{% if %}` before, or write `{{ ... or '' }}`"),
    "bool": ("true or false cannot stand in a text", "use `{% if %}`"),
    "Moment": ("a date cannot stand in a text as it is", "use the filter `date` or `datetime_attr`"),
    "Text": ("a body cannot stand in a text as it is", "use the filter `rendered`"),
    "list": ("a list cannot stand in a text", "use the filter `join`, or a loop"),
    "tuple": ("a list cannot stand in a text", "use the filter `join`, or a loop"),
    "dict": ("a mapping cannot stand in a text", "use a loop over its `items()`"),
    "Macro": ("a macro cannot stand in a text", "call it: `{{ name() }}`"),
}


def _given(context: Context, wanted: str) -> Any:
    """What a filter of Jinja asks for besides its subject."""
    match wanted:
        case "context":
            return context
        case "eval_context":
            return context.eval_ctx
        case _:
            return context.environment


def _each_of(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        charge(1)
        yield item


def _stop(parts: Iterable[str], size: int) -> None:
    # Thrown into the template, so that the traceback knows its line.
    try:
        check_text(size)
    except RefusedError as error:
        if hasattr(parts, "throw"):
            parts.throw(error)
        raise
