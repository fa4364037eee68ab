"""Cards, icons, `llms.txt` and twins in the plan."""

from site_builder.model.config import Security
from site_builder.model.files import PlainView
from site_builder.model.pictures import IconView, SocialCardView
from site_builder.pages.frame import frame
from site_builder.pages.plan import plan
from tests import makers

BRIEFINGS = (
    makers.briefing("one", topics=("Ports",), entities=("TikTok",), summary="It [says] so."),
    makers.briefing("sketch", status="draft", entities=("TikTok",)),
)


def planned(**changes):
    site = makers.assembled(*BRIEFINGS).site
    return {page.url: page for page in plan(site, makers.scope(**changes), ())}


def test_briefings_topics_and_entities_have_cards_and_drafts_have_none():
    pages = planned()
    cards = {url: page.view.title for url, page in pages.items() if isinstance(page.view, SocialCardView)}
    assert cards["/briefings/one/card.png"] == "Title of one"
    assert {"/card.png", "/topics/ports/card.png", "/entities/tiktok/card.png"} <= set(cards)
    assert "/briefings/sketch/card.png" not in cards
    for page in pages.values():
        if page.head is not None and page.head.image is not None:
            assert page.head.image.url in cards


def test_without_cards_no_page_names_one():
    pages = planned(cards=False)
    assert not [url for url in pages if url.endswith("card.png")]
    assert all(page.head is None or page.head.image is None for page in pages.values())


def test_pages_without_a_card_show_that_of_the_site_or_its_icon():
    site = makers.assembled(*BRIEFINGS).site
    with_cards, without = (frame(site, makers.scope(cards=cards), {}).image for cards in (True, False))
    assert with_cards is not None
    assert without is not None
    assert (with_cards.url, with_cards.width) == ("/card.png", 1200)
    assert (without.url, without.width) == ("/icon-512.png", 512)


def test_icons_come_from_one_drawing():
    pages = planned(icon="<svg/>")
    icons = {url: page.view for url, page in pages.items() if isinstance(page.view, IconView)}
    assert set(icons) == {"/icon.svg", "/favicon.ico", "/apple-touch-icon.png", "/icon-192.png", "/icon-512.png"}
    assert {view.svg for view in icons.values()} == {"<svg/>"}


def test_llms_txt_leads_to_twins_that_are_there():
    pages = planned()
    view = pages["/llms.txt"].view
    assert isinstance(view, PlainView)
    assert "- [Title of one](https://example.org/briefings/one/index.md): It [says] so." in view.text
    assert "sketch" not in view.text
    assert pages["/briefings/one/index.md"].format == "markdown"
    assert "/briefings/sketch/index.md" not in pages


def test_without_twins_nothing_leads_to_one():
    pages = planned(twins=False)
    assert not [url for url in pages if url.endswith((".md", "llms.txt"))]
    assert all(page.head is None or not page.head.twin for page in pages.values())


def test_security_txt_is_there_only_where_someone_is_named():
    assert "/.well-known/security.txt" not in planned()
    security = Security(contact="safe@example.org", expires=makers.day(200))
    view = planned(security=security)["/.well-known/security.txt"].view
    assert isinstance(view, PlainView)
    assert "Contact: mailto:safe@example.org\nExpires: 2026-07-20T00:00:00+00:00\n" in view.text
