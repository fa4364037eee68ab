"""Two builds in other circumstances give the same bytes, for every site of the tests and for the sample site."""

import datetime as dt
import random
from pathlib import Path

import pytest

from site_builder.commands.folders import folders_of
from site_builder.commands.options import Options
from site_builder.commands.reproducible import check_reproducible
from site_builder.model.problem import SiteBuilderError
from tests.laws.world import make_world, write

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
NOW = Options(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
SITES = [path.parent.parent for path in sorted((ROOT / "tests/sites").glob("*/content/site.yml"))]


@pytest.mark.parametrize("site", [ROOT, *SITES], ids=lambda path: path.name)
def test_circumstances_make_no_difference(site):
    if site.name == "broken":
        with pytest.raises(SiteBuilderError):
            check_reproducible(folders_of(site), NOW)
        return
    report = check_reproducible(folders_of(site), NOW)
    assert report.problems == ()
    assert report.counts["files"] > 10


def test_the_site_of_the_laws_is_the_same_too(tmp_path):
    report = check_reproducible(make_world(tmp_path, random.Random(3)), NOW)
    assert report.problems == ()
    assert not (tmp_path / "output").exists()


def test_a_site_that_does_not_build_is_told(tmp_path):
    write(tmp_path / "content/site.yml", "title: x\n")
    with pytest.raises(SiteBuilderError, match="does not build"):
        check_reproducible(folders_of(tmp_path), NOW)
