"""YAML that was written to hurt, in the front matter of a briefing."""

from __future__ import annotations

from tests.hostile.situations import Case, X, briefing

_LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
)
_QUADRATIC = "a: &a [" + "x, " * 3000 + "x]\nb: [" + "*a, " * 3000 + "*a]\n"


def _head(yaml: str) -> str:
    return f"---\n{yaml}\n---\n\nText.\n"


_TITLED = "title: X\nsummary: S.\n"

# Name: the YAML, and the code that tells of it, or the title as it is shown (with `=` before it).
_HEADS: dict[str, tuple[str, str]] = {
    "a tab as indent": (f"{_TITLED}topics:\n\t- trade", "SB101"),
    "a tab before a value": ("title:\tX\nsummary: S.", "=X"),
    "a quote that never closes": ("title: 'X\nsummary: S.", "SB101"),
    "a double quote that never closes": ('title: "X\nsummary: S.', "SB101"),
    "an unknown escape": ('title: "\\z"\nsummary: S.', "SB101"),
    "an escaped NUL": ('title: "\\0"\nsummary: S.', "SB114"),
    "an escaped escape sign": ('title: "\\e[31m"\nsummary: S.', "SB114"),
    "an escaped surrogate": ('title: "\\uD800"\nsummary: S.', "SB1"),
    "an escape beyond Unicode": ('title: "\\U00110000"\nsummary: S.', "SB101"),
    "an escaped line separator": ('title: "a\\Lb"\nsummary: S.', "=a b"),
    "a colon in a title": ("title: a: b\nsummary: S.", "SB101"),
    "a hash in a title": ("title: C# is # here\nsummary: S.", "=C# is"),
    "a title in brackets": ("title: [X]\nsummary: S.", "SB103"),
    "a title in braces": ("title: {X: y}\nsummary: S.", "SB103"),
    "a title with an asterisk": ("title: *X\nsummary: S.", "SB101"),
    "a title with an ampersand": ("title: &X\nsummary: S.", "SB104"),
    "a title with a bang": ("title: !X\nsummary: S.", "SB101"),
    "a title with a percent sign": ("title: %X\nsummary: S.", "SB101"),
    "a title with an at sign": ("title: @X\nsummary: S.", "SB101"),
    "a title with a backtick": ("title: `X`\nsummary: S.", "SB101"),
    "a title with a bar": ("title: | X\nsummary: S.", "SB101"),
    "a title of several lines": ("title: |\n  a\n  b\nsummary: S.", "=a b"),
    "an empty title": ("title:\nsummary: S.", "SB104"),
    "a title of spaces": ('title: "  "\nsummary: S.', "SB107"),
    "a title without width": ('title: "\\u200b"\nsummary: S.', "SB107"),
    "a title that turns": ('title: "a\\u202Eb"\nsummary: S.', "SB107"),
    "a title that isolates": ('title: "a\\u2066b"\nsummary: S.', "="),
    "a title of null": ("title: null\nsummary: S.", "SB104"),
    "a title of a tilde": ("title: ~\nsummary: S.", "SB104"),
    "a title that is a number": ("title: 1e3\nsummary: S.", "=1e3"),
    "a title that is octal": ("title: 0o17\nsummary: S.", "=0o17"),
    "a title that is sexagesimal": ("title: 12:30:45\nsummary: S.", "=12:30:45"),
    "a title that is not a number": ("title: .nan\nsummary: S.", "=.nan"),
    "a title that is infinite": ("title: -.inf\nsummary: S.", "=-.inf"),
    "a title that is a date": ("title: 2026-02-30\nsummary: S.", "=2026-02-30"),
    "a title that is Norway": ("title: no\nsummary: S.", "=no"),
    "a title that is true": ("title: true\nsummary: S.", "=true"),
    "a title of 300,000 signs": (f"title: {'x' * 300_000}\nsummary: S.", "=xxxx"),
    "a title of combining signs": (f"title: a{chr(0x301) * 3000}\nsummary: S.", "="),
    "a name that stands twice": (f"{_TITLED}title: Y", "SB105"),
    "a name in two cases": (f"{_TITLED}Title: Y", "SB102"),
    "a name with a space": (f"{_TITLED}key points: Y", "SB102"),
    "a name of 100,000 signs": (f"{_TITLED}? {'x' * 100_000}\n: Y", "SB102"),
    "10,000 unknown names": (_TITLED + "".join(f"x{n}: y\n" for n in range(10_000)), "SB102"),
    "a dunder name": (f"{_TITLED}__class__: Y", "SB102"),
    "no name": (f"{_TITLED}: Y", "SB101"),
    "a list as a name": (f"{_TITLED}[a, b]: Y", "SB101"),
    "a group as a name": (f"{_TITLED}? {{a: b}}\n: Y", "SB101"),
    "a merge": (f"{_TITLED}<<: {{date: 2026-01-01}}", "SB101"),
    "a merge of itself": (f"{_TITLED}a: &a\n  <<: *a", "SB106"),
    "a merge bomb": (f"{_TITLED}{_LAUGHS}<<: [*a9, *a9]", "SB106"),
    "a billion laughs": (_TITLED + _LAUGHS, "SB106"),
    "quadratic aliases": (_TITLED + _QUADRATIC, "SB106"),
    "an alias of nothing": (f"{_TITLED}topics: *nothing", "SB101"),
    "an alias of itself": (f"{_TITLED}topics: &a [*a]", "SB106"),
    "an anchor that is used well": ("title: &t X\nsummary: *t", "=X"),
    "an anchor of 100,000 signs": (f"title: &{'a' * 100_000} X\nsummary: S.", "=X"),
    "100,000 anchors": (_TITLED + "topics: [" + "".join(f"&a{n} x, " for n in range(100_000)) + "]", "SB210"),
    "a tag of Python": (f"{_TITLED}topics: !!python/object/apply:os.system [ls]", "SB101"),
    "a tag of a name": (f"{_TITLED}topics: !!python/name:os.system", "SB101"),
    "a tag of binary": ("title: !!binary aGk=\nsummary: S.", "SB101"),
    "a tag of a set": (f"{_TITLED}topics: !!set {{a, b}}", "SB101"),
    "a tag of omap": (f"{_TITLED}topics: !!omap [a: b]", "SB101"),
    "a tag of a text": ("title: !!str 12\nsummary: S.", "=12"),
    "a directive": ("%YAML 1.2\n---\ntitle: X", "SB1"),
    "a directive of tags": ("%TAG ! tag:evil,2000:\ntitle: X", "SB1"),
    "two documents": (f"{_TITLED}--- \ntitle: Y", "="),
    "a document end": (f"{_TITLED}...\nmore", "="),
    "a list as front matter": ("- title\n- X", "SB103"),
    "a text as front matter": ("title", "SB103"),
    "a number as front matter": ("12", "SB103"),
    "nothing as front matter": ("", "SB104"),
    "a comment as front matter": ("# nothing", "SB104"),
    "brackets 10,000 deep": (f"{_TITLED}topics: {'[' * 10_000}{']' * 10_000}", "SB106"),
    "braces 10,000 deep": (f"{_TITLED}topics: {'{a: ' * 10_000}{'}' * 10_000}", "SB106"),
    "lists 10,000 deep": (f"{_TITLED}topics:\n{'- ' * 10_000}a", "SB106"),
    "brackets that never close": (f"{_TITLED}topics: {'[' * 10_000}", "SB10"),
    "question marks 10,000 deep": (f"{_TITLED}topics:\n{'? ' * 10_000}a", "SB10"),
    "a line of a megabyte": (f"title: X\nsummary: {'x' * 1_000_000}", "=X"),
    "a list of 400,000": (f"{_TITLED}topics: [{'a, ' * 400_000}]", "SB210"),
    "a list of 600,000": (f"{_TITLED}topics: [{'a, ' * 600_000}]", "SB106"),
    "a folded text of 200,000 lines": ("title: X\nsummary: >\n" + "  a\n" * 200_000, "=X"),
    "a text that is no text": (f"{_TITLED}noindex: maybe", "SB103"),
    "octal where true or false is": (f"{_TITLED}noindex: 0o1", "SB103"),
    "a list where a text is": (f"{_TITLED}byline: [a, b]", "SB103"),
    "a text where a list of groups is": (f"{_TITLED}corrections: none", "SB10"),
    "a key point without a text": (f"{_TITLED}key_points:\n  - evidence: p1", "SB104"),
    "a null in a list": (f"{_TITLED}topics: [trade, ~]", "SB104"),
    "an evidence that is none": (f"{_TITLED}key_points: [{{text: a, evidence: '<script>'}}]", "SB212"),
    "an evidence of -1": (f"{_TITLED}key_points: [{{text: a, evidence: p-1}}]", "SB212"),
    "an evidence of a large number": (f"{_TITLED}key_points: [{{text: a, evidence: p{'9' * 5000}}}]", "SB212"),
    "an article above": (f"{_TITLED}articles: [../../../etc/passwd]", "SB211"),
    "an article of NUL": (f'{_TITLED}articles: ["a\\0b"]', "SB114"),
    "a status that is none": (f"{_TITLED}status: live", "SB103"),
    "a language that is none": (f"{_TITLED}language: '../../en'", "SB107"),
    "a language of 10,000 parts": (f"{_TITLED}language: en{'-aa' * 10_000}", "SB107"),
    "a language that nobody speaks": (f"{_TITLED}language: xx-Zzzz-ZZ", "="),
    "an original by javascript": (f"{_TITLED}original_url: javascript:alert(1)", "SB107"),
    "an original by data": (f"{_TITLED}original_url: data:text/html,x", "SB107"),
    "an original with a password": (f"{_TITLED}original_url: https://a:b@example.org", "SB107"),
    "an original without a host": (f"{_TITLED}original_url: https://", "SB107"),
    "an original with a port that is none": (f"{_TITLED}original_url: https://a.org:99999/", "SB107"),
    "an original in broken brackets": (f'{_TITLED}original_url: "https://[::1"', "SB107"),
    "an original of 100,000 signs": (f"{_TITLED}original_url: https://a.org/{'x' * 100_000}", "="),
    "an id of markup": (f"{_TITLED}id: '<script>alert(1)</script>'", "="),
    "a source of markup": (f"{_TITLED}source: '<img src=x onerror=alert(1)>'", "SB210"),
    "a translation of itself": (f"{_TITLED}translation_of: x", "SB"),
    "a translation of nothing": (f"{_TITLED}translation_of: ../two", "SB213"),
    "a redirect of a scheme": (f"{_TITLED}redirects: ['https://evil.example/']", "SB"),
    "a redirect above": (f"{_TITLED}redirects: ['/../../etc/passwd']", "SB"),
    "a redirect of a host": (f"{_TITLED}redirects: ['//evil.example/']", "SB"),
    "a redirect of two lines": (f'{_TITLED}redirects: ["/a\\n/* https://evil.example"]', "SB"),
    "a redirect of itself": (f"{_TITLED}redirects: [/briefings/x/]", "SB"),
    "a redirect of the home page": (f"{_TITLED}redirects: [/]", "SB"),
    "a redirect of a star": (f"{_TITLED}redirects: ['/*']", "SB"),
    "a redirect of nothing": (f"{_TITLED}redirects: ['']", "SB"),
    "a redirect with a question": (f"{_TITLED}redirects: ['/old/?a=<script>']", "SB"),
}

# Dates of every form: the value, and whether it is one.
_DATES = {
    **dict.fromkeys(
        (
            "0001-01-01",
            "2026-2-9",
            "9999-12-31",
            "1900-02-28",
            "2024-02-29",
            "2026-02-19T17:08+08:00",
            "2026-02-19 17:08",
            "2026-02-19T17:08:09Z",
            "2026-02-19T23:59:59.999999Z",
            '"2026-02-19"',
            "!!timestamp 2026-02-19",
            "9999-12-31T23:59-12:00",
            "0001-01-01T00:00+14:00",
        ),
        True,
    ),
    **dict.fromkeys(
        (
            "0000-01-01",
            "10000-01-01",
            "2026-02-30",
            "2026-13-01",
            "2026-00-10",
            "2023-02-29",
            "20260219",
            "19/02/2026",
            "February 19, 2026",
            "2026-02-19T25:00",
            "2026-02-19T24:00",
            "2026-02-19T23:60",
            "2026-02-19T17:08+25:00",
            "2026-W08",
            "2026-050",
            "1740000000",
            ".inf",
            "[2026, 2, 19]",
            "{year: 2026}",
            "２０２６-02-19",
            "-2026-02-19",
            "2026-02-19T17:08:61",
            "2026-02-19 banana",
            "9" * 5000,
        ),
        False,
    ),
}


def _expected(said: str) -> dict[str, object]:
    if said.startswith("="):
        return {"shows": (said[1:],) if said[1:] else ()}
    # A beginning of a code is enough where readers differ in what they notice first.
    return {"says": said} if len(said) == 5 else {"either": said in {"SB", "SB2"}, "code": None if said == "SB" else 1}


def _case(name: str, yaml: str, said: str) -> Case:
    return Case(name=name, files={X: _head(yaml)}, **_expected(said))  # type: ignore[arg-type]


CASES = (
    *(_case(name, yaml, said) for name, (yaml, said) in _HEADS.items()),
    *(Case(name=f"the date {date[:40]}", files={X: briefing(date=date)}) for date, good in _DATES.items() if good),
    *(
        Case(
            name=f"the date {date[:40]}",
            files={X: briefing(date=date)},
            says="SB103" if date[0] in "[{" else "SB120",
            line=4,
        )
        for date, good in _DATES.items()
        if not good
    ),
)
