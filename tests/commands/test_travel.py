"""Pages arrive in another process as they were sent."""

import random
from dataclasses import dataclass, replace

import pytest

from site_builder.commands.options import Options
from site_builder.commands.preparing import material_of, prepare
from site_builder.commands.travel import away_with, can_travel, pack_page, unpack_page
from site_builder.model.extensions import Extensions
from site_builder.model.files import PlainView
from site_builder.pages.plan import plan
from tests.laws.world import NOW, make_world


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    root = tmp_path_factory.mktemp("world")
    folders = make_world(root, random.Random(1))
    ready = prepare(folders, Options(now=NOW), None, Extensions(), None)
    assert ready.theme is not None
    scope, _ = material_of(ready.site, ready.config, ready.theme, Extensions())
    return tuple(plan(ready.site, scope, ready.theme.assets.values()))


def test_pages_of_every_kind_arrive_as_they_were(pages):
    for page in pages:
        assert can_travel(page)
        assert unpack_page(pack_page(page)) == page


@dataclass(frozen=True, slots=True, kw_only=True)
class OddView(PlainView):
    """A view that a plugin made up."""


def test_a_view_that_nobody_knows_stays_where_it_is(pages):
    odd = replace(pages[0], view=OddView(text=""))
    assert can_travel(pages[0])
    assert not can_travel(odd)


def test_material_that_cannot_be_packed_stays_where_it_is():
    assert away_with(print, lambda: None, pack=print, unpack=print) is None
