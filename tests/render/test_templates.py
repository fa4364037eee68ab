"""What templates lean on, so that a page is rendered again when, and only when, something that made it changed."""

from dataclasses import replace

import pytest

from site_builder.render.templates import template_keys
from tests.render import samples

TEMPLATES = {
    "base.html": "<title>{% block a %}{% endblock %}",
    "macros.html": "{% macro m() %}m{% endmacro %}",
    "part.html": "part",
    "page.html": '{% extends "base.html" %}{% import "macros.html" as ui %}',
    "home.html": '{% extends "base.html" %}{% block a %}{% include "part.html" %}{% endblock %}',
    "either.html": '{% include ["gone.html", "part.html"] ignore missing %}',
    "alone.html": "alone",
    "computed.html": '{% include view.archive ~ ".html" %}',
}


@pytest.mark.parametrize(
    ("changed", "affected"),
    [
        ("base.html", {"base.html", "page.html", "home.html", "computed.html"}),
        ("macros.html", {"macros.html", "page.html", "computed.html"}),
        ("part.html", {"part.html", "home.html", "either.html", "computed.html"}),
        ("alone.html", {"alone.html", "computed.html"}),
    ],
)
def test_a_template_has_another_key_when_what_it_leans_on_changes(changed, affected):
    before = template_keys(samples.theme(TEMPLATES))
    after = template_keys(samples.theme({**TEMPLATES, changed: TEMPLATES[changed] + "!"}))
    assert {name for name in before if before[name] != after[name]} == affected


def test_a_template_that_appears_counts_where_it_was_asked_for():
    before = template_keys(samples.theme(TEMPLATES))
    after = template_keys(samples.theme({**TEMPLATES, "gone.html": "back"}))
    assert {name for name in before if before[name] != after[name]} == {"either.html", "computed.html"}


def test_words_count_for_every_template():
    before = template_keys(samples.theme(TEMPLATES, {"en": {"a": "A"}}))
    after = template_keys(samples.theme(TEMPLATES, {"en": {"a": "B"}}))
    assert all(before[name] != after[name] for name in TEMPLATES)


def test_where_a_template_lies_does_not_count():
    theme = samples.theme(TEMPLATES)
    moved = {name: replace(template, path=f"/elsewhere/{name}") for name, template in theme.templates.items()}
    assert template_keys(theme) == template_keys(replace(theme, templates=moved))


def test_templates_that_include_one_another_have_keys():
    keys = template_keys(samples.theme({"a.html": '{% include "b.html" %}', "b.html": '{% include "a.html" %}'}))
    assert set(keys) == {"a.html", "b.html"}


def test_a_template_that_cannot_be_read_has_a_key():
    assert set(template_keys(samples.theme({"a.html": "{% if %}"}))) == {"a.html"}
