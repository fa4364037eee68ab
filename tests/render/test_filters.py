"""What templates do with values: addresses, bodies, dates, numbers, languages."""

import datetime as dt
import json
from dataclasses import replace

import pytest

from site_builder.model.moment import Moment
from site_builder.model.problem import ThemeError
from site_builder.model.text import Text
from site_builder.model.views import Month
from site_builder.render import locales
from site_builder.render.html import html
from tests.render import samples


def show(template, *, base_url="https://example.org", language="en", bodies=samples.BODIES, **view):
    """What *template* makes of the page of a person, whose view has the fields *view*."""
    page = samples.simple("page.html")
    page = replace(page, language=language, view=replace(page.view, **view))
    theme = samples.theme({"page.html": template})
    config = replace(samples.CONFIG, base_url=base_url)
    return html(page, theme=theme, config=config, frame=samples.FRAME, bodies=bodies, filters={}).decode()


def shown_title(filters, title, **more):
    return show("{{ view.title|" + filters + " }}", title=title, **more)


@pytest.mark.parametrize(
    ("base_url", "url", "href", "absolute"),
    [
        ("https://e.org", "/topics/ai/", "/topics/ai/", "https://e.org/topics/ai/"),
        ("https://e.org/news", "/topics/ai/", "/news/topics/ai/", "https://e.org/news/topics/ai/"),
        ("https://e.org/news", "/", "/news/", "https://e.org/news/"),
        ("https://e.org", "/x/#part-2", "/x/#part-2", "https://e.org/x/#part-2"),
        ("https://e.org/news", "#part", "#part", "#part"),
        ("https://e.org", "https://a.b/c?d=e&f=g", "https://a.b/c?d=e&amp;f=g", "https://a.b/c?d=e&amp;f=g"),
        ("https://e.org/news", "//a.b/c", "//a.b/c", "//a.b/c"),
        ("https://e.org", "mailto:a@b.c", "mailto:a@b.c", "mailto:a@b.c"),
        ("https://e.org", "/città/a b\"c'<d>/", "/citt%C3%A0/a%20b%22c&#39;%3Cd%3E/", None),
        ("https://e.org", "/a%20b/", "/a%20b/", None),
        ("https://e.org/news", "/\\evil.example/", "/news/%5Cevil.example/", None),
        ("https://e.org", "/a\nb\0/", "/a%0Ab%00/", None),
    ],
)
def test_addresses_get_the_path_of_the_site_and_are_escaped(base_url, url, href, absolute):
    assert shown_title("href", url, base_url=base_url) == href
    if absolute is not None:
        assert shown_title("absolute", url, base_url=base_url) == absolute


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "\u200bjavascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
    ],
)
@pytest.mark.parametrize("use", ["{{ view.title|href }}", "{{ view.title|absolute }}", "{{ view.body|rendered }}"])
def test_addresses_of_other_schemes_are_refused(url, use):
    bodies = {"b": samples.body('<a href="', '">x</a>')}
    with pytest.raises(ThemeError) as caught:
        show(use, title=url, body=Text(fingerprint="b", gaps=(url,)), bodies=bodies)
    assert [problem.code for problem in caught.value.problems] == ["SB305"]


def test_the_gaps_of_a_body_are_filled_with_addresses_and_names():
    bodies = {"b": samples.body('<a href="', '">', '</a> <a href="', '">x</a> <img src="', '"> ', "")}
    gaps = ("/entities/a&b/", 'A & "B" <i>', "#part", "https://a.b/?c&d", "javascript: a name")
    shown = show(
        "{{ view.body|rendered }}", body=Text(fingerprint="b", gaps=gaps), bodies=bodies, base_url="https://e.org/n"
    )
    assert shown == (
        '<a href="/n/entities/a&amp;b/">A &amp; &#34;B&#34; &lt;i&gt;</a> <a href="#part">x</a> '
        '<img src="https://a.b/?c&amp;d"> javascript: a name'
    )


def test_a_body_that_does_not_fit_its_gaps_is_no_page():
    with pytest.raises(ThemeError):
        show("{{ view.body|rendered }}", body=Text(fingerprint="b", gaps=()), bodies={"b": samples.body("a", "b")})


def moment(day, clock=None, offset=None):
    return Moment(dt.date.fromisoformat(day), dt.time.fromisoformat(clock) if clock else None, offset)


@pytest.mark.parametrize(
    ("language", "form", "shown"),
    [
        ("en", "long", "5 July 2021"),
        ("en-US", "long", "July 5, 2021"),
        ("en", "short", "5 Jul 2021"),
        ("en", "month", "July 2021"),
        ("en", "full", "5 July 2021, 17:08 UTC+8"),
        ("it", "long", "5 luglio 2021"),
        ("it", "month", "luglio 2021"),
        ("de-AT", "long", "5. Juli 2021"),
        ("zh-Hant", "long", "2021年7月5日"),
        ("tlh", "long", "5 July 2021"),
    ],
)
def test_dates_are_written_as_the_page_speaks(language, form, shown):
    assert locales.date(moment("2021-07-05", "17:08", 480), form, language) == shown


@pytest.mark.parametrize("offset", [None, -720, 0, 840])
def test_no_zone_moves_a_day(offset):
    assert locales.date(moment("2026-01-01", "00:00", offset), "long", "en") == "1 January 2026"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (moment("2026-02-19"), "2026-02-19"),
        (moment("2026-02-19", "17:08"), "2026-02-19T17:08"),
        (moment("2026-02-19", "17:08", -330), "2026-02-19T17:08-05:30"),
        (moment("2026-02-19", "17:08:09", 0), "2026-02-19T17:08:09Z"),
        (moment("0001-01-01"), "0001-01-01"),
        (moment("9999-12-31"), "9999-12-31"),
    ],
)
def test_dates_for_machines_are_what_html_allows(value, shown):
    page = samples.briefing(samples.card(date=value))
    theme = samples.theme({"briefing.html": "{{ view.card.date|datetime_attr }} {{ view.card.date|date }}"})
    config, frame = samples.CONFIG, samples.FRAME
    text = html(page, theme=theme, config=config, frame=frame, bodies=samples.BODIES, filters={}).decode()
    assert text.split(" ")[0] == shown


def test_an_unknown_form_of_a_date_is_a_mistake():
    page = samples.briefing()
    theme = samples.theme({"briefing.html": "{{ view.card.date|date('lnog') }}"})
    with pytest.raises(ThemeError, match="long, short, month and full"):
        html(page, theme=theme, config=samples.CONFIG, frame=samples.FRAME, bodies=samples.BODIES, filters={})


def test_months_have_names_and_the_undated_have_none():
    months = (Month(year=2026, month=2, cards=()), Month(year=0, month=0, cards=()))
    theme = samples.theme({"home.html": "{% for m in view.months %}[{{ m|month_name }}]{% endfor %}"})
    page = samples.home(months=months)
    assert (
        html(page, theme=theme, config=samples.CONFIG, frame=samples.FRAME, bodies={}, filters={})
        == b"[February 2026][]"
    )


@pytest.mark.parametrize(
    ("tag", "language", "name"),
    [
        ("it", "en", "Italian"),
        ("it", "it", "italiano"),
        ("zh-Hant", "en", "Chinese (Traditional)"),
        ("zz", "en", "zz"),
        ("x1", "en", "x1"),
    ],
)
def test_languages_have_names(tag, language, name):
    assert shown_title("language_name", tag, language=language) == name


@pytest.mark.parametrize(
    ("tag", "language", "shown"),
    [
        ("en", "en", ""),
        ("ar", "en", ' lang="ar" dir="rtl"'),
        ("en", "ar", ' lang="en" dir="ltr"'),
        ("en-GB", "en", ' lang="en-GB" dir="ltr"'),
    ],
)
def test_words_in_another_language_say_so(tag, language, shown):
    assert shown_title("lang", tag, language=language) == shown


def test_a_language_tag_cannot_break_out_of_its_attribute():
    assert shown_title("lang", '"><script>') == ' lang="&#34;&gt;&lt;script&gt;" dir="ltr"'


@pytest.mark.parametrize(
    ("tag", "shown"), [("en", "en_US"), ("en-GB", "en_GB"), ("it", "it_IT"), ("zh-Hant", "zh_TW"), ("tlh", "tlh")]
)
def test_open_graph_gets_a_territory(tag, shown):
    assert shown_title("with_territory", tag) == shown


def test_numbers_are_separated_as_the_page_speaks():
    assert show("{{ 1234567|number }} {{ 0.5|number }}", language="it") == "1.234.567 0,5"


def test_json_cannot_end_the_script_that_holds_it():
    value = samples.AWKWARD["script"] + samples.AWKWARD["quotes"] + "\u2028"
    shown = show('{{ {"b": view.title, "a": [1, none]}|tojson }}', title=value)
    assert not set("<>&'\u2028") & set(shown)
    assert json.loads(shown) == {"a": [1, None], "b": value}


def test_a_page_renders_the_same_after_another_language_was_rendered():
    template = "{{ 'it'|language_name }} {{ 1234|number }}"
    first = show(template, language="en")
    assert show(template, language="it") == "italiano 1.234"
    assert show(template, language="en") == first == "Italian 1,234"
