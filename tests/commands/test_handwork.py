"""The page says whether a person has edited what ingest wrote, where that is known."""

import datetime as dt

import pytest

from site_builder.commands.build import build
from site_builder.commands.folders import folders_of
from site_builder.commands.options import Options

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
DRAFT = "---\nid: one\ntitle: One\nstatus: draft\narticles: [ferry]\nsummary: First.\n---\n\nText.\n"
PUBLISHED = DRAFT.replace("status: draft", "status: published")
EDITED, UNTOUCHED = "edited by hand", "not edited by hand"


@pytest.mark.parametrize(
    ("base", "briefing", "expected"),
    [
        (DRAFT, PUBLISHED, UNTOUCHED),
        (PUBLISHED, PUBLISHED, UNTOUCHED),
        (DRAFT, PUBLISHED.replace("Text.", "A better text."), EDITED),
        (None, PUBLISHED, ""),
        (DRAFT.replace("id: one", "id: other"), PUBLISHED, ""),
    ],
)
def test_the_page_says_whether_a_person_edited_the_draft(tmp_path, base, briefing, expected):
    content = tmp_path / "content"
    for folder in ("briefings", ".ingest", "articles/ferry"):
        (content / folder).mkdir(parents=True)
    (content / "site.yml").write_text("title: Site\nbase_url: https://example.org\n", "utf-8")
    (content / "articles/ferry/article.yml").write_text(f"id: ferry\nsha256: {'ab' * 32}\n", "utf-8")
    (content / "briefings/one.md").write_text(briefing, "utf-8")
    if base is not None:
        (content / ".ingest/ferry.md").write_text(base, "utf-8")
    build(folders_of(tmp_path), Options(now=NOW))
    page = (tmp_path / "output/briefings/one/index.html").read_text("utf-8")
    assert ("edited by hand</p>" in page) is bool(expected)
    assert (UNTOUCHED in page) is (expected == UNTOUCHED)
