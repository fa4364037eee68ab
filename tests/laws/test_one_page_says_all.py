"""Law 1: a page carries all that it says. A template sees `page`, `view`, `config`, `frame`, and never the site."""

import dataclasses
import typing

import pytest

from site_builder.model.article import Article
from site_builder.model.briefing import Body, Briefing, FreePage
from site_builder.model.config import Config
from site_builder.model.entity import Authority, Group
from site_builder.model.page import Frame, Page
from site_builder.model.site import Site
from site_builder.model.theme import Theme
from tests.laws.world import make, write

SEEN = {"page", "view", "config", "frame"}
FUNCTIONS = {"asset", "cycler", "joiner", "namespace", "range", "t"}
NOT_SEEN = [
    "site",
    "briefings",
    "cards",
    "groups",
    "bodies",
    "theme",
    "scope",
    "folders",
    "environment",
    "request",
    "self.__class__",
    "page.__class__",
    "view.card.__init__",
    "config.__dataclass_fields__",
    "t.__globals__",
    "lipsum",
    "dict",
]


def parts(hint, seen):
    """Every dataclass that a value of type *hint* can hold, at any depth."""
    if dataclasses.is_dataclass(hint) and hint not in seen:
        seen.add(hint)
        for inner in typing.get_type_hints(hint).values():
            parts(inner, seen)
    for inner in typing.get_args(hint):
        parts(inner, seen)
    return seen


def test_no_value_that_a_template_sees_leads_to_the_site():
    seen = set().union(*(parts(hint, set()) for hint in (Page, Frame, Config)))
    assert len(seen) > 30
    assert seen.isdisjoint({Site, Briefing, FreePage, Group, Authority, Article, Body, Theme})


def problems_of_404(world, template):
    write(world.templates / "404.html", template)
    return make(world).problems


def test_a_template_sees_the_page_its_view_the_configuration_and_the_frame(world):
    template = "{{ page.url }} {{ view.topics | length }} {{ config.title }} {{ frame.home.name }}"
    assert problems_of_404(world, template) == ()
    assert (world.output / "404.html").read_text(encoding="utf-8") == "/404.html 2 The world The world"


@pytest.mark.parametrize("name", NOT_SEEN)
def test_a_template_sees_nothing_else(world, name):
    (problem,) = problems_of_404(world, f"first line\n{{{{ {name} }}}}")
    assert problem.code in {"SB303", "SB305"}
    assert (problem.path, problem.line) == ("templates/404.html", 2)


def test_every_name_that_a_template_can_call_is_listed_here(world):
    # `self` and `caller` belong to the language; what Jinja itself adds would show up here.
    for name in sorted(SEEN | FUNCTIONS):
        assert problems_of_404(world, f"{{% if {name} is defined %}}{name}{{% endif %}}") == ()
        assert (world.output / "404.html").read_text(encoding="utf-8") == name
