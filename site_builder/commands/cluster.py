"""Machines that work for us: an executor over a Dask cluster, for whom only values travel."""

from __future__ import annotations

import concurrent.futures
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from typing import Any

from site_builder.engine import engine_fingerprint
from site_builder.model.problem import ConfigError, Problem

_ADDRESS = re.compile(r"dask://(?P<place>[^/?#\s]+:\d+)/?", re.ASCII)
_CONNECTING = 10.0
"""Seconds in which a scheduler has to answer."""
_ALONE = 60.0
"""Seconds that a job waits for a cluster without any worker; then it is done here."""
_LOOK = 2.0
"""Seconds between two looks whether there are workers."""


class OtherEngineError(Exception):
    """A worker's code is not ours: its pages could look different."""


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """An executor whose jobs are done by the Dask cluster at *address*, as `dask://HOST:PORT`.

    Workers need this package in the same version, and no disk of ours. A job whose worker is lost is done again, by
    another one, or here where nobody is left. Whoever can reach a scheduler can run code on its workers and on its
    clients: this is for networks that one trusts. Raises ConfigError where there is no such cluster.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise _unusable(f"the executor {address} cannot be used", "it should be like dask://scheduler.example:8786")
    try:
        import distributed  # noqa: PLC0415  few have it, and it takes long to load
    except ImportError:
        raise _unusable(
            "the package distributed is not installed", "install it with `pip install 'site-builder[dask]'`"
        ) from None
    # Dask has no annotations of its own for what is used here.
    connect: Any = distributed.Client
    try:
        client = connect(f"tcp://{found['place']}", timeout=_CONNECTING, set_as_default=False)
    except (OSError, TimeoutError) as error:
        reason = str(error).split("\n")[0] or type(error).__name__
        raise _unusable(
            f"no Dask scheduler answers at {found['place']}", f"is it running, and may you reach it? ({reason})"
        ) from None
    with client, client.get_executor() as executor:
        yield _Cluster(client, executor)


class _Cluster(Executor):
    """Dask's executor, whose workers have to have our code, and whose jobs come home when nobody is left to do them."""

    def __init__(self, client: Any, executor: Executor) -> None:
        self._client = client
        self._executor = executor
        self._engine = engine_fingerprint()

    @property
    def workers_known(self) -> int:
        """How many processors there are."""
        return sum(self._client.nthreads().values())

    def submit(self, job: Callable[..., Any], /, *values: Any, **more: Any) -> Future[Any]:
        """Let a worker do *job*."""
        future = self._executor.submit(_checked, self._engine, job, *values, **more)
        return _Awaited(future, self._client)


class _Awaited(Future[Any]):
    """A result that is waited for as long as there is someone to make it."""

    def __init__(self, future: Future[Any], client: Any) -> None:
        super().__init__()
        self._future = future
        self._client = client

    def result(self, timeout: float | None = None) -> Any:  # noqa: ARG002  nobody is asked to hurry
        """The result. Raises BrokenExecutor where the cluster cannot give one; ConfigError where it has other code."""
        alone_since: float | None = None
        while True:
            try:
                return self._future.result(timeout=_LOOK)
            except concurrent.futures.TimeoutError:
                if self._client.status == "running" and self._client.nthreads():
                    alone_since = None
                    continue
                alone_since = alone_since or time.monotonic()
                if time.monotonic() - alone_since > _ALONE or self._client.status == "closed":
                    raise BrokenExecutor("no worker is left") from None
            except CancelledError:
                raise BrokenExecutor("the cluster has dropped the job") from None
            except OtherEngineError:
                raise _unusable(
                    "a worker of the cluster has another version of site-builder or of its libraries",
                    "install on all of them what is installed here",
                ) from None
            except Exception as error:
                if type(error).__name__ == "KilledWorker":
                    raise BrokenExecutor("the job has cost too many workers") from error
                raise

    def cancel(self) -> bool:
        """Ask the cluster not to do it."""
        return self._future.cancel()


def _checked(engine: str, job: Callable[..., Any], *values: Any, **more: Any) -> Any:
    """What workers do."""
    if engine_fingerprint() != engine:
        raise OtherEngineError
    return job(*values, **more)


def _unusable(message: str, hint: str) -> ConfigError:
    return ConfigError(Problem(message, code="SB006", hint=hint))
