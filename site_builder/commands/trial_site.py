"""A site that has every kind of page and awkward texts: what `theme check` tries a theme on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

ADDRESS = "https://example.org/below"
"""Has a path, so that addresses which do not go through `href` lead nowhere."""
MARK = "unescaped-mark"
"""A class that no element of a page has, unless a text became HTML."""
RAW = f"\"Double\", 'single' & <b class={MARK}>brackets</b> {{{{ config }}}}"
ATTRIBUTE = f'Breaks out" onmouseover="alert(1)" class=\'{MARK}\''
LONG = "An unusually " + "long " * 40 + "headline"
UNBROKEN = "Donau" + "dampfschifffahrts" * 8 + "gesellschaft"
ARABIC = "نموذج جديد يرسم أفلامًا قصيرة من جملة واحدة"
CHINESE = "一个能把一句话变成短片的新模型引发了好莱坞的担忧"
_MANY = 200
_BODY = """\
The [[Acme]] ship was built by [[Rudolf]]. [[p1]] See [the other](plain-2.md) and ![A map](../assets/map.svg).

## What it is

A list:

1. one
2. two, with `code` and **weight**

> Words of somebody.

| Year | Ships |
|---|---:|
| 2025 | 12 |

### More of it

A note.[^1]

[^1]: At the foot.

## What follows

Text.

## What remains

Text with <b>brackets</b> & signs.
"""


def files(theme: str) -> Mapping[str, str]:
    """The text files of a site that uses *theme*, by their paths below its root."""
    found = {
        "content/site.yml": _yaml(
            title="The trial & its <signs>",
            base_url=ADDRESS,
            description="A site to try themes on.",
            language="en",
            theme=theme,
            publisher={"name": RAW, "url": "https://example.net/"},
            navigation=["about"],
            page_size=4,
            languages={"it": {"title": "La prova"}},
            editions="weekly",
            # What the texts claim is no matter here.
            rules={"SB2": "off"},
        ),
        "content/topics.yml": _records(
            {
                "id": "trade",
                "title": "Trade",
                "description": "What is bought, as [[Acme]] does.\n\n## Heading\n\nText.",
            },
            {"id": "ships", "title": f"Ships {RAW}", "parent": "trade", "names": {"it": "Navi"}},
            {"id": "empty", "title": "Nothing yet"},
        ),
        "content/entities.yml": _records(*_entities()),
        "content/sources.yml": _records(
            {"id": "herald", "name": "The Herald", "homepage": "https://herald.example/", "description": "A paper."},
            {"id": "raw", "name": RAW},
        ),
        "content/pages/about.md": _page(title="About", text="Of [[Acme]].\n\n## One\n\n## Two\n\n## Three\n\n## Six\n"),
        "content/pages/arabic.md": _page(title=ARABIC, text=f"{ARABIC}\n", language="ar"),
        "content/pages/topics.md": _page(title="What it is about", text="Words of a person.\n"),
        "content/articles/first/article.yml": _yaml(
            id="first", sha256="0" * 64, title=RAW, publisher="The Herald", url="https://herald.example/1", paragraphs=9
        ),
        "content/assets/map.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>\n',
    }
    return {**found, **{f"content/briefings/{name}.md": text for name, text in _briefings()}}


def _briefings() -> Iterator[tuple[str, str]]:
    whole: dict[str, Any] = {
        "date": "2026-02-19T17:08+01:00",
        "updated": "2026-02-21",
        "summary": "It says what a briefing can say.",
        "source": "herald",
        "byline": RAW,
        "original_url": "https://herald.example/1?a=b&c=d",
        "articles": ["first"],
        "topics": ["trade", "ships"],
        "entities": ["Acme", "Rudolf", "Ruritania", "quoted"],
        "key_points": [
            {"text": f"Acme said so. {RAW}", "evidence": "p2", "quote": RAW},
            {"text": ATTRIBUTE, "evidence": "first#p3"},
        ],
        "quotations": [{"text": RAW, "speaker": "Rudolf", "evidence": "p1"}, {"text": ATTRIBUTE}],
        "corrections": [{"date": "2026-02-20", "text": RAW}],
    }
    yield "everything", _page(title="A briefing that has everything", text=_BODY, **whole)
    yield "quotes", _page(title=RAW, text=_BODY, **{**whole, "date": "2026-02-18", "summary": RAW, "source": "raw"})
    yield "attribute", _page(title=ATTRIBUTE, text="Text.\n", summary=ATTRIBUTE, date="2026-02-18", topics=["ships"])
    yield "long", _page(title=LONG, text="Text.\n", summary=LONG, date="2026-01-08", topics=["trade"])
    yield "unbroken", _page(title=UNBROKEN, text=f"{UNBROKEN}\n", summary=UNBROKEN, date="2026-01-07")
    yield "bare", _page(title="A briefing of which nothing is known", text="")
    yield (
        "arabic",
        _page(
            title=ARABIC,
            text=f"{ARABIC}\n",
            summary=ARABIC,
            date="2026-02-17",
            language="ar",
            entities=["Acme", "riyadh"],
        ),
    )
    yield (
        "chinese",
        _page(
            title=CHINESE, text=f"{CHINESE}\n", summary=CHINESE, date="2026-02-16", language="zh", entities=["office"]
        ),
    )
    yield (
        "italian",
        _page(
            title="Il briefing che ha tutto",
            text="Testo.\n",
            language="it",
            translation_of="everything",
            source="herald",
        ),
    )
    many = [f"e{number}" for number in range(_MANY)]
    yield "many", _page(title="Two hundred names", text="Text.\n", date="2025-12-24", entities=many, topics=["trade"])
    yield "draft", _page(title="A draft", text="Text.\n", date="2026-02-20", status="draft", topics=["trade"])
    for number in range(1, 13):
        day = f"202{3 + number % 4}-{number:02}-{number + 3:02}"
        names = ["Acme", "Rudolf", "Ruritania", f"e{number}"][: 1 + number % 4]
        told = {"summary": "One more.", "source": "herald", "topics": ["trade"], "entities": names}
        yield f"plain-{number}", _page(title=f"Story number {number}", text="Text.\n", date=day, **told)


def _entities() -> Iterator[dict[str, Any]]:
    yield {"id": "acme", "name": "Acme", "kind": "organisation", "aliases": ["Acme Inc.", RAW], "wikidata": "Q42"}
    yield {"id": "rudolf", "name": "Rudolf", "kind": "person", "description": "King of [[Ruritania]]."}
    yield {"id": "ruritania", "name": "Ruritania", "kind": "place", "homepage": "https://ruritania.example/"}
    yield {"id": "quoted", "name": ATTRIBUTE, "kind": "product"}
    yield {"id": "riyadh", "name": "الرياض", "kind": "place", "names": {"en": "Riyadh"}}
    yield {"id": "office", "name": "中国互联网信息办公室", "kind": "organisation"}
    kinds = ("person", "organisation", "product", "place", "law", "event", "work", "other")
    for number in range(_MANY):
        yield {"id": f"e{number}", "name": f"Name {number}", "kind": kinds[number % len(kinds)]}


def _page(*, title: str, text: str, **head: Any) -> str:
    return f"---\n{_yaml(title=title, **head)}---\n\n{text}"


def _records(*records: dict[str, Any]) -> str:
    return "".join(f"- {_json(record)}\n" for record in records)


def _yaml(**values: Any) -> str:
    """JSON is YAML."""
    return "".join(f"{name}: {_json(value)}\n" for name, value in values.items())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
