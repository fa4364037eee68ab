"""Pieces that many pages show are made once, and no page can tell."""

import pytest

from site_builder.model.problem import ThemeError
from site_builder.render.html import html
from tests.render import samples

PIECES = """
{% macro card(card, level=3) %}<h{{ level }}>{{ card.title }}</h{{ level }}>{% endmacro %}
{% macro of_page(card) %}{{ page.url }}{% endmacro %}
"""


def show(template, *pages):
    """What *template* makes of each of *pages*, one after the other."""
    theme = samples.theme({page.template: template for page in pages} | {"pieces.html": PIECES})
    return [
        html(page, theme=theme, config=samples.CONFIG, frame=samples.FRAME, bodies=samples.BODIES, filters={}).decode()
        for page in pages
    ]


def test_a_kept_piece_is_what_the_macro_gives():
    pages = (samples.group(), samples.group("topic.html"))
    kept = show(
        '{% import "pieces.html" as ui %}{% for c in view.cards %}{{ kept(ui.card, c, 2) }}{% endfor %}', *pages
    )
    made = show('{% import "pieces.html" as ui %}{% for c in view.cards %}{{ ui.card(c, 2) }}{% endfor %}', *pages)
    assert kept == made
    assert "<h2>" in kept[0]


def test_other_arguments_make_another_piece():
    template = (
        '{% import "pieces.html" as ui %}{% set c = view.cards[0] %}{{ kept(ui.card, c, 2) }}{{ kept(ui.card, c) }}'
    )
    (text,) = show(template, samples.group())
    assert "<h2>" in text
    assert "<h3>" in text


def test_a_text_and_the_same_text_as_html_are_two_pieces():
    pieces = "{% macro echo(card, words) %}{{ words }}{% endmacro %}"
    template = '{% import "echo.html" as ui %}{% set c = view.cards[0] %}{% set html %}<b>{% endset %}'
    page = samples.group()
    theme = samples.theme(
        {page.template: template + "{{ kept(ui.echo, c, html) }}{{ kept(ui.echo, c, '<b>') }}", "echo.html": pieces}
    )
    text = html(page, theme=theme, config=samples.CONFIG, frame=samples.FRAME, bodies=samples.BODIES, filters={})
    assert text.decode() == "<b>&lt;b&gt;"


def test_a_macro_that_sees_the_page_is_kept_for_that_page_only():
    pages = (samples.group(), samples.group("topic.html"))
    assert pages[0].url != pages[1].url or pages[0].template != pages[1].template
    template = "{% macro own(card) %}{{ page.template }}{% endmacro %}{{ kept(own, view.cards[0]) }}"
    assert show(template, *pages) == [page.template for page in pages]
    template = '{% import "pieces.html" as ui with context %}{{ kept(ui.of_page, view.cards[0]) }}'
    assert show(template, *pages) == [page.url for page in pages]


@pytest.mark.parametrize(
    "call", ["kept(view.cards[0], view.cards[0])", "kept(ui.card, page)", "kept(t, view.cards[0])"]
)
def test_only_macros_and_cards_are_kept(call):
    with pytest.raises(ThemeError) as caught:
        show('{% import "pieces.html" as ui %}{{ ' + call + " }}", samples.group())
    assert caught.value.problems[0].code == "SB305"


def test_a_kept_piece_costs_a_page_as_much_as_a_made_one():
    loop = (
        "{% for a in range(1000) %}{% for b in range(600) %}{{ kept(ui.card, view.cards[0]) }}{% endfor %}{% endfor %}"
    )
    with pytest.raises(ThemeError) as caught:
        show('{% import "pieces.html" as ui %}' + loop, samples.group())
    assert "steps" in caught.value.problems[0].message
