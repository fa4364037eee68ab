"""Search in a real Chromium, under the site's own response headers."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest

from site_builder.commands.build import build
from site_builder.commands.folders import folders_of
from site_builder.commands.options import Options
from tests.chromium import CHROMIUM, chromium
from tests.search.rates import WAYS, make, measure, queries
from tests.search.served import Served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here"),
]

TRADE, SHIPS = "topics: [trade]", "topics: [ships]"
BRIEFINGS = {
    # slug: (title, rest of the front matter, body)
    "grain": ("Grain prices rise", f"date: 2025-03-01\n{TRADE}\nentities: [Acme]\nsource: Herald", "Harvest was poor."),
    "harbour": ("A harbour for Ruritania", f"date: 2026-04-01\n{SHIPS}\nentities: [Acme, Rudolf]", "Grain is shipped."),
    "porto": ("Più navi nel porto", f"date: 2026-05-01\nlanguage: it\n{SHIPS}", "Il grano è arrivato."),
    "ship": ("中国的人工智能船", "date: 2026-05-02\nlanguage: zh", "新的港口。"),
    "treaty": ("The treaty of Zenda", TRADE, "Nobody read the small print.\n\nPoor was the harvest of signatures."),
    "long": (f"{'Words '* 30}without end", "date: 2024-01-01", f"{'unbreakable' * 20} <script>alert(1)</script>"),
}  # fmt: skip
MOVED = """() => new Promise(told => {
    let sum = 0;
    new PerformanceObserver(all => { for (const one of all.getEntries()) sum += one.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => told(sum), 300);
})"""
"""How much of the page has moved since it was opened."""
TOPICS = "- {id: trade, title: Trade}\n- {id: ships, title: Ships}\n"
ENTITIES = """\
- {id: acme, name: Acme, kind: organisation, aliases: [Zenith Works]}
- {id: rudolf, name: Rudolf, kind: person}
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    content = tmp_path_factory.mktemp("site") / "content"
    (content / "briefings").mkdir(parents=True)
    (content / "site.yml").write_text(
        "title: Site\nbase_url: http://127.0.0.1\ndescription: A site.\n", encoding="utf-8"
    )
    (content / "topics.yml").write_text(TOPICS, encoding="utf-8")
    (content / "entities.yml").write_text(ENTITIES, encoding="utf-8")
    (content / "sources.yml").write_text("- {id: herald, name: Herald}\n", encoding="utf-8")
    for slug, (title, head, body) in BRIEFINGS.items():
        text = f"---\ntitle: {title}\n{head}\nsummary: A sentence on {slug}.\n---\n\n{body}\n"
        (content / f"briefings/{slug}.md").write_text(text, encoding="utf-8")
    report = build(folders_of(content.parent), Options(now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC)))
    assert report.errors == 0, report.problems
    with Served(content.parent / "output") as served:
        yield served


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def opened(browser, served):
    """Opens an address in a new window; what the console says is an error in the end."""
    said, contexts = [], []

    def open_(address, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.goto(served.base + address)
        return tab

    yield open_
    for context in contexts:
        context.close()
    assert said == []


def results(tab):
    tab.wait_for_selector("#results[aria-busy=false]", state="attached")
    return [
        urlsplit(url).path.split("/")[2]
        for url in tab.eval_on_selector_all("#results h2 a", "all => all.map(a => a.href)")
    ]


def asked(opened, query, **options):
    return results(opened(f"/search/?q={query}", **options))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("grain prices", ["grain"]),
        ("GRAIN", ["grain", "harbour"]),
        ("piu navi", ["porto"]),
        ("gràin prices", ["grain"]),
        ("harb", ["harbour"]),
        ("harbuor", ["harbour"]),
        ("priecs rise", ["grain"]),
        ("zenith", ["harbour", "grain"]),
        ("ruritania acme rudolf", ["harbour"]),
        ("人工智能", ["ship"]),
        ("港口", ["ship"]),
        ("%22harvest was poor%22", ["grain"]),
        ("%22harvest poor%22", []),
        ("%22small print%22 treaty", ["treaty"]),
        ("xylophone", []),
        ("herald", ["grain"]),
    ],
)
def test_a_query_finds(opened, query, found):
    assert asked(opened, query) == found


def test_results_show_what_was_found_and_in_which_language(opened):
    tab = opened("/search/?q=harvest")
    assert results(tab)
    assert tab.locator("#found").inner_text() == "2 briefings"
    assert tab.locator("#results li:first-child .summary mark").all_inner_texts() == ["Harvest"]
    tab = opened("/search/?q=grano")
    assert results(tab) == ["porto"]
    assert tab.locator("#results h2").get_attribute("lang") == "it"
    assert "Italian" in tab.locator("#results .meta").inner_text()


def test_the_text_of_a_further_result_is_fetched_when_it_is_looked_at(opened, served):
    served.sent.clear()
    tab = opened("/search/?q=harvest", viewport={"width": 1000, "height": 300})
    assert results(tab) == ["grain", "treaty"]
    tab.wait_for_load_state("networkidle")
    assert "/briefings/treaty/" not in dict(served.sent)
    summary = tab.locator("#results li:nth-child(2) .summary")
    assert summary.inner_text() == "A sentence on treaty."
    tab.locator("#results li:nth-child(2) a").focus()
    tab.wait_for_selector("#results li:nth-child(2) .summary mark")
    assert summary.inner_text() == "Poor was the harvest of signatures."
    tab = opened("/search/?q=harvest", viewport={"width": 1000, "height": 300})
    assert results(tab) == ["grain", "treaty"]
    tab.mouse.wheel(0, 1000)
    tab.wait_for_selector("#results li:nth-child(2) .summary mark")


def test_the_name_of_a_topic_does_not_stand_in_for_the_summary(opened, served):
    served.sent.clear()
    tab = opened("/search/?q=ships")
    assert results(tab) == ["porto", "harbour"]
    assert "/briefings/porto/" in dict(served.sent)
    assert tab.locator("#results .summary").all_inner_texts() == ["A sentence on porto.", "A sentence on harbour."]


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_of_the_index_is_fetched_before_it_is_asked_for(opened, served, width):
    served.sent.clear()
    tab = opened("/search/", viewport={"width": width, "height": 800})
    tab.wait_for_load_state("networkidle")
    assert len(served.sent) <= 8
    assert not any("/index/" in path for path, _ in served.sent)
    assert not tab.locator("select[name=year]").is_visible()
    tab.locator("[name=q]").focus()
    tab.locator("summary").click()
    tab.wait_for_selector("select[name=year] option:nth-child(2)", state="attached")
    options = tab.eval_on_selector_all("select[name=year] option", "all => all.map(one => one.textContent)")
    assert options == ["All", "2026 (3)", "2025 (1)", "2024 (1)"]
    assert tab.locator("#alphabet").is_visible()


def test_the_page_keeps_its_words_without_a_script(opened):
    with_script, without = (
        opened("/search/", java_script_enabled=scripts).locator("body").inner_text() for scripts in (True, False)
    )
    assert len(without) >= 0.9 * len(with_script)


def test_nothing_moves_when_the_script_comes(opened):
    (with_script, without) = (
        opened("/search/", java_script_enabled=scripts).locator("details").bounding_box() for scripts in (True, False)
    )
    assert with_script["height"] > 0
    assert without is None
    tab = opened("/search/")
    assert tab.evaluate(MOVED) == 0


def test_the_number_of_results_is_told_to_screen_readers_in_words(opened):
    tab = opened("/search/?q=prices")
    results(tab)
    assert tab.locator("[role=status]").inner_text() == "1 briefing"
    tab.fill("[name=q]", "xylophone")
    tab.get_by_text("No briefing has these words.").wait_for()


def test_facets_narrow_down_and_count(opened):
    tab = opened("/search/?q=grain")
    assert results(tab) == ["grain", "harbour"]
    tab.wait_for_selector("select[name=year] option:nth-child(2)", state="attached")
    options = tab.eval_on_selector_all("select[name=year] option", "all => all.map(one => one.textContent)")
    assert options == ["All", "2026 (1)", "2025 (1)"]
    tab.select_option("select[name=year]", "2026")
    tab.get_by_text("1 briefing", exact=True).wait_for()
    assert results(tab) == ["harbour"]
    assert parse_qs(urlsplit(tab.url).query) == {"q": ["grain"], "year": ["2026"]}
    options = tab.eval_on_selector_all("select[name=topic] option", "all => all.map(one => one.textContent)")
    assert options == ["All", "Ships (1)"]
    tab.go_back()
    tab.get_by_text("2 briefings").wait_for()
    assert results(tab) == ["grain", "harbour"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("topic=ships", ["porto", "harbour"]),
        ("entity=acme", ["harbour", "grain"]),
        ("source=herald", ["grain"]),
        ("language=it", ["porto"]),
        ("topic=ships&language=en", ["harbour"]),
        ("topic=nothing", []),
    ],
)
def test_an_address_with_facets_alone_lists_the_newest_first(opened, query, found):
    assert results(opened(f"/search/?{query}")) == found


def test_typing_changes_the_address_and_not_the_history(opened):
    tab = opened("/search/")
    length = tab.evaluate("history.length")
    tab.locator("[name=q]").press_sequentially("treaty")
    tab.wait_for_url("**/search/?q=treaty")
    assert results(tab) == ["treaty"]
    assert tab.evaluate("history.length") == length
    assert tab.title().startswith("treaty – ")


def test_the_keyboard_is_enough(opened):
    tab = opened("/search/")
    tab.keyboard.press("/")
    tab.keyboard.type("grain")
    tab.get_by_text("2 briefings").wait_for()
    results(tab)
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.textContent") == "Grain prices rise"
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.textContent") == "A harbour for Ruritania"
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate("document.activeElement.name") == "q"
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/briefings/grain/")


def test_without_a_script_every_briefing_is_listed(opened):
    tab = opened("/search/?q=grain", java_script_enabled=False)
    assert tab.locator("#alphabet li a").count() == len(BRIEFINGS)
    assert "Searching needs JavaScript" in tab.locator("main").inner_text()
    assert not tab.locator("details").is_visible()


def test_the_page_for_what_is_not_found_leads_to_the_search(opened):
    tab = opened("/404.html")
    tab.fill("[name=q]", "treaty")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search/?q=treaty")
    assert results(tab) == ["treaty"]


def test_no_other_page_has_a_script(opened):
    for address in ("/", "/briefings/grain/", "/404.html"):
        assert opened(address).locator("script[src]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_results_fit_the_screen(opened, width, scheme):
    tab = opened("/search/?q=words&year=2024", viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert results(tab) == ["long"]
    assert tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    paper = {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 23, 27)"}[scheme]
    assert tab.evaluate("getComputedStyle(document.querySelector('[name=q]')).backgroundColor") == paper


def test_nothing_is_asked_of_others(opened, served):
    tab = opened("/search/")
    hosts = set()
    tab.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    tab.fill("[name=q]", "grain")
    tab.get_by_text("2 briefings").wait_for()
    assert hosts == {urlsplit(served.base).netloc}


@pytest.mark.slow
def test_known_items_are_found_for_few_bytes(browser, tmp_path):
    titles = make(tmp_path / "site", 200)
    rates = measure(tmp_path / "site", list(queries(titles, 50)), browser, first=4)
    assert rates.mrr() >= 0.96
    assert all(rates.mrr(way) > 0.85 for way in WAYS)
    assert max(rates.sizes) <= 64 * 1024
