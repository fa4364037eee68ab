from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from site_builder.model.config import Config
from site_builder.model.files import PlainView, SitemapView
from site_builder.model.page import Page
from site_builder.render.sitemap import NAMESPACE, sitemap

CONFIG = Config(title="Desk", base_url="https://example.org/news")
SCHEMA = Path(__file__).resolve().parents[3] / "shared" / "webcheck" / "data" / "sitemap.xsd"


def of(*entries: tuple[str, str | None]) -> bytes:
    page = Page(url="/sitemap.xml", view=SitemapView(entries=entries), language="en", format="sitemap")
    return sitemap(page, config=CONFIG)


def read(data: bytes) -> list[tuple[str | None, str | None]]:
    found = etree.fromstring(data).findall(f"{{{NAMESPACE}}}url")
    return [(url.findtext(f"{{{NAMESPACE}}}loc"), url.findtext(f"{{{NAMESPACE}}}lastmod")) for url in found]


HOSTILE = [
    ("/a&b/", "2026-02-19"),
    ("/<script>/", None),
    ("/日本/", None),
    ('/"quoted"/\'', None),
    ("/a b\nc\x00/", None),
    ("/x/", "2026-02-19</lastmod><evil/>"),
    ("/\ud800/", None),
]


def test_addresses_are_whole_and_days_are_said_where_known():
    assert read(of(("/", None), ("/briefings/one/", "2026-02-19"))) == [
        ("https://example.org/news/", None),
        ("https://example.org/news/briefings/one/", "2026-02-19"),
    ]


def test_hostile_addresses_are_addresses():
    found = read(of(*HOSTILE))
    assert len(found) == len(HOSTILE)
    assert found[0] == ("https://example.org/news/a&b/", "2026-02-19")
    assert found[2][0] == "https://example.org/news/%E6%97%A5%E6%9C%AC/"
    assert all(str(loc).isascii() and str(loc).isprintable() and " " not in str(loc) for loc, _ in found)
    assert [day for _, day in found if day] == ["2026-02-19"]


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the schema is not beside the checkout")
def test_the_schema_of_sitemaps_has_no_objection():
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    schema.assertValid(etree.fromstring(of(("/", None), ("/a/", "2026-02-19"), *HOSTILE)))


def test_a_page_without_entries_is_no_sitemap():
    with pytest.raises(TypeError):
        sitemap(Page(url="/x", view=PlainView(text=""), language="en", format="sitemap"), config=CONFIG)
