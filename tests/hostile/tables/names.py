"""Names: slugs, files and addresses that collide, are reserved, or lead out of the output."""

from __future__ import annotations

import os
from pathlib import Path

from tests.hostile.situations import Case, X, briefing

_SLUGS = {
    "dots": "..",
    "a dot": ".",
    "a path above": "../../etc/passwd",
    "a slash": "a/b",
    "a whole path": "/etc/passwd",
    "a backslash": "a\\b",
    "a backslash above": "..\\..\\x",
    "a percent-encoded slash": "a%2fb",
    "a percent-encoded dot": "%2e%2e",
    "NUL": '"a\\0b"',
    "a line end": '"a\\nb"',
    "a space": "a b",
    "capitals": "ABC",
    "an underscore": "a_b",
    "300 bytes": "a" * 300,
    "100,000 bytes": "a" * 100_000,
    "a hidden name": ".hidden",
    "the record": ".site-builder.json",
    "git": ".git",
    "an accent": "café",
    "Cyrillic": "сhina",
    "full-width letters": "ａｂｃ",
    "an emoji": "🎉",
    "markup": "<script>",
    "a quote": "a'b",
    "a hyphen first": "-rf",
    "two hyphens": "a--b",
    "a colon": "c:",
    "a stream of Windows": "a:b",
    "a star": "'*'",
    "a question": "a?b",
    "a hash": "'a#b'",
    "a tilde": "~a",
    "a dollar": "$HOME",
    "a list": "[a, b]",
    "a number sign of YAML": "1_000",
}
_RESERVED = ("con", "nul", "aux", "com1", "lpt9", "index", "feed", "page", "404", "robots", "constructor", "null")
_FILES = {
    "a line end": b"a\nb.md",
    "a tab": b"a\tb.md",
    "an escape": b"a\x1b[31mb.md",
    "bytes that are not UTF-8": b"caf\xe9.md",
    "half a surrogate": b"a\xed\xa0\x80.md",
    "250 bytes": b"a" * 247 + b".md",
    "a quote": b"a'b\"c.md",
    "a bidi override": "a\u202eb.md".encode(),
    "a hyphen first": b"-rf.md",
    "spaces": b"  a  b .md",
    "no letter": "🎉.md".encode(),
    "dots": b"....md",
    "a date": b"2026-02-19.md",
    "a date and nothing": b"2026-02-19-.md",
    "a percent sign": b"a%2fb.md",
    "a backslash": b"..\\..\\a.md",
    "a glob": b"*.md",
    "markup": b"<img src=x onerror=alert(1)>.md",
    "a template": b"{{ 7*7 }}.md",
    "a dollar": b"$(reboot).md",
    "a semicolon": b"a;reboot.md",
    "index": b"index.md",
    "a dot at the end": b"a..md",
    "a device of Windows": b"con.md",
}
_PAIRS: dict[str, tuple[dict[str, str], bool]] = {
    "case": ({"content/briefings/abc.md": briefing(), "content/briefings/ABC.md": briefing()}, False),
    "Unicode form": (
        {"content/briefings/caf\u00e9.md": briefing(), "content/briefings/cafe\u0301.md": briefing()},
        False,
    ),
    "transliteration": (
        {"content/briefings/a-e.md": briefing(), "content/briefings/a+e.md": briefing(slug="a-e")},
        False,
    ),
    "a date before it": (
        {"content/briefings/2026-01-01-a.md": briefing(), "content/briefings/a.md": briefing()},
        False,
    ),
    "a folder": ({"content/briefings/a.md": briefing(), "content/briefings/b/a.md": briefing()}, False),
    "a page and its index": ({"content/pages/briefings.md": "---\ntitle: B\n---\n"}, True),
    "a page and the archive": ({"content/pages/archive.md": "---\ntitle: B\n---\n"}, True),
    "a page and the feeds": ({"content/pages/feeds.md": "---\ntitle: B\n---\n"}, True),
    "a page and the topics": ({"content/pages/topics.md": "---\ntitle: B\n---\n"}, True),
    "a page and the assets": ({"content/pages/assets.md": "---\ntitle: B\n---\n"}, True),
    "a page and the error page": ({"content/pages/404.md": "---\ntitle: B\n---\n"}, True),
    "a page and the home page": ({"content/pages/index.md": "---\ntitle: B\n---\n"}, True),
    "a briefing and a page of the list": ({"content/briefings/page.md": briefing()}, True),
    "a topic and a page": ({"content/topics.yml": "- {id: page, title: P, description: d}\n"}, True),
    "two topics": ({"content/topics.yml": "- {id: a, title: A}\n- {id: a, title: B}\n"}, False),
    "two entities in case": (
        {"content/entities.yml": "- {id: a, name: Acme, kind: place}\n- {id: b, name: ACME, kind: place}\n"},
        False,
    ),
    "two entities in Unicode form": (
        {"content/entities.yml": "- {id: a, name: Caf\u00e9, kind: place}\n- {id: b, name: Cafe\u0301, kind: place}\n"},
        False,
    ),
    "assets in case": ({"content/assets/A.svg": "<svg/>", "content/assets/a.svg": "<svg/>"}, True),
    "assets in transliteration": ({"content/assets/ä.txt": "x", "content/assets/a.txt": "x"}, True),
    "a redirect and a page": ({X: briefing(redirects="[/about/]")}, False),
    "a redirect and a briefing": ({X: briefing(redirects="[/briefings/one/]")}, False),
    "a redirect and a feed": ({X: briefing(redirects="[/feed.xml]")}, True),
    "a redirect and an asset": ({X: briefing(redirects="[/assets/x]")}, True),
    "two redirects": (
        {X: briefing(redirects="[/old/]"), "content/briefings/y.md": briefing(redirects="[/old/]")},
        False,
    ),
}


def _named(name: bytes) -> dict[str, object]:
    def make(path: Path) -> None:
        with open(os.fsencode(path.parent) + b"/" + name, "wb") as file:  # noqa: PTH123 - its name may be no text
            file.write(briefing("Marker.").encode())

    return {"content/briefings/_": make}


def _asset(name: bytes) -> dict[str, object]:
    def make(path: Path) -> None:
        with open(os.fsencode(path.parent) + b"/" + name.replace(b".md", b".html"), "wb") as file:  # noqa: PTH123
            file.write(b"<p>An asset.</p></html>")

    return {"content/assets/_": make}


def _to(*arguments: str) -> tuple[str, ...]:
    return ("build", "-j", "1", *arguments)


def _passwords(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _foreign(path: Path) -> None:
    path.mkdir(parents=True)
    (path / "thesis.odt").write_text("five years")


CASES = (
    *(Case(name=f"a slug of {name}", files={X: briefing(slug=slug)}, code=1) for name, slug in _SLUGS.items()),
    *(
        Case(name=f"a slug of {slug}", files={X: briefing("Marker.", slug=f"'{slug}'")}, either=True)
        for slug in _RESERVED
    ),
    *(Case(name=f"a file's name of {name}", files=_named(raw), either=True) for name, raw in _FILES.items()),  # type: ignore[arg-type]
    *(Case(name=f"an asset's name of {name}", files=_asset(raw), either=True) for name, raw in _FILES.items()),  # type: ignore[arg-type]
    *(
        Case(name=f"names that collide by {name}", files=files, either=either, code=None if either else 1)
        for name, (files, either) in _PAIRS.items()
    ),
    *(
        Case(name=f"the output at {name}", arguments=_to("-o", where), code=2 if name == "a file" else 1)
        for name, where in {
            "the root": "/",
            "the site": ".",
            "the folder around": "..",
            "the content": "content",
            "a folder of the content": "content/briefings",
            "below the content": "content/out",
            "a file": "content/site.yml",
            "a device": "/dev/null",
            "processes": "/proc",
            "below a file": "content/site.yml/out",
            "a name of 300 bytes": "a" * 300,
            "a name of a line end": "\n/../../outside",
            "someone else's folder": "../outside",
            "templates": "templates",
        }.items()
        if where != "templates"
    ),
    Case(name="the output at nothing", arguments=_to("-o", ""), either=True),
    Case(name="the output at home", arguments=_to("-o", "home"), environment={"HOME": "home"}, either=True),
    Case(name="the output at a foreign folder", arguments=_to("-o", "mine"), files={"mine": _foreign}, says="SB401"),
    Case(
        name="the output at a link to elsewhere",
        arguments=_to("-o", "mine"),
        files={"mine": lambda path: path.symlink_to("../outside")},
        says="SB401",
    ),
    Case(
        name="the output at a link to itself",
        arguments=_to("-o", "mine"),
        files={"mine": lambda path: path.symlink_to("mine")},
        code=1,
    ),
    Case(
        name="the output at a pipe",
        arguments=_to("-o", "mine"),
        files={"mine": os.mkfifo},
        says="SB402",
    ),
    Case(
        name="a file in the output where a page will be",
        files={"output/briefings/x": "mine", X: briefing()},
        says="SB401",
    ),
    Case(name="a stray in the output", files={"output/mine.txt": "mine", X: briefing()}, says="SB405"),
    Case(
        name="a stray link in the output",
        files={"output/link": lambda path: path.symlink_to("/etc/passwd"), X: briefing()},
        says="SB405",
    ),
    Case(name="a pipe in the output", files={"output/pipe": os.mkfifo, X: briefing()}, says="SB405"),
    Case(
        name="a page in the output that is a link",
        files={"output/index.html": _passwords, X: briefing()},
        either=True,
    ),
    Case(
        name="a page in the output that is a folder",
        files={"output/index.html": _folder, X: briefing()},
        either=True,
    ),
)
