"""The bodies of texts, kept where they cost least: in the memo where there is one, else in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_builder.memo import Memo
from site_builder.model.briefing import Body

_KIND = "body"


class ForgottenBodyError(Exception):
    """A body that was remembered is not there any more."""


class Bodies:
    """Bodies by fingerprint. A build puts them in while it parses, and takes out those of the pages that it renders."""

    def __init__(self, memo: Memo | None) -> None:
        self._memo = memo
        self._held: dict[str, Body] = {}

    def put(self, bodies: Mapping[str, Body]) -> None:
        """Keep *bodies*; in memory only those that the memo does not take."""
        if self._memo is None or not self._memo.put_many(_KIND, bodies):
            self._held.update(bodies)

    def pick(self, names: Iterable[str]) -> dict[str, Body]:
        """The bodies called *names*. Raises ForgottenBodyError where the memo has lost one."""
        wanted = set(names)
        found = {name: self._held[name] for name in wanted if name in self._held}
        missing = sorted(wanted.difference(found))
        if missing and self._memo is not None:
            found |= self._memo.get_many(_KIND, missing, Body)
        if len(found) < len(wanted):
            raise ForgottenBodyError(*sorted(wanted.difference(found)))
        return found

    def keep_only(self, names: Iterable[str]) -> None:
        """Let the memo forget the bodies that no text has any more."""
        if self._memo is not None:
            self._memo.prune(_KIND, names)
