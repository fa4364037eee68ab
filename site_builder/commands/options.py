"""What the command line may ask of a build."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line may ask of a build."""

    now: dt.datetime
    """Aware: what future and expired are measured by. Nothing else of a build depends on the clock."""
    base_url: str | None = None
    drafts: bool = False
    future: bool = False
    expired: bool = False
    noindex: bool = False
    strict: bool = False
    """Whether warnings are as bad as errors: nothing is published then."""
