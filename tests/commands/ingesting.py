"""What the tests of the command `ingest` share: a site, two articles, and ways to look at what became of them."""

import datetime as dt
from pathlib import Path

from site_builder.commands.ingest import ingest
from site_builder.model.briefing import FrontMatter
from site_builder.text.frontmatter import split
from site_builder.text.schema import decode

ARTICLES = Path(__file__).parents[1] / "ingest" / "articles"
NOW = dt.datetime(2026, 3, 1, 12, 30, 45, tzinfo=dt.UTC)
LATER = dt.datetime(2036, 7, 8, tzinfo=dt.UTC)

FERRY = """Norrline orders electric ferries
Published: May 4, 2025 08:15 AM

The ferry company Norrline will replace its three diesel ferries by electric ones before the end of the decade.

"We do not want smoke over our harbour any more," said CEO Dana Whitlock.

Norrline expects each ferry to save four hundred tons of diesel a year. The app SeaPass sells the tickets.
"""
POOL = """Harrow council votes for a pool

The council of Harrow voted for a new swimming pool on the eastern shore, after a debate of many hours.

Mayor Rosa Tindall said the pool would open in May. Norrline will pay for the showers.
"""


def make_site(tmp_path):
    """A site without anything, and two articles beside it."""
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "in" / "pool.txt").write_text(POOL, encoding="utf-8")
    return tmp_path / "site"


def run(site, *names, now=NOW, **options):
    return ingest([site.parent / "in" / name for name in names or [""]], site, now=now, **options)


def actions(report):
    return [outcome.action for outcome in report.outcomes]


def tree(folder):
    """Content, inode and time of every file."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_ino, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".site-builder" not in path.parts
    }


def front(site, name):
    return decode(FrontMatter, split((site / "content" / "briefings" / f"{name}.md").read_text("utf-8")).yaml)


def only(site, pattern):
    (path,) = (site / "content").glob(pattern)
    return path


def write(site, name, text):
    path = site / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
