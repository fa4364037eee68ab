# ruff: noqa: E501  texts as other generators have them
"""Sites of other generators keep titles, dates, tags, drafts, former addresses, links, images and texts."""

import datetime as dt

import pytest

from site_builder.commands.build import build
from site_builder.commands.folders import folders_of
from site_builder.commands.imports.command import import_site
from site_builder.commands.imports.heads import read_head
from site_builder.commands.options import Options
from site_builder.content.config import parse_config
from site_builder.content.parse import File, parse_briefing
from site_builder.model.problem import ConfigError
from site_builder.text.frontmatter import split
from tests.laws.world import write

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
PIXEL = "<svg xmlns='http://www.w3.org/2000/svg'/>"

HUGO = {
    "hugo.toml": "title = 'Old'",
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/about.md": "+++\ntitle = 'About us'\n+++\n\nWe write.\n",
    "content/posts/first.md": """\
+++
title = 'The "first" post: a start'
date = 2024-03-05T10:00:00+01:00
lastmod = 2024-04-01
tags = ['Ferries', 'Public transport']
categories = ['News']
aliases = ['/old/first/', 'older']
description = 'What it says.'
weight = 3
+++

See [the second]({{< relref "second" >}}) and [it again](second.md#part), not {{< youtube abc >}}.

![A map](/img/map.svg)

```go
{{ .Title }} [[not a link]]
```
""",
    "content/posts/second.md": "---\ntitle: Second\ndate: 2024-05-06\ndraft: true\ntags: [ferries]\n---\n\n## Part\n\nText.\n",
    "content/posts/bundle/index.md": '{"title": "A bundle", "date": "2024-07-08", "url": "/short/"}\n\n![Inside](inside.svg)\n',
    "content/posts/bundle/inside.svg": PIXEL,
    "static/img/map.svg": PIXEL,
}
JEKYLL = {
    "_config.yml": "title: Old",
    "_posts/2023-01-02-hello-world.md": """\
---
layout: post
title: "Hello: world"
date: 2023-01-02 10:00:00 +0100
categories: news local
tags: [one, two]
redirect_from:
  - /hi/
---

[Next]({% post_url 2023-02-03-next %}) and ![map]({{ site.baseurl }}/assets/map.svg)

{% highlight python %}
print("hi")
{% endhighlight %}
{% include video.html %}
""",
    "_posts/2023-02-03-next.md": "---\ntitle: Next\npublished: false\n---\nBody.\n",
    "_drafts/idea.md": "---\ntitle: An idea\n---\nNot yet.\n",
    "about.md": "---\ntitle: About\npermalink: /about-us/\n---\nWe.\n",
    "README.md": "# not a page\n",
    "assets/map.svg": PIXEL,
}
OBSIDIAN = {
    ".obsidian/app.json": "{}",
    "Templates/daily.md": "# {{title}}",
    "Ferry plans.md": "---\naliases: [The ferry, Fähre]\ntags: [transport/sea]\ncreated: 2025-01-05\n---\n\nSee [[Harbour]] and [[The harbour|that one]], not [[Nobody]]. #idea\n\n![[map.svg]]\n\n`#not-a-tag`\n",
    "places/Harbour.md": "---\naliases: The harbour\n---\n# Harbour\n\nOf [[Fähre]]. ![[Ferry plans]]\n",
    "2025-03-04.md": "A day.\n",
    "files/map.svg": PIXEL,
}
PELICAN = {
    "pelicanconf.py": "SITENAME = 'Old'",
    "content/news/first.md": "Title: My first: post\nDate: 2010-12-03 10:20\nModified: 2010-12-05 19:30\nCategory: Python\nTags: pelican, publishing\nSlug: my-first\nAuthors: Ann A., Bob B.\nSummary: Short version\nStatus: draft\n\nText with [a link]({filename}/news/second.md) and ![x]({static}/images/x.svg).\n",
    "content/news/second.md": "Title: Second\nDate: 2011-01-01\nLang: it\n\nTesto.\n",
    "content/pages/about.md": "Title: About\n\nWe.\n",
    "content/images/x.svg": PIXEL,
    "content/rest.rst": "Title\n=====\n",
}


def site(tmp_path, generator, files):
    for name, text in files.items():
        write(tmp_path / "old" / name, text)
    write(tmp_path / "new/content/site.yml", "title: New\nbase_url: https://example.org\n")
    folders = folders_of(tmp_path / "new")
    return folders, import_site(folders, generator, tmp_path / "old")


def head(folders, name):
    config = parse_config("title: New\nbase_url: https://example.org\n")
    path = folders.content / "briefings" / name
    return parse_briefing(File(f"content/briefings/{name}", name, path.read_bytes()), config).briefing.head


def body(folders, name):
    return split((folders.content / name).read_text("utf-8")).body


def builds(folders):
    report = build(folders, Options(now=NOW, drafts=True))
    assert [problem for problem in report.problems if problem.severity == "error"] == []
    return folders.output


def test_hugo(tmp_path):
    folders, report = site(tmp_path, "hugo", HUGO)
    assert report.counts == {"briefings": 3, "pages": 1, "assets": 2, "drafts": 1}
    first = head(folders, "first.md")
    assert first.title == 'The "first" post: a start'
    assert (str(first.date), str(first.updated)) == ("2024-03-05T10:00+01:00", "2024-04-01")
    assert first.topics == ("Ferries", "Public transport", "News")
    assert first.redirects == ("/old/first/", "/older/", "/posts/first/")
    assert first.summary == "What it says."
    assert first.review == (
        "text: youtube of the old generator still stands in it",
        "front matter: weight was not taken over",
    )
    assert head(folders, "second.md").status == "draft"
    assert head(folders, "bundle.md").redirects == ("/short/",)
    text = body(folders, "briefings/first.md")
    assert "[the second](../briefings/second.md)" in text
    assert "[it again](../briefings/second.md#part)" in text
    assert "![A map](../assets/img/map.svg)" in text
    assert "{{ .Title }} [[not a link]]" in text
    output = builds(folders)
    assert "/posts/first/ /briefings/first/ 301" in (output / "_redirects").read_text("utf-8")
    assert (output / "about/index.html").exists()
    assert (output / "topics/public-transport/index.html").exists()


def test_jekyll(tmp_path):
    folders, report = site(tmp_path, "jekyll", JEKYLL)
    assert report.counts == {"briefings": 3, "pages": 1, "assets": 1, "drafts": 2}
    hello = head(folders, "hello-world.md")
    assert (hello.title, str(hello.date)) == ("Hello: world", "2023-01-02T10:00+01:00")
    assert hello.redirects == ("/hi/", "/news/local/2023/01/02/hello-world.html")
    assert hello.topics == ("one", "two", "news local")
    assert head(folders, "next.md").status == "draft"
    assert str(head(folders, "next.md").date) == "2023-02-03"
    assert head(folders, "idea.md").status == "draft"
    text = body(folders, "briefings/hello-world.md")
    assert "[Next](../briefings/next.md) and ![map](../assets/assets/map.svg)" in text
    assert '```python\nprint("hi")\n```' in text
    assert "include" in hello.review[0]
    output = builds(folders)
    assert "/about-us/ /about/ 301" in (output / "_redirects").read_text("utf-8")


def test_obsidian(tmp_path):
    folders, report = site(tmp_path, "obsidian", OBSIDIAN)
    assert report.counts == {"briefings": 3, "pages": 0, "assets": 1, "drafts": 0}
    ferry = head(folders, "ferry-plans.md")
    assert (ferry.title, str(ferry.date)) == ("Ferry plans", "2025-01-05")
    assert ferry.topics == ("transport/sea", "idea")
    assert ferry.redirects == ("/the-ferry/", "/fahre/")
    text = body(folders, "briefings/ferry-plans.md")
    assert "See [[Harbour]] and [[Harbour|that one]], not Nobody." in text
    assert "![map](../assets/files/map.svg)" in text
    assert "[[Ferry plans|Fähre]]" in body(folders, "briefings/harbour.md")
    assert not body(folders, "briefings/harbour.md").lstrip().startswith("#")
    assert str(head(folders, "2025-03-04.md").date) == "2025-03-04"
    builds(folders)


def test_pelican(tmp_path):
    folders, report = site(tmp_path, "pelican", PELICAN)
    assert report.counts == {"briefings": 2, "pages": 1, "assets": 1, "drafts": 1}
    first = head(folders, "my-first.md")
    assert (first.title, str(first.date), str(first.updated)) == (
        "My first: post",
        "2010-12-03T10:20",
        "2010-12-05T19:30",
    )
    assert (first.byline, first.summary, first.status) == ("Ann A., Bob B.", "Short version", "draft")
    assert first.topics == ("pelican", "publishing", "Python")
    second = head(folders, "second.md")
    assert (second.language, second.redirects) == ("it", ("/second.html",))
    text = body(folders, "briefings/my-first.md")
    assert "[a link](../briefings/second.md) and ![x](../assets/images/x.svg)" in text
    builds(folders)


def test_a_second_import_touches_nothing(tmp_path):
    folders, _ = site(tmp_path, "pelican", PELICAN)
    path = folders.content / "briefings/second.md"
    path.write_text(path.read_text("utf-8").replace("Testo", "Altro"), "utf-8")
    before = {one: one.read_bytes() for one in folders.content.rglob("*") if one.is_file()}
    report = import_site(folders, "pelican", tmp_path / "old")
    assert {problem.code for problem in report.problems} == {"SB004"}
    assert {one: one.read_bytes() for one in folders.content.rglob("*") if one.is_file()} == before


def test_what_cannot_be_read_is_told_and_the_rest_is_taken_over(tmp_path):
    broken = {**HUGO, "content/posts/bad.md": "---\ntitle: [\n---\n", "content/posts/open.md": "+++\ntitle = 1\n"}
    _, report = site(tmp_path, "hugo", broken)
    assert [problem.path for problem in report.problems] == ["content/posts/bad.md", "content/posts/open.md"]
    assert report.counts["briefings"] == 3


def test_the_wrong_folder_is_refused(tmp_path):
    with pytest.raises(ConfigError):
        site(tmp_path, "hugo", {"notes.md": "Text."})


def test_a_dry_run_writes_nothing(tmp_path):
    for name, text in HUGO.items():
        write(tmp_path / "old" / name, text)
    write(tmp_path / "new/content/site.yml", "title: New\nbase_url: https://example.org\n")
    report = import_site(folders_of(tmp_path / "new"), "hugo", tmp_path / "old", dry_run=True)
    assert "content/posts/first.md -> content/briefings/first.md" in report.notes
    assert [path.name for path in (tmp_path / "new").rglob("*") if path.is_file()] == ["site.yml"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\n---\nBody", ({}, "Body")),
        ("---\nTitle: A\n---\nBody", ({"title": "A"}, "Body")),
        ("+++\nd = 2024-01-02\n+++\n\nBody", ({"d": "2024-01-02"}, "Body")),
        ('{"a": [1]}\nBody', ({"a": [1]}, "Body")),
        ("Body: no head", ({}, "Body: no head")),
    ],
)
def test_front_matter_of_all_kinds_is_read(text, expected):
    assert read_head(text) == expected
