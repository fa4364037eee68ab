"""The theme in a real Chromium: nothing is cut off on a small screen, links fit a finger, paper carries the text."""

import functools
import shutil
import threading
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from site_builder.render.pages import render
from tests.render import samples

pytestmark = pytest.mark.browser

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Links within a sentence, and marks of evidence behind one, are as high as the sentence.
SMALL_LINKS = """() => [...document.querySelectorAll('a')]
    .filter(link => !link.closest('.text, .key-points, .quotations, .provenance, .skip') && link.offsetParent)
    .filter(link => link.getBoundingClientRect().height < 44)
    .map(link => link.textContent.trim())"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
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
    pages = [*samples.pages(), *awkward, right_to_left]
    for page in pages:
        file = root / page.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(render(page, theme=theme, config=samples.CONFIG, frame=samples.FRAME, bodies=samples.BODIES))
    for name, address in samples.ASSETS.items():
        target = root / address.removeprefix("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(Path(theme.assets[name].path), target)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", [page.url for page in pages]
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


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
    found, said = seen(browser, site, "() => document.scripts.length + document.images.length")
    assert found == {}
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
