"""Icons: one drawing in all sizes."""

import io
import json
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from site_builder.model.page import Page
from site_builder.model.pictures import IconView, ManifestView
from site_builder.model.problem import ThemeError
from site_builder.render.icons import icon, initial, manifest
from tests.render import samples

OWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path fill="#00f" d="M0 0h2v2H0z"/></svg>'


def drawn(**view):
    page = Page(url="/icon", view=IconView(**{"accent": "#9a3412", **view}), language="en", format="icon")
    return icon(page, config=samples.CONFIG)


def test_the_initial_is_an_outline_that_needs_no_font():
    drawing = ET.fromstring(drawn(letter="B"))  # noqa: S314  our own
    tags = [element.tag.rpartition("}")[2] for element in drawing.iter()]
    assert tags == ["svg", "rect", "path"]


@pytest.mark.parametrize("letter", ["A", "Ж", "Ω", "É", "@", "", "\U0010fffd"])
def test_any_initial_gives_an_icon(letter):
    picture = Image.open(io.BytesIO(drawn(letter=letter, size=32)))
    assert picture.size == (32, 32)
    assert len(picture.convert("RGB").getcolors(4096) or ()) > 3


def test_a_site_s_own_drawing_is_used_in_every_size():
    picture = Image.open(io.BytesIO(drawn(svg=OWN, size=180, paper="#ffffff", padding=0.1))).convert("RGB")
    assert (picture.getpixel((90, 90)), picture.getpixel((3, 3))) == ((0, 0, 255), (255, 255, 255))
    assert drawn(svg=OWN) == OWN.encode()


def test_the_favicon_is_an_icon_file():
    picture = Image.open(io.BytesIO(drawn(letter="B", size=32, ico=True)))
    assert (picture.format, picture.size) == ("ICO", (32, 32))


def test_a_drawing_that_cannot_be_drawn_is_told():
    with pytest.raises(ThemeError) as error:
        drawn(svg="<svg", size=32)
    assert error.value.problems[0].code == "SB307"


def test_equal_views_are_equal_bytes():
    initial.cache_clear()
    first = drawn(letter="B", size=192)
    initial.cache_clear()
    assert drawn(letter="B", size=192) == first


def test_the_manifest_names_the_icons_below_the_site_s_address():
    view = ManifestView(icons=(("/icon-192.png", 192),), accent="#9a3412")
    page = Page(url="/site.webmanifest", view=view, language="en", format="manifest")
    said = json.loads(manifest(page, config=samples.CONFIG))
    assert said["icons"] == [{"src": "/icon-192.png", "sizes": "192x192", "type": "image/png"}]
