"""A page becomes bytes: each format in its own way, mistakes with the template's line, and always the same bytes."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from site_builder.model.files import CopyView, PlainView
from site_builder.model.page import Page
from site_builder.model.problem import ThemeError
from site_builder.render.pages import render
from tests.render import samples


def rendered(page, theme, filters=None, **changes):
    given = {"config": samples.CONFIG, "frame": samples.FRAME, "bodies": samples.BODIES, **changes}
    return render(page, theme=theme, filters=filters, **given)


def test_plain_text_goes_out_as_utf_8():
    page = Page(url="/robots.txt", view=PlainView(text="Città\n"), language="en", format="text")
    assert rendered(page, samples.theme({})) == "Città\n".encode()


def test_a_copy_is_not_rendered():
    page = Page(url="/a.css", view=CopyView(sha256="0" * 64, size=1), language="en", format="copy")
    with pytest.raises(ValueError, match=r"/a\.css"):
        rendered(page, samples.theme({}))


def test_a_missing_template_names_the_page_that_asked_for_it():
    with pytest.raises(ThemeError) as caught:
        rendered(samples.group("topic.html"), samples.theme({"topics.html": ""}))
    (problem,) = caught.value.problems
    assert problem.code == "SB306"
    assert "`topic.html` (page /topics/seedance/)" in problem.message
    assert problem.hint == "did you mean `topics.html`?"


def test_a_mistake_carries_the_line_of_the_innermost_template():
    theme = samples.theme(
        {
            "base.html": "<title>\n{% block main %}{% endblock %}",
            "macros.html": "\n{% macro m(x) %}\n\n{{ x.nothing }}{% endmacro %}",
            "home.html": """{% extends "base.html" %}{% import "macros.html" as ui %}
                {% block main %}{{ ui.m(view) }}{% endblock %}""",
        }
    )
    with pytest.raises(ThemeError) as caught:
        rendered(samples.home(), theme)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("themes/t/templates/macros.html", 4)


@pytest.mark.parametrize(
    ("template", "code", "said"),
    [
        ("{{ 1 / 0 }}", "SB303", "division by zero"),
        ("{{ view.months + 1 }}", "SB305", "`+` is for numbers here"),
        ("{{ t('nope') }}", "SB303", "the theme has no words for `nope`"),
        ("{{ asset('style.cs') }}", "SB303", "the theme has no asset `style.cs`"),
        ("{% include view.archive %}", "SB303", "there is no template `/briefings/`"),
        ("{{ 3|href }}", "SB303", "the template cannot be worked out"),
        ("{{ view.total|broken }}", "SB303", "no such luck"),
    ],
)
def test_whatever_a_template_does_wrong_is_a_problem_with_its_line(template, code, said):
    def broken(value):
        raise OSError("no such luck")

    with pytest.raises(ThemeError) as caught:
        rendered(samples.home(), samples.theme({"home.html": "\n" + template}), {"broken": broken})
    (problem,) = caught.value.problems
    assert (problem.code, problem.path, problem.line) == (code, "themes/t/templates/home.html", 2)
    assert said in problem.message
    assert problem.message.endswith("(page /)")
    assert caught.value.__cause__ is not None


def test_a_body_that_nobody_handed_over_is_not_the_templates_fault():
    with pytest.raises(KeyError):
        rendered(samples.simple("page.html"), samples.briefing_theme(), bodies={})


def test_filters_of_plugins_are_at_hand_and_may_replace_ours():
    theme = samples.theme({"home.html": "{{ view.total|roman }} {{ view.total|number }}"})
    filters = {"roman": lambda value: "IV" * (value == 4), "number": lambda value: f"no. {value}"}
    assert rendered(samples.home(), theme, filters) == b"IV no. 4"
    assert rendered(samples.home(), samples.theme({"home.html": "{{ view.total|number }}"})) == b"4"


def test_the_languages_of_pages_do_not_mix():
    theme = samples.theme({"home.html": "{{ t('a') }}"}, {"en": {"a": "one"}, "it": {"a": "uno"}})
    pages = [replace(samples.home(), language=language) for language in ("en", "it", "en", "it-CH")]
    assert [rendered(page, theme) for page in pages] == [b"one", b"uno", b"one", b"uno"]


def test_two_themes_do_not_mix():
    one, two = (samples.theme({"home.html": '{% include "part.html" %}', "part.html": text}) for text in "ab")
    assert [rendered(samples.home(), theme) for theme in (one, two, one)] == [b"a", b"b", b"a"]


def test_a_lone_surrogate_does_not_stop_the_page():
    assert rendered(samples.home(archive="\ud800x"), samples.theme({"home.html": "{{ view.archive }}"})) == b"?x"


def test_a_theme_that_has_travelled_gives_the_same_bytes():
    theme = samples.briefing_theme()
    there = pickle.loads(pickle.dumps((theme, samples.CONFIG, samples.FRAME, samples.BODIES)))  # noqa: S301 - our own
    for page in samples.pages():
        here = rendered(page, theme)
        assert render(page, theme=there[0], config=there[1], frame=there[2], bodies=there[3]) == here


def test_threads_do_not_disturb_each_other():
    theme = samples.briefing_theme()
    pages = samples.pages() * 5
    alone = [rendered(page, theme) for page in pages]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda page: rendered(page, theme), pages)) == alone
