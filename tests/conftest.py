"""Options and fixtures of all tests."""

import pytest


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="renew the expected files; review the diff like code")
    parser.addoption("--seeds", type=int, default=2, help="with how many seeds each random test of a law runs")


@pytest.fixture
def updating(request):
    """Whether expected files are renewed rather than compared."""
    return request.config.getoption("update")
