"""Files that are no files: pipes, sockets, devices, circles, links to elsewhere, the unreadable, the vanishing."""

from __future__ import annotations

import os
import shutil
import socket
import stat
from collections.abc import Callable
from pathlib import Path

from tests.hostile.situations import Case, Maker, X, briefing

_Y = "content/briefings/y.md"


def _fifo(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def _socket(path: Path) -> None:
    path.unlink(missing_ok=True)
    here = Path.cwd()
    os.chdir(path.parent)  # an address is short
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(path.name)
    finally:
        os.chdir(here)


def _device(minor: int) -> Maker:
    def make(path: Path) -> None:
        path.unlink(missing_ok=True)
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, minor))

    return make


def _no_devices() -> str | None:
    return None if hasattr(os, "geteuid") and os.geteuid() == 0 else "to make a device, one has to be root"


def _link(target: str) -> Maker:
    def make(path: Path) -> None:
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return make


def _folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def _gone(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _sparse(size: int) -> Maker:
    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(size)

    return make


def _deep(levels: int) -> Maker:
    def make(path: Path) -> None:
        path.mkdir(exist_ok=True)
        here = Path.cwd()
        os.chdir(path)
        try:
            for _ in range(levels):
                Path("deep-deep-deep-deep-deep").mkdir()
                os.chdir("deep-deep-deep-deep-deep")
            Path("x.md").write_text(briefing("Deep."))
        finally:
            os.chdir(here)

    return make


def _many(number: int, name: str, text: str = "") -> Maker:
    def make(path: Path) -> None:
        path.mkdir(exist_ok=True)
        for count in range(number):
            (path / name.format(count)).write_text(text)

    return make


# What a strange thing is called, how it is made, and whether it can be here.
_KINDS: dict[str, tuple[Maker, Callable[[], str | None]]] = {
    "a pipe": (_fifo, lambda: None),
    "a socket": (_socket, lambda: None),
    "an endless device": (_device(5), _no_devices),
    "a device of chance": (_device(9), _no_devices),
    "a folder": (_folder, lambda: None),
    "a link to nowhere": (_link("nowhere"), lambda: None),
    "a link to itself": (_link("x.md"), lambda: None),
    "a link to a folder": (_link("../pages"), lambda: None),
    "a link to the folder around": (_link(".."), lambda: None),
    "a link to elsewhere": (_link("../../../outside/canary"), lambda: None),
    "a link to passwords": (_link("/etc/passwd"), lambda: None),
    "a link to a device": (_link("/dev/zero"), lambda: None),
    "a link to a pipe of ours": (_link("/dev/stdin"), lambda: None),
    "a link to the root": (_link("/"), lambda: None),
    "a link to the output": (_link("../../output/index.html"), lambda: None),
    "a link of 4,000 signs": (_link("a/" * 2000), lambda: None),
    "a link to memory": (_link("/proc/self/mem"), lambda: None),
    "a link to this process": (_link("/proc/self/environ"), lambda: None),
}
_PLACES = {
    "a briefing": X,
    "a page": "content/pages/x.md",
    "an asset": "content/assets/x.md",
    "the settings": "content/site.yml",
    "the topics": "content/topics.yml",
    "the entities": "content/entities.yml",
    "the addresses": "content/addresses.json",
    "an article's record": "content/articles/first/article.yml",
    "an article's text": "content/articles/first/text.txt",
    "a template": "templates/page.html",
    "a file of a theme": "themes/briefing/theme.yml",
    "the proposals": "content/review.yml",
}
_FOLDERS = (
    "content/briefings",
    "content/pages",
    "content/assets",
    "content/articles",
    "templates",
    "themes",
    "content/.ingest",
    ".site-builder",
)


def _folder_as(make: Maker) -> Maker:
    def swap(path: Path) -> None:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        make(path)

    return swap


def _unreadable(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text("---\ntitle: X\n---\n")
    path.chmod(0)


CASES = (
    *(
        Case(
            name=f"{kind} where {place} is",
            files={path: make},
            either=True,
            # A link to the output is one to a file of the site: it is read as what it says.
            needs=needs,
        )
        for place, path in _PLACES.items()
        for kind, (make, needs) in _KINDS.items()
    ),
    *(
        Case(name=f"{kind} where the folder {folder} is", files={folder: _folder_as(make)}, either=True, needs=needs)
        for folder in _FOLDERS
        for kind, (make, needs) in _KINDS.items()
        if kind
        in {"a pipe", "a socket", "an endless device", "a link to nowhere", "a link to elsewhere", "a link to the root"}
    ),
    *(
        Case(name=f"{path} that is gone", files={path: _gone}, either=True)
        for path in (
            "content/briefings",
            "content/pages",
            "content/assets",
            "content/articles",
            "content/topics.yml",
            "content/entities.yml",
            "content/sources.yml",
            "content/articles/first/article.yml",
            ".site-builder",
            "output",
            "content/briefings/one.md",
        )
    ),
    Case(name="the settings that are gone", files={"content/site.yml": _gone}, says="SB001"),
    Case(name="the content that is gone", files={"content": _gone}, says="SB001"),
    *(
        Case(name=f"an empty {path}", files={path: b""}, either=True)
        for path in (
            "content/topics.yml",
            "content/entities.yml",
            "content/sources.yml",
            "content/addresses.json",
            "content/assets/empty",
            "content/articles/first/article.yml",
            "content/articles/first/text.txt",
            "content/pages/x.md",
        )
    ),
    Case(name="empty settings", files={"content/site.yml": b""}, says="SB104"),
    Case(name="a briefing of 100 GB", files={X: _sparse(100 << 30)}, says="SB113"),
    Case(name="settings of 100 GB", files={"content/site.yml": _sparse(100 << 30)}, says="SB113"),
    Case(name="entities of 100 GB", files={"content/entities.yml": _sparse(100 << 30)}, says="SB113"),
    Case(name="a record of 100 GB", files={"content/articles/first/article.yml": _sparse(100 << 30)}, says="SB113"),
    Case(name="a text of 100 GB", files={"content/articles/first/text.txt": _sparse(100 << 30)}, either=True),
    Case(name="addresses of 100 GB", files={"content/addresses.json": _sparse(100 << 30)}, code=1),
    Case(name="a template of 100 GB", files={"templates/page.html": _sparse(100 << 30)}, code=1),
    Case(name="an output's record of 100 GB", files={"output/.site-builder.json": _sparse(100 << 30)}, either=True),
    Case(name="a last build of 100 GB", files={".site-builder/last.json": _sparse(100 << 30)}),
    Case(name="a memo of 100 GB", files={".site-builder/memo.sqlite": _sparse(100 << 30)}),
    Case(name="an asset of 200 MB", files={"content/assets/large.bin": _sparse(200 << 20)}),
    Case(name="folders 150 deep", files={"content/briefings/d": _deep(150)}, either=True),
    Case(name="folders 150 deep among assets", files={"content/assets/d": _deep(150)}, either=True),
    Case(name="folders 150 deep among themes", files={"themes/d": _deep(150)}, either=True),
    Case(name="20,000 files that are no Markdown", files={"content/briefings": _many(20_000, "{}.txt")}, says="SB112"),
    Case(name="5,000 empty assets", files={"content/assets": _many(5_000, "{}.txt")}),
    Case(
        name="backups of editors",
        files={
            f"content/briefings/{name}": "x"
            for name in (
                "a.md~",
                ".a.md.swp",
                "#a.md#",
                ".#a.md",
                "a.md.bak",
                "a.md.tmp",
                ".DS_Store",
                "a.md.orig",
            )
        },
    ),
    Case(name="a file with another ending", files={"content/briefings/x.markdown": briefing()}, says="SB112"),
    Case(name="an ending in capitals", files={"content/briefings/X.MD": briefing("Marker.")}, shows=("Marker.",)),
    Case(name="two links to one file", files={X: _link("one.md")}, shows=("Text of one",)),
    Case(name="hard links to one file", files={X: lambda path: os.link(path.parent / "one.md", path)}, either=True),
    Case(
        name="a link within the site", files={X: _link("../pages/y.md"), "content/pages/y.md": briefing()}, either=True
    ),
)
