"""The bodies of texts, kept where they cost least: in the memo where there is one, else in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_builder.memo import Memo, decode_rows, encode_row
from site_builder.model.briefing import Body

_KIND = "body"


class ForgottenBodyError(Exception):
    """A body that was remembered is not there any more."""


class Bodies:
    """Bodies by fingerprint. A build puts them in while it parses, and takes out those of the pages that it renders.

    They come and go as the rows of the memo: between worker, memo and worker nobody has to read them.
    """

    def __init__(self, memo: Memo | None) -> None:
        self._memo = memo
        self._held: dict[str, bytes] = {}

    def put(self, bodies: Mapping[str, Body]) -> None:
        """Keep *bodies*."""
        self.put_rows(body_rows(bodies))

    def put_rows(self, rows: Mapping[str, bytes]) -> None:
        """Keep the bodies that `body_rows` wrote; in memory only those that the memo does not take."""
        if self._memo is None or not self._memo.put_rows(_KIND, rows):
            self._held.update(rows)

    def pick(self, names: Iterable[str]) -> dict[str, Body]:
        """The bodies called *names*. Raises ForgottenBodyError where the memo has lost one."""
        return read_bodies(self.pick_rows(names))

    def pick_rows(self, names: Iterable[str]) -> dict[str, bytes]:
        """The bodies called *names*, for `read_bodies`. Raises ForgottenBodyError where the memo has lost one."""
        wanted = set(names)
        found = {name: self._held[name] for name in wanted if name in self._held}
        missing = sorted(wanted.difference(found))
        if missing and self._memo is not None:
            found |= self._memo.get_rows(_KIND, missing)
        if len(found) < len(wanted):
            raise ForgottenBodyError(*sorted(wanted.difference(found)))
        return found

    def keep_only(self, names: Iterable[str]) -> None:
        """Let the memo forget the bodies that no text has any more."""
        if self._memo is not None:
            self._memo.prune(_KIND, names)


def body_rows(bodies: Mapping[str, Body]) -> dict[str, bytes]:
    """*bodies* by fingerprint, each as the memo keeps it."""
    return {name: encode_row(_KIND, name, body) for name, body in bodies.items()}


def read_bodies(rows: Mapping[str, bytes]) -> dict[str, Body]:
    """The bodies in *rows*, by fingerprint. Raises ForgottenBodyError where one is damaged."""
    found = decode_rows(_KIND, rows, Body)
    if len(found) < len(rows):
        raise ForgottenBodyError(*sorted(rows.keys() - found.keys()))
    return found
