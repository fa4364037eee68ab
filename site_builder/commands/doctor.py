"""What on this machine or in this folder may get in the way of a site: looked at, and nothing changed."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from site_builder import __version__
from site_builder.commands.folders import Folders
from site_builder.commands.load import load_config
from site_builder.model.config import Config
from site_builder.model.problem import Problem, SiteBuilderError
from site_builder.model.report import Report
from site_builder.publish.lock import hold
from site_builder.publish.places import locate
from site_builder.publish.record import read_record

_LIBRARIES = ("Jinja2", "markdown-it-py", "PyYAML", "lxml", "Babel", "msgspec", "watchfiles", "uvicorn")
_EXTRAS = {"brotli": ("brotli", "`precompress: [br]`"), "documents": ("pypdf", "articles in PDF and Word files")}
_LITTLE = 200_000_000
"""Bytes that should be free for an edition beside the one that is there."""
_OWN_ADDRESSES = "content/addresses.json"


@dataclass(frozen=True, slots=True)
class _Case:
    folders: Folders
    config: Config | None


def doctor(folders: Folders | None) -> Report:
    """Look at the machine and, where there is one, at the site at *folders*.

    The notes say what was found to be well, a line each; problems are warnings, but for what keeps a site from being
    built.
    """
    notes = [*_machine()]
    problems: list[Problem] = []
    if folders is not None:
        try:
            config = load_config(folders)
        except SiteBuilderError as error:
            config, problems = None, list(error.problems)
        for look in _LOOKS:
            for found in look(_Case(folders, config)):
                if isinstance(found, Problem):
                    problems.append(found)
                else:
                    notes.append(found)
    return Report(counts={"looked": len(_LOOKS) + 1}, problems=tuple(problems), notes=tuple(notes))


def _machine() -> Iterator[str]:
    yield f"site-builder {__version__}, Python {platform.python_version()} on {platform.platform(terse=True)}"
    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} missing")
    yield ", ".join(found)
    for extra, (module, purpose) in _EXTRAS.items():
        there = "is installed" if find_spec(module) else f"is not: `pip install 'site-builder[{extra}]'` for {purpose}"
        yield f"the extra `{extra}` {there}"


def _output(case: _Case) -> Iterator[Problem | str]:
    folders = case.folders
    try:
        place = locate(folders.output, root=folders.root, inputs=(folders.content, folders.themes, folders.templates))
        with hold(place):
            pass
    except SiteBuilderError as error:
        yield from error.problems
        return
    if place.in_place is not None:
        yield f"the output's files are replaced one by one: {place.in_place}"
    else:
        yield "the output can be replaced as a whole"
    record = read_record(folders.output)
    if record.damaged:
        names = ", ".join(record.damaged[:3])
        message = f"{len(record.damaged)} files of the output are not as they were built ({names})"
        yield _warning(message, hint="the next build writes them again")


def _memory(case: _Case) -> Iterator[Problem | str]:
    folder = case.folders.memory
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        hint = "every build starts from nothing; name another place with `build --memory`"
        yield _warning(f"nothing can be remembered in {folder.name}: {error.strerror}", hint=hint)
    free = shutil.disk_usage(case.folders.root).free
    if free < _LITTLE:
        yield _warning(
            f"only {free // 1_000_000} MB are free on this disk", hint="an edition needs room beside the last"
        )


def _content(case: _Case) -> Iterator[Problem | str]:
    for name in ("content/briefings", "content/entities.yml", "content/topics.yml"):
        if not (case.folders.root / name).exists():
            yield f"there is no {name} yet"
    unreadable = [path for path in case.folders.content.rglob("*") if not os.access(path, os.R_OK)]
    for path in unreadable[:3]:
        shown = path.relative_to(case.folders.root).as_posix()
        yield Problem("this cannot be read", code="SB112", path=shown, hint="change its rights")


def _time(case: _Case) -> Iterator[Problem | str]:
    # A name that this machine does not know was refused when site.yml was read.
    if case.config is not None:
        yield f"the time zone {case.config.timezone} is known here"
    if os.environ.get("SOURCE_DATE_EPOCH"):
        yield "SOURCE_DATE_EPOCH is set: it decides what is in the future"


def _terminal(_: _Case) -> Iterator[Problem | str]:
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding not in {"utf8", "utf_8"}:
        hint = "set PYTHONUTF8=1, or a locale of UTF-8"
        yield _warning(f"this terminal reads {sys.stdout.encoding}, in which names may look torn", hint=hint)


def _git(case: _Case) -> Iterator[Problem | str]:
    root = case.folders.root
    if shutil.which("git") is None or _git_says(root, "rev-parse", "--is-inside-work-tree") != "true":
        yield "the site is in no git repository"
        return
    yield "the site is in a git repository"
    for name, purpose in (("output/index.html", "the built site"), (".site-builder/x", "what builds remember")):
        if _git_says(root, "check-ignore", "-q", name) is None:
            yield _warning(f"git does not ignore {purpose}", hint=f"add `/{name.partition('/')[0]}/` to .gitignore")
    if (root / _OWN_ADDRESSES).exists():
        if _git_says(root, "check-ignore", "-q", _OWN_ADDRESSES) is not None:
            hint = "former addresses lead on only while this file is kept"
            yield _warning("git ignores the record of addresses", hint=hint, path=_OWN_ADDRESSES)
        elif not _git_says(root, "ls-files", _OWN_ADDRESSES):
            hint = f"git add {_OWN_ADDRESSES}: former addresses lead on only while this file is kept"
            yield _warning("the record of addresses is not committed", hint=hint, path=_OWN_ADDRESSES)


def _host(case: _Case) -> Iterator[Problem | str]:
    root, config = case.folders.root, case.config
    if (root / "netlify.toml").is_file() and not (root / ".python-version").is_file():
        hint = "write 3.12 into it, so that Netlify builds with the Python that you use"
        yield _warning("there is no .python-version beside netlify.toml", hint=hint)
    if config is not None and config.host is None:
        yield "`host` is not set in site.yml: the site is made for Netlify and Cloudflare Pages"


def _warning(message: str, *, hint: str, path: str | None = None) -> Problem:
    return Problem(message, code="SB009", path=path, hint=hint, severity="warning")


def _git_says(root: Path, *arguments: str) -> str | None:
    """What git answers; None where it says no."""
    try:
        command = ["git", "-C", str(root), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)  # noqa: S603  no shell
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


_LOOKS: tuple[Callable[[_Case], Iterator[Problem | str]], ...] = (
    _content,
    _output,
    _memory,
    _time,
    _terminal,
    _git,
    _host,
)
