"""Templates can do what pages need, and nothing else: not reach Python, not run for ever, not fill the memory."""

import pytest

from site_builder.model.problem import ThemeError
from site_builder.model.views import Mention
from site_builder.render.budget import RefusedError, Work, at_work
from site_builder.render.environment import bare_environment
from site_builder.render.html import html
from tests.render import samples


def show(template, page=None, **templates):
    """What *template* makes of a page; other templates by name, with `_` for the dot."""
    page = page or samples.home()
    others = {name.replace("_", "."): text for name, text in templates.items()}
    theme = samples.theme({page.template: template, **others})
    return html(
        page, theme=theme, config=samples.CONFIG, frame=samples.FRAME, bodies=samples.BODIES, filters={}
    ).decode()


def refusal(template, page=None, **templates):
    """The one problem that *template* ends in."""
    with pytest.raises(ThemeError) as caught:
        show(template, page, **templates)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''['__class__'] }}",
        "{{ page.__class__ }}",
        "{{ page|attr('__class__') }}",
        "{{ config.__init__.__globals__ }}",
        "{{ t.__globals__ }}",
        "{{ asset.__closure__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ '{0.__class__}'.format(page) }}",
        "{{ '{a.__class__}'.format_map({'a': page}) }}",
        "{% set f = 'x'.format %}{{ f() }}",
        "{{ [page]|map(attribute='__class__')|first }}",
        "{{ [page]|selectattr('__class__')|list|length }}",
        "{{ ([page]|groupby('__class__'))[0].grouper }}",
        "{{ ['a']|map('attr', '__class__')|first }}",
        "{{ view.total.__class__ }}",
        "{{ (view.months|first).cards[0].date.instant }}",
        "{{ config.rules.update({'a': 'off'}) }}",
        "{{ lipsum.__globals__ }}",
        "{% import os as os %}{{ os }}",
        "{% include '/etc/passwd' %}",
        "{% include '../../../etc/passwd' %}",
        "{{ page|safe }}",
        "{% autoescape false %}{{ config.title }}{% endautoescape %}",
    ],
)
def test_nothing_beyond_the_page_is_within_reach(template):
    problem = refusal(template)
    assert problem.code in {"SB302", "SB303", "SB305"}
    assert problem.path == "themes/t/templates/home.html"


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in range(10 ** 9) %}{% endfor %}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{% include 'home.html' %}",
        "{% extends 'home.html' %}",
        "{% import 'home.html' as other %}",
        "{% for a in [1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
        "{% set n = namespace(x='aaaa') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='aaaa') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
        "{% set n = namespace(x='aaaa') %}{% for i in range(99) %}{% set n.x = n.x|replace('a', 'aaa') %}{% endfor %}",
        "{% set n = namespace(x='aaaa') %}{% for i in range(99) %}{% set n.x = [n.x, n.x]|join %}{% endfor %}",
        "{% set n = namespace(x=['a']) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x=['a']) %}{% for i in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}",
        "{% set n = namespace(x=3) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
        (
            "{% macro m(s) %}{{ s }}{{ s }}{% endmacro %}{% set n = namespace(x='a') %}"
            "{% for i in range(99) %}{% set n.x = m(n.x) %}{% endfor %}"
        ),
        "{{ 'a' * 10 ** 10 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ 'a'|center(10 ** 10) }}",
        "{{ 'a'.center(10 ** 10) }}",
        "{{ '{:1000000000}'.format(1) }}",
    ],
)
def test_no_template_runs_for_ever_or_fills_the_memory(template):
    problem = refusal(template)
    assert (problem.path, problem.line) == ("themes/t/templates/home.html", 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    "template",
    [
        "{% macro two(n) %}{% if n %}{{ two(n - 1) }}{{ two(n - 1) }}{% endif %}{% endmacro %}{{ two(60) }}",
        "{% for i in range(99999) %}{% for c in config.title|list|sort|map('upper') %}{{ c }}{% endfor %}{% endfor %}",
        "{% set n = n|default(40) - 1 %}{% if n %}{% include 'home.html' %}{% include 'home.html' %}{% endif %}",
    ],
)
def test_work_that_doubles_is_cut_short(template):
    assert refusal(template).code == "SB305"


def test_what_a_page_prints_is_escaped():
    assert show("{{ view.archive }}", samples.home(archive="<b>&'\"")) == "&lt;b&gt;&amp;&#39;&#34;"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ view.months }}", "a list cannot stand in a text"),
        ("{{ (view.months|first).cards[0].updated }}", "nothing is there to be printed"),
        ("{{ view.total == 4 }}", "true or false cannot stand in a text"),
        ("{{ page.head }}", "`Head` cannot stand in a text"),
        ("{{ 'a' ~ view.months }}", "a list cannot stand in a text"),
        ("{{ view.months|upper }}", "a list cannot stand in a text"),
        ("{{ [none]|join }}", "nothing is there to be printed"),
    ],
)
def test_what_python_would_print_in_its_own_way_is_refused(template, said):
    assert said in refusal(template).message


def test_a_misspelt_field_says_what_was_meant_and_where():
    problem = refusal("<p>\n\n{{ view.totel }}\n</p>")
    assert (problem.code, problem.line, problem.hint) == ("SB303", 3, "did you mean `total`?")
    assert problem.message == "`HomeView` has no `totel` (page /)"


def test_an_unknown_name_says_what_templates_see():
    problem = refusal("{{ site.title }}")
    assert problem.message.startswith("`site` is not known here")
    assert problem.hint is not None
    assert "`view`" in problem.hint


def test_a_mistake_in_an_included_template_is_placed_there():
    problem = refusal("{% include 'part.html' %}", part_html="\n{{ view.nothing }}")
    assert (problem.path, problem.line) == ("themes/t/templates/part.html", 2)


def test_what_is_missing_can_be_asked_for():
    assert show("{% if view.nothing is defined %}a{% else %}b{% endif %}") == "b"
    assert show("{{ view.nothing|default('c') }}") == "c"


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ 2 + 3 * 4 }} {{ 7 // 2 }} {{ 7 % 4 }} {{ 2 ** 10 }}", "14 3 3 1024"),
        ("{{ 'a' + 'b' }}{{ 'c' ~ 1 ~ 'd' }}", "abc1d"),
        (
            "{% for x in [1, view.total] %}{{ loop.index }}{{ x }}{% if not loop.last %},{% endif %}{% endfor %}",
            "11,24",
        ),
        ("{% for k, v in {'a': view.total}.items() %}{{ k }}{{ v }}{% endfor %}", "a4"),
        ("{% set a, b = (view.total, 2) %}{{ a }}{{ b }}", "42"),
        ("{% set n = namespace(x=0) %}{% for i in range(3) %}{% set n.x = n.x + i %}{% endfor %}{{ n.x }}", "3"),
        ("{% macro m(x) %}<{{ x }}>{{ caller() }}{% endmacro %}{% call m('&') %}in{% endcall %}", "<&amp;>in"),
        ("{% include ['no.html', 'part.html'] %}", "part"),
        ("{{ view.entities|map(attribute='name')|join(', ') }}", "Seedance, Some Studio"),
        ("{{ 'a-b'|replace('-', '<') }}", "a&lt;b"),
        ("{% filter upper %}a{{ '<' }}{% endfilter %}", "A&LT;"),
    ],
)
def test_templates_can_do_what_pages_need(template, shown):
    assert show(template, part_html="part") == shown


def test_two_renderings_at_once_do_not_disturb_each_other():
    # A page asks for another from within a filter, as a preview might: each has its own bodies and budget.
    page = samples.simple("page.html")
    theme = samples.theme({"page.html": "{{ view.body|rendered }}{{ 'x'|other }}"})

    def other(text):
        bodies = {"body-1": samples.body("inner", "", "", "")}
        inner = samples.theme({"page.html": "{{ view.body|rendered }}"})
        return html(page, theme=inner, config=samples.CONFIG, frame=samples.FRAME, bodies=bodies, filters={}).decode()

    outer = {"body-1": samples.body("outer ", "", "", " ")}
    filters = {"other": other}
    shown = html(page, theme=theme, config=samples.CONFIG, frame=samples.FRAME, bodies=outer, filters=filters)
    assert shown.startswith(b"outer ")
    assert b"inner" in shown


def test_a_field_that_was_read_opens_no_method_of_that_name():
    environment = bare_environment()
    template = environment.from_string("{{ a.count }}{{ b.count }}")
    mention = Mention(name="AI", url="/topics/ai/", kind="topic", count=3)
    with at_work(Work({})):
        assert template.render(a=mention, b=mention) == "33"
        with pytest.raises(RefusedError, match="`count` of a list is out of reach"):
            template.render(a=mention, b=("a", "b"))
