"""Law 4 with machines of others: a Dask cluster gives the same bytes, even when one of its workers is killed."""

import os
import random
import signal
from concurrent.futures import Executor

import pytest

from site_builder.commands import edition, parsing
from site_builder.commands.build import build, workers
from site_builder.commands.options import Options
from site_builder.model.problem import ConfigError
from tests.laws.world import NOW, RECORD, copy, make_world, tree

distributed = pytest.importorskip("distributed")


class Saboteur(Executor):
    """Hands jobs on, and kills a worker when half of them are under way."""

    def __init__(self, executor, victims, at):
        self.executor = executor
        self.victims = victims
        self.left = at
        self.jobs = 0

    def submit(self, job, /, *values, **more):
        self.jobs += 1
        self.left -= 1
        if self.left == 0:
            os.kill(self.victims.pop(), signal.SIGKILL)
        return self.executor.submit(job, *values, **more)


@pytest.fixture(scope="module")
def scheduler():
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    )
    with cluster:
        yield cluster


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(edition, "CHUNK", 3)
    monkeypatch.setattr(parsing, "_CHUNK", 2)


def built(folders, executor):
    report = build(folders, Options(now=NOW), executor=executor)
    return report.counts, report.problems, tree(folders.output), (folders.output / RECORD).read_bytes()


@pytest.mark.slow
@pytest.mark.usefixtures("small_chunks")
def test_a_killed_worker_costs_its_jobs_again_and_nothing_else(scheduler, tmp_path):
    alone = make_world(tmp_path / "alone", random.Random(5), 12)
    together = copy(alone, tmp_path / "together")
    expected = built(alone, None)
    address = scheduler.scheduler_address.replace("tcp://", "dask://")
    with workers(None, address) as executor, distributed.Client(scheduler, set_as_default=False) as client:
        victims = list(client.run(os.getpid).values())
        saboteur = Saboteur(executor, victims, at=12)
        assert built(together, saboteur) == expected
    assert len(victims) == 1
    assert saboteur.jobs > 20


@pytest.mark.parametrize("address", ["dask://127.0.0.1", "ray://127.0.0.1:1", "tcp://127.0.0.1:8786", ""])
def test_an_address_that_is_none_is_told(address):
    with pytest.raises(ConfigError) as told, workers(None, address):
        pass
    assert [problem.code for problem in told.value.problems] == ["SB006"]
