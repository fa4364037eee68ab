"""HTML in Markdown, where a site allows it: harmless tags in pairs become markup, everything else stays text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.content.markdown import render_markdown
from site_builder.content.raw_html import DEPTH
from site_builder.model.config import MarkdownOptions
from tests.hostile.payloads import payload

ALLOWED = MarkdownOptions(html="sanitise")
VOID = {"area", "br", "col", "hr", "img", "wbr"}


def html(text):
    """The HTML of *text*, with `@` in each gap."""
    return "@".join(render_markdown(text, ALLOWED).body.html).strip()


class Balance(HTMLParser):
    """What is open at the end, what was closed that was not open, and what no page may hold."""

    def __init__(self):
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            scheme = re.sub(r"[\x00-\x20]", "", value or "").partition(":")[0].lower()
            runs = name in {"href", "src"} and scheme in {"javascript", "data", "vbscript"}
            if name.startswith("on") or name in {"style", "srcdoc", "action"} or runs:
                self.wrong.append(f"{tag} {name}={value}")
        if tag in {"script", "style", "iframe", "object", "embed", "form", "base", "svg", "math", "input", "template"}:
            self.wrong.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")


def harm(text):
    parser = Balance()
    parser.feed(text)
    parser.close()
    return parser.open, parser.wrong


PASSED = [
    ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>"),
    ("<KBD>*a*</KBD >", "<p><kbd><em>a</em></kbd></p>"),
    ("a<br/>b<wbr>c", "<p>a<br>b<wbr>c</p>"),
    ('<abbr title="A &amp; B">x</abbr>', '<p><abbr title="A &amp; B">x</abbr></p>'),
    ("<span lang=it dir='ltr'>x</span>", '<p><span lang="it" dir="ltr">x</span></p>'),
    ('<a href="b.md">c</a>', '<p><a href="@">c</a></p>'),
    ("<a href=https://a.org/>b</a>", '<p><a href="https://a.org/" rel="external">b</a></p>'),
    ('<img src=x.png alt="A" width=3>', '<p><img src="@" alt="A" width="3" loading="lazy"></p>'),
    ("<div>\n\n*a*\n\n</div>", "<div>\n<p><em>a</em></p>\n</div>"),
    ("<div>\n*a* &lt;\n</div>", "<div>\n*a* &lt;\n</div>"),
    ("> <div>\n>\n> a\n>\n> </div>", "<blockquote><div>\n<p>a</p>\n</div></blockquote>"),
    ("<ul>\n<li>a\n<li>b\n</ul>", "<ul>\n<li>a\n</li><li>b\n</li></ul>"),
    ("<dl>\n<dt>a<dd>b<dt>c</dt></dl>", "<dl>\n<dt>a</dt><dd>b</dd><dt>c</dt></dl>"),
    (
        "<table>\n<tr><th scope=row>a<td>1\n<tr><td>b</td></table>",
        '<table>\n<tbody><tr><th scope="row">a</th><td>1\n</td></tr><tr><td>b</td></tr></tbody></table>',
    ),
    ("<!-- a -->\n\nb<!-- c -->", "<p>b</p>"),
    ("<!--\n\n<b>\n\n-->\nend", "<p>end</p>"),
    ("`<b>x</b>`", "<p><code>&lt;b&gt;x&lt;/b&gt;</code></p>"),
]


@pytest.mark.parametrize(("text", "expected"), PASSED)
def test_what_is_harmless_is_markup(text, expected):
    assert html(text) == expected


KEPT_AS_TEXT = [
    "<script>x</script>",
    "<b onclick=x>a",
    '<p style="color: red">',
    '<b id="main">a',
    '<b class="evidence">a',
    "<i>open",
    "<li>a<li>b",
    "closed</i>",
    "<a href=javascript:x>a",
    '<a href="java&#10;script:x">a',
    "<img src=data:x>",
    "<iframe src=x>",
    "<div",
    "<!-- open",
    "<b lang=a lang=b>",
]


@pytest.mark.parametrize("text", KEPT_AS_TEXT)
def test_what_is_not_allowed_stays_the_text_that_it_is(text):
    plain = "@".join(render_markdown(text, MarkdownOptions()).body.html).strip()
    assert html(text).replace("&quot;", '"').removeprefix("<p>").removesuffix("</p>") == plain.replace(
        "&quot;", '"'
    ).removeprefix("<p>").removesuffix("</p>")


TORN = [
    "</div></p></main> a",
    "<div>\n\na",
    "<table>\n\n[[A]] b\n\n<tr><td>\n\n[[C]]\n\n</td></tr></table>\n\n[[D]]",
    "<b>\n\n**<b>x** </b>",
    "- <div>\n- b</div>\n\n[[A]]",
    "<details>\n<summary>a</details>\n\nb",
    "<li>\n\n- [[A]]\n\n</li>",
    "[x <b>](y.md)</b> <a href=z.md>[[A]]</a>",
    "<div>\n" * (DEPTH + 5) + "</div>\n" * (DEPTH + 5),
    "a[^1] <b>\n\n[^1]: <i>b</i> </b>",
    "|<b>|\n|-|\n|</b>|",
]


@pytest.mark.parametrize("text", TORN)
def test_torn_tags_tear_no_page(text):
    assert harm(html(text)) == ([], [])


def test_what_stands_between_rows_keeps_its_references():
    marked = render_markdown("<table>\n\n[[A]]\n\n<tr><td>\n\n[[B|b]]\n\n</td></tr></table>\n\n[c](c.md)", ALLOWED)
    assert [(found.target, found.part) for found in marked.outline.references] == [
        ("A", "url"),
        ("A", "name"),
        ("B", "url"),
        ("c.md", "url"),
    ]
    assert len(marked.body.html) == 5


def test_a_text_without_tags_is_the_same_as_without_the_setting():
    text = 'A "b" [[C]] [^1]\n\n|a|\n|-|\n|b|\n\n```\n<b>\n```\n\n[^1]: d\n'
    assert render_markdown(text, ALLOWED) == render_markdown(text, MarkdownOptions())


@pytest.mark.parametrize("form", range(50))
def test_no_payload_passes(form):
    text = payload(1, form)
    for written in (text, f"<div>\n{text}\n</div>", f"<b>{text}</b>", f"<a href='{text}'>a</a>", f'<i title="{text}">'):
        assert harm(html(written)) == ([], []), written


PIECES = st.sampled_from(
    ["<b>", "</b>", "<div>", "</div>", "\n\n", "\n", "- ", "> ", "<table>", "<tr>", "<td>", "</td>", "</table>",
     "[[A]]", "**", "*", "<a href=x>", "</a>", "[a](b)", "<li>", "<ul>", "</ul>", "<br>", "`", "<!--", "-->", "|", "a",
     "[^1]", "[^1]: ", "# ", "<script>", "\ufdd00\ufdd1", "\0", "&#xfdd0;", "<p>", '"', "'", "<dd>",
     "<details open>", "<img src=x>"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
@example("<table>\n\n\ufdd00\ufdd1[[A]]")
def test_whatever_is_written_the_page_is_whole_and_each_gap_has_its_reference(text):
    marked = render_markdown(text, ALLOWED)
    assert len(marked.outline.references) == len(marked.body.html) - 1
    assert harm("@".join(marked.body.html)) == ([], [])
