"""Markdown that was written to hurt: each ends, with a page or a problem, and the page is whole and safe.

The sizes are such that a parser whose time grows with the square of the text would take minutes.
"""

import re

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.content.markdown import DEPTH, QUOTES, render_markdown
from site_builder.model.config import Limits, MarkdownOptions
from tests.outcomes import outcome, the_problem_of

OPTIONS = MarkdownOptions()
SIZE = 4000

REPEATED = {
    "brackets": "[",
    "images": "![",
    "inline footnotes": "^[",
    "wiki links that never close": "[[a",
    "links that never close": "[a](b",
    "titles that never close": '[a](b "',
    "autolinks that never close": "<a:",
    "references": "[a]",
    "emphasis": "*a ",
    "emphasis of two kinds": "*a_ ",
    "strong and emphasis": "a**b*c ",
    "strikethrough": "~~a",
    "backticks": "`a``b",
    "ampersands": "&",
    "backslashes": "\\",
    "quotations": "> a\n\n",
    "items": "- a\n",
    "definitions": "[a]: b\n",
    "footnotes": "[^a]: b\n",
    "tables": "|a\n|-\n|b\n\n",
    "headings": "# a\n",
    "fences": "```\n",
    "hard breaks": "a  \n",
    "tabs": "\t",
    "underlined headings": "a\n===\n",
    "wiki links": "[[a]] ",
    "fragments": "[a](#b) ",
}


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED)
def test_a_piece_that_is_repeated_thousands_of_times_ends(piece):
    made = render_markdown(piece * SIZE, OPTIONS)
    assert len(made.body.html) == len(made.outline.references) + 1


NESTED = {
    "brackets": lambda depth: "[" * depth + "a" + "]" * depth,
    "links": lambda depth: "[" * depth + "a" + "](b)" * depth,
    "images": lambda depth: "![" * depth + "a" + "](b)" * depth,
    "images in links": lambda depth: "[![" * depth + "a" + "](b)](c)" * depth,
    "footnotes": lambda depth: "^[" * depth + "a" + "]" * depth,
    "footnotes and images": lambda depth: "^[![" * depth + "a" + "](b)]" * depth,
    "wiki links": lambda depth: "[[" * depth + "a" + "]]" * depth,
    "emphasis": lambda depth: "*a **b " * depth + "c** d*" * depth,
}


@pytest.mark.parametrize("depth", [9, 11, 33, 2000])
@pytest.mark.parametrize("nested", NESTED.values(), ids=NESTED)
def test_what_is_nested_in_a_line_ends(nested, depth):
    made = render_markdown(nested(depth), OPTIONS)
    assert len(made.body.html) == len(made.outline.references) + 1
    assert "a" in "".join(made.body.html)


BLOCKS = {
    "quotations": lambda depth: "> " * depth + "a",
    "quotations without spaces": lambda depth: ">" * depth + "a",
    "lists in a line": lambda depth: "- " * depth + "a",
    "numbered lists in a line": lambda depth: "1. " * depth + "a",
    "quotations and lists": lambda depth: "> - " * depth + "a",
    "lists": lambda depth: "\n".join("  " * level + "- a" for level in range(depth)),
    "quotations in a footnote": lambda depth: "[^1]\n\n[^1]: " + "> " * depth + "a",
}


@pytest.mark.parametrize("depth", [DEPTH + 1, 10_000])
@pytest.mark.parametrize("nested", BLOCKS.values(), ids=BLOCKS)
def test_blocks_that_nest_too_deep_are_told_and_never_left_out(nested, depth):
    if nested is BLOCKS["lists"]:
        depth = min(depth, 500)  # indented lines of 10,000 levels would have 100 million characters
    problem = the_problem_of(render_markdown, nested(depth), OPTIONS)
    assert problem.code == "SB113"
    assert "nest too deep" in problem.message


@pytest.mark.parametrize("nested", BLOCKS.values(), ids=BLOCKS)
def test_blocks_that_nest_as_deep_as_people_write_are_whole(nested):
    assert "a" in "".join(render_markdown(nested(10), OPTIONS).body.html)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["[a](b) ", "[[a]] ", "[a](b)\n\n"])
def test_as_many_links_as_a_text_may_hold_end(text):
    number = Limits().markdown_characters // len(text)
    assert render_markdown(text * number, OPTIONS).outline.words >= 0


def test_a_hundred_thousand_links_and_a_line_of_a_megabyte_are_too_much():
    for text in ("[a](b) " * 100_000, "x" * 1_000_000):
        assert the_problem_of(render_markdown, text, OPTIONS).code == "SB113"


@pytest.mark.parametrize("text", ["\"a' ", "'", '"', "\"a\" 'b' "])
def test_the_typographer_is_spared_thousands_of_quotes(text):
    smart = MarkdownOptions(typographer=True)
    assert the_problem_of(render_markdown, f'# a\n\n{text * QUOTES}x"', smart).line == 3
    assert "“" in "".join(render_markdown(f'{text * (QUOTES // 10)} "a"', smart).body.html)


PIECES = st.sampled_from(
    [
        *(
            "[[TikTok]]",
            "[[A|b]]",
            "[[p4]]",
            "[[topic:x|y]]",
            "[a](b.md)",
            "[a](#b)",
            "[a](https://b.org)",
            "![c](d.png)",
        ),
        *(
            "[^1]",
            "\n\n[^1]: ",
            "^[",
            "]",
            "[",
            "(",
            ")",
            "!",
            "|",
            "\n|---|---|\n",
            "\n\n",
            "\n",
            "> ",
            "- ",
            "1. ",
            "# ",
        ),
        *(
            "*",
            "**",
            "~~",
            "`",
            "```\n",
            "    ",
            "\\",
            "<b>",
            "&amp;",
            "&#0;",
            "\0",
            "\u2028",
            "<a:b>",
            "\t",
            "é",
            "word ",
        ),
        *(
            "javascript:",
            "\n===\n",
            "\n---\n",
            "[[",
            "]]",
            "][",
            "](",
            '"',
            "'",
            " \n",
            "[x]: y\n",
            "[x]",
            "<!--",
            "%41",
        ),
    ]
)
MIX = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)
ATTRIBUTES = {"href", "src", "alt", "title", "class", "id", "rel", "loading", "start", "tabindex", "role"}


@settings(max_examples=150)
@given(MIX, st.booleans())
@example("![a ^[[[b]]]](c) [[[d]]]", False)
@example("[^1][^1]\n\n[^1]: [[a]] ^[[[b]] [^1]]", False)
@example("|[[a|b]]|\n|-|\n|[[c\\|d]]|", False)
def test_every_gap_has_its_reference_and_no_markup_comes_through(text, typographer):
    made, problems = outcome(render_markdown, text, MarkdownOptions(typographer=typographer), first_line=5)
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for problem in problems or made.outline.remarks:
        assert 5 <= problem.line < 5 + lines
    if made is None:
        return
    pieces, references = made.body.html, made.outline.references
    assert len(pieces) == len(references) + 1
    for piece, reference in zip(pieces, references, strict=False):
        assert piece.endswith('="') == (reference.part == "url")
        assert 5 <= reference.line < 5 + lines
        assert reference.column is None or 1 <= reference.column <= max(map(len, text.split("\n"))) + 1
    html = "x".join(pieces)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(html)
    for element in tree.iter():
        assert element.tag not in {"script", "b", "style", "iframe", "object", "form", "input"}
        assert set(element.attrib) <= ATTRIBUTES
        for name in ("href", "src"):
            assert not re.match(r"\s*(?:javascript|data|vbscript)", element.get(name, ""), re.IGNORECASE)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
