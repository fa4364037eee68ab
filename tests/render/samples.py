"""Hand-made pages for the tests of the render room: one of each kind, and texts that make templates stumble."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import get_args

from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Body, Card, Correction, Heading, Link
from site_builder.model.charts import MonthCount, NetworkView, Node, Tie, TimelineView, Trend, Year
from site_builder.model.config import Config, Person
from site_builder.model.entity import EntityKind
from site_builder.model.feeds import Feed
from site_builder.model.moment import Moment
from site_builder.model.page import Frame, Head, Page
from site_builder.model.search import SearchView, Titled
from site_builder.model.text import Text
from site_builder.model.theme import Strings, Template, Theme
from site_builder.model.views import (
    ArchiveView,
    BriefingView,
    EvidenceLink,
    FeedsView,
    FreePageView,
    GroupIndexView,
    GroupView,
    HomeView,
    Mention,
    Month,
    Named,
    Neighbour,
    NotFoundView,
    Pager,
    Quoted,
    RelatedCard,
    Statement,
    View,
)
from site_builder.render.theme import load_theme

THEMES = Path(__file__).resolve().parents[2] / "themes"

CONFIG = Config(
    title="AI Briefings",
    base_url="https://example.org",
    description="What the papers say about machines that talk.",
    publisher=Person(name="The Desk", url="https://desk.example"),
)
ASSETS = {
    "style.css": "/assets/theme/style.1a2b.css",
    "search.css": "/assets/theme/search.1a2b.css",
    "search.js": "/assets/theme/search.1a2b.js",
}
FRAME = Frame(
    home=Link(name="AI Briefings", url="/"),
    navigation=(
        Link(name="Briefings", url="/briefings/"),
        Link(name="Topics", url="/topics/"),
        Link(name="Entities", url="/entities/"),
        Link(name="Sources", url="/sources/"),
        Link(name="Feeds", url="/feeds/"),
    ),
    footer=(Link(name="About", url="/about/"),),
    feeds=(
        Feed(name="AI Briefings", url="/feed.xml"),
        Feed(name="AI Briefings", url="/atom.xml", type="application/atom+xml", label="Atom"),
    ),
    assets=ASSETS,
)
HOME = Link(name="AI Briefings", url="/")

AWKWARD: Mapping[str, str] = {
    "plain": "A model that draws films",
    "quotes": "\"Double\", 'single' & <angle> brackets",
    "script": "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "template": "{{ config.__class__ }}{% for a in b %}{#",
    "arabic": "نموذج جديد يرسم أفلامًا قصيرة من جملة واحدة",
    "chinese": "一个能把一句话变成短片的新模型引发了好莱坞的担忧",
    "long": "Unusually " + "long " * 60 + "headline",
    "unbroken": "Donau" + "dampfschifffahrts" * 12 + "gesellschaft",
    "emoji": "A 👩‍👩‍👧‍👦 family and a 🇮🇹 flag",
    "bidi": "An \u202eesrever\u202c word",
}


def moment(text: str) -> Moment:
    """A day, as `2026-02-20`, or a day and a time."""
    day, _, clock = text.partition("T")
    return Moment(dt.date.fromisoformat(day), dt.time.fromisoformat(clock) if clock else None)


def body(*pieces: str) -> Body:
    return Body(html=pieces)


def card(title: str = AWKWARD["plain"], *, slug: str = "some-briefing", **changes: object) -> Card:
    plain = Card(
        slug=slug,
        title=title,
        url=f"/briefings/{slug}/",
        date=moment("2026-02-20"),
        updated=None,
        language="en",
        summary="It makes a clip from a sentence; studios and actors object to what it was taught on.",
        draft=False,
        source=Link(name="The Daily", url="/sources/the-daily/"),
        topics=(Link(name="Copyright", url="/topics/copyright/"), Link(name="Film", url="/topics/film/")),
        minutes=3,
        fingerprint="",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


BARE_CARD = card(
    "A briefing of which little is known", slug="bare", date=None, summary="", source=None, topics=(), minutes=1
)

BODY = body(
    '<p>The maker showed <a href="',
    '">',
    '</a> to a small circle first.</p>\n<h2 id="what">What it does</h2>\n<p>It draws.</p>\n'
    '<div class="table-scroll" tabindex="0"><table>\n'
    '<thead><tr><th>Year</th><th class="align-right">Clips</th></tr></thead>'
    '<tbody><tr><td>2025</td><td class="align-right">12</td></tr></tbody></table></div>\n'
    '<p>See <a href="',
    '">the other briefing</a>.</p>',
)
TEXT = Text(fingerprint="body-1", gaps=("/entities/seedance/", "Seedance", "/briefings/other/#part"))
BODIES = {"body-1": BODY}

TREND = Trend(unit="month", first=Moment(dt.date(2025, 11, 1)), counts=(1, 0, 4, 2))
ENTITIES = (
    Mention(name="Seedance", url="/entities/seedance/", kind="product", count=4, trend=TREND),
    Mention(name="Some Studio", url="/entities/some-studio/", kind="organisation", count=2),
)
TOPICS = (
    Mention(name="Copyright", url="/topics/copyright/", kind="topic", count=12),
    Mention(name="Film", url="/topics/film/", kind="topic", count=1),
)
ARTICLE = ArticleRecord(
    id="seedance-hollywood",
    sha256="0123456789abcdef" * 4,
    title="A headline of its own",
    publisher="The Daily",
    byline="A. Writer",
    date=moment("2026-02-19T17:08"),
    retrieved=moment("2026-02-21"),
    language="en",
    url="https://daily.example/a?b=1&c=2",
    paragraphs=21,
)
EVIDENCE = (EvidenceLink(label="¶ 3", url="#source-1", title="A headline of its own"),)
MONTHS = (
    Month(year=2026, month=2, cards=(card(), card("Another headline", slug="another", draft=True))),
    Month(
        year=2026, month=1, cards=(card(AWKWARD["arabic"], slug="arabic", language="ar", summary=AWKWARD["arabic"]),)
    ),
    Month(year=0, month=0, cards=(BARE_CARD,)),
)
TITLED = tuple(
    Titled(
        title=title,
        url=f"/briefings/{name}/",
        language={"arabic": "ar", "chinese": "zh"}.get(name, "en"),
        date=None if name == "bidi" else moment("2026-02-20"),
    )
    for name, title in AWKWARD.items()
)
ONE_PAGE = Pager(number=1, total=1, newer=None, older=None)
MIDDLE = Pager(number=2, total=3, newer="/topics/film/", older="/topics/film/page/1/")


def briefing(subject: Card | None = None, **changes: object) -> Page:
    """The page of a briefing that has everything."""
    subject = subject or card(updated=moment("2026-02-22"))
    view = BriefingView(
        card=subject,
        body=TEXT,
        contents=tuple(Heading(level=2, id=f"part-{n}", text=f"Part {n}") for n in range(1, 5)),
        words=412,
        byline="A. Writer",
        original_url="https://daily.example/a?b=1&c=2",
        key_points=(
            Statement(text="It draws from a sentence.", quote="only two lines", evidence=EVIDENCE),
            Statement(text="Studios object.", quote=None, evidence=()),
        ),
        quotations=(
            Quoted(
                text="We had no say in it", speaker=Link(name="An Actor", url="/entities/an-actor/"), evidence=EVIDENCE
            ),
            Quoted(text="No comment", speaker=Link(name="A Spokesman", url=""), evidence=()),
            Quoted(text="Nobody knows who said this", speaker=None, evidence=()),
        ),
        entities=(
            Named(name="Seedance", url="/entities/seedance/", kind="product"),
            Named(name="Some Studio", url="/entities/some-studio/", kind="organisation"),
        ),
        articles=(ARTICLE, ArticleRecord(id="nameless", sha256="f" * 64)),
        corrections=(Correction(date=moment("2026-02-22"), text="An earlier version named the wrong studio."),),
        related=(
            RelatedCard(
                card=card("Another headline", slug="another"),
                shared=(Named(name="Film", url="/topics/film/", kind="topic"),),
            ),
        ),
        translations=(card("Un modello che disegna film", slug="film-it", language="it"),),
        newer=Neighbour(name="A newer one", url="/briefings/newer/", language="en"),
        older=Neighbour(name="Uno più vecchio", url="/briefings/older/", language="it"),
    )
    head = Head(title=subject.title, description=subject.summary, kind="article", section="/briefings/")
    page = Page(url=subject.url, view=view, template="briefing.html", language=subject.language, head=head)
    return replace(page, view=replace(view, **changes))  # type: ignore[arg-type]


def bare_briefing() -> Page:
    """A briefing without summary, source, date, articles, entities or neighbours."""
    return briefing(
        BARE_CARD,
        contents=(),
        byline=None,
        original_url=None,
        key_points=(),
        quotations=(),
        entities=(),
        articles=(),
        corrections=(),
        related=(),
        translations=(),
        newer=None,
        older=None,
    )


def group(template: str = "entity.html", **changes: object) -> Page:
    """The page of an entity, a topic or a source, by its template."""
    family = {"entity.html": "entities", "topic.html": "topics", "source.html": "sources"}[template]
    kind = {"entity.html": "product", "topic.html": "topic", "source.html": "source"}[template]
    view = GroupView(
        name="Seedance",
        kind=kind,  # type: ignore[arg-type]
        aliases=("Seadance", "SeeDance 2.0"),
        text=TEXT,
        homepage="https://seedance.example/",
        wikidata="Q42",
        parent=None,
        children=TOPICS if family == "topics" else (),
        cards=(card(), card("Another headline", slug="another"), BARE_CARD),
        total=1234,
        first=moment("2025-11-02"),
        last=moment("2026-02-20"),
        pager=MIDDLE,
        together=ENTITIES,
        topics=TOPICS,
        trend=TREND,
    )
    crumbs = (HOME, Link(name=family.title(), url=f"/{family}/"))
    feed = Link(name="Seedance – AI Briefings", url=f"/{family}/seedance/feed.xml")
    head = Head(title="Seedance", description="", feed=feed, crumbs=crumbs, section=f"/{family}/")
    page = Page(url=f"/{family}/seedance/", view=view, template=template, language="en", head=head)
    return replace(page, view=replace(view, **changes))  # type: ignore[arg-type]


def home(**changes: object) -> Page:
    view = HomeView(months=MONTHS, entities=ENTITIES, topics=TOPICS, total=4, archive="/briefings/")
    head = Head(title=CONFIG.title, description=CONFIG.description, section="/")
    page = Page(url="/", view=view, template="home.html", language="en", head=head)
    return replace(page, view=replace(view, **changes))  # type: ignore[arg-type]


def simple(template: str) -> Page:
    """A page of one of the kinds that hold little."""
    feeds = tuple(Feed(name=mention.name, url=f"{mention.url}feed.xml") for mention in (*TOPICS, *ENTITIES))
    mixed = (*ENTITIES, Mention(name="An Actor", url="/entities/an-actor/", kind="person", count=0))
    kinds = (Link(name="People", url="/people/"), Link(name="Products", url="/products/"))
    views: dict[str, tuple[str, View]] = {
        "index.html": ("/entities/", GroupIndexView(family="entities", kind=None, kinds=kinds, groups=mixed)),
        "archive.html": ("/briefings/page/2/", ArchiveView(months=MONTHS, total=4, pager=MIDDLE)),
        "page.html": (
            "/about/",
            FreePageView(title="About", body=TEXT, contents=(Heading(level=2, id="what", text="What"),)),
        ),
        "feeds.html": ("/feeds/", FeedsView(site=FRAME.feeds, topics=feeds[:2], entities=feeds[2:], sources=())),
        "404.html": ("/404.html", NotFoundView(topics=TOPICS)),
        "timeline.html": ("/timeline/", timeline()),
        "network.html": ("/network/", network()),
        "search.html": (
            "/search/",
            SearchView(letters=(), index="/search/index/", briefings=TITLED, total=len(TITLED)),
        ),
    }
    url, view = views[template]
    head = Head(title=template, description="", crumbs=(HOME,), section=url, noindex=template == "404.html")
    return Page(url=url, view=view, template=template, language="en", head=head)


def letter() -> Page:
    """A page from A to Z: one of two for its letter."""
    ranges = (Link(name="Unbroken – Unusual", url="/search/u/"), Link(name="Us – Uz", url="/search/u/us/"))
    letters = tuple(Link(name=sign, url=f"/search/{sign.lower()}/") for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    view = SearchView(letters=letters, letter="U", ranges=ranges, briefings=TITLED, total=len(TITLED))
    crumbs = (HOME, Link(name="Search", url="/search/"))
    head = Head(title="Search: U", description="", crumbs=crumbs, section="/search/")
    return Page(url="/search/u/", view=view, template="search.html", language="en", head=head)


def timeline() -> TimelineView:
    """A year whose newest month is told, and an older one."""
    months = (
        MonthCount(first=moment("2026-02-01"), url="/archive/2026/02/", count=2, cards=MONTHS[0].cards),
        MonthCount(first=moment("2026-01-01"), url="/archive/2026/01/", count=7, cards=()),
    )
    older = MonthCount(first=moment("2025-12-01"), url="/archive/2025/12/", count=1, cards=())
    years = (
        Year(year=2026, url="/archive/2026/", count=9, months=months),
        Year(year=2025, url="/archive/2025/", count=1, months=(older,)),
    )
    return TimelineView(years=years, total=10, undated=1, trend=TREND, newer=None, older=None, text=TEXT)


def network() -> NetworkView:
    """A network of awkward names."""
    nodes = tuple(
        Node(name=name, url=f"/entities/{slug}/", kind=kind, count=count)
        for count, (kind, (slug, name)) in enumerate(zip(get_args(EntityKind), AWKWARD.items(), strict=False), start=1)
    )
    ties = tuple(Tie(one=0, other=number, count=number) for number in range(1, len(nodes)))
    return NetworkView(nodes=nodes, ties=ties, total=99)


def pages() -> tuple[Page, ...]:
    """A page of every kind that has a template."""
    groups = tuple(group(template) for template in ("topic.html", "entity.html", "source.html"))
    plain = tuple(
        simple(name)
        for name in (
            "index.html",
            "archive.html",
            "page.html",
            "feeds.html",
            "404.html",
            "timeline.html",
            "network.html",
            "search.html",
        )
    )
    return (home(), briefing(), bare_briefing(), *groups, *plain, letter())


def briefing_theme() -> Theme:
    """The theme that comes with the program."""
    return load_theme("briefing", folders=[THEMES], root=THEMES.parent)


def theme(templates: Mapping[str, str], strings: Mapping[str, Strings] | None = None) -> Theme:
    """A theme of nothing but *templates*, by name."""
    found = {
        name: Template(name=name, path=f"themes/t/templates/{name}", text=text) for name, text in templates.items()
    }
    return Theme(name="t", templates=found, assets={}, strings=strings or {})
