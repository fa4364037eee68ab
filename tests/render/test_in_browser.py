"""The theme in a real Chromium: nothing is cut off on a small screen, links fit a finger, paper carries the text."""

import functools
import shutil
import threading
import unicodedata
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from site_builder.model.views import Month
from site_builder.render.pages import render
from tests.chromium import CHROMIUM
from tests.render import samples

pytestmark = pytest.mark.browser

# Links within a sentence, and marks of evidence behind one, are as high as the sentence.
SMALL_LINKS = """() => [...document.querySelectorAll('a')]
    .filter(link => !link.closest('.text, .key-points, .quotations, .provenance, .skip') && link.offsetParent)
    .filter(link => link.getBoundingClientRect().height < 44)
    .map(link => link.textContent.trim())"""
SIX = tuple(samples.card(f"{samples.AWKWARD['plain']} {number}", slug=f"b{number}") for number in range(6))
"""Briefings with summaries of two lines on a wide screen."""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
RUNNING = """() => document.images.length
    + [...document.scripts].filter(script => script.type !== 'application/ld+json').length"""
PAPER = "() => getComputedStyle(document.documentElement).backgroundColor"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site with a page of every kind and a briefing for each awkward text: its address, and those of its pages."""
    root = tmp_path_factory.mktemp("site")
    theme = samples.briefing_theme()
    awkward = (
        replace(samples.briefing(samples.card(text, summary=text)), url=f"/awkward/{name}/")
        for name, text in samples.AWKWARD.items()
    )
    right_to_left = replace(samples.briefing(samples.card(samples.AWKWARD["arabic"], language="ar")), url="/rtl/")
    front = replace(samples.home(months=(Month(year=2026, month=2, cards=SIX),)), url="/front/")
    pages = [*samples.pages(), *awkward, right_to_left, front]
    for page in pages:
        file = root / page.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(render(page, theme=theme, config=samples.CONFIG, frame=samples.FRAME, bodies=samples.BODIES))
    for name, address in samples.ASSETS.items():
        target = root / address.removeprefix("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(Path(theme.assets[name].path), target)
    for name in ("favicon.ico", "icon.svg", "apple-touch-icon.png", "site.webmanifest"):
        (root / name).write_text('<svg xmlns="http://www.w3.org/2000/svg"/>' if name == "icon.svg" else "{}")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", [page.url for page in pages]
    server.shutdown()
    server.server_close()


def seen(browser, site, ask, **options):
    """What *ask* finds on each page where it finds something, and what the console says."""
    base, urls = site
    context = browser.new_context(**options)
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    answers = {}
    for url in urls:
        tab.goto(base + url)
        answers[url] = tab.evaluate(ask)
    context.close()
    return {url: answer for url, answer in answers.items() if answer}, said


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_is_wider_than_the_screen(browser, site, width):
    assert seen(browser, site, OVERFLOW, viewport={"width": width, "height": 800}) == ({}, [])


def test_links_fit_a_finger(browser, site):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    assert seen(browser, site, SMALL_LINKS, **phone) == ({}, [])


def test_twice_the_size_of_letters_cuts_nothing_off(browser, site):
    # 200 % on a screen of 1280 pixels is a screen of 640 at twice the size.
    assert seen(browser, site, OVERFLOW, viewport={"width": 640, "height": 450}, device_scale_factor=2) == ({}, [])


@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(21, 23, 27)")])
def test_the_scheme_follows_the_system(browser, site, scheme, paper):
    found, said = seen(browser, site, PAPER, color_scheme=scheme)
    assert set(found.values()) == {paper}
    assert said == []


def test_no_awkward_text_runs(browser, site):
    found, said = seen(browser, site, RUNNING)
    # The page for searching has its own script and no other.
    assert found == {"/search/": 1}
    assert said == []


def test_paper_carries_no_navigation(browser, site):
    base, _ = site
    tab = browser.new_page()
    tab.emulate_media(media="print")
    tab.goto(f"{base}/briefings/some-briefing/")
    assert not tab.locator("header nav").is_visible()
    assert not tab.locator("aside").is_visible()
    assert tab.locator("h1").is_visible()
    content = tab.evaluate(
        "() => getComputedStyle(document.querySelector('.provenance a[href^=http]'), '::after').content"
    )
    assert content not in {"none", "normal"}
    tab.close()


def test_five_briefings_stand_above_the_fold(browser, site):
    base, _ = site
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(f"{base}/front/")
    ends = [box["y"] + box["height"] for box in (card.bounding_box() for card in tab.locator(".card").all()[:5])]
    assert len(ends) == 5
    assert ends[-1] <= 900
    tab.close()


def test_a_page_from_right_to_left_is_a_mirror(browser, site):
    base, _ = site
    tab = browser.new_page(viewport={"width": 1280, "height": 900})

    def left(selector):
        return tab.locator(selector).first.bounding_box()["x"]

    tab.goto(f"{base}/briefings/some-briefing/")
    assert left("main") < left("aside")
    tab.goto(f"{base}/rtl/")
    assert left("aside") < left("main")
    assert tab.evaluate("() => getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    tab.close()


def test_without_scripts_every_page_says_the_same(browser, site):
    base, urls = site
    for url in ("/", "/timeline/", "/network/", "/briefings/some-briefing/"):
        assert url in urls
        said = []
        for enabled in (True, False):
            context = browser.new_context(java_script_enabled=enabled)
            tab = context.new_page()
            tab.goto(base + url)
            said.append(tab.locator("main").inner_text())
            context.close()
        assert said[0] == said[1]
        assert said[0]


def test_in_forced_colours_pictures_can_be_told_from_the_paper(browser, site):
    base, _ = site
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    tab = context.new_page()
    for url, shape, what in (
        ("/entities/seedance/", ".chart rect", "fill"),
        ("/", ".spark", "stroke"),
        ("/network/", ".scroll .person", "fill"),
    ):
        tab.goto(base + url)
        colour, paper = tab.evaluate(
            """([shape, what]) => [getComputedStyle(document.querySelector(shape))[what],
                getComputedStyle(document.body.parentElement).backgroundColor]""",
            [shape, what],
        )
        assert colour not in {paper, "none"}, url
    assert tab.locator("h1").is_visible()
    context.close()


def test_tables_say_what_pictures_show(browser, site):
    base, _ = site
    tab = browser.new_page()
    tab.goto(f"{base}/entities/seedance/")
    table = tab.locator(".chart table")
    assert not table.is_visible()
    tab.locator(".chart summary").focus()
    tab.keyboard.press("Enter")
    assert table.is_visible()
    assert table.locator("tbody tr").all_inner_texts() == [
        "November 2025\t1",
        "January 2026\t4",
        "February 2026\t2",
    ]
    tab.goto(f"{base}/")
    assert tab.get_by_role("img", name="at most 4 briefings, January 2026").is_visible()
    tab.goto(f"{base}/network/")
    assert tab.locator(".twin tbody tr").count() == len(samples.network().nodes)
    tab.close()


def test_a_briefing_can_be_printed_as_pdf(browser, site):
    base, _ = site
    tab = browser.new_page()
    tab.goto(f"{base}/briefings/some-briefing/")
    paper = PdfReader(BytesIO(tab.pdf(format="A4")))
    # Printed letters join to ligatures.
    text = unicodedata.normalize("NFKC", " ".join(" ".join(page.extract_text() for page in paper.pages).split()))
    assert len(paper.pages) <= 3
    for words in (samples.AWKWARD["plain"], "Key points", "Where this comes from", "https://daily.example/a?b=1&c=2"):
        assert words in text
    assert "Most mentioned" not in text
    assert "Related briefings" not in text
    tab.close()


def test_a_dot_marks_what_was_not_opened_yet(browser, site, tmp_path):
    """Chromium lies to programs about visited links, so the picture is looked at."""
    base, _ = site
    # An anonymous window remembers nothing.
    window = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=CHROMIUM, args=["--no-sandbox"], viewport={"width": 1280, "height": 900}
    )
    tab = window.new_page()

    def dot():
        """The colours left of the headline of the briefing that can be opened."""
        link = tab.locator('.front a[href="/briefings/some-briefing/"]').first
        box = link.bounding_box()
        clip = {"x": box["x"] - 13, "y": box["y"], "width": 10, "height": box["height"]}
        picture = Image.open(BytesIO(tab.screenshot(clip=clip))).convert("RGB")
        return {colour for _, colour in picture.getcolors(10_000) or ()}

    tab.goto(f"{base}/")
    assert (154, 52, 18) in dot(), "the accent colour"
    tab.locator('.front a[href="/briefings/some-briefing/"]').first.click()
    tab.wait_for_url("**/briefings/some-briefing/")
    tab.goto(f"{base}/")
    tab.wait_for_timeout(500)
    assert (154, 52, 18) not in dot()
    window.close()
