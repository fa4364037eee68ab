"""Social cards: everything that is said stands within the margins, in any script that there is a font for."""

import io
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from site_builder.model.page import Page
from site_builder.model.pictures import CARD_HEIGHT, CARD_WIDTH, SocialCardView
from site_builder.render import fonts
from site_builder.render.social_card import card_key, social_card
from tests.render import samples

VIEW = SocialCardView(
    site="AI Briefings",
    host="example.org",
    kicker="Copyright · Film",
    title=samples.AWKWARD["plain"],
    language="en",
    source="The Daily",
    date=samples.moment("2026-02-20"),
    accent="#9a3412",
)
MARGIN = 60
LARGEST = 300_000
"""Bytes of a picture that every reader of Open Graph shows."""


def drawn(view):
    page = Page(url="/card.png", view=view, language=view.language, format="card")
    return social_card(page, config=samples.CONFIG)


def opened(view):
    return Image.open(io.BytesIO(drawn(view))).convert("RGB")


def dots(picture, box):
    """How many dots of a part of *picture* are not white."""
    return sum(count for count, colour in picture.crop(box).getcolors(1 << 20) if colour != (255, 255, 255))


TITLE = (MARGIN, 180, CARD_WIDTH - MARGIN, 530)


@pytest.mark.parametrize("text", samples.AWKWARD.values(), ids=samples.AWKWARD)
def test_no_text_leaves_the_margins(text):
    data = drawn(replace(VIEW, title=text, kicker=text, source=text, site=text))
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    assert picture.size == (CARD_WIDTH, CARD_HEIGHT)
    assert len(data) < LARGEST
    assert dots(picture, (0, 20, MARGIN, CARD_HEIGHT)) == 0
    assert dots(picture, (CARD_WIDTH - MARGIN, 20, CARD_WIDTH, CARD_HEIGHT)) == 0
    assert dots(picture, (0, CARD_HEIGHT - 24, CARD_WIDTH, CARD_HEIGHT)) == 0


def test_the_same_words_are_the_same_bytes():
    assert drawn(VIEW) == drawn(VIEW)


@pytest.mark.parametrize(
    "text", ["Ένα μοντέλο που ζωγραφίζει ταινίες", "Модель, которая рисует фильмы", "Città e perché"]
)
def test_greek_cyrillic_and_latin_need_no_font_of_the_machine(text, monkeypatch):
    monkeypatch.setattr(fonts, "_installed", dict)
    assert dots(opened(replace(VIEW, title=text)), TITLE) > 2000


def test_a_title_that_no_font_can_write_leaves_the_rest_of_the_card(monkeypatch):
    monkeypatch.setattr(fonts, "_installed", dict)
    picture = opened(replace(VIEW, title=samples.AWKWARD["chinese"]))
    assert dots(picture, TITLE) == 0
    assert dots(picture, (MARGIN, 50, CARD_WIDTH - MARGIN, 110)) > 500


def test_text_that_runs_from_the_right_begins_there():
    if fonts.font_for(samples.AWKWARD["arabic"], "title", "ar") is None:
        pytest.skip("no font here has Arabic letters")
    picture = opened(replace(VIEW, title="نموذج", language="ar"))
    assert dots(picture, (CARD_WIDTH // 2, 180, CARD_WIDTH - MARGIN, 530)) > 1000
    assert dots(picture, (MARGIN, 180, CARD_WIDTH // 2, 530)) == 0


@pytest.mark.parametrize("role", ["title", "text", "strong"])
def test_text_that_is_not_looked_at_is_covered_by_the_fonts_that_come_along(role):
    known = TTFont(fonts._own_path(role)).getBestCmap()
    plain = [chr(code) for code in range(0x20, 0x2100) if fonts.PLAIN.fullmatch(chr(code))]
    assert len(plain) > 450
    assert [character for character in plain if ord(character) not in known and character != "\u00ad"] == []


def test_pictures_between_words_are_left_out():
    font = fonts.font_for(samples.AWKWARD["emoji"], "title", "en")
    assert font is not None
    assert fonts.drawable(samples.AWKWARD["emoji"], font) == "A family and a flag"


def test_the_key_names_the_fonts_that_are_used():
    assert card_key(VIEW) == card_key(replace(VIEW, title="Another one"))
    if fonts.font_for(samples.AWKWARD["chinese"], "title", "zh") is None:
        pytest.skip("no font here has Chinese letters")
    assert card_key(VIEW) != card_key(replace(VIEW, title=samples.AWKWARD["chinese"]))
