"""Laws are tried with random seeds: few on every change, more with `--seeds N`."""

import random

import pytest

from tests.laws.world import made, make_world


def pytest_generate_tests(metafunc):
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(metafunc.config.getoption("seeds")))


@pytest.fixture
def rng(seed):
    return random.Random(seed)


@pytest.fixture
def world(tmp_path):
    """A site that is built."""
    folders = make_world(tmp_path / "site", random.Random(1))
    made(folders)
    return folders
