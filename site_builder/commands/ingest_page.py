"""The report of ingest as one static page: what was found in each article by which clue. No script, nothing fetched."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Self

from site_builder.commands.ingest_folder import write_bytes
from site_builder.commands.ingest_report import IngestReport, Outcome
from site_builder.commands.messages import visible
from site_builder.model.problem import Problem

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Report of ingest</title>
<style>
:root { color-scheme: light dark; --line: #8886; --soft: #8881; --warn: #b35900; }
@media (prefers-color-scheme: dark) { :root { --warn: #ffb366; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.05rem; margin: 1rem 0 .3rem; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; padding: .4rem .8rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
summary b { display: inline-block; min-width: 6rem; }
.title { display: block; font-size: 1.05rem; }
.path, .why { opacity: .75; font-size: .9rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
td, th { text-align: left; vertical-align: top; padding: .15rem .6rem .15rem 0; border-top: 1px solid var(--line);
  overflow-wrap: anywhere; }
th { font-weight: 600; white-space: nowrap; }
.ask { color: var(--warn); }
pre { background: var(--soft); padding: .6rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
ul { padding-left: 1.2rem; margin: .2rem 0; }
</style>
</head>
<body>
<h1>Report of ingest</h1>
"""


class ReportPage:
    """The page, written article by article, so that many need no more memory than one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115  closed below

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rows.close()

    def add(self, outcome: Outcome) -> None:
        """Write what became of one article."""
        self._rows.writelines(_article(outcome))

    def finish(self, report: IngestReport) -> None:
        """Write the whole page. Raises IngestError where it cannot be written."""
        said = ", ".join(f"{number:,} {name}" for name, number in report.counts.items() if number)
        head = f"{_HEAD}<p>{escape(said or 'no articles')}</p>\n{''.join(_problems(report.problems))}"
        self._rows.seek(0)
        write_bytes(self._path, f"{head}{self._rows.read()}</body>\n</html>\n".encode("utf-8", "replace"))


def _problems(problems: Iterable[Problem]) -> Iterator[str]:
    rows = [
        _row(problem.code, problem.message, f"{problem.path or ''} {problem.hint or ''}".strip())
        for problem in problems
    ]
    if rows:
        yield f"<details open><summary><b>Problems</b> {len(rows)}</summary><table>{''.join(rows)}</table></details>\n"


def _article(outcome: Outcome) -> Iterator[str]:
    opened = " open" if outcome.conflicts else ""
    yield f"<details{opened}><summary><b>{escape(outcome.action)}</b> {_text(outcome.origin)}"
    yield f'<span class="title">{_text(outcome.title)}</span>'
    yield f'<span class="path">{_text(outcome.path)} {_text(outcome.why)}</span></summary>\n'
    if outcome.notes:
        asked = "".join(f"<li>{_text(note)}</li>" for note in outcome.notes)
        yield f'<h2>To look at</h2><ul class="ask">{asked}</ul>\n'
    if outcome.related:
        listed = "".join(f"<li>{_text(path)}</li>" for path in outcome.related)
        yield f"<h2>Perhaps the same event</h2><ul>{listed}</ul>\n"
    text = f"{outcome.paragraphs} paragraphs, {outcome.language}, {outcome.encoding}, {outcome.media_type}"
    yield "<h2>The article</h2><table>" + _row("text", text, "")
    yield from (_row(c.what, c.value, f"{c.weight:.2f}: {c.why}") for c in outcome.chosen)
    yield from (_row(f"{c.what}, open", f"perhaps {c.value}", f"{c.weight:.2f}: {c.why}") for c in outcome.open)
    yield "</table>\n"
    yield from _table("Key points", ((place, text, "") for text, place in outcome.key_points))
    yield from _table("Quotations", ((who or "open", text, why) for text, who, why in outcome.quotations))
    yield from _table("Topics", ((id, ", ".join(words[:8]), "") for id, words in outcome.topics))
    yield from _table("Entities", ((kind, name, why) for name, kind, why in outcome.entities))
    yield from _table("Dropped lines", ((f"line {d.line}", d.text, d.why) for d in outcome.dropped))
    for conflict in outcome.conflicts:
        yield f"<h2>Conflict in {_text(conflict.field)}</h2>"
        yield f"<p>Yours, which stands:</p><pre>{_text(conflict.ours)}</pre>"
        yield f"<p>As ingest would write it now:</p><pre>{_text(conflict.theirs)}</pre>\n"
    if outcome.diff:
        yield f"<h2>What changed</h2><pre>{_text(outcome.diff)}</pre>\n"
    yield "</details>\n"


def _table(name: str, rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    written = [_row(*row) for row in rows]
    if written:
        yield f"<h2>{name}</h2><table>{''.join(written)}</table>\n"


def _row(name: str, value: str, why: str) -> str:
    return f'<tr><th>{_text(name)}</th><td>{_text(value)}<div class="why">{_text(why)}</div></td></tr>'


def _text(text: str) -> str:
    return "\n".join(escape(visible(line)) for line in text.split("\n"))
