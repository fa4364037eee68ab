"""The tuned parser gives what markdown-it gives."""

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from site_builder.content.parsers import Parser

DEPTH = 32
SETTINGS = {"html": False, "xhtmlOut": False, "maxNesting": DEPTH}

signs = st.text(alphabet="ab1 \t\n\n#*_`~[]()!<>&^|-+=:.\\\"/'", max_size=60)
words = st.sampled_from(
    [
        "word ",
        "two words ",
        "\n",
        "\n\n",
        "  \n",
        "# ",
        "## ",
        "- ",
        "* ",
        "1. ",
        "> ",
        "    ",
        "---\n",
        "***",
        "**",
        "*",
        "_",
        "__",
        "`",
        "``",
        "```\n",
        "~~",
        "~~~\n",
        "[a](/b)",
        "[a](b.md#c)",
        "![a](/b.png)",
        "[^1]",
        "[^1]: note\n",
        "^[note *b*]",
        "<https://example.org/a?b=1#c>",
        "<a@b.example>",
        "<b>",
        "&amp;",
        "&#65;",
        "&nosuch;",
        "\\*",
        "\\",
        "|",
        "| a | b |\n|---|:-:|\n| c | d |\n",
        "===\n",
        "[r]: /to 'title'\n",
        "[r]",
        "[",
        "]",
        "(",
        ")",
        "!",
        "é",
        "中",
        "[a](https://Example.org:80/%7e?x=ä&y=1)",
        "[a](//host/p)",
        "[a](http:/x)",
        "[a](<b c>)",
        "[a](mailto:x@y.z)",
        "\t",
    ]
)
texts = st.one_of(signs, st.lists(words, max_size=25).map("".join))


def plain():
    parser = MarkdownIt("commonmark", SETTINGS)
    setattr(parser, "validateLink", lambda url: True)  # noqa: B010  its own way to say so, which is a method to mypy
    return parser


def tuned():
    return Parser("commonmark", SETTINGS, depth=DEPTH)


def taught(parser):
    parser.enable(["table", "strikethrough"])
    return parser.use(footnote_plugin)


PLAIN, TUNED = taught(plain()), taught(tuned())


@given(texts)
@example("a *b **c** d* e\n")
@example("[a *b](c) d*")
@example("- a\n\n  b\n- c\n\n\n- d")
def test_tokens_and_html_are_those_of_markdown_it(text):
    there: dict[str, Any] = {}
    here: dict[str, Any] = {}
    expected, found = PLAIN.parse(text, there), TUNED.parse(text, here)
    assert [token.as_dict() for token in found] == [token.as_dict() for token in expected]
    assert TUNED.renderer.render(found, TUNED.options, here) == PLAIN.renderer.render(expected, PLAIN.options, there)


@given(
    st.text(alphabet="aZ0/?#&=.:@%-_~+;,()' é\\[]", max_size=20),
    st.sampled_from(["", "http://", "https://", "//", "a:"]),
)
def test_addresses_are_normalised_as_by_markdown_it(address, start):
    assert TUNED.normalizeLink(start + address) == PLAIN.normalizeLink(start + address)
