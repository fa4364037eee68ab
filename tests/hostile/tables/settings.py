"""Settings, authority files, records, themes and templates that were written to hurt."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.situations import Case, X, briefing

_S = "content/site.yml"
_GOOD = "title: A site\nbase_url: https://example.org\n"


# The settings, and what is said of them; a page where it is empty.
_SETTINGS: dict[str, tuple[str, str]] = {
    "no title": ("base_url: https://example.org\n", "SB104"),
    "an unknown name": (f"{_GOOD}titel: x\n", "SB102"),
    "a base of javascript": ("title: A\nbase_url: javascript:alert(1)\n", "SB107"),
    "a base without a host": ("title: A\nbase_url: 'https://'\n", "SB107"),
    "a base with a password": ("title: A\nbase_url: https://a:b@example.org\n", "SB107"),
    "a base with a question": ("title: A\nbase_url: https://example.org/?a=b\n", "SB107"),
    "a base with markup": ("title: A\nbase_url: 'https://example.org/\"><script>'\n", "SB107"),
    "a base with a line end": ('title: A\nbase_url: "https://example.org/\\nX: y"\n', "SB107"),
    "a base with dots": ("title: A\nbase_url: https://example.org/../..\n", "SB"),
    "a base of 10,000 signs": (f"title: A\nbase_url: https://example.org/{'x' * 10_000}\n", ""),
    "a title of markup": ("title: </title><script>alert(1)</script>\nbase_url: https://example.org\n", ""),
    "a description of markup": (f"{_GOOD}description: '\"><img src=x onerror=alert(1)>'\n", ""),
    "a page size of zero": (f"{_GOOD}page_size: 0\n", "SB107"),
    "a page size of less": (f"{_GOOD}page_size: -5\n", "SB107"),
    "a page size of a googol": (f"{_GOOD}page_size: {10**100}\n", "SB103"),
    "a page size of half": (f"{_GOOD}page_size: 0.5\n", "SB103"),
    "a page size of infinity": (f"{_GOOD}page_size: .inf\n", "SB103"),
    "a time zone above": (f"{_GOOD}timezone: ../../../etc/passwd\n", "SB107"),
    "a time zone of a whole path": (f"{_GOOD}timezone: /etc/localtime\n", "SB107"),
    "a time zone of NUL": (f'{_GOOD}timezone: "a\\0b"\n', "SB114"),
    "a time zone of nothing": (f"{_GOOD}timezone: ''\n", "SB107"),
    "a time zone of 100,000 signs": (f"{_GOOD}timezone: {'x' * 100_000}\n", "SB107"),
    "a time zone that is a folder": (f"{_GOOD}timezone: America\n", "SB107"),
    "a time zone that is no zone": (f"{_GOOD}timezone: zone.tab\n", "SB107"),
    "a theme above": (f"{_GOOD}theme: ../../../etc\n", "SB301"),
    "a theme of a whole path": (f"{_GOOD}theme: /etc\n", "SB301"),
    "a theme of NUL": (f'{_GOOD}theme: "a\\0b"\n', "SB114"),
    "a theme of nothing": (f"{_GOOD}theme: ''\n", "SB301"),
    "a theme of 100,000 signs": (f"{_GOOD}theme: {'x' * 100_000}\n", "SB301"),
    "a language of markup": (f"{_GOOD}language: '<b>'\n", "SB107"),
    "a navigation to nowhere": (f"{_GOOD}navigation: [../../etc]\n", "SB"),
    "a navigation of 10,000": (f"{_GOOD}navigation: [{'about, ' * 10_000}]\n", ""),
    "a host that is none": (f"{_GOOD}host: evil\n", "SB103"),
    "a rule that is none": (f"{_GOOD}rules: {{SB999: error}}\n", "SB107"),
    "a rule of another kind": (f'{_GOOD}rules: {{SB404: "off"}}\n', "SB107"),
    "limits of zero": (f"{_GOOD}limits: {{file_bytes: 0}}\n", "SB107"),
    "limits that nothing meets": (f"{_GOOD}limits: {{file_bytes: 1}}\n", "SB113"),
    "a depth of one": (f"{_GOOD}limits: {{yaml_depth: 1}}\n", "SB106"),
    "one node": (f"{_GOOD}limits: {{yaml_nodes: 1}}\n", "SB106"),
    "a hub of javascript": (f"{_GOOD}feeds: {{hub: 'javascript:alert(1)'}}\n", "SB107"),
    "feeds without an item": (f"{_GOOD}feeds: {{items: 0}}\n", "SB107"),
    "feeds of a million": (f"{_GOOD}feeds: {{items: 1000000}}\n", ""),
    "an authority of markup": (f"{_GOOD}feeds: {{authority: '\"><script>,2026'}}\n", "SB"),
    "an authority with a line end": (f'{_GOOD}feeds: {{authority: "a.org,2026\\nX"}}\n', "SB"),
    "rights of markup": (f"{_GOOD}feeds: {{rights: '<script>alert(1)</script>]]>'}}\n", ""),
    "a publisher of markup": (f"{_GOOD}publisher: {{name: '<script>', email: '\"><b>'}}\n", "SB"),
    "a publisher of javascript": (f"{_GOOD}publisher: {{name: P, url: 'javascript:x'}}\n", "SB107"),
    "a sender with headers": (f'{_GOOD}mail: {{sender: "a@b.org\\nBcc: c@d.org"}}\n', ""),
    "selections of one name": (
        f"{_GOOD}selections: [{{name: a, title: A, topic: trade}}, {{name: a, title: B, topic: trade}}]\n",
        "SB",
    ),
    "a selection above": (f"{_GOOD}selections: [{{name: ../../a, title: A}}]\n", "SB107"),
    "a selection of markup": (f"{_GOOD}selections: [{{name: a, title: '<script>', topic: trade}}]\n", ""),
    "5,000 selections": (
        f"{_GOOD}selections:\n" + "".join(f"  - {{name: a{n}, title: A, topic: trade}}\n" for n in range(5_000)),
        "SB",
    ),
    "gone with a star": (f"{_GOOD}gone: ['/*']\n", "SB"),
    "gone with a line end": (f'{_GOOD}gone: ["/a\\n/b https://evil.example"]\n', "SB"),
    "gone of a page": (f"{_GOOD}gone: [/about/]\n", "SB"),
    "gone of the home page": (f"{_GOOD}gone: [/]\n", "SB"),
    "gone for nginx": (f"{_GOOD}host: nginx\ngone: ['/a;}} evil {{', '/a b', \"/a'b\", '/${{x}}']\n", "SB"),
    "gone for Caddy": (f"{_GOOD}host: caddy\ngone: ['/a {{ evil', '/{{env.HOME}}', '/a\"b', '/a`b']\n", "SB"),
    "a compression that is none": (f"{_GOOD}precompress: [zip]\n", "SB103"),
    "a compression twice": (f"{_GOOD}precompress: [gz, gz]\n", "SB"),
    "a list": ("- a\n", "SB103"),
    "Python": ("import os\n", "SB103"),
    "a tag": (f"{_GOOD}description: !!python/object/apply:os.system [ls]\n", "SB101"),
}

_E = "content/entities.yml"
_RECORDS: dict[str, tuple[str, str, str]] = {
    "a group where a list is": (_E, "id: a\nname: A\n", "SB103"),
    "an entity above": (_E, "- {id: ../../x, name: A, kind: place}\n", "SB107"),
    "an entity of markup": (_E, "- {id: a, name: '<script>alert(1)</script>', kind: place, description: d}\n", ""),
    "an entity of no kind": (_E, "- {id: a, name: A, kind: demon}\n", "SB103"),
    "an entity's homepage of javascript": (_E, "- {id: a, name: A, kind: place, homepage: 'javascript:x'}\n", "SB107"),
    "a Wikidata of markup": (_E, "- {id: a, name: A, kind: place, wikidata: '\"><b>'}\n", "SB"),
    "an alias of another": (
        _E,
        "- {id: a, name: A, kind: place, aliases: [B]}\n- {id: b, name: B, kind: place}\n",
        "SB140",
    ),
    "an alias of itself": (_E, "- {id: a, name: A, kind: place, aliases: [A, a]}\n", "SB"),
    "20,000 aliases": (
        _E,
        f"- {{id: a, name: A, kind: place, aliases: [{', '.join(f'x{n}' for n in range(20_000))}]}}\n",
        "",
    ),
    "3,000 entities": (_E, "".join(f"- {{id: e{n}, name: E{n}, kind: place}}\n" for n in range(3_000)), "SB"),
    "a name of a language that is none": (_E, "- {id: a, name: A, kind: place, names: {'../x': B}}\n", "SB107"),
    "a description of javascript": (_E, "- {id: a, name: A, kind: place, description: '[a](javascript:x)'}\n", "SB150"),
    "a description of 10,000 levels": (
        _E,
        f"- {{id: a, name: A, kind: place, description: '{'> ' * 10_000}a'}}\n",
        "SB113",
    ),
    "topics in a circle": (
        "content/topics.yml",
        "- {id: a, title: A, parent: b, description: d}\n- {id: b, title: B, parent: a, description: d}\n",
        "SB107",
    ),
    "a topic that is its own parent": (
        "content/topics.yml",
        "- {id: a, title: A, parent: a, description: d}\n",
        "SB107",
    ),
    "topics 2,000 deep": (
        "content/topics.yml",
        "- {id: t0, title: T0, description: d}\n"
        + "".join(f"- {{id: t{n}, title: T{n}, parent: t{n - 1}, description: d}}\n" for n in range(1, 2_000)),
        "SB107",
    ),
    "a source's homepage of data": ("content/sources.yml", "- {id: a, name: A, homepage: 'data:x'}\n", "SB107"),
    "a source's domain of markup": ("content/sources.yml", "- {id: a, name: A, domains: ['<b>', '*', 'a b']}\n", "SB"),
    "a record of another id": ("content/articles/first/article.yml", "id: second\nsha256: aa\ntitle: T\n", "SB"),
    "a record of a short hash": ("content/articles/first/article.yml", "id: first\nsha256: aa\ntitle: T\n", "SB"),
    "a record of -1 paragraphs": (
        "content/articles/first/article.yml",
        f"id: first\nsha256: {'0' * 64}\ntitle: T\nparagraphs: -1\n",
        "SB",
    ),
    "a seal that is none": ("content/articles/first/seal.json", "{", "SB"),
    "a seal of deep brackets": ("content/articles/first/seal.json", "[" * 100_000, "SB"),
    "a seal of large numbers": ("content/articles/first/seal.json", '{"version": 1e999999}', "SB"),
    "a page of no title": ("content/pages/x.md", "---\n---\n", "SB104"),
    "a page that redirects to itself": ("content/pages/x.md", "---\ntitle: X\nredirects: [/x/]\n---\n", "SB"),
    "proposals of markup": ("content/review.yml", "entities: [{name: '<script>'}]\n", "SB"),
    "proposals that are none": ("content/review.yml", "{", "SB"),
}
_ADDRESSES: dict[str, tuple[str, bool]] = {
    "torn": ('{"version":1,"residents":{"briefings/one":{"at":["/bri', True),
    "empty brackets": ("{}", True),
    "deep brackets": ("[" * 100_000, True),
    "a later version": ('{"version":99,"residents":{}}', True),
    "another's": ('{"name":"package"}', True),
    "a host": ('{"version":1,"residents":{"briefings/one":{"at":["//evil.example/"]}}}', True),
    "a scheme": ('{"version":1,"residents":{"briefings/one":{"at":["javascript:x"]}}}', True),
    "a path above": ('{"version":1,"residents":{"briefings/gone":{"at":["/../../etc/passwd"]}}}', False),
    "a line end": ('{"version":1,"residents":{"briefings/one":{"at":["/briefings/one/","/a\\n/b"]}}}', False),
    "a star": ('{"version":1,"residents":{"briefings/one":{"at":["/briefings/one/","/*"]}}}', False),
    "a page of ours": ('{"version":1,"residents":{"briefings/one":{"at":["/briefings/one/","/about/"]}}}', False),
    "two of one address": (
        '{"version":1,"residents":{"briefings/a":{"at":["/x/"]},"briefings/b":{"at":["/x/"]}}}',
        False,
    ),
    "a number of -1": ('{"version":1,"residents":{"briefings/one":{"at":["/briefings/one/"],"pages":-1}}}', False),
    "a number of a googol": (
        '{"version":1,"residents":{"briefings/one":{"at":["/briefings/one/"],"pages":' + "9" * 100 + "}}}",
        True,
    ),
    "marks of a merge": ("<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> b\n", True),
    "names twice": ('{"version":1,"residents":{},"residents":{}}', False),
    "infinity": ('{"version":1e999,"residents":{}}', True),
    "surrogates": ('{"version":1,"residents":{"briefings/\\ud800":{"at":["/x/"]}}}', False),
}

_P = "templates/page.html"
_PAGE = "<!doctype html><html><title>t</title>%s</html>\n"
_TEMPLATES: dict[str, tuple[str, str]] = {
    "a class": ("{{ ''.__class__.__mro__ }}", "SB305"),
    "a class by a filter": ("{{ ''|attr('__class__') }}", "SB30"),
    "a class by a subscript": ("{{ ''['__class__'] }}", "SB305"),
    "globals of a function": ("{{ href.__globals__ }}", "SB30"),
    "globals of a macro": ("{% macro m() %}{% endmacro %}{{ m.__globals__ }}", "SB30"),
    "the loop's class": ("{% for a in [1] %}{{ loop.__class__ }}{% endfor %}", "SB305"),
    "a format": ("{{ '{0.__class__}'.format(view) }}", "SB30"),
    "a format of a map": ("{{ '%(a)s' % {'a': 1} }}", "SB30"),
    "an import": ("{% import 'os' as os %}", "SB30"),
    "an include above": ("{% include '../../../etc/passwd' %}", "SB30"),
    "an include of a whole path": ("{% include '/etc/passwd' %}", "SB30"),
    "an include of itself": ("{% include 'page.html' %}", "SB30"),
    "an inheritance of itself": ("{% extends 'page.html' %}", "SB30"),
    "an inheritance of a computed name": ("{% extends '../' ~ 'etc/passwd' %}", "SB30"),
    "an endless loop": ("{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}", "SB305"),
    "a large range": ("{{ range(10**10)|list }}", "SB30"),
    "a large text": ("{% set a = 'x' * 10**10 %}{{ a }}", "SB30"),
    "a text that doubles": (
        "{% set ns = namespace(a='xxxxxxxx') %}{% for i in range(60) %}{% set ns.a = ns.a ~ ns.a %}{% endfor %}",
        "SB305",
    ),
    "a list that doubles": (
        "{% set ns = namespace(a=[1]) %}{% for i in range(60) %}{% set ns.a = ns.a + ns.a %}{% endfor %}",
        "SB305",
    ),
    "a power": ("{{ 9**9**9**9 }}", "SB30"),
    "a macro that calls itself": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "SB30"),
    "a recursive loop": ("{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}", "SB30"),
    "blocks that nest": ("{% if 1 %}" * 500 + "{% endif %}" * 500, "SB"),
    "brackets that nest": ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "SB"),
    "a list that nests": ("{{ " + "[" * 5000 + "]" * 5000 + " }}", "SB"),
    "signs that nest": ("{{ " + "-" * 20_000 + "1 }}", "SB"),
    "concatenations": ("{{ " + " ~ ".join(["1"] * 20_000) + " }}", "SB"),
    "a filter of chance": ("{{ [1,2]|random }}", "SB30"),
    "a filter of escape": ("{{ view|safe }}", "SB30"),
    "an autoescape": ("{% autoescape false %}{{ view }}{% endautoescape %}", "SB302"),
    "a statement": ("{% do view %}", "SB302"),
    "a debug": ("{% debug %}", "SB302"),
    "an unknown name": ("{{ nothing }}", "SB303"),
    "an unknown field": ("{{ page.nothing }}", "SB303"),
    "a division by zero": ("{{ 1/0 }}", "SB30"),
    "a number of no number": ("{{ 'x'|int / 0 }}", "SB30"),
    "a sort of all": ("{{ [1,'a',none]|sort }}", "SB30"),
    "a link by javascript": ("<a href=\"{{ 'javascript:alert(1)'|href }}\">", "SB305"),
    "a link by javascript in capitals": ("<a href=\"{{ 'JAVASCRIPT:alert(1)'|absolute }}\">", "SB305"),
    "control characters": ("{{ '\\x00\\x1b' }}", "SB"),
    "syntax that never ends": ("{% if", "SB302"),
    "a comment that never ends": ("{# ", "SB302"),
    "a raw that never ends": ("{% raw %}", "SB302"),
    "nothing": ("", ""),
}


def _case(kind: str, name: str, path: str, text: str, said: str) -> Case:
    exact = said if len(said) == 5 else ()
    return Case(
        name=f"{kind}: {name}", files={path: text}, says=exact, either=said == "SB", code=1 if said == "SB30" else None
    )


def _theme(name: str, yml: str, said: str, **more: str) -> Case:
    files: dict[str, object] = {"content/site.yml": f"{_GOOD}theme: own\n", "themes/own/theme.yml": yml}
    files |= {f"themes/own/{path}": text for path, text in more.items()}
    return Case(name=f"theme: {name}", files=files, says=said if len(said) == 5 else (), either=said == "SB")  # type: ignore[arg-type]


def _escaping(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to("/etc/passwd")


CASES = (
    *(_case("settings", name, _S, text, said) for name, (text, said) in _SETTINGS.items()),
    *(_case("record", name, path, text, said) for name, (path, text, said) in _RECORDS.items()),
    *(
        Case(
            name=f"addresses: {name}",
            files={"content/addresses.json": text, X: briefing()},
            either=not wrong,
            code=1 if wrong else None,
        )
        for name, (text, wrong) in _ADDRESSES.items()
    ),
    *(_case("template", name, _P, _PAGE % text, said) for name, (text, said) in _TEMPLATES.items()),
    _theme("no file", "", "SB104"),
    _theme("itself", "name: own\nextends: own\n", "SB301"),
    _theme("above", "name: own\nextends: ../../etc\n", "SB301"),
    _theme("an unknown name", "name: own\nevil: yes\n", "SB102"),
    _theme("not a group", "- a\n", "SB103"),
    _theme("a locale of a list", "name: own\nextends: briefing\n", "SB304", **{"locales/en.yml": "- a\n"}),
    _theme(
        "a locale of no language",
        "name: own\nextends: briefing\n",
        "SB304",
        **{"locales/../x.yml": "a: b\n", "locales/evil!.yml": "a: b\n"},
    ),
    _theme(
        "a locale of other gaps",
        "name: own\nextends: briefing\n",
        "SB",
        **{"locales/en.yml": "page_of: '{evil} {0.__class__}'\n"},
    ),
    _theme(
        "a locale of markup",
        "name: own\nextends: briefing\n",
        "",
        **{"locales/en.yml": "briefings: '<script>alert(1)</script>'\n"},
    ),
    _theme(
        "a style of markup",
        "name: own\nextends: briefing\n",
        "",
        **{"assets/x.css": "</style><script>alert(1)</script>"},
    ),
    _theme("an asset of a strange name", "name: own\nextends: briefing\n", "", **{"assets/a b'\"<c>.css": "x"}),
    Case(
        name="theme: a template that is a link to passwords",
        files={
            _S: f"{_GOOD}theme: own\n",
            "themes/own/theme.yml": "name: own\nextends: briefing\n",
            "themes/own/templates/page.html": _escaping,
        },
        says="SB112",
    ),
    Case(
        name="theme: an asset that is a link to passwords",
        files={
            _S: f"{_GOOD}theme: own\n",
            "themes/own/theme.yml": "name: own\nextends: briefing\n",
            "themes/own/assets/x.css": _escaping,
        },
        says="SB112",
    ),
)
