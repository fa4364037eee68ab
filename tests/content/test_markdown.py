"""Markdown becomes HTML with a gap for each reference; nothing that the author wrote becomes markup unmeant."""

import pytest

from site_builder.content.markdown import render_markdown
from site_builder.model.briefing import Heading
from site_builder.model.config import Limits, MarkdownOptions
from tests.outcomes import problems_of, the_problem_of

PLAIN = MarkdownOptions()


def marked(text, **more):
    return render_markdown(text, more.pop("options", PLAIN), **more)


def html(text, **more):
    """The HTML of *text*, with `@` in each gap."""
    return "@".join(marked(text, **more).body.html).strip()


def references(text):
    return [(found.kind, found.target, found.part) for found in marked(text).outline.references]


def remarks(text):
    return [(found.code, found.line, found.column) for found in marked(text).outline.remarks]


HTML = [
    ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
    ("a\nb  \nc", "<p>a\nb<br>\nc</p>"),
    ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
    ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
    ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
    ("***", "<hr>"),
    ("```py\na < b\n```", '<pre><code class="language-py">a &lt; b\n</code></pre>'),
    ("    a", "<pre><code>a\n</code></pre>"),
    ("~~a~~", "<p><s>a</s></p>"),
    ('a -- "b" ...', "<p>a -- &quot;b&quot; ...</p>"),
    ("&copy; &amp; &#35; &#0;", "<p>© &amp; # \ufffd</p>"),
    ("\\*a\\*", "<p>*a*</p>"),
    ("## A", '<h2 id="a">A</h2>'),
    ("[a](https://example.org 'T')", '<p><a href="https://example.org" title="T" rel="external">a</a></p>'),
    ("<https://example.org>", '<p><a href="https://example.org" rel="external">https://example.org</a></p>'),
    ("[a](mailto:a@example.org)", '<p><a href="mailto:a@example.org">a</a></p>'),
    ("[a][r]\n\n[r]: tel:+39", '<p><a href="tel:+39">a</a></p>'),
    ("[a](other.md)", '<p><a href="@">a</a></p>'),
    ("![a *b*](x.png)", '<p><img src="@" alt="a b" loading="lazy"></p>'),
    ("[[TikTok]]", '<p><a class="wiki" href="@">@</a></p>'),
    ("[[TikTok|the app]]", '<p><a class="wiki" href="@">the app</a></p>'),
    ("[[p4]]", '<p><a class="evidence" href="@">@</a></p>'),
    ("[[Tik\nTok|the\napp]]", '<p><a class="wiki" href="@">the app</a></p>'),
    ("[[A|<b>]]", '<p><a class="wiki" href="@">&lt;b&gt;</a></p>'),
    ("**[[A]]**", '<p><strong><a class="wiki" href="@">@</a></strong></p>'),
    ("`[[A]]`", "<p><code>[[A]]</code></p>"),
    ("```\n[[A]]\n```", "<pre><code>[[A]]\n</code></pre>"),
    ("    [[A]]", "<pre><code>[[A]]\n</code></pre>"),
    ("\\[[A]]", "<p>[[A]]</p>"),
    ("[[]] [[ ]] [[|a]] [[a|]] [[a", "<p>[[]] [[ ]] [[|a]] [[a|]] [[a</p>"),
    ("[see [[A]]](https://example.org)", '<p>[see <a class="wiki" href="@">@</a>](https://example.org)</p>'),
    ("[[A]](b)", '<p><a class="wiki" href="@">@</a>(b)</p>'),
    ("![[[A]]](x.png)", '<p><img src="@" alt="A" loading="lazy"></p>'),
]


@pytest.mark.parametrize(("text", "expected"), HTML)
def test_markdown_becomes_html(text, expected):
    assert html(text) == expected


def test_a_table_gets_classes_and_no_styles():
    made = html("| a | b | c |\n|:--|:-:|--:|\n| 1 | [[A\\|x]] | |\n")
    assert "style" not in made
    assert '<th class="align-left">a</th>' in made
    assert '<td class="align-center"><a class="wiki" href="@">x</a></td>' in made
    assert made.startswith('<div class="table-scroll" tabindex="0"><table>')
    assert made.endswith("</table></div>")


def test_footnotes_stand_at_the_end():
    made = html("A[^1] and ^[inline [[B]]].\n\n[^1]: See [[C]].\n")
    notes = made.index('<div class="footnotes" role="doc-endnotes">')
    assert made.index('id="fnref1"') < made.index('id="fnref2"') < notes
    assert [target for _, target, part in references("A[^1]^[[[B]]]\n\n[^1]: [[C]]") if part == "url"] == ["C", "B"]


def test_the_typographer_works_where_it_is_wanted_and_only_there():
    text = "\"a\" -- 'b' ... (c)"
    assert html(text) == "<p>&quot;a&quot; -- 'b' ... (c)</p>"
    assert html(text, options=MarkdownOptions(typographer=True)) == "<p>“a” – ‘b’ … ©</p>"


RAW = [
    "<script>alert(1)</script>",
    "<b onclick=x>a</b>",
    "<!-- a -->",
    "<style>p{}</style>",
    "<?php x ?>",
    "<![CDATA[x]]>",
    "| <i>a</i> |\n|---|\n| <img src=x onerror=y> |",
    "a[^1]\n\n[^1]: <iframe src=x>",
    "# <u>a</u>",
    "> <p>\n",
    "- <div>\n",
    '[a](/b "<i>")',
    "![<b>](/c)",
    "[[a|<b>]]",
    "```<b>\n<i>\n```",
    "`<b>`",
    "[<b>]: /x\n\n[<b>]",
    "a^[<b>x</b>]",
]


@pytest.mark.parametrize("text", RAW)
def test_raw_html_is_text_like_any_other(text):
    made = html(text)
    for tag in ("<script", "<b", "<style", "<?php", "<i>", "<iframe", "<u>", "<div>", "<!", "onerror=y>", "onclick=x>"):
        assert tag not in made.replace("<blockquote", "").replace('<div class="table-scroll"', "").replace("<img ", "")


UNSAFE = [
    # (text, line, column)
    ("[a](javascript:alert(1))", 1, 1),
    ("one\ntwo [a](JavaScript:alert(1))", 2, 5),
    ("<javascript:alert(1)>", 1, 1),
    ("[a](<java\\script:alert(1)>) [b](vbscript:x)", 1, 29),
    ("[a](java&#115;cript:alert(1))", 1, 1),
    ("[a](&#x6A;avascript&colon;alert(1))", 1, 1),
    ("[a](javascript&#58;alert(1))", 1, 1),
    ("[a](data:text/html,x)", 1, 1),
    ("![a](data:image/png;base64,x)", 1, 1),
    ("[a](file:///etc/passwd)", 1, 1),
    ("[a]( \u2028javascript:x)", None, None),
    ("[a](%6Aavascript:x)", 1, 1),
    ("[r]\n\n[r]: javascript:x", 1, 1),
    ("| a |\n|---|\n| b [c](vbscript:x) |", 3, 5),
    ("a[^1]\n\n[^1]: see [b](javascript:x)", 3, 11),
    ("> - [b](javascript:x)", 1, 5),
]


@pytest.mark.parametrize(("text", "line", "column"), [case for case in UNSAFE if case[1]])
def test_a_link_that_could_run_something_is_refused_with_its_place(text, line, column):
    problem = the_problem_of(marked, text)
    assert (problem.code, problem.line, problem.column) == ("SB150", line, column)


def test_all_unsafe_links_are_told_and_lines_are_those_of_the_file():
    found = problems_of(marked, "[a](javascript:x)\n\n![b](data:y)\n", first_line=10)
    assert [(problem.line, problem.message.split()[0]) for problem in found] == [(10, "links"), (12, "images")]
    assert "content/assets" in found[1].hint


REFERENCES = [
    ("[a](other.md#part)", [("link", "other.md#part", "url")]),
    ("[a](<my file.md>)", [("link", "my%20file.md", "url")]),
    ("[a](/topics/ai/)", [("link", "/topics/ai/", "url")]),
    ("![a](../assets/x.png)", [("image", "../assets/x.png", "url")]),
    ("[[topic:Rules]]", [("wiki", "topic:Rules", "url"), ("wiki", "topic:Rules", "name")]),
    ("[[ A  B | c ]]", [("wiki", "A B", "url")]),
    ("[[some-article#p4|there]]", [("evidence", "some-article#p4", "url")]),
    ("[a](https://example.org) [b](#b) [c](//example.org)\n\n# b", []),
    ("# [[A]]\n\n- [[B]]\n\n> [[C]]", [(k, t, p) for t in "ABC" for k, p in [("wiki", "url"), ("wiki", "name")]]),
]


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_what_leads_into_the_site_is_told_as_a_reference(text, expected):
    assert references(text) == expected


PLACES = [
    # (text, [(target, line, column)])
    ("[[A]] [[A]]", [("A", 1, 1), ("A", 1, 7)]),
    ("`[[A]]` [[A]]", [("A", 1, 9)]),
    ("one\n  two [[A]]\n[b](c.md)", [("A", 2, 7), ("c.md", 3, 1)]),
    ("- a\n\n  b [[A]]", [("A", 3, 5)]),
    ("> a\nb [[A]]", [("A", 2, 3)]),
    ("1. > - [[A]]\n   >   x ![y](b.png)", [("A", 1, 8), ("b.png", 2, 10)]),
    ("[[A\nB]] [[C]]", [("A B", 1, 1), ("C", 2, 5)]),
    ("### [[A]] ###", [("A", 1, 5)]),
    ("[[A]]\n=====", [("A", 1, 1)]),
    (
        "| [[A\\|x]] | [[A\\|x]] [b](c.md) |\n|---|---|\n| x | x [[D]] |",
        [("A", 1, 3), ("A", 1, 14), ("c.md", 1, 23), ("D", 3, 9)],
    ),
    ("a[^1] ^[b [[A]] ^[c [[B]]]]\n\n[^1]: d\n    [[C]]", [("C", 4, 5), ("A", 1, 11), ("B", 1, 21)]),
    ("[a\nb](c.md) [d](\n  e.md\n) [[F]]", [("c.md", 1, 1), ("e.md", 2, 10), ("F", 4, 3)]),
    ("[![a](b.png)](c.md)", [("c.md", 1, 1), ("b.png", 1, 2)]),
    ("é漢😀 [[A]]", [("A", 1, 5)]),
    ("\t- a\n\n[x]: y.md\n\nb [x]", [("y.md", 5, 3)]),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_a_reference_tells_its_line_and_column(text, expected):
    found = [(r.target, r.line, r.column) for r in marked(text).outline.references if r.part == "url"]
    assert found == expected


def test_headings_get_ids_that_no_other_place_has():
    text = "# A\n# A\n# A 2\n# [[topic:Rules]] [[p4]]\n# Main\n# Source 1\n# !\n# !\n# *b* `c` ![d](e.png)\n"
    assert [(found.level, found.id, found.text) for found in marked(text).outline.headings] == [
        (2, "a", "A"),
        (2, "a-2", "A"),
        (2, "a-2-2", "A 2"),
        (2, "rules", "Rules"),
        (2, "main-2", "Main"),
        (2, "source-1-2", "Source 1"),
        (2, "part", "!"),
        (2, "part-2", "!"),
        (2, "b-c-d", "b c d"),
    ]


def test_headings_begin_below_the_title_of_the_page():
    assert [heading.level for heading in marked("# a\n## b\n###### c").outline.headings] == [2, 3, 6]
    assert [heading.level for heading in marked("## a\n### b").outline.headings] == [2, 3]
    assert marked("## a").outline.headings == (Heading(level=2, id="a", text="a"),)


REMARKS = [
    ("![](x.png)", [("SB206", 1, 1)]),
    ("a ![ ](x.png)", [("SB206", 1, 3)]),
    ("![a](https://example.org/x.png)", [("SB207", 1, 1)]),
    ("[a]()", [("SB202", 1, 1)]),
    ("[a](#b)", [("SB203", 1, 1)]),
    ("# b\n[a](#b) [a](#B)", [("SB203", 2, 9)]),
    ("[a](#source-1) [b](#fn1)", []),
    ("# ü\n[a](#u) [a](#%75)", []),
    ("a[^1]", [("SB205", 1, None)]),
    ("a[^1] b[^2]\n\n[^1]: x\n[^3]: y", [("SB205", 1, None), ("SB205", 4, None)]),
    ("a[^1]\n\n[^1]: x\n\n[^1]: y", [("SB205", 5, None)]),
    ("`[^1]` \\[^1]", [("SB205", 1, None)]),
    ("plain", []),
]


@pytest.mark.parametrize(("text", "expected"), REMARKS[:-2] + REMARKS[-1:])
def test_what_a_reader_would_miss_is_remarked(text, expected):
    assert remarks(text) == expected


def test_the_hint_to_a_missing_heading_names_the_nearest_or_some():
    (near,) = marked("# Rules\n[a](#rulse)").outline.remarks
    (far,) = marked("# Rules\n# Chips\n[a](#zzzzzz)").outline.remarks
    assert (near.hint, far.hint) == ("did you mean `rules`?", "the headings are rules, chips")


WORDS = [
    ("", 0),
    ("one two", 2),
    ("don't re-use 3.5", 4),
    ("**a**b", 2),
    ("[one](x.md) [[Two words]] [[A|three more words]]", 6),
    ("a [[p4]]", 1),
    ("`code here`", 2),
    ("```\ncode here\n```", 2),
    ("# One\n\n| a | b |\n|---|---|\n| c | d |", 5),
    ("北京大学", 2),
    ("ab 北京", 2),
    ("— … !", 0),
]


@pytest.mark.parametrize(("text", "number"), WORDS)
def test_words_are_counted_as_they_are_read(text, number):
    assert marked(text).outline.words == number


def test_equal_texts_have_equal_names_and_others_have_others():
    assert marked("a [[B]]").outline.fingerprint == marked("a  [[C]]".replace("  ", " ")).outline.fingerprint
    assert marked("a").outline.fingerprint != marked("b").outline.fingerprint


def test_a_text_beyond_the_limit_is_told():
    problem = the_problem_of(marked, "x" * 11, limits=Limits(markdown_characters=10), first_line=4)
    assert (problem.code, problem.line, problem.message) == ("SB113", 4, "the text has more than 10 characters")
    assert marked("x" * 10, limits=Limits(markdown_characters=10))
