"""Fences, encodings, signs and sizes: the bytes of a briefing before anyone reads them as Markdown."""

from __future__ import annotations

from tests.hostile.situations import Case, X, briefing

_GOOD = briefing("Text. Marker.")

# The beginning of a file, and what is said of it; a page where it is empty.
_FENCES: dict[str, tuple[str, str]] = {
    "no fence": ("title: X\n\nText.\n", "SB111"),
    "no text at all": ("", "SB111"),
    "blank lines only": ("\n\n\n", "SB111"),
    "spaces only": ("   ", "SB111"),
    "a fence that never closes": ("---\ntitle: X\n\nText.\n", "SB111"),
    "a fence of four": ("----\ntitle: X\n---\n", "SB111"),
    "a fence of two": ("--\ntitle: X\n--\n", "SB111"),
    "a fence of en dashes": ("–––\ntitle: X\n–––\n", "SB111"),
    "a fence of an em dash": ("—-\ntitle: X\n—-\n", "SB111"),
    "a fence with a space before it": (" ---\ntitle: X\n---\n", "SB111"),
    "a fence with a space after it": ("--- \ntitle: X\nsummary: S.\n---  \nText.\n", ""),
    "a fence with a word": ("--- yaml\ntitle: X\n---\n", "SB111"),
    "a fence with an invisible sign": ("\u200b---\ntitle: X\n---\n", "SB111"),
    "a closing fence of dots": ("---\ntitle: X\nsummary: S.\n...\nText.\n", ""),
    "a closing fence with an indent": ("---\ntitle: X\n  ---\nText.\n", "SB111"),
    "TOML": ("+++\ntitle = 'X'\n+++\nText.\n", "SB111"),
    "JSON": ('{"title": "X"}\nText.\n', "SB111"),
    "HTML": ("<!doctype html>\n<title>X</title>\n", "SB111"),
    "blank lines before the fence": ("\n\n---\ntitle: X\nsummary: S.\n---\nText.\n", ""),
    "a fence alone": ("---", "SB111"),
    "two fences and nothing": ("---\n---\n", "SB104"),
    "two fences without an end of line": ("---\ntitle: X\nsummary: S.\n---", ""),
    "a rule in the text": ("---\ntitle: X\nsummary: S.\n---\nText.\n\n---\n\nMore.\n", ""),
    "an old Mac's line ends": ("---\rtitle: X\rsummary: S.\r---\rText.\r", ""),
    "line ends of all kinds": ("---\r\ntitle: X\nsummary: S.\r---\r\n\rText.\n\r", ""),
    "a fence in 100,000 blank lines": ("\n" * 100_000 + "---\ntitle: X\nsummary: S.\n---\n", ""),
    "a million fences": ("---\n" * 500_000, "SB1"),
    "a fence that is nearly closed 100,000 times": ("---\ntitle: X\n" + " ---\n" * 100_000, "SB111"),
}


def _wtf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


# Bytes, and what is said of them.
_BYTES: dict[str, tuple[bytes, str]] = {
    "a byte order mark": (b"\xef\xbb\xbf" + _GOOD.encode(), ""),
    "two byte order marks": (b"\xef\xbb\xbf\xef\xbb\xbf" + _GOOD.encode(), "SB111"),
    "a byte order mark in the text": (_GOOD.replace("Marker", "Mar\ufeffker").encode(), ""),
    "UTF-16 with a mark": (_GOOD.encode("utf-16"), "SB110"),
    "UTF-16 LE": (_GOOD.encode("utf-16-le"), "SB114"),
    "UTF-16 BE": (_GOOD.encode("utf-16-be"), "SB114"),
    "UTF-32": (_GOOD.encode("utf-32"), "SB110"),
    "UTF-7": (briefing("a").replace("X", "+AGEAYg-").encode(), ""),
    "Latin-1": (_GOOD.replace("Text", "Caf\u00e9").encode("latin-1"), "SB110"),
    "Windows-1252": (_GOOD.replace("Text", "\u201cquoted\u201d").encode("cp1252"), "SB110"),
    "Shift JIS": (_GOOD.replace("Text", "日本語").encode("shift-jis"), "SB110"),
    "GB18030": (_GOOD.replace("Text", "中文").encode("gb18030"), "SB110"),
    "EBCDIC": (_GOOD.encode("cp500"), "SB1"),
    "an overlong slash": (_GOOD.encode().replace(b"Text", b"\xc0\xaf"), "SB110"),
    "an overlong NUL": (_GOOD.encode().replace(b"Text", b"\xc0\x80"), "SB110"),
    "an overlong of three bytes": (_GOOD.encode().replace(b"Text", b"\xe0\x80\xaf"), "SB110"),
    "half a surrogate": (_GOOD.encode().replace(b"Text", b"\xed\xa0\x80"), "SB110"),
    "a pair of surrogates": (_GOOD.encode().replace(b"Text", b"\xed\xa0\xbd\xed\xb8\x80"), "SB110"),
    "beyond Unicode": (_GOOD.encode().replace(b"Text", b"\xf4\x90\x80\x80"), "SB110"),
    "a lone continuation": (_GOOD.encode().replace(b"Text", b"\x80"), "SB110"),
    "a sign cut at the end": (_GOOD.encode() + b"\xe2\x82", "SB110"),
    "0xFE and 0xFF": (_GOOD.encode().replace(b"Text", b"\xfe\xff"), "SB110"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "SB110"),
    "zeros": (bytes(5000), "SB114"),
    "a megabyte of 0xFF": (b"\xff" * 1_000_000, "SB110"),
    "a gzip": (b"\x1f\x8b\x08\x00" + bytes(range(256)), "SB110"),
}

_SIGNS = {
    "NUL": ("\0", "SB114"),
    "a bell": ("\a", "SB114"),
    "an escape": ("\x1b[31mred\x1b[0m", "SB114"),
    "a form feed": ("\f", "SB114"),
    "a vertical tab": ("\v", "SB114"),
    "a delete": ("\x7f", "SB114"),
    "a C1 control": ("\x9b31m", "SB114"),
    "a next line": ("\x85", "SB114"),
    "a noncharacter": ("\uffff", "SB114"),
    "another noncharacter": ("\ufffe", "SB114"),
    "noncharacters of the other planes": ("\U0001ffff\U0010fffe", ""),
    "line separators": ("a\u2028b\u2029c", ""),
    "a bidi override": ("a\u202eb\u202c", ""),
    "isolates": ("\u2066a\u2069", ""),
    "a soft hyphen": ("a\u00adb", ""),
    "joiners": ("👩\u200d👩\u200d👧", ""),
    "a tag of letters": ("🏴\U000e0067\U000e0062\U000e007f", ""),
    "private signs": ("\ue000\U000f0000", ""),
    "a replacement sign": ("\ufffd", ""),
    "100,000 combining signs": ("a" + "\u0301" * 100_000, ""),
    "variation selectors": ("a\ufe0f" * 1000, ""),
    "ligatures that grow": ("\ufdfa" * 10_000, ""),
    "no-break spaces": ("\u00a0" * 1000, ""),
    "old italics": ("𐌀𐌁𐌂", ""),
}

CASES = (
    *(
        Case(name=name, files={X: text}, says=said if len(said) == 5 else (), code=1 if said == "SB1" else None)
        for name, (text, said) in _FENCES.items()
    ),
    *(
        Case(name=name, files={X: data}, says=said if len(said) == 5 else (), code=1 if said == "SB1" else None)
        for name, (data, said) in _BYTES.items()
    ),
    *(
        Case(name=f"{name} in the text", files={X: briefing(f"Before {sign} after.")}, says=said)
        for name, (sign, said) in ((name, (sign, said or ())) for name, (sign, said) in _SIGNS.items())
    ),
    *(
        Case(name=f"{name} in an article's record", files={"content/articles/first/article.yml": data}, code=1)
        for name, (data, said) in _BYTES.items()
        if said
    ),
    Case(name="a briefing of 50 MB", files={X: briefing("word " * 10_000_000)}, says="SB113"),
    Case(
        name="a briefing of 50 MB that is allowed",
        files={
            X: briefing("A line of words.\n\n" * 2_900_000),
            "content/site.yml": "title: A site\nbase_url: https://example.org\nlimits: {file_bytes: 60000000}\n",
        },
        says="SB113",
    ),
    Case(name="a line of a megabyte", files={X: briefing("x" * 1_000_000)}, says="SB113"),
    Case(name="a line of 400 kB", files={X: briefing("x" * 400_000)}),
    Case(name="a line of 400 kB in words", files={X: briefing("word " * 80_000)}),
    Case(name="100,000 links", files={X: briefing("[a](https://b.org) " * 100_000)}, says="SB113"),
    Case(name="25,000 links", files={X: briefing("[a](https://b.org)\n" * 25_000)}),
    Case(name="30,000 wiki links", files={X: briefing("[[Acme]]\n" * 30_000)}),
    Case(name="30,000 links to a page", files={X: briefing("[a](one.md)\n" * 30_000)}),
    Case(name="30,000 links to nowhere", files={X: briefing("[a](none.md)\n" * 30_000)}, says="SB202"),
    Case(name="50,000 wiki links to nowhere", files={X: briefing("[[b]]\n" * 50_000)}, says="SB201"),
    Case(name="50,000 schemes", files={X: briefing("[a](javascript:b)\n" * 25_000)}, says="SB150"),
    Case(name="a file of 100,000 lines", files={X: briefing("a\n\n" * 100_000)}),
)
