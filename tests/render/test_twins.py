"""Markdown twins of briefings: what the page says, for programs that read text."""

import pytest
from markdown_it import MarkdownIt

from site_builder.render.pages import render
from site_builder.render.twins import markdown_blocks
from tests.render import samples

URL, ROOT = "https://example.org/briefings/a/", "https://example.org"
CASES = {
    "a paragraph": ("<p>One <em>two</em> <strong>three</strong>.</p>", "One *two* **three**."),
    "addresses": ('<p><a href="/x/">a</a> <a href="#y">b</a></p>', f"[a]({ROOT}/x/) [b]({URL}#y)"),
    "signs of its own": ("<p>2 * 3 [x] &lt;b&gt; a_b</p>", r"2 \* 3 \[x\] \<b\> a\_b"),
    "what looks like a list": ("<p>1. is not one</p>", r"\1. is not one"),
    "lists in lists": ("<ul><li>a<ol start='3'><li>b</li></ol></li></ul>", "- a\n\n  3. b"),
    "code": ("<p><code>a`b</code></p>", "``a`b``"),
    "a block of code": ("<pre><code>x = 1\n</code></pre>", "```\nx = 1\n```"),
    "a table": ("<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td></td></tr></table>", None),
    "a quotation": ("<blockquote><p>one</p><p>two</p></blockquote>", "> one\n>\n> two"),
    "a picture": ('<p><img src="/a b.png" alt="A [b]"></p>', rf"![A \[b\]]({ROOT}/a%20b.png)"),
    "text without a block": ("only text", "only text"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_html_becomes_markdown(html, expected):
    if expected is None:
        expected = "| A | B |\n| --- | --- |\n| 1\\|2 |  |"
    assert "\n\n".join(markdown_blocks(html, URL, ROOT)) == expected


@pytest.mark.parametrize("text", samples.AWKWARD.values(), ids=samples.AWKWARD)
def test_a_title_comes_back_as_it_was(text):
    page = samples.briefing(samples.card(text))
    twin = type(page)(url=f"{page.url}index.md", view=page.view, language="en", format="markdown")
    theme = samples.briefing_theme()
    markdown = render(twin, theme=theme, config=samples.CONFIG, frame=samples.FRAME, bodies=samples.BODIES).decode()
    tokens = MarkdownIt().parse(markdown)
    assert tokens[0].tag == "h1"
    assert "".join(child.content for child in tokens[1].children or ()) == text.strip()
    assert "An earlier" not in markdown
    assert f"[{samples.ARTICLE.title}]({samples.ARTICLE.url})" in markdown
