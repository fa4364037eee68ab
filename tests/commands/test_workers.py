"""Worker processes end with the process that they work for."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = """
import os, sys, time
from site_builder.commands.build import workers
with workers(2) as executor:
    list(executor.map(time.sleep, [0.2, 0.2]))
    print(*executor._processes, flush=True)
    time.sleep(600)
"""


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_workers_of_a_killed_build_do_not_wait_for_ever():
    build = subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True)
    assert build.stdout is not None
    there = [int(process) for process in build.stdout.readline().split()]
    assert len(there) == 2
    build.send_signal(signal.SIGKILL)
    build.wait()
    build.stdout.close()
    for _ in range(300):
        if not any(map(is_alive, there)):
            return
        time.sleep(0.1)
    pytest.fail(f"{there} are still there")
