"""Texts that try to run in a page: what they are, and a site that has them wherever people can write."""

from __future__ import annotations

import json
from pathlib import Path

from tests.hostile.situations import put

_RUN = "alert({})"
_FORMS = (
    "<script>{}</script>",
    "</script><script>{}</script>",
    "<img src=x onerror={}>",
    "<svg onload={}>",
    '"><svg onload={}>',
    "'><img src=x onerror={}>",
    '" onmouseover="{}" x="',
    '" autofocus onfocus={} x="',
    "' onfocus='{}' autofocus '",
    "</title><script>{}</script>",
    "</style><script>{}</script>",
    "</textarea><script>{}</script>",
    "--><script>{}</script><!--",
    "]]><script>{}</script><![CDATA[",
    "<iframe srcdoc='<script>{}</script>'></iframe>",
    "<iframe src=javascript:{}></iframe>",
    "<object data=javascript:{}></object>",
    "<embed src=javascript:{}>",
    "<math><mtext></mtext><script>{}</script></math>",
    "<svg><script>{}</script></svg>",
    "<svg><animate onbegin={} attributeName=x dur=1s>",
    "<details open ontoggle={}>",
    "<video><source onerror={}></video>",
    "<audio src=x onerror={}>",
    "<body onload={}>",
    "<input autofocus onfocus={}>",
    "<select autofocus onfocus={}>",
    "<marquee onstart={}>x</marquee>",
    "<style>@import 'javascript:{}'</style>",
    "<link rel=stylesheet href=javascript:{}>",
    "<base href=javascript:{}//>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<form action=javascript:{}><button>x</button></form>",
    "<template><script>{}</script></template>",
    "<noscript><p title='</noscript><script>{}</script>'></noscript>",
    "<scr<script>ipt>{}</script>",
    "&lt;script&gt;{}&lt;/script&gt;",
    "&#60;script&#62;{}&#60;/script&#62;",
    "\\u003cscript\\u003e{}\\u003c/script\\u003e",
    "%3Cscript%3E{}%3C/script%3E",
    "<ScRiPt>{}</sCrIpT>",
    "<script/x>{}</script>",
    "<script\n>{}</script>",
    "<img/src=x/onerror={}>",
    "<img src=x onerror\n=\n{}>",
    "<a href=javascript:{}>x</a>",
    "<a href='java&#10;script:{}'>x</a>",
    "<xss style=animation-name:x onanimationstart={}>",
    "${{{}}}",
    "{{{{ {} }}}}",
)
"""`{}` is where the call stands."""
_LINKS = ("javascript:{}", "JaVaScRiPt:{}", "data:text/html,<script>{}</script>", "vbscript:{}", "\\x01javascript:{}")
PLACES = (
    "title",
    "summary",
    "key point",
    "body",
    "heading",
    "table",
    "link text",
    "link title",
    "image alt",
    "entity",
    "topic",
    "source",
    "quotation",
    "correction",
    "byline",
    "id",
)
"""Of a briefing."""


def payload(number: int, form: int) -> str:
    """The text that calls `alert` with *number*, in one of the forms."""
    return _FORMS[form % len(_FORMS)].format(_RUN.format(number))


def make_site(root: Path, briefings: int = 50, html: str = "escape") -> int:
    """A site full of payloads at *root*, with *html* as its setting for HTML in texts; how many they are."""
    count = 0

    def next_one() -> str:
        nonlocal count
        count += 1
        # Each form meets each place: the step has no divisor in common with their number.
        return payload(count, count * 7)

    def line() -> str:
        return json.dumps(" ".join(next_one().split()))

    files: dict[str, str] = {}
    entities, topics, sources = [], [], []
    for number in range(briefings):
        entity, topic, source = line(), line(), line()
        kind = ("person", "place", "organisation", "event")[number % 4]
        names = f"{{it: {line()}}}"
        entities.append(f"- {{id: e{number}, name: {entity}, kind: {kind}, description: {line()}, names: {names}}}\n")
        topics.append(f"- {{id: t{number}, title: {topic}, description: {line()}}}\n")
        sources.append(
            f"- {{id: s{number}, name: {source}, homepage: 'https://a.org/{number}', description: {line()}}}\n"
        )
        files[f"content/briefings/b{number}.md"] = (
            f"---\ntitle: {line()}\ndate: 2026-01-{number % 28 + 1:02}\nsummary: {line()}\nid: {line()}\n"
            f"source: {source}\nbyline: {line()}\ntopics: [{topic}]\nentities: [{entity}]\n"
            f"key_points: [{line()}]\nquotations: [{{text: {line()}, speaker: {line()}}}]\n"
            f"corrections: [{{date: 2026-02-01, text: {line()}}}]\n---\n\n"
            f"{next_one()}\n\n## {line()}\n\n|{line()}|\n|-|\n|{line()}|\n\n"
            f"[{line()}](https://example.org/ {json.dumps(line())})\n\n![{line()}](/assets/map.svg)\n\n"
            f"`{next_one()}`\n\n```{payload(count, number).split()[0]}\n{next_one()}\n```\n\n"
            f"[[e{number}|{line()}]] a[^1]\n\n[^1]: {line()}\n"
        )
    title, description, name = line(), line(), line()
    put(
        root,
        {
            **files,
            "content/site.yml": f"title: {title}\ndescription: {description}\nbase_url: https://example.org\n"
            f"publisher: {{name: {name}}}\nnavigation: [about]\npage_size: 20\nfeeds: {{rights: {line()}}}\n"
            f"editions: weekly\nmarkdown: {{html: {html}}}\n"
            'rules: {SB2: "off"}\n',
            "content/entities.yml": "".join(entities),
            "content/topics.yml": "".join(topics),
            "content/sources.yml": "".join(sources),
            "content/pages/about.md": f"---\ntitle: {line()}\ndescription: {line()}\n---\n\n{next_one()}\n",
            "content/assets/map.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        },
    )
    return count


def links() -> list[str]:
    """Addresses that would run, each of which is to be refused."""
    return [form.format(_RUN.format(number)) for number, form in enumerate(_LINKS)]
