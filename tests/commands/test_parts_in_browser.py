"""A site in two parts in a real Chromium: readers get from one language to the other, by mouse and by keyboard."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from site_builder.commands.build import build
from site_builder.commands.folders import folders_of
from site_builder.commands.options import Options
from tests.chromium import CHROMIUM, chromium
from tests.search.served import Served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here"),
]

CONTENT = Path(__file__).parents[1] / "sites/parts/content"
LANGUAGE = "() => document.documentElement.lang"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    root = tmp_path_factory.mktemp("parts")
    shutil.copytree(CONTENT, root / "content")
    with Served(root / "output") as site:
        report = build(folders_of(root), Options(base_url=site.base, now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC)))
        assert report.problems == ()
        yield site


@pytest.fixture
def tab(served):
    with chromium() as browser:
        tab = browser.new_page(viewport={"width": 320, "height": 700})
        said: list[str] = []
        tab.on("console", lambda message: said.append(message.text))
        yield tab
        assert said == []


def test_a_briefing_leads_to_its_translation_and_back(served, tab):
    tab.goto(f"{served.base}/briefings/new-pier/")
    tab.get_by_role("navigation", name="Languages").get_by_role("link", name="Italiano").click()
    assert tab.url == f"{served.base}/it/briefings/molo-nuovo/"
    assert tab.evaluate(LANGUAGE) == "it"
    assert tab.evaluate(OVERFLOW) == 0
    tab.get_by_role("navigation", name="Lingue").get_by_role("link", name="English").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{served.base}/briefings/new-pier/")
    assert tab.evaluate(LANGUAGE) == "en"


def test_a_page_without_a_like_one_leads_to_the_other_part_s_home(served, tab):
    tab.goto(f"{served.base}/briefings/railway/")
    tab.get_by_role("link", name="Italiano").click()
    assert tab.url == f"{served.base}/it/"
    assert tab.locator("h1").count() == 1


def test_icons_and_the_card_of_a_page_are_there_and_of_the_size_that_it_says(served, tab):
    tab.goto(f"{served.base}/it/briefings/molo-nuovo/")
    card = tab.evaluate(
        """async () => {
            const say = name => document.querySelector(`meta[property="og:image${name}"]`).content
            const picture = await createImageBitmap(await (await fetch(say(''))).blob())
            return [picture.width, picture.height].map(String).concat(say(':width'), say(':height'))
        }"""
    )
    assert card == ["1200", "630", "1200", "630"]
    links = tab.evaluate("() => [...document.querySelectorAll('link[rel*=icon], link[rel=manifest]')].map(l => l.href)")
    found = tab.evaluate("urls => Promise.all(urls.map(async url => (await fetch(url)).status))", links)
    assert found == [200] * 4
