"""From an article and its findings to the briefing's file and the article's record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from site_builder.ingest.findings import Drafted, Findings, Passage
from site_builder.ingest.lexicon import lexicon
from site_builder.ingest.yaml_text import to_yaml
from site_builder.model.article import Article, ArticleRecord, Clue
from site_builder.model.briefing import FrontMatter, KeyPoint, Quotation
from site_builder.model.moment import Moment
from site_builder.text.dates import parse_moment
from site_builder.text.frontmatter import join
from site_builder.text.slugs import slugify

_SPECIAL = re.compile(r"([\\`*\[\]<>~|])|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|\^(?=\[)")
_LINE_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))")


def compose_front_matter(findings: Findings, id: str, copies: Iterable[str] = ()) -> FrontMatter:
    """The front matter of a draft, which also rests on *copies* of its article.

    What the article leaves open stays out, and is named under `review`.
    """
    known = _by_what(findings.chosen)
    by_rules = FrontMatter(
        title=one_line(findings.title),
        date=_moment(known.get("date")),
        id=id,
        language=_value(known.get("language")),
        status="draft",
        summary=one_line(findings.summary.text) if findings.summary is not None else "",
        source=_value(known.get("publisher")),
        byline=_value(known.get("byline")),
        original_url=_value(known.get("url")),
        articles=(id, *copies),
        key_points=tuple(
            KeyPoint(text=one_line(point.text), evidence=(point.evidence,)) for point in findings.key_points
        ),
        quotations=tuple(
            Quotation(text=one_line(found.text), speaker=found.speaker, evidence=(f"p{found.block}",))
            for found in findings.quotations
        ),
        topics=tuple(topic.id for topic in findings.topics),
        entities=tuple(one_line(entity.name) for entity in findings.entities),
        review=findings.notes,
    )
    return by_rules if findings.drafted is None else _drafted(by_rules, findings.drafted)


def compose_briefing(article: Article, findings: Findings, id: str, copies: Iterable[str] = ()) -> str:
    """The text of the briefing's file: front matter, and the key passages as attributed quotations."""
    heading = lexicon(article.language).said_heading
    passages = "\n\n".join(f"> {markdown_text(point.text)} [[{point.evidence}]]" for point in _passages(findings))
    return join(
        to_yaml(compose_front_matter(findings, id, copies)), f"## {heading}\n\n{passages}\n" if passages else ""
    )


def compose_record(
    article: Article, findings: Findings, id: str, retrieved: Moment | None, copy_of: str | None = None
) -> ArticleRecord:
    """What `article.yml` says: only what the article itself says, so that a derived title is not in it."""
    known = _by_what(findings.chosen)
    return ArticleRecord(
        id=id,
        sha256=article.sha256,
        size=article.size,
        media_type=article.media_type,
        encoding=article.encoding,
        origin=article.origin,
        retrieved=retrieved,
        title=_value(known.get("title")),
        date=_moment(known.get("date")),
        publisher=_value(known.get("publisher")),
        byline=_value(known.get("byline")),
        language=_value(known.get("language")),
        url=_value(known.get("url")),
        copy_of=copy_of,
        paragraphs=len(article.blocks),
    )


def record_text(record: ArticleRecord) -> str:
    """The text of `article.yml`. Encoding and media type are written even where they are the usual ones."""
    written = to_yaml(record)
    size = f"size: {record.size}\n"
    return (
        written.replace(size, f"{size}media_type: {record.media_type}\nencoding: {record.encoding}\n", 1)
        if _usual(record)
        else written
    )


def mint_id(title: str, sha256: str, digits: int = 4) -> str:
    """A readable id, minted once: the title's slug and the first *digits* of the bytes' SHA-256."""
    return f"{_short(slugify(title), 40)}-{sha256[:digits]}"


def briefing_slug(title: str) -> str:
    """The name of the briefing's file: the title's slug, cut between words."""
    return _short(slugify(title), 60)


def _short(slug: str, length: int) -> str:
    return (slug if len(slug) <= length else slug[: length + 1].rpartition("-")[0] or slug[:length]) or "article"


def markdown_text(text: str) -> str:
    """*text* as Markdown that shows it as it is: signs with a meaning get a backslash."""
    escaped = _SPECIAL.sub(lambda match: "\\" + match.group(), one_line(text))
    return _LINE_START.sub(_escaped_start, escaped)


def one_line(text: str) -> str:
    """*text* with every run of white space as one space, as front matter reads it."""
    return " ".join(text.split())


def _escaped_start(match: re.Match[str]) -> str:
    # A number needs its backslash before the full stop: "1\. May".
    return match.group() + "\\" if match[2].isdigit() else f"{match[1]}\\{match[2]}"


def _drafted(head: FrontMatter, drafted: Drafted) -> FrontMatter:
    """*head* with what a language model drafted, where it drafted something."""
    points = tuple(
        KeyPoint(text=point.text, evidence=tuple(f"p{number}" for number in point.blocks))
        for point in drafted.key_points
    )
    return replace(
        head,
        title=drafted.title or head.title,
        summary=drafted.summary or head.summary,
        key_points=points or head.key_points,
        topics=drafted.topics or head.topics,
        entities=drafted.entities or head.entities,
    )


def _passages(findings: Findings) -> Iterable[Passage]:
    return findings.key_points or ((findings.summary,) if findings.summary is not None else ())


def _usual(record: ArticleRecord) -> bool:
    usual = replace(record, media_type="text/plain", encoding="utf-8")
    return record == usual and record.size is not None


def _by_what(clues: Iterable[Clue]) -> dict[str, Clue]:
    return {clue.what: clue for clue in clues}


def _value(clue: Clue | None) -> str | None:
    return one_line(clue.value) if clue is not None else None


def _moment(clue: Clue | None) -> Moment | None:
    return parse_moment(clue.value) if clue is not None else None
