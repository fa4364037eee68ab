"""People can add words of their own to pages of the site itself."""

import pytest

from site_builder.model.views import FreePageView
from tests.makers import assembled, briefing, day, entity, outline, page, planned, topic, wiki


def site_of(*pages):
    return assembled(
        briefing("a", topics=("Rules",), entities=("Acme", "Rudolf"), date=day(1)),
        topics=(topic("Rules"),),
        entities=(entity("Acme"), entity("Rudolf", "person")),
        pages=pages,
    )


@pytest.mark.parametrize(
    ("slug", "url"),
    [
        ("index", "/"),
        ("briefings", "/briefings/"),
        ("topics", "/topics/"),
        ("entities", "/entities/"),
        ("people", "/people/"),
        ("timeline", "/timeline/"),
    ],
)
def test_a_page_of_the_site_has_the_words_of_the_file_that_is_called_like_it(slug, url):
    made = site_of(page(slug, wiki("Acme"), title="My title", description="My description"))
    assert made.problems == ()
    found = planned(made.site)[url]
    assert found.view.text.fingerprint == outline(f"page {slug}").fingerprint
    assert found.view.text.gaps == ("/entities/acme/", "Acme")
    assert found.texts == (found.view.text,)
    assert found.head is not None
    if slug != "index":
        assert (found.head.title, found.head.description) == ("My title", "My description")


def test_words_for_a_page_that_is_not_there_stand_on_their_own():
    view = planned(site_of(page("laws", title="Laws to come")).site)["/laws/"].view
    assert isinstance(view, FreePageView)
    assert view.title == "Laws to come"


def test_other_pages_have_no_words():
    pages = planned(site_of(page("topics")).site)
    assert pages["/entities/"].view.text is None
    assert pages["/"].view.text is None


def test_they_have_no_address_of_their_own():
    site = site_of(page("topics"), page("about")).site
    assert "pages/topics" not in site.addresses.residents
    assert "pages/about" in site.addresses.residents
