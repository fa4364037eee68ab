"""Options and fixtures of all tests."""

import pytest

from tests.chromium import CHROMIUM, chromium


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="renew the expected files; review the diff like code")
    parser.addoption("--seeds", type=int, default=2, help="with how many seeds each random test of a law runs")


@pytest.fixture
def updating(request):
    """Whether expected files are renewed rather than compared."""
    return request.config.getoption("update")


@pytest.fixture(scope="module")
def browser():
    """A Chromium that the tests of one file share."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    with chromium() as running:
        yield running
