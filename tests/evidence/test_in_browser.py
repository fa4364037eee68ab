"""In Chromium, a link with a text fragment of ours opens a page at the passage and marks it."""

import http.server
import threading
import unicodedata
from urllib.parse import unquote

import pytest

from site_builder.evidence.case import Library, case_of
from site_builder.evidence.names import names_of
from site_builder.evidence.sources import TextSource
from site_builder.model.article import ArticleRecord
from site_builder.model.entity import Authority
from site_builder.model.evidence import ArticleText
from tests.chromium import CHROMIUM

PASSAGE = (
    "“Well-known words, she said – of the river’s other bank – stand here,” and they go on for a while, so that the "
    "passage has a beginning and an end of its own (both of them plain)."
)
OTHERS = tuple(
    f"Paragraph {number} tells of something else, at length, and of nothing in particular." for number in range(80)
)


def fragment():
    text = ArticleText(id="a", paragraphs=(*OTHERS, PASSAGE), language="en")
    record = ArticleRecord(id="a", sha256="ab" * 32, url="https://example.org/a")
    library = Library(
        records={"a": record},
        articles={"a": TextSource(text)},
        names=names_of(Authority()),
        publishers={},
        language="en",
    )
    ((name, found),) = case_of(("a",), library).fragments([f"p{len(OTHERS) + 1}"])
    assert name == f"a#p{len(OTHERS) + 1}"
    return found


def test_a_fragment_names_the_ends_of_a_passage():
    first, last = fragment().split(",")
    assert unquote(first) == "“Well-known words, she said"
    assert unquote(last) == "(both of them plain)."
    assert "-" not in first
    assert unicodedata.is_normalized("NFC", unquote(first))


@pytest.mark.slow
@pytest.mark.browser
def test_the_link_scrolls_to_the_passage_and_marks_it(tmp_path):
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium")
    style = "<style>p { margin: 40px } ::target-text { background: rgb(255, 0, 255); color: rgb(255, 0, 255) }</style>"
    body = "".join(f"<p>{text}</p>" for text in (*OTHERS[:40], PASSAGE, *OTHERS[40:]))
    page = f"<!doctype html><meta charset=utf-8><title>An original</title>{style}{body}"
    (tmp_path / "original.html").write_text(page, "utf-8")
    handler = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: handler(*given, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with playwright.sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            tab = browser.new_page(viewport={"width": 800, "height": 600})
            address = f"http://127.0.0.1:{server.server_port}/original.html"
            tab.goto(address)
            assert tab.evaluate("scrollY") == 0
            assert not _is_marked(tab)
            other = browser.new_page(viewport={"width": 800, "height": 600})
            other.goto(f"{address}#:~:text={fragment()}")
            other.wait_for_function("scrollY > 500")
            box = other.locator("p", has_text="Well-known words").bounding_box()
            assert 0 <= box["y"] < 600
            assert _is_marked(other)
            browser.close()
    finally:
        server.shutdown()
        server.server_close()


def _is_marked(tab):
    """Whether the colour of marked text is on the screen."""
    import base64

    picture = base64.b64encode(tab.screenshot()).decode()
    script = """async (data) => {
        const image = new Image();
        image.src = 'data:image/png;base64,' + data;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.width, image.height];
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        const { data: points } = context.getImageData(0, 0, image.width, image.height);
        for (let at = 0; at < points.length; at += 4)
            if (points[at] > 250 && points[at + 1] < 5 && points[at + 2] > 250) return true;
        return false;
    }"""
    return tab.evaluate(script, picture)
