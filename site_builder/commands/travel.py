"""How pages travel to other processes: as MessagePack, and what they are made with as one packed value.

Pickles of many small frozen values cost several times as much as MessagePack of them, and a worker gets thousands.
"""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar, get_args

import msgspec

from site_builder.commands.flow import Away
from site_builder.model.page import Head, Page, PageFormat
from site_builder.model.views import View

Job = TypeVar("Job")
Out = TypeVar("Out")

_VIEWS: Mapping[str, type[Any]] = {view.__name__: view for view in get_args(View)}


class _Sent(msgspec.Struct, frozen=True, array_like=True):
    """A page, its view apart: which type that is cannot be told from its fields."""

    url: str
    template: str
    language: str
    format: PageFormat
    head: Head | None
    kind: str
    view: msgspec.Raw


_ENCODER = msgspec.msgpack.Encoder()  # mappings keep their order: it is the order in which templates meet them
_DECODER = msgspec.msgpack.Decoder(_Sent)


def can_travel(page: Page) -> bool:
    """Whether `unpack_page` could read *page*: a plugin may have views of its own."""
    return _VIEWS.get(type(page.view).__name__) is type(page.view)


def pack_page(page: Page) -> bytes:
    """*page* as MessagePack: for `unpack_page`, and to be named by."""
    return _ENCODER.encode(
        _Sent(
            url=page.url,
            template=page.template,
            language=page.language,
            format=page.format,
            head=page.head,
            kind=type(page.view).__name__,
            view=msgspec.Raw(_ENCODER.encode(page.view)),
        )
    )


def unpack_page(packed: bytes) -> Page:
    """The page in what `pack_page` made."""
    sent = _DECODER.decode(packed)
    return Page(
        url=sent.url,
        view=_decoder(sent.kind).decode(sent.view),
        template=sent.template,
        language=sent.language,
        format=sent.format,
        head=sent.head,
    )


def away_with(
    work: Callable[..., Any],
    material: object,
    *,
    pack: Callable[[Job], Any],
    unpack: Callable[[Job, Any], Out],
) -> Away[Job, Out] | None:
    """Doing `work(packed, material=material)` elsewhere; None where *material* cannot travel."""
    try:
        packed = pickle.dumps(material)
    except (pickle.PicklingError, AttributeError, TypeError):
        # A plugin's filter that cannot be found by its name cannot travel: then all work is done here.
        return None
    return Away(pack=pack, work=partial(_unpacking, work=work, material=packed), unpack=unpack)


def _unpacking(job: Any, *, work: Callable[..., Any], material: bytes) -> Any:
    return work(job, material=_unpacked(material))


@functools.lru_cache(maxsize=2)
def _unpacked(material: bytes) -> Any:
    """What every job brings along, the same value as long as it is the same bytes: its templates are compiled once.

    The bytes are those that this program packed for its own workers, and come from nowhere else.
    """
    return pickle.loads(material)  # noqa: S301  see above


@functools.cache
def _decoder(kind: str) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(_VIEWS[kind])
