"""Runs the real command line, each time in a process of its own, without paying for its start each time.

A line of JSON on standard input is a call: `arguments`, `folder`, `environment`, `stdout`, `stderr` (files), `seconds`
(of a processor) and `limits` (names of `resource`, such as `NOFILE`, with numbers); `umask`. A line of JSON on standard
output is the answer: `code` (negative: killed by that signal), `seconds`, `memory` (bytes).
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

PATIENCE = 120
"""Seconds after which a call is taken to wait for ever."""
MEMORY = 1 << 30


def main() -> None:
    """Answer calls until there are no more."""
    # What every build enters, so that children need not.
    for room in ("cli", "commands.check", "commands.ingest", "commands.making"):
        importlib.import_module(f"site_builder.{room}")

    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)


def _answer(call: dict[str, Any]) -> dict[str, float]:
    mark = Path(call["stdout"] + ".fired")
    mark.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        try:
            _carry_out(call)
        finally:
            os._exit(99)
    late = time.monotonic() + PATIENCE
    while True:
        found, status, used = os.wait4(child, os.WNOHANG)
        if found:
            break
        if time.monotonic() > late:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.002)
    memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": used.ru_utime + used.ru_stime,
        "memory": memory,
        "fired": mark.exists(),
    }


def _carry_out(call: dict[str, Any]) -> None:
    os.setsid()
    os.chdir(call["folder"])
    os.environ.update(call.get("environment", {}))
    os.umask(call.get("umask", 0o022))
    if hasattr(time, "tzset"):
        time.tzset()
    for number, name in ((1, "stdout"), (2, "stderr")):
        descriptor = os.open(call[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(descriptor, number)
        os.close(descriptor)
    seconds = call.get("seconds", 10)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    for name, most in call.get("limits", {}).items():
        kind = getattr(resource, f"RLIMIT_{name}")
        resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))
    sys.argv = ["site-builder", *call["arguments"]]
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as Python does at its start
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    from site_builder.cli import main as door

    code: object = 0
    library = ctypes.CDLL(None) if call.get("fault") else None
    if library is not None:
        at, number = call["fault"]
        library.fault_arm(ctypes.c_long(at), number, os.fsencode(os.path.realpath(call["folder"])))
    try:
        door()
    except SystemExit as leaving:
        code = leaving.code
    if library is not None:
        fired = bool(library.fault_fired())
        library.fault_arm(ctypes.c_long(-1), 0, b"/")
        if fired:
            os.close(os.open(call["stdout"] + ".fired", os.O_CREAT | os.O_WRONLY, 0o644))
    os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    main()
