"""An edition by e-mail in Chromium: one column at any width, nothing fetched, and every word can be read."""

import email
from email import policy

import pytest
from click.testing import CliRunner

from site_builder.cli import cli

pytestmark = pytest.mark.browser

TITLES = {
    "plain": ("A library lends spades", "en"),
    "long": ("word " * 60, "en"),
    "unbroken": ("Donaudampfschifffahrtsgesellschaft" * 8, "de"),
    "arabic": ("مكتبة تعير المعاول", "ar"),
    "chinese": ("图书馆借铁锹" * 20, "zh"),
    "signs": ('<b>&amp; "quotes" \'--> ]]>', "en"),
}
CONTRAST = """() => {
    const light = colour => { const [r, g, b] = colour.match(/[0-9.]+/g).map(Number).map(part => {
        part /= 255; return part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4; });
        return .2126 * r + .7152 * g + .0722 * b; };
    const ground = element => { for (let at = element; at; at = at.parentElement) {
        const colour = getComputedStyle(at).backgroundColor;
        if (colour !== 'rgba(0, 0, 0, 0)') return colour; } return 'rgb(255, 255, 255)'; };
    return [...document.querySelectorAll('p, a, h1, h2, h3, span')].filter(e => e.offsetParent).map(element => {
        const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x);
        return [(a + .05) / (b + .05), element.className + ' ' + element.textContent.slice(0, 20)]; })
        .filter(([ratio]) => ratio < 4.5); }"""


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    folder = root / "content/briefings"
    folder.mkdir(parents=True)
    for number, (name, (title, language)) in enumerate(TITLES.items()):
        quoted = title.replace("'", "''")
        head = f"title: '{quoted}'\ndate: 2026-02-{16 + number}\nlanguage: {language}\nsummary: '{quoted}'\n"
        (folder / f"{name}.md").write_text(f"---\n{head}entities: ['{quoted[:80]}']\n---\n", encoding="utf-8")
    settings = "title: The Desk\nbase_url: https://example.org\neditions: weekly\nmail: {sender: desk@example.org}\n"
    (root / "content/site.yml").write_text(settings, encoding="utf-8")
    result = CliRunner().invoke(cli, ["-C", str(root), "edition", "--week", "2026-W08"], standalone_mode=False)
    assert result.return_value == 0, result.output
    message = email.message_from_bytes((root / "editions/2026-W08.eml").read_bytes(), policy=policy.default)
    part = message.get_body(("html",))
    assert part is not None
    return part.get_content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 375, 600, 800])
def test_it_fits_every_width_and_can_be_read(browser, html, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(html)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CONTRAST) == []
    sheet = page.locator(".sheet").bounding_box()
    assert sheet["width"] == pytest.approx(min(width - (16 if width < 600 else 32), 640), abs=1)
    assert sheet["x"] == pytest.approx((width - sheet["width"]) / 2, abs=1)
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('p, a, h1, h2, h3, span')].filter(e => e.offsetParent)
                          .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
    )
    assert smallest >= 13
    assert asked == []
    page.close()


def test_words_of_another_script_run_their_own_way(browser, html):
    page = browser.new_page(viewport={"width": 600, "height": 900})
    page.set_content(html)
    heading = page.locator("h2[lang=ar]")
    assert heading.get_attribute("dir") == "rtl"
    words, whole = heading.locator("a").bounding_box(), heading.bounding_box()
    assert words["x"] > whole["x"] + whole["width"] / 2
    # The line below is the page's own, and keeps its order.
    meta = page.locator(".cell", has=heading).locator(".meta")
    assert meta.evaluate("e => getComputedStyle(e).direction") == "ltr"
    page.close()


def test_it_reads_the_same_where_no_style_element_is_known(browser, html):
    """Some programs drop `<style>`; what they show then still has its margins and sizes."""
    bare = html[: html.index("<style>")] + html[html.index("</style>") + len("</style>") :]
    page = browser.new_page(viewport={"width": 600, "height": 900})
    page.set_content(bare)
    assert page.evaluate("document.documentElement.scrollWidth") <= 600
    assert page.locator("h2").first.evaluate("e => getComputedStyle(e).fontSize") == "20px"
    assert page.locator(".cell").first.evaluate("e => getComputedStyle(e).paddingLeft") == "20px"
    page.close()
