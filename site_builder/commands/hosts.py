"""`check --host`: what a host cannot do for a site as it was built."""

from __future__ import annotations

from pathlib import Path

from site_builder.hosts.abilities import Facts, complaints, remark
from site_builder.model.config import Config
from site_builder.model.hosts import HostName
from site_builder.model.problem import Problem
from site_builder.publish.record import read_record

_REDIRECTS = "_redirects"
_REFRESH = b'<meta http-equiv="refresh"'


def check_host(host: HostName, config: Config, output: Path) -> tuple[tuple[Problem, ...], str]:
    """The problems of serving the edition in *output* by *host*, and a sentence on what is good to know of it."""
    files = {file: entry.size for file, entry in read_record(output).files.items()}
    facts = Facts(
        base_url=config.base_url,
        built_for=config.host,
        files=files,
        redirects=_redirects(output, files),
    )
    return tuple(complaints(host, facts)), remark(host)


def _redirects(output: Path, files: dict[str, int]) -> int:
    """How many former addresses lead on: by rules where there are some, else by pages of their own."""
    if _REDIRECTS in files:
        lines = (output / _REDIRECTS).read_text(encoding="utf-8").splitlines()
        return sum(bool(line.strip()) and not line.startswith("#") for line in lines)
    # Pages that only lead on are short.
    short = (output / file for file, size in files.items() if file.endswith(".html") and size < 2_000)
    return sum(_REFRESH in path.read_bytes() for path in short)
