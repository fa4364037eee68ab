"""The machine around the builder, what it remembers, its options, and articles for `ingest`."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from pathlib import Path

from tests.hostile.situations import Case, Maker, X, briefing

_MORE = {X: briefing("Marker.")}
_CHECK = ("check", "-j", "1")


def _sql(*statements: str) -> Maker:
    def make(path: Path) -> None:
        with sqlite3.connect(path) as database:
            for statement in statements:
                database.execute(statement)
        database.close()

    return make


def _cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(100, len(data), 97):
        data[place] ^= 0xFF
    path.write_bytes(data)


def _zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def _fifo(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def _to_nowhere(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("nowhere")


def _to_elsewhere(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("../../outside/canary")


_MEMO = ".site-builder/memo.sqlite"
_REMEMBERED = (_MEMO, ".site-builder/last.json", "output/.site-builder.json")
_DAMAGE: dict[str, bytes | Maker] = {
    "cut": _cut,
    "flipped": _flip,
    "full of zeros": _zeros,
    "empty": b"",
    "a text": b"hello",
    "brackets": b"[" * 100_000,
    "a group": b"{}",
    "a folder": _folder,
    "a pipe": _fifo,
    "a link to nowhere": _to_nowhere,
    "a link to elsewhere": _to_elsewhere,
    "a pickle": b"\x80\x04\x95cposix\nsystem\n(S'touch outside'\ntR.",
}
_ENVIRONMENTS: dict[str, dict[str, str]] = {
    "the C locale": {"LC_ALL": "C", "LANG": "C"},
    "POSIX": {"LC_ALL": "POSIX"},
    "a locale that is none": {"LC_ALL": "xx_YY.UTF-16", "LANG": "nonsense"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8"},
    "ASCII only": {"PYTHONIOENCODING": "ascii:strict", "LC_ALL": "C", "PYTHONUTF8": "0"},
    "a time zone far away": {"TZ": "Pacific/Kiritimati"},
    "a time zone that is none": {"TZ": ":/etc/passwd"},
    "no home": {"HOME": ""},
    "a home that is not there": {"HOME": "/nonexistent"},
    "no temporary folder": {"TMPDIR": "/nonexistent"},
    "no path": {"PATH": ""},
    "no terminal": {"TERM": "dumb"},
    "an odd width": {"COLUMNS": "-1"},
    "a width of a million": {"COLUMNS": "1000000"},
    "a width that is none": {"COLUMNS": "x"},
    "no colour": {"NO_COLOR": "1"},
    "colours by force": {"FORCE_COLOR": ""},
    "the year 1970": {"SOURCE_DATE_EPOCH": "0"},
    "a proxy that is none": {"HTTP_PROXY": "http://nowhere.invalid:1"},
}
_EPOCHS = ("x", "-1e99", "9" * 400, "1.5", "0x10", " ", "٣")


def _calls() -> dict[str, tuple[tuple[str, ...], int]]:
    """Arguments, and the code that they end with."""
    return {
        "no command": ((), 2),
        "an unknown command": (("biuld",), 2),
        "an unknown option": (("build", "--evil"), 2),
        "an argument too many": (("build", "x"), 2),
        "no process": (("build", "-j", "0"), 2),
        "less than no process": (("build", "-j", "-1"), 2),
        "half a process": (("build", "-j", "0.5"), 2),
        "a folder that is not there": (("-C", "/nonexistent", "build"), 1),
        "a folder that is a file": (("-C", "content/site.yml", "build"), 2),
        "a folder that is no site": (("-C", "content", "build"), 1),
        "a base of javascript": (("build", "--base-url", "javascript:alert(1)"), 1),
        "a base of nothing": (("build", "--base-url", ""), 1),
        "a base of a line end": (("build", "--base-url", "https://a.org/\n"), 1),
        "a base of an escape": (("build", "--base-url", "\x1b[31m"), 1),
        "a base in broken brackets": (("build", "--base-url", "https://[::1"), 1),
        "a memory that is a file": (("build", "--memory", "content/site.yml"), 2),
        "a memory that cannot be": (("build", "--memory", "/proc/x"), 0),
        "a form that is none": (("build", "--format", "xml"), 2),
        "a code that is none": (("explain", "SB999"), 2),
        "a code of markup": (("explain", "<script>"), 2),
        "a code of an escape": (("explain", "\x1b[31m"), 2),
        "checking": (_CHECK, 0),
        "checking as JSON": ((*_CHECK, "--format", "json"), 0),
        "checking as SARIF": ((*_CHECK, "--format", "sarif"), 0),
        "checking as GitHub": ((*_CHECK, "--format", "github"), 0),
        "verifying": (("verify", "output"), 0),
        "verifying nothing": (("verify", "nothing"), 1),
        "verifying the content": (("verify", "content"), 1),
        "an edition of no week": (("edition", "--week", "2026-W99"), 1),
        "an edition of a week that is none": (("edition", "--week", "x"), 1),
        "an edition of year 0": (("edition", "--week", "0000-W01"), 1),
        "an edition of days that are none": (("edition", "--since", "2026-02-30"), 2),
        "an edition of days the wrong way": (("edition", "--since", "2026-02-02", "--until", "2026-01-01"), 1),
        "sealing nothing": (("seal", "nothing"), 1),
        "sealing above": (("seal", "../../etc"), 1),
        "a ping without a hub": (("ping",), 1),
        "a new site here": (("new", "."), 1),
        "a new site below a file": (("new", "content/site.yml/x"), 1),
        "a new site at a device": (("new", "/dev/null"), 1),
        "a new site with a title of markup": (("new", "fresh", "--title", "<script>\n\"'{{x}}"), 0),
        "a new site with a title of YAML": (("new", "fresh", "--title", "a: [b, &c *d !e"), 0),
        "a new site with a title of nothing": (("new", "fresh", "--title", ""), 1),
        "a new site in a language that is none": (("new", "fresh", "--language", "../x"), 1),
    }


_ARTICLES: dict[str, tuple[bytes | None, int]] = {
    "empty": (b"", 1),
    "white space": (b" \n\t\n" * 100, 1),
    "NUL": (bytes(5000), 1),
    "chance": (bytes((n * 7919 + n // 13) % 256 for n in range(20_000)), 1),
    "a megabyte in a line": (b"word " * 200_000, 0),
    "a megabyte without a space": (b"x" * 1_000_000, 0),
    "50 MB": (b"word " * 10_000_000, 1),
    "200,000 lines": (b"A line.\n" * 200_000, 0),
    "200,000 paragraphs": (b"A line.\n\n" * 100_000, 0),
    "quotes": (b'"' * 200_000, 0),
    "quotes of many kinds": ("“‘«„".encode() * 30_000, 0),
    "full stops": (b". " * 200_000, 0),
    "capitals": (b"Acme Corp " * 50_000, 0),
    "names and full stops": (b"A. B. C. " * 50_000, 0),
    "figures": (b"1,000.00 " * 50_000, 0),
    "dates": (b"on 19 February 2026, " * 30_000, 0),
    "brackets": (b"(" * 100_000, 0),
    "front matter": (
        b"---\ntitle: X\nstatus: published\nid: evil\n---\n\nText of an article. It has two sentences.\n",
        0,
    ),
    "a fence in its text": (b"A title\n\nA text with a fence.\n\n---\n\nslug: ../../x\n\nMore of the text here.\n", 0),
    "markup": (
        b"A <script>alert(1)</script> title\n\n<img src=x onerror=alert(1)> is what it says. [a](javascript:b)\n",
        0,
    ),
    "wiki links": (b"A title of [[Acme]]\n\nIt says [[../../x|y]] and [[p1]] and {{ config }}.\n", 0),
    "YAML in its title": (b"a: [b, &c *d !!python/object\n\nThe text of the article follows here.\n", 0),
    "a title of 5,000 signs": (b"x" * 5_000 + b"\n\nThe text of the article follows here.\n", 0),
    "escapes": (b"A title \x1b[31m\n\nIt says \x07 and \x9b and more text here.\n", 0),
    "bidi": ("A title \u202eevil\n\nIt says \u2066more\u2069 text here, and more.\n".encode(), 0),
    "UTF-16": ("A title\n\nThe text of the article follows here, in UTF-16.\n".encode("utf-16"), 0),
    "UTF-7": (b"A title\n\n+ADw-script+AD4-alert(1)+ADw-/script+AD4- is what the article says.\n", 0),
    "overlong": (b"A title\n\nThe text \xc0\xaf of the article \xed\xa0\x80 follows here.\n", 0),
    "Latin-1": (
        "Un titre fran\u00e7ais\n\nLe texte de l'article \u00e9t\u00e9 pr\u00e9par\u00e9 l\u00e0.\n".encode("latin-1"),
        0,
    ),
    "HTML": (b"<!doctype html><html><head><title>T</title></head><body><p>Text of it.</p></body></html>", 0),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, 1),
    "combining signs": (("A title\n\n" + "a" + "\u0301" * 100_000).encode(), 0),
    "zero width": (("A title\n\n" + "\u200b" * 100_000 + " text of it here.").encode(), 0),
    "emoji": (("🎉" * 20_000).encode(), 0),
    "Chinese in a line": (("新闻报道说。" * 20_000).encode(), 0),
    "Arabic in a line": (("قال المتحدث. " * 10_000).encode(), 0),
    "the same sentence": (b"The spokesman said that it was so. " * 5_000, 0),
    "many names": (
        "\n".join(f"Mr Name{chr(65 + n % 26)}{chr(97 + n % 25)} Surname{n} said it." for n in range(5_000)).encode(),
        0,
    ),
}

_WRITTEN = ("site/content", "site/fresh", "site/editions")


def _ingest(name: str, data: bytes | None, code: int) -> Case:
    return Case(
        name=f"an article of {name}",
        files={"news/article.txt": data or b""},
        arguments=("ingest", "news/article.txt"),
        either=True,
        writes=_WRITTEN,
    )


def _no_limit() -> str | None:
    return None if sys.platform == "linux" else "limits of memory hold on Linux only"


def _read_only(path: Path) -> None:
    for at, folders, files in os.walk(path, topdown=False):
        for name in (*folders, *files):
            Path(at, name).chmod(0o555)
    path.chmod(0o555)


def _dead_lock(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text('{"pid": 1, "host": "elsewhere", "started": 0}')


CASES = (
    *(
        Case(
            name=f"{path} that is {name}",
            files={path: damage, **_MORE},
            either=True,
            shows=() if path.startswith("output") else ("Marker.",),
            code=None if path.startswith("output") else 0,
        )
        for path in _REMEMBERED
        for name, damage in _DAMAGE.items()
    ),
    Case(
        name="a memo with a trigger",
        files={_MEMO: _sql("CREATE TRIGGER t AFTER INSERT ON memo BEGIN DELETE FROM memo; END"), **_MORE},
        shows=("Marker.",),
    ),
    Case(name="a memo with another table", files={_MEMO: _sql("CREATE TABLE x (y)"), **_MORE}, shows=("Marker.",)),
    Case(
        name="a memo of a later version", files={_MEMO: _sql("PRAGMA user_version = 99"), **_MORE}, shows=("Marker.",)
    ),
    Case(
        name="a memo of an earlier version", files={_MEMO: _sql("PRAGMA user_version = 0"), **_MORE}, shows=("Marker.",)
    ),
    Case(
        name="a memo of another program", files={_MEMO: _sql("PRAGMA application_id = 1"), **_MORE}, shows=("Marker.",)
    ),
    Case(
        name="a memo whose values are swapped",
        files={_MEMO: _sql("UPDATE memo SET value = (SELECT value FROM memo LIMIT 1)"), **_MORE},
        shows=("Marker.",),
    ),
    Case(
        name="a memo whose values are texts",
        files={_MEMO: _sql("UPDATE memo SET value = 'x'"), **_MORE},
        shows=("Marker.",),
    ),
    Case(name="a memo without values", files={_MEMO: _sql("DELETE FROM memo"), **_MORE}, shows=("Marker.",)),
    Case(
        name="a memo without bodies",
        files={_MEMO: _sql("DELETE FROM memo WHERE kind = 'body'"), **_MORE},
        shows=("Marker.",),
    ),
    Case(
        name="a journal beside the memo",
        files={_MEMO + "-journal": b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600), **_MORE},
        shows=("Marker.",),
    ),
    Case(name="a memory that may not be written", files={**_MORE, ".site-builder": _read_only}, shows=("Marker.",)),
    Case(name="a memory that is gone", files={**_MORE, ".site-builder": shutil.rmtree}, shows=("Marker.",)),
    Case(name="a lock of the dead", files={".output.site-builder-work/lock": _dead_lock, **_MORE}, shows=("Marker.",)),
    Case(name="a lock that is a folder", files={".output.site-builder-work/lock/x": b"", **_MORE}, either=True),
    Case(name="a workshop that is a file", files={".output.site-builder-work": b"", **_MORE}, says="SB402"),
    Case(
        name="a workshop with a link in it",
        files={".output.site-builder-work/next": lambda path: path.symlink_to("../../outside"), **_MORE},
        shows=("Marker.",),
    ),
    Case(
        name="a workshop that is a link",
        files={".output.site-builder-work": lambda path: path.symlink_to("../outside"), **_MORE},
        says="SB402",
    ),
    *(
        Case(name=name, files=_MORE, environment=environment, shows=("Marker.",))
        for name, environment in _ENVIRONMENTS.items()
    ),
    *(
        Case(name=f"an epoch of {epoch[:9]}", environment={"SOURCE_DATE_EPOCH": epoch}, files=_MORE, either=True)
        for epoch in _EPOCHS
    ),
    *(Case(name=f"an umask of {umask:o}", umask=umask, files=_MORE, shows=("Marker.",)) for umask in (0, 0o077, 0o777)),
    *(
        Case(name=f"{number} files at once", limits={"NOFILE": number}, files=_MORE, either=True)
        for number in (4, 5, 6, 7, 8, 9, 10, 12, 16, 24)
    ),
    *(
        Case(
            name=f"files of {size} bytes at most",
            limits={"FSIZE": size},
            files=_MORE,
            either=True,
            code=1 if size < 10 else None,
        )
        for size in (0, 1, 100, 1_000, 5_000, 20_000, 60_000)
    ),
    *(
        Case(name=f"a stack of {size} bytes", limits={"STACK": size}, files=_MORE, either=True, needs=_no_limit)
        for size in (256 << 10, 1 << 20)
    ),
    *(
        Case(name=f"calling: {name}", arguments=arguments, code=code, writes=_WRITTEN)
        for name, (arguments, code) in _calls().items()
    ),
    *(_ingest(name, data, code) for name, (data, code) in _ARTICLES.items()),
    *(
        Case(name=f"ingesting {name}", files={"news/x": make}, arguments=("ingest", "news/x"), code=1, writes=_WRITTEN)
        for name, make in {"a pipe": _fifo, "a link to nowhere": _to_nowhere}.items()
    ),
    Case(name="ingesting an endless device", arguments=("ingest", "/dev/zero"), code=1, writes=_WRITTEN),
    Case(name="ingesting nothing", arguments=("ingest", "nothing"), code=1, writes=_WRITTEN),
    Case(name="ingesting without a path", arguments=("ingest",), code=2),
    Case(
        name="ingesting into elsewhere",
        arguments=("ingest", "--into", "../outside", "content/pages/about.md"),
        either=True,
        writes=(*_WRITTEN, "outside/"),
    ),
)
