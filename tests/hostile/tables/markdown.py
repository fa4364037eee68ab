"""Markdown that was written to hurt: to make parsers slow, deep or careless."""

from __future__ import annotations

from tests.hostile.situations import SITE, Case, X, briefing

_MANY = 20_000
_REPEATED = {
    "open brackets": "[",
    "images": "![",
    "links in links": "[a](",
    "links that never close": "[a](b",
    "angle brackets": "<",
    "autolinks that never close": "<https:",
    "comments that never close": "<!--",
    "instructions that never close": "<?",
    "declarations that never close": "<!A",
    "CDATA that never closes": "<![CDATA[",
    "emphasis": "*a ",
    "emphasis of both kinds": "*_",
    "strong": "**a",
    "underscores": "_a",
    "strikethrough": "~~a ",
    "backticks": "`",
    "backticks of growing length": "`a``b```c",
    "entities": "&amp;",
    "entities that never end": "&a",
    "numeric entities": "&#x",
    "backslashes": "\\",
    "quotations": ">",
    "quotations and lists": "> - ",
    "stars": "* ",
    "numbers": "1. ",
    "footnotes": "[^1]",
    "inline footnotes": "^[",
    "wiki links": "[[",
    "closing brackets": "]]",
    "definitions": "[a]: b\n",
    "the same definition": "[a]: <b> 'c'\n\n[a]\n\n",
    "tables": "|a",
    "bars": "|",
    "table heads": "|a|\n|-|\n",
    "headings": "# a\n",
    "the same heading": "## Same\n\n",
    "setext": "a\n=\n",
    "rules": "---\n",
    "fences": "```\n",
    "fences of tildes": "~~~\n\n",
    "tabs": "\t",
    "spaces": " ",
    "hard breaks": "a  \n",
    "code by indent": "    a\n",
    "exclamation": "!",
    "parentheses": "(",
    "reference names": "[a][",
    "line ends": "\n",
    "CRLF": "\r\n",
    "images that nest": "![![",
    "titles that never close": '[a](b "',
    "mail": "<a@b",
    "colons": ":",
    "html": "<b>",
    "html blocks": "<div>\n\n",
    "script": "<script>",
    "soft hyphens": "\u00ad",
}
_NESTED = {
    "quotations": "> " * 10_000 + "a",
    "quotations without spaces": ">" * 10_000 + "a",
    "lists": "- " * 10_000 + "a",
    "numbered lists": "1. " * 10_000 + "a",
    "lists by indent": "\n".join("  " * depth + "- a" for depth in range(600)),
    "quotations and lists": "> - " * 10_000 + "a",
    "brackets": "[" * 10_000 + "a" + "]" * 10_000,
    "links": "[" * 10_000 + "a" + "](b)" * 10_000,
    "images": "![" * 10_000 + "a" + "](b)" * 10_000,
    "emphasis": "*" * 10_000 + "a" + "*" * 10_000,
    "emphasis that alternates": "*_" * 10_000 + "a" + "_*" * 10_000,
    "strong": "**a " * 10_000 + "b**" * 10_000,
    "strikethrough": "~~a " * 10_000 + "b~~" * 10_000,
    "footnotes": "^[a" * 10_000 + "]" * 10_000,
    "wiki links": "[[" * 10_000 + "a" + "]]" * 10_000,
    "parentheses in a link": "[a](" + "(" * 10_000 + ")" * 10_000 + ")",
    "definitions": "".join(f"[a{n}]: [a{n + 1}]\n" for n in range(10_000)),
}
_BLOCKED = ("quotations", "quotations without spaces", "lists", "numbered lists", "lists by indent")

# What is not to run, and what is said of it; a page where it is empty.
_LINKS: dict[str, tuple[str, str]] = {
    "javascript": ("[a](javascript:alert(1))", "SB150"),
    "javascript in capitals": ("[a](JaVaScRiPt:alert(1))", "SB150"),
    "javascript with an entity": ("[a](&#106;avascript:alert(1))", "SB150"),
    "javascript with an entity for the colon": ("[a](javascript&colon;alert(1))", "SB150"),
    "javascript percent-encoded": ("[a](%6aavascript:alert(1))", "SB150"),
    "javascript with an encoded colon": ("[a](javascript%3Aalert(1))", "SB150"),
    "javascript with a tab": ("[a](<java\tscript:alert(1)>)", "SB150"),
    "javascript with an entity of a tab": ("[a](java&Tab;script:alert(1))", "SB150"),
    "javascript with a line end": ("[a](java&NewLine;script:alert(1))", "SB150"),
    "javascript after a control": ("[a](&#1;javascript:alert(1))", "SB202"),
    "javascript after a no-width space": ("[a](\u200bjavascript:alert(1))", "SB150"),
    "vbscript": ("[a](vbscript:x)", "SB150"),
    "data": ("[a](data:text/html;base64,PHNjcmlwdD4=)", "SB150"),
    "data of a picture": ("![a](data:image/svg+xml,<svg/onload=alert(1)>)", "SB"),
    "a picture by data": ("![a](data:image/png;base64,aaaa)", "SB150"),
    "file": ("[a](file:///etc/passwd)", "SB150"),
    "blob": ("[a](blob:https://a.org/b)", "SB150"),
    "view-source": ("[a](view-source:javascript:alert(1))", "SB150"),
    "an autolink of javascript": ("<javascript:alert(1)>", "SB150"),
    "a reference of javascript": ("[a]\n\n[a]: javascript:alert(1)", "SB150"),
    "a reference that nobody uses": ("Text.\n\n[a]: javascript:alert(1)", ""),
    "a picture of javascript": ("![a](javascript:alert(1))", "SB150"),
    "a host without a scheme": ("[a](//evil.example/)", ""),
    "a host with backslashes": ("[a](\\\\\\\\evil.example)", "SB"),
    "a host after a tab": ("[a](/&Tab;/evil.example)", "SB"),
    "a path above": ("[a](../../../../etc/passwd)", "SB202"),
    "a path above, encoded": ("[a](%2e%2e/%2e%2e/%2e%2e/etc/passwd)", "SB202"),
    "a path of NUL": ("[a](a%00.md)", "SB202"),
    "a path to the settings": ("[a](../site.yml)", "SB202"),
    "a path to an article": ("[a](../articles/first/article.yml)", "SB202"),
    "a picture above": ("![a](../../../etc/passwd)", "SB202"),
    "a fragment of markup": ("[a](#<script>alert(1)</script>)", "SB203"),
    "a title of markup": ("[a](https://b.org '\"><script>alert(1)</script>')", ""),
    "an alt of markup": ('![" onerror="alert(1)](/assets/map.svg)', ""),
    "a wiki link of markup": ("[[<script>alert(1)</script>]]", "SB201"),
    "a wiki link of a label of markup": ("[[Acme|<img src=x onerror=alert(1)>]]", ""),
    "a wiki link of javascript": ("[[javascript:alert(1)]]", "SB201"),
    "a wiki link above": ("[[../../etc/passwd]]", "SB201"),
    "a wiki link of NUL": ("[[a%00b]]", "SB201"),
    "evidence of a large number": ("[[p99999999999999999999]]", "SB201"),
    "evidence of zero": ("[[p0]]", "SB"),
    "raw HTML": ("<script>alert(1)</script>", ""),
    "raw HTML in a line": ("a <img src=x onerror=alert(1)> b", ""),
    "raw HTML in a heading": ("# <svg onload=alert(1)>", ""),
    "raw HTML in a table": ("|<script>|\n|-|\n|<b>|", ""),
    "raw HTML in code": ("`<script>`\n\n    <script>\n", ""),
    "a fence with a language of markup": ('``` "><script>alert(1)</script>\na\n```', ""),
    "a footnote named by markup": ('[^"><script>]\n\n[^"><script>]: a', "SB"),
    "a heading named main": ("# main\n\n# main-content\n\n# source-1\n", ""),
    "a template in the text": ("{{ config }} {% for x in range(9) %}{% endfor %} {# #}", ""),
    "a shortcode": ("{{< raw >}} {{% x %}} <%= 1 %> ${7*7} #{7*7}", ""),
    "an include": ("!include /etc/passwd\n\n<!--#include file='/etc/passwd'-->", ""),
    "an entity of XML": ("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;", ""),
    "the end of CDATA": ("a ]]> b <![CDATA[ c", ""),
    "the end of a script": ("</script></title></style></textarea><!--", ""),
    "a mail of markup": ("<mailto:a@b.org?subject=<script>>", ""),
    "a mail with headers": ("[a](mailto:a@b.org?bcc=c@d.org%0d%0aX:%20y)", ""),
    "a phone number": ("[a](tel:+390123456)", ""),
    "a link without an address": ("[a]()", "SB202"),
    "a host in Cyrillic": ("[a](https://аpple.com/)", ""),
    "a host of IPv6": ("[a](https://[::1]:80/)", ""),
    "a host in broken brackets": ("[a](https://[::1/)", "SB"),
    "a port that is none": ("[a](https://a.org:999999/)", "SB"),
    "half a percent": ("[a](https://a.org/%zz%)", ""),
    "a link of 100,000 signs": (f"[a](https://a.org/{'x' * 100_000})", ""),
}

# Where HTML in texts is sanitised.
_HTML = {
    "blocks that never close": "<div>\n\na\n\n" * 10_000,
    "phrases that never close": "<b><i><a href=x.md>a " * 10_000,
    "phrases over paragraphs": "<b><i><u>" * 30 + "a\n\n" * 20_000,
    "items in items": "<ul>\n\n<li>\n\n" * 5_000,
    "10,000 levels of tags": "<span>" * 10_000 + "a" + "</span>" * 10_000,
    "ends without beginnings": "</div></p></main></body></html>\n\n" * 1_000,
    "comments that never close": "<!--\n\n" * 20_000,
    "attributes that never close": '<b title="' * 20_000,
    "a tag of 400,000 signs": "<b " + "a=b " * 100_000 + ">",
    "a table around the page": "<table>\n\n[[Acme]] [One](one.md)\n\n<tr>\n\n[[Acme]]",
    "scripts of every kind": "<script>alert(1)</script><svg onload=alert(1)><a href=javascript:alert(1)>a</a>\n\n"
    "<div onclick=alert(1)>\n<iframe srcdoc='<script>alert(1)</script>'>\n<style>@import 'x'</style>\n</div>",
    "a link to another file": "<a href=../../etc/passwd>a</a> <img src=/etc/passwd alt=a>",
}


def _case(name: str, body: str, said: str) -> Case:
    files = {X: briefing(body)}
    return Case(name=name, files=files, says=said if len(said) == 5 else (), either=said == "SB")


CASES = (
    *(
        Case(name=f"{_MANY:,} times {name}", files={X: briefing(piece * _MANY)}, either=True)
        for name, piece in _REPEATED.items()
    ),
    *(
        Case(
            name=f"10,000 levels of {name}",
            files={X: briefing(text)},
            either=name not in _BLOCKED,
            says="SB113" if name in _BLOCKED else (),
        )
        for name, text in _NESTED.items()
    ),
    *(
        Case(
            name=f"HTML where it may be: {name}",
            files={X: briefing(text), "content/site.yml": SITE + "markdown: {html: sanitise}\n"},
            either=True,
        )
        for name, text in _HTML.items()
    ),
    *(_case(name, body, said) for name, (body, said) in _LINKS.items()),
)
