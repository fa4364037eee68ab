"""Pieces of pages that many pages show: made once, and remembered by the value that they show."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from jinja2 import pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from site_builder.model.briefing import Card
from site_builder.render.budget import RefusedError, charge, spent

_MOST = 20_000
"""Pieces that are remembered of one macro; a piece has about a kilobyte."""

# Keyed by the macro itself. One that is imported without context sees nothing but its arguments, and is one object for
# all pages; one that can see the page is made anew with every page, so what is remembered of it serves that page only.
_PIECES: WeakKeyDictionary[Macro, dict[Any, tuple[Markup, int]]] = WeakKeyDictionary()


@pass_context
def kept(context: Context, macro: Any, card: Any, *more: Any) -> Markup:
    """What `macro(card, ...)` gives, made once for every card; further arguments are numbers and texts.

    Costs the page as much as if it had been made for it, so that a page is not refused by chance.
    """
    if not isinstance(macro, Macro) or not isinstance(card, Card):
        raise RefusedError("`kept` takes a macro and a card", "write `kept(ui.card, card)`")
    pieces = _PIECES.setdefault(macro, {})
    # With their types: a text and the same text as HTML are equal to Python.
    key = (card, *((type(one), one) for one in more))
    found = pieces.get(key)
    if found is None:
        before = spent()
        piece = Markup(context.environment.call(context, macro, card, *more))  # type: ignore[attr-defined]  # noqa: S704
        if len(pieces) >= _MOST:
            pieces.clear()
        pieces[key] = (piece, spent() - before)
        return piece
    charge(found[1])
    return found[0]
