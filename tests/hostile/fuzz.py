"""Coverage-guided fuzzing of everything that reads what strangers wrote: `python -m tests.hostile.fuzz TARGET SECONDS`.

Needs atheris (dependency group `torture`). A finding is an exception that is no SiteBuilderError; the bytes that led to
it are then in the folder that is named. The corpus in tests/hostile/corpus is read, and never written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

CORPUS = Path(__file__).with_name("corpus")
TARGETS = ("front_matter", "settings", "markdown", "html", "article", "page", "mail", "record")


def reader(name: str) -> Callable[[bytes], object]:
    """What is tried: a function of bytes, which may raise SiteBuilderError and nothing else."""
    import datetime as dt

    from site_builder.content.config import parse_config
    from site_builder.content.markdown import render_markdown
    from site_builder.content.parse import File, parse_briefing
    from site_builder.ingest.reading import read_one
    from site_builder.model.config import Config, MarkdownOptions
    from site_builder.publish.record import decode_record, decode_sources
    from site_builder.text.source import read_text

    config = Config(title="A", base_url="https://example.org")
    day = dt.date(2026, 1, 1)

    def marked(text: str) -> object:
        found = render_markdown(text, MarkdownOptions(html="sanitise"))
        assert len(found.outline.references) == len(found.body.html) - 1
        return found

    known: dict[str, Callable[[bytes], object]] = {
        "front_matter": lambda data: parse_briefing(File("x.md", "x.md", data), config),
        "settings": lambda data: parse_config(read_text(data, 1_000_000)),
        "markdown": lambda data: render_markdown(data.decode("utf-8", "replace"), MarkdownOptions(typographer=True)),
        "html": lambda data: marked(data.decode("utf-8", "replace")),
        "article": lambda data: read_one(data, "x.txt", day),
        "page": lambda data: read_one(data, "x.html", day),
        "mail": lambda data: read_one(data, "x.eml", day),
        "record": lambda data: (decode_record(data), decode_sources(data)),
    }
    return known[name]


def main(name: str, seconds: int, findings: Path) -> None:
    """Fuzz the reader *name* for *seconds*; does not return."""
    import atheris

    with atheris.instrument_imports(include=["site_builder", "markdown_it", "mdit_py_plugins"]):
        read = reader(name)
    from site_builder.model.problem import SiteBuilderError

    def once(data: bytes) -> None:
        try:
            read(data)
        except SiteBuilderError:
            return

    findings.mkdir(parents=True, exist_ok=True)
    seeds = findings / "seeds"
    seeds.mkdir(exist_ok=True)
    arguments = [
        sys.argv[0],
        str(seeds),
        str(CORPUS / name),
        f"-max_total_time={seconds}",
        f"-artifact_prefix={findings}/",
        "-timeout=60",
        "-rss_limit_mb=1024",
        "-max_len=20000",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    atheris.Setup(arguments, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
