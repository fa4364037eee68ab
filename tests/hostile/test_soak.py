import sys

import pytest

from tests.hostile.soak import soak

pytestmark = pytest.mark.slow


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts neither memory nor handles in this way")
def test_building_again_and_again_leaves_nothing_behind(tmp_path):
    growth = soak(tmp_path, 50)
    assert growth.handles <= 0
    assert growth.files == ()
    assert growth.memory < 30 << 20
