"""Going through the proposals of content/review.yml on a terminal; every decision is written as it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, get_args

from site_builder.commands import desk, desk_proposals
from site_builder.commands.folders import Folders
from site_builder.commands.messages import visible
from site_builder.model.entity import EntityKind
from site_builder.model.problem import SiteBuilderError
from site_builder.model.report import Report
from site_builder.text.names import fold

Ask = Callable[[str, str], "str | None"]
"""A question and the answer that an empty line means, to the answer; None where there will be none."""
_KINDS = get_args(EntityKind)
_QUESTION = "[a]ccept, [m]erge into another, [r]ename, [k]ind, [i]gnore for ever, [s]kip, [q]uit"
_DONE = {"a": "accepted", "m": "merged", "i": "ignored"}


def review(folders: Folders, *, ask: Ask, say: Callable[[str], None]) -> Report:
    """Ask about each proposal until all are decided or the answer is `q`.

    Raises SiteBuilderError where the site's files cannot be read.
    """
    here = desk.open_desk(folders)
    counts: Counter[str] = Counter(dict.fromkeys(("accepted", "merged", "ignored", "skipped"), 0))
    number = 0
    while number < len(waiting := desk_proposals.proposals(here)):
        say(f"\n{number + counts.total() - counts['skipped'] + 1}. " + _described(waiting[number]))
        decision = _decide(waiting[number], ask, say)
        if decision is None:
            break
        letter, name, kind, into = decision
        if letter == "s":
            counts["skipped"] += 1
            number += 1
            continue
        try:
            changes = _changes(here, number, letter, name=name, kind=kind, into=into)
            desk.write(folders, here, changes)
        except SiteBuilderError as error:
            for problem in error.problems:
                say(visible(f"   {problem.message}" + (f"; {problem.hint}" if problem.hint else "")))
            continue
        here = desk.after(here, changes)
        counts[_DONE[letter]] += 1
    return Report(counts=dict(counts))


def _changes(here: desk.Desk, number: int, letter: str, *, name: str, kind: str, into: str) -> dict[str, str]:
    if letter == "a":
        return desk_proposals.accept(here, number, name=name, kind=kind)
    return desk_proposals.adopt(here, number, into) if letter == "m" else desk_proposals.ignore(here, number)


def _decide(proposal: Mapping[str, Any], ask: Ask, say: Callable[[str], None]) -> tuple[str, str, str, str] | None:
    """What is to be done, under which name and kind, and into which entity; None to stop."""
    name, kind = str(proposal["name"]), str(proposal.get("kind", "other"))
    while True:
        answer = ask(_QUESTION, "")
        letter = (answer or "q").strip()[:1].lower()
        match letter:
            case "q":
                return None
            case "a" | "i" | "s":
                return letter, name, kind, ""
            case "r":
                name = (ask("   name", name) or name).strip() or name
                say(f"   it will be called {visible(name)}")
            case "k":
                given = (ask(f"   kind ({', '.join(_KINDS)})", kind) or kind).strip()
                found = [one for one in _KINDS if fold(one).startswith(fold(given))]
                kind = found[0] if len(found) == 1 else kind
                say(f"   it is a {kind}")
            case "m":
                into = ask("   into which entity", "")
                if into:
                    return letter, name, kind, into
            case _:
                say("   please answer with one of the letters")


def _described(proposal: Mapping[str, Any]) -> str:
    aliases = proposal.get("aliases") or []
    seen = proposal.get("seen_in") or []
    lines = [f"{proposal['name']} ({proposal.get('kind', 'other')})"]
    lines += [f"   also {', '.join([aliases] if isinstance(aliases, str) else aliases)}"] if aliases else []
    lines += [f"   {proposal['why']}"] if proposal.get("why") else []
    lines += [f"   in {', '.join([seen] if isinstance(seen, str) else seen)}"] if seen else []
    return "\n".join(map(visible, lines))
